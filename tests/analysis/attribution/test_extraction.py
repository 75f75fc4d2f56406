"""Attributions are found with content, cue and source; where there is none, nothing is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution.extraction import attributions
from analysis.text.statements import Attribution


def parts(text: str) -> list[tuple[str, str, str | None, str | None]]:
    def words(one: Attribution, field: str) -> str | None:
        span = getattr(one, field)
        return text[slice(*span)] if span else None

    return [
        (one.mode, text[slice(*one.content)], words(one, "cue"), words(one, "source")) for one in attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell on the town.", []),
        ('They sang "Blue Moon" all night.', []),
        ("The mayor has made very specific statements on this matter.", []),
        (
            '"We will rebuild," said Ann Lee, the mayor of Ostby.',
            [("direct", '"We will rebuild,"', "said", "Ann Lee, the mayor of Ostby")],
        ),
        ('"We will rebuild," the mayor also said.', [("direct", '"We will rebuild,"', "also said", "the mayor")]),
        (
            'Ann Lee stressed that she was pleased: "We are very glad."',
            [
                ("indirect", "that she was pleased", "stressed", "Ann Lee"),
                ("direct", '"We are very glad."', "stressed", "Ann Lee"),
            ],
        ),
        ("According to him, the bridge is safe.", [("indirect", "the bridge is safe.", "According to", "him")]),
        (
            "According to Ann Lee, the mayor of Ostby, the bridge is safe.",
            [("indirect", "the bridge is safe.", "According to", "Ann Lee, the mayor of Ostby")],
        ),
        (
            "According to Ann Lee, 42, who built it, the bridge is safe.",
            [("indirect", "the bridge is safe.", "According to", "Ann Lee, 42, who built it")],
        ),
        (
            "According to Ann Lee, the bridge is safe, and the road is open.",
            [("indirect", "the bridge is safe, and the road is open.", "According to", "Ann Lee")],
        ),
        ("According to plan, the bridge will open in spring.", []),
        ("In the bank's account, the money sat for ten years.", []),
        (
            "The bridge is safe, said Ann Lee, the mayor of Ostby, on Monday.",
            [("indirect", "The bridge is safe", "said", "Ann Lee, the mayor of Ostby")],
        ),
        ("The bridge is safe, said the mayor in a letter.", [("indirect", "The bridge is safe", "said", "the mayor")]),
        ("In spring, said Ann Lee, the bridge collapsed at once.", []),
        (
            "Ann Lee, the mayor of Ostby, said the bridge was safe.",
            [("indirect", "the bridge was safe", "said", "Ann Lee, the mayor of Ostby")],
        ),
        (
            "The mayor of Ostby, Ann Lee, says the bridge collapsed.",
            [("indirect", "the bridge collapsed", "says", "The mayor of Ostby, Ann Lee")],
        ),
        (
            "— Ann Lee, the mayor of Ostby, said the bridge was safe.\n\n— In May, the mayor said the bridge was old.",
            [
                ("indirect", "the bridge was safe", "said", "Ann Lee, the mayor of Ostby"),
                ("indirect", "the bridge was old", "said", "the mayor"),
            ],
        ),
        (
            "— We will rebuild, said the old mayor of Ostby.",
            [("direct", "— We will rebuild,", "said", "the old mayor of Ostby")],
        ),
        ("In her words, the bridge is safe.", [("indirect", "the bridge is safe.", "In her words", "her")]),
        ("The bridge is safe, according to Ann Lee.", [("indirect", "The bridge is safe", "according to", "Ann Lee")]),
        (
            "The bridge is an example to others, said the head of the works.",
            [("indirect", "The bridge is an example to others", "said", "the head of the works")],
        ),
        (
            "Ann Lee particularly emphasized the kind reception and a readiness to return.",
            [("indirect", "the kind reception and a readiness to return", "particularly emphasized", "Ann Lee")],
        ),
        ("The minister said the bridge was safe.", [("indirect", "the bridge was safe", "said", "The minister")]),
        ("She vowed to rebuild the bridge.", [("indirect", "to rebuild the bridge", "vowed", "She")]),
        (
            '"We will rebuild," Ann Lee said. "It is our duty to all of you."',
            [
                ("direct", '"We will rebuild,"', "said", "Ann Lee"),
                ("direct", '"It is our duty to all of you."', "said", "Ann Lee"),
            ],
        ),
        (
            '"It is our duty to rebuild," Ann Lee said. "It will take a year.\n\n"Then we shall cross it again."',
            [
                ("direct", '"It is our duty to rebuild,"', "said", "Ann Lee"),
                ("direct", '"It will take a year.', "said", "Ann Lee"),
                ("direct", '"Then we shall cross it again."', "said", "Ann Lee"),
            ],
        ),
        ('"Nobody knows who wrote these words."', [("direct", '"Nobody knows who wrote these words."', None, None)]),
        ("«We will rebuild,» said Ann Lee.", [("direct", "«We will rebuild,»", "said", "Ann Lee")]),
        ("„We will rebuild,“ said Ann Lee.", [("direct", "„We will rebuild,“", "said", "Ann Lee")]),
        ("‘We will rebuild,’ said Ann Lee.", [("direct", "‘We will rebuild,’", "said", "Ann Lee")]),
        ("'We will rebuild,' said Ann Lee.", [("direct", "'We will rebuild,'", "said", "Ann Lee")]),
        ("— We will rebuild, said Ann Lee.", [("direct", "— We will rebuild,", "said", "Ann Lee")]),
        (
            "— We will rebuild, said Ann Lee, — and soon.\n\n— Why? asked Bo Ek.",
            [
                ("direct", "— We will rebuild,", "said", "Ann Lee"),
                ("direct", "and soon.", "said", "Ann Lee"),
                ("direct", "— Why?", "asked", "Bo Ek"),
            ],
        ),
        ("« We will rebuild », said Ann Lee.", [("direct", "« We will rebuild »", "said", "Ann Lee")]),
        (
            "Ann Lee, mayor: “We will rebuild the bridge.”",
            [("direct", "“We will rebuild the bridge.”", None, "Ann Lee, mayor")],
        ),
        (
            "Ann Lee: Will it hold?\n\nBo Ek: It will hold for years.",
            [("direct", "Will it hold?", None, "Ann Lee"), ("direct", "It will hold for years.", None, "Bo Ek")],
        ),
        (
            "ANN LEE:\n\nWill it hold?\n\nBO EK:\n\nIt will hold for years.",
            [("direct", "Will it hold?", None, "ANN LEE"), ("direct", "It will hold for years.", None, "BO EK")],
        ),
        (
            "Sue Ash came to Ostby.\n\nAsh: “We will rebuild the old bridge.”",
            [("direct", "“We will rebuild the old bridge.”", None, "Ash")],
        ),
        (
            "A: I built it.\n\nA: I like it still.",
            [("direct", "I built it.", None, "A"), ("direct", "I like it still.", None, "A")],
        ),
        ("Note: the bridge opens in spring.", []),
        ("Monday: Rain falls on the hills all day.\nTuesday: Sun shines on the coast.", []),
        ("MONDAY: Rain falls on you all day.\nTUESDAY: Sun shines for you.", []),
        ("Winners: You, who love rain.\nLosers: We, who sell umbrellas.", []),
        ("Update: The bridge is open.\n\nNote: The road is shut.\n\nUpdate: The road is open.", []),
        ("New Ostby: Rain falls all day.\nOld Ostby: Sun shines all day.", []),
        ("Best Picture: The Long Night.\nBest Actor: Bo Ek.", []),
        ("Ann Lee won. Bo Ek lost.\n\nAnn Lee: 1,769.\n\nBo Ek: 547.\n\nAnn Lee: 46.\n\nBo Ek: 121.", []),
        ("BRIDGE TO BE REBUILT IN SPRING", []),
        (
            "OSTBY, March 3 (Northern News) — The bridge is safe, Ann Lee said on Monday.",
            [("indirect", "The bridge is safe", "said", "Ann Lee")],
        ),
        (
            "OSTBY, March 3 (Northern News) - Ostby's old bridge will be rebuilt by spring, Mayor Ann Lee said on Monday.",
            [("indirect", "Ostby's old bridge will be rebuilt by spring", "said", "Mayor Ann Lee")],
        ),
    ],
)
def test_what_is_credited_and_by_what_words(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    assert parts(text) == expected


PIECES = st.sampled_from(
    ["She said ", '"It is good now."', "“We will see it,”", " said the mayor", ", ", ". ", "According to him, ", "\n\n",
     "Ann Lee ", "stressed that ", "'so'", "«Yes»", "wants to ", '"', ", according to ", "told ", "and ", "“", " that "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(deadline=None)
def test_contents_are_apart_in_order_and_never_hold_their_own_cue(text: str) -> None:
    end = 0
    for one in attributions(text):
        first, last = one.content
        assert end <= first < last <= len(text)
        end = last
        for span in (one.cue, one.source):
            assert span is None or (0 <= span[0] < span[1] <= len(text))


APPOSED = ["Ann Lee, {}, said the bridge {}.", "The bridge is old, Ann Lee, {}, said the road {}."]


@pytest.mark.parametrize("text", APPOSED)
@pytest.mark.parametrize("apposition", ["the mayor of Ostby", "who is the mayor", "42", "an engineer at the works"])
@pytest.mark.parametrize("verb", ["was safe", "collapsed", "stood for a hundred years", "had been sold to the bank"])
def test_what_somebody_with_an_apposition_said_is_never_who_said_it(text: str, apposition: str, verb: str) -> None:
    assert not {source for *_, source in parts(text.format(apposition, verb))} & {
        f"the bridge {verb}",
        f"the road {verb}",
    }


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_will_do(text: str) -> None:
    attributions(text)
