"""The tables on tone toward targets: who speaks how of whom, by which instrument, and how firm that is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import sentiment
from analysis.book.results.record import signed, slug
from analysis.book.show import Target, links
from analysis.robustness import contrasts
from analysis.robustness.specification import MODEL, Curve, title
from analysis.sentiment.targets import matrix as by_voice_and_target
from analysis.sentiment.targets import target_words
from analysis.text.statements import spoken


def cells(toward: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The matrix of each of `toward`, tables of mentions by coder: coder, the columns of the matrix, and anchor."""
    tables = [by_voice_and_target(mentions).assign(coder=coder) for coder, mentions in toward.items()]
    table = pd.concat(tables, ignore_index=True)
    table["anchor"] = [
        f"toward-{slug(one)}-{slug(two)}" for one, two in zip(table["voice"], table["target"], strict=True)
    ]
    return table


def matrix(cells: pd.DataFrame) -> pd.DataFrame:
    """Who speaks how of whom, a row a pair; of each coder the mentions, their tone with how many are good and ill."""
    coders = list(dict.fromkeys(cells["coder"]))
    rows = []
    for (voice, target), part in cells.groupby(["voice", "target"], sort=False):
        row: dict[str, object] = {"Who of whom": Target(part["anchor"].iloc[0], f"{voice} of {target}")}
        for coder in coders:
            found = part[part["coder"] == coder].to_dict("records")
            tone = [f"{signed(one['tone'])} ({one['positive']}, {one['negative']})" for one in found]
            row[f"Mentions, {coder}"] = found[0]["mentions"] if found else 0
            row[f"Tone (well, ill), {coder}"] = "".join(tone) or "–"
            row[f"Statements, {coder}"] = links(number for one in found for number in one["statements"])
        rows.append(row)
    return pd.DataFrame(rows)


def instruments_by_voice(scored: pd.DataFrame) -> pd.DataFrame:
    """The mean tone of each voice by each instrument, with how many statements are positive and negative."""
    table = sentiment.by_voice(scored)
    table["cell"] = [
        f"{signed(one['tone'])} ({one['positive']}, {one['negative']}; of {one['statements']})"
        for one in table.to_dict("records")
    ]
    wide = table.pivot(index="voice", columns="instrument", values="cell")
    wide = wide.reindex(index=table["voice"].unique(), columns=table["instrument"].unique()).fillna("–")
    wide = wide.rename(columns=_capital)
    return wide.rename_axis(None, axis=1).rename_axis("Voice").reset_index()


def disagreements(
    scored: pd.DataFrame, statements: pd.DataFrame, toward: Mapping[str, pd.DataFrame], quoted: Iterable[str] = ()
) -> pd.DataFrame:
    """What each instrument makes of the statements on which they disagree in sign, and of those with `quoted` words.

    A list's cell has the words that moved it and by how much; that of an instrument of `toward`, which maps its name to
    its mentions, the targets with the tone toward each and, of a model, the word that moved it most.
    """
    rows = spoken(statements)
    chosen = set(sentiment.disagreements(scored)["statement"])
    for words in quoted:
        chosen |= set(rows.loc[rows["text"].str.contains(words, regex=False), "statement"])
    found = scored[scored["statement"].isin(chosen)].set_index(["statement", "instrument"])
    table = []
    for row in rows[rows["statement"].isin(chosen)].itertuples():
        line: dict[str, object] = {"Statement": links([row.statement]), "Words": row.text.strip()}
        for name in scored["instrument"].unique():
            known = (row.statement, name) in found.index
            tone = signed(float(found["tone"][row.statement, name])) if known else ""
            line[_capital(name)] = f"{tone}{_why(name, row, toward.get(name))}" if known else "–"
        table.append(line)
    return pd.DataFrame(table)


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _why(instrument: str, statement: Any, mentions: pd.DataFrame | None) -> str:
    if mentions is None:
        moved = [
            f"{one.words} {signed(one.by)}" for one in sentiment.LEXICONS[instrument].words(statement.text) if one.by
        ]
    else:
        own = mentions[mentions["statement"] == statement.statement]
        moved = [
            f"{one.target} {f'{signed(one.tone)}{_most(one, statement)}' if instrument == MODEL else one.label}"
            for one in own.itertuples()
        ]
    return f": {', '.join(moved)}" if moved else ""


def _most(mention: Any, statement: Any) -> str:
    """The word that moved a model's tone toward `mention` most, and by how much."""
    words = target_words(statement.text, (mention.start - statement.start, mention.end - statement.start))
    if words.empty:
        return ""
    most = words.loc[words["adds"].abs().idxmax()]
    return f" ({most['word']} {signed(float(most['adds']))})"


def headlines(curves: Sequence[Curve]) -> pd.DataFrame:
    """Each headline number: as shown, with its interval, the ways that agree, and the statement that matters most."""
    rows = []
    for one in curves:
        drawn, without = contrasts.interval(one.terms), contrasts.without_each(one.terms).iloc[0]
        matters = bool(without["change"])
        rows.append(
            {
                "Headline": title(one.headline),
                "Shown": signed(one.estimate),
                "Interval": f"{signed(drawn.low)} to {signed(drawn.high)}",
                "Same sign": f"{one.claim.holds} of {one.claim.of}",
                "Matters most": links([without["statement"]] if matters else []),
                "Without it": signed(without["estimate"]) if matters else "",
            }
        )
    return pd.DataFrame(rows)
