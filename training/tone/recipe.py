"""How the tone model is made: `python -m training tone POLNEAR NEWSMTSC`.

A teacher is fine-tuned on the annotated targets. It labels targets that nobody annotated, and gives each word its first
vector. The small network then learns from both. Annotated sentences that are set aside for choosing teach neither. The
result of each step is kept (`training.steps`).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats, words
from analysis.models import tone as network
from analysis.models.tone import encoded
from training import transformer
from training.corpora import Target, is_development, targets, texts
from training.fitting import compressed, write
from training.steps import kept, kept_in_pieces, key, taught
from training.tone import student, teacher, unlabelled
from training.tone.student import Lesson
from training.tone.unlabelled import Pair

VECTOR_SIZE = 64
# The weight of the annotators in a label, the rest being the teacher's; how often an epoch reads an annotated target.
ANNOTATED_SHARE, ANNOTATED_TIMES = 0.3, 2
MOST_UNREAD = 60_000
# The least probability of a label in a lesson.
FAINTEST = 0.005
TEMPERATURES = np.linspace(0.5, 2.5, 81)


def make(polnear: Path, newsmtsc: Path, folder: Path, out: Path) -> None:
    """Writes the tone model to `out`; the results of the steps are kept in `folder`.

    Raises:
        InputError: a corpus or a pretrained model is missing, or not as expected.
    """
    articles, annotated = texts(polnear), list(targets(newsmtsc))
    fitted = [target for target in annotated if not is_development(target.sentence)]
    aside = [target for target in annotated if is_development(target.sentence)]
    pretrained = transformer.unpacked(folder, transformer.LARGE)
    taught_from = (transformer.LARGE.sha256, teacher.SETTINGS, fitted)
    labeller = taught(
        folder, taught_from, partial(teacher.Teacher, pretrained), partial(teacher.teach, pretrained, fitted)
    )
    by_teacher, label = (key(*taught_from),), partial(teacher.chances, labeller)
    vocabulary = list(words.vocabulary())
    first_vectors = partial(teacher.word_vectors, labeller, vocabulary, VECTOR_SIZE)
    vectors = kept(folder, "vectors", (*by_teacher, vocabulary, VECTOR_SIZE), first_vectors)
    read = [(target.sentence, target.span) for target in fitted]
    soft = kept_in_pieces(folder, "annotated", read, by_teacher, label)
    hard = np.eye(3, dtype=np.float32)[np.array([target.label for target in fitted])]
    mixed = ANNOTATED_SHARE * hard + (1 - ANNOTATED_SHARE) * soft
    others = [*unlabelled.beside(read), *unlabelled.in_texts(articles.values())[:MOST_UNREAD]]
    guessed = kept_in_pieces(folder, "unread", others, by_teacher, label)
    # Unread targets are neutral more often than annotated ones; weights give both the same mix.
    weights = guessed @ (mixed.mean(axis=0) / guessed.mean(axis=0))
    lessons = _lessons(others, guessed, weights)
    lessons += _lessons(read, mixed, np.ones(len(read), dtype=np.float32)) * ANNOTATED_TIMES
    net = student.fit(lessons, student.started(vectors))
    arrays = compressed(student.arrays(net), {"vectors"})
    divisor = temperature(arrays | {"temperature": np.array(1.0, np.float32)}, aside)
    write(arrays | {"temperature": np.array(divisor, np.float32)}, out)


def temperature(arrays: Mapping[str, NDArray[Any]], aside: Sequence[Target]) -> float:
    """The number to divide the scores of a model by, fitted on every second of the targets `aside` (Guo et al. 2017)."""
    half = aside[::2]
    chances = network.probabilities([(target.sentence, target.span) for target in half], network.prepared(arrays))
    scores = np.log(np.maximum(chances, 1e-9))
    gold = np.array([target.label for target in half])

    def surprise(divisor: float) -> float:
        scaled = scores / divisor
        scaled = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return -float(scaled[np.arange(len(gold)), gold].mean())

    return float(min(TEMPERATURES, key=surprise))


def _lessons(pairs: Sequence[Pair], chances: Floats, weights: Floats) -> list[Lesson]:
    """A lesson for each of `pairs`, no label less probable than `FAINTEST` before the rows are brought to sum 1."""
    floored = np.maximum(chances, FAINTEST)
    floored /= floored.sum(axis=1, keepdims=True)
    rows = zip(pairs, floored.tolist(), weights.tolist(), strict=True)
    return [Lesson(encoded(text, span), tuple(row), weight) for (text, span), row, weight in rows]
