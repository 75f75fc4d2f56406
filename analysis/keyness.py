"""Keyness: which words an article has more often than other news, or one voice than the rest of the article.

The reference is a list of counts from the training part of PolNeAR 1.0 (Newell, Margolin and Ruths 2018, LREC): US
political news of 2015 and 2016. Only counts are shipped. `python -m analysis.keyness POLNEAR/train/text` counts them
again from the corpus.
"""

import gzip
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.errors import InputError
from analysis.language import words
from analysis.statements import spoken

REFERENCE = Path(__file__).parent / "data" / "reference_counts.tsv.gz"
LEAST_LISTED = 3
LEAST_JUDGED = 3

COLUMNS = (
    "term",
    "count",
    "per_thousand",
    "reference_count",
    "reference_per_thousand",
    "log_likelihood",
    "log_ratio",
    "judged",
)


class Reference(NamedTuple):
    """Word counts to compare with: of each word in small letters; words and documents in all; the least count listed.

    A word that is not in `counts` may have been seen up to `least` - 1 times.
    """

    counts: Mapping[str, int]
    words: int
    documents: int
    least: int


def terms(text: str) -> list[str]:
    """The words of `text` in small letters and with plain apostrophes, in their order.

    >>> terms("Don’t panic: the Isles' well-known don't.")
    ["don't", 'panic', 'the', 'isles', 'well-known', "don't"]
    """
    return [text[start:end].lower().replace("’", "'") for start, end in words(text)]


def statement_terms(statements: pd.DataFrame) -> list[str]:
    """The words of all `statements`, as `terms` gives them; the line of metadata has none."""
    return [term for text in spoken(statements)["text"] for term in terms(text)]


def keyness(own: Sequence[str], other: Reference, least: int = LEAST_JUDGED) -> pd.DataFrame:
    """How much more often each word of `own` stands there than in `other`, the strongest evidence first.

    `own` are words as `terms` gives them. Columns: `term`; `count`, `per_thousand` (in `own`); `reference_count`,
    `reference_per_thousand`; `log_likelihood` (G2, 0 and up: how much evidence there is of a difference; Dunning 1993,
    in the form of Rayson and Garside 2000); `log_ratio` (how great the difference is, as a binary logarithm: 1 is twice
    as often, -1 half as often; Hardie 2014); `judged` (whether the word stands in `own` at least `least` times: those
    below are too rare to say anything of).

    A word that the reference does not list is given the greatest count that the list can hide, so that its keyness is
    never overstated; where that is 0, the ratio is taken with 0.5, as Hardie does. The words are no random sample:
    G2 sorts them and tests nothing.

    Raises `InputError` where `other` has no words, or `least` is under 1.
    """
    if other.words < 1:
        raise InputError("keyness: there is nothing to compare with. Give a reference that has words.")
    if least < 1:
        raise InputError(f"keyness: least is {least}. Give a whole number from 1.")
    counts = Counter(own)
    size = len(own)
    rows = []
    for term, count in counts.items():
        seen = other.counts.get(term, other.least - 1)
        ratio = math.log2((count / size) / (max(seen, 0.5) / other.words))
        rows.append(
            (
                term,
                count,
                1000 * count / size,
                seen,
                1000 * seen / other.words,
                log_likelihood(count, size, seen, other.words),
                ratio,
                count >= least,
            )
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(["log_likelihood", "term"], ascending=[False, True], ignore_index=True)


def keyness_of_voice(statements: pd.DataFrame, voice: str, least: int = LEAST_JUDGED) -> pd.DataFrame:
    """How much more often `voice` uses each of its words than the rest of the article; columns as in `keyness`.

    Raises `InputError` where no statement, or every one, is that voice's.
    """
    is_own = spoken(statements)["voice"] == voice
    own, rest = (statement_terms(spoken(statements)[part]) for part in (is_own, ~is_own))
    if not own or not rest:
        share = "none" if not own else "every one"
        raise InputError(f"keyness: of the statements {share} is credited to '{voice}'. Give one voice of several.")
    return keyness(own, Reference(Counter(rest), len(rest), documents=1, least=1), least)


def log_likelihood(count: int, size: int, other_count: int, other_size: int) -> float:
    """G2 of a word seen `count` times in `size` words and `other_count` times in `other_size`; 0 where both rates agree.

    >>> round(log_likelihood(10, 1000, 10, 9000), 2)
    20.43
    """
    rate = (count + other_count) / (size + other_size)
    return 2 * sum(
        seen * math.log(seen / (total * rate)) for seen, total in ((count, size), (other_count, other_size)) if seen
    )


def reference(path: str | Path = REFERENCE) -> Reference:
    """The reference counts in the file at `path`, by default those shipped.

    Raises `InputError` where the file is missing or is not such a list.
    """
    path = Path(path)
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        head = dict(line.lstrip("# ").split("\t") for line in lines if line.startswith("#"))
        counts = {term: int(count) for term, count in (line.split("\t") for line in lines if not line.startswith("#"))}
        return Reference(counts, int(head["words"]), int(head["documents"]), int(head["least"]))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Check the path of the reference counts.") from error
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise InputError(
            f"{path}: this is no list of reference counts ({error}). Make it with: python -m analysis.keyness FOLDER"
        ) from error


def count_reference(texts: Iterable[str], least: int = LEAST_LISTED) -> Reference:
    """The reference counts of `texts`: words seen at least `least` times, and how many words and texts there are."""
    counts: Counter[str] = Counter()
    documents = 0
    for text in texts:
        counts.update(terms(text))
        documents += 1
    listed = {term: count for term, count in sorted(counts.items()) if count >= least}
    return Reference(listed, counts.total(), documents, least)


def write_reference(counted: Reference, path: str | Path, source: str) -> None:
    """Writes reference counts to `path`, with `source` named in the head; the same counts give the same bytes."""
    head = {"source": source, "words": counted.words, "documents": counted.documents, "least": counted.least}
    lines = [f"# {name}\t{value}" for name, value in head.items()]
    lines += [f"{term}\t{count}" for term, count in sorted(counted.counts.items())]
    Path(path).write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), compresslevel=9, mtime=0))


def main(arguments: Sequence[str]) -> int:
    """Counts the reference list again from a folder of texts: python -m analysis.keyness FOLDER [FILE]."""
    if not 1 <= len(arguments) <= 2 or not Path(arguments[0]).is_dir():
        print("Give the folder with the texts of PolNeAR's training part: python -m analysis.keyness FOLDER [FILE]")
        return 2
    paths = sorted(Path(arguments[0]).glob("*.txt"))
    counted = count_reference(path.read_text(encoding="utf-8") for path in paths)
    target = arguments[1] if len(arguments) == 2 else REFERENCE
    write_reference(counted, target, "PolNeAR 1.0, training part (Newell, Margolin and Ruths 2018)")
    print(f"{target}: {len(counted.counts)} words listed, of {counted.words} in {counted.documents} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
