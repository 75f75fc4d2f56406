"""Passives that name nobody who did it: "the bridge was closed", but not "was closed by the mayor"."""

import re
from collections.abc import Sequence

from analysis.wording.words import Hit, Word, clause_after, family, hit

AGENTLESS = "agentless"

BE = family("is are was were be been being am isn't aren't wasn't weren't ain't get gets got getting gotten")
# "'s" is "is" after these, unless a participle of "be" follows, which is itself the form to look at.
CONTRACTED = re.compile(r"(?:it|he|she|that|who|there|what|here)'s|(?:they|we|you)'re|i'm")

IRREGULAR = family(
    "beaten begun bent bitten blown bought bound bred brought built burnt cast caught chosen cut dealt done drawn",
    "driven eaten fed felt flung forbidden foreseen forgiven forgotten fought found frozen given ground grown",
    "handwritten heard held hidden hit hung hurt kept known laid led left lent let lit lost made meant met misled",
    "mistreated outdone overcome overheard overridden overrun overseen overthrown paid proven put read rebuilt redone",
    "remade repaid retold rewritten ridden said seen sent set sewn shaken shed shorn shot shown shut slain sold",
    "sought spent split spoken spread sprung stolen strewn struck strung stung sung sunk swept sworn swung taken",
    "taught thought thrown told torn undercut understood undertaken undone unwound upheld withdrawn withheld won worn",
    "wound woven written",
)
NO_PARTICIPLE = family(
    "aged bed breed deed embed exceed feed hundred indeed kindred naked need proceed red sacred seed shed speed",
    "succeed united weed wicked",
)
# Participles that tell a state or a feeling where a form of "be" stands before them.
STATES = family(
    "accustomed advanced amazed amused annoyed ashamed astonished based bored born bound broken complicated concerned",
    "confused concentrated crowded delighted depressed detailed determined devoted disappointed dressed",
    "educated embarrassed encouraged engaged entitled excited experienced finished focused frightened frustrated",
    "gifted headed inclined inspired interested involved limited located married mistaken mixed motivated obsessed",
    "offended opposed outraged pleased poised pumped qualified reassured related relaxed relieved retired satisfied",
    "scared seated shocked situated skilled sophisticated stunned supposed surprised talented terrified thrilled",
    "tired troubled upset worried",
)
# States only before "to" or "for": "is used to rain", but "was used in trade".
STATES_TOWARDS = family("used committed prepared dedicated set")
# States after "is", but done to somebody after "be": "can be convinced".
STATES_UNLESS_BE = family("convinced")
# States only after "well": "is well informed".
STATES_WELL = family("informed connected armed prepared versed positioned")
# "Get" with these is no passive: "got started".
GET_STATES = family("involved started lost dressed married used going rid divorced tired excited better left")
MIDDLE = family(
    "not never also always already still now just so often only ever once long again soon since all both well badly",
    "then later first recently being been yet even rather quite too far better largely himself herself",
)
# Between a form of "be" and its participle they stand only in a question, right after "be": "was he told".
SUBJECTS = family("i you he she it we they there")
DEGREES = family("very so too more most less quite rather extremely deeply really pretty increasingly")
OBJECTS = family(
    "a an the my your his her its our their me him us them this these those everything nothing something",
)
# What two people may stand after: "were named winners". After other participles a plural noun is what is meant.
NAMING = family(
    "called named elected considered asked told paid offered shown granted denied sent given made taught awarded",
    "declared appointed labeled labelled dubbed deemed forced allowed",
)
FUNCTION = family(
    "a an the to of in on at by for from with as that and or but because when while if after before during since",
    "until under over into out up off down about against through without within this his its is was has us yes always",
    "sometimes years days hours months weeks times minutes",
)
# What follows "by" and did nothing: a time, a measure, a manner.
NO_AGENT = family(
    "then now noon midnight midday tomorrow tonight today yesterday dawn dusk january february march april may june",
    "july august september october november december monday tuesday wednesday thursday friday saturday sunday",
    "accident mistake chance default hand phone telephone mail email e-mail car train plane bus boat far comparison",
    "itself themselves himself herself least nearly almost about more roughly next year's week's month's definition",
    "nature name surprise means way virtue reason contrast force",
)
NO_AGENT_NOUNS = family(
    "end time way means vote margin year month week day beginning middle side thousands hundreds dozens",
)
LINKS = family("who which that while when because although though where whether as if since after before so")
REACH = 4


