"""How firmly something is put: words of commitment, obligation, possibility and desire."""

from collections.abc import Callable, Mapping

from analysis.text.statements import INDIRECT
from analysis.wording.passive import is_participle
from analysis.wording.words import Hit, Words, clause_before, form_at, forms, hit, is_name, word_lists

COMMITMENT, OBLIGATION, POSSIBILITY, DESIRE = "commitment", "obligation", "possibility", "desire"

LISTS = word_lists("modality")
# Every word with which a word or phrase of modality may begin.
OPENINGS = frozenset(["going", "may"]).union(
    *(LISTS[name] for name in ("will", "promise", "ready", "plan", "should", "have", "required", "can", "want")),
    *(LISTS[name] for name in ("seek", "look", "would")),
)


def modals(words: Words, mode: str) -> list[Hit]:
    """The words of modality in a statement of this `mode`, a hit each, in the order of the text.

    >>> from analysis.wording.words import read
    >>> [hit.code for hit in modals(read("We must act, and we are ready to help if we can."), "direct")]
    ['obligation', 'commitment', 'possibility']
    """
    hits = []
    for index in (index for index, word in enumerate(words) if word.form in OPENINGS):
        counts = ((code, count(words, index, mode)) for code, count in RULES.items())
        code, length = next(((code, length) for code, length in counts if length), ("", 0))
        if length:
            hits.append(hit(code, words[index : index + length]))
    return hits


def _commitment(words: Words, index: int, mode: str) -> int:
    form, before, following = _around(words, index)
    if form in LISTS["will"]:
        said = following in ("said", "wrote", "says") or following.endswith("ed")
        named = _is_capitalised(words, index) or (words[index].text[0].isupper() and said)
        return 0 if form == "will" and (named or before in LISTS["determiners"]) else 1
    if form == "going" and following == "to" and _has_be_before(words, index):
        return 0 if _is_destination(words, index + 2) else 2
    if form in LISTS["promise"]:
        in_office = form in ("sworn", "swearing", "swore") and following == "in"
        return 0 if in_office else 1
    if form in LISTS["ready"] | LISTS["plan"]:
        noun = before in LISTS["determiners"] | LISTS["praise"] or before.endswith(("'s", "s'"))
        return 2 if following == "to" and not (form in ("plan", "plans") and noun) else 0
    if form not in LISTS["would"] or mode != INDIRECT or following in LISTS["like"] | {"have", "rather", "say"}:
        return 0
    # In reported words "would" is a "will" told later, unless it is asked or depends on something.
    asked = forms(clause_before(words, index)) & LISTS["questions"]
    return 0 if asked or _stands_for_had(words, index) or forms(words) & {"if", "unless"} else 1


def _obligation(words: Words, index: int, mode: str) -> int:
    form, before, following = _around(words, index)
    if form == "must" and (following == "have" or before in LISTS["determiners"]):
        return 0
    if form in ("duty", "duties") and (before in ("on", "off", "active") or following == "free"):
        return 0
    if form in LISTS["should"]:
        return 1
    if form in LISTS["have"] and following == "to":
        return 0 if (form_at(words, index + 2), form_at(words, index + 3)) == ("do", "with") else 2
    return 2 if form in LISTS["required"] and following == "to" else 0


def _possibility(words: Words, index: int, mode: str) -> int:
    form, before, following = _around(words, index)
    if form == "may":
        no_subject = bool(before) and following not in LISTS["subjects"]
        month = before in LISTS["month_before"] or following[:1].isdigit() or no_subject
        return 0 if words[index].text[0].isupper() and month else 1
    if form in ("can", "might") and before in LISTS["determiners"] - {"that", "this", "these", "those", "some", "any"}:
        return 0
    return 1 if form in LISTS["can"] else 0


def _desire(words: Words, index: int, mode: str) -> int:
    form, _, following = _around(words, index)
    if form in LISTS["want"]:
        return 0 if _is_capitalised(words, index) else 1
    likes = form in LISTS["would"] and following in LISTS["like"]
    seeks = form in LISTS["seek"] and (following == "to" or (following == "for" and form.startswith("long")))
    return 2 if likes or seeks or (form in LISTS["look"] and following == "forward") else 0


# How many words from an index on have each code, 0 where they do not have it; the first code that applies is given.
RULES: Mapping[str, Callable[[Words, int, str], int]] = {
    DESIRE: _desire,
    COMMITMENT: _commitment,
    OBLIGATION: _obligation,
    POSSIBILITY: _possibility,
}


def _around(words: Words, index: int) -> tuple[str, str, str]:
    """The word at `index`, and those before and after it where no clause ends between."""
    before = "" if words[index].opens else form_at(words, index - 1)
    following = "" if index + 1 < len(words) and words[index + 1].opens else form_at(words, index + 1)
    return words[index].form, before, following


def _is_capitalised(words: Words, index: int) -> bool:
    """Whether the word is a name, and none in capitals throughout: "Will Lee", "Hope"."""
    return is_name(words, index) and not words[index].text.isupper()


def _has_be_before(words: Words, index: int) -> bool:
    near = forms(words[max(0, index - 4) : index])
    return bool(near & LISTS["be"]) or any(form.endswith(("'re", "'s", "'m")) for form in near)


def _is_destination(words: Words, index: int) -> bool:
    """Whether what follows "going to" is where somebody goes and not what is to happen."""
    listed = form_at(words, index) in LISTS["determiners"] | LISTS["places"]
    return listed or (index < len(words) and words[index].text[0].isupper())


def _stands_for_had(words: Words, index: int) -> bool:
    """Whether "'d" stands for "had": "he'd left"."""
    following = form_at(words, index + 1)
    past = is_participle(following) and following not in LISTS["same_as_present"]
    return words[index].form.endswith("'d") and (past or following in LISTS["after_had"])
