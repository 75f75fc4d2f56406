"""The wording features of a table of statements, and the words that gave each."""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.text.statements import require, spoken
from analysis.wording import harm, modality, passive, we
from analysis.wording.words import Hit, Words, read

NONE = "none"
PASSIVE, HARM, MODALITY, WE = "passive", "harm", "modality", "we"

# The codes of each feature beside "none". Of several in a statement the first one listed is taken, but all of
# modality.
CODES: Mapping[str, tuple[str, ...]] = {
    PASSIVE: (passive.AGENTLESS,),
    HARM: (harm.NAMED, harm.UNNAMED),
    MODALITY: (modality.COMMITMENT, modality.OBLIGATION, modality.POSSIBILITY, modality.DESIRE),
    WE: (we.EVERYBODY, we.BOTH, we.OWN),
}
FEATURES = tuple(CODES)

EVIDENCE = ("statement", "feature", "code", "start", "end", "text")

FINDERS: Mapping[str, Callable[[Words, str], list[Hit]]] = {
    PASSIVE: lambda words, mode: passive.passives(words),
    HARM: lambda words, mode: harm.harms(words),
    MODALITY: modality.modals,
    WE: we.we_words,
}


def with_features(statements: pd.DataFrame) -> pd.DataFrame:
    """`statements` with one column per feature: `passive`, `harm` and `we` hold one code, `modality` a tuple of codes.

    A statement without a feature has "none", or in `modality` the empty tuple.

    Raises:
        InputError: `statements` lacks `statement`, `start`, `text`, `mode` or `words`.
    """
    words = evidence(statements)
    coded = statements.copy()
    for feature, codes in CODES.items():
        given = words[words["feature"] == feature].groupby("statement")["code"].agg(set)
        ranked = [tuple(code for code in codes if code in given.get(number, ())) for number in statements["statement"]]
        coded[feature] = ranked if feature == MODALITY else [several[0] if several else NONE for several in ranked]
    return coded


def has(column: pd.Series, code: str) -> pd.Series:
    """Whether each value of `column`, a feature's column of a table of statements, is `code` or has it among several."""
    return column.map(lambda given: code in given if isinstance(given, tuple) else code == given).astype(bool)


def evidence(statements: pd.DataFrame) -> pd.DataFrame:
    """The words that gave `statements` their features, one row each: statement, feature, code, start, end, text.

    `start` and `end` are offsets into the article. Rows are in the order of the statements, and within each by feature.

    Raises:
        InputError: `statements` lacks `statement`, `start`, `text`, `mode` or `words`.
    """
    require(statements, "statement", "start", "text", "mode", "words")
    rows = []
    for row in spoken(statements).to_dict("records"):
        words = read(row["text"], row["start"])
        for feature, find in FINDERS.items():
            for hit in find(words, row["mode"]):
                text = row["text"][hit.start - row["start"] : hit.end - row["start"]]
                rows.append((row["statement"], feature, *hit, text))
    return pd.DataFrame(rows, columns=list(EVIDENCE))
