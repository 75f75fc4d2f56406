"""The instrument's themes against codes decided from the guide: python -m benchmarks.themes SPLIT_DIR

SPLIT_DIR holds `text/*.txt`, the development part of PolNeAR (Newell, Margolin and Ruths 2018). Which statements were
coded, how and by whom, stands in `polnear_themes.json`; two baselines are in `theme_baselines.yml`. Prints a table and
writes it to `analysis/codebook/measured/themes-SPLIT.json`, which the book shows. Empath (pip install -e .[benchmark]) has to
be installed.

Micro F1 is over all codes, macro F1 the mean over the themes that occur among the decided codes of that part. Three
parts are scored. On the tuning half the terms of the codebook were made; the half called seen was held back at first,
and was scored several times on the way; both served to choose the network. Only the statements held back, coded before
the network was made, tell how the instrument does on other articles. Each time they were scored is written down in
`theme_evaluations.tsv`.
"""

import argparse
import datetime
import json
import sys
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from analysis import __version__
from analysis.codebook.agreement import by_theme, macro_f1, micro_f1
from analysis.codebook.codebook import STRONG, codebook
from analysis.codebook.finder import finder, heavy_enough
from analysis.codebook.records import HELD_BACK, TUNING
from analysis.models.theme_hits import hits
from analysis.text.files import InputError
from analysis.text.segmentation import sentences
from analysis.text.terms import Index, term, tokens
from benchmarks.theme_sample import SEEN, context

HERE = Path(__file__).parent / "data"
CODES = HERE / "polnear_themes.json"
BASELINES = HERE / "theme_baselines.yml"
RESULTS = Path(__file__).parent.parent / "analysis" / "codebook" / "measured"
SPEED_ROUNDS = 5
HALVES = (HELD_BACK, SEEN, TUNING)

Row = dict[str, Any]
Coder = Callable[[Sequence[Row]], list[set[str]]]


def statements(split: Path, codes: Path = CODES) -> list[Row]:
    """The coded statements of `codes` with what `parts` gives, read from `split`.

    Raises `InputError` where an article of them is not in `split`, or is too short to hold a statement.
    """
    texts: dict[str, str] = {}
    rows: list[Row] = json.loads(codes.read_text(encoding="utf-8"))["statements"]
    for row in rows:
        name = row["article"]
        path = split / "text" / f"{name}.txt"
        if name not in texts:
            if not path.is_file():
                raise InputError(f"{path}: there is no such file. Give the folder of the development part of PolNeAR.")
            texts[name] = path.read_text(encoding="utf-8")
        row |= parts(texts[name], row["start"], row["end"])
        if len(row["text"]) < row["end"] - row["start"]:
            raise InputError(f"{path}: it ends before offset {row['end']}. Use PolNeAR 1.0, its files as they are.")
    return rows


def parts(text: str, start: int, end: int) -> dict[str, str]:
    """The `text` of a statement, and what stands `before` and `after` it.

    Before it stand the sentence before its own and the beginning of its own, after it the rest of its own sentence and
    the next one.
    """
    first, last = context(sentences(text), start, end)
    return {"text": text[start:end], "before": text[first:start], "after": text[end:last]}


def instrument() -> Coder:
    """The instrument's own coding, of statements with what stands around them."""

    def coded(rows: Sequence[Row]) -> list[set[str]]:
        return [
            {hit.theme for hit in own} for own in hits([(row["before"], row["text"], row["after"]) for row in rows])
        ]

    return coded


def terms_alone() -> Coder:
    """Coding by the terms of the codebook without the network: a strong one, or two weak ones, give a theme."""
    find = finder(codebook())
    return lambda rows: [{mark.theme for mark in heavy_enough(find(row["text"]), STRONG)} for row in rows]


def keywords(listed: dict[str, list[str]]) -> Coder:
    """Coding by bare words: a statement has each theme of which a word is found."""
    index = Index((theme, one) for theme, words in listed.items() for one in map(term, words) if one)
    return lambda rows: [{found.owner for found in index.find(row["text"], tokens(row["text"]))} for row in rows]


