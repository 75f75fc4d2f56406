"""Harm, and whether the words tell who or what did it."""

from collections.abc import Sequence
from itertools import pairwise

from analysis.wording.passive import BE, OBJECTS, is_participle
from analysis.wording.words import Hit, Word, clause_after, clause_before, family, hit

NAMED, UNNAMED = "named", "unnamed"

# Regular verbs of harm by their base, and forms of others.
VERBS = family(
    "kill murder injure attack bombard destroy damage devastate ruin wreck demolish loot defraud swindle",
    "abuse assault rape molest torture behead execute massacre slaughter assassinate poison oppress persecute",
    "enslave exploit displace evict invade abduct terrorize harass brutalize ravage cripple harm maim",
    "contaminate bankrupt victimize burn starve threaten endanger exterminate annihilate decimate",
    "plunder mistreat discriminate",
)
FORMS = family(
    "shot shoot shoots shooting hurt hurts beat beats beaten beating stole stolen steal steals stealing slain",
    "robbed robbing stabbed stabbing expelled expelling kidnapped kidnapping bullied bullying bombed bombing shelled shelling",
    "slew wounded wounding burnt blew overthrew overthrown raped",
)
# An attack is one in words unless something in the statement tells of force.
ATTACKS = family("attack attacks attacked attacking")
FORCE = family(
    "terror terrorist terrorists terrorism armed gunman gunmen gun guns rebels rebel troops soldiers forces force army",
    "military militants militia police bomb bombs bombing missile missiles rocket rockets drone drones knife shooting",
    "shot killed killing dead died wounded injured embassy consulate compound town village villages city border ship",
    "mob violent deadly bloody brutal brutally physically invaders invasion war air raid raids hackers cyber cyberattack",
)
# Verbs that carry another sense as often as not count only with a sufferer after them, or passive.
LOOSE = family(
    "attack attacks attacked attacking hurt hurts hurting beat beats beaten beating shoot shoots shot shooting",
    "execute executes executed executing burn burns burned burning threaten threatens threatened threatening destroy",
    "destroys destroyed destroying damage damages damaged damaging shell traffic gut exploit exploits exploited",
    "exploiting cripple starve poison kill kills killing ruin ruins ruined ruining harm harms harming harmed bully",
    "bullied bullying",
)
PEOPLE = family(
    "people person man men woman women child children boy boys girl girls baby babies civilian civilians citizen",
    "citizens officer officers police policeman policemen soldier soldiers troops guard guards worker workers farmer",
    "farmers family families student students victim victims resident residents villager villagers teenager teenagers",
    "americans american him her them us me you son sons daughter daughters father mother brother sister wife husband",
    "refugee refugees migrants immigrants muslims christians jews protesters protester passengers others thousands",
    "hundreds dozens millions tens animals everyone member members teacher teachers journalist journalists patients",
    "blacks minorities americans' someone anyone",
)
THINGS = family(
    "house houses home homes building buildings bridge bridges town towns city cities village villages church",
    "churches country countries economy economies job jobs industry industries nation nations state states land farm",
    "farms forest forests school schools hospital hospitals property life lives community communities world planet",
    "environment water oil infrastructure middle class coast region livelihoods rights democracy freedom businesses",
    "business civilization embassy consulate airport base towers neighborhood neighborhoods car cars",
)
SUFFERERS = PEOPLE | THINGS
ACTS = family(
    "attack attacks killing killings murder murders shooting shootings bombing bombings assault assaults massacre",
    "massacres invasion genocide destruction damage devastation violence abuse abuses rape rapes torture robbery",
    "theft fraud oppression persecution slaughter aggression atrocities atrocity intervention bloodshed beheading",
    "beheadings assassination kidnapping harassment exploitation brutality crimes crime strikes airstrikes airstrike",
    "terror terrorism war wars bombardment discrimination expulsion slavery trafficking",
)
# Of these a mention alone says that somebody suffered.
RESULTS = family(
    "victim victims casualty casualties dead survivors fatalities bloodshed massacre massacres genocide slaughter",
)
STATES = family(
    "crisis crises collapse ruin ruins disaster disasters catastrophe chaos suffering poverty unemployment recession",
    "bankruptcy death deaths injury injuries famine hunger misery harm havoc losses pollution illness devastation",
)
HARMS = ACTS | RESULTS | STATES
CAUSING = family(
    "cause causes caused causing incite incites incited inciting inflict inflicts inflicted inflicting wreak wreaks",
    "unleash unleashes unleashed unleashing provoke provoked provokes spark sparked sparks commit commits committed",
    "committing perpetrate perpetrated create created creating triggered trigger leads lead led leading",
    "brought",
)
BLAMED = family("blame blames blamed blaming responsible responsibility accused accuses accuse accusing fault")
DENIALS = family(
    "not never no nobody none nothing without didn't don't doesn't won't wasn't weren't isn't aren't can't cannot",
    "hasn't haven't wouldn't couldn't stop stopped prevent prevented preventing end against avoid fight fighting",
    "protect",
)
# A subject of a passive that may suffer.
SUBJECTS = family("i you he she it we they who whom")
# "Dead" counts after these: "left forty dead", and not in "dead on arrival".
DEAD_AFTER = family(
    "thousands hundreds dozens millions people men women children shot left found the many one two three four five six",
    "seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred",
)
# "Driven from home": harm only with where it is from.
DRIVEN, AWAY = family("driven drove forced expelled"), family("from out off")
NO_ONE_NAMED = family("somebody someone something nobody anybody anyone unknown there it")
FUNCTION = family(
    "a an the to of in on at by for from with as that and or but because when while if after before during since",
    "until under over into out up off down about through within his her its their our my your this these those be is",
    "are was were been being has have had will would can could may might should must do does did not never also just",
    "even only more most so very then now than who which what where how why said says say one two all some any other",
    "own still yet both",
)


