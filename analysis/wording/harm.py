"""Harm, and whether the words tell who or what did it."""

from itertools import pairwise

from analysis.wording.passive import BE, OBJECTS, is_participle
from analysis.wording.words import Hit, Words, clause_after, clause_before, form_at, forms, hit, is_name, word_lists

NAMED, UNNAMED = "named", "unnamed"

LISTS = word_lists("harm")
SUFFERERS = LISTS["people"] | LISTS["things"]
NOUNS = LISTS["acts"] | LISTS["results"] | LISTS["states"]
# How many words before or after a harm are near it.
NEAR = 5


def _regular_forms(base: str) -> set[str]:
    """The forms of a regular verb that doubles no letter."""
    stem = base.removesuffix("e")
    return {base, base + ("es" if base.endswith("sh") else "s"), stem + "ed", stem + "ing"}


VERBS = LISTS["forms"].union(*map(_regular_forms, LISTS["verbs"]))
OPENINGS = NOUNS | VERBS | LISTS["driven"]


def harms(words: Words) -> list[Hit]:
    """The words in a statement that say somebody or something was harmed, each with whether the doer is named.

    >>> from analysis.wording.words import read
    >>> [hit.code for hit in harms(read("The storm destroyed houses, and two men were killed."))]
    ['named', 'unnamed']
    """
    hits = []
    for index, word in enumerate(words):
        if word.form not in OPENINGS or _is_excluded(words, index):
            continue
        code = _code_of_noun(words, index) if word.form in NOUNS else None
        driven = word.form in LISTS["driven"] and form_at(words, index + 1) in LISTS["away"]
        if code is None and (driven or word.form in VERBS) and not _is_noun(words, index):
            code = _code_of_verb(words, index)
        if code:
            hits.append(hit(code, words[index : index + 1]))
    return hits


def _is_excluded(words: Words, index: int) -> bool:
    """Whether the harm is denied, a part of a name, or an attack in words."""
    attack_in_words = words[index].form in LISTS["attacks"] and LISTS["force"].isdisjoint(forms(words))
    denied = not LISTS["denials"].isdisjoint(forms(words[max(0, index - NEAR + 1) : index]))
    in_name = is_name(words, index) and words[index].text.istitle() and words[index - 1].text[0].isupper()
    return attack_in_words or denied or in_name


def _is_noun(words: Words, index: int) -> bool:
    """Whether a word that may be verb or noun is a noun: nothing after it looks like an object."""
    after = clause_after(words, index)
    has_object = bool(after) and (after[0].form in OBJECTS | SUFFERERS or after[0].text[0].isupper())
    return words[index].form in LISTS["acts"] and not has_object


def _code_of_verb(words: Words, index: int) -> str | None:
    form = words[index].form
    before, after = clause_before(words, index), clause_after(words, index)
    previous, following = _last(before), form_at(after, 0)
    has_object = following in OBJECTS | SUFFERERS
    follows_be = forms(before[-3:]) & BE or (not has_object and forms(words[max(0, index - 8) : index]) & BE)
    reduced = previous in SUFFERERS and (not after or following in LISTS["reduced_before"])
    if is_participle(form) and (follows_be or reduced):
        suffers = forms(before) & (SUFFERERS | LISTS["subjects"]) or form not in LISTS["loose"] - LISTS["killed"]
        because_of = any((word.form, then.form) == ("because", "of") for word, then in pairwise(words[:index]))
        return (NAMED if _names_agent(after) or because_of else UNNAMED) if suffers else None
    has_sufferer = forms(after[:NEAR]) & SUFFERERS
    if is_participle(form) and previous in ("the", "a", "an", "of", "into"):
        return UNNAMED if has_sufferer else None
    if form in LISTS["loose"] and not has_sufferer:
        return None
    return NAMED if _has_doer(before or words[:index]) else UNNAMED


def _code_of_noun(words: Words, index: int) -> str | None:
    form = words[index].form
    before, after = clause_before(words, index), clause_after(words, index)
    previous = _last(before)
    if _is_blamed(form, before, after):
        return NAMED
    causing = [number for number, word in enumerate(before) if word.form in LISTS["causing"]]
    if causing and causing[-1] >= len(before) - NEAR and previous != "of":
        return NAMED if _has_doer(before[: causing[-1]]) else UNNAMED
    if form in LISTS["acts"]:
        owned = previous.endswith(("'s", "s'")) and previous not in LISTS["times"]
        if owned or previous in LISTS["owners"] or _names_agent(after):
            return NAMED
        if forms(after[:NEAR]) & SUFFERERS and after[0].form in ("of", "on", "against", "to"):
            return UNNAMED
        if form in LISTS["loose"]:
            return None
    if form == "dead" and previous not in LISTS["dead_after"] and not previous[:1].isdigit():
        return None
    return (NAMED if _names_agent(after) else UNNAMED) if form in LISTS["results"] else None


def _is_blamed(form: str, before: Words, after: Words) -> bool:
    """Whether the clause puts the harm on somebody or something: "because of her rule", "the cause of the crisis is"."""
    blamed = LISTS["blamed"] & forms([*before, *after[: NEAR + 1]])
    owned_because = "because" in forms(before) and _last(before).endswith(("'s", "s'"))
    the_cause = forms(before[-NEAR:]) & {"cause", "causes"} and form not in ("death", "deaths")
    return bool(blamed or owned_because or (the_cause and forms(after) & {"is", "was", "are", "were"}))


def _last(words: Words) -> str:
    return form_at(words, len(words) - 1)


def _has_doer(words: Words) -> bool:
    """Whether a clause's beginning names somebody or something that may be the doer."""
    return bool(forms(words) - (LISTS["function"] | LISTS["no_one_named"]) or forms(words) & {"who", "which", "that"})


def _names_agent(after: Words) -> bool:
    """Whether "by" and somebody or something that may be the doer follow a harm."""
    by = next((index for index, word in enumerate(after[:-1]) if word.form == "by"), None)
    if by is None:
        return False
    following = after[by + 1].form
    return not following[0].isdigit() and not following.endswith("ing") and following not in LISTS["no_one_named"]
