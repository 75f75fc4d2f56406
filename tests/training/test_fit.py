"""Fitting is the same bit by bit, and makes what the instrument can read. Collected where PyTorch is installed."""

from pathlib import Path

import numpy as np
import pytest

from analysis.models import attribution as network
from analysis.models.tokens import tokens
from tests.corpus import TEXT
from tests.corpus import write as write_corpus
from training.attribution.fit import fit, write


def test_the_same_corpus_gives_the_same_file_and_the_instrument_can_read_it(tmp_path: Path) -> None:
    split = write_corpus(tmp_path / "split")
    files = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for file in files:
        write(fit(split, epochs=1), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    with np.load(files[0]) as stored:
        model = network.prepared(dict(stored))
    labels = network.read(tokens(TEXT).features, model).labels
    assert labels.sum(axis=1) == pytest.approx(np.ones(len(labels)), abs=1e-4)
