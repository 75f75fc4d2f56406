"""The tables on themes and words: statements by theme, hits, key words, words in context, the codebook."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis import speakers
from analysis import themes as coding_of_themes
from analysis.book.show import links
from analysis.codebook import agreement
from analysis.codebook import records as validation
from analysis.codebook.codebook import CODEBOOK, Theme, coding_guide
from analysis.coding import INSTRUMENT, Coding
from analysis.robustness.claims import CERTAIN, theme_claims
from analysis.speakers import in_words
from analysis.text.article import Article
from analysis.text.statements import spoken
from analysis.wording import concordance, keyness

KEY_WORDS = 20


def theme_by_voice(coding: Coding) -> pd.DataFrame:
    """Statements on each theme that occurs by voice: themes as rows by name, most frequent first, voices as columns."""
    long = coding_of_themes.theme_by_voice(coding.statements)
    wide = long.pivot_table(index="theme", columns="voice", values="statements", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=speakers.voices(coding.statements), fill_value=0)
    wide = wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    return wide.rename(index=occurring(coding))


def theme_counts(coding: Coding) -> pd.DataFrame:
    """Statements and words on each theme and on none, with the statements, and by the instrument alone."""
    rows, themes, names = spoken(coding.statements), coding.themes, occurring(coding)
    alone = spoken(coding.codings[INSTRUMENT])
    counts = coding_of_themes.theme_counts(rows, themes)
    whole = rows["words"].sum()
    by_instrument = coding_of_themes.theme_counts(alone, themes).set_index("theme")["words"]
    part = {one: f"{words / alone['words'].sum():.0%}" for one, words in by_instrument.items()}
    table = [
        (
            names.get(one["theme"], one["name"]),
            one["statements"],
            one["words"],
            f"{one['words'] / whole:.0%}",
            part[one["theme"]],
            links(_about(rows, one["theme"])),
        )
        for one in counts.to_dict("records")
        if one["statements"] or by_instrument[one["theme"]]
    ]
    bare = rows[rows["themes"].map(len) == 0]
    words = int(bare["words"].sum())
    left = alone.loc[alone["themes"].map(len) == 0, "words"].sum() / alone["words"].sum()
    table.append(("(no theme)", len(bare), words, f"{words / whole:.0%}", f"{left:.0%}", links(bare["statement"])))
    columns = ["Theme", "Statements", "Words", "Share of words", "By the instrument alone", "Which"]
    return pd.DataFrame(table, columns=columns)


def theme_shares(coding: Coding) -> pd.DataFrame:
    """Each voice's words by theme, with intervals: themes that occur as rows, voices as columns."""
    statements, names = coding.statements, occurring(coding)
    table = coding_of_themes.shares(statements, list(names))
    table["cell"] = [
        in_words(share, low, high) if count else "–"
        for share, low, high, count in table[["share", "low", "high", "statements"]].itertuples(index=False)
    ]
    wide = table.pivot(index="theme", columns="voice", values="cell")
    told = table.groupby("theme")["words"].sum()
    order = [theme for theme in told.sort_values(ascending=False, kind="stable").index if told[theme]]
    wide = wide.loc[order, speakers.voices(statements)].rename(index=names)
    return wide.rename_axis("Theme").rename_axis(None, axis=1).reset_index()


def occurring(coding: Coding) -> dict[str, str]:
    """The names of the themes that occur, by identifier; a star marks one that is not reliable."""
    present = {theme for found in coding.statements["themes"] for theme in found}
    kept = agreement.reliable(coding.agreement())
    return {one.id: one.name + ("" if one.id in kept else " *") for one in coding.themes if one.id in present}


def theme_findings(coding: Coding) -> pd.DataFrame:
    """What is claimed of the reliable themes, in which share of the draws each claim holds, and what it rests on."""
    names = {theme.id: theme.name for theme in coding.themes}
    found = theme_claims(coding.statements, names, agreement.reliable(coding.agreement()))
    rows = [
        (one.sentence, f"{one.share:.0%}", "yes" if one.verdict == CERTAIN else "no", links(one.statements))
        for one in found
    ]
    return pd.DataFrame(rows, columns=["Claim", "Holds in", "Firm", "Rests on"])


def agreement_on_article(coding: Coding) -> pd.DataFrame:
    """How far instrument and coding, and the two coders, agree on each theme of the article that any of them found."""
    if coding.theme_coding is None or coding.themes_by_instrument is None:
        return pd.DataFrame()
    names = [theme.id for theme in coding.themes]
    tables = agreement.on_article(coding.theme_coding, coding.themes_by_instrument, names, coding.themes_known)
    return _agreement(tables, coding.themes, agreement.reliable(coding.agreement()))


def agreement_on_corpus(themes: Sequence[Theme]) -> pd.DataFrame:
    """How far the instrument agrees with what was decided, and the coders with one another, on the statements held back."""
    tables = {who: agreement.on_corpus(themes, who) for who in (agreement.INSTRUMENT, validation.CODERS)}
    return _agreement(tables, themes, agreement.reliable(tables[agreement.INSTRUMENT]))


def _agreement(tables: Mapping[str, pd.DataFrame], themes: Sequence[Theme], kept: Sequence[str]) -> pd.DataFrame:
    ours, people = tables[agreement.INSTRUMENT], tables[validation.CODERS]
    rows = [
        (
            theme.name,
            "not coded" if pd.isna(ours.loc[theme.id, "statements"]) else int(ours.loc[theme.id, "statements"]),
            _two(people.loc[theme.id, "alpha"]),
            *(_two(ours.loc[theme.id, measure]) for measure in ("alpha", "precision", "recall")),
            "yes" if theme.id in kept else "no",
        )
        for theme in themes
        if ours.loc[theme.id, ["statements", "found"]].sum(skipna=False) != 0
    ]
    columns = ["Theme", "Statements", "Alpha, two coders", "Alpha, instrument", "Precision", "Recall", "Reliable"]
    return pd.DataFrame(rows, columns=columns)


