"""The tables on tone toward targets: who speaks how of whom, by which instrument, and in how many ways that holds."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis import sentiment
from analysis.book.results.record import signed, slug
from analysis.book.show import Target, links, listing
from analysis.coding import Coding
from analysis.robustness import contrasts
from analysis.robustness.specification import MODEL, curves, title
from analysis.sentiment.targets import matrix, target_words
from analysis.text.statements import spoken

NONE = "–"


def cells(mentions: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Who speaks how of whom by each coder: coder, the columns of `analysis.sentiment.targets.matrix`, and anchor.

    `mentions` maps coders to tables of mentions.
    """
    table = pd.concat([matrix(rows).assign(coder=coder) for coder, rows in mentions.items()], ignore_index=True)
    pairs = zip(table["voice"], table["target"], strict=True)
    return table.assign(anchor=[f"targets-{slug(voice)}-{slug(target)}" for voice, target in pairs])


def targets_table(mentions: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Who speaks how of whom: a row for each pair, and for each coder its mentions and their mean tone.

    `mentions` maps coders to tables of mentions.
    """
    table = cells(mentions)
    rows = []
    for (voice, target), part in table.groupby(["voice", "target"], sort=False):
        row: list[object] = [Target(part["anchor"].iloc[0], f"{voice} of {target}")]
        for coder in mentions:
            cell = next(iter(part[part["coder"] == coder].to_dict("records")), None)
            if cell:
                tone = f"{signed(cell['tone'])} ({cell['positive']}, {cell['negative']})"
                row += [cell["mentions"], tone, links(cell["statements"])]
            else:
                row += [0, NONE, links([])]
        rows.append(row)
    heads = [f"{head}, {coder}" for coder in mentions for head in ("Mentions", "Tone (well, ill)", "Statements")]
    return listing(rows, ["Who of whom", *heads], "no statement names a person, a country or a body")


def instruments_table(scored: pd.DataFrame) -> pd.DataFrame:
    """The mean tone of each voice by each instrument, with how many statements are positive and negative.

    `scored` is what `analysis.sentiment.by_statement` gives.
    """
    table = sentiment.by_voice(scored)
    table["cell"] = [
        f"{signed(row['tone'])} ({row['positive']}, {row['negative']}; of {row['statements']})"
        for row in table.to_dict("records")
    ]
    wide = table.pivot(index="voice", columns="instrument", values="cell")
    wide = wide.reindex(index=table["voice"].unique(), columns=table["instrument"].unique()).fillna(NONE)
    return wide.rename(columns=_capital).rename_axis(None, axis=1).rename_axis("Voice").reset_index()


def disagreements_table(
    scored: pd.DataFrame, statements: pd.DataFrame, mentions: Mapping[str, pd.DataFrame], quoted: Iterable[str] = ()
) -> pd.DataFrame:
    """The tone by each instrument of the statements on which two differ in sign, and of those with one of `quoted`.

    The cell of a list shows the words that moved the tone, and by how much. The cell of an instrument in `mentions`
    shows each target with the tone toward it and, for the model, the word that moved it most.

    Args:
        scored: what `analysis.sentiment.by_statement` gives.
        mentions: tables of mentions, by the name of their instrument.
        quoted: words of the article.
    """
    rows = spoken(statements)
    torn = rows["statement"].isin(sentiment.disagreements(scored)["statement"])
    for words in quoted:
        torn |= rows["text"].str.contains(words, regex=False)
    names = list(scored["instrument"].unique())
    tones = scored.set_index(["statement", "instrument"])["tone"]
    table = []
    for row in rows[torn].itertuples():
        cells = [
            f"{signed(float(tones[row.statement, name]))}{_why(name, row, mentions.get(name))}"
            if (row.statement, name) in tones.index
            else NONE
            for name in names
        ]
        table.append((links([row.statement]), row.text.strip(), *cells))
    heads = ["Statement", "Words", *map(_capital, names)]
    return listing(table, heads, "of no statement does one instrument say well and another ill")


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _why(instrument: str, statement: Any, mentions: pd.DataFrame | None) -> str:
    if mentions is None:
        moved = [
            f"{word.words} {signed(word.by)}"
            for word in sentiment.LEXICONS[instrument].words(statement.text)
            if word.by
        ]
    else:
        moved = [
            f"{mention.target} {f'{signed(mention.tone)}{_most(mention, statement)}' if instrument == MODEL else mention.label}"
            for mention in mentions[mentions["statement"] == statement.statement].itertuples()
        ]
    return f": {', '.join(moved)}" if moved else ""


def _most(mention: Any, statement: Any) -> str:
    """The word that moved the model's tone toward `mention` most, and by how much, in brackets."""
    words = target_words(statement.text, (mention.start - statement.start, mention.end - statement.start))
    if words.empty:
        return ""
    most = words.loc[words["adds"].abs().idxmax()]
    return f" ({most['word']} {signed(float(most['adds']))})"


def headlines_table(coding: Coding) -> pd.DataFrame:
    """Each headline number: as shown, with its interval, the ways that agree, and the statement that matters most."""
    rows = []
    for curve in curves(coding):
        drawn, without = contrasts.interval(curve.terms), contrasts.without_each(curve.terms).iloc[0]
        matters = bool(without["change"])
        rows.append(
            (
                title(curve.headline),
                signed(curve.estimate),
                f"{signed(drawn.low)} to {signed(drawn.high)}",
                f"{curve.claim.holds} of {curve.claim.of}",
                links([without["statement"]] if matters else []),
                signed(without["estimate"]) if matters else "",
            )
        )
    heads = ["Headline", "Shown", "Interval", "Same sign", "Matters most", "Without it"]
    return listing(rows, heads, "the article gives no ground for a headline number on tone")
