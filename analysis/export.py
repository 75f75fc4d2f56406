"""The table of statements as CSV and JSON, and the answers in a terminal."""

import json
from typing import Any

import pandas as pd

from analysis.codebook.codebook import Theme
from analysis.codebook.reliability import on_corpus, reliable
from analysis.sentiment import tone_by
from analysis.speakers import share_by_voice
from analysis.text.article import Article
from analysis.text.statements import DIRECT, INDIRECT, spoken
from analysis.uncertainty import in_words, share_intervals

BAR = 24
CONTEXT = 30


def records(statements: pd.DataFrame) -> list[dict[str, Any]]:
    """The statements as plain records: numbers, texts, lists, and None where there is no cue or source."""
    return [{key: _plain(value) for key, value in row.items()} for row in statements.to_dict("records")]


def to_json(statements: pd.DataFrame) -> str:
    """The statements as a JSON list, one record a statement; `cue` and `source` are [start, end] or null."""
    return json.dumps(records(statements), ensure_ascii=False, indent=1)


def to_csv(statements: pd.DataFrame) -> str:
    """The statements as CSV with a header; spans become two columns each, themes and kinds of modality are joined by spaces."""
    table = statements.copy()
    for column in ("source", "cue"):
        place = int(table.columns.get_indexer([column])[0])
        for edge, name in ((1, "end"), (0, "start")):
            values = [span[edge] if isinstance(span, tuple) else None for span in table[column]]
            table.insert(place + 1, f"{column}_{name}", pd.array(values, dtype="Int64"))
        table = table.drop(columns=column)
    for column in ("themes", "modality"):
        table[column] = [" ".join(several) for several in table[column]]
    return str(table.to_csv(index=False, lineterminator="\n"))


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
    kept = reliable(on_corpus([theme.id for theme in themes]))
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


def _cell(text: str, width: int, side: str = "<") -> str:
    flat = "".join(character if character.isprintable() else " " for character in text)
    return f"{flat if len(flat) <= width else flat[: width - 1] + '…':{side}{width}}"


def _bar(share: float) -> str:
    return "█" * round(share * BAR) or "▏"
