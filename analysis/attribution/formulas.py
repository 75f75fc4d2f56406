"""Formulas that credit a whole sentence for certain: "In her words, …", "According to Ann Lee, …", "…, said Ann Lee."."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.attribution.names import OFFICERS
from analysis.text.segmentation import Span, sentences, words

NAMED = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*"
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
DAY = r"(?:[A-Z][a-z]+day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
ADVERBIAL = re.compile(
    rf"(?:on\s+(?:\w+\s+)?{DAY}|in\s+(?:\d|an?\s|{DAY})|at\s+an?\s|by\s+(?:phone|telephone|email)"
    rf"|(?:during|after|before|when|while|late|early|earlier|last|this|yesterday|today|{DAY})\b).*"
)
# Right after a source these belong to what follows; "of Ostby" and "with two aides" may belong to the source.
LINKED_TO_CONTENT = re.compile(
    r"(?:in|on|by|after|before|since|when|if|while|because|although|though|during|despite|until)\s"
)
TRAILING = re.compile(rf"\s+{ADVERBIAL.pattern}$")


class Credited(NamedTuple):
    """The content that a formula credits, its source and its cue."""

    content: Span
    source: Span
    cue: Span


def credited(text: str, start: int, quoted: Sequence[Span]) -> list[Credited]:
    """What formulas credit in the sentences of `text` from `start` on that hold no quotation.

    Where a comma may open an apposition as well as a clause, nothing is certain and nothing is credited.

    >>> text = "In her words, the bridge is safe."
    >>> [text[slice(*one.content)] for one in credited(text, 0, [])]
    ['the bridge is safe.']
    """
    found = []
    for first, last in sentences(text, start):
        one = _opened(text, first, last) or _closed(text, first, last)
        if one is None or any(begin < last and end > first for begin, end in quoted):
            continue
        if len(words(text, *one.content)) >= FEWEST_WORDS:
            found.append(one)
    return found


def _opened(text: str, first: int, last: int) -> Credited | None:
    match = OPENING.match(text, first, last)
    if not match:
        return None
    if match["cue2"]:
        return Credited((match.end(), last), match.span("source2"), match.span("cue2"))
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
    return Credited((begin, last), (match.start("source"), end), match.span("cue"))


def _closed(text: str, first: int, last: int) -> Credited | None:
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
    return Credited((first, match.start()), (begin, end), match.span("cue"))


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
