"""The tables of the chapters: what the measures give, with headings to be read and links to the statements."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis import choices, concordance, findings, keyness, sentiment, speakers
from analysis import themes as coding_of_themes
from analysis.article import Article
from analysis.coding import INSTRUMENT, Coding
from analysis.naming import UNATTRIBUTED
from analysis.results import Result, signed, slug
from analysis.show import Target, links
from analysis.statements import MODES, NARRATOR, is_frame, spoken
from analysis.themes import Theme
from analysis.uncertainty import in_words, share_intervals

KEY_WORDS = 15


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
    ("basis", "text", "How that was decided: the rule and how the name was found, or 'reading'"),
    ("probability", "0 to 1", "How likely the voice is right, as the instrument judges; 1 in a reading"),
    ("themes", "text", "Identifiers of its themes, with a space between; empty if it has none"),
    ("tone", "-1 to 1", "VADER's compound score"),
    ("positive, neutral, negative", "0 to 1", "VADER's parts of the words in each class"),
    ("tone_label", "text", "positive, neutral or negative"),
)


def credits(statements: pd.DataFrame, article: Article) -> pd.DataFrame:
    """The words that stand for each voice as a source, with the statements credited by them and the declared cast."""
    rows = []
    credited = spoken(statements)[lambda table: table["source"].notna()]
    words_of = credited["source"].map(lambda span: article.text[span[0] : span[1]])
    declared = {(person.name, title.text): title.known_from for person in article.cast for title in person.titles}
    for (voice, called), part in credited.groupby(["voice", words_of], sort=False):
        known = declared.get((voice, called)) or declared.get((voice, called.removeprefix("the "))) or "the article"
        rows.append((voice, called, links(part["statement"]), known))
    return pd.DataFrame(rows, columns=["Voice", "Called", "Statements", "Known from"])


def share(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice has, by four ways of counting, and in which mode."""
    table = speakers.share_by_voice(statements)
    intervals = share_intervals(statements).set_index("voice")
    table["share"] = [in_words(*intervals.loc[voice, ["share", "low", "high"]]) for voice in table["voice"]]
    columns = {unit: unit.capitalize() for unit in (*speakers.UNITS, *MODES[:2])}
    columns |= {"direct": "Direct", "indirect": "Indirect"}
    return table.rename(columns={"voice": "Voice", "share": "Share", **columns})[
        ["Voice", "Words", "Share", "Direct", "Indirect", "Sentences", "Statements", "Stretches"]
    ]


