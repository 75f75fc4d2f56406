"""Voices: who is meant by each source, by one name for each person or body, with why and how surely.

The text is read once from its beginning. What it names, whom its pronouns mean and who spoke are known as far as it is
read; a source that is no name is given to the candidate that a fitted scorer finds likeliest, or to nobody.
"""

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from analysis.attribution.names import BODY, COUNTRY, DATA, PERSON, given_names, key_of, nouns
from analysis.attribution.people import Description, Entity, Naming, People, people
from analysis.attribution.phrases import DEFINITE, GROUP, OWNED, Phrase, gender_of, kind_of, like, offices, singular
from analysis.attribution.sources import (
    DESCRIBED,
    HE,
    IT,
    NAMED,
    NOTHING,
    PRONOMINAL,
    PRONOUN,
    RELATIVE,
    SEVERAL,
    SHE,
    SPEAKER,
    THEY,
    Source,
    short,
    source,
)
from analysis.text.article import Person
from analysis.text.quotations import quotations
from analysis.text.segmentation import Span, meeting, paragraphs, sentences
from analysis.text.statements import Attribution

UNATTRIBUTED = "unattributed"
WEIGHTS = DATA / "voices_model.json"
NOBODY = ""
# The keys of those whom the text only describes begin so.
UNNAMED = "= "
INTERVIEWER = "interviewer"
ASKING, ANSWERING = frozenset({"q", "question", "interviewer"}), frozenset({"a", "answer", "interviewee"})
# The three questions that are asked of candidates, each with weights of its own.
PRONOUNS, DESCRIPTIONS, SILENCES = "pronoun", "description", "no source"
# A pronoun in narration; possessives and objects tell no less who the text is about.
IN_NARRATION = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
PREPOSITION = re.compile(r"\b(?:of|for|from|with|at|in|to|on|by|about|against|near|than|like|and|as)\s+(?:\w+\s+){0,2}$")
RANKS = frozenset("deputy vice assistant shadow".split())

Features = dict[str, float]


class Voice(NamedTuple):
    """Who a source is: a name, how that is known, and how likely it is right (0 to 1)."""

    name: str
    basis: str
    probability: float = 1.0


class Place(NamedTuple):
    """A place in a text: offset, number of the sentence and of the paragraph, and whether it is quoted."""

    offset: int
    sentence: int
    paragraph: int
    quoted: bool


@dataclass
class Trace:
    """What is known of an entity as far as the text is read: its mentions, and how often it has spoken."""

    last: Place | None = None
    subject: Place | None = None
    spoke: Place | None = None
    mentions: int = 0
    speeches: int = 0


class Case(NamedTuple):
    """A question of who is meant: which of the three, the features of each candidate by key, `NOBODY` among them."""

    question: str
    candidates: dict[str, Features]
    names: dict[str, str]


@dataclass
class Reader:
    """A text being read: who is in it, where it is read to, and what is known so far."""

    text: str
    known: People
    opens: list[int]
    breaks: list[int]
    quoted: list[Span]
    traces: dict[str, Trace] = field(default_factory=dict)
    last_speaker: str = ""
    speeches: list[tuple[Span, str]] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """Where `offset` is."""
        return Place(
            offset,
            bisect_right(self.opens, offset),
            bisect_right(self.breaks, offset),
            bool(meeting(self.quoted, offset, offset + 1)),
        )

    def trace(self, key: str) -> Trace:
        """What is known of the entity `key`."""
        return self.traces.setdefault(key, Trace())

    def mention(self, key: str, place: Place, subject: bool) -> None:
        """Notes that the entity is mentioned at `place`."""
        trace = self.trace(key)
        trace.last = place
        trace.mentions += 1
        if subject and not place.quoted:
            trace.subject = place

    def speak(self, key: str, place: Place, content: Span) -> None:
        """Notes that the entity is said to speak."""
        trace = self.trace(key)
        trace.spoke = place
        trace.speeches += 1
        self.last_speaker = key
        self.speeches.append((content, key))


