"""How long the book takes to build: python -m benchmarks.build_time [RUNS]

Prints the median seconds of `make book` from an empty checkout, with packages cached, and of a second `make book` in
which nothing has changed.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from analysis.book.project import ROOT


def seconds(folder: Path) -> float:
    """The seconds that `make book` takes in `folder`."""
    began = time.perf_counter()
    subprocess.run(["make", "book"], cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


def main(runs: int) -> None:
    """Measures as often as `runs` says and prints the medians."""
    first, second = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            checkout = Path(folder) / "checkout"
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(checkout)], check=True)
            first.append(seconds(checkout))
            second.append(seconds(checkout))
    print(f"from an empty checkout: {median(first):.1f} s (aim: 90); nothing changed: {median(second):.1f} s (aim: 10)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
