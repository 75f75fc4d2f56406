"""How chapters display figures, tables and the annotated article.

Each is displayed in three forms: as MyST, so that the book numbers it and can refer to it; as HTML for a notebook; and as
plain text.
"""

import html
import io
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import matplotlib as mpl
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from analysis.book.figures.chart import Chart, drawn_as
from analysis.book.figures.labels import is_outlined
from analysis.book.figures.style import FAMILIES, styled, voice_colours
from analysis.text.statements import MODES, NARRATION, spoken

ARTICLE = "article.html"
HASHED = re.compile(r'(?:\bid="|#)([a-z][0-9a-f]{10})\b')
WEB_FAMILIES = "'Source Sans 3', 'DejaVu Sans', sans-serif"
NOTHING = "There is nothing to list."
MODE_LABELS = {"direct": "direct speech", "indirect": "indirect speech", "narration": "narration"}


class Links(NamedTuple):
    """A cell of a table that links to statements by their numbers."""

    numbers: tuple[int, ...]


class Target(NamedTuple):
    """A cell of a table that can be linked to by its anchor."""

    anchor: str
    text: str


def links(numbers: Iterable[int]) -> Links:
    """A cell with links to the statements of these `numbers`, in ascending order, each once."""
    return Links(tuple(sorted({int(number) for number in numbers})))


def listing(rows: Sequence[Sequence[object]], columns: Sequence[str], nothing: str) -> pd.DataFrame:
    """A table of `rows` with the heads `columns`; if there are no rows, the reason `nothing` is shown in their place."""
    frame = pd.DataFrame(rows, columns=list(columns))
    frame.attrs["nothing"] = f"There is nothing to list: {nothing}."
    return frame


def figure(chart: Chart, *, name: str, caption: str) -> None:
    """Displays `chart` with its description as a figure that is referred to by `name`; `caption` is MyST."""
    alt = chart.alt()
    if not alt.strip():
        raise ValueError(f"figure {name}: there is no alternative text. Let its `alt` say what it shows.")
    svg = drawing(chart.draw(), name, alt)
    shown = f'<figure style="background:#fff">{svg}<figcaption>{html.escape(_plain(caption))}</figcaption></figure>'
    _display("drawing", name, caption, svg, shown, alt)


def drawing(fig: Figure, name: str, alt: str) -> str:
    """`fig` as an `svg` element, with `alt` as its description and identifiers that begin with `name`."""
    stream = io.StringIO()
    # A character that no font here has would be an empty box as an outline, so it is left as text, for the reader's fonts.
    kind = "path" if is_outlined(fig) else "none"
    with styled(), mpl.rc_context({"svg.fonttype": kind}):
        fig.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    svg = stream.getvalue()
    svg = svg[svg.index("<svg") :].replace(", ".join(map(repr, FAMILIES)), WEB_FAMILIES)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    # Matplotlib names clip paths by hashes that differ from one drawing to the next.
    for number, hashed in enumerate(dict.fromkeys(HASHED.findall(svg)), 1):
        svg = svg.replace(hashed, f"part-{number}")
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = svg.replace(' target="_blank"', "")
    svg = re.sub(r'((?:xlink:)?href="#|url\(#)', rf"\1{name}-", svg)
    size = re.search(r'width="([\d.]+)pt"', svg)
    label = f'role="img" aria-labelledby="{name}-description"'
    width = f'style="max-width:{float(size[1]):.0f}pt"' if size else ""
    svg = re.sub(r'<svg ([^>]*?)width="[\d.]+pt"', rf"<svg {label} {width} \1", svg, count=1)
    svg = re.sub(r'(<svg [^>]*?)height="[\d.]+pt" ?', r"\1", svg, count=1)
    described = f'<desc id="{name}-description">{html.escape(alt)}</desc>'
    return re.sub(r"(<svg [^>]*>)", lambda match: match[1] + described, svg, count=1).replace("\n", " ")


def table(frame: pd.DataFrame, *, name: str, caption: str) -> None:
    """Displays `frame` as a table that is referred to by `name`; its first column heads the rows.

    Cells are text, numbers, `Links` or `Target`; text is escaped. Columns of numbers are aligned to the right. A table
    without rows says why (see `listing`).
    """
    body = markup(frame, label=caption)
    _display("exhibit", name, caption, body, f"<p>{html.escape(_plain(caption))}</p>{body}", frame.to_string())


def _display(directive: str, name: str, caption: str, body: str, shown: str, words: str) -> None:
    """Displays markup as MyST for the book, as HTML (`shown`) for a notebook, and as plain text."""
    myst = f"::::{{{directive}}} {name}\n```{{raw}} html\n{body}\n```\n\n{caption}\n::::"
    display({"text/markdown": myst, "text/html": shown, "text/plain": f"{_plain(caption)}\n{words}"}, raw=True)


