"""The themes that a codebook finds in statements."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution.coder import code
from analysis.book.project import SEED, seed_coding
from analysis.codebook.agreement import reliable
from analysis.codebook.codebook import STRONG, WEAK, Theme, codebook
from analysis.codebook.term_finder import finder, heavy_enough
from analysis.models.theme_hits import Hit, hits
from analysis.robustness.claims import theme_claims
from analysis.text.article import read
from analysis.text.files import InputError
from analysis.text.terms import Term, term
from analysis.themes import coverage, theme_by_voice, theme_counts, theme_hits, with_themes
from tests.helpers.invented import table, whole


def terms(*written: str, weight: float = STRONG) -> tuple[Term, ...]:
    return tuple(one for one in (term(text, weight) for text in written) if one)


HARBOUR = Theme(
    id="harbour",
    domain="sea",
    name="Harbours",
    definition="Places for ships.",
    counts="Docks.",
    does_not_count="Ships.",
    example="The dock is wet.",
    counterexample="The docket is long.",
    codes={},
    terms=terms("dock", "safe harbour", "quay") + terms("crane", "anchor", weight=WEAK),
    exceptions=terms("quay of time"),
    titles=frozenset({"dock", "docks"}),
)
FISH = replace(HARBOUR, id="fish", name="Fish", terms=terms("fish", "herring*"), exceptions=())

ISLES = table(
    ("narrator", "narration", "The docks smell of fish. "),
    ("Ada Quill", "direct", "“No fish, no herrings!” "),
    ("narrator", "narration", "said Ada Quill. "),
    ("Ada Quill", "indirect", "A new DOCK will come."),
)


def found(theme: Theme, text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in heavy_enough(finder([theme])(text), STRONG)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Docks, docking, a dock.", ["Docks", "docking", "dock"]),
        ("The DOCK", ["DOCK"]),
        ("A paddock, a docket and drydocks", []),
        ("the quay, quays", ["quay", "quays"]),
        ("a safe\n harbour, a safe-harbour", ["safe\n harbour", "safe-harbour"]),
        ("safe, harbour", []),
        ("the quay of time", []),
        ("the quay of time and the quay", ["quay"]),
        ("", []),
        ("a crane", []),
        ("a crane, a crane and cranes", []),
        ("a crane at anchor", ["crane", "anchor"]),
        ("a crane on the dock", ["crane", "dock"]),
        ("We went to Old Dock with her", []),
        ("We went to the Bay of Quay", []),
        ("Quay and dock", ["Quay", "dock"]),
        ("the dock Ada built", []),
        ("OLD DOCK CLOSED TODAY", ["DOCK"]),
    ],
)
def test_a_statement_has_a_theme_by_a_strong_term_or_two_weak_ones_outside_exceptions_and_names(
    text: str, expected: list[str]
) -> None:
    assert found(HARBOUR, text) == expected


def test_the_longest_term_is_the_one_reported() -> None:
    theme = replace(HARBOUR, terms=terms("talk", "talk with"), exceptions=())
    assert [(mark.start, mark.end, mark.term) for mark in finder([theme])("They talked with us.")] == [
        (5, 16, "talk with")
    ]


def test_hits_carry_offsets_into_the_file_and_their_term() -> None:
    found = theme_hits(ISLES, [HARBOUR, FISH])
    text = whole(ISLES)
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == list(found["text"])
    assert found[["statement", "theme", "text", "term", "chance"]].to_numpy().tolist() == [
        [1, "harbour", "docks", "dock", 1],
        [1, "fish", "fish", "fish", 1],
        [2, "fish", "fish", "fish", 1],
        [2, "fish", "herrings", "herring*", 1],
        [4, "harbour", "DOCK", "dock", 1],
    ]


def test_a_statement_may_have_several_themes_or_none() -> None:
    assert list(with_themes(ISLES, [HARBOUR, FISH])["themes"]) == [(), ("harbour", "fish"), ("fish",), (), ("harbour",)]


def test_the_line_of_metadata_has_no_theme() -> None:
    dates = replace(HARBOUR, terms=terms("date"), exceptions=())
    assert with_themes(ISLES, [dates])["themes"].map(len).sum() == 0
    assert theme_hits(ISLES, [dates]).empty


def test_counts_name_every_theme_of_the_codebook_also_one_that_does_not_occur() -> None:
    moon = replace(HARBOUR, id="moon", name="The moon", terms=terms("moon"))
    counts = theme_counts(with_themes(ISLES, [moon, HARBOUR, FISH]), [moon, HARBOUR, FISH])
    assert counts.to_numpy().tolist() == [
        ["harbour", "Harbours", 2, 10],
        ["fish", "Fish", 2, 9],
        ["moon", "The moon", 0, 0],
    ]


def test_themes_by_voice_count_statements_and_words_by_mode() -> None:
    assert theme_by_voice(with_themes(ISLES, [HARBOUR, FISH])).to_numpy().tolist() == [
        ["fish", "Ada Quill", "direct", 1, 4],
        ["fish", "narrator", "narration", 1, 5],
        ["harbour", "Ada Quill", "indirect", 1, 5],
        ["harbour", "narrator", "narration", 1, 5],
    ]


def test_coverage_sums_to_the_article() -> None:
    table_of_both = coverage(with_themes(ISLES, [HARBOUR, FISH]))
    assert table_of_both.to_numpy().tolist() == [[True, 3, 14], [False, 1, 3]]
    nothing = coverage(with_themes(ISLES, []))
    assert nothing.to_numpy().tolist() == [[True, 0, 0], [False, 4, 17]]


def test_a_table_without_themes_says_what_to_call_first() -> None:
    with pytest.raises(InputError, match=r"no column 'themes'\. Call with_themes on it first"):
        coverage(ISLES)
    with pytest.raises(InputError, match="no column 'text'"):
        with_themes(ISLES.drop(columns="text"))


THEMES = codebook()


def coded(text: str, before: str = "", after: str = "") -> list[Hit]:
    return hits([(before, text, after)], THEMES)[0]


@settings(deadline=None, max_examples=40)
@given(st.text(), st.text(), st.text())
def test_hits_of_any_text_lie_in_it_in_order_and_apart_by_theme(before: str, text: str, after: str) -> None:
    found = coded(text, before, after)
    for theme in {hit.theme for hit in found}:
        edges = [edge for hit in found if hit.theme == theme for edge in (hit.start, hit.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.id)
def test_each_theme_covers_its_example_and_not_its_counterexample(theme: Theme) -> None:
    assert theme.id in {hit.theme for hit in coded(theme.example)}
    assert theme.id not in {hit.theme for hit in coded(theme.counterexample)}


@pytest.mark.parametrize(
    "frame",
    [
        "said the head of state.",
        "added the island's leader.",
        "stressed the Minister of Foreign Affairs,",
        "according to the commander of the National Army,",
        "In his words,",
        "the Prime Minister told reporters.",
        "the president said.",
    ],
)
def test_words_that_only_introduce_a_speaker_have_no_theme(frame: str) -> None:
    assert coded(frame) == []


def test_the_seed_has_the_words_of_every_hit_where_it_says() -> None:
    article = read(SEED)
    found = theme_hits(code(article))
    assert len(found) > 0
    assert [article.text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == list(
        found["text"]
    )


def test_no_claim_is_made_of_a_theme_that_is_not_reliable() -> None:
    coding = seed_coding()
    kept = reliable(coding.agreement())
    claims = theme_claims(coding.statements, {theme.id: theme.name for theme in coding.themes}, kept)
    left_out = [theme.name for theme in coding.themes if theme.id not in kept]
    assert left_out
    assert not [claim.sentence for claim in claims if any(f'"{name}"' in claim.sentence for name in left_out)]
