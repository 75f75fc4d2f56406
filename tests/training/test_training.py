"""The corpus is read as its annotators wrote it, and calibration finds the probabilities that made the data."""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.attribution import calibration
from analysis.models.tokens import tokens
from analysis.text.files import InputError
from analysis.text.statements import NARRATOR
from tests.helpers.corpus import TEXT, write
from tests.helpers.invented import table
from training.__main__ import main
from training.attribution.calibrate import Case, Narrated, coverage, fit
from training.attribution.lessons import CONTENT, CUE, LABELS, SOURCE, labels_and_parts
from training.corpora import annotations, articles
from training.vectors import DIMENSIONS, chosen_words, in_bytes, reduced


def test_a_content_in_two_parts_is_one_attribution_and_a_broken_note_is_skipped(tmp_path: Path) -> None:
    [found] = annotations(write(tmp_path), "paper_0")
    assert [[TEXT[slice(*span)] for span in one.content] for one in found] == [
        ['"We will rebuild,"', '"and soon."'],
        ["more money"],
    ]
    assert [TEXT[slice(*one.source[0])] for one in found] == ["Ann Lee", "She"]


def test_labels_and_links_are_those_of_the_annotators(tmp_path: Path) -> None:
    _, text, gold = next(articles(write(tmp_path)))
    found = tokens(text)
    labels, parts = labels_and_parts(found, gold)
    pieces = [text[first:last] for first, last in found.spans.tolist()]
    starts = {role: [pieces[place] for place in np.flatnonzero(labels == role)] for role in (CONTENT, SOURCE, CUE)}
    assert starts == {CONTENT: ['"', '"', "more"], SOURCE: ["Ann", "She"], CUE: ["said", "promised"]}
    assert [[pieces[token] for token in part.source or ()] for part in parts] == [["Ann", "Lee"]] * 2 + [["She"]]
    assert set(labels) <= set(range(len(LABELS)))


def test_a_folder_that_is_no_split_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no text/\*\.txt"):
        list(articles(tmp_path))
    split = write(tmp_path / "split")
    next((split / "attributions").iterdir()).unlink()
    with pytest.raises(InputError, match="nothing for paper_"):
        list(articles(split))


def test_calibration_recovers_the_curve_that_made_the_data() -> None:
    odds = np.random.default_rng(1).normal(0, 2, 4000)
    right = 1 / (1 + np.exp(-(0.5 + 0.8 * odds)))
    made = [Case("attributed", [float(x)], float(p), 10) for x, p in zip(odds, right, strict=True)]
    assert fit(made) == pytest.approx([0.5, 0.8], abs=0.01)


def test_an_interval_holds_a_share_inside_it_and_not_one_far_away() -> None:
    statements = table((NARRATOR, "narration", "Rain fell on the town."), ("Ann Lee", "direct", "It will hold."))
    doubtful = statements.assign(probability=0.9)
    assert coverage([Narrated(doubtful, 5 / 8)])[0] == 1
    assert coverage([Narrated(statements.assign(probability=1.0), 0.1)]) == (0, 0)
    assert coverage([Narrated(doubtful, 5 / 8)], 2.0)[1] >= coverage([Narrated(doubtful, 5 / 8)], 0.0)[1]


def test_word_vectors_keep_what_tells_words_apart() -> None:
    chance = np.random.default_rng(1)
    vectors = {
        word: chance.normal(size=100).tolist() for word in (*(f"word{number}" for number in range(98)), "over", "land")
    }
    words = [*vectors, "over-land", "xyzzy"]
    small = reduced(words, vectors)
    assert small.shape == (102, DIMENSIONS)
    assert np.allclose(small[100], (small[98] + small[99]) / 2, atol=1e-5)
    assert not small[101].any()
    numbers, scale = in_bytes(small)
    assert np.abs(numbers * scale[:, None] - small).max() <= np.abs(small).max() / 127


def test_the_vocabulary_has_what_was_met_twice_and_the_most_frequent_words() -> None:
    chosen = chosen_words(["The bridge. The rain."], ["the", "of", "don't", "42"])
    assert chosen == ["the", ".", "“", "”", "of", "don't"]


def test_the_command_of_calibration_writes_coefficients_and_says_how_well_they_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(calibration, "CALIBRATION", calibration.CALIBRATION)
    out = tmp_path / "calibration.json"
    try:
        assert main(["calibration", str(write(tmp_path / "split")), "--out", str(out)]) == 0
    finally:
        calibration.coefficients.cache_clear()
    made = json.loads(out.read_text(encoding="utf-8"))
    assert {kind: len(own) for kind, own in made.items()} == {"attributed": 3, "unattributed": 2, "shared": 1}
    assert "shared error" in capsys.readouterr().out