def _two(value: float) -> str:
    return "–" if pd.isna(value) else f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def themes_benchmark() -> pd.DataFrame:
    """How the instrument, two baselines and the coders do on the statements held back, and how fast."""
    content = validation.corpus_record(validation.THEMES)
    speed = content["statements a second"]
    rows = [
        (
            name,
            *(f"{one[key]:.3f}" for key in ("micro_f1", "macro_f1")),
            *(_two(one[key]) for key in ("precision", "recall")),
            f"{one['covered']:.0%}",
            f"{speed[name]:,}" if name in speed else "–",
        )
        for name, one in content["halves"][validation.HELD_BACK].items()
        if name != "articles"
    ]
    columns = ["What", "Micro F1", "Macro F1", "Precision", "Recall", "Covered", "Statements a second"]
    return pd.DataFrame(rows, columns=columns)


def theme_hits(coding: Coding) -> pd.DataFrame:
    """The words that gave each statement its themes by the instrument, and what was decided by the coding."""
    statements, names = coding.statements, {theme.id: theme.name for theme in coding.themes}
    told = statements.set_index("statement")
    hits = coding_of_themes.theme_hits(statements, coding.themes)
    hits["shown"] = [f"{text} ({chance:.0%})" for text, chance in zip(hits["text"], hits["chance"], strict=True)]
    groups = hits.groupby(["statement", "theme"], sort=False)["shown"].agg(", ".join)
    rows = [
        (links([number]), told.loc[number, "voice"], names[theme], found, theme in told.loc[number, "themes"])
        for (number, theme), found in groups.items()
    ]
    table = pd.DataFrame(rows, columns=["Statement", "Voice", "Theme", "Words", "Decided so"])
    table["Decided so"] = table["Decided so"].map({True: "yes", False: "no"})
    return table if coding.theme_coding is not None else table.drop(columns="Decided so")


def key_words(article: Article) -> pd.DataFrame:
    """The words of `article` that stand out most, more often there than in the reference; columns as in `keyness`."""
    table = keyness.keyness(keyness.terms(article.text[article.start :]), keyness.reference())
    more = table[table["stands_out"] & (table["log_ratio"] > 0)]
    strongest = more.nlargest(KEY_WORDS, "log_likelihood")
    return strongest.sort_values("log_ratio", ascending=False, ignore_index=True)


def too_rare(article: Article) -> pd.DataFrame:
    """The words of `article` that it uses too seldom for keyness, in the order of the alphabet, a row a count."""
    table = keyness.keyness(keyness.terms(article.text[article.start :]), keyness.reference())
    rare = table[~table["judged"]].sort_values("term")
    rows = [(count, len(part), ", ".join(part["term"])) for count, part in rare.groupby("count")]
    return pd.DataFrame(rows, columns=["Times used", "Different words", "Words"])


def in_context(coding: Coding, term: str, order: str = "position") -> pd.DataFrame:
    """Every place of `term` in its context, with its voice and its statement; `order` as in `keyword_in_context`."""
    found = concordance.keyword_in_context(coding.article.text, term, coding.article.start, width=45, order=order)
    owner = coding.statements["start"].searchsorted(found["start"], side="right") - 1
    where = coding.statements.iloc[owner]
    return pd.DataFrame(
        {
            "Statement": [links([number]) for number in where["statement"]],
            "Voice": where["voice"].to_numpy(),
            "Before": found["left"],
            "Word": found["keyword"],
            "After": found["right"],
        }
    )


def collocations(article: Article) -> pd.DataFrame:
    """Pairs of neighbouring words that recur, the strongest first."""
    table = concordance.collocations(article.text, article.start)
    table["pair"] = table["first"] + " " + table["second"]
    table["log_likelihood"] = table["log_likelihood"].map("{:.1f}".format)
    return table[["pair", "count", "log_likelihood"]].set_axis(["Pair", "Times", "Log-likelihood"], axis=1)


def codebook(themes: Sequence[Theme], path: Path = CODEBOOK) -> pd.DataFrame:
    """The codebook on its two levels: domain and theme, what counts and what does not, an example and a counterexample."""
    names = {domain["id"]: domain["name"] for domain in coding_guide(path).get("domains", [])}
    rows = [
        (
            one.name,
            names.get(one.domain, one.domain),
            one.definition,
            one.counts,
            one.does_not_count,
            one.example,
            one.counterexample,
        )
        for one in themes
    ]
    columns = ["Theme", "Domain", "Definition", "What counts", "What does not", "Example", "Not an example"]
    return pd.DataFrame(rows, columns=columns)


def theme_rules(path: Path = CODEBOOK) -> pd.DataFrame:
    """The rules by which themes are coded."""
    rules = coding_guide(path).get("rules", [])
    return pd.DataFrame([(rule["name"], rule["text"]) for rule in rules], columns=["Rule", "Text"])


def schemes(themes: Sequence[Theme], path: Path = CODEBOOK) -> pd.DataFrame:
    """Where each theme lies in the published schemes that the codebook at `path` names, by their codes."""
    names = {scheme: about["name"] for scheme, about in coding_guide(path).get("schemes", {}).items()}
    rows = [(theme.name, *(", ".join(theme.codes.get(scheme, ())) or "–" for scheme in names)) for theme in themes]
    return pd.DataFrame(rows, columns=["Theme", *names.values()])


def _about(rows: pd.DataFrame, theme: str) -> pd.Series:
    return rows.loc[rows["themes"].map(lambda found: theme in found), "statement"]
