"""The codebook: its themes with their definitions and terms, read from YAML; what an article adds to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from analysis.text.article import Article
from analysis.text.files import InputError, load
from analysis.text.terms import Term, forms, term

CODEBOOK = Path(__file__).parent / "codebook.yml"

TEXT_FIELDS = ("id", "domain", "name", "definition", "counts", "does_not_count", "example", "counterexample")
STRONG, WEAK = 1.0, 0.5


@dataclass(frozen=True)
class Theme:
    """A theme of a codebook: its definition in words, its terms, and the phrases in which no term counts.

    `domain` is the identifier of the wider field it belongs to, `codes` maps each published scheme to the codes that
    the theme overlaps with, and `counterexample` is a sentence that only seems to be on the theme. No term counts that
    ends in one of `titles` right before a name ("candidate Ann Lee"). `added` are the terms that an article adds.
    """

    id: str
    domain: str
    name: str
    definition: str
    counts: str
    does_not_count: str
    example: str
    counterexample: str
    codes: Mapping[str, tuple[str, ...]] = field(hash=False)
    terms: tuple[Term, ...]
    exceptions: tuple[Term, ...] = ()
    titles: frozenset[str] = frozenset()
    added: tuple[Term, ...] = ()


def codebook(path: str | Path = CODEBOOK) -> list[Theme]:
    """The themes of the codebook at `path`, in its order.

    The phrases under `touched` are exceptions of every theme, the words under `titles` titles of every theme.

    Raises:
        InputError: the file is missing, is not YAML or does not meet the schema `codebook`, a term is not well formed, or
            an identifier or a term comes twice.
    """
    content = coding_guide(path)
    return _themes(content["themes"], str(path), content)


def coding_guide(path: str | Path = CODEBOOK) -> Mapping[str, Any]:
    """All that the file at `path` says to coders: `rules`, `domains` and `schemes` beside the themes."""
    return load(Path(path), "codebook")


def codebook_for(article: Article, path: str | Path | None = None) -> list[Theme]:
    """The themes for `article`: those of the codebook at `path`, with what `NAME.codebook.yml` beside the article adds.

    That file may list further `themes`, each with all its fields, and under `add` more terms of themes that there are:
    `add: {peace: {terms: [old pier]}}`, with the fields terms, weak and except.

    Args:
        path: a codebook that replaces the shipped one.

    Raises:
        InputError: as `codebook` does.
    """
    path = path or CODEBOOK
    themes = codebook(path)
    beside = article.path.with_name(f"{article.name}.codebook.yml")
    if not beside.is_file():
        return themes
    content = load(beside, "supplement")
    known = {theme.id for theme in themes}
    for name, entry in content.get("add", {}).items():
        place = f"{beside}: add: {name}"
        if name not in known:
            raise InputError(f"{place}: the codebook has no such theme. It has {', '.join(sorted(known))}.")
        themes = [_added(theme, entry, place) if theme.id == name else theme for theme in themes]
    themes += _themes(content.get("themes", []), str(beside), coding_guide(path))
    _once([theme.id for theme in themes], f"{beside}: the identifier", "Give each theme one of its own.")
    return themes


def is_shipped(theme: Theme) -> bool:
    """Whether `theme` is one of the shipped codebook, on which the network of themes was trained.

    A theme of another codebook with the same identifier is not, unless its definition and terms are the same.
    """
    shipped = _shipped().get(theme.id)
    return shipped is not None and _meaning(theme) == _meaning(shipped)


@cache
def _shipped() -> Mapping[str, Theme]:
    return {theme.id: theme for theme in codebook()}


def _meaning(theme: Theme) -> tuple[object, ...]:
    return theme.definition, theme.counts, theme.does_not_count, theme.terms


def _themes(entries: Sequence[Mapping[str, Any]], file: str, shared: Mapping[str, Any]) -> list[Theme]:
    """The themes that `entries` of `file` define, with what is `shared` by all themes of the codebook."""
    touched = _terms(shared, "touched", file, STRONG)
    titles = frozenset(form for title in _terms(shared, "titles", file, STRONG) for form in forms(title.written))
    themes = [_theme(entry, f"{file}: themes {number} ({entry['id']})") for number, entry in enumerate(entries, 1)]
    _once([theme.id for theme in themes], f"{file}: the identifier", "Give each theme one of its own.")
    return [replace(theme, exceptions=theme.exceptions + touched, titles=titles) for theme in themes]


def _theme(entry: Mapping[str, Any], place: str) -> Theme:
    fields = {name: entry[name].strip() for name in TEXT_FIELDS}
    codes = {scheme: tuple(listed) for scheme, listed in entry.get("codes", {}).items()}
    return _with(Theme(**fields, codes=codes, terms=()), entry, place)


def _with(theme: Theme, entry: Mapping[str, Any], place: str) -> Theme:
    """`theme` with the terms that `entry` lists added to its own."""
    terms = theme.terms + _terms(entry, "terms", place, STRONG) + _terms(entry, "weak", place, WEAK)
    _once([term.written.lower() for term in terms], f"{place}: the term", "Keep one.")
    return replace(theme, terms=terms, exceptions=theme.exceptions + _terms(entry, "except", place, STRONG))


def _added(theme: Theme, entry: Mapping[str, Any], place: str) -> Theme:
    """`theme` with the terms that an article's `entry` lists beside its own."""
    full = _with(theme, entry, place)
    return replace(full, terms=theme.terms, added=full.terms[len(theme.terms) :])


def _terms(entry: Mapping[str, Any], name: str, place: str, weight: float) -> tuple[Term, ...]:
    terms = []
    for written in entry.get(name, []):
        parsed = term(written, weight)
        if parsed is None:
            raise InputError(
                f"{place}: {name}: '{written}' is not a term. Use words with one space between them, each of letters "
                "and digits, with a '*' at its end where any ending will do; then 'if' or 'unless' and others, with '|'."
            )
        terms.append(parsed)
    _once([term.written.lower() for term in terms], f"{place}: {name}:", "Keep one.")
    return tuple(terms)


def _once(values: Iterable[str], place: str, remedy: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise InputError(f"{place} '{value}' comes twice. {remedy}")
        seen.add(value)
