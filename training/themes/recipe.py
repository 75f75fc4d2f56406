"""Makes the theme model: python -m analysis train-themes DIR TRAIN.jsonl

A teacher is fine-tuned on coded statements, and codes the statements and clauses that nobody coded; the small network
then learns from all of them. Each step's result is kept in a folder, so that what was done is not done again. From
where a theme is given is chosen on coded statements that teach neither.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.codebook.agreement import by_theme, micro_f1
from analysis.codebook.codebook import codebook
from analysis.codebook.finder import finder
from analysis.models import Floats
from analysis.models import themes as theme_network
from analysis.models.theme_hits import Parts
from analysis.models.themes import Encoded
from training import transformer
from training.steps import kept_in_pieces, key, taught
from training.themes import lessons as theme_lessons
from training.themes import student as theme_student
from training.themes import teacher as theme_teacher
from training.themes.lessons import CHOOSING, FITTING, Coded
from training.themes.student import Lesson

# How much a lesson weighs: a statement's that was coded, of whose label so much is the code and the rest the teacher's;
# a clause's; an invented statement's, whose codes are taken for so sure.
CODED_WEIGHT, CODED_SHARE, CLAUSE_WEIGHT, INVENTED_WEIGHT, INVENTED_SURE = 2.0, 0.6, 0.5, 1.5, 0.98
THRESHOLDS = np.linspace(0.1, 0.7, 61)


def make(polnear: Path, newsmtsc: Path, folder: Path, model: Path) -> None:
    """Writes the theme model to `model`, from PolNeAR's folder `polnear` of texts and NewsMTSC's file `newsmtsc`.

    `folder` holds what is kept between the steps. Raises `InputError` where a corpus is missing or not as expected.
    """
    columns = [theme.id for theme in codebook()]
    found = theme_lessons.statements(polnear, newsmtsc)
    coded = [one for one in found if one.themes is not None and one.part == FITTING]
    chosen_on = [one for one in found if one.themes is not None and one.part == CHOOSING]
    uncoded = [one for one in found if one.themes is None]
    pretrained = transformer.unpacked(folder)
    statements = [one.parts for one in coded]
    taught_from = (transformer.LARGE.sha256, theme_teacher.SETTINGS, columns, statements, codes(coded, columns))
    teacher = taught(
        folder,
        taught_from,
        lambda: theme_teacher.Teacher(pretrained, len(columns)),
        lambda: theme_teacher.teach(pretrained, statements, codes(coded, columns)),
    )
    by_teacher = (key(*taught_from),)
    clauses = theme_lessons.clauses(one.parts[1] for one in found if one.part == FITTING)
    names = theme_lessons.names(path.read_text(encoding="utf-8") for path in sorted(polnear.glob("*.txt")))
    find, hidden = finder(codebook()), frozenset(names)

    def read(parts: Parts) -> Encoded:
        return theme_network.encoded(parts, find(parts[1]), columns, hidden)[0]

    def label(statements: Sequence[Parts]) -> Floats:
        scores = transformer.scores(teacher, [teacher.read(parts) for parts in statements])
        return (1 / (1 + np.exp(-scores))).astype(np.float32)

    lessons: list[Lesson] = []
    for name, texts, weight in (
        ("statements", [one.parts for one in uncoded], 1.0),
        ("clauses", [("", clause, "") for clause in clauses], CLAUSE_WEIGHT),
    ):
        made = kept_in_pieces(folder, name, texts, by_teacher, label)
        lessons += [Lesson(read(parts), row, weight) for parts, row in zip(texts, made, strict=True)]
    guessed = kept_in_pieces(folder, "coded", statements, by_teacher, label)
    mixed = CODED_SHARE * codes(coded, columns) + (1 - CODED_SHARE) * guessed
    lessons += [Lesson(read(one.parts), row, CODED_WEIGHT) for one, row in zip(coded, mixed, strict=True)]
    invented = theme_lessons.invented()
    sure = np.clip(codes(invented, columns), 1 - INVENTED_SURE, INVENTED_SURE)
    lessons += [Lesson(read(one.parts), row, INVENTED_WEIGHT) for one, row in zip(invented, sure, strict=True)]
    lessons = [one for one in lessons if max(one.statement.words) >= 0]
    net = theme_student.fit(lessons, transformer.unpacked(folder, transformer.SMALL))
    arrays = theme_student.arrays(net, columns, names)
    threshold = best_threshold(arrays, [read(one.parts) for one in chosen_on], chosen_on, columns)
    np.savez_compressed(model, threshold=np.float32(threshold), **arrays)  # type: ignore[arg-type]


def codes(coded: Sequence[Coded], columns: Sequence[str]) -> Floats:
    """The codes of `coded` statements, (n, themes) of 0 and 1, the themes in the order of `columns`."""
    return np.array([[theme in (one.themes or ()) for theme in columns] for one in coded], dtype=np.float32)


def best_threshold(
    arrays: Mapping[str, NDArray[Any]], statements: Sequence[Encoded], coded: Sequence[Coded], columns: Sequence[str]
) -> float:
    """The probability from which a theme is given by the model of `arrays`, so that micro F1 on `coded` is greatest."""
    model = theme_network.prepared(arrays)
    chances = [theme_network.together(one) for one in theme_network.evidence(statements, model)]
    decided = [one.themes or frozenset() for one in coded]

    def score(threshold: float) -> float:
        given = [{theme for theme, own in zip(columns, row, strict=True) if own >= threshold} for row in chances]
        return micro_f1(by_theme(decided, given, columns))

    return float(max(THRESHOLDS, key=score))
