"""A step of making a model is done again exactly when what it is made from has changed."""

from pathlib import Path

import numpy as np
import pytest

from training.steps import kept, kept_in_pieces, key

ZEROS, ONES = (
    (lambda items: np.zeros((len(items), 2), np.float32)),
    (lambda items: np.ones((len(items), 2), np.float32)),
)


def test_labels_of_other_texts_are_not_taken_for_these(tmp_path: Path) -> None:
    assert kept_in_pieces(tmp_path, "labels", ["rain", "sun"], (), ZEROS).sum() == 0
    assert kept_in_pieces(tmp_path, "labels", ["hail", "snow"], (), ONES).sum() == 4
    assert kept_in_pieces(tmp_path, "labels", ["rain", "sun"], (), ONES).sum() == 0


def test_labels_by_another_teacher_are_not_taken_for_this_ones(tmp_path: Path) -> None:
    assert kept_in_pieces(tmp_path, "labels", ["rain"], (np.zeros(3),), ZEROS).sum() == 0
    assert kept_in_pieces(tmp_path, "labels", ["rain"], (np.ones(3),), ONES).sum() == 2


def test_numbers_are_computed_once_for_the_same_inputs(tmp_path: Path) -> None:
    computed = []

    def compute() -> np.ndarray:
        computed.append(1)
        return np.zeros(2, np.float32)

    for inputs in (("a", 1), ("a", 1), ("a", 2)):
        kept(tmp_path / "steps", "vectors", inputs, compute)
    assert len(computed) == 2


@pytest.mark.parametrize(
    ("inputs", "others"),
    [
        (["ab", "c"], ["a", "bc"]),
        ([["a"], ["b"]], [["a", "b"], []]),
        ([1], ["1"]),
        ([np.zeros(2, np.float32)], [np.zeros(2, np.float64)]),
        ([np.zeros((2, 3))], [np.zeros((3, 2))]),
        ([{"rate": 1.0}], [{"rate": 2.0}]),
        ([None], [False]),
        ([frozenset("a")], [frozenset("b")]),
    ],
)
def test_other_inputs_have_another_key(inputs: list[object], others: list[object]) -> None:
    assert key(*inputs) != key(*others)
    assert key(*inputs) == key(*inputs)


def test_the_order_of_a_set_and_of_a_mapping_does_not_count() -> None:
    assert key({"a": 1, "b": 2}) == key({"b": 2, "a": 1})
    assert key(frozenset(["rain", "sun", "hail"])) == key(frozenset(["hail", "sun", "rain"]))


def test_what_cannot_be_hashed_by_its_contents_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        key(object())