def name_sources(
    text: str, attributions: Sequence[Attribution], cast: Sequence[Person] = (), start: int = 0
) -> list[Voice]:
    """The voice of each of `attributions`, in its order.

    A person is known by first and last name, so that "Ann Lee", "Ann B. Lee", "Ms. Lee" and "the mayor" are one. A
    source that cannot be resolved keeps its own words; one that is missing is `UNATTRIBUTED`.

    Args:
        text: the text of the file, as it is
        attributions: what is credited in it, in the order of the text
        cast: the people declared beside it, with their titles
        start: the offset at which the article's own words begin
    """
    return [voice for voice, _ in resolved(text, attributions, cast, start, weights())]


def resolved(
    text: str,
    attributions: Sequence[Attribution],
    cast: Sequence[Person],
    start: int,
    weights: Mapping[str, Mapping[str, float]],
    told: Mapping[int, str] | None = None,
) -> list[tuple[Voice, Case | None]]:
    """The voice of each attribution, with the question that was asked for it, if one was.

    Args:
        weights: the weight of each feature, by question
        told: for fitting, the right key of the voice of some attributions, by number; it is noted in place of the answer
    """
    known = people(text, start, cast)
    reader = Reader(
        text, known, [first for first, _ in sentences(text, start)], [first for first, _ in paragraphs(text, start)],
        list(quotations(text, start)),
    )  # fmt: skip
    reading = _Reading(reader, list(attributions), cast, weights, told or {})
    return reading.run()


