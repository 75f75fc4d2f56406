"""The weights by which `analysis.attribution.voices` says who is meant: `python -m training voices`.

A conditional logit: of the candidates for a source, nobody among them, the one that the coding names shall be the
likeliest. Fitted by gradient ascent with a penalty on the squares of the weights. The articles are read several times:
first with the right voices told, then with the answers of the weights fitted so far, so that these learn from their own
mistakes.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from analysis.attribution.extraction import attributions
from analysis.attribution.people.antecedents import NOBODY, UNNAMED, Case, weights
from analysis.attribution.people.census import people
from analysis.attribution.voices import resolved
from analysis.text.segmentation import words
from analysis.text.statements import NARRATOR, Attribution
from benchmarks.voices import Gold, gold, same

ROUNDS = 3
STEPS = 600
RATE = 0.05
PENALTY = 0.003
SURE = "sure"

Weights = dict[str, dict[str, float]]
Labelled = tuple[Case, frozenset[str], float]


def coded_voices(article: Gold, attributed: Sequence[Attribution]) -> list[str]:
    """The voice that the coding gives to most words of each attribution; the narrator's where most are nobody's."""
    voices = []
    for attribution in attributed:
        counts: Counter[str] = Counter()
        for first, last in words(article.text, *attribution.content):
            owner = next(
                (voice for begin, end, voice, _ in article.stretches if begin < last and first < end), NARRATOR
            )
            counts[owner] += 1
        voices.append(counts.most_common(1)[0][0] if counts else NARRATOR)
    return voices


def cases(
    article: Gold, attributed: Sequence[Attribution], fitted: Mapping[str, Mapping[str, float]], teach: bool
) -> tuple[list[Labelled], list[bool]]:
    """The questions that the article asks, each with its right answers and weight; and which names are right."""
    known = people(article.text)
    voices = coded_voices(article, attributed)
    told = {}
    if teach:
        for number, voice in enumerate(voices):
            key = next((key for key, entity in known.entities.items() if same(article, voice, entity.name)), None)
            if key and voice != NARRATOR:
                told[number] = key
    labelled, named = [], []
    seen = set()
    answers = resolved(article.text, attributed, (), 0, fitted, told)
    for attribution, voice, (answer, case) in zip(attributed, voices, answers, strict=True):
        place = attribution.source or attribution.content
        if voice == NARRATOR or place in seen:
            continue
        seen.add(place)
        if case is None:
            if answer.basis == "named in the text":
                named.append(same(article, voice, answer.name))
            continue
        right = frozenset(key for key in case.candidates if key and same(article, voice, case.names[key]))
        if not right:
            # To stay under the words of an earlier description is as right as to stay under its own.
            right = frozenset({NOBODY, *(key for key in case.candidates if key.startswith(UNNAMED))})
        labelled.append((case, right, 1.0))
    return labelled, named


def fit(labelled: Sequence[Labelled]) -> dict[str, float]:
    """The weights under which the right answers are likeliest."""
    names = sorted({name for case, _, _ in labelled for features in case.candidates.values() for name in features})
    place = {name: number for number, name in enumerate(names)}
    owners, right, rows = [], [], []
    for number, (case, answers, _) in enumerate(labelled):
        for key, features in case.candidates.items():
            row = np.zeros(len(names))
            for name, value in features.items():
                row[place[name]] = value
            rows.append(row)
            owners.append(number)
            right.append(key in answers)
    matrix, owner, truth = np.array(rows), np.array(owners), np.array(right)
    beta, momentum, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = matrix @ beta
        scores -= scores.max()
        chances = np.exp(scores)
        all_of = np.bincount(owner, chances, len(labelled))
        right_of = np.bincount(owner, chances * truth, len(labelled))
        posterior = chances * truth / right_of[owner]
        gradient = matrix.T @ (posterior - chances / all_of[owner]) / len(labelled) - PENALTY * beta
        momentum, square = 0.9 * momentum + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        beta += RATE * momentum / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, beta, strict=True)}


def fitted(articles: Sequence[Gold]) -> Weights:
    """The weights fitted on `articles`."""
    read = [(article, attributions(article.text)) for article in articles]
    current: Mapping[str, Mapping[str, float]] = weights()
    labelled: list[Labelled] = []
    result: Weights = {}
    for number in range(ROUNDS):
        named: list[bool] = []
        for article, attributed in read:
            asked, rights = cases(article, attributed, current, teach=number == 0)
            labelled += asked
            named += rights
        questions = {case.question for case, _, _ in labelled}
        result = {
            question: fit([one for one in labelled if one[0].question == question]) for question in sorted(questions)
        }
        result[SURE] = {"named": round(float(np.mean(named)), 3)}
        current = result
    return result


def make(coded: Path, out: Path) -> None:
    """Fits the weights on the coded articles in the folder `coded` and writes them to `out`."""
    out.write_text(json.dumps(fitted(gold(coded)), indent=1) + "\n", encoding="utf-8")