def _plain(caption: str) -> str:
    """A caption without its roles."""
    return re.sub(r"\{\w+\}`([^`]*)`", r"\1", caption)


def markup(frame: pd.DataFrame, label: str) -> str:
    """`frame` as an HTML table in a box that scrolls if the page is too narrow; `label` names the box for screen readers."""
    numeric = [_is_numeric(frame[column]) for column in frame.columns]
    heads = "".join(
        f'<th scope="col"{_aligned(right)}>{html.escape(str(column))}</th>'
        for column, right in zip(frame.columns, numeric, strict=True)
    )
    rows = []
    for row in frame.itertuples(index=False, name=None):
        first, *rest = row
        anchor = f' id="{html.escape(first.anchor)}"' if isinstance(first, Target) else ""
        cells = "".join(
            f"<td{_aligned(right)}>{_cell(cell)}</td>" for cell, right in zip(rest, numeric[1:], strict=True)
        )
        rows.append(f'<tr{anchor}><th scope="row">{_cell(first)}</th>{cells}</tr>')
    if not rows:
        rows = [f'<tr><td colspan="{len(frame.columns)}">{html.escape(frame.attrs.get("nothing", NOTHING))}</td></tr>']
    box = f'<div class="table-box" tabindex="0" role="region" aria-label="{html.escape(_plain(label))}">'
    return f"{box}<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"


def article(statements: pd.DataFrame) -> None:
    """Displays the text of the article, each statement marked by voice and mode, with its number as anchor ("s12")."""
    rows, names = spoken(statements), drawn_as(statements)
    palette = voice_colours(list(dict.fromkeys(names.values())))
    colours = {voice: palette[name] for voice, name in names.items()}
    key = "".join(
        f'<li><span class="voice-label" style="--voice:{colours[voice]}">{html.escape(voice)}</span></li>'
        for voice in colours
    )
    modes = "".join(f'<li><span class="statement {mode}">{MODE_LABELS[mode]}</span></li>' for mode in MODES)
    paragraphs = []
    last = ""
    for _, group in groupby(rows.itertuples(index=False), key=lambda row: row.paragraph):
        parts = []
        for row in group:
            label = "" if row.voice == last else _voice_label(row.voice, colours[row.voice])
            last = row.voice
            parts.append(label + _statement(row, colours[row.voice]))
        paragraphs.append(f"<p>{''.join(parts)}</p>")
    body = (
        f'<div class="annotated-article"><ul class="voice-key" aria-label="Voices">{key}</ul>'
        f'<ul class="mode-key" aria-label="Modes">{modes}</ul>{"".join(paragraphs)}</div>'
    )
    display({"text/html": body, "text/plain": "".join(rows["text"])}, raw=True)


def _voice_label(voice: str, colour: str) -> str:
    return f'<span class="voice-label" style="--voice:{colour}">{html.escape(voice)}</span> '


def _statement(row: object, colour: str) -> str:
    number, text, mode = row.statement, row.text, row.mode  # type: ignore[attr-defined]
    words = text.rstrip()
    spoken_as = "" if mode == NARRATION else f'<span class="visually-hidden"> ({MODE_LABELS[mode]}) </span>'
    return (
        f'<span class="statement {mode}" id="s{number}" style="--voice:{colour}">'
        f'<a class="statement-number" href="#s{number}" aria-label="Statement {number}">{number}</a>{spoken_as}'
        f"{html.escape(words)}</span>{text[len(words) :].replace(chr(10), ' ')}"
    )


def _cell(value: object) -> str:
    match value:
        case Links(numbers):
            return ", ".join(f'<a href="{ARTICLE}#s{first}">{text}</a>' for first, text in runs(numbers)) or "–"
        case Target(_, text):
            return html.escape(text).replace(".", ".<wbr>")
        case _:
            return html.escape(str(value))


def runs(numbers: Sequence[int]) -> list[tuple[int, str]]:
    """The runs of consecutive `numbers`: the first number of each, and the run as it is printed.

    >>> runs([1, 2, 3, 5])
    [(1, '1–3'), (5, '5')]
    """
    edges: list[tuple[int, int]] = []
    for number in numbers:
        if edges and number == edges[-1][1] + 1:
            edges[-1] = (edges[-1][0], number)
        else:
            edges.append((number, number))
    return [(first, f"{first}" if first == last else f"{first}–{last}") for first, last in edges]


def _is_numeric(column: pd.Series) -> bool:
    return all(isinstance(value, int | float) or re.fullmatch(r"[+−-]?[\d.,]+%?|–?", str(value)) for value in column)


def _aligned(right: bool) -> str:
    return ' class="number"' if right else ""
