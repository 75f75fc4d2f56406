"""The tables on the data: what each column holds, and every published number."""

from collections.abc import Sequence

import pandas as pd

from analysis.book.results import Result
from analysis.book.show import Target, links

DICTIONARY = (
    ("statement", "number", "Its number, from 1; 0 is the line of metadata before the article, which has no words"),
    ("article", "text", "Name of the file, without its ending"),
    ("stretch", "number", "Number of the run of neighbours with the same voice in the same mode, from 1"),
    ("paragraph", "number", "Number of the paragraph in which it begins, from 1"),
    ("sentence", "number", "Number of the sentence in which it stands, from 1"),
    (
        "start, end",
        "characters",
        "Where it begins and ends in the file, counted in characters from 0; the end is not in it",
    ),
    ("text", "text", "The words between the two, as they stand in the file"),
    ("words", "words", "How many words it has"),
    ("voice", "text", "Whose words they are, by one name; the article's own are the narrator's"),
    ("mode", "text", "direct, indirect or narration"),
    ("cue_start, cue_end", "characters", "Where the words stand that credit it, such as 'said'; empty for narration"),
    ("source_start, source_end", "characters", "Where the words stand that name its source; empty for narration"),
    ("basis", "text", "How that was decided: the rule and how the name was found, or 'coding'"),
    ("probability", "0 to 1", "How likely the voice is right, as the instrument judges; 1 in a coding"),
    ("themes", "text", "Identifiers of its themes, with a space between; empty if it has none"),
    ("tone", "-1 to 1", "VADER's compound score"),
    ("positive, neutral, negative", "0 to 1", "VADER's parts of the words in each class"),
    ("tone_label", "text", "positive, neutral or negative"),
    ("passive", "text", "agentless where it has a passive that names nobody who did it, else none"),
    ("harm", "text", "named where it tells who or what did harm, unnamed where only who suffered it, else none"),
    ("modality", "text", "commitment, obligation, possibility, desire, with a space between; empty if it has none"),
    ("we", "text", "Whom its 'we' includes: own, both or all; none without a 'we'"),
)


def dictionary_table() -> pd.DataFrame:
    """What each column of the statements holds."""
    return pd.DataFrame(DICTIONARY, columns=["Column", "In", "Meaning"])


def results_table(published: Sequence[Result]) -> pd.DataFrame:
    """Every published number, with its anchor, its meaning and the statements counted."""
    rows = [
        (
            Target(f"result-{result.name}", result.name),
            result.text,
            "" if result.denominator is None else f"{result.denominator:,g}",
            result.meaning,
            links(result.statements),
            result.function.removeprefix("analysis."),
        )
        for result in published
    ]
    return pd.DataFrame(rows, columns=["Name", "Value", "Of", "Meaning", "Statements", "Counted by"])
