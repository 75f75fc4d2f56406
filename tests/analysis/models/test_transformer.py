"""The transformer does what its formulas say, and the word pieces put together are the word."""

from math import erf, exp, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.models.layers import prepared
from analysis.models.transformer import HEADS, states
from analysis.models.word_pieces import INSIDE, MOST, UNKNOWN, pieces, vocabulary

WIDTH, WIDE = 2 * HEADS, 5
KNOWN = list(vocabulary())


def model(layers: int = 2) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(3)
    sizes = {"norm.weight": (WIDTH,), "norm.bias": (WIDTH,)}
    for number in range(layers):
        for name, size in (
            ("attention", (3 * WIDTH, WIDTH)),
            ("seen", (WIDTH, WIDTH)),
            ("wide", (WIDE, WIDTH)),
            ("narrow", (WIDTH, WIDE)),
            ("seen_norm", (WIDTH,)),
            ("narrow_norm", (WIDTH,)),
        ):
            sizes |= {f"layers.{number}.{name}.weight": size, f"layers.{number}.{name}.bias": size[:1]}
    return {name: chance.standard_normal(size).astype(np.float32) for name, size in sizes.items()}


def normed(row: list[float], arrays: dict[str, np.ndarray], name: str) -> list[float]:
    mean = sum(row) / len(row)
    deviation = sqrt(sum((one - mean) ** 2 for one in row) / len(row))
    return [
        (one - mean) / deviation * float(scale) + float(shift)
        for one, scale, shift in zip(row, arrays[f"{name}.weight"], arrays[f"{name}.bias"], strict=True)
    ]


def linear(row: list[float], arrays: dict[str, np.ndarray], name: str) -> list[float]:
    return [
        sum(float(weight) * one for weight, one in zip(weights, row, strict=True)) + float(bias)
        for weights, bias in zip(arrays[f"{name}.weight"], arrays[f"{name}.bias"], strict=True)
    ]


def by_the_book(text: list[list[float]], arrays: dict[str, np.ndarray], layers: int = 2) -> list[list[float]]:
    """The states of one text, number by number."""
    rows = [normed(row, arrays, "norm") for row in text]
    size = WIDTH // HEADS
    for number in range(layers):
        layer = f"layers.{number}"
        asked = [linear(row, arrays, f"{layer}.attention") for row in rows]
        after = []
        for row, own in zip(rows, asked, strict=True):
            seen = []
            for head in range(HEADS):
                query, key, value = (
                    slice(part * WIDTH + head * size, part * WIDTH + (head + 1) * size) for part in range(3)
                )
                near = [
                    exp(sum(a * b for a, b in zip(own[query], other[key], strict=True)) / sqrt(size)) for other in asked
                ]
                shares = [one / sum(near) for one in near]
                seen += [
                    sum(share * other[value][place] for share, other in zip(shares, asked, strict=True))
                    for place in range(size)
                ]
            row = normed(
                [a + b for a, b in zip(row, linear(seen, arrays, f"{layer}.seen"), strict=True)],
                arrays,
                f"{layer}.seen_norm",
            )
            bent = [one * (1 + erf(one / sqrt(2))) / 2 for one in linear(row, arrays, f"{layer}.wide")]
            narrow = linear(bent, arrays, f"{layer}.narrow")
            after.append(normed([a + b for a, b in zip(row, narrow, strict=True)], arrays, f"{layer}.narrow_norm"))
        rows = after
    return rows


def test_states_are_what_the_formulas_give_whatever_stands_in_the_empty_places() -> None:
    arrays, chance = model(), np.random.default_rng(5)
    read = chance.standard_normal((2, 4, WIDTH)).astype(np.float32)
    real = np.array([[True] * 4, [True, True, False, False]])
    made = states(read, real, prepared(arrays))
    assert made[0] == pytest.approx(np.array(by_the_book(read[0].tolist(), arrays)), abs=1e-4)
    assert made[1, :2] == pytest.approx(np.array(by_the_book(read[1, :2].tolist(), arrays)), abs=1e-4)


def test_what_is_stored_in_bytes_is_multiplied_by_its_scale_a_row() -> None:
    stored = {"pieces": np.array([[1, -2], [3, 4]], np.int8), "pieces_scale": np.array([0.5, 2], np.float16)}
    assert prepared(stored)["pieces"].tolist() == [[0.5, -1], [6, 8]]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12))
def test_pieces_put_together_are_the_word(word: str) -> None:
    rows = pieces(word)
    if len(rows) < MOST:
        assert "".join(KNOWN[row].removeprefix(INSIDE) for row in rows) == word.lower()
    assert not KNOWN[rows[0]].startswith(INSIDE)
    assert all(KNOWN[row].startswith(INSIDE) for row in rows[1:])


@given(st.text())
def test_any_text_has_some_pieces_and_no_more_than_are_read(text: str) -> None:
    assert 1 <= len(pieces(text)) <= MOST


def test_accents_are_left_out_and_other_scripts_unknown() -> None:
    assert pieces("Orbán") == pieces("orban")
    assert pieces("Минск") == (UNKNOWN,)