KILLED = family("killed shot beaten")
REDUCED_BEFORE = family("in at by on during while near when after since last")
OWNERS = family("his her their its our my your whose")
# What their 's belongs to did nothing: "last week's shooting".
TIMES = family(
    "week's month's year's today's yesterday's tonight's monday's tuesday's wednesday's thursday's friday's saturday's",
    "sunday's morning's night's weekend's",
)
NEAR = 5


def _forms(base: str) -> set[str]:
    """The forms of a regular verb that doubles no letter."""
    stem = base.removesuffix("e")
    return {base, base + ("es" if base.endswith("sh") else "s"), stem + "ed", stem + "ing"}


HARMING = FORMS.union(*(_forms(base) for base in VERBS))
OPENINGS = HARMS | HARMING | DRIVEN


def harms(sentence: Sequence[Word]) -> list[Hit]:
    """The words in a statement that say somebody or something was harmed, each with whether the doer is named.

    >>> from analysis.wording.words import read
    >>> [hits.code for hits in harms(read("The storm destroyed houses, and two men were killed."))]
    ['named', 'unnamed']
    """
    hits = []
    for place, word in enumerate(sentence):
        if word.form not in OPENINGS or _is_excluded(sentence, place):
            continue
        code = _of_noun(sentence, place) if word.form in HARMS else None
        driven = word.form in DRIVEN and place + 1 < len(sentence) and sentence[place + 1].form in AWAY
        if code is None and (driven or word.form in HARMING) and not _is_noun(sentence, place):
            code = _of_verb(sentence, place)
        if code:
            hits.append(hit(code, sentence[place : place + 1]))
    return hits


def _is_excluded(sentence: Sequence[Word], place: int) -> bool:
    """Whether the harm at `place` is denied, a part of a name, or an attack in words."""
    in_words = sentence[place].form in ATTACKS and FORCE.isdisjoint(_forms_of(sentence))
    return in_words or _is_denied(sentence, place) or _is_name(sentence, place)


def _is_noun(sentence: Sequence[Word], place: int) -> bool:
    """Whether a word that may be verb or noun is a noun: nothing after it looks like an object."""
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    has_object = (
        following is not None
        and not following.opens
        and (following.form in OBJECTS | SUFFERERS or following.text[0].isupper())
    )
    return sentence[place].form in ACTS and not has_object


