"""Calibrates the probabilities of attribution, and checks them: `python -m training calibration POLNEAR`.

Every second article is fitted on; the others measure how well the probabilities hold.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.attribution import calibration, linking
from analysis.attribution.calibration import coefficients, log_odds, logistic
from analysis.attribution.coder import code
from analysis.models import attribution as network
from analysis.models.tokens import SHAPE, Tokens, characters, tokens
from analysis.models.words import FIRST_WORD_SHAPE
from analysis.speakers import share_intervals
from analysis.text.article import Article
from analysis.text.segmentation import Span, sentences, words
from analysis.text.statements import NARRATOR
from training.corpora import Annotated, articles, overlap

KINDS = ("attributed", "unattributed")
SHARED_ERRORS = tuple(step / 4 for step in range(13))
WANTED = 0.95
RIDGE = 0.1
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


class Case(NamedTuple):
    """Words that are judged together.

    Args:
        kind: one of `KINDS`.
        values: the model's log odds that they are somebody's, or that the right source is given.
        right: the share of them for which the model is right, 0 to 1.
        words: how many they are.
    """

    kind: str
    values: list[float]
    right: float
    words: int


def cases(text: Tokens, annotated: Sequence[Annotated], sentence_spans: Sequence[Span]) -> list[Case]:
    """A case for each part of a content that the model marks, and one for the rest of each sentence."""
    model = network.weights()
    output = network.read(text.features, model)
    is_word = text.features[:, SHAPE] >= FIRST_WORD_SHAPE
    owner = np.full(len(text.spans), -1)
    for number, attribution in enumerate(annotated):
        for first, last in attribution.content:
            owner[(text.spans[:, 0] < last) & (text.spans[:, 1] > first)] = number
    parts = linking.parts(output.labels, np.zeros(len(text.spans), dtype=bool))
    judged = []
    narrated = is_word.copy()
    for part in linking.link(output, text.features, parts, model):
        inside = slice(*part.content)
        narrated[inside] = False
        owners = owner[inside][is_word[inside]]
        if len(owners):
            source = characters(text, part.source)
            sources = [source] if source else []
            right = [number >= 0 and overlap(annotated[number].source, sources) for number in owners.tolist()]
            values = [log_odds(part.attributed), log_odds(part.credited)]
            judged.append(Case("attributed", values, float(np.mean(right)), len(right)))
    content = linking.content_probability(output.labels)
    for span in sentence_spans:
        first, last = np.searchsorted(text.spans[:, 0], span)
        rest = np.flatnonzero(narrated[first:last]) + first
        if len(rest):
            mean = float(content[rest].mean())
            judged.append(Case("unattributed", [log_odds(mean)], float((owner[rest] < 0).mean()), len(rest)))
    return judged


def cases_by_article(polnear: Path) -> list[list[Case]]:
    """The cases of each article of a part of PolNeAR, in the order of their names."""
    return [cases(tokens(text), annotated, sentences(text)) for _, text, annotated in articles(polnear)]


def fit(judged: Iterable[Case]) -> list[float]:
    """The coefficients of a logistic regression of `right` on `values`, weighted by words; the constant comes first.

    By Newton's method, with a ridge of 0.1.
    """
    rows = list(judged)
    values = np.array([[1.0, *case.values] for case in rows])
    right, weight = np.array([case.right for case in rows]), np.array([case.words for case in rows])
    chosen = np.zeros(values.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-values @ chosen))
        slope = values.T @ (weight * (right - chance)) - RIDGE * chosen
        bend = (values * (weight * chance * (1 - chance))[:, None]).T @ values + RIDGE * np.eye(len(chosen))
        chosen = chosen + np.linalg.solve(bend, slope)
    return [round(float(coefficient), 4) for coefficient in chosen]


def calibration_curve(polnear: Path) -> list[dict[str, float | int | str]]:
    """How often words of a given probability are right, in the articles that the calibration was not fitted on.

    A row for each kind and bin: kind, `said` (the mean probability), `right` (the share of words), words.
    """
    held_out = [case for judged in cases_by_article(polnear)[1::2] for case in judged]
    rows: list[dict[str, float | int | str]] = []
    for kind in KINDS:
        weights = coefficients()[kind]
        of_kind = [case for case in held_out if case.kind == kind]
        said = np.array([logistic(weights, case.values) for case in of_kind])
        right, words = np.reshape([(case.right, case.words) for case in of_kind], (-1, 2)).T
        for inside in np.digitize(said, BINS[1:-1]) == np.arange(len(BINS) - 1)[:, None]:
            if words[inside].sum():
                mean = [round(float(np.average(column[inside], weights=words[inside])), 4) for column in (said, right)]
                rows.append({"kind": kind, "said": mean[0], "right": mean[1], "words": int(words[inside].sum())})
    return rows


class Narrated(NamedTuple):
    """An article's statements, and the share of its words that the annotators leave to the narrator."""

    statements: pd.DataFrame
    share: float


def narrated(polnear: Path) -> list[Narrated]:
    """The coded statements of each article of a part of PolNeAR with the narrator's share as annotated, by name."""
    rows = []
    for name, text, annotated in articles(polnear):
        contents = [span for attribution in annotated for span in attribution.content]
        spans = words(text)
        free = [span for span in spans if not overlap([span], contents)]
        rows.append(Narrated(code(Article(name, Path(name), text)), len(free) / max(1, len(spans))))
    return rows


def coverage(articles: Sequence[Narrated], shared: float | None = None) -> tuple[float, float]:
    """The share of articles in which the narrator's interval holds the annotated share, and its mean width, 0 to 1.

    Args:
        shared: the standard deviation of the error that statements share, in log odds; by default the fitted value.
    """
    holds, widths = [], []
    for article in articles:
        rows = share_intervals(article.statements, shared).set_index("voice")
        low, high = (float(rows[edge].get(NARRATOR, 0.0)) for edge in ("low", "high"))
        holds.append(low <= article.share <= high)
        widths.append(high - low)
    return float(np.mean(holds)), float(np.mean(widths))


def make(polnear: Path, out: Path) -> None:
    """Writes the coefficients to `out`, and prints how well they hold."""
    fitted = [case for judged in cases_by_article(polnear)[::2] for case in judged]
    chosen = {kind: fit(case for case in fitted if case.kind == kind) for kind in KINDS}
    _use(chosen | {"shared": [0.0]}, out)
    counted = narrated(polnear)
    enough = (shared for shared in SHARED_ERRORS if coverage(counted[::2], shared)[0] >= WANTED)
    chosen["shared"] = [next(enough, SHARED_ERRORS[-1])]
    _use(chosen, out)
    holds, width = coverage(counted[1::2])
    print(f"shared error {chosen['shared'][0]}: holds in {holds:.3f} of the other articles, {width:.3f} wide")
    for row in calibration_curve(polnear):
        print(f"{row['kind']:13} said {row['said']:.3f}  right {row['right']:.3f}  {row['words']:,} words")


def _use(chosen: dict[str, list[float]], out: Path) -> None:
    """Writes coefficients to `out`, and makes this process use them."""
    out.write_text(json.dumps(chosen) + "\n", encoding="utf-8")
    calibration.CALIBRATION = out
    coefficients.cache_clear()
