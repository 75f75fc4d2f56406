"""What the chapters say of the numbers holds: the sentence that a changed coding no longer bears out is named."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.book.project import ROOT, seed_coding
from analysis.book.results import results
from analysis.book.verdicts import ROLE, Condition, amount, broken, sentences, verdicts
from analysis.coding import Coding
from analysis.sentiment import NEGATIVE
from analysis.speakers import voices
from analysis.text.statements import DIRECT, INDIRECT, NARRATOR

CHAPTERS = sorted((ROOT / "chapters").glob("*.md"))
VERDICTS = [verdict for file in CHAPTERS for verdict in verdicts(file)]
CONDITIONS = [(verdict, condition) for verdict in VERDICTS for condition in verdict.conditions]

NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|\w+ty-\w+|"
    r"second|third|fourth|fifth|sixth|tenth|half|twice|thrice|both|a couple)\b",
    re.IGNORECASE,
)
VERDICT_WORD = re.compile(
    r"\b(?:most|mostly|more|less|fewer|few|least|only|all|none|nobody|every|never|always|nearly|almost|first|last|"
    r"many|majority|main|mainly|rarely|seldom|often|once|neither|nothing|"
    r"(?:larg|small|high|low|great|long|warm|dark|loud|strong|weak|likeli)(?:er|est|r|st)|best|worst|better|worse)\b",
    re.IGNORECASE,
)

# Pages and sections that give rules and definitions; no number of the book could turn what they say.
RULES = {
    "glossary": "definitions",
    "bibliography": "a list",
    "cite": "the title, the licence and how corrections are made",
    "method": "how things are coded and computed, and the coding guides with their invented examples",
}
# What stands elsewhere and says how something is done or shown, not what came out.
ALLOWED = {
    r"\bat (?:least|most) \{result\}|\b(?:fewer|less) than \{result\}": "a limit, which is computed",
    r"\bthe least (?:at which|that) [^.]*tentative conclusions": "a published limit",
    r"\b(?:how|so|too) (?:many|often)\b": "a question; a number or a table answers it",
    r"\bmay (?:be lower|do worse)|\bagree more than (?:two )?people would|\ball the ways in which": "a reservation",
    r"^.*\{cite:p\}`(?:belta|pozirk)2025`": "claims of others, from a cited source",
    r"^Who is named and never speaks$|^Every hit, with its words$|^Over all reasonable choices$": "headings of tables",
    r"\bPassives that name nobody|\ba passive names nobody": "the definition of a code",
    r"\bthe longest stretch inside": "the definition of a statement",
    r"\bmore often than other news does": "the definition of keyness",
    r"\blists every hit|\bunder all of them|\bmarked every attribution": "what a table, a figure or a corpus holds",
    r"\bthe statement that matters most": "a column of a table, which computes it",
    r"\ba word said once": "a remark on tests in general",
}


def watched(sentence: str) -> list[str]:
    """The number words and verdict words of `sentence` that nothing computed stands for."""
    prose = sentence
    for pattern in ALLOWED:
        prose = re.sub(pattern, " ", prose)
    prose = ROLE.sub(lambda match: match["text"] or " ", prose)
    prose = re.sub(r'"[^"]*"|`[^`]*`|\]\([^)]*\)|<[^>]*>', " ", prose)
    computed = re.search(r"\{(?:when|claim)\}", sentence)
    return NUMBER_WORD.findall(prose) + ([] if computed else VERDICT_WORD.findall(prose))


def uncovered() -> Iterator[tuple[str, list[str], str]]:
    for file in CHAPTERS:
        for line, sentence in sentences(file.read_text(encoding="utf-8")):
            if file.stem not in RULES and (words := watched(sentence)):
                yield f"{file.name}:{line}", words, sentence


def test_each_number_word_and_verdict_in_the_prose_is_computed_or_allowed() -> None:
    assert list(uncovered()) == [], "use {number}, {claim} or {when}, say it otherwise, or give a reason in ALLOWED"


def test_each_entry_of_the_lists_is_needed() -> None:
    prose = [
        sentence
        for file in CHAPTERS
        if file.stem not in RULES
        for _, sentence in sentences(file.read_text(encoding="utf-8"))
    ]
    assert [pattern for pattern in ALLOWED if not any(re.search(pattern, sentence) for sentence in prose)] == []
    assert RULES.keys() < {file.stem for file in CHAPTERS}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The report has four voices.", ["four"]),
        ("The report has {number}`article.voices` voices.", []),
        ("Half of it is his.", ["Half"]),
        ("Nobody has more.", ["Nobody", "more"]),
        ("Nobody has more{when}`a.words > b.words`.", []),
        ("Both have more{when}`a.words > b.words`.", ["Both"]),
        ("{claim}`finding.loudest.words`, and all agree.", []),
        ('It says "more than two".', []),
        ("It has at least {result}`claims.firm`, and at least a few.", ["least", "few"]),
    ],
)
def test_a_verdict_without_a_condition_and_a_typed_number_word_are_found(sentence: str, words: list[str]) -> None:
    assert watched(sentence) == words


@pytest.fixture(scope="module")
def published() -> list[dict[str, Any]]:
    return [result._asdict() for result in results(seed_coding())]


def test_every_sentence_holds_of_the_coding_shown(published: list[dict[str, Any]]) -> None:
    assert broken(CHAPTERS, published) == []
    assert {verdict.file.stem for verdict in VERDICTS} >= {"index", "speakers", "themes", "tone", "trust"}


def turned(condition: Condition, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`records` with one result of `condition` so changed that it fails and the others as they were."""
    name = condition.left.split(" + ")[0].rpartition(" * ")[2]
    value = 1e9 if condition.sign.startswith("<") else -1e9
    return [{**record, "value": value} if record["name"] == name else record for record in records]


