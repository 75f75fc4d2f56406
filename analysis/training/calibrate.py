"""Fits and checks how sure the attribution model may be: python -m analysis.training.calibrate SPLIT_DIR

Every other article of the split is fitted on, the others measure how well the probabilities hold.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis import linking, network
from analysis.calibration import CALIBRATION, coefficients, log_odds, logistic
from analysis.language import Span, sentences
from analysis.tokens import FIRST_WORD_SHAPE, Tokens, characters, tokens
from analysis.training.annotations import Annotated, articles, meet

BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


class Case(NamedTuple):
    """Some words, the log odds that the model gave them, and the share of them that are as it says."""

    kind: str
    values: list[float]
    right: float
    words: int


def cases(found: Tokens, gold: Sequence[Annotated], sentence_spans: Sequence[Span]) -> list[Case]:
    """A case for each part of a content that the model finds, and one for the rest of each sentence."""
    model = network.weights()
    reading = network.read(found.features, model)
    is_word = found.features[:, 1] >= FIRST_WORD_SHAPE
    owner = np.full(len(found.spans), -1)
    for number, one in enumerate(gold):
        for first, last in one.content:
            owner[(found.spans[:, 0] < last) & (found.spans[:, 1] > first)] = number
    parts = linking.parts(reading.labels, np.zeros(len(found.spans), dtype=bool))
    made = []
    narrated = is_word.copy()
    for part in linking.linked(reading, found.features, parts, model):
        inside = slice(*part.content)
        narrated[inside] = False
        owners = owner[inside][is_word[inside]]
        if len(owners):
            source = characters(found, part.source)
            right = [
                number >= 0 and meet(gold[number].source, [source] if source else []) for number in owners.tolist()
            ]
            values = [log_odds(part.attributed), log_odds(part.credited)]
            made.append(Case("attributed", values, float(np.mean(right)), len(right)))
    content = linking.content_probability(reading.labels)
    for span in sentence_spans:
        first, last = np.searchsorted(found.spans[:, 0], span)
        rest = np.flatnonzero(narrated[first:last]) + first
        if len(rest):
            mean = float(content[rest].mean())
            made.append(Case("unattributed", [log_odds(mean)], float((owner[rest] < 0).mean()), len(rest)))
    return made


def cases_by_article(split: Path) -> list[list[Case]]:
    """The cases of each article of `split`, in the order of their names."""
    return [cases(tokens(text), gold, sentences(text)) for _, text, gold in articles(split)]


def fit(found: Iterable[Case]) -> list[float]:
    """The coefficients of a weighted logistic regression of `right` on `values`, the constant first, by Newton's method."""
    rows = list(found)
    values = np.array([[1.0, *one.values] for one in rows])
    right, weight = np.array([one.right for one in rows]), np.array([one.words for one in rows])
    chosen = np.zeros(values.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-values @ chosen))
        slope = values.T @ (weight * (right - chance)) - 0.1 * chosen
        bend = (values * (weight * chance * (1 - chance))[:, None]).T @ values + 0.1 * np.eye(len(chosen))
        chosen = chosen + np.linalg.solve(bend, slope)
    return [round(float(one), 4) for one in chosen]


def reliability(split: Path) -> list[dict[str, float | int | str]]:
    """How often what is given a probability is right, on the articles that the calibration was not fitted to.

    A row for each kind and bin: kind, `said` (mean probability), `right` (share of words), words.
    """
    held = [one for found in cases_by_article(split)[1::2] for one in found]
    rows: list[dict[str, float | int | str]] = []
    for kind, weights in coefficients().items():
        said = np.array([logistic(weights, one.values) for one in held if one.kind == kind])
        right = np.array([one.right for one in held if one.kind == kind])
        words = np.array([one.words for one in held if one.kind == kind])
        places = np.digitize(said, BINS[1:-1])
        for place in range(len(BINS) - 1):
            here = places == place
            if words[here].sum():
                mean = [round(float(np.average(column[here], weights=words[here])), 4) for column in (said, right)]
                rows.append({"kind": kind, "said": mean[0], "right": mean[1], "words": int(words[here].sum())})
    return rows


def main(split: Path) -> None:
    """Writes the coefficients that ship with the instrument, and prints how well they hold."""
    fitted = [one for found in cases_by_article(split)[::2] for one in found]
    chosen = {kind: fit(one for one in fitted if one.kind == kind) for kind in ("attributed", "unattributed")}
    CALIBRATION.write_text(json.dumps(chosen) + "\n", encoding="utf-8")
    coefficients.cache_clear()
    for row in reliability(split):
        print(f"{row['kind']:13} said {row['said']:.3f}  right {row['right']:.3f}  {row['words']:,} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
