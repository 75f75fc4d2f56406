"""How firmly something is put: words of commitment, obligation, possibility and desire."""

from collections.abc import Callable, Sequence

from analysis.text.statements import INDIRECT
from analysis.wording.passive import is_participle
from analysis.wording.words import Hit, Word, clause_before, family, hit

COMMITMENT, OBLIGATION, POSSIBILITY, DESIRE = "commitment", "obligation", "possibility", "desire"

WILL = family("will won't shall shan't i'll you'll he'll she'll it'll we'll they'll that'll there'll who'll gonna")
PROMISE = family(
    "promise promises promised pledge pledges pledged pledging vow vows vowed vowing swear swears swore sworn",
    "swearing guarantee guarantees guaranteed guaranteeing assure assures assured assuring assurance assurances",
    "commitment commitments readiness willingness",
)
READY = family("ready prepared willing determined")
PLAN = family(
    "plan plans planned planning intend intends intended intending commit commits committed committing promising",
)
SHOULD = family(
    "should shouldn't must mustn't ought gotta need needs needed needing needn't necessary necessity obligation",
    "obligations obliged obligated duty duties",
)
HAVE = family("have has had having haven't hasn't hadn't i've we've you've they've got")
REQUIRED = family("required forced supposed compelled")
CAN = family(
    "can can't cannot could couldn't might mightn't able unable ability abilities capable possible impossible",
    "possibly possibility possibilities perhaps maybe probably likely unlikely",
)
WANT = family(
    "want wants wanted wanting wish wishes wished wishing hope hopes hoped hoping hopeful hopefully desire desires",
    "desired desiring aspire aspires aspired aspiring aspiration aspirations yearn yearns yearned yearning yearnings",
    "eager eagerly eagerness keen keenly",
)
SEEK = family("seek seeks sought seeking aim aims aimed aiming long longs longed longing")
LOOK = family("look looks looked looking")
LIKE = family("like love prefer")
WOULD = family("would wouldn't i'd he'd she'd we'd they'd you'd it'd")
DETERMINERS = family(
    "a an the my your his her its our their this that these those some any no free political own good ill",
)
PRAISE = family("best better good great new big bold clear detailed real secret")
QUESTIONS = family("how what why when where whether")
MONTH_BEFORE = family("in of on since by early late last next this mid until before after from through")
SUBJECTS = family("i you he she it we they that there who")


def modals(sentence: Sequence[Word], mode: str) -> list[Hit]:
    """The words of modality in a statement of this `mode`, a hit each, in the order of the text.

    >>> from analysis.wording.words import read
    >>> [hits.code for hits in modals(read("We must act, and we are ready to help if we can."), "direct")]
    ['obligation', 'commitment', 'possibility']
    """
    hits = []
    for place, word in enumerate(sentence):
        for code, applies in RULES if word.form in OPENINGS else ():
            length = applies(sentence, place, mode)
            if length:
                hits.append(hit(code, sentence[place : place + length]))
                break
    return hits


def _commitment(sentence: Sequence[Word], place: int, mode: str) -> int:
    form, before, following = _around(sentence, place)
    if form in WILL:
        called = sentence[place].text[0].isupper() and (
            following in ("said", "wrote", "says") or following.endswith("ed")
        )
        noun = form == "will" and (before in DETERMINERS or called or _is_name(sentence, place))
        return 0 if noun else 1
    if form == "going" and following == "to" and _has_be_before(sentence, place):
        return 0 if _is_place(sentence, place + 2) else 2
    if form in PROMISE:
        in_office = form in ("sworn", "swearing", "swore") and following == "in"
        return 0 if in_office else 1
    if form in READY | PLAN:
        noun = form in ("plan", "plans") and _is_noun(before)
        return 2 if following == "to" and not noun else 0
    reported = form in WOULD and mode == INDIRECT and following not in LIKE | {"have", "rather", "say"}
    asked = any(word.form in QUESTIONS for word in clause_before(sentence, place))
    return 1 if reported and not asked and not _is_past(sentence, place) and not _is_conditional(sentence) else 0


