"""Scores of attributions against annotated ones, counted in words, and what goes wrong, by cause."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean
from typing import NamedTuple

from analysis.codebook.agreement import scores
from analysis.text.quotations import quotations
from analysis.text.segmentation import Span, words
from analysis.text.statements import Attribution
from training.corpora import overlap


class Scores(NamedTuple):
    """F1 of content, of content with its source, of attributions; the mean error of the share of words; articles."""

    content_f1: float
    credited_f1: float
    joint_f1: float
    share_mae: float
    articles: int


# The contents of an attribution, possibly in parts, and the spans of its source.
Found = tuple[tuple[Span, ...], tuple[Span, ...]]
Words = dict[int, tuple[int, tuple[Span, ...]]]


def as_annotated(predicted: Sequence[Attribution]) -> list[Found]:
    """Contents and source of each attribution as annotators mark it: parts that share source and cue together."""
    groups: dict[object, list[Attribution]] = {}
    for number, part in enumerate(predicted):
        groups.setdefault((part.source, part.cue) if part.source else number, []).append(part)
    return [
        (tuple(part.content for part in parts), (parts[0].source,) if parts[0].source else ())
        for parts in groups.values()
    ]


def evaluate(pairs: Iterable[tuple[str, Sequence[Found], Sequence[Found]]]) -> Scores:
    """The scores of predictions against annotations, given (text, annotated, predicted) for each article."""
    tallies = {"content": [0, 0, 0], "credited": [0, 0, 0], "joint": [0, 0, 0]}
    errors = []
    for text, gold, predicted in pairs:
        places = words(text)
        right, ours = _by_word(places, gold), _by_word(places, predicted)
        _tally(tallies["content"], set(right), set(ours), set(right) & set(ours))
        agreed = {word for word in set(right) & set(ours) if overlap(right[word][1], ours[word][1])}
        _tally(tallies["credited"], set(right), set(ours), agreed)
        _joint(tallies["joint"], right, ours)
        errors.append(abs(len(right) - len(ours)) / max(1, len(places)))
    content, credited, joint = (scores(*tallies[name]).f1 for name in ("content", "credited", "joint"))
    return Scores(content, credited, joint, mean(errors), len(errors))


def causes(pairs: Iterable[tuple[str, Sequence[Found], Sequence[Found]]]) -> list[dict[str, int | str]]:
    """The wrong words by cause, the most frequent cause first: cause, words. Takes what `evaluate` takes."""
    counted: Counter[str] = Counter()
    for text, gold, predicted in pairs:
        places = words(text)
        right, ours = _by_word(places, gold), _by_word(places, predicted)
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


def _by_word(places: Sequence[Span], found: Sequence[Found]) -> Words:
    """For each attributed word its attribution's number and source."""
    owners: Words = {}
    spans = sorted((span, number) for number, (content, _) in enumerate(found) for span in content)
    index = 0
    for word, (first, last) in enumerate(places):
        while index < len(spans) and spans[index][0][1] <= first:
            index += 1
        if index < len(spans) and spans[index][0][0] < last:
            number = spans[index][1]
            owners[word] = (number, found[number][1])
    return owners


def _tally(tally: list[int], right: set[int], ours: set[int], both: set[int]) -> None:
    tally[0] += len(both)
    tally[1] += len(ours)
    tally[2] += len(right)


def _joint(tally: list[int], right: Words, ours: Words) -> None:
    """Attributions whose contents overlap by half of their words or more (of both together) and whose sources meet."""
    groups = []
    for owners in (right, ours):
        members: dict[int, set[int]] = {}
        for word, (number, _) in owners.items():
            members.setdefault(number, set()).add(word)
        groups.append([(chosen, owners[min(chosen)][1]) for chosen in members.values()])
    matched = 0
    taken: set[int] = set()
    for chosen, source in groups[1]:
        for number, (other, other_source) in enumerate(groups[0]):
            if number in taken or not overlap(source, other_source):
                continue
            if 2 * len(chosen & other) >= len(chosen | other):
                taken.add(number)
                matched += 1
                break
    tally[0] += matched
    tally[1] += len(groups[1])
    tally[2] += len(groups[0])
