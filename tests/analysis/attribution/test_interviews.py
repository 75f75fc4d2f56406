"""Interviews printed as questions and answers, on invented ones."""

from pathlib import Path

import pytest

from analysis.attribution.coder import code
from analysis.text.article import Article

ANSWERS = (
    "I never wanted to leave the valley. We had the boats, and my father had the shed.",
    "Well, I learnt it from my aunt. She rowed every morning, and I sat in the stern.",
    "We lost two boats that winter. I still think of it when the wind turns.",
    "I would build one for anybody who asks. It takes me a year.",
)
QUESTIONS = (
    "Why did you come back to Ostby?",
    "Who taught you to row?",
    "What was your worst winter?",
    "Would you build a boat for me?",
)
LEAD = "Northern News interviews boat builder Tove Aalund about a life on the water"


def turns(*layout: str, lead: str = LEAD) -> str:
    """An interview with its questions and its answers in these two forms."""
    pairs = zip(QUESTIONS, ANSWERS, strict=True)
    return "\n\n".join(
        [lead, *(form.format(words) for pair in pairs for form, words in zip(layout, pair, strict=True))]
    )


def voices(text: str) -> dict[str, set[str]]:
    """The words of each voice, as a set of the lines they stand in."""
    table = code(Article("interview", Path("interview.txt"), text))
    table = table[table["mode"] == "direct"]
    return {str(voice): set(map(str, rows["text"].str.strip())) for voice, rows in table.groupby("voice")}


@pytest.mark.parametrize(
    "layout",
    [
        ("{}", "{}"),
        ("**{}**", "{}"),
        ("Q: {}", "A: {}"),
        ("**Q:** {}", "**A:** {}"),
        ("Q. {}", "A. {}"),
        ("NN: {}", "TA: {}"),
        ("((NN)) {}", "((Tove Aalund)) {}"),
        ("**Northern News:** {}", "**Aalund:** {}"),
        ("NORTHERN NEWS: {}", "AALUND: {}"),
        ("Northern News: {}", "{}"),
    ],
)
def test_questions_are_the_interviewers_and_answers_the_guests(layout: tuple[str, str]) -> None:
    by_voice = {voice.title(): " ".join(lines) for voice, lines in voices(turns(*layout)).items()}
    assert set(by_voice) == {"Northern News", "Tove Aalund"}
    assert all(question in by_voice["Northern News"] for question in QUESTIONS)
    assert all(sentence.strip(" .") in by_voice["Tove Aalund"] for answer in ANSWERS for sentence in answer.split("."))


def test_an_answer_of_several_paragraphs_is_one_persons_and_headings_and_captions_are_nobodys() -> None:
    text = turns("Lind: {}", "Aalund: {}", lead="Bo Lind met Tove Aalund at the pier.")
    text = text.replace(
        "\n\nLind: Who", "\n\nThe early years\n\nNobody else would do it, I think.\n\nPhoto: Tove Aalund\n\nLind: Who"
    )
    by_voice = voices(text)
    assert "Nobody else would do it, I think." in by_voice["Tove Aalund"]
    assert not {"The early years", "Photo: Tove Aalund"} & set().union(*by_voice.values())


def test_whom_nobody_names_is_the_interviewee() -> None:
    assert set(voices(turns("{}", "{}", lead="A life on the water"))) == {"interviewer", "interviewee"}


def test_two_guests_without_labels_are_named_together() -> None:
    lead = "Northern News interviews Tove Aalund and Jon Berg of Ostby"
    assert set(voices(turns("{}", "{}", lead=lead))) == {"Northern News", "Tove Aalund and Jon Berg"}


@pytest.mark.parametrize(
    "answers",
    [
        ("The bridge opened in spring. It cost more than planned.",) * 4,
        ("“I never wanted it,” said Tove Aalund, the mayor.",) * 4,
        ("The council says you will pay. “We have no choice,” it said.",) * 4,
    ],
)
def test_a_report_with_questions_for_headings_is_no_interview(answers: tuple[str, ...]) -> None:
    text = "\n\n".join(
        ["What to know of the bridge", *(part for pair in zip(QUESTIONS, answers, strict=True) for part in pair)]
    )
    assert not {"interviewer", "interviewee"} & set(voices(text))
    assert not any(question in lines for question in QUESTIONS for lines in voices(text).values())