def share_by_instrument(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each voice's share of words by every coding, with the interval that the coding's own doubt gives it."""
    columns = {}
    for coder, statements in codings.items():
        rows = share_intervals(statements).to_dict("records")
        columns[f"By the {coder}"] = {one["voice"]: in_words(one["share"], one["low"], one["high"]) for one in rows}
    return pd.DataFrame(columns).fillna("0%").rename_axis("Voice").reset_index()


def silent(statements: pd.DataFrame) -> pd.DataFrame:
    """Names that are no voice's, how often each stands, and where."""
    table = speakers.named_and_silent(statements)
    table["statements"] = [links(numbers) for numbers in table["statements"]]
    return table.set_axis(["Name", "Times named", "Statements"], axis=1)


def ranges(share_by_voice: pd.DataFrame, span: pd.DataFrame) -> pd.DataFrame:
    """Each voice's share of words with the lowest and highest under any choice: name, value, low, high (0 to 1)."""
    table = share_by_voice[["voice", "share"]].merge(span, on="voice")
    return table.set_axis(["name", "value", "low", "high"], axis=1)


def theme_by_voice(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Statements on each theme by voice: themes as rows by name, the most frequent first, voices as columns."""
    long = coding_of_themes.theme_by_voice(statements)
    wide = long.pivot_table(index="theme", columns="voice", values="statements", aggfunc="sum", fill_value=0)
    wide = wide.reindex([theme.id for theme in themes], fill_value=0)
    wide = wide.reindex(columns=speakers.voices(statements), fill_value=0).set_axis([one.name for one in themes])
    return wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def themes(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Statements and words on each theme and on none, with the statements."""
    rows = spoken(statements)
    counts = coding_of_themes.theme_counts(rows, themes)
    whole = rows["words"].sum()
    table = [
        (one["name"], one["statements"], one["words"], f"{one['words'] / whole:.0%}", links(_about(rows, one["theme"])))
        for one in counts.to_dict("records")
    ]
    bare = rows[rows["themes"].map(len) == 0]
    words = int(bare["words"].sum())
    table.append(("(no theme)", len(bare), words, f"{words / whole:.0%}", links(bare["statement"])))
    return pd.DataFrame(table, columns=["Theme", "Statements", "Words", "Share of words", "Which"])


def theme_hits(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """The words that gave each statement its themes, a row a statement and theme."""
    names = {theme.id: theme.name for theme in themes}
    voices = statements.set_index("statement")["voice"]
    hits = coding_of_themes.theme_hits(statements, themes)
    groups = hits.groupby(["statement", "theme"], sort=False)["text"].agg(", ".join)
    rows = [(links([number]), voices[number], names[theme], found) for (number, theme), found in groups.items()]
    return pd.DataFrame(rows, columns=["Statement", "Voice", "Theme", "Words"])


def key_words(article: Article) -> pd.DataFrame:
    """The words of `article` that stand out most against the reference, by log ratio; columns as in `keyness`."""
    table = keyness.keyness(keyness.terms(article.text[article.start :]), keyness.reference())
    judged = table[table["judged"] & (table["log_ratio"] > 0)]
    strongest = judged.nlargest(KEY_WORDS, "log_likelihood")
    return strongest.sort_values("log_ratio", ascending=False, ignore_index=True)


def in_context(coding: Coding, term: str) -> pd.DataFrame:
    """Every place of `term` in its context, with its voice and its statement."""
    found = concordance.keyword_in_context(coding.article.text, term, coding.article.start, width=45)
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


def negative_words(statements: pd.DataFrame) -> pd.DataFrame:
    """Every word that pushes the tone down, by whom, and by how much."""
    found = sentiment.toned_words(statements)
    found = found[found["contribution"] < 0]
    voices = statements.set_index("statement")["voice"]
    return pd.DataFrame(
        {
            "Word": found["word"],
            "Voice": found["statement"].map(voices),
            "Adds": found["contribution"].map(signed),
            "Statement": [links([number]) for number in found["statement"]],
        }
    )


def negative_choices(table: pd.DataFrame) -> pd.DataFrame:
    """Each voice's share of what is negative, a row a way of counting."""
    wide = table.pivot_table(
        index=["choice", "measure", "frames", "coding"], columns="voice", values="share", aggfunc="sum", fill_value=0
    )
    wide = wide[wide.sum().sort_values(ascending=False).index].map("{:.0%}".format)
    wide = wide.rename(columns=lambda voice: str(voice).split()[-1]).rename_axis(None, axis=1).reset_index()
    names = {"measure": "What is counted", "frames": "Introductions", "coding": "Coded by"}
    kept = wide.drop(columns=["choice", *(["coding"] if wide["coding"].nunique() == 1 else [])])
    return kept.rename(columns=names)


def tone_by_theme(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Tone of the statements on each theme, the most statements first."""
    table = sentiment.tone_by_theme(statements).sort_values("statements", ascending=False, kind="stable")
    table["theme"] = table["theme"].map({theme.id: theme.name for theme in themes})
    table["tone"] = table["tone"].map(signed)
    names = ["theme", "statements", "positive", "neutral", "negative", "tone"]
    return table[names].set_axis(["Theme", "Statements", "Positive", "Neutral", "Negative", "Mean tone"], axis=1)


def tone_words(statements: pd.DataFrame, quoted: Iterable[str]) -> pd.DataFrame:
    """The rated words of the statements in which one of `quoted` stands, and what each adds to the tone."""
    chosen = pd.concat(
        [spoken(statements)[spoken(statements)["text"].str.contains(one, regex=False)] for one in quoted]
    )
    found = sentiment.toned_words(chosen).merge(chosen[["statement", "voice", "tone"]], on="statement")
    return pd.DataFrame(
        {
            "Statement": [links([number]) for number in found["statement"]],
            "Voice": found["voice"],
            "Tone of the statement": found["tone"].map(signed),
            "Word": found["word"],
            "Adds": found["contribution"].map(signed),
        }
    )


def undecided(coding: Coding) -> pd.DataFrame:
    """Statements that the instrument could credit to no name, and statements without a theme that do more than frame."""
    shown = spoken(coding.statements)
    alone = _as_shown(spoken(coding.codings[INSTRUMENT]), shown)
    nameless = alone[alone["voice"] == UNATTRIBUTED]
    bare = shown[(shown["themes"].map(len) == 0) & ~is_frame(shown)]
    rows = [("no named source", row.voice, links([row.shown]), row.text.strip()) for row in nameless.itertuples()]
    rows += [("no theme", row.voice, links([row.statement]), row.text.strip()) for row in bare.itertuples()]
    return pd.DataFrame(rows, columns=["What", "Voice", "Statement", "Text"])


def findings_tried(coding: Coding) -> pd.DataFrame:
    """Each finding, what it claims, and under how many ways of counting it holds."""
    shares, negatives = choices.share_choices(coding.codings), choices.negative_choices(coding.codings)
    rows = []
    for one in findings.findings(coding.statements, shares, negatives):
        verdict = "certain" if one.firm else "uncertain"
        rows.append((findings.claim(one), one.holds, one.choices, verdict))
    return pd.DataFrame(rows, columns=["Finding", "Holds under", "Ways of counting", "Worded as"])


def bases(coding: Coding) -> pd.DataFrame:
    """The evidence for what the instrument credits: voice, cue, source, basis, probability, the statements as shown."""
    rows = []
    article = coding.article
    credited = _as_shown(spoken(coding.codings[INSTRUMENT]), coding.statements)[
        lambda table: table["voice"] != NARRATOR
    ]
    evidence = [
        tuple(article.text[slice(*span)] if isinstance(span, tuple) else "" for span in pair)
        for pair in zip(credited["cue"], credited["source"], strict=True)
    ]
    for (voice, basis), part in credited.assign(evidence=evidence).groupby(["voice", "basis"], sort=False):
        for (cue, source), same in part.groupby("evidence", sort=False):
            low, high = (f"{one:.2f}" for one in (same["probability"].min(), same["probability"].max()))
            chance = low if low == high else f"{low} to {high}"
            rows.append((voice, cue, source, basis, chance, links(sorted(set(same["shown"])))))
    return pd.DataFrame(rows, columns=["Voice", "Cue", "Source", "Basis", "Probability", "Statements"])


def codebook(themes: Sequence[Theme]) -> pd.DataFrame:
    """The codebook in short."""
    rows = [(one.name, one.definition, one.counts, one.does_not_count, one.example) for one in themes]
    return pd.DataFrame(rows, columns=["Theme", "Definition", "What counts", "What does not", "Example"])


def data_dictionary() -> pd.DataFrame:
    """What each column of the statements holds."""
    return pd.DataFrame(DICTIONARY, columns=["Column", "In", "Meaning"])


def results(published: Sequence[Result]) -> pd.DataFrame:
    """Every published number, with its anchor, its meaning and the statements counted."""
    rows = [
        (
            Target(f"result-{slug(one.name)}", one.name),
            one.text,
            "" if one.denominator is None else f"{one.denominator:,g}",
            one.meaning,
            links(one.statements),
            one.function.removeprefix("analysis."),
        )
        for one in published
    ]
    return pd.DataFrame(rows, columns=["Name", "Value", "Of", "Meaning", "Statements", "Counted by"])


def _as_shown(statements: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """`statements` with a column `shown`: the number of the statement of the table `shown` in which each begins."""
    rows = spoken(shown)
    place = rows["start"].searchsorted(statements["start"], side="right") - 1
    return statements.assign(shown=rows["statement"].to_numpy()[place])


def _about(rows: pd.DataFrame, theme: str) -> pd.Series:
    return rows.loc[rows["themes"].map(lambda found: theme in found), "statement"]
