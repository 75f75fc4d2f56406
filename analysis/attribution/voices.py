"""Voices: who is meant by each source, by one name for each person or body, with why and how surely.

The text is read once from its beginning. What it names, whom its pronouns mean and who spoke are known as far as it is
read; a source that is no name is given to the candidate that a fitted scorer finds likeliest, or to nobody.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.attribution.names import PERSON, key_of
from analysis.attribution.people.antecedents import (
    NOBODY,
    UNNAMED,
    Case,
    Features,
    by_description,
    by_pronoun,
    is_subject,
    likeliest,
    weights,
    without_words,
)
from analysis.attribution.people.census import people
from analysis.attribution.people.entities import Description, Entity, Naming
from analysis.attribution.people.phrases import GROUP, Phrase, gender_of, kind_of, singular
from analysis.attribution.people.reader import Reader
from analysis.attribution.people.sources import (
    DESCRIBED,
    NAMED,
    NOTHING,
    PRONOMINAL,
    PRONOUN,
    RELATIVE,
    SEVERAL,
    SPEAKER,
    Source,
    short,
    source,
)
from analysis.text.article import Person
from analysis.text.quotations import quotations
from analysis.text.segmentation import Span, meeting, paragraphs, sentences
from analysis.text.statements import Attribution

UNATTRIBUTED = "unattributed"
INTERVIEWER = "interviewer"
ASKING, ANSWERING = frozenset({"q", "question", "interviewer"}), frozenset({"a", "answer", "interviewee"})
# The three questions that are asked of candidates, each with weights of its own.
PRONOUNS, DESCRIPTIONS, SILENCES = "pronoun", "description", "no source"
# A pronoun in narration; possessives and objects tell no less who the text is about.
IN_NARRATION = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
# What stands between a quotation and the name of who said it.
SAID = re.compile(
    r"[\s,”\"'’.]*(?:said|says|told|adds|added|asked|asks|wrote|writes|replied|explained|recalled)\s+(?:the\s+)?$"
)
WINDOW = 60
# Whom nothing that the text calls them speaks for is meant by a description from this probability on.
GUESS = 0.35
EVIDENCE = ("same noun", "same office", "noun in the name", "kind of its name", "of known gender", "qualified alike")


class Voice(NamedTuple):
    """Who a source is: a name, how that is known, and how likely it is right (0 to 1)."""

    name: str
    basis: str
    probability: float = 1.0


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
    return [voice for voice, _ in resolved(text, attributions, cast, start)]


def resolved(
    text: str,
    attributions: Sequence[Attribution],
    cast: Sequence[Person],
    start: int,
    scored: Mapping[str, Mapping[str, float]] | None = None,
    told: Mapping[int, str] | None = None,
) -> list[tuple[Voice, Case | None]]:
    """The voice of each attribution, with the question that was asked for it, if one was.

    Args:
        scored: the weight of each feature, by question; by default those that ship
        told: for fitting, the right key of the voice of some attributions, by number; it is noted in place of the answer
    """
    known = people(text, start, cast)
    reader = Reader(
        text, known, [first for first, _ in sentences(text, start)], [first for first, _ in paragraphs(text, start)],
        list(quotations(text, start)),
    )  # fmt: skip
    reading = _Reading(reader, list(attributions), cast, scored or weights(), told or {})
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
        for offset, _, what in sorted(events, key=lambda event: event[:2]):
            if isinstance(what, Naming):
                reader.mention(what.key, reader.place(offset), is_subject(text, what))
            elif isinstance(what, str):
                key, _, _ = self._ask(PRONOUNS, by_pronoun(reader, what, offset, NOBODY))
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
            return (
                (key, self._voice(key, "the speaker of the words around it", 0.8), None)
                if key
                else self._silence(self.attributions[number])
            )
        if read.kind == RELATIVE:
            return self._relative(read)
        if read.kind == PRONOUN:
            key, probability, case = self._ask(
                PRONOUNS,
                by_pronoun(self.reader, re.sub(r"\W.*", "", read.words.strip().lower()), read.start, "source"),
            )
            if key:
                return key, self._voice(key, "pronoun", probability), case
            return "", Voice(read.words, "pronoun without a person", probability), case
        assert read.phrase is not None
        declared = self._declared(read)
        if declared:
            return declared, self._voice(declared, f"title in the cast: {read.words}", 1.0), None
        key, probability, case = self._ask(DESCRIPTIONS, by_description(self.reader, read.phrase, read))
        if key and (probability > GUESS or any(case.candidates[key].get(name) for name in EVIDENCE)):
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
        noun = re.search(
            r"((?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hose|[Ss]ome|[Oo]ne)\s+[^,.;:“”\"]{2,60}?),?\s+$",
            text[max(0, read.start - 80) : read.start],
        )
        if noun:
            begin = max(0, read.start - 80) + noun.start(1)
            before = source(text, (begin, begin + len(noun[1])), named)
            if before.kind in (NAMED, DESCRIBED, SEVERAL):
                return self._who(-1, before)
        return "", Voice(UNATTRIBUTED, "relative clause without a noun", 0.5), None

    def _silence(self, given: Attribution) -> tuple[str, Voice, Case | None]:
        """Who speaks where no words say so: whom a verb right after names, or the likeliest of those around."""
        named = self.reader.known.named
        last = given.content[1]
        for naming in named[bisect_left(named, (last,)) : bisect_left(named, (last + WINDOW,))]:
            if SAID.fullmatch(self.reader.text[last : naming.titled]):
                return naming.key, self._voice(naming.key, "named right after", self._sure("named")), None
        key, probability, case = self._ask(SILENCES, without_words(self.reader, given))
        if key:
            return key, self._voice(key, "no source; who speaks around it", probability), case
        return "", Voice(UNATTRIBUTED, "no source found", probability), case

    def _ask(self, question: str, candidates: dict[str, Features]) -> tuple[str, float, Case]:
        """The likeliest of `candidates`, with its probability, and the question as it was asked."""
        best, probability = likeliest(self.weights.get(question, {}), candidates)
        names = {key: self.reader.known.entities[key].name for key in candidates if key}
        return best, probability, Case(question, candidates, names)


def _plainly(words: str) -> str:
    """Own words, without the capital that the beginning of a sentence gives to a noun."""
    first, *rest = words.split(" ")
    is_noun = kind_of(singular(first.lower()), False) != "" and not any(word[:1].isupper() for word in rest)
    return " ".join([first.lower(), *rest]) if is_noun else words
