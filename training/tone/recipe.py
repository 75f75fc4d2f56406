"""Makes the tone model: python -m analysis train-tone TRAIN.jsonl --texts DIR

A teacher is fine-tuned on the annotated targets, labels the targets of sentences that nobody annotated, and gives each
word its first vector; the small network then learns from both. Each step's result is kept in a folder, so that what was
done is not done again. The annotated sentences that are kept for choosing teach neither.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.models import Floats, encoder
from analysis.models import tone as tone_network
from analysis.models.tone import encoded
from analysis.text.files import InputError
from training import transformer
from training.encoder import started
from training.steps import kept, kept_in_pieces, key, taught
from training.tone import student as tone_student
from training.tone import teacher as tone_teacher
from training.tone import texts as tone_texts
from training.tone.newsmtsc import Target, is_development, targets
from training.tone.student import Lesson

VECTOR_SIZE = 64
# Of a label, so much is the annotators' and the rest the teacher's; an annotated target is read so many times.
ANNOTATED_SHARE, ANNOTATED_TIMES = 0.3, 2
MOST_UNREAD = 60_000
FAINTEST = 0.005
TEMPERATURES = np.linspace(0.5, 2.5, 81)

Pairs = Sequence[tuple[str, tuple[int, int]]]


def make(train: Path, texts: Path, folder: Path, model: Path) -> None:
    """Writes the tone model to `model`, from NewsMTSC's `train` and a folder of news `texts`.

    `folder` holds what is kept between the steps. Raises `InputError` where a corpus is missing or not as expected.
    """
    found = list(targets(train))
    fitted = [one for one in found if not is_development(one.sentence)]
    held = [one for one in found if is_development(one.sentence)]
    read = [path.read_text(encoding="utf-8") for path in sorted(texts.glob("*.txt"))]
    if not read:
        raise InputError(f"{texts}: there is no .txt file in it. Give the folder text of PolNeAR's training part.")
    pretrained = transformer.unpacked(folder)
    taught_from = (transformer.LARGE.sha256, tone_teacher.SETTINGS, fitted)
    teacher = taught(
        folder,
        taught_from,
        lambda: tone_teacher.Teacher(pretrained),
        lambda: tone_teacher.teach(pretrained, fitted),
    )
    by_teacher = (key(*taught_from),)
    words = list(encoder.vocabulary())
    first = kept(
        folder,
        "vectors",
        (*by_teacher, words, VECTOR_SIZE),
        lambda: tone_teacher.word_vectors(teacher, words, VECTOR_SIZE),
    )
    annotated = [(one.sentence, one.span) for one in fitted]
    unread = [*tone_texts.beside(annotated), *tone_texts.in_texts(read)[:MOST_UNREAD]]

    def label(pairs: Pairs) -> Floats:
        return tone_teacher.chances(teacher, pairs)

    softened = kept_in_pieces(folder, "annotated", annotated, by_teacher, label)
    hard = np.eye(3, dtype=np.float32)[np.array([one.label for one in fitted])]
    mixed = ANNOTATED_SHARE * hard + (1 - ANNOTATED_SHARE) * softened
    guessed = kept_in_pieces(folder, "unread", unread, by_teacher, label)
    # Unread targets are neutral more often than annotated ones; weights give both the same mix.
    weights = guessed @ (mixed.mean(axis=0) / guessed.mean(axis=0))
    lessons = _lessons(unread, guessed, weights)
    lessons += _lessons(annotated, mixed, np.ones(len(annotated), dtype=np.float32)) * ANNOTATED_TIMES
    net = tone_student.fit(lessons, started(first))
    np.savez_compressed(model, **tone_student.arrays(net, temperature(net, held)))  # type: ignore[arg-type]


def temperature(net: tone_student.Net, kept: Sequence[Target]) -> float:
    """What scores are divided by, so that probabilities hold on every other of the targets `kept` (Guo et al. 2017)."""
    half = kept[::2]
    model = tone_network.prepared(tone_student.arrays(net))
    chances = tone_network.probabilities([(one.sentence, one.span) for one in half], model)
    scores = np.log(np.maximum(chances, 1e-9))
    gold = np.array([one.label for one in half])

    def surprise(divisor: float) -> float:
        scaled = scores / divisor
        scaled = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return -float(scaled[np.arange(len(gold)), gold].mean())

    return float(min(TEMPERATURES, key=surprise))


def _lessons(pairs: Pairs, chances: Floats, weights: Floats) -> list[Lesson]:
    floored = np.maximum(chances, FAINTEST)
    floored /= floored.sum(axis=1, keepdims=True)
    return [
        Lesson(encoded(text, span), (float(row[0]), float(row[1]), float(row[2])), float(weight))
        for (text, span), row, weight in zip(pairs, floored, weights, strict=True)
    ]
