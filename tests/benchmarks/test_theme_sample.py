"""What is drawn to be coded by hand is drawn as the benchmark says."""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from analysis.attribution.coder import code
from analysis.codebook.records import HELD_BACK, TUNING
from analysis.text.article import Article
from benchmarks import theme_sample
from benchmarks.theme_sample import Unit, draw, units
from tests.helpers.corpus import write
from training.themes.lessons import eligible

POOL = {
    f"paper_{number}": [Unit(f"paper_{number}", at, at + 1, "x", "", "") for at in range(9)] for number in range(40)
}
TEXT = (
    'The harbour was quiet all day. "We will rebuild the old pier," said Ann Lee. Rain fell. Nobody came to the pier.'
)


def test_no_article_is_in_both_halves_and_none_gives_more_than_five() -> None:
    drawn = draw(POOL, 120)
    halves = {half: {unit.article for unit, own in drawn if own == half} for half in (TUNING, HELD_BACK)}
    assert not halves[TUNING] & halves[HELD_BACK]
    assert Counter(half for _, half in drawn) == {TUNING: 60, HELD_BACK: 60}
    assert max(Counter(unit.article for unit, _ in drawn).values()) <= 5
    assert len({unit for unit, _ in drawn}) == 120


def test_a_draw_depends_on_its_seed_alone() -> None:
    backwards = dict(reversed(POOL.items()))
    assert draw(POOL, 60, 1) == draw(backwards, 60, 1)
    assert draw(POOL, 60, 1) != draw(POOL, 60, 2)


def test_short_statements_and_introductions_are_not_drawn_and_context_joins_up() -> None:
    article = Article("harbour", Path("harbour.txt"), TEXT)
    found = units(article, eligible(code(article)))
    assert [unit.text.strip(' "') for unit in found] == [
        "The harbour was quiet all day.",
        "We will rebuild the old pier,",
        "Nobody came to the pier.",
    ]
    assert all(TEXT[unit.start : unit.end] == unit.text for unit in found)
    assert all(unit.before + unit.text + unit.after in TEXT for unit in found)
    assert (found[0].before, found[2].before.strip(), found[2].after) == ("", "Rain fell.", "")


def test_the_sheet_holds_every_statement_and_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    split, out = write(tmp_path / "split", 4), tmp_path / "out"
    for number in range(4):
        (split / "text" / f"paper_{number}.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["theme_sample", str(split), str(out)])
    assert theme_sample.main() == 0
    lines = [json.loads(line) for line in (out / "sample.jsonl").read_text(encoding="utf-8").splitlines()]
    sheet = (out / "sheet.md").read_text(encoding="utf-8")
    assert len(lines) == 12
    assert sheet.count("**STATEMENT:**") == len(lines)
    assert not any(half in sheet for half in (TUNING, HELD_BACK))
    assert "tuning: 6 statements of 2 articles" in capsys.readouterr().out
