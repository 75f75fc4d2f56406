"""The prose of the chapters: the results that its sentences print, and the conditions under which they hold.

A sentence that says more than a number does ("the narrator has the most words") carries its condition, which is not
printed: ``{when}`narrator.words > quoted.first.words` ``. A condition compares sums of results and numbers; several are
separated by commas. The build checks every condition, and names each sentence that does not hold.
"""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis.book.show import runs

ROLE = re.compile(
    r"\{(?P<role>result|number|counted|claim|when|term|numref|cite:[pt])\}"
    r"`(?:(?P<text>[^`<]+?) ?<(?P<target>[^`<>]+)>|(?P<name>[^`]+))`"
)
WHEN = re.compile(r"\{when\}`([^`]+)`")
COMPARISON = re.compile(r"(.+?) (<=|>=|=|<|>) (.+)")
SIGNS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt
}  # fmt: skip
FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})")
END = re.compile(r"(?<=[.!?])[\"”)*]*\s+(?=[^a-z])")
NUMBER_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


class Condition(NamedTuple):
    """A comparison of two amounts; each is a sum of numbers, results and multiples of results, as "2 * a.b + 1"."""

    left: str
    sign: str
    right: str


class Verdict(NamedTuple):
    """A sentence with its conditions, the file and line where it stands, and its source."""

    file: Path
    line: int
    sentence: str
    conditions: tuple[Condition, ...]


def number_word(value: float) -> str:
    """A whole number in words up to twelve, in digits above.

    >>> [number_word(3), number_word(0), number_word(1200)]
    ['three', 'no', '1,200']
    """
    return NUMBER_WORDS[int(value)] if 0 <= value < len(NUMBER_WORDS) else f"{value:,.0f}"


def sentences(markdown: str) -> Iterator[tuple[int, str]]:
    """The sentences of a chapter with their line numbers; headings and list items count as sentences.

    The front matter, fenced blocks and tables are left out.

    >>> list(sentences("# Rain\\n\\nIt fell. {result}`a.b` of them fell.\\n"))
    [(1, 'Rain'), (3, 'It fell.'), (3, '{result}`a.b` of them fell.')]
    """
    fence, head = "", markdown.startswith("---\n")
    for number, line in enumerate(markdown.split("\n"), 1):
        if head:
            head = number == 1 or line != "---"
        elif fence:
            fence = "" if line.strip() == fence else fence
        elif match := FENCE.match(line):
            fence = match[1]
        elif not line.startswith("|"):
            # Roles may contain full stops, so they are taken out while the line is split into sentences.
            roles = [match[0] for match in ROLE.finditer(line)]
            text = ROLE.sub("\N{OBJECT REPLACEMENT CHARACTER}", line.lstrip("#-> ").strip())
            for sentence in END.split(text):
                parts = sentence.split("\N{OBJECT REPLACEMENT CHARACTER}")
                used, roles = roles[: len(parts) - 1], roles[len(parts) - 1 :]
                if sentence:
                    yield number, "".join(part + role for part, role in zip(parts, [*used, ""], strict=True))


def verdicts(file: Path) -> Iterator[Verdict]:
    """The sentences of the chapter `file` that carry conditions.

    Raises:
        ValueError: a condition is no comparison.
    """
    for line, sentence in sentences(file.read_text(encoding="utf-8")):
        conditions = [part.strip() for match in WHEN.finditer(sentence) for part in match[1].split(",")]
        if conditions:
            yield Verdict(file, line, sentence, tuple(_condition(text, f"{file}:{line}") for text in conditions))


def _condition(text: str, place: str) -> Condition:
    match = COMPARISON.fullmatch(text)
    if match is None:
        raise ValueError(f"{place}: '{text}' is no comparison. Write two amounts with <, <=, =, >= or > between them.")
    return Condition(*match.groups())


def amount(term: str, values: Mapping[str, float]) -> float:
    """The value of one side of a condition, from the values of results by name.

    Raises:
        KeyError: there is no result with some name.

    >>> amount("2 * a.words + 1", {"a.words": 4.0})
    9.0
    """
    total = 0.0
    for part in term.split(" + "):
        factor, _, name = part.rpartition(" * ")
        value = float(name) if re.fullmatch(r"-?[\d.]+", name) else values[name]
        total += float(factor or 1) * value
    return total


def broken(chapters: Iterable[Path], records: Iterable[Mapping[str, Any]]) -> list[str]:
    """A message for each sentence whose condition fails: the file, the line, the sentence, the condition, the values.

    Args:
        chapters: the files of the chapters.
        records: the results, as the build writes them to `results.json`.
    """
    published = {str(record["name"]): record for record in records}
    values = {name: float(record["value"]) for name, record in published.items()}
    messages = []
    for verdict in (verdict for file in chapters for verdict in verdicts(file)):
        for condition in verdict.conditions:
            needed = " ".join(condition)
            try:
                left, right = amount(condition.left, values), amount(condition.right, values)
            except KeyError as missing:
                reason = f"there is no result {missing}"
            else:
                if SIGNS[condition.sign](left, right):
                    continue
                reason = f"these are {left:.6g} and {right:.6g}"
            sentence = readable(verdict.sentence, published)
            messages.append(
                f"{verdict.file}:{verdict.line}: this does not hold: '{sentence}' It needs {needed}, and {reason}. "
                "Change the sentence and its condition."
            )
    return messages


def readable(markdown: str, results: Mapping[str, Mapping[str, Any]]) -> str:
    """`markdown` with each role replaced by what it prints; `results` are the records of results by name.

    >>> readable("It has {result}`a.words` words in {term}`statements <statement>`.", {"a.words": {"text": "9"}})
    'It has 9 words in statements.'
    """
    return ROLE.sub(lambda match: match["text"] or _printed(match["role"], match["name"], results), markdown)


def _printed(role: str, name: str, results: Mapping[str, Mapping[str, Any]]) -> str:
    if role == "when":
        return ""
    record = results.get(name)
    if record is None:
        return name
    if role == "counted":
        return ", ".join(text for _, text in runs(record["statements"]))
    return number_word(record["value"]) if role == "number" else str(record["text"])
