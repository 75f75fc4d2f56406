"""The build is strict, and no page keeps what its inputs would no longer give."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.book import project
from analysis.book.build import INPUTS, STRICT
from analysis.book.pdf.assemble import page_names
from analysis.book.project import DEPENDENCIES, ROOT, SEED, digest, kept_coding

CONFIG = """
title: A small book
only_build_toc_files: true
execute: {execute_notebooks: cache, timeout: 60}
sphinx:
  extra_extensions: [EXTENSIONS]
  config: {nb_execution_raise_on_error: true, nb_render_markdown_format: myst, numfig: true}
"""
PAGE = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---
# A page

```{code-cell} ipython3
from pathlib import Path
here = Path("FOLDER")
with (here / "runs.log").open("a") as log:
    log.write("run ")
print("The number is", (here / "seeds" / "number.txt").read_text())
```

TEXT
"""


def small_book(folder: Path, text: str = "Text.", extensions: str = "analysis.book.sphinx.freshness") -> Path:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "number.txt").write_text("41", encoding="utf-8")
    (folder / "chapters").mkdir()
    (folder / "_config.yml").write_text(CONFIG.replace("EXTENSIONS", extensions), encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: chapters/data\n", encoding="utf-8")
    page = PAGE.replace("FOLDER", str(folder)).replace("TEXT", text)
    (folder / "chapters" / "data.md").write_text(page, encoding="utf-8")
    return folder


def built(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "jupyter-book"
    command = [str(program), "build", str(folder), *STRICT]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def number_on(folder: Path) -> str:
    page = (folder / "_build" / "html" / "chapters" / "data.html").read_text(encoding="utf-8")
    found = re.search(r"The number is (\d+)", re.sub(r"<[^>]+>", "", page))
    assert found
    return found[1]


def test_a_page_is_executed_again_when_a_seed_changes_and_only_then(tmp_path: Path) -> None:
    folder = small_book(tmp_path)
    assert built(folder).returncode == 0
    assert built(folder).returncode == 0
    assert number_on(folder) == "41"
    assert (folder / "runs.log").read_text(encoding="utf-8").split() == ["run"]
    (folder / "seeds" / "number.txt").write_text("42", encoding="utf-8")
    assert built(folder).returncode == 0
    assert number_on(folder) == "42"
    assert len((folder / "runs.log").read_text(encoding="utf-8").split()) == 2
    assert len(list((folder / "_build" / ".jupyter_cache").iterdir())) == 1


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("It has {result}`no.such.number` words.", "no result is called 'no.such.number'"),
        ("It is so{when}`narrator.words > 1 + article.words`.", "data.md:15: this does not hold: 'It is so.'"),
        ("See {numref}`tab-nowhere`.", "tab-nowhere"),
        ("See [there](nowhere.md).", "nowhere.md"),
        ("```{code-cell} ipython3\n1 / 0\n```", "ZeroDivisionError"),
        (
            "```{code-cell} ipython3\nfrom types import SimpleNamespace\nfrom matplotlib.figure import Figure\n"
            "from analysis.book import show\nchart = SimpleNamespace(draw=Figure, alt=lambda: '')\n"
            'show.figure(chart, name="fig-x", caption="A caption.")\n```',
            "there is no alternative text",
        ),
    ],
)
def test_the_build_fails_and_says_why(tmp_path: Path, text: str, cause: str) -> None:
    folder = small_book(tmp_path, text, "analysis.book.sphinx.exhibits, analysis.book.sphinx.freshness")
    done = built(folder)
    assert done.returncode != 0
    assert cause in done.stdout + done.stderr


@pytest.mark.parametrize(
    "changed", ["analysis/themes.py", "analysis/codebook/codebook.yml", "seeds/sources.yml", "requirements/book.txt"]
)
def test_the_digest_sees_a_change_in_whatever_the_numbers_depend_on(tmp_path: Path, changed: str) -> None:
    for name in ("analysis/themes.py", "analysis/codebook/codebook.yml", "seeds/sources.yml", "requirements/book.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((ROOT / name).read_bytes())
    before = digest(tmp_path)
    assert digest(tmp_path) == before
    with (tmp_path / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert digest(tmp_path) != before


def test_an_article_is_coded_once_for_all_processes_and_anew_when_its_digest_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coded: list[Path] = []
    monkeypatch.setattr(project, "coded", lambda path: coded.append(path) or len(coded))
    assert [kept_coding(SEED, tmp_path / "codings" / "a.pickle") for _ in range(3)] == [1, 1, 1]
    assert kept_coding(SEED, tmp_path / "codings" / "b.pickle") == 2
    assert coded == [SEED, SEED]
    assert [path.name for path in (tmp_path / "codings").iterdir()] == ["b.pickle"]


def test_no_chapter_codes_the_article_itself() -> None:
    cells = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "chapters").glob("*.md"))
    assert "seed_coding()" in cells
    assert not re.search(r"\bcoded?\(", cells)


def test_what_the_digests_name_is_there() -> None:
    assert all((ROOT / name).exists() for name in (*DEPENDENCIES, *INPUTS))


def test_every_chapter_is_a_page_and_in_the_table_of_contents(book: Path) -> None:
    listed = page_names(ROOT / "_toc.yml")
    assert sorted(listed) == sorted(f"chapters/{path.stem}" for path in (ROOT / "chapters").glob("*.md"))
    assert all((book / f"{name}.html").is_file() for name in listed)


def test_a_build_of_what_is_up_to_date_changes_nothing(book: Path) -> None:
    page = book / "chapters" / "index.html"
    before = page.stat().st_mtime_ns
    done = subprocess.run(
        [sys.executable, "-m", "analysis.book.build"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert page.stat().st_mtime_ns == before
    assert str(book / "index.html") in done.stdout
