"""The tables on themes: how often, whose, by which words, by which codebook, and how far coders agree."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import speakers, themes
from analysis.book.results import signed
from analysis.book.show import links, listing
from analysis.codebook import agreement, records
from analysis.codebook.codebook import Theme, coding_guide
from analysis.coding import INSTRUMENT, Coding
from analysis.robustness.claims import CERTAIN, theme_claims
from analysis.speakers import in_words
from analysis.text.statements import spoken

NO_THEME = "no statement has a theme"
NONE = "–"


def names_of_occurring(coding: Coding) -> dict[str, str]:
    """The names of the themes that occur, by identifier; a star marks one that is not reliable."""
    present = {theme for codes in coding.statements["themes"] for theme in codes}
    kept = agreement.reliable(coding.agreement())
    return {theme.id: theme.name + ("" if theme.id in kept else " *") for theme in coding.themes if theme.id in present}


def theme_counts_table(coding: Coding) -> pd.DataFrame:
    """The statements and words on each theme and on none, and the share by the instrument alone."""
    rows, alone, names = spoken(coding.statements), spoken(coding.codings[INSTRUMENT]), names_of_occurring(coding)
    counts = themes.theme_counts(rows, coding.themes).set_index("theme")
    by_instrument = themes.theme_counts(alone, coding.themes).set_index("theme")["words"]
    shown = [theme for theme in counts.index if counts["statements"][theme] or by_instrument[theme]]
    parts = [
        (names.get(theme, counts["name"][theme]), _on(rows, theme), by_instrument[theme] / alone["words"].sum())
        for theme in shown
    ]
    covered = themes.coverage(alone).set_index("covered")["words"]
    parts.append(("(no theme)", rows[rows["themes"].map(len) == 0], covered[False] / covered.sum()))
    words = rows["words"].sum()
    table = [
        (
            name,
            len(part),
            part["words"].sum(),
            f"{part['words'].sum() / words:.0%}",
            f"{share:.0%}",
            links(part["statement"]),
        )
        for name, part, share in parts
    ]
    columns = ["Theme", "Statements", "Words", "Share of words", "By the instrument alone", "Which"]
    return pd.DataFrame(table, columns=columns)


def theme_shares_table(coding: Coding) -> pd.DataFrame:
    """The share of each voice's words on each theme, with intervals: themes as rows, the most words first."""
    names, voices = names_of_occurring(coding), speakers.voices(coding.statements)
    table = themes.shares(coding.statements, list(names)).set_index(["theme", "voice"])
    words = table["words"].groupby("theme").sum().sort_values(ascending=False, kind="stable")
    cells = {
        key: in_words(row.share, row.low, row.high) if row.statements else NONE
        for key, row in zip(table.index, table.itertuples(), strict=True)
    }
    rows = [(names[theme], *(cells[theme, voice] for voice in voices)) for theme in words.index if words[theme]]
    return listing(rows, ["Theme", *voices], NO_THEME)


def theme_claims_table(coding: Coding) -> pd.DataFrame:
    """The claims on reliable themes, the share of draws in which each holds, and the statements that it rests on."""
    names = {theme.id: theme.name for theme in coding.themes}
    claims = theme_claims(coding.statements, names, agreement.reliable(coding.agreement()))
    rows = [
        (claim.sentence, f"{claim.share:.0%}", "yes" if claim.verdict == CERTAIN else "no", links(claim.statements))
        for claim in claims
    ]
    return listing(rows, ["Claim", "Holds in", "Firm", "Rests on"], "no reliable theme has statements enough")


def agreement_on_article_table(coding: Coding) -> pd.DataFrame:
    """How far the instrument and the coding, and the two coders, agree on each theme that any of them gave."""
    if coding.theme_coding is None or coding.themes_by_instrument is None:
        return listing([], AGREEMENT_COLUMNS, "the themes of the article were coded by nobody but the instrument")
    names = [theme.id for theme in coding.themes]
    tables = agreement.on_article(coding.theme_coding, coding.themes_by_instrument, names, coding.themes_known)
    return _agreement(tables, coding.themes, agreement.reliable(coding.agreement()))


def agreement_on_corpus_table(themes: Sequence[Theme]) -> pd.DataFrame:
    """How far the instrument and the decided codes, and the two coders, agree on the statements held back."""
    tables = {who: agreement.on_corpus(themes, who) for who in (agreement.INSTRUMENT, records.CODERS)}
    return _agreement(tables, themes, agreement.reliable(tables[agreement.INSTRUMENT]))


