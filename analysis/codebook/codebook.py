"""The codebook: its themes with their definitions and terms, read from YAML; what an article adds to it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis.text.article import Article
from analysis.text.files import InputError, mapping
from analysis.text.terms import Term, forms, term

CODEBOOK = Path(__file__).parent / "codebook.yml"

TEXT_FIELDS = ("id", "domain", "name", "definition", "counts", "does_not_count", "example", "counterexample")
TERM_FIELDS = ("terms", "weak", "except")
THEME_ID = re.compile(r"[a-z][a-z0-9-]*")
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

    The phrases under `touched` are exceptions of every theme, the words under `titles` titles of every theme. Raises
    `InputError` where the file is missing or is not YAML, where a field is missing, a term is not well formed, or an
    identifier or a term comes twice; the message names the file, the theme, the cause and the remedy.
    """
    path = Path(path)
    content = mapping(path)
    entries = content.get("themes")
    if not isinstance(entries, list) or not entries:
        raise InputError(
            f"{path}: there is no list of themes. Begin the file with 'themes:' and list each as '- id: ...'."
        )
    return _themes(entries, path, content)


def coding_guide(path: str | Path = CODEBOOK) -> Mapping[str, Any]:
    """All that the file at `path` says to coders: `rules`, `domains` and `schemes` beside the themes."""
    return mapping(Path(path))


def codebook_for(article: Article, path: str | Path = CODEBOOK) -> list[Theme]:
    """The themes for `article`: those of the codebook at `path`, with what `NAME.codebook.yml` beside the article adds.

    That file may list further `themes`, each with all its fields, and under `add` more terms of themes that there are:
    `add: {peace: {terms: [old pier]}}`, with the fields terms, weak and except. Raises `InputError` as `codebook`
    does.
    """
    themes = codebook(path)
    beside = addition_path(article)
    if not beside.is_file():
        return themes
    content = mapping(beside)
    strange = [str(name) for name in content if name not in ("themes", "add")]
    if strange or not content:
        raise InputError(
            f"{beside}: {strange[0] if strange else 'nothing'} is not known here. Write 'themes:' or 'add:'."
        )
    more, own = content.get("add", {}), content.get("themes", [])
    if not isinstance(more, Mapping) or not isinstance(own, list):
        raise InputError(f"{beside}: 'add' is a mapping of themes to terms, 'themes' a list. Write them so.")
    known = {theme.id for theme in themes}
    for name, entry in more.items():
        place = f"{beside}: add: {name}"
        if name not in known:
            raise InputError(f"{place}: the codebook has no such theme. It has {', '.join(sorted(known))}.")
        if not isinstance(entry, Mapping) or not set(entry) <= set(TERM_FIELDS):
            raise InputError(f"{place}: write lists under it, called {', '.join(TERM_FIELDS)}.")
        themes = [_added(theme, entry, place) if theme.id == name else theme for theme in themes]
    themes += _themes(own, beside, mapping(Path(path)))
    _once([theme.id for theme in themes], f"{beside}: the identifier", "Give each theme one of its own.")
    return themes


def addition_path(article: Article) -> Path:
    """The path at which what an article adds to the codebook is kept, whether or not there is anything."""
    return article.path.with_name(f"{article.name}.codebook.yml")


def _themes(entries: Sequence[Any], path: Path, shared: Mapping[str, Any]) -> list[Theme]:
    """The themes that `entries` of the file at `path` define, with what is `shared` by all themes of the codebook."""
    touched = _terms(shared, "touched", str(path), STRONG)
    titles = frozenset(form for one in _terms(shared, "titles", str(path), STRONG) for form in forms(one.written))
    themes = [_theme(entry, f"{path}: theme {number}") for number, entry in enumerate(entries, 1)]
    _once([theme.id for theme in themes], f"{path}: the identifier", "Give each theme one of its own.")
    return [replace(theme, exceptions=theme.exceptions + touched, titles=titles) for theme in themes]