def _is_name(sentence: Sequence[Word], place: int) -> bool:
    word = sentence[place]
    return word.text.istitle() and place > 0 and not word.opens and sentence[place - 1].text[0].isupper()


def _of_verb(sentence: Sequence[Word], place: int) -> str | None:
    form = sentence[place].form
    before, after = clause_before(sentence, place), clause_after(sentence, place)
    previous, following = _last(before), after[0].form if after else ""
    has_object = bool(after) and following in OBJECTS | SUFFERERS
    follows_be = bool(_forms_of(before[-3:]) & BE) or (
        not has_object and bool(_forms_of(sentence[max(0, place - 8) : place]) & BE)
    )
    done_to = is_participle(form) and follows_be
    reduced = is_participle(form) and previous in SUFFERERS and (not after or following in REDUCED_BEFORE)
    if done_to or reduced:
        suffers = _forms_of(before) & (SUFFERERS | SUBJECTS) or form not in LOOSE or form in KILLED
        named = _names_agent(after) or _because_of(sentence[:place])
        return (NAMED if named else UNNAMED) if suffers else None
    sufferer = _forms_of(after[:5]) & SUFFERERS
    if is_participle(form) and previous in ("the", "a", "an", "of", "into"):
        return UNNAMED if sufferer else None
    if form in LOOSE and not sufferer:
        return None
    return NAMED if _has_doer(before or sentence[:place]) else UNNAMED


def _of_noun(sentence: Sequence[Word], place: int) -> str | None:
    form = sentence[place].form
    before, after = clause_before(sentence, place), clause_after(sentence, place)
    if _is_blamed(form, before, after):
        return NAMED
    near = range(max(0, len(before) - NEAR), len(before))
    causing = [number for number in near if before[number].form in CAUSING and _last(before) != "of"]
    if causing:
        return NAMED if _has_doer(before[: causing[-1]]) else UNNAMED
    if form in ACTS:
        owner = _last(before)
        owned = owner.endswith(("'s", "s'")) and owner not in TIMES
        if owned or owner in OWNERS or _names_agent(after):
            return NAMED
        sufferer = _forms_of(after[:NEAR]) & SUFFERERS
        if sufferer and after[0].form in ("of", "on", "against", "to"):
            return UNNAMED
        if form in LOOSE:
            return None
    if form == "dead" and _last(before) not in DEAD_AFTER and not _last(before)[:1].isdigit():
        return None
    return (NAMED if _names_agent(after) else UNNAMED) if form in RESULTS else None


def _is_blamed(form: str, before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether the clause puts the harm on somebody or something: "because of her rule", "the cause of the crisis is"."""
    if any(word.form in BLAMED for word in (*before, *after[: NEAR + 1])):
        return True
    if any(word.form == "because" for word in before) and _last(before).endswith(("'s", "s'")):
        return True
    the_cause = any(word.form in ("cause", "causes") for word in before[-NEAR:]) and form not in ("death", "deaths")
    return the_cause and bool(_forms_of(after) & {"is", "was", "are", "were"})


def _because_of(part: Sequence[Word]) -> bool:
    return any(word.form == "because" and following.form == "of" for word, following in pairwise(part))


def _last(part: Sequence[Word]) -> str:
    return part[-1].form if part else ""


def _forms_of(part: Sequence[Word]) -> set[str]:
    return {word.form for word in part}


def _has_doer(part: Sequence[Word]) -> bool:
    """Whether a clause's beginning names somebody or something that may be the doer."""
    return any(word.form in ("who", "which", "that") or word.form not in FUNCTION | NO_ONE_NAMED for word in part)


def _names_agent(after: Sequence[Word]) -> bool:
    for number, word in enumerate(after[:-1]):
        if word.form == "by":
            following = after[number + 1].form
            return not following[0].isdigit() and not following.endswith("ing") and following not in NO_ONE_NAMED
    return False


def _is_denied(sentence: Sequence[Word], place: int) -> bool:
    return any(word.form in DENIALS for word in sentence[max(0, place - NEAR + 1) : place])
