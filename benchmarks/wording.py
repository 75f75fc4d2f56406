"""How far two coders and the instrument agree on wording features: python -m benchmarks.wording SPLIT_DIR

SPLIT_DIR holds `text/*.txt`, the development part of PolNeAR (Newell, Margolin and Ruths 2018). The coded statements are
in `benchmarks/data/wording-dev.tsv`, by offsets and without texts, one line for each statement and coder: article, start,
end, half ("tuning" or "held back"), coder, and one column per feature, with spaces between kinds of modality. Coders "one"
and "two" are two runs of a language model, each with the coding guide and without the other's codes; "decided", whose codes
the instrument is to meet, is a third run that settled where they differ. No person coded these statements, and two runs
of one model are not two independent minds.
"""

import argparse
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attribution.coder import code
from analysis.book.project import ROOT
from analysis.codebook.agreement import by_wording
from analysis.codebook.records import CODERS, HELD_BACK, TUNING, WORDING
from analysis.text.article import Article
from analysis.text.files import InputError, read_text
from analysis.text.segmentation import words
from analysis.wording.features import CODES, FEATURES, MODALITY, NONE, with_features
from benchmarks import record

CODINGS = ROOT / "benchmarks" / "data" / "wording-dev.tsv"
PLACE = ("article", "start", "end")
DECIDED, ONE, TWO = "decided", "one", "two"


def codings(path: Path) -> pd.DataFrame:
    """The coded statements in the file at `path`: a row for each statement and coder, with an identifier `statement`.

    Raises:
        InputError: the file is missing, lacks a column, or has an unknown half, coder or code.
    """
    table = pd.read_csv(StringIO(read_text(path)), sep="\t", dtype=str, keep_default_na=False)
    missing = [name for name in (*PLACE, "half", "coder", *FEATURES) if name not in table.columns]
    if missing:
        raise InputError(f"{path}: the column '{missing[0]}' is missing. Add it.")
    for column, values in (("half", (TUNING, HELD_BACK)), ("coder", (DECIDED, ONE, TWO))):
        for line, value in enumerate(table[column], 2):
            if value not in values:
                raise InputError(f"{path}: line {line}: there is no {column} '{value}'. Give: {', '.join(values)}.")
    for feature, codes in CODES.items():
        for line, given in enumerate(table[feature], 2):
            parts = given.split() if feature == MODALITY else [given]
            wrong = [part for part in parts if part not in (NONE, *codes)]
            if wrong or not parts:
                raise InputError(
                    f"{path}: line {line}: {feature}: there is no code '{given}'. Give: {', '.join((NONE, *codes))}."
                )
    table[MODALITY] = [tuple(part for part in given.split() if part != NONE) for given in table[MODALITY]]
    table = table.astype({"start": int, "end": int})
    table["statement"] = table["article"] + ":" + table["start"].astype(str)
    return table


def by_instrument(coded: pd.DataFrame, split: Path) -> pd.DataFrame:
    """The features that the instrument gives the statements of `coded`, one row each, from the texts of `split`.

    Raises:
        InputError: a text is missing.
    """
    tables = []
    for name, rows in coded.drop_duplicates("statement").groupby("article"):
        path = split / "text" / f"{name}.txt"
        text = read_text(path)
        statements = code(Article(str(name), path, text))
        texts = [text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)]
        modes = statements["mode"].to_numpy()[statements["start"].searchsorted(rows["start"], side="right") - 1]
        counts = [len(words(statement)) for statement in texts]
        tables.append(rows[["statement", "start", "end"]].assign(text=texts, mode=modes, words=counts))
    return with_features(pd.concat(tables, ignore_index=True))


def compare(coded: pd.DataFrame, alone: pd.DataFrame) -> list[dict[str, Any]]:
    """The agreement of the instrument with the decided codes on each half, and of the two coders on both, as records.

    A record is a row of `analysis.codebook.agreement.by_wording`, with `compared`: "tuning" or "held back", where
    `one` is what was decided, or "coder one with coder two".
    """
    by_coder = {coder: coded[coded["coder"] == coder] for coder in (DECIDED, ONE, TWO)}
    decided = by_coder[DECIDED]
    pairs = [(half, decided[decided["half"] == half], alone) for half in (TUNING, HELD_BACK)]
    pairs.append((CODERS, by_coder[ONE], by_coder[TWO]))
    records: list[dict[str, Any]] = []
    for name, deciding, other in pairs:
        table = by_wording(deciding, other[other["statement"].isin(deciding["statement"])])
        records += [{"compared": name, **row} for row in table.to_dict("records")]
    return records


def run(options: argparse.Namespace) -> None:
    """Prints the agreement and writes it to `analysis/codebook/measured/wording-dev.json`."""
    coded = codings(options.codings)
    records = compare(coded, by_instrument(coded, options.split))
    print(pd.DataFrame(records).to_string(index=False))
    record.write(options.out, "PolNeAR 1.0", options.split.name, {"agreement": records})


def main() -> int:
    """The exit status of the benchmark."""
    arguments: dict[str, dict[str, Any]] = {
        "split": {"type": Path, "help": "the development part of PolNeAR, a folder with text/"},
        "--codings": {"type": Path, "default": CODINGS, "help": "the coded statements (default: %(default)s)"},
        "--out": {"type": Path, "default": WORDING, "help": "where to write (default: %(default)s)"},
    }
    return record.status(run, __doc__, arguments)


if __name__ == "__main__":
    sys.exit(main())
