"""The codebook and the themes that it finds."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from invented import table, whole

from analysis.article import SEED, read
from analysis.errors import InputError
from analysis.statements import code
from analysis.themes import (
    CODEBOOK,
    Theme,
    codebook,
    coverage,
    theme_by_voice,
    theme_counts,
    theme_hits,
    with_themes,
)

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
    terms=("dock*", "safe harbour", "quay"),
    exceptions=("docket*", "quay of time"),
)
FISH = replace(HARBOUR, id="fish", name="Fish", terms=("fish", "herring*"), exceptions=())

ISLES = table(
    ("narrator", "narration", "The docks smell of fish. "),
    ("Ada Quill", "direct", "“No fish, no herrings!” "),
    ("narrator", "narration", "said Ada Quill. "),
    ("Ada Quill", "indirect", "A new DOCK will come."),
)


def found(theme: Theme, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in theme.hits(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Docks, docking, a dock.", ["Docks", "docking", "dock"]),
        ("The DOCK", ["DOCK"]),
        ("A paddock and drydocks", []),
        ("the quay, quays", ["quay"]),
        ("a safe\n harbour, a safe-harbour", ["safe\n harbour", "safe-harbour"]),
        ("safe, harbour", []),
        ("The docket lies on the dock", ["dock"]),
        ("the quay of time", []),
        ("", []),
        ("12 _dock_", []),
    ],
)
def test_a_term_is_found_as_whole_words_and_outside_exceptions(text: str, expected: list[str]) -> None:
    assert found(HARBOUR, text) == expected


def test_the_longest_term_is_the_one_reported() -> None:
    theme = replace(HARBOUR, terms=("talk*", "talk* with"), exceptions=())
    assert theme.hits("They talked with us.") == [(5, 16, "talk* with")]


def test_either_apostrophe_matches_either() -> None:
    theme = replace(HARBOUR, terms=("fisher's",), exceptions=())
    assert found(theme, "the fisher's and the fisher’s") == ["fisher's", "fisher’s"]


def test_hits_carry_offsets_into_the_file_and_their_term() -> None:
    hits = theme_hits(ISLES, [HARBOUR, FISH])
    text = whole(ISLES)
    assert [text[start:end] for start, end in zip(hits["start"], hits["end"], strict=True)] == list(hits["text"])
    assert hits[["statement", "theme", "text", "pattern"]].to_numpy().tolist() == [
        [1, "harbour", "docks", "dock*"],
        [1, "fish", "fish", "fish"],
        [2, "fish", "fish", "fish"],
        [2, "fish", "herrings", "herring*"],
        [4, "harbour", "DOCK", "dock*"],
    ]


def test_a_statement_may_have_several_themes_or_none() -> None:
    assert list(with_themes(ISLES, [HARBOUR, FISH])["themes"]) == [(), ("harbour", "fish"), ("fish",), (), ("harbour",)]


def test_the_line_of_metadata_has_no_theme() -> None:
    dates = replace(HARBOUR, terms=("date",), exceptions=())
    assert with_themes(ISLES, [dates])["themes"].map(len).sum() == 0
    assert theme_hits(ISLES, [dates]).empty


def test_counts_name_every_theme_of_the_codebook_also_one_that_does_not_occur() -> None:
    moon = replace(HARBOUR, id="moon", name="The moon", terms=("moon",))
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


@given(st.text())
def test_hits_of_any_text_lie_in_it_in_order_and_apart(text: str) -> None:
    for theme in codebook():
        hits = theme.hits(text)
        edges = [edge for start, end, _ in hits for edge in (start, end)]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) and term in theme.terms for start, end, term in hits)


@given(st.lists(st.sampled_from(["dock", "docket", "quay", "of", "time", "safe", "harbour", "x"])))
def test_a_wider_text_loses_no_theme_to_a_full_stop(parts: list[str]) -> None:
    text = " ".join(parts)
    assert found(HARBOUR, text + ". The end.") == found(HARBOUR, text)


@pytest.mark.parametrize("theme", codebook(), ids=lambda theme: theme.id)
def test_each_theme_covers_its_own_example(theme: Theme) -> None:
    assert theme.hits(theme.example)


@pytest.mark.parametrize("theme", codebook(), ids=lambda theme: theme.id)
def test_every_term_and_no_exception_finds_itself(theme: Theme) -> None:
    for term in theme.terms:
        assert found(theme, term.replace("*", "")) == [term.replace("*", "")], term
    for exception in theme.exceptions:
        assert found(theme, f"x {exception.replace('*', '')} x") == [], exception


def test_domains_and_schemes_that_themes_name_are_described() -> None:
    content = yaml.safe_load(CODEBOOK.read_text(encoding="utf-8"))
    assert {domain["id"] for domain in content["domains"]} == {theme.domain for theme in codebook()}
    assert all(set(theme.codes) == set(content["schemes"]) for theme in codebook())


def test_an_exception_that_excepts_nothing_is_not_kept() -> None:
    for theme in codebook():
        plain = replace(theme, exceptions=())
        idle = [phrase for phrase in theme.exceptions if not plain.hits(phrase.replace("*", ""))]
        assert idle == [], theme.id


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
    assert [theme.id for theme in codebook() if theme.hits(frame)] == []


def test_no_name_of_the_seed_stands_in_the_codebook() -> None:
    content = CODEBOOK.read_text(encoding="utf-8").lower()
    article = read(SEED)
    names = {part.lower() for person in article.cast for part in person.name.split()}
    assert not [name for name in {*names, "libya", "belarus", "nato", "minsk"} if name in content]


def test_the_seed_has_every_hit_inside_its_statement() -> None:
    statements = code(read(SEED))
    hits = theme_hits(statements).merge(statements, on="statement", suffixes=("", "_of_statement"))
    assert len(hits) > 0
    assert ((hits["start_of_statement"] <= hits["start"]) & (hits["end"] <= hits["end_of_statement"])).all()


def write(folder: Path, content: str) -> Path:
    path = folder / "themes.yml"
    path.write_text(content, encoding="utf-8")
    return path


def entry(**changes: object) -> dict[str, object]:
    fields = {
        "id": "sea",
        "name": "Sea",
        "domain": "nature",
        "definition": "Water.",
        "counts": "Salt.",
        "example": "A sea.",
        "counterexample": "A lake.",
    }
    return {**fields, "does_not_count": "Lakes.", "terms": ["sea*"], **changes}


def test_a_codebook_of_ones_own_is_read(tmp_path: Path) -> None:
    (theme,) = codebook(write(tmp_path, yaml.safe_dump({"themes": [entry(**{"except": ["seasick*"]})]})))
    assert (theme.id, theme.terms, theme.exceptions) == ("sea", ("sea*",), ("seasick*",))


@pytest.mark.parametrize(
    ("themes", "message"),
    [
        ([entry(definition="")], r"theme 1 \(sea\): the field 'definition' is missing"),
        ([entry(name=["Sea"])], r"theme 1 \(sea\): the field 'name' is missing or is not text"),
        ([entry(), entry()], r"the identifier 'sea' comes twice"),
        ([entry(id="Open Sea")], r"theme 1 \(Open Sea\): the identifier is not well formed"),
        ([entry(terms=[])], r"theme 1 \(sea\): there are no terms"),
        ([entry(codes={"agendas": [16]})], r"theme 1 \(sea\): 'codes' does not give a list of codes"),
        ([entry(codes={"agendas": "16"})], r"theme 1 \(sea\): 'codes' does not give a list of codes"),
        ([entry(domain="")], r"theme 1 \(sea\): the field 'domain' is missing"),
        ([entry(terms="sea")], r"theme 1 \(sea\): 'terms' is not a list"),
        ([entry(terms=["*sea"])], r"theme 1 \(sea\): terms: '\*sea' is not a term"),
        ([entry(terms=["sea["])], r"theme 1 \(sea\): terms: 'sea\[' is not a term"),
        ([entry(terms=["*"])], r"theme 1 \(sea\): terms: '\*' is not a term"),
        ([entry(terms=[True])], r"theme 1 \(sea\): terms: True is not text to YAML"),
        ([entry(terms=["sea", "Sea"])], r"theme 1 \(sea\): terms: 'sea' comes twice"),
        ([entry(), "salt"], r"theme 2: this is not a theme"),
        ([entry(colour="blue")], r"theme 1 \(sea\): no field is called 'colour'"),
        ([], "there is no list of themes"),
    ],
)
def test_an_error_in_a_codebook_names_file_theme_and_cause(tmp_path: Path, themes: object, message: str) -> None:
    path = write(tmp_path, yaml.safe_dump({"themes": themes}))
    with pytest.raises(InputError, match=message) as caught:
        codebook(path)
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize("content", ["themes: [", "\x00", "- a", ""])
def test_a_file_that_is_no_codebook_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match=r"themes\.yml: "):
        codebook(write(tmp_path, content))


def test_a_codebook_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        codebook(tmp_path / "none.yml")
    with pytest.raises(InputError, match="cannot be read"):
        codebook(tmp_path)
    binary = tmp_path / "binary.yml"
    binary.write_bytes(b"themes: \xff\xfe")
    with pytest.raises(InputError, match="is not YAML"):
        codebook(binary)


@pytest.mark.parametrize("piece", ["held ", "-", "a", "peace talks ", "develop new "])
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        for theme in codebook():
            theme.hits(text)
        return time.process_time() - begun

    assert seconds(400_000) < 40 * seconds(40_000) + 0.5
