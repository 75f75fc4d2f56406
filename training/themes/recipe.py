"""How the theme model is made: `python -m training themes POLNEAR NEWSMTSC`.

A teacher is fine-tuned on coded statements, and codes the statements and clauses that nobody coded; the small network
then learns from all of them. The threshold of a theme is chosen on coded statements that teach neither. The result of
each step is kept (`training.steps`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.codebook import records
from analysis.codebook.agreement import by_theme, micro_f1
from analysis.codebook.codebook import codebook
from analysis.codebook.term_finder import finder
from analysis.models import Floats
from analysis.models import themes as network
from analysis.models.layers import prepared
from analysis.models.theme_hits import Parts
from analysis.models.themes import Encoded
from training import transformer
from training.corpora import texts
from training.fitting import compressed, write
from training.steps import kept_in_pieces, key, taught
from training.themes import lessons as sources
from training.themes import student, teacher
from training.themes.lessons import CHOOSING, FITTING, Coded
from training.themes.student import Lesson

# The weights of lessons by kind. The label of a coded statement is CODED_SHARE of the code, the rest the teacher's; the
# codes of an invented statement are smoothed to this probability.
CODED_WEIGHT, CODED_SHARE, CLAUSE_WEIGHT, INVENTED_WEIGHT, INVENTED_SURE = 2.0, 0.6, 0.5, 1.5, 0.98
THRESHOLDS = np.linspace(0.1, 0.7, 61)


def make(polnear: Path, newsmtsc: Path, folder: Path, out: Path) -> None:
    """Writes the theme model to `out`, and the number of its lessons to the records; steps are kept in `folder`.

    Raises:
        InputError: a corpus or a pretrained model is missing, or not as expected.
    """
    columns = [theme.id for theme in codebook()]
    statements = sources.statements(polnear, newsmtsc)
    coded = [statement for statement in statements if statement.themes is not None and statement.part == FITTING]
    uncoded = [statement.parts for statement in statements if statement.themes is None]
    pretrained = transformer.unpacked(folder, transformer.LARGE)
    read = [statement.parts for statement in coded]
    taught_from = (transformer.LARGE.sha256, teacher.SETTINGS, columns, read, codes(coded, columns))
    untaught = partial(teacher.Teacher, pretrained, len(columns))
    labeller = taught(folder, taught_from, untaught, partial(teacher.teach, pretrained, read, codes(coded, columns)))
    by_teacher = (key(*taught_from),)
    clauses = sources.clauses(statement.parts[1] for statement in statements if statement.part == FITTING)
    names = sources.names(texts(polnear).values())
    find, hidden = finder(codebook()), frozenset(names)

    def encoded(parts: Parts) -> Encoded:
        return network.encoded(parts, find(parts[1]), columns, hidden)[0]

    def label(pieces: Sequence[Parts]) -> Floats:
        scores = transformer.scores(labeller, [labeller.read(parts) for parts in pieces])
        return (1 / (1 + np.exp(-scores))).astype(np.float32)

    def labelled(name: str, pieces: Sequence[Parts]) -> Floats:
        return kept_in_pieces(folder, name, pieces, by_teacher, label)

    lessons = _lessons(map(encoded, uncoded), labelled("statements", uncoded), 1.0)
    cut = [("", clause, "") for clause in clauses]
    lessons += _lessons(map(encoded, cut), labelled("clauses", cut), CLAUSE_WEIGHT)
    mixed = CODED_SHARE * codes(coded, columns) + (1 - CODED_SHARE) * labelled("coded", read)
    lessons += _lessons(map(encoded, read), mixed, CODED_WEIGHT)
    invented = sources.invented()
    sure = np.clip(codes(invented, columns), 1 - INVENTED_SURE, INVENTED_SURE)
    lessons += _lessons((encoded(statement.parts) for statement in invented), sure, INVENTED_WEIGHT)
    net = student.fit(lessons, transformer.unpacked(folder, transformer.SMALL))
    weights = student.arrays(net)
    arrays = compressed(weights, student.tables(list(weights)))
    chosen_on = [statement for statement in statements if statement.themes is not None and statement.part == CHOOSING]
    threshold = best_threshold(arrays, [encoded(statement.parts) for statement in chosen_on], chosen_on, columns)
    listed: dict[str, NDArray[Any]] = {
        "threshold": np.array(threshold, dtype=np.float32),
        "themes": np.frombuffer(" ".join(columns).encode("utf-8"), dtype=np.uint8),
        "names": np.array(names, dtype=np.int32),
    }
    write(arrays | listed, out)
    records.LESSONS.write_text(json.dumps({"statements": len(sources.codes())}) + "\n", encoding="utf-8")


def codes(coded: Sequence[Coded], columns: Sequence[str]) -> Floats:
    """The codes of `coded` statements, (n, themes) of 0 and 1, the themes in the order of `columns`."""
    return np.array([[theme in (statement.themes or ()) for theme in columns] for statement in coded], np.float32)


def best_threshold(
    arrays: Mapping[str, NDArray[Any]], statements: Sequence[Encoded], coded: Sequence[Coded], columns: Sequence[str]
) -> float:
    """The threshold of probability that gives the model of `arrays` the highest micro F1 on `coded`."""
    model = prepared(arrays)
    chances = [network.together(words) for words in network.evidence(statements, model)]
    decided = [statement.themes or frozenset() for statement in coded]

    def score(threshold: float) -> float:
        given = [{theme for theme, chance in zip(columns, row, strict=True) if chance >= threshold} for row in chances]
        return micro_f1(by_theme(decided, given, columns))

    return float(max(THRESHOLDS, key=score))


def _lessons(statements: Iterable[Encoded], chances: Floats, weight: float) -> list[Lesson]:
    """A lesson of the given weight for each of `statements` that has a word."""
    pairs = zip(statements, chances, strict=True)
    return [Lesson(statement, row, weight) for statement, row in pairs if max(statement.words) >= 0]
