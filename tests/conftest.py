"""What tests share: the built book, its PDF, the browser. With CI set, a skipped test is a failure."""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from analysis.book.project import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# PyTorch fits the model, textacy is there to compare with, and nothing else needs them: see CONTRIBUTING.md.
OPTIONAL = {"torch": "training/test_networks.py", "textacy": "benchmarks/test_textacy.py"}
collect_ignore = [file for package, file in OPTIONAL.items() if not find_spec(package)]
IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the build, with an up-to-date book in it. Nothing is installed."""
    subprocess.run([sys.executable, "-m", "analysis.book.build"], cwd=ROOT, check=True)
    return ROOT / "_build"


@pytest.fixture(scope="session")
def book(built: Path) -> Path:
    """The folder of the web book."""
    return built / "html"


@pytest.fixture(scope="session")
def pdf(built: Path) -> Path:
    """The PDF."""
    return built / "pdf" / "who-speaks.pdf"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser of Chromium's family."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    pytest.skip("Chromium is missing; on Debian: apt-get install chromium")


def failed_if_skipped(report: Any) -> Any:
    """`report`, turned into a failure where it says that something was skipped."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"nothing may be skipped in CI: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    return failed_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    return failed_if_skipped((yield))
