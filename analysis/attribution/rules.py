"""Rules for what is certain: formulas ("According to Ann Lee, …", "…, said Ann Lee.") and dialogue; labels of speakers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.attribution.names import CALENDAR, OFFICERS, PARTICLE
from analysis.text.quotations import DASH, RESUMED, TAG
from analysis.text.segmentation import CAPITAL, Span, has_words, meeting, paragraphs, sentences, words
from analysis.text.statements import DIRECT, INDIRECT, Attribution

NAMED = rf"{CAPITAL}[\w.’'-]*(?:\s{CAPITAL}[\w.’'-]*)*"
NO_DETERMINER = r"(?!(?:the|a|an|his|her|their|its)\s)[\w-]+"
POSSESSOR = rf"(?:his|her|their|its|(?:the(?:\s{NO_DETERMINER}){{1,3}}?(?:\sof\s(?:the\s)?{NAMED})?|{NAMED})['’]s?)"
# "According to plan" names no source.
NO_SOURCE = frozenset("plan plans schedule custom tradition taste need needs size age ability type".split())
OPENING = re.compile(
    rf"(?:(?P<cue>According\s+to)\s+(?!(?:{'|'.join(sorted(NO_SOURCE))})\s*,)(?P<source>[^,;:]{{1,120}}?)"
    rf"|(?P<cue2>In\s+(?P<source2>{POSSESSOR})\s+(?:own\s+)?(?:words?|opinion|view)))\s*,\s+"
)
CLOSING = re.compile(
    rf",\s+(?P<cue>said|says|added|adds)\s+(?P<source>[Tt]he\s[^,;:.!?]{{1,80}}|[Hh]e|[Ss]he|[Tt]hey|{NAMED})"
    r"(?P<rest>(?:,\s[^;:.!?]{1,80})?)(?=[.!?]*\s*$)"
)
FEWEST_WORDS = 3
BASIS = "by a formula"

# A clause is known for certain by a form that is nothing but a finite verb.
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|cannot|could|may|might|must|shall|should|does|do|did)(?:n['’]t)?\b"
)
RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that|what|if|when|where|whether|because)\b", re.IGNORECASE)
# What begins so may be no clause of its own, but an adverbial of the one that follows.
OPENING_ADVERBIAL = re.compile(
    r"(?:in|on|at|by|for|with|from|to|of|as|after|before|since|once|when|if|while|because|although|though|during|despite|"
    r"until|unless|what|who|whoever|where|why|how|whether)\b",
    re.IGNORECASE,
)
CLAUSE_BY_PRONOUN = re.compile(r"(?:I|We|You|He|She|It|They|There)\s+\w")
GOES_ON = re.compile(
    r"(?:and|but|or|nor|so|yet|who|whom|whose|which|that|as|while|since|because|after|before|when|where|if|though|although)\b"
)
OCCUPATIONS = OFFICERS | frozenset(
    "activist adviser advisor aide analyst author economist editor engineer expert fellow founder head historian lawyer "
    "lecturer manager member official owner researcher resident scientist teacher writer".split()
)
APPOSITION = re.compile(
    rf"(?:(?:the|a|an|his|her|its|their|our)\s+)?(?:[\w’'-]+\s+){{0,4}}?(?:{'|'.join(sorted(OCCUPATIONS))})"
    r"(?:\s+(?:of|for|at|in|from|to|and|with)\s.+)?",
    re.IGNORECASE,
)
ASIDE = re.compile(r"(?:aged\s+)?\d{1,3}|(?:who|whose)\s.+")
DAY = rf"(?:{'|'.join(sorted(CALENDAR))})\b"
ADVERBIAL = re.compile(
    rf"(?:on\s+(?:\w+\s+)?{DAY}|in\s+(?:\d|an?\s|{DAY})|at\s+an?\s|by\s+(?:phone|telephone|email)"
    rf"|(?:during|after|before|when|while|late|early|earlier|last|this|yesterday|today|{DAY})\b).*"
)
# Right after a source these belong to what follows; "of Ostby" and "with two aides" may belong to the source.
LINKED_TO_CONTENT = re.compile(
    r"(?:in|on|by|after|before|since|when|if|while|because|although|though|during|despite|until)\s"
)
TRAILING = re.compile(rf"\s+{ADVERBIAL.pattern}$")

LABEL_NAME = rf"(?:{CAPITAL}[\w.’'-]*|{PARTICLE})"
# "Ann Lee:", "Lee, the mayor:", "**AL:**", "((AL))", "[Ann Lee]:", "Q."
LABEL = re.compile(
    r"(?P<mark>[*_]{1,3}|\(\(|\[)?"
    rf"(?P<label>(?P<name>{LABEL_NAME}(?:\s+{LABEL_NAME}){{0,5}}?)"
    r"(?:\s*,\s*[^:\n“\"«„*_()\[\]]{1,80}|\s*\([^):\n]{1,60}\))?)"
    r"(?:\s*\)\)\s*:?|\s*\]\s*:?|[*_]{0,3}\s*:[*_]{0,3}|(?<=\b[QA])\.[*_]{0,3}|(?<=\w)[*_]{2,3}(?=\s+\w))(?=\s|$)"
)
LONGEST_LABEL = 10
# Who asks and who answers without a name.
ASKERS = frozenset("q question interviewer moderator host reporter journalist".split())
ROLES = ASKERS | {"a", "answer"}
VERB = re.compile(
    r"\b(?:said|says|stated|tweeted|wrote|added|agreed|replied|asked|told|continued|explained)\b", re.IGNORECASE
)
FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Oo]ur|[Mm]y|me|us)\b")
YOU = re.compile(r"\b(?:you|your|yours|yourself)\b|\byou['’]\w+", re.IGNORECASE)
ADDRESS = re.compile(rf"\?|{FIRST_PERSON.pattern}|\b[Yy]ou(?:r|['’]\w+)?\b")


class Turn(NamedTuple):
    """A paragraph: its place and span, what follows its label, the label and its name (without: None, ""), and a key."""

    paragraph: int
    span: Span
    content: Span
    label: Span | None
    name: str
    key: str


def credited_sentences(text: str, start: int, quoted: Sequence[Span]) -> list[Attribution]:
    """The attributions of sentences of `text` from `start` on that a formula opens or closes.

    Sentences that hold one of the quotations `quoted` are left out. Where a comma may open an apposition as well as a
    clause nothing is certain, and there is no attribution.

    >>> text = "In her words, the bridge is safe."
    >>> [text[slice(*attribution.content)] for attribution in credited_sentences(text, 0, [])]
    ['the bridge is safe.']
    """
    attributions = []
    for first, last in sentences(text, start):
        attribution = _opened(text, first, last) or _closed(text, first, last)
        if attribution and not meeting(quoted, first, last) and len(words(text, *attribution.content)) >= FEWEST_WORDS:
            attributions.append(attribution)
    return attributions


def dialogue(text: str, quoted: Sequence[Span]) -> list[Attribution]:
    """The attributions of those of `quoted`, the quotations of `text`, after a dash that words after them credit.

    >>> text = "— It’s fine, she said."
    >>> [[text[slice(*span)] for span in attribution[:3]] for attribution in dialogue(text, [(0, 12)])]
    [['— It’s fine,', 'she', 'said']]
    """
    attributions: list[Attribution] = []
    tag: re.Match[str] | None = None
    for first, last in quoted:
        resumed = tag is not None and RESUMED.match(text, tag.end()) and "\n" not in text[tag.end() : first]
        if not resumed:
            tag = TAG.match(text, last) if DASH.match(text, first) else None
        if tag:
            number = "" if tag["cue"] else "2"
            source, cue = tag.span(f"source{number}"), tag.span(f"cue{number}")
            attributions.append(Attribution((first, last), source, cue, DIRECT, BASIS))
    return attributions


def turns(text: str, start: int) -> list[Turn]:
    """The paragraphs of `text`, each with what may be a speaker's label; where nothing follows it, the next is the content."""
    spans = paragraphs(text, start)
    labels = [LABEL.match(text, first, last) for first, last in spans]
    result = []
    for number, (match, span) in enumerate(zip(labels, spans, strict=True)):
        content = span
        if match is not None and _may_speak(match):
            content = (_past_space(text, match.end(), span[1]), span[1])
            if content[0] >= span[1] and number + 1 < len(spans) and labels[number + 1] is None:
                content = spans[number + 1]
            if words(text, *content):
                key = match["name"].split()[-1].lower().rstrip(".")
                result.append(Turn(number, span, content, match.span("label"), match["name"], key))
                continue
        result.append(Turn(number, span, span, None, "", ""))
    return result


