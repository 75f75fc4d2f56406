"""Passives that name nobody who did it: "the bridge was closed", but not "was closed by the mayor"."""

import re

from analysis.wording.words import Hit, Words, clause_after, form_at, hit, word_lists

AGENTLESS = "agentless"

LISTS = word_lists("passive")
BE, OBJECTS = LISTS["be"], LISTS["objects"]
# "'s" is "is" after these, unless a participle of "be" follows, which is itself the form to look at.
CONTRACTED = re.compile(r"(?:it|he|she|that|who|there|what|here)'s|(?:they|we|you)'re|i'm")
# The most words from the form of "be" to its participle.
REACH = 4


def passives(words: Words) -> list[Hit]:
    """The passives of a statement that name no agent, from the form of "be" or "get" to the participle.

    >>> from analysis.wording.words import read
    >>> [(hit.start, hit.end) for hit in passives(read("It was not built by Ann, it was given to her."))]
    [(28, 37)]
    """
    hits = []
    for index, word in enumerate(words):
        if word.form in BE or CONTRACTED.fullmatch(word.form):
            participle = _participle(words, index)
            if participle is not None and not _has_agent(words, participle):
                hits.append(hit(AGENTLESS, words[index : participle + 1]))
    return hits


def is_participle(form: str) -> bool:
    """Whether `form` may be a past participle: one that ends in -ed, or an irregular one."""
    regular = len(form) > 3 and form.endswith("ed") and form not in LISTS["no_participle"]
    return form in LISTS["irregular"] or (regular and not re.match(r"un(?!d|if|it|ve|lea)", form))


def _participle(words: Words, be: int) -> int | None:
    """The index of the participle that makes a passive of the form of "be" or "get" at `be`, if there is one."""
    gets = words[be].form.startswith("g")
    for index in range(be + 1, min(be + 1 + REACH, len(words))):
        form, gap = words[index].form, words[index].gap
        # A comma may set off an adverb: "was, however, closed".
        aside = gap.strip() == "," and (form.endswith("ly") or words[index - 1].form.endswith("ly"))
        if set(gap) & set(";:.!?") or (words[index].opens and not aside):
            return None
        if form in BE and form not in ("being", "been"):
            return None
        if is_participle(form) and not (gets and form in LISTS["get_states"]):
            return None if _is_state(words, index) or _is_perfect(words, be, index) else index
        asked = form in LISTS["subjects"] and index == be + 1
        if form not in LISTS["middle"] and not asked and not (form.endswith("ly") and len(form) > 4):
            return None
    return None


def _is_state(words: Words, participle: int) -> bool:
    """Whether the participle tells what somebody or something is, and not what was done."""
    before, form, following = (form_at(words, index) for index in range(participle - 1, participle + 2))
    return (
        form in LISTS["states"]
        or (form in LISTS["states_unless_be"] and before != "be")
        or (form in LISTS["states_towards"] and following in ("to", "for"))
        or (form in LISTS["states_well"] and before == "well")
        or (form, following) == ("caught", "up")
        or before in LISTS["degrees"]
        or _is_attribute(words, participle)
    )


def _is_perfect(words: Words, be: int, participle: int) -> bool:
    """Whether "'s" stands for "has", as an object after the participle tells: "he's backed everything"."""
    following = words[participle + 1 : participle + 2]
    has_object = bool(following) and not following[0].opens and following[0].form in OBJECTS
    return words[be].form.endswith("'s") and has_object


def _is_attribute(words: Words, participle: int) -> bool:
    """Whether the participle only describes the noun after it: "are registered voters"."""
    following = form_at(clause_after(words, participle), 0)
    plural = following.endswith("s") and not following.endswith(("ss", "'s")) and following not in LISTS["function"]
    return plural and words[participle].form not in LISTS["naming"]


def _has_agent(words: Words, participle: int) -> bool:
    """Whether "by" and somebody or something that did it stand after the participle, in its clause."""
    clause = clause_after(words, participle)
    for index, word in enumerate(clause[:-1]):
        if word.form in LISTS["links"] and index > 0:
            return False
        if word.form == "by":
            following = clause[index + 1].form
            listed = (word.form for word in clause[index + 1 :])
            noun = next((form for form in listed if form not in ("a", "an", "the", "this", "that")), "")
            no_agent = following in LISTS["no_agent"] or following[0].isdigit() or following.endswith("ing")
            if not no_agent and noun not in LISTS["no_agent_nouns"]:
                return True
    return False