AGREEMENT_COLUMNS = (
    "Theme", "Statements", "Alpha, two coders", "Alpha, instrument", "Precision", "Recall", "Reliable",
)  # fmt: skip


def _agreement(tables: Mapping[str, pd.DataFrame], themes: Sequence[Theme], kept: Sequence[str]) -> pd.DataFrame:
    instrument, coders = tables[agreement.INSTRUMENT], tables[records.CODERS]
    rows = [
        (
            theme.name,
            "not coded"
            if pd.isna(instrument.loc[theme.id, "statements"])
            else int(instrument.loc[theme.id, "statements"]),
            decimal(coders.loc[theme.id, "alpha"]),
            *(decimal(instrument.loc[theme.id, measure]) for measure in ("alpha", "precision", "recall")),
            "yes" if theme.id in kept else "no",
        )
        for theme in themes
        if instrument.loc[theme.id, ["statements", "given"]].sum(skipna=False) != 0
    ]
    return listing(rows, AGREEMENT_COLUMNS, NO_THEME)


def decimal(value: float) -> str:
    """`value` with two decimals and a true minus; a dash where it is undefined."""
    return NONE if pd.isna(value) else signed(value).lstrip("+")


def theme_benchmark_table() -> pd.DataFrame:
    """The scores of the instrument, baselines and coders on the statements held back, and their speed."""
    record = records.corpus_record(records.THEMES)
    speed = record["statements a second"]
    rows = [
        (
            name,
            *(f"{scores[key]:.3f}" for key in ("micro_f1", "macro_f1")),
            *(decimal(scores[key]) for key in ("precision", "recall")),
            f"{scores['covered']:.0%}",
            f"{speed[name]:,}" if name in speed else NONE,
        )
        for name, scores in record["halves"][records.HELD_BACK].items()
        if name != "articles"
    ]
    columns = ["What", "Micro F1", "Macro F1", "Precision", "Recall", "Covered", "Statements a second"]
    return pd.DataFrame(rows, columns=columns)


def theme_hits_table(coding: Coding) -> pd.DataFrame:
    """The words that give each statement its themes by the instrument, and whether the coding decided so too."""
    names = {theme.id: theme.name for theme in coding.themes}
    shown = coding.statements.set_index("statement")
    hits = themes.theme_hits(coding.statements, coding.themes)
    hits["shown"] = [f"{text} ({chance:.0%})" for text, chance in zip(hits["text"], hits["chance"], strict=True)]
    rows = []
    for (number, theme), part in hits.groupby(["statement", "theme"], sort=False):
        decided = "yes" if theme in shown.loc[number, "themes"] else "no"
        rows.append((links([number]), shown.loc[number, "voice"], names[theme], ", ".join(part["shown"]), decided))
    table = listing(rows, ["Statement", "Voice", "Theme", "Words", "Decided so"], "no word brings a theme")
    return table if coding.theme_coding is not None else table.drop(columns="Decided so")


def codebook_table(themes: Sequence[Theme]) -> pd.DataFrame:
    """The codebook: each theme with its domain, its definition, what counts and what does not, and two examples."""
    names = {domain["id"]: domain["name"] for domain in coding_guide().get("domains", [])}
    fields = ("definition", "counts", "does_not_count", "example", "counterexample")
    rows = [
        (theme.name, names.get(theme.domain, theme.domain), *(getattr(theme, field) for field in fields))
        for theme in themes
    ]
    columns = ["Theme", "Domain", "Definition", "What counts", "What does not", "Example", "Not an example"]
    return pd.DataFrame(rows, columns=columns)


def theme_rules_table() -> pd.DataFrame:
    """The rules by which themes are coded."""
    rows = [(rule["name"], rule["text"]) for rule in coding_guide().get("rules", [])]
    return listing(rows, ["Rule", "Text"], "the codebook has no rules")


def schemes_table(themes: Sequence[Theme]) -> pd.DataFrame:
    """Where each theme lies in the published schemes that the codebook names, by their codes."""
    names = {scheme: about["name"] for scheme, about in coding_guide().get("schemes", {}).items()}
    rows = [(theme.name, *(", ".join(theme.codes.get(scheme, ())) or NONE for scheme in names)) for theme in themes]
    return pd.DataFrame(rows, columns=["Theme", *names.values()])


def _on(rows: pd.DataFrame, theme: str) -> pd.DataFrame:
    return rows[[theme in codes for codes in rows["themes"]]]
