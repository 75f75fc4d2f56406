"""The wheel holds all that the instrument needs: installed elsewhere, it answers from an empty folder."""

import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from analysis.book.project import ROOT

ARTICLE = """The bridge of Ostby will be closed in May. "It is not safe," said Ann Lee, the mayor.

The union warned that war would follow; 300 people signed for peace."""


def built(folder: Path) -> Path:
    """The wheel, made from a copy of what is packaged, so that the checkout stays as it is."""
    source = folder / "source"
    shutil.copytree(ROOT / "analysis", source / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(source)], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script in a fresh environment, which sees the packages that the project needs but not the checkout."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    # A path file is not followed further, so the development install of the checkout stays out.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin" / "who-speaks"


def answer(program: Path, folder: Path, *arguments: str) -> str:
    done = subprocess.run([str(program), *arguments], cwd=folder, capture_output=True, text=True, env={"PATH": ""})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_format_works_from_an_empty_folder(program: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert "Ann Lee" in answer(program, tmp_path, "article.txt")
    records = json.loads(answer(program, tmp_path, "article.txt", "--format", "json"))
    assert "".join(record["text"] for record in records) == ARTICLE
    assert "Ann Lee" in answer(program, tmp_path, "article.txt", "--format", "csv")
    assert answer(program, tmp_path, "context", "peace", "article.txt").startswith("1 place")


def test_the_installed_program_is_the_wheel_and_not_the_checkout(program: Path, tmp_path: Path) -> None:
    code = "import analysis, analysis.book; print(analysis.__file__)"
    command = [str(program.parent / "python"), "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, env={})
    assert Path(done.stdout.strip()).is_relative_to(program.parent.parent)


def test_the_wheel_has_types_and_models_and_nothing_to_train_on(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "analysis/py.typed" in names
    assert [name for name in names if name.startswith("analysis/models/data/") and name.endswith(".npz")]
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"analysis"}
    assert not [name for name in names if "lessons.tsv" in name or "inventions" in name]


def test_whatever_the_package_reads_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = subprocess.run(["git", "ls-files", "analysis"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(shipped.stdout.split()) <= names