class _Reading:
    """One reading of a text from its beginning to its end."""

    def __init__(
        self,
        reader: Reader,
        attributions: list[Attribution],
        cast: Sequence[Person],
        weights: Mapping[str, Mapping[str, float]],
        told: Mapping[int, str],
    ) -> None:
        self.reader, self.attributions, self.cast, self.weights, self.told = reader, attributions, cast, weights, told
        self.sources = [
            source(reader.text, given.source, reader.known.named) if given.source else None for given in attributions
        ]
        self.answers: dict[int, tuple[Voice, Case | None]] = {}
        self.by_source: dict[Span, tuple[str, Voice, Case | None]] = {}

    def run(self) -> list[tuple[Voice, Case | None]]:
        reader, text = self.reader, self.reader.text
        spans = sorted({given.source for given in self.attributions if given.source})
        events: list[tuple[int, int, object]] = [(naming.start, 0, naming) for naming in reader.known.named]
        events += [
            (match.start(), 1, match[0].lower())
            for match in IN_NARRATION.finditer(text)
            if not meeting(reader.quoted, *match.span()) and not meeting(spans, *match.span())
        ]
        events += [
            ((given.source or given.content)[0] if given.source else given.content[1], 2, number)
            for number, given in enumerate(self.attributions)
        ]
        for offset, kind, what in sorted(events, key=lambda event: event[:2]):
            if isinstance(what, Naming):
                reader.mention(what.key, reader.place(offset), _is_subject(text, what))
            elif isinstance(what, str):
                key, _, _ = self._ask(PRONOUNS, self._pronoun_candidates(what, offset, NOBODY))
                if key:
                    reader.mention(key, reader.place(offset), what in ("he", "she"))
            elif isinstance(what, int):
                self._answer(what)
        for number in range(len(self.attributions)):
            if number not in self.answers:
                self._answer(number, late=True)
        return [self._outermost(number) for number in range(len(self.attributions))]

    def _outermost(self, number: int) -> tuple[Voice, Case | None]:
        """The answer; words that somebody quotes within a quotation are those of whom the quotation is."""
        given, quoted = self.attributions[number], self.reader.quoted
        around = meeting(quoted, given.source[0], given.source[0] + 1) if given.source else ()
        if around:
            (first, last) = around[0]
            for other, candidate in enumerate(self.attributions):
                inside = first <= candidate.content[0] < last
                if inside and candidate.source and not first <= candidate.source[0] < last:
                    return self.answers[other][0]._replace(basis="speaker of the quotation around it"), None
        return self.answers[number]

    def _answer(self, number: int, late: bool = False) -> None:
        given, read = self.attributions[number], self.sources[number]
        labelled = read is not None and read.words.lower().strip(".:") in ASKING | ANSWERING
        if read is None or (read.kind == NOTHING and not labelled):
            if not late and given.source is None:
                return
            key, voice, case = self._silence(given)
        else:
            assert given.source is not None
            before = self.by_source.get(given.source)
            key, voice, case = before if before else self._who(number, read)
            self.by_source[given.source] = key, voice, case
        key = self.told.get(number, key)
        self.answers[number] = voice, case
        if key:
            place = self.reader.place(read.start if read else given.content[0])
            if read and read.kind != NAMED:
                self.reader.mention(key, place, True)
            self.reader.speak(key, place, given.content)

    def _who(self, number: int, read: Source) -> tuple[str, Voice, Case | None]:
        entities = self.reader.known.entities
        role = read.words.lower().strip(".:")
        if role in ASKING:
            entities.setdefault(INTERVIEWER, Entity(INTERVIEWER, PERSON))
            return INTERVIEWER, Voice(INTERVIEWER, "asks in an interview"), None
        if role in ANSWERING:
            counts = Counter(naming.key for naming in self.reader.known.named if entities[naming.key].kind == PERSON)
            guest = max(counts, key=lambda key: counts[key], default="")
            return (guest, self._voice(guest, "named most in an interview", 0.8), None) if guest else (
                "", Voice(read.words, "answers in an interview"), None
            )  # fmt: skip
        if read.kind == NAMED or (read.words.isupper() and 2 <= len(read.words) <= 3 and self._initials(read.words)):
            key = read.named[0].key if read.kind == NAMED else self._initials(read.words)
            return key, Voice(entities[key].name, "named in the text", self._sure("named")), None
        if read.kind == SEVERAL:
            keys = list(dict.fromkeys(naming.key for naming in read.named))
            name = " and ".join(entities[key].name for key in keys)
            entities.setdefault(name.lower(), Entity(name, GROUP, plural=True))
            return name.lower(), Voice(name, "named in the text", self._sure("named")), None
        if read.kind == SPEAKER:
            key = self._around(read.start)
            return (key, self._voice(key, "the speaker of the words around it", 0.8), None) if key else self._silence(
                self.attributions[number]
            )
        if read.kind == RELATIVE:
            return self._relative(read)
        if read.kind == PRONOUN:
            key, probability, case = self._ask(PRONOUNS, self._pronoun_candidates(re.sub(r"\W.*", "", read.words.strip().lower()), read.start, "source"))
            if key:
                return key, self._voice(key, "pronoun", probability), case
            return "", Voice(read.words, "pronoun without a person", probability), case
        assert read.phrase is not None
        declared = self._declared(read)
        if declared:
            return declared, self._voice(declared, f"title in the cast: {read.words}", 1.0), None
        key, probability, case = self._ask(DESCRIPTIONS, self._description_candidates(read.phrase, read))
        if key:
            return key, self._voice(key, f"{self._why(key, read.phrase)}: {read.words}", probability), case
        if read.phrase.head in PRONOMINAL:
            return "", Voice(read.words, "under its own words", probability), case
        key = f"{UNNAMED}{' '.join([*sorted(read.phrase.modifiers), read.phrase.head])}"
        kind = kind_of(read.phrase.head, read.phrase.plural)
        if key not in entities:
            name = _plainly(short(read.words, complement=False) if kind else read.words)
            if any(entity.name.lower() == name.lower() for entity in entities.values()):
                name = read.words
            entities[key] = Entity(name, kind, gender_of(read.phrase.head), True, read.phrase.plural)
            entities[key].descriptions.append(Description(read.phrase, read.start))
        return key, Voice(entities[key].name, "under its own words", probability), case

    def _initials(self, letters: str) -> str:
        """The only person with these initials, as an interview labels one."""
        entities = self.reader.known.entities
        fitting = [
            key for key, entity in entities.items()
            if entity.kind == PERSON and "".join(part[0] for part in entity.name.split()) == letters
        ]  # fmt: skip
        return fitting[0] if len(fitting) == 1 else ""

    def _voice(self, key: str, basis: str, probability: float) -> Voice:
        return Voice(self.reader.known.entities[key].name, basis, probability)

    def _sure(self, basis: str) -> float:
        return self.weights.get("sure", {}).get(basis, 0.95)

    def _why(self, key: str, read: Phrase) -> str:
        entity = self.reader.known.entities[key]
        for description in entity.descriptions:
            if description.phrase.head == read.head:
                return f"title in the text, sentence {self.reader.place(description.start).sentence}"
        return "likeliest in the text"

    def _declared(self, read: Source) -> str:
        """The person of the cast to whom a declared title gives the source."""
        if read.phrase is None:
            return ""
        plain = re.sub(r"^(?:the|a|an|his|her|their|its)\s+", "", read.words.lower())
        for person in self.cast:
            if any(re.sub(r"^the\s+", "", title.text.lower()) == plain for title in person.titles):
                return key_of(person.name.split())
        return ""

    def _around(self, offset: int) -> str:
        """Who speaks the words in which `offset` lies."""
        return next((key for (first, last), key in reversed(self.reader.speeches) if first <= offset < last), "")

    def _relative(self, read: Source) -> tuple[str, Voice, Case | None]:
        named, text = self.reader.known.named, self.reader.text
        near = bisect_left(named, (read.start,)) - 1
        if near >= 0 and re.fullmatch(r"[^.;:“”\"]{0,60}", text[named[near].end : read.start]):
            between = text[named[near].end : read.start].strip()
            if between in ("", ",") or (between.startswith(",") and between.endswith(",")):
                key = named[near].key
                return key, self._voice(key, "relative clause", 0.9), None
        noun = re.search(r"((?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hose|[Ss]ome|[Oo]ne)\s+[^,.;:“”\"]{2,60}?),?\s+$", text[max(0, read.start - 80) : read.start])
        if noun:
            begin = max(0, read.start - 80) + noun.start(1)
            before = source(text, (begin, begin + len(noun[1])), named)
            if before.kind in (NAMED, DESCRIBED, SEVERAL):
                return self._who(-1, before)
        return "", Voice(UNATTRIBUTED, "relative clause without a noun", 0.5), None

    def _silence(self, given: Attribution) -> tuple[str, Voice, Case | None]:
        """Who speaks where no words say so."""
        key, probability, case = self._ask(SILENCES, self._silent_candidates(given))
        if key:
            return key, self._voice(key, "no source; who speaks around it", probability), case
        return "", Voice(UNATTRIBUTED, "no source found", probability), case

    def _ask(self, question: str, candidates: dict[str, Features]) -> tuple[str, float, Case]:
        """The likeliest of `candidates`, with its probability."""
        weights = self.weights.get(question, {})
        scores = {
            key: sum(weights.get(name, 0.0) * value for name, value in features.items())
            for key, features in candidates.items()
        }
        best = max(scores, key=lambda key: scores[key])
        total = sum(math.exp(score - scores[best]) for score in scores.values())
        names = {key: self.reader.known.entities[key].name for key in candidates if key}
        return best, 1 / total, Case(question, candidates, names)

    # -- features ---------------------------------------------------------------------------------------------------

    def _recency(self, key: str, place: Place) -> Features:
        """How near and how prominent an entity is, seen from `place`."""
        trace = self.reader.traces.get(key)
        features: Features = {}
        if trace is None or trace.last is None:
            return {"not yet named": 1.0}
        gap = place.sentence - trace.last.sentence
        features["sentences"] = math.log1p(gap)
        features["same sentence"] = float(gap == 0)
        features["same paragraph"] = float(trace.last.paragraph == place.paragraph)
        features["mentions"] = math.log(trace.mentions)
        features["latest mention"] = float(trace.last.offset == self._latest(place.offset))
        if trace.subject:
            features["subject of this sentence"] = float(trace.subject.sentence == place.sentence)
            features["subject of the sentence before"] = float(place.sentence - trace.subject.sentence == 1)
        if trace.spoke:
            features["spoke"] = 1.0
            features["spoke in this sentence"] = float(trace.spoke.sentence == place.sentence)
            features["spoke in the sentence before"] = float(place.sentence - trace.spoke.sentence == 1)
            features["spoke in this paragraph"] = float(trace.spoke.paragraph == place.paragraph)
            features["spoke in the paragraph before"] = float(place.paragraph - trace.spoke.paragraph == 1)
        features["last speaker"] = float(key == self.reader.last_speaker)
        features["last named in a quotation"] = float(trace.last.quoted and not place.quoted)
        return features

    def _latest(self, offset: int) -> int:
        return max((trace.last.offset for trace in self.reader.traces.values() if trace.last and trace.last.offset < offset), default=-1)

    def _pronoun_candidates(self, word: str, offset: int, use: str) -> dict[str, Features]:
        place = self.reader.place(offset)
        candidates: dict[str, Features] = {NOBODY: {f"nobody, {_set_of(word)}": 1.0, "nobody, source": float(use == "source")}}
        for key in self.reader.traces:
            entity = self.reader.known.entities[key]
            fit = _agreement(entity, word)
            if fit is None:
                continue
            candidates[key] = self._recency(key, place) | fit
        return candidates

    def _silent_candidates(self, given: Attribution) -> dict[str, Features]:
        reader, (first, last) = self.reader, given.content
        place, end = reader.place(first), reader.place(max(first, last - 1))
        candidates: dict[str, Features] = {NOBODY: {"nobody": 1.0, "nobody, direct": float(given.mode == "direct")}}
        before = max(((span, key) for span, key in reader.speeches if span[0] < first), default=None)
        after = min(((span, key) for span, key in reader.speeches if span[0] > first), default=None)
        for speech, name in ((before, "before"), (after, "after")):
            if speech and speech[1] in reader.known.entities:
                where = reader.place(speech[0][0])
                features = candidates.setdefault(speech[1], {})
                features[f"speaks {name}"] = 1.0
                near = where.paragraph == (place.paragraph if name == "before" else end.paragraph)
                features[f"speaks {name} in this paragraph"] = float(near)
                features[f"speaks {name} in this sentence"] = float(where.sentence == place.sentence)
                gap = abs(where.paragraph - place.paragraph)
                features[f"speaks {name} in the next paragraph"] = float(gap == 1)
                features[f"speaks {name}, paragraphs"] = math.log1p(gap)
        for naming in reader.known.named:
            where = reader.place(naming.start)
            gap = place.sentence - where.sentence
            if 0 <= gap <= 2 and naming.start < first and not where.quoted:
                features = candidates.setdefault(naming.key, {})
                features["named before"] = 1.0
                features["a person before"] = float(reader.known.entities[naming.key].kind == PERSON)
                if _is_subject(reader.text, naming):
                    features[f"subject {gap} sentences before"] = 1.0
        return candidates

    def _description_candidates(self, read: Phrase, given: Source) -> dict[str, Features]:
        place = self.reader.place(given.start)
        others = {naming.key for naming in given.named}
        kind, gender = kind_of(read.head, read.plural), gender_of(read.head)
        determiner = "definite" if read.determiner in DEFINITE else "owned" if read.determiner in OWNED else (
            "bare" if not read.determiner else "indefinite"
        )  # fmt: skip
        nobody = {"nobody": 1.0, f"nobody, {determiner}": 1.0, f"nobody, {kind or 'unknown'}": 1.0}
        nobody["nobody, qualified"] = float(len(read.modifiers) > 1)
        candidates: dict[str, Features] = {NOBODY: nobody}
        asked = offices(read.head, read.modifiers)
        for key, entity in self.reader.known.entities.items():
            if key in others:
                continue
            fit = _fit(read, kind, gender, asked, entity, key.startswith(UNNAMED))
            if fit:
                candidates[key] = self._recency(key, place) | fit
        matched = [
            features for features in candidates.values() if features.get("same noun") or features.get("same office")
        ]
        nobody["nobody, none has the title"] = float(not matched)
        if len(matched) == 1:
            matched[0]["alone so titled"] = 1.0
            matched[0]["alone so titled, definite"] = float(determiner == "definite")
        return candidates


