"""The lists of words and word pieces that the networks know: `python -m training words`, `python -m training pieces`.

A network is tied to its list, row by row: train the networks of tone and of themes again after either changes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from analysis.models.words import TOKEN, normal
from training.corpora import is_development, targets, texts
from training.transformer import LARGE, SMALL, known_pieces, unpacked

WORD = re.compile(r"[a-z][a-z'-]+")
WHOLE_WORD = re.compile(r"[a-z]{3,}")
# The pieces that are no word's, in the order of `analysis.models.word_pieces`, as the pretrained model calls them.
MARKS = ("[CLS]", "[SEP]", "[MASK]", "[UNK]")


def vocabulary(annotated: Iterable[str], articles: Iterable[str], known: Iterable[str]) -> list[str]:
    """The words that get a vector for tone, sorted.

    They are the words of the `annotated` sentences, those that occur twice in `articles`, VADER's, and all pieces `known`
    to the pretrained model that are words.
    """
    counts = Counter(normal(match[0]) for text in articles for match in TOKEN.finditer(text))
    words = {normal(match[0]) for sentence in annotated for match in TOKEN.finditer(sentence)}
    words |= {word for word, count in counts.items() if count > 1}
    return sorted(words | set(_rated()) | {word for word in known if WHOLE_WORD.fullmatch(word)})


def chosen_pieces(known: Iterable[str]) -> list[str]:
    """The word pieces that the network of themes reads, in their order: the marks, and those of `known` in ASCII."""
    words = sorted(piece for piece in known if piece.isascii() and not piece.startswith("["))
    return [*MARKS, *words, "["]


def make_words(polnear: Path, newsmtsc: Path, folder: Path, out: Path) -> None:
    """Writes the words to `out`; `folder` is where the pretrained model is unpacked."""
    annotated = [target.sentence for target in targets(newsmtsc) if not is_development(target.sentence)]
    words = vocabulary(annotated, texts(polnear).values(), known_pieces(unpacked(folder, LARGE)))
    out.write_text("\n".join(words) + "\n", encoding="utf-8")


def make_pieces(folder: Path, out: Path) -> None:
    """Writes the word pieces to `out`; `folder` is where the pretrained model is unpacked."""
    pieces = chosen_pieces(known_pieces(unpacked(folder, SMALL)))
    out.write_text("\n".join(pieces) + "\n", encoding="utf-8")


def _rated() -> Iterator[str]:
    lexicon = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8")
    words = (line.split("\t")[0] for line in lexicon.splitlines())
    return (word for word in words if WORD.fullmatch(word))
