"""Whoever hands a table without a column to a public function of codes, tone or wording is told which one is missing."""

from collections.abc import Callable

import pandas as pd
import pytest

from analysis import sentiment
from analysis.codebook import agreement, target_coding, theme_coding, wording_coding
from analysis.sentiment import targets
from analysis.text.files import InputError
from analysis.wording import features, keyness
from tests.analysis.codebook.test_theme_coding import ARTICLE

NOTHING = pd.DataFrame({"colour": ["blue"]})


@pytest.mark.parametrize(
    "function",
    [
        sentiment.with_tone,
        sentiment.toned_words,
        lambda table: sentiment.tone_by(table, "voice"),
        sentiment.tone_by_theme,
        lambda table: sentiment.by_statement(table, {}),
        sentiment.by_voice,
        sentiment.disagreements,
        targets.matrix,
        lambda table: targets.sided(table, {}),
        lambda table: targets.stance(table, "Ann", "Bo"),
        lambda table: targets.stances(table, "Ann"),
        lambda table: targets.paraphrased(table, targets.PARAPHRASE[0]),
        lambda table: targets.matched(table, table),
        lambda table: targets.target_tone(ARTICLE, table),
        lambda table: agreement.by_word(ARTICLE, table, table, "voice"),
        agreement.krippendorff_alpha,
        agreement.micro_f1,
        agreement.macro_f1,
        agreement.reliable,
        lambda table: agreement.on_article(table, table, ["fish"], ["fish"]),
        lambda table: agreement.by_wording(table, table),
        target_coding.coder_agreement,
        lambda table: target_coding.held(table, table),
        lambda table: theme_coding.theme_coding(ARTICLE, table, ["fish"]),
        lambda table: wording_coding.wording_coding(table, ARTICLE.path),
        features.with_features,
        features.evidence,
        keyness.statement_terms,
    ],
)
def test_a_table_without_its_columns_is_refused_by_the_name_of_one(function: Callable[[pd.DataFrame], object]) -> None:
    with pytest.raises(InputError, match="there is no column '"):
        function(NOTHING)
