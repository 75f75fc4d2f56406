"""The files that the book offers: statements, mentions, hits, every published number, and citation records."""

from pathlib import Path

import pandas as pd

from analysis import sentiment, themes
from analysis.book import results
from analysis.book.citation import bibtex, read_citation, ris
from analysis.book.project import seed_coding
from analysis.export import to_csv
from analysis.text.statements import spoken
from analysis.wording import keyness

RESULTS = "results.json"


def write_data(folder: Path) -> None:
    """Writes the data files and citation records to `folder`/data, and the results to `folder`/results.json."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    citation = read_citation()
    (data / "who-speaks.bib").write_text(bibtex(citation), encoding="utf-8")
    (data / "who-speaks.ris").write_text(ris(citation), encoding="utf-8")
    coding = seed_coding()
    results.write(folder / RESULTS, coding)
    for coder, statements in coding.codings.items():
        (data / f"statements-{coder}.csv").write_text(to_csv(statements), encoding="utf-8")
    for coder, mentions in coding.targets.items():
        table = mentions.to_csv(index=False, lineterminator="\n", float_format="%.4f")
        (data / f"targets-{coder}.csv").write_text(table, encoding="utf-8")
    rows = spoken(coding.statements)
    tables = {
        "theme-hits": themes.theme_hits(rows, coding.themes),
        "toned-words": _joined(sentiment.toned_words(rows)),
        "keyness": keyness.keyness(keyness.statement_terms(rows), keyness.reference()),
    }
    for name, table in tables.items():
        (data / f"{name}.csv").write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8")


def _joined(toned: pd.DataFrame) -> pd.DataFrame:
    return toned.assign(changed_by=toned["changed_by"].map(" ".join))
