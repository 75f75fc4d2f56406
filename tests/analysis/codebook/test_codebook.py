"""The codebook is read as it is written, and what is wrong in it is named."""

from pathlib import Path

import pytest
import yaml

from analysis.book.project import SEED
from analysis.codebook.codebook import CODEBOOK, codebook, codebook_for, coding_guide
from analysis.models.theme_hits import hits
from analysis.text.article import Article, read
from analysis.text.files import InputError
from tests.helpers.invented import entry


def test_domains_and_schemes_that_themes_name_are_described() -> None:
    guide = coding_guide()
    assert {domain["id"] for domain in guide["domains"]} == {theme.domain for theme in codebook()}
    assert all(set(theme.codes) == set(guide["schemes"]) for theme in codebook())


def test_no_name_of_the_seed_stands_in_the_codebook() -> None:
    words = {word.strip("[](),.'\"|:") for word in CODEBOOK.read_text(encoding="utf-8").lower().split()}
    names = {part.lower() for person in read(SEED).cast for part in person.name.split()}
    assert not {*names, "libya", "libyan", "belarus", "belarusian", "nato", "minsk"} & words


def write(folder: Path, content: str) -> Path:
    path = folder / "themes.yml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_codebook_of_ones_own_is_read(tmp_path: Path) -> None:
    (theme,) = codebook(write(tmp_path, yaml.safe_dump({"themes": [entry(**{"except": ["seasick*"]})]})))
    assert (theme.id, theme.terms[0].written, theme.exceptions[0].written) == ("sea", "sea*", "seasick*")


@pytest.mark.parametrize(
    ("themes", "message"),
    [
        ([entry(definition=" ")], r"themes 1 \(sea\): definition: .* Write a text"),
        ([entry(name=["Sea"])], r"themes 1 \(sea\): name: this is not a line of text"),
        ([entry(), entry()], r"the identifier 'sea' comes twice"),
        ([entry(id="Open Sea")], r"themes 1 \(Open Sea\): id: 'Open Sea' is not well formed. Use small letters"),
        ([entry(terms=[])], r"themes 1 \(sea\): terms: there is nothing"),
        ([entry(codes={"agendas": "16"})], r"themes 1 \(sea\): codes: agendas: this is not a list. Write the codes"),
        ([entry(domain="")], r"themes 1 \(sea\): domain: there is nothing"),
        ([{**entry(), "terms": "sea"}], r"themes 1 \(sea\): terms: this is not a list. Write the terms between"),
        ([{"id": "sea", "domain": "nature"}], r"themes 1 \(sea\): the field 'name' is missing"),
        ([entry(terms=["*sea"])], r"themes 1 \(sea\): terms: '\*sea' is not a term"),
        ([entry(terms=["sea["])], r"themes 1 \(sea\): terms: 'sea\[' is not a term"),
        ([entry(terms=["*"])], r"themes 1 \(sea\): terms: '\*' is not a term"),
        ([entry(terms=["sea if"])], r"themes 1 \(sea\): terms: 'sea if' is not a term"),
        ([entry(terms=["sea|lake"])], r"themes 1 \(sea\): terms: 'sea\|lake' is not a term"),
        ([entry(terms=["sea"], weak=["sea"])], r"themes 1 \(sea\): the term 'sea' comes twice"),
        ([entry(terms=["sea", "Sea"])], r"themes 1 \(sea\): terms: 'sea' comes twice"),
        ([entry(), "salt"], r"themes 2: this is not a mapping"),
        ([entry(colour="blue")], r"themes 1 \(sea\): no field is called 'colour'"),
        ([entry(defintion="Water.")], r"no field is called 'defintion'. Write 'definition'"),
        ([], "themes: .*List each theme"),
    ],
)
def test_an_error_in_a_codebook_names_file_theme_and_cause(tmp_path: Path, themes: object, message: str) -> None:
    path = write(tmp_path, yaml.safe_dump({"themes": themes}))
    with pytest.raises(InputError, match=message) as caught:
        codebook(path)
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize("content", ["themes: [", "\x00", "- a", ""])
def test_a_file_that_is_no_codebook_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match=r"themes\.yml: "):
        codebook(write(tmp_path, content))


def test_a_codebook_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        codebook(tmp_path / "none.yml")
    with pytest.raises(InputError, match="this is not a file"):
        codebook(tmp_path)
    binary = tmp_path / "binary.yml"
    binary.write_bytes(b"themes: \xff\xfe")
    with pytest.raises(InputError, match="byte 8 is not UTF-8"):
        codebook(binary)


def beside(folder: Path, content: str) -> Article:
    article = Article("isles", folder / "isles.txt", "The pier is wet.")
    article.path.with_name("isles.codebook.yml").write_text(content, encoding="utf-8")
    return article


def test_what_an_article_adds_lies_beside_it_and_is_read_with_the_codebook(tmp_path: Path) -> None:
    own = yaml.safe_dump({"add": {"peace": {"terms": ["old pier"]}}, "themes": [entry()]})
    article = beside(tmp_path, own)
    themes = codebook_for(article)
    assert [theme.id for theme in themes][-1] == "sea"
    pier = [("", "The old pier by the seaside.", "")]
    assert {hit.theme for hit in hits(pier, themes)[0]} == {"peace", "sea"}
    assert hits(pier) == [[]]
    article.path.with_name("isles.codebook.yml").unlink()
    assert codebook_for(article) == codebook()


def test_what_an_article_adds_to_a_theme_of_another_codebook_counts_beside_its_terms(tmp_path: Path) -> None:
    own = write(tmp_path, yaml.safe_dump({"themes": [entry()]}))
    themes = codebook_for(beside(tmp_path, "add: {sea: {terms: [old pier]}}"), own)
    found = hits([("", "The old pier.", ""), ("", "By the seaside.", "")], themes)
    assert [[hit.theme for hit in one] for one in found] == [["sea"], ["sea"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("add: {piece: {terms: [pier]}}", r"add: piece: the codebook has no such theme"),
        (
            "add: {peace: [pier]}",
            r"add: peace: this is not a mapping. Write lists under it, called terms, weak, except",
        ),
        ("add: {peace: {term: [pier]}}", r"line 1: add: peace: no field is called 'term'. Write 'terms'"),
        ("add: {peace: {terms: ['pier[']}}", r"add: peace: terms: 'pier\[' is not a term"),
        ("add: [pier]", r"add: this is not a mapping. Write a theme's identifier"),
        ("colour: blue", r"no field is called 'colour'. The fields are themes, add"),
        ("{}", r"there is nothing. Write 'themes:' or 'add:'"),
        ("themes: [{id: sea}]", r"themes 1 \(sea\): the field 'domain' is missing"),
    ],
)
def test_an_error_in_what_an_article_adds_is_named(tmp_path: Path, content: str, message: str) -> None:
    article = beside(tmp_path, content)
    with pytest.raises(InputError, match=message) as caught:
        codebook_for(article)
    assert "isles.codebook.yml" in str(caught.value)


def test_a_theme_that_is_there_cannot_be_added_again(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the identifier 'peace' comes twice"):
        codebook_for(beside(tmp_path, yaml.safe_dump({"themes": [entry(id="peace")]})))
