"""Themes: what a statement is about, by a codebook of terms, with every word that decided it.

A theme is found by words and not by meaning: "the absence of peace" is about peace here. `analysis/codebook.yml`
defines the themes and says how a term is written.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.errors import InputError
from analysis.statements import require, spoken

CODEBOOK = Path(__file__).parent / "codebook.yml"

TEXT_FIELDS = ("id", "domain", "name", "definition", "counts", "does_not_count", "example", "counterexample")
THEME_ID = re.compile(r"[a-z][a-z0-9-]*")
TERM = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\*?(?: [^\W_]+(?:['’][^\W_]+)*\*?)*")
HIT_COLUMNS = ("statement", "theme", "start", "end", "text", "pattern")


@dataclass(frozen=True)
class Theme:
    """A theme of a codebook: its definition in words, its terms, and the phrases in which no term counts.

    `domain` is the identifier of the wider field it belongs to, `codes` maps each published scheme to the codes that
    the theme overlaps with, and `counterexample` is a sentence that only seems to be on the theme.
    """

    id: str
    domain: str
    name: str
    definition: str
    counts: str
    does_not_count: str
    example: str
    counterexample: str
    codes: Mapping[str, tuple[str, ...]]
    terms: tuple[str, ...]
    exceptions: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One regular expression for the theme: exceptions first, then a group for each term, longest first."""
        exceptions = [expression(term) for term in sorted(self.exceptions, key=len, reverse=True)]
        terms = [f"({expression(term)})" for term in self._ordered]
        return re.compile(rf"\b(?=\w)(?:{'|'.join([*exceptions, *terms])})\b", re.IGNORECASE)

    def hits(self, text: str) -> list[tuple[int, int, str]]:
        """Where the theme's terms stand in `text`: (start, end, term), in the order of the text, without overlaps."""
        return [
            (*match.span(), self._ordered[match.lastindex - 1])
            for match in self.pattern.finditer(text)
            if match.lastindex
        ]

    @cached_property
    def _ordered(self) -> tuple[str, ...]:
        return tuple(sorted(self.terms, key=len, reverse=True))


def expression(term: str) -> str:
    r"""The regular expression of a term: `*` for any ending, white space or a hyphen between words.

    >>> re.findall(rf"\b{expression('hand* over')}\b", "They handed over, hands-over, overhand over it.")
    ['handed over', 'hands-over']
    """
    parts = [re.escape(part).replace(r"\*", r"\w*").replace("'", "['’]") for part in term.split()]
    return r"[\s\-‐‑]+".join(parts)


def codebook(path: str | Path = CODEBOOK) -> list[Theme]:
    """The themes of the codebook at `path`, in its order.

    Raises `InputError` where the file is missing or is not YAML, where a field is missing, a term is not well formed,
    or an identifier or a term comes twice; the message names the file, the theme, the cause and the remedy.
    """
    path = Path(path)
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Check the path of the codebook.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Give the path of one YAML file.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this is not YAML ({' '.join(str(error).split())}). Correct it there.") from error
    entries = content.get("themes") if isinstance(content, Mapping) else None
    if not isinstance(entries, list) or not entries:
        raise InputError(
            f"{path}: there is no list of themes. Begin the file with 'themes:' and list each as '- id: ...'."
        )
    themes = [_theme(entry, f"{path}: theme {number}") for number, entry in enumerate(entries, 1)]
    _once([theme.id for theme in themes], f"{path}: the identifier", "Give each theme one of its own.")
    return themes