def _obligation(sentence: Sequence[Word], place: int, mode: str) -> int:
    form, before, following = _around(sentence, place)
    if form == "must" and (following == "have" or before in DETERMINERS):
        return 0
    if form in ("duty", "duties") and (before in ("on", "off", "active") or following == "free"):
        return 0
    if form in SHOULD:
        return 1
    if form in HAVE and following == "to":
        return 0 if _form(sentence, place + 2) == "do" and _form(sentence, place + 3) == "with" else 2
    return 2 if form in REQUIRED and following == "to" else 0


def _possibility(sentence: Sequence[Word], place: int, mode: str) -> int:
    form, before, following = _around(sentence, place)
    if form == "may":
        capital = sentence[place].text[0].isupper()
        month = capital and (
            before in MONTH_BEFORE or following[:1].isdigit() or not (following in SUBJECTS or not before)
        )
        return 0 if month else 1
    if form in ("can", "might") and before in DETERMINERS - {"that", "this", "these", "those", "some", "any"}:
        return 0
    return 1 if form in CAN else 0


def _desire(sentence: Sequence[Word], place: int, mode: str) -> int:
    form, _, following = _around(sentence, place)
    if form in WANT:
        return 0 if _is_name(sentence, place) else 1
    if form in WOULD and following in LIKE:
        return 2
    if form in SEEK and following in ("to", "for") and (following == "to" or form.startswith("long")):
        return 2
    return 2 if form in LOOK and following == "forward" else 0


Rule = Callable[[Sequence[Word], int, str], int]
RULES: tuple[tuple[str, Rule], ...] = (
    (DESIRE, _desire),
    (COMMITMENT, _commitment),
    (OBLIGATION, _obligation),
    (POSSIBILITY, _possibility),
)


# Every word with which one of the rules may begin.
OPENINGS = (
    WILL | PROMISE | READY | PLAN | SHOULD | HAVE | REQUIRED | CAN | WANT | SEEK | LOOK | WOULD | family("going may")
)


def _form(sentence: Sequence[Word], place: int) -> str:
    return sentence[place].form if 0 <= place < len(sentence) else ""


def _around(sentence: Sequence[Word], place: int) -> tuple[str, str, str]:
    """The word at `place`, and those before and after it where no clause ends between."""
    before = "" if sentence[place].opens else _form(sentence, place - 1)
    following = "" if place + 1 < len(sentence) and sentence[place + 1].opens else _form(sentence, place + 1)
    return sentence[place].form, before, following


def _is_name(sentence: Sequence[Word], place: int) -> bool:
    """Whether the word has a capital that no beginning gives it: "Will Lee", "Hope"."""
    word = sentence[place]
    return word.text[0].isupper() and place > 0 and not word.opens and not word.text.isupper()


def _is_noun(before: str) -> bool:
    """Whether the word before "plan" makes it a noun: "the plan to", "her best plan to"."""
    return before in DETERMINERS | PRAISE or before.endswith(("'s", "s'"))


def _has_be_before(sentence: Sequence[Word], place: int) -> bool:
    near = [word.form for word in sentence[max(0, place - 4) : place]]
    return any(
        form in ("am", "is", "are", "was", "were", "be", "been", "isn't", "aren't", "not") for form in near
    ) or any(form.endswith(("'re", "'s", "'m")) for form in near)


def _is_place(sentence: Sequence[Word], place: int) -> bool:
    """Whether what follows "going to" is where somebody goes and not what is to happen."""
    if place >= len(sentence):
        return False
    word = sentence[place]
    return word.form in DETERMINERS or word.text[0].isupper() or word.form in PLACES


# Participles that are also the plain form of the verb.
SAME_AS_PRESENT = family("put set cut let read hit hurt shut spread split cast bid shed")
PLACES = family("church school college work court jail prison war bed hell press trial waste schools places")


def _is_conditional(sentence: Sequence[Word]) -> bool:
    """Whether a "would" in the sentence depends on something, and is no "will" told later."""
    return any(word.form in ("if", "unless") for word in sentence)


def _is_past(sentence: Sequence[Word], place: int) -> bool:
    """Whether "'d" stands for "had": "he'd left"."""
    form, following = sentence[place].form, _form(sentence, place + 1)
    past = is_participle(following) and following not in SAME_AS_PRESENT
    return form.endswith("'d") and (past or following in ("been", "had", "gone", "come", "become", "better"))
