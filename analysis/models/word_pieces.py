"""Word pieces (Wu et al. 2016): a word as the theme model reads it, cut from its start into the longest known pieces.

The pieces are BERT's, those in ASCII; words are read in small letters and without accents.
"""

import re
import unicodedata
from functools import cache, lru_cache

from analysis.models import DATA

PIECES = DATA / "pieces.txt"

# The first rows: the mark before the text, the mark after each part of it, a name, a word that cannot be cut.
START, EDGE, NAME, UNKNOWN = range(4)
# The most pieces that are read of a word.
MOST = 6
RUN = re.compile(r"[^\W_]+|[^\w\s]|_")
INSIDE = "##"


@cache
def vocabulary() -> dict[str, int]:
    """The row of each piece; those that continue a word begin with ##."""
    return {piece: row for row, piece in enumerate(PIECES.read_text(encoding="utf-8").splitlines())}


@lru_cache(maxsize=2**16)
def pieces(word: str) -> tuple[int, ...]:
    """The rows of the pieces of `word`, from one to six.

    >>> known = list(vocabulary())
    >>> [known[row] for row in pieces("Unshelled")]
    ['un', '##sh', '##elled']
    >>> [known[row] for row in pieces("don't")]
    ['don', "'", 't']
    """
    split = unicodedata.normalize("NFD", word.lower())
    plain = "".join(letter for letter in split if unicodedata.category(letter) != "Mn")
    rows = [row for run in RUN.findall(plain) for row in _cut(run)]
    return tuple(rows[:MOST]) or (UNKNOWN,)


def _cut(run: str) -> list[int]:
    """The rows of the longest known pieces of `run`; that of UNKNOWN where it cannot be cut."""
    known, rows, start = vocabulary(), [], 0
    while start < len(run):
        lead = INSIDE if start else ""
        end = next((end for end in range(len(run), start, -1) if lead + run[start:end] in known), None)
        if end is None:
            return [UNKNOWN]
        rows.append(known[lead + run[start:end]])
        start = end
    return rows