def theme_hits(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """Every term found in `statements`, one row a hit, in the order of the text.

    Columns: `statement`, `theme` (its identifier), `start`, `end` (offsets into the file), `text` (the words found),
    `pattern` (the term of the codebook that found them). `themes` are those of the shipped codebook where not given.
    Rows without words have no hits.
    """
    themes = codebook() if themes is None else themes
    require(statements, "statement", "start", "text", "words")
    counted = spoken(statements)
    rows = []
    for number, first, text in zip(counted["statement"], counted["start"], counted["text"], strict=True):
        found = [
            (number, theme.id, first + start, first + end, text[start:end], term)
            for theme in themes
            for start, end, term in theme.hits(text)
        ]
        rows += sorted(found, key=lambda hit: hit[2:4])
    return pd.DataFrame(rows, columns=list(HIT_COLUMNS))


def with_themes(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """`statements` with the column `themes` added: the identifiers of each statement's themes, a tuple.

    They stand in the order of the codebook; a statement that no theme covers has the empty tuple.
    """
    themes = codebook() if themes is None else themes
    require(statements, "text", "words")
    result = statements.copy()
    result["themes"] = [
        tuple(theme.id for theme in themes if words and theme.hits(text))
        for text, words in zip(statements["text"], statements["words"], strict=True)
    ]
    return result


def theme_counts(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """How many statements, and words in them, each theme has: theme, name, statements, words.

    One row for each theme of the codebook, the one with the most words first; a theme that does not occur has zeros.
    Statements with several themes count in each, so the columns sum to more than the article. `with_themes` goes
    before.
    """
    themes = codebook() if themes is None else themes
    sums = _long(statements).groupby("theme")["words"].agg(["size", "sum"])
    sums = sums.reindex([theme.id for theme in themes], fill_value=0)
    table = pd.DataFrame(
        {
            "theme": [theme.id for theme in themes],
            "name": [theme.name for theme in themes],
            "statements": sums["size"].to_numpy(),
            "words": sums["sum"].to_numpy(),
        }
    )
    return table.sort_values(["words", "statements"], ascending=False, kind="stable", ignore_index=True)


def theme_by_voice(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice says on each theme: theme, voice, mode, statements, words; one row where there is any.

    Statements with several themes count in each. `with_themes` goes before.
    """
    require(statements, "voice", "mode")
    groups = _long(statements).groupby(["theme", "voice", "mode"], sort=True)["words"]
    return groups.agg(statements="size", words="sum").reset_index()


def coverage(statements: pd.DataFrame) -> pd.DataFrame:
    """How much of an article the themes cover: covered (true, false), statements, words. `with_themes` goes before."""
    require(statements, "themes", made_by="with_themes")
    counted = spoken(statements)
    groups = counted.groupby(counted["themes"].map(len) > 0)["words"]
    table = groups.agg(statements="size", words="sum").reindex([True, False], fill_value=0)
    return table.rename_axis("covered").reset_index()


def _long(statements: pd.DataFrame) -> pd.DataFrame:
    require(statements, "themes", made_by="with_themes")
    long = spoken(statements).explode("themes").rename(columns={"themes": "theme"})
    return long[long["theme"].notna()]


def _theme(entry: Any, place: str) -> Theme:
    if not isinstance(entry, Mapping):
        raise InputError(f"{place}: this is not a theme. Write its fields under it, the first as '- id: ...'.")
    if entry.get("id"):
        place = f"{place} ({entry['id']})"
    known = {*TEXT_FIELDS, "codes", "terms", "except"}
    strange = [str(field) for field in entry if field not in known]
    if strange:
        raise InputError(f"{place}: no field is called '{strange[0]}'. The fields are {', '.join(sorted(known))}.")
    fields = {field: _text(entry, field, place) for field in TEXT_FIELDS}
    if not THEME_ID.fullmatch(fields["id"]):
        raise InputError(f"{place}: the identifier is not well formed. Use small letters, digits and hyphens only.")
    terms = _terms(entry, "terms", place)
    if not terms:
        raise InputError(f"{place}: there are no terms. List at least one under 'terms:'.")
    return Theme(**fields, codes=_codes(entry, place), terms=terms, exceptions=_terms(entry, "except", place))


def _codes(entry: Mapping[str, Any], place: str) -> dict[str, tuple[str, ...]]:
    codes = entry.get("codes", {})
    listed = isinstance(codes, Mapping) and all(isinstance(values, list) for values in codes.values())
    if not listed or not all(isinstance(code, str) for values in codes.values() for code in values):
        raise InputError(
            f"{place}: 'codes' does not give a list of codes for each scheme. Write them between quotation marks, "
            "as in 'codes: {manifesto: [\"106\"]}'."
        )
    return {str(scheme): tuple(values) for scheme, values in codes.items()}


def _text(entry: Mapping[str, Any], field: str, place: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{place}: the field '{field}' is missing or is not text. Write it as '{field}: ...'.")
    return value.strip()


def _terms(entry: Mapping[str, Any], field: str, place: str) -> tuple[str, ...]:
    listed = entry.get(field, [])
    if not isinstance(listed, list):
        raise InputError(f"{place}: '{field}' is not a list. Write each term on a line of its own as '- term'.")
    for term in listed:
        if not isinstance(term, str):
            raise InputError(f"{place}: {field}: {term!r} is not text to YAML. Put it between quotation marks.")
        if not TERM.fullmatch(term):
            raise InputError(
                f"{place}: {field}: '{term}' is not a term. Use words with one space between them, "
                "each of letters and digits, with a '*' at its end where any ending will do."
            )
    _once([term.lower() for term in listed], f"{place}: {field}:", "Keep one.")
    return tuple(listed)


def _once(values: Sequence[str], place: str, remedy: str) -> None:
    for number, value in enumerate(values):
        if value in values[:number]:
            raise InputError(f"{place} '{value}' comes twice. {remedy}")
