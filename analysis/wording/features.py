"""The frames of a table of statements, and the words that gave each."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from analysis.text.statements import require, spoken
from analysis.wording import harm, modality, passive, we
from analysis.wording.words import Hit, Word, read

NONE = "none"
PASSIVE, HARM, MODALITY, WE = "passive", "harm", "modality", "we"

# The codes of each frame beside "none". Of several that are found in a statement the first one listed is taken, but all
# of modality.
CODES: Mapping[str, tuple[str, ...]] = {
    PASSIVE: (passive.AGENTLESS,),
    HARM: (harm.NAMED, harm.UNNAMED),
    MODALITY: (modality.COMMITMENT, modality.OBLIGATION, modality.POSSIBILITY, modality.DESIRE),
    WE: (we.EVERYBODY, we.BOTH, we.OWN),
}
FRAMES = tuple(CODES)

EVIDENCE = ("statement", "frame", "code", "start", "end", "text")

FINDERS: Mapping[str, Callable[[Sequence[Word], str], Iterable[Hit]]] = {
    PASSIVE: lambda sentence, mode: passive.passives(sentence),
    HARM: lambda sentence, mode: harm.harms(sentence),
    MODALITY: modality.modals,
    WE: we.we_words,
}


def with_frames(statements: pd.DataFrame) -> pd.DataFrame:
    """`statements` with a column a frame: `passive`, `harm` and `we` hold one code, `modality` a tuple of codes.

    A frame that a statement has not is "none", in `modality` the empty tuple. Raises `InputError` where a column of
    statements is missing.
    """
    require(statements, "statement", "start", "text", "mode")
    coded = statements.copy()
    found = evidence(statements)
    for frame, codes in CODES.items():
        of = found[found["frame"] == frame].groupby("statement")["code"].agg(set)
        sets = [of.get(number, set()) for number in coded["statement"]]
        ranked = [tuple(code for code in codes if code in one) for one in sets]
        coded[frame] = ranked if frame == MODALITY else [one[0] if one else NONE for one in ranked]
    return coded


def has(column: pd.Series, code: str) -> pd.Series:
    """Whether each of `column`, a frame's of a table of statements, is `code` or has it among several."""
    return column.map(lambda given: code in given if isinstance(given, tuple) else code == given).astype(bool)


def evidence(statements: pd.DataFrame) -> pd.DataFrame:
    """The words that gave `statements` their frames, a row each: statement, frame, code, start, end, text.

    `start` and `end` are offsets into the article. Rows are in the order of the text, frame by frame.
    """
    rows = []
    for row in spoken(statements).to_dict("records"):
        sentence = read(row["text"], row["start"])
        for frame, find in FINDERS.items():
            for one in find(sentence, row["mode"]):
                words = row["text"][one.start - row["start"] : one.end - row["start"]]
                rows.append((row["statement"], frame, one.code, one.start, one.end, words))
    return pd.DataFrame(rows, columns=list(EVIDENCE))
