"""Fits and checks how sure the attribution model may be: python -m training.attribution.calibrate SPLIT_DIR

Every other article of the split is fitted on, the others measure how well the probabilities hold.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.attribution import linking
from analysis.attribution.calibration import CALIBRATION, coefficients, log_odds, logistic
from analysis.attribution.coder import code
from analysis.models import attribution as network
from analysis.models.tokens import FIRST_WORD_SHAPE, SHAPE, Tokens, characters, tokens
from analysis.speakers import share_intervals
from analysis.text.article import Article
from analysis.text.segmentation import Span, sentences, words
from analysis.text.statements import NARRATOR
from training.attribution.annotations import Annotated, articles, meet

KINDS = ("attributed", "unattributed")
SHARED_ERRORS = tuple(step / 4 for step in range(13))
WANTED = 0.95
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
    is_word = found.features[:, SHAPE] >= FIRST_WORD_SHAPE
    owner = np.full(len(found.spans), -1)
    for number, one in enumerate(gold):
        for first, last in one.content:
            owner[(found.spans[:, 0] < last) & (found.spans[:, 1] > first)] = number
    parts = linking.parts(reading.labels, np.zeros(len(found.spans), dtype=bool))
    made = []
    narrated = is_word.copy()
    for part in linking.link(reading, found.features, parts, model):
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
    for kind in KINDS:
        weights = coefficients()[kind]
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


class Narrated(NamedTuple):
    """An article's statements, and the share of its words that the annotators leave to the narrator."""

    statements: pd.DataFrame
    share: float


def narrated(split: Path) -> list[Narrated]:
    """The coded statements of each article of `split` with the narrator's share as annotated, by name."""
    made = []
    for name, text, gold in articles(split):
        contents = [span for one in gold for span in one.content]
        places = words(text)
        free = [place for place in places if not meet([place], contents)]
        made.append(Narrated(code(Article(name, Path(name), text)), len(free) / max(1, len(places))))
    return made


def coverage(found: Sequence[Narrated], shared: float | None = None) -> tuple[float, float]:
    """In which share of articles the narrator's interval holds the annotated share, and how wide it is on average."""
    holds, widths = [], []
    for one in found:
        rows = share_intervals(one.statements, shared).set_index("voice")
        low, high = (float(rows[edge].get(NARRATOR, 0.0)) for edge in ("low", "high"))
        holds.append(low <= one.share <= high)
        widths.append(high - low)
    return float(np.mean(holds)), float(np.mean(widths))


def main(split: Path) -> None:
    """Writes the coefficients that ship with the instrument, and prints how well they hold."""
    fitted = [one for found in cases_by_article(split)[::2] for one in found]
    chosen = {kind: fit(one for one in fitted if one.kind == kind) for kind in KINDS}
    CALIBRATION.write_text(json.dumps(chosen | {"shared": [0.0]}) + "\n", encoding="utf-8")
    coefficients.cache_clear()
    counted = narrated(split)
    enough = (one for one in SHARED_ERRORS if coverage(counted[::2], one)[0] >= WANTED)
    chosen["shared"] = [next(enough, SHARED_ERRORS[-1])]
    CALIBRATION.write_text(json.dumps(chosen) + "\n", encoding="utf-8")
    coefficients.cache_clear()
    held, width = coverage(counted[1::2])
    print(f"shared error {chosen['shared'][0]}: holds in {held:.3f} of the other articles, {width:.3f} wide")
    for row in reliability(split):
        print(f"{row['kind']:13} said {row['said']:.3f}  right {row['right']:.3f}  {row['words']:,} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
