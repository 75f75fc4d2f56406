"""Whom "we" includes: the speaker's own group, the other side too, or people in general."""

from collections.abc import Sequence

from analysis.text.statements import NARRATION
from analysis.wording.words import Hit, Word, family, hit

OWN, BOTH, EVERYBODY = "own", "both", "all"

WE = family("we we're we've we'll we'd us our ours ourselves")
LETS = "let's"
# What belongs to a country and not to people in general: "our forces".
OF_A_COUNTRY = family(
    "country nation government state people citizens president leader leaders troops forces army military soldiers",
    "borders border economy embassy allies ally parliament flag",
)
TOGETHER = family("together each mutual mutually jointly joint both")
YOU = family("you your yours you're you'll you've")
PEOPLE_IN_GENERAL = family("humans humanity mankind planet world everyone everybody")
OWN_ROOM = family(
    "reporter reporters correspondent correspondents newsroom readers newspaper paper interview editors viewers asked",
    "reported interviewed spoke published reached",
)


def we_words(sentence: Sequence[Word], mode: str) -> list[Hit]:
    """The words of "we" in a statement of this `mode`, each with the kind that all of them share.

    >>> from analysis.wording.words import read
    >>> [found.code for found in we_words(read("Let's settle it between our two towns."), "direct")]
    ['both', 'both']
    """
    places = [place for place, word in enumerate(sentence) if _is_we(word) and not _is_in_a_name(sentence, place)]
    if not places:
        return []
    code = _kind(sentence, places, mode)
    return [hit(code, sentence[place : place + 1]) for place in places]


def _is_we(word: Word) -> bool:
    return word.form == LETS or (word.form in WE and word.text != "US")


def _is_in_a_name(sentence: Sequence[Word], place: int) -> bool:
    """Whether the word begins a name: "backed by Our Future Fund"."""
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    capital = sentence[place].text.istitle() and place > 0 and not sentence[place].opens
    return capital and following is not None and following.text[0].isupper()


def _kind(sentence: Sequence[Word], places: Sequence[int], mode: str) -> str:
    forms = {word.form for word in sentence}
    if any(_takes_in_both(sentence, place) for place in places) or (forms & TOGETHER and forms & YOU):
        return BOTH
    lets = sum(_is_let_us(sentence, place) for place in places)
    if lets and 2 * lets >= len(places):
        return BOTH
    if any(_is_general(sentence, place) for place in places):
        return EVERYBODY
    named = any(_is_called(sentence, place) or _is_a_countrys(sentence, place) for place in places)
    return EVERYBODY if mode == NARRATION and not named and not forms & OWN_ROOM else OWN


def _takes_in_both(sentence: Sequence[Word], place: int) -> bool:
    before = sentence[place - 1].form if place else ""
    following = sentence[place + 1].form if place + 1 < len(sentence) else ""
    return before == "between" or following in ("two", "both")


def _is_let_us(sentence: Sequence[Word], place: int) -> bool:
    form = sentence[place].form
    return form == LETS or (form == "us" and place > 0 and sentence[place - 1].form == "let")


def _is_general(sentence: Sequence[Word], place: int) -> bool:
    near = {word.form for word in sentence[max(0, place - 2) : place + 3]}
    return bool(near & PEOPLE_IN_GENERAL)


def _is_a_countrys(sentence: Sequence[Word], place: int) -> bool:
    """Whether "our" stands close before what belongs to a country: "our own forces"."""
    near = {word.form for word in sentence[place + 1 : place + 3]}
    return sentence[place].form == "our" and bool(near & OF_A_COUNTRY)


def _is_called(sentence: Sequence[Word], place: int) -> bool:
    """Whether a name stands beside "we": "we Northlanders"."""
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    return following is not None and not following.opens and following.text[0].isupper()