def _fit(read: Phrase, kind: str, gender: str, asked: frozenset[int], entity: Entity, described: bool) -> Features | None:
    """How a description fits an entity by what the text calls it, or None where it cannot mean it."""
    if kind == PERSON and entity.kind in (BODY, COUNTRY, GROUP, "document"):
        return None
    if kind in (BODY, "document") and entity.kind in (PERSON, GROUP, COUNTRY):
        return None
    if (kind == GROUP or read.plural) and not (entity.plural or entity.kind == BODY):
        return None
    if kind == "" and entity.kind != "" and not any(d.phrase.head == read.head for d in entity.descriptions):
        return None
    if entity.plural and not read.plural:
        return None
    if gender and entity.gender and gender != entity.gender:
        return None
    every = [description.phrase for description in entity.descriptions]
    # A deputy is not whose deputy it is.
    heads = [phrase for phrase in every if phrase.modifiers & RANKS == read.modifiers & RANKS]
    same = any(phrase.head == read.head for phrase in heads)
    implied = any(asked & offices(phrase.head, phrase.modifiers) for phrase in heads)
    name = [word.lower() for word in entity.name.split()]
    in_name = entity.kind != PERSON and read.head in name
    called = any(read.head in kinds.split() and set(name) & set(words.split()) for kinds, words in nouns()["kinds"].items())
    words = {word for phrase in heads for word in phrase.words} | set(name)
    another = same and bool(read.modifiers) and not implied and not any(read.modifiers <= phrase.modifiers for phrase in heads)
    missing = sum(not like(word, words) for word in read.modifiers)
    found = len(read.modifiers) - missing
    own_words = entity.name.lower().split()[-1:] == [read.head] and entity.kind != PERSON
    features = {
        "same noun": float(same),
        "another office": float(another),
        "same office": float(implied and not same),
        "noun in the name": float(in_name),
        "noun ends the name": float(own_words),
        "kind of its name": float(called and not in_name),
        "qualified alike": float(found),
        "qualified otherwise": float(missing),
        "all words": float(missing == 0 and (same or in_name)),
        "of known gender": float(bool(gender) and entity.gender == gender),
        "known by other titles": float(bool(every) and not (same or implied)),
        "nothing known": float(not heads and entity.kind == PERSON),
        "a body": float(entity.kind == BODY),
        "only described": float(described),
        "only described, same noun": float(described and same),
        "a country": float(entity.kind == COUNTRY),
        "indefinite": float(read.determiner not in DEFINITE | OWNED),
        "owned": float(read.determiner in OWNED),
        "titled and definite": float((same or implied or in_name) and read.determiner in DEFINITE),
    }
    if entity.kind == COUNTRY and not same:
        return None
    return features