def passives(sentence: Sequence[Word]) -> list[Hit]:
    """The passives of a statement that name no agent, from the form of "be" or "get" to the participle.

    >>> from analysis.wording.words import read
    >>> [(hits.start, hits.end) for hits in passives(read("It was not built by Ann, it was given to her."))]
    [(28, 37)]
    """
    hits = []
    for place, word in enumerate(sentence):
        if word.form in BE or CONTRACTED.fullmatch(word.form):
            at = _participle(sentence, place)
            if at is not None and not _has_agent(sentence, at):
                hits.append(hit(AGENTLESS, sentence[place : at + 1]))
    return hits


def is_participle(form: str) -> bool:
    """Whether `form` may be a past participle: one that ends in -ed, or an irregular one."""
    if form in IRREGULAR:
        return True
    return (
        len(form) > 3
        and form.endswith("ed")
        and form not in NO_PARTICIPLE
        and not re.match(r"un(?!d|if|it|ve|lea)", form)
    )


def _participle(sentence: Sequence[Word], place: int) -> int | None:
    """The place of the participle that makes a passive of the form of "be" or "get" at `place`, if there is one."""
    gets = sentence[place].form.startswith("g")
    for at in range(place + 1, min(place + 1 + REACH, len(sentence))):
        form = sentence[at].form
        if set(sentence[at].gap) & set(";:.!?") or (sentence[at].opens and not _is_aside(sentence, at)):
            return None
        if form in BE and form != "being" and form != "been":
            return None
        if is_participle(form) and not (gets and form in GET_STATES):
            return None if _is_state(sentence, at) or _is_perfect(sentence, place, at) else at
        asked = form in SUBJECTS and at == place + 1
        if form not in MIDDLE and not asked and not (form.endswith("ly") and len(form) > 4):
            return None
    return None


def _is_aside(sentence: Sequence[Word], at: int) -> bool:
    """Whether the comma before the word at `at` only sets an adverb off: "was, however, closed"."""
    return sentence[at].gap.strip() == "," and (
        sentence[at].form.endswith("ly") or sentence[at - 1].form.endswith("ly")
    )


def _is_state(sentence: Sequence[Word], at: int) -> bool:
    """Whether the participle at `at` tells what somebody or something is, and not what was done."""
    form, before = sentence[at].form, sentence[at - 1].form
    following = sentence[at + 1].form if at + 1 < len(sentence) else ""
    towards = (form in STATES_TOWARDS and following in ("to", "for")) or (form, following) == ("caught", "up")
    well = form in STATES_WELL and before == "well"
    unless_be = form in STATES_UNLESS_BE and before != "be"
    return form in STATES or unless_be or towards or well or before in DEGREES or _is_attribute(sentence, at)


def _is_perfect(sentence: Sequence[Word], place: int, at: int) -> bool:
    """Whether "'s" stands for "has", as an object after the participle tells: "he's backed everything"."""
    contracted = sentence[place].form.endswith("'s")
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    return contracted and following is not None and not following.opens and following.form in OBJECTS


def _is_attribute(sentence: Sequence[Word], at: int) -> bool:
    """Whether the participle at `at` only describes the noun after it: "are registered voters"."""
    if at + 1 >= len(sentence) or sentence[at + 1].opens or sentence[at].form in NAMING:
        return False
    following = sentence[at + 1].form
    return following.endswith("s") and not following.endswith(("ss", "'s")) and following not in FUNCTION


def _has_agent(sentence: Sequence[Word], at: int) -> bool:
    """Whether "by" and somebody or something that did it stand after the participle at `at`, in its clause."""
    clause = clause_after(sentence, at)
    for place, word in enumerate(clause[:-1]):
        if word.form in LINKS and place > 0:
            return False
        if word.form == "by":
            following = clause[place + 1]
            noun = next(
                (noun.form for noun in clause[place + 1 :] if noun.form not in ("a", "an", "the", "this", "that")), ""
            )
            no_agent = following.form in NO_AGENT or following.form[0].isdigit() or following.form.endswith("ing")
            if not no_agent and noun not in NO_AGENT_NOUNS:
                return True
    return False
