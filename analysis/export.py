"""The table of statements as CSV and JSON, written and read back, and the answers as text for a terminal."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.codebook.agreement import on_corpus, reliable
from analysis.codebook.codebook import Theme
from analysis.sentiment import tone_by
from analysis.speakers import in_words, share_by_voice, share_intervals
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.statements import COLUMNS, DIRECT, INDIRECT, require, spoken

SPANS, CODES = ("cue", "source"), ("themes", "modality")
TEXTS = ("article", "text", "voice", "mode", "basis", "tone_label", "passive", "harm", "we")
# How a text begins that a spreadsheet would run as a formula, and one that is guarded against it (OWASP, CSV injection).
FORMULA, GUARDED = re.compile(r"'*[=+\-@\t\r]"), re.compile(r"^'('*[=+\-@\t\r])")
BAR = 24
CONTEXT = 30


def records(statements: pd.DataFrame) -> list[dict[str, Any]]:
    """The statements as dictionaries of numbers, texts and lists, with None where there is no cue or source."""
    return [{key: _plain(value) for key, value in row.items()} for row in statements.to_dict("records")]


def to_json(statements: pd.DataFrame) -> str:
    """The statements as a JSON list of records; `cue` and `source` are [start, end] or null."""
    return json.dumps(records(statements), ensure_ascii=False, indent=1)


def to_csv(table: pd.DataFrame) -> str:
    """A table as CSV with a header; a span becomes two columns, a tuple of codes is joined by spaces.

    A text that begins with = + - @, a tab or a carriage return would be a formula to a spreadsheet, so an apostrophe is
    put before it; likewise where apostrophes stand before such a sign. `read_statements` takes the apostrophe off, and
    every text comes back as it was.
    """
    plain = table.copy()
    for column in [name for name in SPANS if name in plain]:
        place = int(plain.columns.get_indexer([column])[0])
        for edge, name in ((1, "end"), (0, "start")):
            values = [span[edge] if isinstance(span, tuple) else None for span in table[column]]
            plain.insert(place + 1, f"{column}_{name}", pd.array(values, dtype="Int64"))
        plain = plain.drop(columns=column)
    for column in plain.columns:
        if not pd.api.types.is_numeric_dtype(plain[column]) and plain[column].dtype != bool:
            plain[column] = [_guarded(value) for value in plain[column]]
    # Every text is quoted: a lone carriage return would end the row otherwise.
    return str(plain.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC))


def read_statements(path: str | Path) -> pd.DataFrame:
    """The table of statements in a CSV or JSON file that `to_csv` or `to_json` gave, equal to what was written.

    Raises:
        InputError: the file is missing, has another ending, is broken, lacks a column of the table of statements, or
            holds the statements of several articles.
    """
    path = Path(path)
    if path.suffix not in (".csv", ".json"):
        raise InputError(f"{path}: statements are read from .csv or .json. Give the file that ending.")
    try:
        table = _from_csv(path) if path.suffix == ".csv" else pd.DataFrame(json.loads(path.read_text(encoding="utf-8")))
        require(table, *COLUMNS)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    except (ValueError, TypeError) as error:
        raise InputError(
            f"{path}: this is no table of statements ({error}). Write it with who-speaks --format."
        ) from error
    if table["article"].nunique() > 1:
        names = ", ".join(map(repr, table["article"].unique()))
        raise InputError(
            f"{path}: these are the statements of several articles ({names}). Give each a file of its own."
        )
    for column in (*SPANS, *CODES):
        if column in table:
            table[column] = [tuple(value) if isinstance(value, list) else value for value in table[column]]
            table[column] = table[column].astype(object).where(table[column].notna(), None)
    return table


def _from_csv(path: Path) -> pd.DataFrame:
    texts = dict.fromkeys((*TEXTS, *CODES), str)
    table = pd.read_csv(path, encoding="utf-8", dtype=texts, keep_default_na=False)
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]) and table[column].dtype != bool:
            table[column] = [GUARDED.sub(r"\1", value) for value in table[column]]
    for column in SPANS:
        if f"{column}_start" in table and f"{column}_end" in table:
            edges = [pd.to_numeric(table[f"{column}_{edge}"]) for edge in ("start", "end")]
            spans = [None if pd.isna(start) else [int(start), int(end)] for start, end in zip(*edges, strict=True)]
            place = int(table.columns.get_indexer([f"{column}_start"])[0])
            table.insert(place, column, pd.Series(spans, dtype=object))
            table = table.drop(columns=[f"{column}_start", f"{column}_end"])
    for column in CODES:
        if column in table:
            table[column] = pd.Series([value.split() for value in table[column]], dtype=object)
    return table


def to_text(article: Article, statements: pd.DataFrame, themes: list[Theme]) -> str:
    """Who speaks how much, about what and in what tone, as lines for a terminal."""
    rows = spoken(statements)
    total = int(rows["words"].sum())
    head = f"{article.title or article.name}: {total} words, {len(rows)} statements"
    lines = [head, "", "Who speaks (words; of them direct, indirect; share, 95% interval)"]
    intervals = share_intervals(rows).set_index("voice")
    for row in share_by_voice(rows).to_dict("records"):
        modes = f"{row[DIRECT]:>5} {row[INDIRECT]:>5}" if row[DIRECT] + row[INDIRECT] else f"{'-':>5} {'-':>5}"
        share = in_words(*intervals.loc[row["voice"], ["share", "low", "high"]])
        lines.append(f"  {_cell(row['voice'], 26)} {row['words']:>6} {modes}  {share:<15} {_bar(row['share'])}")
    lines += ["", "About what (statements on a theme; share of words; * not reliable on other news)"]
    kept = reliable(on_corpus(themes))
    for theme in themes:
        on_theme = rows[rows["themes"].map(lambda codes, theme=theme.id: theme in codes)]
        share = on_theme["words"].sum() / total
        name = theme.name if theme.id in kept else f"{theme.name} *"
        lines.append(f"  {_cell(name, 38)} {len(on_theme):>6} {share:>5.0%}  {_bar(share)}")
    bare = rows[rows["themes"].map(len) == 0]
    lines.append(f"  {_cell('(no theme)', 38)} {len(bare):>6} {bare['words'].sum() / total:>5.0%}")
    lines += ["", "In what tone (statements: positive, neutral, negative; mean from -1 to 1)"]
    for row in tone_by(rows, "voice").to_dict("records"):
        counts = " ".join(f"{row[label]:>6}" for label in ("positive", "neutral", "negative"))
        lines.append(f"  {_cell(row['voice'], 26)} {counts} {row['tone']:>+7.2f}")
    lines += ["", "By the instrument alone. How far to trust it: the book's chapter of that name."]
    return "\n".join(lines)


def context_to_text(statements: pd.DataFrame, places: pd.DataFrame) -> str:
    """A line for each place of a term, with its statement, its voice, and the term in one column.

    Args:
        statements: those of the article.
        places: what `analysis.wording.concordance.keyword_in_context` gives for it.
    """
    owner = statements["start"].searchsorted(places["start"], side="right") - 1
    where = statements.iloc[owner].reset_index(drop=True)
    lines = [
        f"{number:>4} {_cell(voice, 18)} {_cell(left[-CONTEXT:], CONTEXT, '>')}[{keyword}]{_cell(right[:CONTEXT], CONTEXT)}"
        for number, voice, left, keyword, right in zip(
            where["statement"], where["voice"], places["left"], places["keyword"], places["right"], strict=True
        )
    ]
    head = f"{len(places)} place{'' if len(places) == 1 else 's'}"
    return "\n".join([head, *(line.rstrip() for line in lines)])


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and value != value else value


def _guarded(value: Any) -> Any:
    text = " ".join(value) if isinstance(value, tuple) else value
    return f"'{text}" if isinstance(text, str) and FORMULA.match(text) else text


def _cell(text: str, width: int, side: str = "<") -> str:
    flat = "".join(character if character.isprintable() else " " for character in text)
    return f"{flat if len(flat) <= width else flat[: width - 1] + '…':{side}{width}}"


def _bar(share: float) -> str:
    return "█" * round(share * BAR) or ("▏" if share else "")
