"""The tone toward targets, the people, countries and bodies that one article mentions, as coded after the guide.

The coding is `codings/NAME.targets.csv` beside the article, one row per mention; `codings/NAME.targets.yml` says how it
was made and who stands on whose side.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.codebook.agreement import krippendorff_alpha
from analysis.sentiment.tone import NEGATIVE, NEUTRAL, POSITIVE
from analysis.text.article import Article
from analysis.text.files import InputError, load, rows
from analysis.text.statements import require

TONES = (NEGATIVE, NEUTRAL, POSITIVE)
FIELDS = ("start", "end", "mention", "target", "tone", "coder_one", "coder_two")
CODERS = FIELDS[4:]
COLUMNS = (
    "statement", "voice", "mode", "target", "start", "end", "mention", "negative", "neutral", "positive", "tone", "label",
)  # fmt: skip


def coded_mentions(article: Article, path: Path | None = None) -> pd.DataFrame:
    """Every mention that a coder marked in `article`: start, end, mention, target, tone, coder_one, coder_two.

    `start` and `end` are offsets into the file. The last three are "negative", "neutral", "positive" or "": the tone
    decided ("" if it was decided to be no mention), and the tone that each coder gave ("" if that coder did not mark it).

    Raises:
        InputError: there is no such file, its columns are not those above, or a mention does not stand at its offsets.
    """
    path = path or article.coding("targets.csv")
    if not path.is_file():
        raise InputError(f"{path}: there is no coding of targets. Write one after the coding guide.")
    mentions = [_mention(article, row, place) for place, row in rows(path, FIELDS)]
    return pd.DataFrame(mentions, columns=list(FIELDS))


class CoderAgreement(NamedTuple):
    """How far two coders agree on the tone of mentions.

    Only the mentions that `both` marked can have the `same` tone; `alpha` (Krippendorff's) is over these. `either` counts
    those that at least one of the coders marked.
    """

    either: int
    both: int
    same: int
    alpha: float


def coder_agreement(coded: pd.DataFrame) -> CoderAgreement:
    """How far the two coders of `coded`, what `coded_mentions` gives, agree on tone.

    Raises:
        InputError: `coded` lacks `coder_one` or `coder_two`.
    """
    require(coded, *CODERS[1:], made_by="coded_mentions")
    marked = coded[list(CODERS[1:])].set_axis(["one", "other"], axis=1)
    both = marked[(marked != "").all(axis=1)]
    same = int((both["one"] == both["other"]).sum())
    return CoderAgreement(int((marked != "").any(axis=1).sum()), len(both), same, krippendorff_alpha(both))


def target_coding(
    article: Article, statements: pd.DataFrame, path: Path | None = None, coder: str = "tone"
) -> pd.DataFrame:
    """The mentions of targets as coded, one row each, in the order of the text.

    Columns: `statement`, `voice` and `mode` (those of the row of `statements` in which the mention begins), `target`
    (its name), `start`, `end` (offsets into the file), `mention` (its words), `negative`, `neutral`, `positive` (1 for
    the tone coded, else 0), `tone` (-1, 0 or 1), `label`.

    Args:
        coder: whose tones: "tone" for those decided, or "coder_one", "coder_two".
    """
    coded = coded_mentions(article, path)
    coded = coded[coded[coder] != ""].sort_values(["start", "end", "target"], kind="stable", ignore_index=True)
    table = coded[["target", "start", "end", "mention"]].assign(label=coded[coder])
    for tone in TONES:
        table[tone] = (table["label"] == tone).astype(float)
    table["tone"] = table[POSITIVE] - table[NEGATIVE]
    return held(table, statements)


def held(mentions: pd.DataFrame, statements: pd.DataFrame, columns: Sequence[str] = COLUMNS[:3]) -> pd.DataFrame:
    """`mentions`, each with what `statements` say in `columns` of the statement in which it begins."""
    require(statements, "statement", "start", "voice", "mode")
    require(mentions, "start")
    indexes = np.searchsorted(statements["start"], mentions["start"], side="right") - 1
    return mentions.assign(**{name: statements[name].to_numpy()[indexes] for name in columns})[list(COLUMNS)]


def sides(article: Article) -> dict[str, str]:
    """The side on which each name stands, by the file of provenance beside the coding; empty where there is none.

    Raises:
        InputError: the file is not well formed.
    """
    path = article.coding("targets.yml")
    listed = load(path, "targets").get("sides", {}) if path.is_file() else {}
    return {name: side for side, names in listed.items() for name in names}


def _mention(article: Article, row: Sequence[str], place: str) -> tuple[int | str, ...]:
    """The fields of a `row`, the offsets as numbers."""
    first, last, mention, target, decided, *coders = row
    if not (first.isdecimal() and last.isdecimal()):
        raise InputError(f"{place}: start and end are not both offsets. Write two numbers of characters, from 0.")
    start, end = int(first), int(last)
    text = article.text[start:end]
    if not text or text != mention:
        raise InputError(
            f"{place}: at {start} to {end} stands '{text}' and not '{mention}'. Correct the offsets or the mention."
        )
    if not target:
        raise InputError(f"{place}: the target is missing. Write its name.")
    for name, tone in zip(CODERS, (decided, *coders), strict=True):
        if tone not in (*TONES, ""):
            raise InputError(f"{place}: {name} is '{tone}'. Write {', '.join(TONES)} or nothing.")
    return start, end, mention, target, decided, *coders
