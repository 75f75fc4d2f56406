"""Interviews printed as questions and answers: whose each paragraph is, by its label or by the layout alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.attribution import rules
from analysis.attribution.names import CALENDAR, NAME
from analysis.attribution.rules import ADDRESS, ASKERS, FIRST_PERSON, ROLES, VERB, YOU, Turn, outside
from analysis.text.segmentation import CAPITAL, Span, meeting, words
from analysis.text.statements import DIRECT, Attribution

BASIS = "by the layout of an interview"
# How sure a turn is that has no label.
LIKELY = 0.97
INTERVIEWER, INTERVIEWEE = "interviewer", "interviewee"

ANSWERING = re.compile(rf"(?m:^)(?:Yes|No|Well|Sure|Oh|Yeah|Right|Absolutely|Of course)\b|{FIRST_PERSON.pattern}")

QUESTION = re.compile(
    r"\?[\s*_)\]”’\"']*$|\?\s+(?:Please|Talk|Tell|Explain|Describe)\b[^?]*$"
    r"|^[\s*_]*(?:Please,?\s+)?(?:Tell|Talk|Walk|Describe|Explain)\s(?:us|me|our)\b"
    r"|^[\s*_]*(?:What|How|Why|When|Where|Who|Do|Did|Are|Were|Have|Can|Could|Would|Will)\b[^.!:]*\byou\b[^.!:]*[^\W_]$"
)
LONGEST_QUESTION, SHORTEST_LONG_ANSWER = 90, 30
ANNOUNCED = re.compile(r"\binterview(?:s|ed|ing)?\b|\bQ\s?&\s?A\b|\bquestions and answers\b|\b[Ss]at down with\b")
FEWEST_QUESTIONS, FEWEST_ANNOUNCED = 4, 2
# The most words from one question to the next, on average.
MOST_WORDS, MOST_WORDS_ANNOUNCED = 200, 450

CREDIT = re.compile(
    r"\b(?:[Ii]mage|[Pp]hoto(?:graph)?s?|PHOTO|[Cc]redit|[Cc]aption)\b\s*(?:by|from|:|/)|©|^File photo\b"
)
NOTE = re.compile(
    r"[\[(][^\])]*[\])]\.?$|#|(?:Ed|Editor|Note|Editor['’]s note)\b\.?\s*:|Read (?:more|also)\b"
    r"|.*\b(?:interview|conversation|transcript)\b.*\b(?:edited|condensed|abridged)\b"
)
ENDED = re.compile(r"[.?!…:;,\"”’'*_)\]—–-]$")
LONGEST_HEADING, LONGEST_CAPTION = 8, 40
APPENDIX = re.compile(
    r"(?:Sources?|References|Related (?:news|articles?|stories)|External links|See also)\b[^.]{0,20}$"
)

INTERVIEWED = re.compile(
    rf"(?P<by>{NAME.pattern})\s+(?:(?:recently|also)\s+)?(?:interview(?:s|ed)|(?:spoke|sat\s+down|caught\s+up|talked|chatted)"
    rf"\s+(?:to|with))\s+|\binterviewed\s+by\s+(?P<by2>{NAME.pattern})|\b(?:[Ii]nterview|Q\s?&\s?A)\s+with\s+|\b(?:sat\s+down|spoke)\s+with\s+"
)
DAY = rf"(?:{'|'.join(sorted(CALENDAR))})\b"
TOPIC = re.compile(r"\b(?:on|about|regarding|after|before)\b")
DESCRIBED = re.compile(rf"(?:(?!(?:on|about|at|in|for|who|after|before|and|{DAY})\b)[\w’'-]+\s?){{1,6}}(?<=\w)")
SENTENCE_REST = re.compile(rf"(?:[^\n.?!]|\.(?!\s)|(?<=\b{CAPITAL})\.)*")
AND = re.compile(r"\s+and\s+")
NO_INTERVIEWER = frozenset({"he", "she", "they", "it", "we", "i"})


class Sides(NamedTuple):
    """Where the text names who asks and who answers, or None."""

    asker: Span | None
    guest: Span | None


def interview(text: str, start: int, quoted: Sequence[Span]) -> list[Attribution]:
    """The attributions of the turns of an interview in `text` from `start` on; none where the text is no interview.

    Turns are known by labels, where something besides the colon says that they are speakers (see `rules.speakers`), or
    else by the layout: questions to a "you" that an "I" answers, all through the text. Headings, captions and what
    stands before are nobody's.

    >>> text = "Q: Will it hold?\\nA: It will."
    >>> [text[slice(*turn.content)] for turn in interview(text, 0, [])]
    ['Will it hold?', 'It will.']
    >>> interview("Monday: Rain falls on the hills.\\nTuesday: Sun shines on the coast.", 0, [])
    []
    """
    turns = rules.turns(text, start)
    labelled = [turn for turn in turns if turn.label]
    speaking = rules.speakers(text, start, labelled, quoted)
    spoken = [turn for turn in labelled if turn.key in speaking]
    by_layout = len(speaking) < 2
    if by_layout:
        members = _members_by_layout(text, start, turns, quoted)
        if members:
            times = Counter(turn.key for turn in labelled)
            speaking = {key for key in times if times[key] > FEWEST_ANNOUNCED or key in ROLES}
        else:
            members = spoken
    else:
        members = spoken
        if len(spoken) >= FEWEST_QUESTIONS:
            members = turns[spoken[0].paragraph : spoken[-1].paragraph + 1]
    if not members:
        return []
    sides = _sides(text, start, members[0].span[0])
    return list(_attributed(text, start, members, speaking, by_layout, sides, quoted))


def _attributed(
    text: str,
    start: int,
    members: Sequence[Turn],
    speaking: set[str],
    by_layout: bool,
    sides: Sides,
    quoted: Sequence[Span],
) -> Iterator[Attribution]:
    """The attributions of the paragraphs of an interview: whose label they bear, or else by what they are."""
    asker, guest = ((span, "" if span else name) for span, name in zip(sides, (INTERVIEWER, INTERVIEWEE), strict=True))
    called = text[slice(*sides.guest)] if sides.guest else ""
    if AND.search(called):
        guest = sides.guest, called
    name = called.split()[-1] if called else ""
    current = guest
    before: Turn | None = None
    for turn in members:
        content = turn.content
        if turn.label and turn.key in speaking:
            if turn.key in ROLES:
                source, voice = asker if turn.key in ASKERS else guest
                current = source or turn.label, voice
            else:
                current = _meant(text, start, members[0].span[0], turn), ""
        else:
            content = turn.span
            if _is_aside(text, content, name, quoted):
                continue
            if by_layout:
                current = asker if _is_question(text, turn, before) else guest
        yield Attribution(content, current[0], None, DIRECT, BASIS, LIKELY if by_layout else 1.0, current[1])
        before = turn


def _members_by_layout(text: str, start: int, turns: Sequence[Turn], quoted: Sequence[Span]) -> Sequence[Turn]:
    """The paragraphs of an interview that its layout alone shows, from its first words on; none where it is none."""
    questions = [
        turn.paragraph for before, turn in zip([None, *turns], turns, strict=False) if _is_question(text, turn, before)
    ]
    if len(questions) < FEWEST_ANNOUNCED:
        return []
    first = questions[0]
    announced = ANNOUNCED.search(text, start, turns[first].span[0]) is not None
    end = next((turn.paragraph for turn in turns[first:] if APPENDIX.match(text, *turn.span)), len(turns))
    runs = [turns[begin + 1 : last] for begin, last in pairwise([*questions, end]) if last > begin + 1]
    runs = [run for run in runs if any(not _is_aside(text, turn.span, "", quoted) for turn in run)]
    answers = sum(any(outside(ANSWERING, text, turn.span, quoted) for turn in run) for run in runs)
    addressed = sum(outside(YOU, text, turns[number].span, quoted) for number in questions)
    reporting = sum(
        bool(meeting(quoted, *turn.span)) and outside(VERB, text, turn.span, quoted) for turn in turns[first:end]
    )
    length = len(words(text, turns[first].span[0], turns[end - 1].span[1]))
    if (
        len(runs) < (FEWEST_ANNOUNCED if announced else FEWEST_QUESTIONS)
        or answers < (0.5 if announced else 0.6) * len(runs)
        or (not announced and addressed < 0.4 * len(questions))
        or reporting > 0.1 * (end - first)
        or length > (MOST_WORDS_ANNOUNCED if announced else MOST_WORDS) * len(questions)
    ):
        return []
    while first > 0 and _is_spoken_before(text, turns[first - 1], quoted):
        first -= 1
    return turns[first:end]


def _is_spoken_before(text: str, turn: Turn, quoted: Sequence[Span]) -> bool:
    """Whether a paragraph before the first question belongs to the interview, and introduces nobody."""
    return (
        not _is_aside(text, turn.span, "", quoted)
        and outside(ADDRESS, text, turn.span, quoted)
        and not re.search(
            r"\b(?:he|she|his|her|interview\w*|spoke|met|talked)\b", text[slice(*turn.span)], re.IGNORECASE
        )
    ) or text[turn.span[0]] == "["


def _is_question(text: str, turn: Turn, before: Turn | None) -> bool:
    """Whether the paragraph asks: it ends with a question, and is no long answer to the one `before` it."""
    asks = QUESTION.search(text[slice(*turn.content)])
    if turn.key in ROLES:
        return turn.key in ASKERS
    length = len(words(text, *turn.content))
    answers = before is not None and QUESTION.search(text[slice(*before.content)]) and length > SHORTEST_LONG_ANSWER
    wonders = (
        "?" in text[slice(*turn.content)]
        and length <= SHORTEST_LONG_ANSWER
        and not FIRST_PERSON.search(text, *turn.span)
    )
    return (asks is not None and length <= LONGEST_QUESTION and not answers) or wonders


def _is_aside(text: str, span: Span, guest: str, quoted: Sequence[Span]) -> bool:
    """Whether a paragraph of an interview is a heading, a caption that names the `guest`, or a note of the editors."""
    paragraph = text[slice(*span)]
    length = len(words(text, *span))
    if NOTE.match(paragraph) or (CREDIT.search(paragraph) and length <= LONGEST_CAPTION):
        return True
    if length <= LONGEST_HEADING and not ENDED.search(paragraph):
        return not FIRST_PERSON.search(paragraph)
    named = bool(guest) and length <= LONGEST_CAPTION and re.search(rf"\b{re.escape(guest)}\b", paragraph)
    return bool(named) and not outside(ADDRESS, text, span, quoted)


def _sides(text: str, start: int, end: int) -> Sides:
    """Who asks and who answers, as the text between `start` and `end` names them before the interview."""
    asker: Span | None = None
    guest: Span | None = None
    for match in INTERVIEWED.finditer(text, start, end):
        place = "by" if match["by"] else "by2"
        if asker is None and match[place] and match[place].lower() not in NO_INTERVIEWER:
            asker = match.start(place), match.start(place) + len(re.split(rf"\s(?={DAY})", match[place])[0])
        if match["by2"]:
            names = [name for name in _names(text, start, match.start()) if "\n" not in text[name[0] : match.start()]]
            guest = guest or (names[0] if names else None)
        else:
            guest = guest or _guest(text, match.end(), end)
    if guest is None:
        names = [name for name in _names(text, start, end) if asker is None or name[0] != asker[0]]
        times = {name: len(re.findall(rf"\b{re.escape(text[slice(*name)].split()[-1])}\b", text)) for name in names}
        guest = max(names, key=times.__getitem__, default=None)
    return Sides(asker, guest)


def _guest(text: str, first: int, end: int) -> Span | None:
    """Who is said to be interviewed from `first` on: a full name before the sentence ends, or else the words there."""
    rest = SENTENCE_REST.match(text, first, end)
    names = _names(text, first, rest.end() if rest else end)
    names = [name for name in names if not TOPIC.search(text, first, name[0])]
    if len(names) > 1 and AND.fullmatch(text, names[0][1], names[1][0]):
        return names[0][0], names[1][1]
    if names:
        return names[0]
    described = DESCRIBED.match(text, first, end)
    return described.span() if described else None


def _names(text: str, first: int, last: int) -> list[Span]:
    """The names of two words or more between the offsets, without those of days and of who took a picture."""
    spans = []
    for match in NAME.finditer(text, first, last):
        name = re.split(rf"\s(?={DAY})", match[0])[0]
        if len(name.split()) > 1 and not CREDIT.search(text, max(0, match.start() - 12), match.start()):
            spans.append((match.start(), match.start() + len(name)))
    return spans


def _meant(text: str, start: int, end: int, turn: Turn) -> Span | None:
    """The label of `turn`, or the name before the interview of which it is the initials ("AL", "WN")."""
    letters = turn.name.replace(".", "")
    if re.fullmatch(rf"{CAPITAL}{{2,3}}", letters):
        initials = re.compile(r"\b" + r"[\w.’'-]*(?:\s+)?".join(letters) + r"[\w’'-]+")
        inside = re.compile(rf"\b{letters[0]}\w*{letters[1:].lower()}\w*\b")
        match = initials.search(text, start, end) or inside.search(text, start, end)
        if match:
            return match.span()
    return turn.label


def stretch(text: str, turns: Sequence[Attribution]) -> list[Span]:
    """The stretch of `text` that is an interview with these `turns`, captions and all; none where little of it is theirs."""
    if len(turns) < FEWEST_QUESTIONS:
        return []
    first, last = turns[0].content[0], turns[-1].content[1]
    covered = sum(turn.content[1] - turn.content[0] for turn in turns)
    if covered <= (last - first) / 2:
        return []
    return [(first, len(text) if covered > (len(text) - first) / 2 else last)]
