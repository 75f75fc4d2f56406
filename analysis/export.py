"""The table of statements as CSV and JSON, written and read, and the answers in a terminal."""

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
# What a spreadsheet takes for the beginning of a formula, and how a guarded text is told (OWASP, CSV injection).
FORMULA, GUARDED = re.compile(r"'*[=+\-@\t\r]"), re.compile(r"^'('*[=+\-@\t\r])")
BAR = 24
CONTEXT = 30


def records(statements: pd.DataFrame) -> list[dict[str, Any]]:
    """The statements as plain records: numbers, texts, lists, and None where there is no cue or source."""
    return [{key: _plain(value) for key, value in row.items()} for row in statements.to_dict("records")]


def to_json(statements: pd.DataFrame) -> str:
    """The statements as a JSON list, one record a statement; `cue` and `source` are [start, end] or null."""
    return json.dumps(records(statements), ensure_ascii=False, indent=1)


def to_csv(table: pd.DataFrame) -> str:
    """A table as CSV with a header. Spans become two columns each, tuples of codes are joined by spaces.

    A text that a spreadsheet would take for a formula, because it begins with = + - @, a tab or a carriage return, has
    an apostrophe before it; so has one that begins with apostrophes and then such a sign. `read_statements` takes it
    off again, so that every text comes back as it was.
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

    Raises `InputError` where the file is missing, has another ending, is broken, lacks a column of the table of
    statements, or holds the statements of several articles.
    """
    path = Path(path)
    try:
        if path.suffix == ".json":
            table = pd.DataFrame(json.loads(path.read_text(encoding="utf-8")))
        elif path.suffix == ".csv":
            table = _from_csv(path)
        else:
            raise InputError(f"{path}: statements are read from .csv or .json. Give the file that ending.")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error
    except InputError:
        raise
    except (ValueError, TypeError) as error:
        raise InputError(
            f"{path}: this is no table of statements ({error}). Write it with who-speaks --format."
        ) from error
    try:
        require(table, *COLUMNS)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
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
    """Who speaks how much, about what and in what tone, as lines for a terminal 80 characters wide."""
    rows = spoken(statements)
    whole = int(rows["words"].sum())
    head = f"{article.title or article.name}: {whole} words, {len(rows)} statements"
    lines = [head, "", "Who speaks (words; of them direct, indirect; share, 95% interval)"]
    intervals = share_intervals(rows).set_index("voice")
    for one in share_by_voice(rows).to_dict("records"):
        modes = f"{one[DIRECT]:>5} {one[INDIRECT]:>5}" if one[DIRECT] + one[INDIRECT] else f"{'-':>5} {'-':>5}"
        share = in_words(*intervals.loc[one["voice"], ["share", "low", "high"]])
        lines.append(f"  {_cell(one['voice'], 26)} {one['words']:>6} {modes}  {share:<15} {_bar(one['share'])}")
    lines += ["", "About what (statements on a theme; share of words; * not reliable on other news)"]
    kept = reliable(on_corpus(themes))
    for theme in themes:
        part = rows[rows["themes"].map(lambda found, wanted=theme.id: wanted in found)]
        share = part["words"].sum() / whole
        name = theme.name if theme.id in kept else f"{theme.name} *"
        lines.append(f"  {_cell(name, 38)} {len(part):>6} {share:>5.0%}  {_bar(share)}")
    bare = rows[rows["themes"].map(len) == 0]
    lines.append(f"  {_cell('(no theme)', 38)} {len(bare):>6} {bare['words'].sum() / whole:>5.0%}")
    lines += ["", "In what tone (statements: positive, neutral, negative; mean from -1 to 1)"]
    for one in tone_by(rows, "voice").to_dict("records"):
        counts = " ".join(f"{one[label]:>6}" for label in ("positive", "neutral", "negative"))
        lines.append(f"  {_cell(one['voice'], 26)} {counts} {one['tone']:>+7.2f}")
    lines += ["", "By the instrument alone. How far to trust it: the book's chapter of that name."]
    return "\n".join(lines)


def context_to_text(statements: pd.DataFrame, found: pd.DataFrame) -> str:
    """Every place of a term, a line each with its statement and voice, the term one below the other.

    `found` is what `analysis.wording.concordance.keyword_in_context` gives; `statements` are those of the same article.
    """
    owner = statements["start"].searchsorted(found["start"], side="right") - 1
    where = statements.iloc[owner].reset_index(drop=True)
    lines = [
        f"{number:>4} {_cell(voice, 18)} {_cell(left[-CONTEXT:], CONTEXT, '>')}[{keyword}]{_cell(right[:CONTEXT], CONTEXT)}"
        for number, voice, left, keyword, right in zip(
            where["statement"], where["voice"], found["left"], found["keyword"], found["right"], strict=True
        )
    ]
    head = f"{len(found)} place{'' if len(found) == 1 else 's'}"
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