def _agreement(entity: Entity, word: str) -> Features | None:
    """How a pronoun agrees with an entity, or None where it does not."""
    if word in HE | SHE:
        gender = "male" if word in HE else "female"
        if entity.kind in (BODY, COUNTRY, GROUP, "document") or entity.plural:
            return None
        if entity.gender and entity.surely and entity.gender != gender:
            return None
        certain = entity.gender == gender
        return {
            "agrees surely": float(certain and entity.surely),
            "agrees": float(certain and not entity.surely),
            "disagrees": float(bool(entity.gender) and not certain),
            "no given name": float(entity.kind == PERSON and entity.name.split()[0] not in given_names()),
            "unnamed": float(entity.kind != PERSON),
        }
    if word in IT:
        if entity.kind in (PERSON, GROUP) or entity.plural:
            return None
        return {"it, a body": float(entity.kind == BODY), "it, a country": float(entity.kind == COUNTRY), "it, a document": float(entity.kind == "document")}
    if entity.kind == PERSON:
        return None
    return {"they, several": float(entity.plural), "they, a body": float(entity.kind == BODY), "they, a country": float(entity.kind == COUNTRY)}


def _plainly(words: str) -> str:
    """Own words, without the capital that the beginning of a sentence gives to a noun."""
    first, *rest = words.split(" ")
    is_noun = kind_of(singular(first.lower()), False) != "" and not any(word[:1].isupper() for word in rest)
    return " ".join([first.lower(), *rest]) if is_noun else words


def _set_of(word: str) -> str:
    return "he or she" if word in HE | SHE else "it" if word in IT else "they" if word in THEY else "other"


def _is_subject(text: str, naming: Naming) -> bool:
    """Whether a naming may be a subject: not after a preposition, and no possessive."""
    if re.match(r"['’]s?\s", text[naming.end : naming.end + 3]):
        return False
    before = text[max(0, naming.titled - 40) : naming.titled]
    return PREPOSITION.search(before) is None


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of the features by question, made by `python -m training voices`."""
    stored: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return stored
