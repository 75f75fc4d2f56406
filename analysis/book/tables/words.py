"""The tables on words: those too rare to judge, words in their context, pairs that recur."""

import pandas as pd

from analysis.book.show import links, listing
from analysis.coding import Coding
from analysis.text.article import Article
from analysis.wording import concordance, keyness


def rare_words_table(article: Article) -> pd.DataFrame:
    """The words of `article` that are too rare for keyness, a row for each number of uses, words in alphabetical order."""
    table = keyness.keyness(keyness.terms(article.text[article.start :]), keyness.reference())
    rare = table[~table["judged"]].sort_values("term")
    rows = [(count, len(part), ", ".join(part["term"])) for count, part in rare.groupby("count")]
    return listing(rows, ["Times used", "Different words", "Words"], "no word of the article is too rare to judge")


def context_table(coding: Coding, term: str, order: str = "position") -> pd.DataFrame:
    """Every place of `term` in its context, with its voice and its statement; `order` as in `keyword_in_context`."""
    places = concordance.keyword_in_context(coding.article.text, term, coding.article.start, width=45, order=order)
    statements = coding.statements.iloc[coding.statements["start"].searchsorted(places["start"], side="right") - 1]
    rows = [
        (links([number]), voice, place.left, place.keyword, place.right)
        for number, voice, place in zip(statements["statement"], statements["voice"], places.itertuples(), strict=True)
    ]
    return listing(rows, ["Statement", "Voice", "Before", "Word", "After"], f"the article has no “{term}”")


def collocations_table(article: Article) -> pd.DataFrame:
    """Pairs of neighbouring words that recur, the strongest first."""
    rows = [
        (f"{pair['first']} {pair['second']}", pair["count"], f"{pair['log_likelihood']:.1f}")
        for pair in concordance.collocations(article.text, article.start).to_dict("records")
    ]
    return listing(rows, ["Pair", "Times", "Log-likelihood"], "no two words stand together more than once")