def speakers(text: str, start: int, labelled: Sequence[Turn], quoted: Sequence[Span]) -> set[str]:
    """The keys of the labels that are those of speakers.

    A label must be somebody: a role ("Q"), an officer, a name that the text has elsewhere, or one that comes back or
    asks and is answered. And it must speak: words that are all `quoted`, or, where two such labels do, a question, the
    answer to one, "I", "we" or "you".
    """
    times = Counter(turn.key for turn in labelled)
    asked = [
        (turn, following)
        for turn, following in pairwise(labelled)
        if turn.key != following.key
        and following.paragraph <= turn.paragraph + 2
        and text[slice(*turn.content)].endswith("?")
    ]
    in_exchange = {turn.key for pair in asked for turn in pair if times[turn.key] > 1 or " " in turn.name}
    known = {
        turn.key for turn in {turn.name: turn for turn in labelled}.values() if _is_known(text, start, turn, labelled)
    }
    somebody = known | in_exchange
    exchanging = {turn.key for pair in asked if somebody.issuperset(turn.key for turn in pair) for turn in pair}
    known_turns = [turn for turn in labelled if turn.key in somebody]
    quoting = {turn.key for turn in known_turns if _is_quotation(text, turn.content, quoted)}
    speaking = quoting | exchanging | {turn.key for turn in known_turns if _addresses(text, turn.content, quoted)}
    return speaking if len(speaking) > 1 else quoting | {key for key in speaking & ROLES if times[key] > 1}