def _theme(entry: Any, place: str) -> Theme:
    if not isinstance(entry, Mapping):
        raise InputError(f"{place}: this is not a theme. Write its fields under it, the first as '- id: ...'.")
    if entry.get("id"):
        place = f"{place} ({entry['id']})"
    known = {*TEXT_FIELDS, "codes", *TERM_FIELDS}
    strange = [str(name) for name in entry if name not in known]
    if strange:
        raise InputError(f"{place}: no field is called '{strange[0]}'. The fields are {', '.join(sorted(known))}.")
    fields = {name: _text(entry, name, place) for name in TEXT_FIELDS}
    if not THEME_ID.fullmatch(fields["id"]):
        raise InputError(f"{place}: the identifier is not well formed. Use small letters, digits and hyphens only.")
    bare = Theme(
        id=fields["id"],
        domain=fields["domain"],
        name=fields["name"],
        definition=fields["definition"],
        counts=fields["counts"],
        does_not_count=fields["does_not_count"],
        example=fields["example"],
        counterexample=fields["counterexample"],
        codes=_codes(entry, place),
        terms=(),
    )
    full = _with(bare, entry, place)
    if not any(one.weight == STRONG for one in full.terms):
        raise InputError(f"{place}: there are no terms. List at least one under 'terms:'.")
    return full


def _with(theme: Theme, entry: Mapping[str, Any], place: str) -> Theme:
    """`theme` with the terms that `entry` lists added to its own."""
    terms = theme.terms + _terms(entry, "terms", place, STRONG) + _terms(entry, "weak", place, WEAK)
    _once([one.written.lower() for one in terms], f"{place}: the term", "Keep one.")
    return replace(theme, terms=terms, exceptions=theme.exceptions + _terms(entry, "except", place, STRONG))


def _added(theme: Theme, entry: Mapping[str, Any], place: str) -> Theme:
    """`theme` with the terms that an article's `entry` lists beside its own."""
    full = _with(theme, entry, place)
    return replace(full, terms=theme.terms, added=full.terms[len(theme.terms) :])


def _codes(entry: Mapping[str, Any], place: str) -> dict[str, tuple[str, ...]]:
    codes = entry.get("codes", {})
    listed = isinstance(codes, Mapping) and all(isinstance(values, list) for values in codes.values())
    if not listed or not all(isinstance(code, str) for values in codes.values() for code in values):
        raise InputError(
            f"{place}: 'codes' does not give a list of codes for each scheme. Write them between quotation marks, "
            "as in 'codes: {manifesto: [\"106\"]}'."
        )
    return {str(scheme): tuple(values) for scheme, values in codes.items()}


def _text(entry: Mapping[str, Any], name: str, place: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{place}: the field '{name}' is missing or is not text. Write it as '{name}: ...'.")
    return value.strip()


def _terms(entry: Mapping[str, Any], name: str, place: str, weight: float) -> tuple[Term, ...]:
    listed = entry.get(name, [])
    if not isinstance(listed, list):
        raise InputError(f"{place}: '{name}' is not a list. Write the terms between brackets, with commas.")
    terms = []
    for written in listed:
        if not isinstance(written, str):
            raise InputError(f"{place}: {name}: {written!r} is not text to YAML. Put it between quotation marks.")
        one = term(written, weight)
        if one is None:
            raise InputError(
                f"{place}: {name}: '{written}' is not a term. Use words with one space between them, each of letters "
                "and digits, with a '*' at its end where any ending will do; then 'if' or 'unless' and others, with '|'."
            )
        terms.append(one)
    _once([one.written.lower() for one in terms], f"{place}: {name}:", "Keep one.")
    return tuple(terms)


def _once(values: Iterable[str], place: str, remedy: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise InputError(f"{place} '{value}' comes twice. {remedy}")
        seen.add(value)
