"""The word counts that keyness compares with: `python -m training reference POLNEAR`."""

import gzip
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from analysis.wording.keyness import Reference, terms
from training.corpora import texts

LEAST_LISTED = 3
SOURCE = "PolNeAR 1.0, training part (Newell, Margolin and Ruths 2018)"


def count(articles: Iterable[str], least: int = LEAST_LISTED) -> Reference:
    """The counts of `articles`: words seen at least `least` times, and the number of all words and of articles."""
    documents = [terms(text) for text in articles]
    counts = Counter(chain.from_iterable(documents))
    listed = {term: number for term, number in sorted(counts.items()) if number >= least}
    return Reference(listed, counts.total(), len(documents), least)


def write(counted: Reference, path: Path, source: str = SOURCE) -> None:
    """Writes counts to `path` with `source` in the head; the same counts give the same bytes."""
    head = {"source": source, "words": counted.words, "documents": counted.documents, "least": counted.least}
    lines = [f"# {name}\t{value}" for name, value in head.items()]
    lines += [f"{term}\t{number}" for term, number in sorted(counted.counts.items())]
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), compresslevel=9, mtime=0))


def make(polnear: Path, out: Path) -> None:
    """Writes the counts of the part of PolNeAR in the folder `polnear` to `out`."""
    write(count(texts(polnear).values()), out)