def _opened(text: str, first: int, last: int) -> Attribution | None:
    match = OPENING.match(text, first, last)
    if not match:
        return None
    if match["cue2"]:
        return Attribution((match.end(), last), match.span("source2"), match.span("cue2"), INDIRECT, BASIS)
    if FINITE.search(match["source"]) and not RELATIVE.search(match["source"]):
        return None
    begin, end = match.end(), match.end("source")
    chunks = text[begin:last].split(", ")
    while len(chunks) > 1 and _is_apposition(chunks[0]):
        end = begin + len(chunks[0])
        begin = end + 2
        chunks.pop(0)
    content = text[begin:last]
    if end > match.end("source"):
        signs: tuple[object, ...] = (FINITE.search(chunks[0]),)
        doubts: tuple[object, ...] = (FINITE.match(content), GOES_ON.match(content))
    elif len(chunks) > 1:
        signs = (
            FINITE.search(chunks[0]),
            CLAUSE_BY_PRONOUN.match(content.capitalize()),
            LINKED_TO_CONTENT.match(content),
        )
        doubts = ()
    else:
        signs, doubts = (True,), (GOES_ON.match(content), _is_apposition(content.rstrip(".!?")))
    if not any(signs) or any(doubts):
        return None
    return Attribution((begin, last), (match.start("source"), end), match.span("cue"), INDIRECT, BASIS)


def _closed(text: str, first: int, last: int) -> Attribution | None:
    match = CLOSING.search(text, first, last)
    if not match or not _is_clause(text[first : match.start()]):
        return None
    begin, end = match.span("source")
    finite = FINITE.search(match["source"])
    if finite and not RELATIVE.search(match["source"][: finite.start()]):
        return None
    adverbial = TRAILING.search(match["source"])
    end = begin + adverbial.start() if adverbial else end
    chunks = match["rest"].split(", ")[1:]
    while chunks and _is_apposition(chunks[0]):
        end += 2 + len(chunks.pop(0))
    if not all(map(ADVERBIAL.fullmatch, chunks)):
        return None
    return Attribution((first, match.start()), (begin, end), match.span("cue"), INDIRECT, BASIS)


def _is_apposition(chunk: str) -> bool:
    """Whether `chunk`, between commas, says for certain who somebody is: "the mayor of Ostby", "42", "who built it"."""
    return ASIDE.fullmatch(chunk) is not None or (APPOSITION.fullmatch(chunk) is not None and not FINITE.search(chunk))


def _is_clause(content: str) -> bool:
    """Whether `content` is for certain a clause, and not only the subject of the verb after it."""
    if OPENING_ADVERBIAL.match(content) or _is_apposition(content.split(", ")[-1]):
        return False
    if CLAUSE_BY_PRONOUN.match(content):
        return True
    finite = [(chunk, FINITE.search(chunk)) for chunk in content.split(", ")]
    return any(
        match and not GOES_ON.match(chunk) and not RELATIVE.search(chunk[: match.start()]) for chunk, match in finite
    )


def _may_speak(label: re.Match[str]) -> bool:
    parts = {part.strip(".,").title() for part in label["name"].split()}
    return len(label["label"].split()) <= LONGEST_LABEL and not VERB.search(label["label"]) and not parts & CALENDAR


def _is_known(text: str, start: int, turn: Turn, labelled: Sequence[Turn]) -> bool:
    """Whether the label of `turn` is a role, an officer, or a person whom the text names in full outside its labels."""
    if turn.name.lower() in ROLES or any(
        part.title() in OFFICERS for part in re.findall(r"\w+", text[slice(*(turn.label or turn.span))])
    ):
        return True
    last = turn.name.split()[-1]
    named = re.compile(rf"\b{CAPITAL}[\w.’'-]*\s+(?:{re.escape(last)}|{re.escape(last.title())})\b")
    labels = [other.label for other in labelled if other.label]
    return any(not meeting(labels, *match.span()) for match in named.finditer(text, start))


def _is_quotation(text: str, content: Span, quoted: Sequence[Span]) -> bool:
    """Whether all the words of `content` are quoted."""
    return bool(meeting(quoted, *content)) and not any(has_words(text, *gap) for gap in _gaps(content, quoted))


def _addresses(text: str, content: Span, quoted: Sequence[Span]) -> bool:
    """Whether somebody asks or addresses somebody in `content`, outside what is `quoted` in it."""
    return outside(ADDRESS, text, content, quoted)


def outside(pattern: re.Pattern[str], text: str, content: Span, quoted: Sequence[Span]) -> bool:
    """Whether `pattern` is in `content`, outside what is `quoted` in it."""
    return any(pattern.search(text, *gap) for gap in _gaps(content, quoted))


def _gaps(content: Span, quoted: Sequence[Span]) -> list[Span]:
    """What is left of `content` outside the stretches `quoted`."""
    inside = meeting(quoted, *content)
    edges = [content[0], *(edge for span in inside for edge in span), content[1]]
    return [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last]


def _past_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset
