"""Word pieces: a word as the theme model reads it, cut from its beginning into the longest pieces that are known.

WordPiece (Wu et al. 2016) over the pieces of BERT that are written in ASCII, in small letters and without accents.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

PIECES = Path(__file__).parent / "data" / "pieces.txt"

# The first rows: before a statement's surroundings, after each part, for a name, for what cannot be cut into pieces.
START, EDGE, NAME, UNKNOWN = range(4)
# So many pieces of a word are read.
MOST = 6
RUN = re.compile(r"[^\W_]+|[^\w\s]|_")
INSIDE = "##"


@cache
def vocabulary() -> dict[str, int]:
    """The row of each piece; one that stands inside a word begins with ##."""
    return {piece: row for row, piece in enumerate(PIECES.read_text(encoding="utf-8").splitlines())}


@lru_cache(maxsize=2**16)
def pieces(word: str) -> tuple[int, ...]:
    """The rows of the pieces of `word`, one at least and six at most.

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
    """The rows of the longest known pieces of `run`; the one of the unknown where it cannot be cut."""
    known, rows, start = vocabulary(), [], 0
    while start < len(run):
        lead = INSIDE if start else ""
        end = next((end for end in range(len(run), start, -1) if lead + run[start:end] in known), None)
        if end is None:
            return [UNKNOWN]
        rows.append(known[lead + run[start:end]])
        start = end
    return rows
