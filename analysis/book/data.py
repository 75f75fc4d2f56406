"""The data files that the book offers: the statements, what was found in them, and every published number."""

from pathlib import Path

import pandas as pd

from analysis import results, sentiment, themes
from analysis.coding import coded
from analysis.export import to_csv
from analysis.statements import spoken

RESULTS = "results.json"


def write_data(folder: Path) -> None:
    """Writes the data files into `folder`/data and the results to `folder`/results.json."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    coding = coded()
    results.write(folder / RESULTS, coding)
    for coder, statements in coding.codings.items():
        (data / f"statements-{coder}.csv").write_text(to_csv(statements), encoding="utf-8")
    rows = spoken(coding.statements)
    for name, table in (
        ("theme-hits", themes.theme_hits(rows, coding.themes)),
        ("toned-words", _joined(sentiment.toned_words(rows))),
    ):
        (data / f"{name}.csv").write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8")


def _joined(toned: pd.DataFrame) -> pd.DataFrame:
    return toned.assign(changed_by=toned["changed_by"].map(" ".join))
