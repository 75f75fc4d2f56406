"""Scores of attributions against annotated ones, counted in words, and what goes wrong, by cause."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean
from typing import NamedTuple

import numpy as np

from analysis.codebook.agreement import scores
from analysis.text.quotations import quotations
from analysis.text.segmentation import Span, words
from analysis.text.statements import Attribution
from training.corpora import overlap


class Scores(NamedTuple):
    """How well attributions meet the annotated ones.

    F1, 0 to 1, by words of content, by words of content with the right source, and by attributions; the mean absolute
    error of the share of attributed words in an article; the number of articles.
    """

    content_f1: float
    credited_f1: float
    joint_f1: float
    share_mae: float
    articles: int


# The contents of an attribution, possibly in parts, and the spans of its source.
Found = tuple[tuple[Span, ...], tuple[Span, ...]]
# For each attributed word its attribution's number and the spans of its source.
Words = dict[int, tuple[int, tuple[Span, ...]]]


def grouped(predicted: Sequence[Attribution]) -> list[list[Attribution]]:
    """The attributions that share source and cue together, as annotators mark them; without a source it is alone."""
    groups: dict[object, list[Attribution]] = {}
    for number, part in enumerate(predicted):
        groups.setdefault((part.source, part.cue) if part.source else number, []).append(part)
    return list(groups.values())


def as_annotated(predicted: Sequence[Attribution]) -> list[Found]:
    """Contents and source of each attribution as annotators mark it."""
    return [
        (tuple(part.content for part in parts), (parts[0].source,) if parts[0].source else ())
        for parts in grouped(predicted)
    ]


def evaluate(pairs: Iterable[tuple[str, Sequence[Found], Sequence[Found]]]) -> Scores:
    """The scores of predictions against annotations, given (text, annotated, predicted) for each article."""
    # By unit of counting: how many are right, predicted, annotated.
    tallies = np.zeros((3, 3), dtype=int)
    errors = []
    for text, gold, predicted in pairs:
        places = words(text)
        right, ours = owners(places, gold), owners(places, predicted)
        both = right.keys() & ours.keys()
        agreed = sum(overlap(right[word][1], ours[word][1]) for word in both)
        tallies[0] += (len(both), len(ours), len(right))
        tallies[1] += (agreed, len(ours), len(right))
        tallies[2] += _joint(right, ours)
        errors.append(abs(len(right) - len(ours)) / max(1, len(places)))
    content, credited, joint = (scores(*tally).f1 for tally in tallies)
    return Scores(content, credited, joint, mean(errors), len(errors))


def causes(pairs: Iterable[tuple[str, Sequence[Found], Sequence[Found]]]) -> list[dict[str, int | str]]:
    """The wrong words by cause, the most frequent cause first: cause, words. Takes what `evaluate` takes."""
    counted: Counter[str] = Counter()
    for text, gold, predicted in pairs:
        places = words(text)
        right, ours = owners(places, gold), owners(places, predicted)
        quoted = quotations(text)
        marks = [span[0] for span in quoted]
        for word, (first, _) in enumerate(places):
            if word not in right and word not in ours:
                continue
            number = bisect_right(marks, first) - 1
            inside = number >= 0 and first < quoted[number][1]
            kind = "between quotation marks" if inside else "without quotation marks"
            if word not in ours:
                counted[f"somebody's words missed, {kind}"] += 1
            elif word not in right:
                counted[f"narration taken for somebody's words, {kind}"] += 1
            elif not right[word][1]:
                counted["words given a source where the annotators name none"] += 1
            elif not ours[word][1]:
                counted["words left without a source"] += 1
            elif not overlap(right[word][1], ours[word][1]):
                between = sorted((right[word][1][0][0], ours[word][1][0][0]))
                near = "in the same paragraph" if "\n" not in text[slice(*between)] else "in another paragraph"
                counted[f"words given to another source, {near}"] += 1
    return [{"cause": cause, "words": number} for cause, number in counted.most_common()]


def owners(places: Sequence[Span], attributed: Sequence[Found]) -> Words:
    """For each attributed word of `places` its attribution's number and source."""
    result: Words = {}
    spans = sorted((span, number) for number, (content, _) in enumerate(attributed) for span in content)
    index = 0
    for word, (first, last) in enumerate(places):
        while index < len(spans) and spans[index][0][1] <= first:
            index += 1
        if index < len(spans) and spans[index][0][0] < last:
            number = spans[index][1]
            result[word] = (number, attributed[number][1])
    return result


def _joint(right: Words, ours: Words) -> tuple[int, int, int]:
    """How many attributions are right, predicted, annotated.

    A predicted attribution is right if an annotated one shares at least half of the words of both contents together,
    and their sources overlap. Each annotated one is matched once.
    """
    annotated, predicted = _attributions(right), _attributions(ours)
    taken: set[int] = set()
    for content, source in predicted:
        for number, (other, other_source) in enumerate(annotated):
            half = 2 * len(content & other) >= len(content | other)
            if number not in taken and half and overlap(source, other_source):
                taken.add(number)
                break
    return len(taken), len(predicted), len(annotated)


def _attributions(words: Words) -> list[tuple[set[int], tuple[Span, ...]]]:
    """The words of each attribution, and the spans of its source."""
    members: dict[int, set[int]] = {}
    for word, (number, _) in words.items():
        members.setdefault(number, set()).add(word)
    return [(content, words[min(content)][1]) for content in members.values()]
