"""Whom "we" includes: the speaker's own group, the other side too, or people in general."""

from collections.abc import Sequence

from analysis.text.statements import NARRATION
from analysis.wording.words import Hit, Words, form_at, forms, hit, is_name, word_lists

OWN, BOTH, EVERYBODY = "own", "both", "all"

LISTS = word_lists("we")
LETS = "let's"


def we_words(words: Words, mode: str) -> list[Hit]:
    """The words of "we" in a statement of this `mode`, each with the kind that all of them share.

    >>> from analysis.wording.words import read
    >>> [hit.code for hit in we_words(read("Let's settle it between our two towns."), "direct")]
    ['both', 'both']
    """
    indexes = [index for index in range(len(words)) if _is_we(words, index)]
    code = _kind(words, indexes, mode)
    return [hit(code, words[index : index + 1]) for index in indexes]


def _is_we(words: Words, index: int) -> bool:
    """Whether the word is "we" or a form of it, and no abbreviation ("US") or beginning of a name ("Our Future Fund")."""
    form, text = words[index].form, words[index].text
    in_name = is_name(words, index) and text.istitle() and _has_capital(words, index + 1)
    return (form == LETS or (form in LISTS["we"] and text != "US")) and not in_name


def _kind(words: Words, indexes: Sequence[int], mode: str) -> str:
    statement = forms(words)
    with_both = any(
        form_at(words, index - 1) == "between" or form_at(words, index + 1) in ("two", "both") for index in indexes
    )
    lets = sum(
        words[index].form == LETS or (words[index].form == "us" and form_at(words, index - 1) == "let")
        for index in indexes
    )
    if with_both or (statement & LISTS["together"] and statement & LISTS["you"]) or (lets and 2 * lets >= len(indexes)):
        return BOTH
    if any(forms(words[max(0, index - 2) : index + 3]) & LISTS["people_in_general"] for index in indexes):
        return EVERYBODY
    named = any(_is_of_a_country(words, index) for index in indexes)
    return EVERYBODY if mode == NARRATION and not named and not statement & LISTS["own_room"] else OWN


def _is_of_a_country(words: Words, index: int) -> bool:
    """Whether "we" is a country's: a name stands after it ("we Northlanders"), or what a country has ("our own forces")."""
    called = _has_capital(words, index + 1) and not words[index + 1].opens
    return called or (words[index].form == "our" and bool(forms(words[index + 1 : index + 3]) & LISTS["of_a_country"]))


def _has_capital(words: Words, index: int) -> bool:
    return index < len(words) and words[index].text[0].isupper()
