"""What the repository says of itself in several places is the same in all of them."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

import analysis
from analysis.book.citation import read_citation, reference
from analysis.book.project import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
CITE = (ROOT / "chapters" / "cite.md").read_text(encoding="utf-8")
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {"book": ["book"], "test": ["book", "test"], "lab": ["book", "test", "lab"]}


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {match[1].lower(): match[2] for match in re.finditer(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)}


def test_title_authors_and_version_are_the_same_everywhere() -> None:
    assert CITATION["title"] == CONFIG["title"]
    assert CITATION["title"] in README
    assert CITATION["title"] in CITE
    assert [author["name"] for author in CITATION["authors"]] == [CONFIG["author"]]
    assert CITATION["version"] == PROJECT["version"] == analysis.__version__
    assert re.search(
        rf"^## \[?{CITATION['version']}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert reference(read_citation()) in CITE.replace("*", "")
    assert f"Version {CITATION['version']} is" in CITE


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_the_project_asks_for_with_hashes(name: str) -> None:
    pins = locked(name)
    wanted = [*PROJECT["dependencies"], *(one for extra in LOCKS[name] for one in EXTRAS[extra])]
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pins[requirement.name.lower()]), requirement
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_the_locks_agree_with_each_other() -> None:
    assert locked("book").items() <= locked("test").items() <= locked("lab").items()


def test_every_dependency_has_its_reason_in_the_readme() -> None:
    for requirement in [*PROJECT["dependencies"], *(one for extra in EXTRAS.values() for one in extra)]:
        name = Requirement(requirement).name
        assert re.search(
            rf"^\|[^|]*\b{re.escape(name)}\b[^|]*\|[^|]+\|[^|]+\|$", README, re.MULTILINE | re.IGNORECASE
        ), name


def test_continuous_integration_runs_the_two_commands_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd ", "export "))]
    assert commands == ["make book", "make test"]
    assert all(f"    {command} " in README for command in commands)


def test_no_name_of_the_article_stands_in_the_instrument() -> None:
    names = re.compile(r"Lukashenko|Haftar|Ryzhenkov|Libya|Belarus|Minsk", re.IGNORECASE)
    found = [path.name for path in (ROOT / "analysis").rglob("*.py") if names.search(path.read_text(encoding="utf-8"))]
    assert found == []
