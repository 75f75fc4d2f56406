"""The instrument codes English, and says so where a text is declared to be in another language."""

from pathlib import Path

import pytest

from analysis.attribution.coder import code
from analysis.text.article import Article
from analysis.text.files import InputError


def article(language: str) -> Article:
    return Article(name="a", path=Path("news/a.txt"), text='"It is safe," said Ann Lee.', language=language)


@pytest.mark.parametrize("language", ["", "en", "en-GB", "en_US", "EN", "English"])
def test_english_and_what_is_not_declared_are_coded(language: str) -> None:
    assert list(code(article(language))["voice"]) == ["Ann Lee", "narrator"]


@pytest.mark.parametrize("language", ["de", "German", "sv-SE", "enm"])
def test_an_article_declared_to_be_in_another_language_is_refused_with_file_cause_and_remedy(language: str) -> None:
    with pytest.raises(InputError, match=rf"news/a\.txt: .*language is '{language}'.*English.*translat.*language: en"):
        code(article(language))
