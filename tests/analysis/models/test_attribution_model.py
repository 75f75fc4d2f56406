"""The model is small, and what it says are probabilities."""

import numpy as np
import pytest

from analysis.models import attribution as network
from analysis.models.tokens import WORD_VECTORS, tokens
from tests.helpers.invented import ARTICLE


def test_model_and_word_vectors_are_five_megabytes_or_less() -> None:
    assert network.MODEL.stat().st_size + WORD_VECTORS.stat().st_size <= 5_000_000


def test_label_probabilities_sum_to_one_and_are_no_one_sided_guess() -> None:
    labels = network.read(tokens(ARTICLE).features, network.weights()).labels
    assert labels.sum(axis=1) == pytest.approx(np.ones(len(labels)), abs=1e-4)
    assert 0.02 < labels[:, 1:3].sum(axis=1).mean() < 0.98


def test_a_paragraph_is_read_the_same_however_many_are_read_with_it() -> None:
    one = "Ann Lee, the mayor, said the bridge would be rebuilt by spring."
    far = "\n\n".join(["Rain fell on the town and on the fields behind it for the whole of the day."] * 30)
    alone = network.read(tokens(one).features, network.weights()).labels
    among = network.read(tokens(f"{one}\n\n{far}").features, network.weights()).labels
    assert np.abs(alone[:8] - among[:8]).max() < 0.05


def test_sequences_cover_every_token_once_and_stay_short() -> None:
    text = " ".join(["It rained on the town and the wide fields behind it."] * 60) + "\n\nIt stopped."
    features = tokens(text).features
    runs = network.sequences(features)
    assert [first for first, _ in runs] == [0, *(last for _, last in runs[:-1])]
    assert runs[-1][1] == len(features)
    assert max(last - first for first, last in runs) < 2 * network.LONGEST_SEQUENCE
