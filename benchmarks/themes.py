"""The instrument's themes against codes decided from the guide: python -m benchmarks.themes SPLIT_DIR

SPLIT_DIR holds `text/*.txt`, the development part of PolNeAR (Newell, Margolin and Ruths 2018). `data/polnear_themes.json`
says which statements were coded, how and by whom; two baselines are in `data/theme_baselines.yml`. Prints a table and
writes it to `analysis/codebook/measured/themes-SPLIT.json`, which the book shows. Needs Empath: pip install -e .[benchmark]

Micro F1 is over all codes, macro F1 the mean over the themes that occur among the decided codes. Three parts are scored.
The terms of the codebook were written with the tuning half. The half called "seen" was held back at first, but has been
scored several times since. Both served to choose the network. Only the statements held back, coded before the network was
trained, tell how the instrument does on other articles; `data/theme_evaluations.tsv` says each time they were scored.
"""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import yaml

from analysis.codebook.agreement import INSTRUMENT, by_theme, macro_f1, scores
from analysis.codebook.codebook import STRONG, codebook
from analysis.codebook.records import CODERS, HELD_BACK, TUNING
from analysis.codebook.term_finder import finder, heavy_enough
from analysis.models.theme_hits import hits
from analysis.text.article import Article
from analysis.text.files import InputError, read_text
from analysis.text.terms import Index, term, tokens
from benchmarks import record
from benchmarks.theme_sample import SEEN, unit

HERE = Path(__file__).parent / "data"
CODES = HERE / "polnear_themes.json"
BASELINES = HERE / "theme_baselines.yml"
HALVES = (HELD_BACK, SEEN, TUNING)

Row = dict[str, Any]
Coder = Callable[[Sequence[Row]], list[set[str]]]


def statements(split: Path, codes: Path = CODES) -> list[Row]:
    """The coded statements of `codes`, each with `text`, `before` and `after` as `theme_sample.unit` reads them.

    Raises:
        InputError: an article is not in `split`, or is too short to hold a statement.
    """
    articles: dict[str, Article] = {}
    rows: list[Row] = json.loads(codes.read_text(encoding="utf-8"))["statements"]
    for row in rows:
        name, end = row["article"], row["end"]
        path = split / "text" / f"{name}.txt"
        if name not in articles:
            articles[name] = Article(name, path, read_text(path))
        if end > len(articles[name].text):
            raise InputError(f"{path}: it ends before offset {end}. Use PolNeAR 1.0, its files as they are.")
        row |= unit(articles[name], row["start"], end)._asdict()
    return rows


def instrument(rows: Sequence[Row]) -> list[set[str]]:
    """The instrument's coding of statements in their context."""
    contexts = [(row["before"], row["text"], row["after"]) for row in rows]
    return [{hit.theme for hit in of_statement} for of_statement in hits(contexts)]


def terms_alone() -> Coder:
    """Coding by the terms of the codebook without the network: a strong one, or two weak ones, give a theme."""
    find = finder(codebook())
    return lambda rows: [{mark.theme for mark in heavy_enough(find(row["text"]), STRONG)} for row in rows]


def keywords(listed: dict[str, list[str]]) -> Coder:
    """Coding by bare words: a statement has each theme of which it has a word."""
    index = Index((theme, parsed) for theme, words in listed.items() for parsed in map(term, words) if parsed)
    return lambda rows: [{match.owner for match in index.find(row["text"], tokens(row["text"]))} for row in rows]


def empath(mapping: dict[str, list[str]]) -> Coder:
    """Coding by Empath: a statement has each theme of which it has a category. Raises `InputError` without Empath."""
    try:
        from empath import Empath
    except ImportError as error:
        raise InputError("Empath is not installed. Install it with: pip install -e .[benchmark]") from error
    lexicon = Empath()
    categories = sorted({category for listed in mapping.values() for category in listed})

    def code(row: Row) -> set[str]:
        counts = lexicon.analyze(row["text"], categories=categories, normalize=False) or {}
        return {theme for theme, listed in mapping.items() if any(map(counts.get, listed))}

    return lambda rows: [code(row) for row in rows]


def scored(
    decided: Sequence[Collection[str]], other: Sequence[Collection[str]], themes: Sequence[str]
) -> dict[str, Any]:
    """Micro and macro F1, precision and recall over all codes, the share covered, and the rows of `by_theme`."""
    table = by_theme(decided, other, themes)
    together = scores(*(table[name].sum() for name in ("both", "given", "statements")))
    figures: dict[str, Any] = record.plain(
        {
            "micro_f1": together.f1,
            "macro_f1": macro_f1(table),
            "precision": together.precision,
            "recall": together.recall,
            "covered": sum(map(bool, other)) / len(other),
            "same_set": sum(set(first) == set(second) for first, second in zip(decided, other, strict=True)),
            "statements": len(other),
            "themes": table.to_dict("index"),
        }
    )
    return figures


def measured(split: Path) -> dict[str, Any]:
    """The figures of the record: scores by half and coder, and statements a second."""
    rows = statements(split)
    themes = [theme.id for theme in codebook()]
    baselines = yaml.safe_load(BASELINES.read_text(encoding="utf-8"))
    coders = {
        INSTRUMENT: instrument,
        "the terms alone": terms_alone(),
        "bare keywords": keywords(baselines["keywords"]),
        "Empath": empath(baselines["empath"]),
    }
    halves: dict[str, Any] = {}
    for half in HALVES:
        drawn = [row for row in rows if row["half"] == half]
        decided = [row["decided"] for row in drawn]
        halves[half] = {name: scored(decided, code(drawn), themes) for name, code in coders.items()}
        between = scored([row["coder_one"] for row in drawn], [row["coder_two"] for row in drawn], themes)
        halves[half][CODERS] = between
        halves[half]["articles"] = len({row["article"] for row in drawn})
    speeds = {
        name: round(record.per_second(lambda code=code: code(rows), len(rows)))  # type: ignore[misc]
        for name, code in coders.items()
    }
    return {"halves": halves, "statements a second": speeds}


def show(figures: dict[str, Any]) -> None:
    """Prints the table."""
    for half, coders in figures["halves"].items():
        for name, row in coders.items():
            if name != "articles":
                print(
                    f"{half:10} {name:25} micro F1 {row['micro_f1']:.3f}  macro F1 {row['macro_f1']:.3f}  precision "
                    f"{row['precision']:.3f}  recall {row['recall']:.3f}  covered {row['covered']:.3f}"
                )
    for name, speed in figures["statements a second"].items():
        print(f"{name:36} {speed:,} statements/s")


def run(options: argparse.Namespace) -> None:
    """Prints the table and writes it."""
    figures = measured(options.split)
    show(figures)
    part = options.split.name
    record.write(record.RESULTS / f"themes-{part}.json", "PolNeAR 1.0", part, figures)


def main() -> int:
    """The exit status of the benchmark."""
    return record.status(run, __doc__, {"split": {"type": Path, "help": "the development part of PolNeAR"}})


if __name__ == "__main__":
    sys.exit(main())