def empath(mapping: dict[str, list[str]]) -> Coder:
    """Coding by Empath: a statement has each theme of which a category is found. Raises `InputError` without Empath."""
    try:
        from empath import Empath
    except ImportError as error:
        raise InputError("Empath is not installed. Install it with: pip install -e .[benchmark]") from error
    lexicon = Empath()
    categories = sorted({one for listed in mapping.values() for one in listed})

    def code(row: Row) -> set[str]:
        found = lexicon.analyze(row["text"], categories=categories, normalize=False) or {}
        return {theme for theme, listed in mapping.items() if any(found.get(one) for one in listed)}

    return lambda rows: [code(row) for row in rows]


def scored(
    decided: Sequence[Collection[str]], other: Sequence[Collection[str]], themes: Sequence[str]
) -> dict[str, Any]:
    """Micro and macro F1, precision and recall over all codes, share covered, and the table of `by_theme` by theme."""
    table = by_theme(decided, other, themes)
    rounded = table.round(4).astype(object).where(table.notna(), None)
    found, there, both = (int(table[name].sum()) for name in ("found", "statements", "both"))
    return {
        "micro_f1": round(micro_f1(table), 4),
        "macro_f1": round(macro_f1(table), 4),
        "precision": round(both / found, 4) if found else None,
        "recall": round(both / there, 4) if there else None,
        "covered": round(sum(map(bool, other)) / len(other), 4),
        "same_set": sum(set(one) == set(two) for one, two in zip(decided, other, strict=True)),
        "statements": len(other),
        "themes": {str(theme): dict(row) for theme, row in rounded.iterrows()},
    }


def speed(code: Coder, rows: Sequence[Row]) -> int:
    """The median over `SPEED_ROUNDS` of how many statements a second `code` takes."""
    took = []
    for _ in range(SPEED_ROUNDS):
        began = time.perf_counter()
        code(rows)
        took.append(len(rows) / (time.perf_counter() - began))
    return round(median(took))


def record(split: Path) -> dict[str, Any]:
    """What is written to the results: scores by half and coder, and statements a second."""
    rows = statements(split)
    themes = [theme.id for theme in codebook()]
    baselines = yaml.safe_load(BASELINES.read_text(encoding="utf-8"))
    coders = {
        "the instrument": instrument(),
        "the terms alone": terms_alone(),
        "bare keywords": keywords(baselines["keywords"]),
        "Empath": empath(baselines["empath"]),
    }
    halves: dict[str, Any] = {}
    for half in HALVES:
        own = [row for row in rows if row["half"] == half]
        decided = [row["decided"] for row in own]
        halves[half] = {name: scored(decided, code(own), themes) for name, code in coders.items()}
        between = scored([row["coder_one"] for row in own], [row["coder_two"] for row in own], themes)
        halves[half]["coder one with coder two"] = between
        halves[half]["articles"] = len({row["article"] for row in own})
    return {
        "corpus": "PolNeAR 1.0",
        "part": split.name,
        "version": __version__,
        "date": datetime.date.today().isoformat(),
        "halves": halves,
        "statements a second": {name: speed(code, rows) for name, code in coders.items()},
    }


def main() -> int:
    """Prints the table and writes it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.themes", description=__doc__)
    parser.add_argument("split", type=Path, help="the development part of PolNeAR")
    options = parser.parse_args()
    try:
        made = record(options.split)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for half in HALVES:
        for name, one in made["halves"][half].items():
            if name != "articles":
                print(
                    f"{half:10} {name:25} micro F1 {one['micro_f1']:.3f}  macro F1 {one['macro_f1']:.3f}  precision "
                    f"{one['precision']:.3f}  recall {one['recall']:.3f}  covered {one['covered']:.3f}"
                )
    for name, one in made["statements a second"].items():
        print(f"{name:36} {one:,} statements/s")
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"themes-{options.split.name}.json"
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
