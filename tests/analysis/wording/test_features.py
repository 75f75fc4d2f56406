"""Wording features are coded as the coding guide says, each code with its words."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.files import InputError
from analysis.wording.features import CODES, EVIDENCE, FEATURES, MODALITY, NONE, evidence, with_features
from tests.helpers.invented import METADATA, table


def coded(text: str, feature: str, mode: str = "direct") -> object:
    return with_features(table(("Ada", mode, text))).iloc[1][feature]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The bridge was closed overnight.", "agentless"),
        ("The road has never been repaired.", "agentless"),
        ("She asked to be told the price.", "agentless"),
        ("Roofs got blown off.", "agentless"),
        ("It isn't known yet.", "agentless"),
        ("It’s being sold.", "agentless"),
        ("Was he told of it?", "agentless"),
        ("The old hall was, unfortunately, demolished.", "agentless"),
        ("The bridge was closed by the mayor.", "none"),
        ("The bridge was swept away by a flood.", "none"),
        ("The bridge was closed by noon.", "agentless"),
        ("It was settled by a vote of five to two.", "agentless"),
        ("It was sold by mistake.", "agentless"),
        ("It was won by spending more.", "agentless"),
        ("The plan was drawn by an engineer and was dropped.", "agentless"),
        ("Soldiers came, and the village was burnt.", "agentless"),
        ("She is said to be ill.", "agentless"),
        ("He is expected to win.", "agentless"),
        ("The river is called the Grey.", "agentless"),
        ("They are very pleased.", "none"),
        ("He was interested in boats.", "none"),
        ("The port is located in the north.", "none"),
        ("She was born here.", "none"),
        ("They are used to rain.", "none"),
        ("We are well informed.", "none"),
        ("We were informed on Monday.", "agentless"),
        ("They are registered voters.", "none"),
        ("They were named winners.", "agentless"),
        ("Bridge closed overnight.", "none"),
        ("Roads built last year stand empty.", "none"),
        ("It was a broken promise.", "none"),
        ("She has closed it, and he is closing it.", "none"),
        ("He had its roof repaired.", "none"),
        ("He’s backed everything she said.", "none"),
        ("It is indeed red.", "none"),
        ("Is this all they wanted?", "none"),
        ("She was, Bo said. Painted boats lay there.", "none"),
        ("He is convinced that it will rain.", "none"),
        ("He can be convinced.", "agentless"),
        ("It's meant to last.", "agentless"),
        ("They got caught by surprise.", "agentless"),
        ("They got caught up on the rent.", "none"),
    ],
)
def test_a_passive_is_agentless_where_nobody_is_named_who_did_it(text: str, code: str) -> None:
    assert coded(text, "passive") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The storm destroyed the harbour houses.", "named"),
        ("Gunmen killed two guards.", "named"),
        ("Two guards were killed by a mine.", "named"),
        ("Their policy caused the crisis.", "named"),
        ("The cause of the crisis is what the league did.", "named"),
        ("Because of the league's intervention, the country lies waste.", "named"),
        ("She was blamed for the violence.", "named"),
        ("The army's bombing went on.", "named"),
        ("Last week's bombing went on.", "none"),
        ("The soldiers, who murdered farmers, fled.", "named"),
        ("Two guards were killed.", "unnamed"),
        ("Dozens were beaten, robbed and expelled.", "unnamed"),
        ("It is a destroyed country.", "unnamed"),
        ("There was violence against farmers.", "unnamed"),
        ("They mourn the victims.", "unnamed"),
        ("The raid left forty dead.", "unnamed"),
        ("Somebody killed the guard.", "unnamed"),
        ("A guard killed in the raid was from here.", "unnamed"),
        ("The war goes on.", "none"),
        ("It is a plan against crime.", "none"),
        ("Nobody was killed.", "none"),
        ("They did not attack the village.", "none"),
        ("She attacked his record.", "none"),
        ("The rebels attacked the village.", "named"),
        ("He fights for votes and won by a hair.", "none"),
        ("The proposal is dead on arrival.", "none"),
        ("He died at ninety.", "none"),
        ("It was the cause of death.", "none"),
    ],
)
def test_harm_has_a_doer_or_only_a_sufferer(text: str, code: str) -> None:
    assert coded(text, "harm") == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("It will rain, and they won’t come.", ["commitment"]),
        ("We are going to build it.", ["commitment"]),
        ("We are going to the harbour.", []),
        ("They pledged help.", ["commitment"]),
        ("She is ready to go.", ["commitment"]),
        ("The tea is ready.", []),
        ("It was against her will.", []),
        ("Yesterday Will Lee came.", []),
        ("He was sworn in.", []),
        ("It should be done, and it has to be.", ["obligation"]),
        ("They need help.", ["obligation"]),
        ("It has to do with rain.", []),
        ("He must have been tired.", []),
        ("He is on duty.", []),
        ("They were forced to leave.", ["obligation"]),
        ("She can, and he might.", ["possibility"]),
        ("It opened in May.", []),
        ("May we come in?", ["possibility"]),
        ("Perhaps it is likely.", ["possibility"]),
        ("They want rain and hope for snow.", ["desire"]),
        ("I would like to stay.", ["desire"]),
        ("I'd love tea.", ["desire"]),
        ("I'd rather walk.", []),
        ("They plan to stay.", ["commitment"]),
        ("It is the best plan to stay.", []),
        ("The mayor’s plan to stay fell through.", []),
        ("They like it.", []),
        ("We look forward to it.", ["desire"]),
        ("They seek to settle.", ["desire"]),
        ("They seek work.", []),
        ("It would be better.", []),
        ("We must act, we can, we will, and we want to.", ["commitment", "obligation", "possibility", "desire"]),
        ("It rained.", []),
    ],
)
def test_modality_is_every_kind_whose_words_occur(text: str, codes: list[str]) -> None:
    assert coded(text, MODALITY) == tuple(codes)


def test_would_commits_where_a_will_is_told_later_and_not_on_a_condition() -> None:
    assert coded("that the town would pay.", MODALITY, "indirect") == ("commitment",)
    assert coded("that the town would pay if asked.", MODALITY, "indirect") == ()
    assert coded("that the town would have paid.", MODALITY, "indirect") == ()
    assert coded("that he'd left.", MODALITY, "indirect") == ()
    assert coded("that he'd leave.", MODALITY, "indirect") == ("commitment",)
    assert coded("The town would pay.", MODALITY, "direct") == ()
    assert coded("how the town would pay.", MODALITY, "indirect") == ()


@pytest.mark.parametrize(
    ("text", "mode", "code"),
    [
        ("We rebuilt our port.", "direct", "own"),
        ("We Northlanders rebuilt it.", "narration", "own"),
        ("We asked readers.", "narration", "own"),
        ("It is between us.", "direct", "both"),
        ("Let’s begin.", "narration", "both"),
        ("Let us begin.", "direct", "both"),
        ("Let's say we keep our mill.", "direct", "own"),
        ("“[W]e rebuilt it.”", "direct", "own"),
        ("They withdrew our own troops.", "narration", "own"),
        ("We can work together with you.", "direct", "both"),
        ("Our two towns are alike.", "direct", "both"),
        ("We live longer than ever on our planet.", "direct", "all"),
        ("Now we know more.", "narration", "all"),
        ("They crossed the US border.", "direct", "none"),
        ("It was paid for by Our Future Fund.", "direct", "none"),
    ],
)
def test_we_is_one_s_own_group_both_sides_or_everybody(text: str, mode: str, code: str) -> None:
    assert coded(text, "we", mode) == code


GUIDE = [
    ('"Our port was shelled, and we must rebuild it,"', "direct", "agentless", "unnamed", ("obligation",), "own"),
    ("said the governor of the island.", "narration", "none", "none", (), "none"),
    (
        "that the rebels had destroyed two bridges and might return",
        "indirect",
        "none",
        "named",
        ("possibility",),
        "none",
    ),
    (
        '"We are ready to help you, and I hope you can visit,"',
        "direct",
        "none",
        "none",
        ("commitment", "possibility", "desire"),
        "own",
    ),
    ("The talks will be held in May.", "narration", "agentless", "none", ("commitment",), "none"),
    (
        "Because of the drought, thousands have been driven from their homes.",
        "narration",
        "agentless",
        "named",
        (),
        "none",
    ),
    ('"Let\'s open a new chapter between our two towns."', "direct", "none", "none", (), "both"),
    (
        "Ann Lee was pleased with the visit, which was paid for by her hosts.",
        "narration",
        "none",
        "none",
        (),
        "none",
    ),
]


@pytest.mark.parametrize(("text", "mode", "passive", "harm", "modality", "we"), GUIDE)
def test_the_guide_s_worked_examples_are_coded_as_it_says(
    text: str, mode: str, passive: str, harm: str, modality: tuple[str, ...], we: str
) -> None:
    row = with_features(table(("Ada", mode, text))).iloc[1]
    assert tuple(row[list(FEATURES)]) == (passive, harm, modality, we)


def test_each_code_shows_its_words_with_offsets_into_the_article() -> None:
    statements = table(("Ada", "direct", "We will pay. "), ("narrator", "narration", "The mill was sold."))
    text = "".join(statements["text"])
    found = evidence(statements)
    assert list(found.columns) == list(EVIDENCE)
    assert (
        [text[row.start : row.end] for row in found.itertuples()] == list(found["text"]) == ["will", "We", "was sold"]
    )
    assert found["statement"].tolist() == [1, 1, 2]


def test_metadata_and_a_table_without_statements_have_no_feature() -> None:
    statements = table(("Ada", "direct", "We will."))
    assert with_features(statements).iloc[0][list(FEATURES)].tolist() == [NONE, NONE, (), NONE]
    assert METADATA in statements.iloc[0]["text"]
    assert evidence(statements.iloc[:1]).empty
    assert with_features(statements.iloc[:0]).empty


def test_the_statements_given_are_not_changed() -> None:
    statements = table(("Ada", "direct", "We will."))
    before = statements.copy()
    with_features(statements)
    pd.testing.assert_frame_equal(statements, before)


def test_a_table_without_modes_is_refused() -> None:
    with pytest.raises(InputError, match="'mode'"):
        with_features(table(("Ada", "direct", "We will.")).drop(columns="mode"))


WORDS = st.sampled_from("we were told by the to be killed US Will ready 's , . let's two may not would they -".split())


@given(st.lists(WORDS, min_size=1, max_size=14), st.sampled_from(["direct", "indirect", "narration"]))
def test_whatever_the_words_codes_are_those_of_the_guide_and_have_evidence(parts: list[str], mode: str) -> None:
    statements = table(("Ada", mode, " ".join(parts) + " end"))
    row, found = with_features(statements).iloc[1], evidence(statements)
    for feature, codes in CODES.items():
        given_codes = row[feature] if feature == MODALITY else [] if row[feature] == NONE else [row[feature]]
        assert set(given_codes) <= set(codes)
        assert set(given_codes) <= set(found.loc[found["feature"] == feature, "code"])
    assert (found["text"].str.strip() == found["text"]).all()
