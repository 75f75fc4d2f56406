"""Attribution: which stretches of a text it credits to a source, by what words, and to whom.

The rules follow the coding guide. They need no dictionary of names and no parser: quotation marks, the verbs and
phrases of speaking in `analysis.cues`, and the noun phrase beside them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.cues import (
    CLOSING,
    CUE,
    FRONTED,
    OBJECT_FORMS,
    QUOTING_FORMS,
    SAYING_FORMS,
    WANTING_FORMS,
)
from analysis.language import Span, paragraphs, sentences, words
from analysis.quotations import quotations
from analysis.sources import ADVERBS, AUXILIARIES, after_cue, before_cue

DIRECT, INDIRECT = "direct", "indirect"

# A quotation with fewer words and no cue is a title, a name or a word held at arm's length.
SHORTEST_SPEECH = 4

GAP = re.compile(r"[\s,.–—-]*")
ADVERB = re.compile(rf"(?:{ADVERBS}|{AUXILIARIES})\s+")
INDIRECT_STOP = re.compile(
    r"\s+(?:to|in|on|at|for|with|by|of|about|during|after|before|from|as|nothing|so|goodbye|yes|no)\b|\s*[,.;:!?]|\s*$"
)
NOUN_PHRASE = re.compile(
    r"\s+(?:the|a|an|his|her|their|its|this|these|our|strong|full|great|deep|readiness|support|concern|hope)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"\s+(?:the|a|an|his|her|their|its|this|these|those|he|she|they|it|we|you|I|there|[A-Z]|most|many|some|such|[a-z]+s\s)"
)
THAT = re.compile(r"(?:\s+[\w’']+){0,4}?\s+(?=that\b)|\s*,?\s+(?=that\b)")


class Attribution(NamedTuple):
    """A credited stretch: its content, its mode, the words that credit it, its source, and the rule that found it."""

    content: Span
    mode: str
    cue: Span | None
    source: Span | None
    basis: str


def attributions(text: str, start: int = 0) -> list[Attribution]:
    """The attributions of `text` from `start` on, in the order of the text; their contents do not overlap.

    `content`, `cue` and `source` are spans of character offsets, `mode` is "direct" or "indirect", `basis` names the
    rule. Quotation marks lie inside the content. A quotation that no words credit has neither cue nor source. Any
    text will do; one without attributions gives an empty list.
    """
    quoted = quotations(text, start)
    direct = _direct(text, start, quoted)
    contents = [one.content for one in direct]
    found = list(direct)
    for first, last in sentences(text, start):
        for one in _indirect(text, first, last, quoted):
            found += _around(text, one, contents)
    return sorted(_disjoint(found))


def _direct(text: str, start: int, quoted: Sequence[Span]) -> list[Attribution]:
    found: list[Attribution] = []
    starts = [first for first, _ in quoted]
    before: Attribution | None = None
    for first_of_paragraph, last in paragraphs(text, start):
        inside = quoted[bisect_left(starts, first_of_paragraph) : bisect_left(starts, last)]
        carried = before if inside and inside[0][0] == first_of_paragraph else None
        before = None
        for number, span in enumerate(inside):
            edge = inside[number - 1][1] if number else first_of_paragraph
            limit = inside[number + 1][0] if number + 1 < len(inside) else last
            one = _credited(text, span, edge, limit, last)
            if one is None:
                if len(words(text, *span)) < SHORTEST_SPEECH:
                    continue
                one = _carried_on(span, before, "quotation, same paragraph") or _carried_on(
                    span, carried, "quotation, same speaker goes on"
                )
                one = one or Attribution(span, DIRECT, None, None, "quotation without a cue")
            found.append(one)
            before = one
        if before is not None and not _ends_paragraph(text, before, last):
            before = before if before.source and before.source[0] > before.content[0] else None
    return found


def _ends_paragraph(text: str, one: Attribution, last: int) -> bool:
    return not words(text, one.content[1], last)


def _carried_on(span: Span, from_one: Attribution | None, basis: str) -> Attribution | None:
    if from_one is None or from_one.source is None:
        return None
    return Attribution(span, DIRECT, from_one.cue, from_one.source, basis)


def _credited(text: str, span: Span, edge: int, limit: int, last: int) -> Attribution | None:
    """The quotation at `span` with the cue beside it, between `edge` and `limit`, or None if there is none."""
    first, end = span
    gap = GAP.match(text, end, limit)
    behind = gap.end() if gap else end
    sentence_goes_on = (
        text[end - 2 : end - 1] in ",?!…" or text[end : end + 1] == "," or text[behind : behind + 1].islower()
    )
    if sentence_goes_on or text[first] in '“"':
        after = _after(text, behind, limit)
        if after and (sentence_goes_on or after[2] == "inverted"):
            cue, source, _ = after
            return Attribution(span, DIRECT, cue, source, "quotation, cue after")
    left = text[edge:first]
    breaks = [match.end() for match in re.finditer(r"[.!?]\s+(?=[A-Z“\"])", left)]
    clause = edge + (breaks[-1] if breaks else 0)
    fronted = FRONTED.search(text, clause, first)
    if fronted:
        return Attribution(span, DIRECT, *_fronted_spans(fronted), "quotation, source in front")
    for match in reversed(list(CUE.finditer(text, clause, first))):
        if match[0] not in QUOTING_FORMS or len(words(text, match.end(), first)) > 14:
            continue
        subject = before_cue(text, clause, match.start()) or _shared_subject(text, clause, match.start())
        if subject:
            return Attribution(span, DIRECT, match.span(), subject, "quotation, cue before")
    return None


def _after(text: str, start: int, limit: int) -> tuple[Span, Span, str] | None:
    """The cue and the source that begin at `start`: "said Ann Lee" or "Ann Lee said"."""
    adverb = ADVERB.match(text, start, limit)
    inverted = CUE.match(text, adverb.end() if adverb else start, limit)
    if inverted and inverted[0] in QUOTING_FORMS:
        source = after_cue(text, inverted.end(), limit)
        if source:
            return inverted.span(), source, "inverted"
    plain = CUE.search(text, start, min(limit, start + 160))
    while plain:
        if plain[0] in QUOTING_FORMS:
            source = before_cue(text, start, plain.start())
            if source and len(words(text, start, source[0])) == 0:
                return plain.span(), source, "plain"
            return None
        plain = CUE.search(text, plain.end(), min(limit, start + 160))
    return None


def _shared_subject(text: str, start: int, cue: int) -> Span | None:
    """The subject of an earlier verb that `cue` shares ("Ann Lee rose and said")."""
    if not re.search(r"(?:\band|\bbut|,)\s*(?:then |also )?$", text[start:cue]):
        return None
    match = re.match(r"\s*(?:[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*|[Tt]he\s[\w-]+|He|She|They)", text[start:cue])
    if not match:
        return None
    begin = start + len(match[0]) - len(match[0].lstrip())
    return begin, start + match.end()


def _fronted_spans(match: re.Match[str]) -> tuple[Span, Span | None]:
    if match["cue"]:
        return match.span("cue"), match.span("source")
    if match["cue2"]:
        return match.span("cue2"), match.span("source2")
    return match.span("cue3"), None


def _indirect(text: str, first: int, last: int, quoted: Sequence[Span]) -> Iterator[Attribution]:
    """The attributions by words alone in the sentence from `first` to `last`, strongest rule first."""
    sentence = text[first:last]
    inside = quoted[max(0, bisect_left(quoted, (first,)) - 1) :]
    covered = [span for span in inside[:60] if span[0] < last and span[1] > first]
    if covered and covered[0][0] <= first and covered[0][1] >= last:
        return
    fronted = FRONTED.match(sentence)
    if fronted:
        cue, source = _fronted_spans(fronted)
        yield Attribution(
            (first + fronted.end(), last),
            INDIRECT,
            (first + cue[0], first + cue[1]),
            (first + source[0], first + source[1]) if source else None,
            "source in front",
        )
        return
    closing = CLOSING.search(sentence)
    if closing and not FRONTED.search(sentence, closing.start()):
        yield Attribution(
            (first, first + closing.start()),
            INDIRECT,
            (first + closing.start("cue"), first + closing.end("cue")),
            (first + closing.start("source"), first + closing.end("source")),
            "source behind",
        )
        return
    for match in CUE.finditer(text, first, last):
        if any(begin <= match.start() < end for begin, end in covered):
            continue
        one = _by_verb(text, first, last, match)
        if one:
            yield one
            return


def _by_verb(text: str, first: int, last: int, match: re.Match[str]) -> Attribution | None:
    verb, cue = match[0], match.span()
    inverted = re.search(r",\s+$", text[first : cue[0]]) and after_cue(text, cue[1], last)
    if inverted and verb in SAYING_FORMS and not words(text, inverted[1], last):
        return Attribution(
            (first, _before_comma(text, first, cue[0])), INDIRECT, cue, inverted, "paraphrase, cue behind"
        )
    source = before_cue(text, first, cue[0])
    if source is None:
        return None
    if verb in QUOTING_FORMS and not words(text, cue[1], last) and text[: source[0]].rstrip().endswith(","):
        end = _before_comma(text, first, source[0])
        return Attribution((first, end), INDIRECT, cue, source, "paraphrase, cue behind") if end > first else None
    that = THAT.match(text, cue[1], last)
    if verb in QUOTING_FORMS and that:
        return Attribution((that.end(), last), INDIRECT, cue, source, "clause with that")
    if verb in SAYING_FORMS and not INDIRECT_STOP.match(text, cue[1], last) and SUBJECT.match(text, cue[1], last):
        return Attribution((_word_after(text, cue[1]), last), INDIRECT, cue, source, "clause without that")
    if verb in OBJECT_FORMS and NOUN_PHRASE.match(text, cue[1], last):
        return Attribution((_word_after(text, cue[1]), last), INDIRECT, cue, source, "noun object")
    if verb in WANTING_FORMS and re.match(r"\s+to\s", text[cue[1] : cue[1] + 5]):
        return Attribution((_word_after(text, cue[1]), last), INDIRECT, cue, source, "infinitive")
    return None


def _word_after(text: str, offset: int) -> int:
    while text[offset].isspace():
        offset += 1
    return offset


def _before_comma(text: str, first: int, offset: int) -> int:
    return first + len(text[first:offset].rstrip().rstrip(",").rstrip())


def _around(text: str, one: Attribution, contents: Sequence[Span]) -> Iterator[Attribution]:
    """What is left of `one` beside the quotations in its content, and beside its own cue and source."""
    begin, end = one.content
    taken = [
        span
        for span in contents[max(0, bisect_left(contents, (begin,)) - 1) :][:60]
        if span[1] > begin and span[0] < end
    ]
    for first, last in [*taken, (end, end)]:
        piece = text[begin:first]
        lead = len(piece) - len(piece.lstrip(" \t\n,:;—–-"))
        tail = len(piece.rstrip(" \t\n,:;—–-"))
        if tail > lead and words(text, begin + lead, begin + tail):
            yield one._replace(content=(begin + lead, begin + tail))
        begin = max(begin, last)


def _disjoint(found: Sequence[Attribution]) -> Iterator[Attribution]:
    end = -1
    for one in sorted(found):
        if one.content[0] >= end and one.content[1] > one.content[0]:
            end = one.content[1]
            yield one
