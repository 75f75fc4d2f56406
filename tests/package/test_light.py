"""What only counts loads no network and draws nothing."""

import subprocess
import sys

import pytest

HEAVY = ("matplotlib", "onnxruntime", "analysis.models.", "analysis.sentiment", "analysis.book", "afinn", "textblob")


def loaded(statement: str) -> list[str]:
    """The modules that a fresh process has loaded after `statement`."""
    script = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    "statement", ["import analysis", "import analysis.speakers", "import analysis.themes", "from analysis import read"]
)
def test_an_import_that_only_counts_is_light(statement: str) -> None:
    assert [name for name in loaded(statement) if name.startswith(HEAVY)] == []


def test_tone_by_the_lexicons_loads_no_network() -> None:
    heavy = ("matplotlib", "onnxruntime", "analysis.models.", "analysis.attribution", "analysis.book")
    assert [name for name in loaded("import analysis.sentiment") if name.startswith(heavy)] == []


def test_a_notebook_has_what_it_needs_from_the_package_itself() -> None:
    import analysis

    assert {name for name in ("read", "code", "coded", "__version__") if callable(getattr(analysis, name))} == {
        "read", "code", "coded",
    }  # fmt: skip
    assert set(analysis.__all__) <= set(dir(analysis))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        analysis.nothing  # noqa: B018
