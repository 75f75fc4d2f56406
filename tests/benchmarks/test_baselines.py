"""The baselines see what they say that they see, and no more."""

import pytest

from analysis.text.statements import Attribution
from benchmarks.baselines import MODELS, baselines, quotation_and_say


def sources(text: str, found: list[Attribution]) -> list[tuple[str, str | None]]:
    return [(text[slice(*one.content)], text[slice(*one.source)] if one.source else None) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will rebuild," Lee said.', [('"We will rebuild,"', "Lee")]),
        ('"We will rebuild," said Lee.', [('"We will rebuild,"', "Lee")]),
        ('He said: "We will rebuild."', [('"We will rebuild."', "He")]),
        ('It read: "We will rebuild."', [('"We will rebuild."', None)]),
        ("Lee said that they would rebuild.", []),
    ],
)
def test_the_simplest_rule_takes_each_quotation_with_the_name_beside_a_verb_of_saying(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert sources(text, quotation_and_say(text)) == expected


def test_what_is_not_installed_is_no_baseline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.baselines.find_spec", lambda name: None if name in MODELS else object())
    assert [name for name in baselines() if "textacy" in name] == []