@pytest.mark.parametrize(
    ("verdict", "condition"),
    CONDITIONS,
    ids=[f"{verdict.file.stem}:{verdict.line} {' '.join(condition)}" for verdict, condition in CONDITIONS],
)
def test_the_sentence_that_no_longer_holds_is_named(
    verdict: Any, condition: Condition, published: list[dict[str, Any]]
) -> None:
    values = {record["name"]: record["value"] for record in published}
    for name in {part.rpartition(" * ")[2] for part in condition.left.split(" + ")} & values.keys():
        assert amount(name, values) == values[name]
    named = [one for one in broken(CHAPTERS, turned(condition, published)) if f"needs {' '.join(condition)}" in one]
    assert any(one.startswith(f"{verdict.file}:{verdict.line}: this does not hold: '") for one in named)


def recoded(voice: str, *, to: str | None = None, mode: str = DIRECT, negative: bool = False) -> Coding:
    """The coding of the article with what `voice` says credited to `to` in `mode`; or only where its tone is negative."""

    def change(statements: pd.DataFrame) -> pd.DataFrame:
        chosen = (statements["voice"] == voice) & (statements["words"] > 0)
        chosen &= (statements["tone_label"] == NEGATIVE) | (not negative)
        return statements.assign(
            voice=statements["voice"].mask(chosen, to or voice), mode=statements["mode"].mask(chosen, mode)
        )

    coding = seed_coding()
    codings = {name: change(table) for name, table in coding.codings.items()}
    return coding._replace(statements=codings[coding.coder], codings=codings)


HOST, GUEST, MINISTER, *_ = (voice for voice in voices(seed_coding().statements) if voice != NARRATOR)


@pytest.mark.parametrize(
    ("coding", "chapter", "sentence"),
    [
        (recoded(NARRATOR, to=GUEST), "index", "Nobody quoted is given more than the narrator"),
        (recoded(NARRATOR, to=GUEST), "speakers", "Nobody quoted has more than the narrator"),
        (recoded(HOST, mode=INDIRECT), "index", "But 0% of the host's stand between quotation marks, and only"),
        (recoded(HOST, to=GUEST), "speakers", "About the same share, not the same mode"),
        (recoded(NARRATOR, to=HOST, negative=True), "index", "The dark words are mostly the narrator's"),
        (recoded(GUEST, to="NATO"), "tone", "NATO is not quoted."),
        (recoded(MINISTER, mode=INDIRECT), "speakers", f"{MINISTER.split()[-1]} is quoted only directly."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_coding_stops_the_build_at_the_sentence_that_it_turns(
    coding: Coding, chapter: str, sentence: str
) -> None:
    messages = broken(CHAPTERS, [result._asdict() for result in results(coding)])
    assert any(f"{chapter}.md:" in message and f"does not hold: '{sentence}" in message for message in messages)


def test_a_condition_that_is_no_comparison_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("It rains{when}`a.words`.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.md:1: 'a\.words' is no comparison"):
        list(verdicts(file))


def test_code_tables_and_the_head_of_a_chapter_are_no_prose() -> None:
    text = (
        '---\na: b\n---\n# One. Two.\n\n```{code-cell}\nx = 1\n```\n\n| a | b |\n\n- Three{when}`a.b > 1`. "Four." Five'
    )
    assert [sentence for _, sentence in sentences(text)] == [
        "One.", "Two.", "Three{when}`a.b > 1`.", '"Four.', "Five"
    ]  # fmt: skip
