"""Mutation testing: the code is changed in one place after another, and the changes that no test notices are listed.

Verdicts are kept in `_build/mutants/` as long as the changed function stays as it is, so a run that was stopped goes on;
`--again` tries the survivors anew, after a test was added. The list of survivors is `benchmarks/data/mutants.tsv`; the
reasons in it are written by hand, and kept. A mutant is compiled in memory, in a process forked off after the large
packages are imported, and no file is touched; tests that start other processes do not see it. Only the tests that reach
the changed function are run. Of the known tools, mutmut 3 does not change what stands outside functions, where the
thresholds are, and cosmic-ray starts a process and runs every test for each mutant.
"""

import argparse
import csv
import datetime
import gc
import hashlib
import importlib
import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from itertools import accumulate, islice
from pathlib import Path
from types import CodeType
from typing import Any

import hypothesis
import pytest
from coverage import Coverage

from benchmarks.mutations import MODULE, Mutant, functions, mutants

ROOT = Path(__file__).resolve().parent.parent
KEPT, LISTED = ROOT / "_build" / "mutants", Path(__file__).parent / "data" / "mutants.tsv"
COLUMNS = ("module", "function", "change", "reason")
PLACES = (
    "analysis/speakers.py", "analysis/text/statements.py", "analysis/codebook/agreement.py",
    "analysis/attribution/calibration.py", "analysis/robustness", "analysis/book/results", "analysis/book/tables",
)  # fmt: skip
# Tests of the built book, of the installed package and of training; they start other processes.
LEFT_OUT = re.compile(
    r"test_(assemble|build|installed|light|links|networks|notebooks|pages|pdf|render|textacy|verdicts)\.py"
)
OPTIONS = "-q --tb=no --assert=plain -p no:cacheprovider -p no:unraisableexception -p no:threadexception".split()
PACKAGES = (
    "bs4",
    "jsonschema",
    "matplotlib.pyplot",
    "nltk",
    "pandas",
    "textblob",
    "vaderSentiment.vaderSentiment",
    "yaml",
)
# Seconds: a test that takes longer is not run on mutants, and all together take no longer than that.
SLOW, ENOUGH = 4.0, 40.0
LEAST_TIME, TIMES, MOST_TIME = 20, 10, 900  # seconds for a mutant, so many times those of its tests, for a test file


class Changed(SourceFileLoader):
    """Finds and loads the module `fullname` as `code`, whatever its file says."""

    def __init__(self, fullname: str, path: Path, code: CodeType) -> None:
        super().__init__(fullname, str(path))
        self.code = code

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return spec_from_file_location(fullname, self.path, loader=self) if fullname == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        return self.code


class Chosen:
    """A plugin of pytest that runs the tests `names` only, and tells `coverage` which of them is running."""

    def __init__(self, names: Collection[str] | None = None, coverage: Any = None) -> None:
        self.names, self.coverage, self.begun, self.seconds = names, coverage, 0.0, dict[str, float]()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = [item for item in items if self.names is None or item.nodeid in self.names]

    def pytest_runtest_call(self, item: Any) -> None:
        self.begun = time.process_time()
        if self.coverage:
            self.coverage.switch_context(item.nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call" and report.passed:
            self.seconds[report.nodeid] = time.process_time() - self.begun
        if report.when == "call" and self.coverage:
            self.coverage.switch_context("")


def forked(work: Callable[[], int], seconds: float) -> int:
    """What `work` returns in a silent process of its own; another number where it fails or takes more than `seconds`."""
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        signal.alarm(int(seconds))
        os._exit(work())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def tested(file: str, chosen: Chosen) -> int:
    """Runs the tests of one file: 0 where all that were chosen passed."""
    code = int(pytest.main([*OPTIONS, *(["-x"] if chosen.names else []), file], plugins=[chosen]))
    return 0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else code


def reached(file: Path, modules: Sequence[Path]) -> dict[str, Any]:
    """What the tests in `file` reach, found once: seconds of the import, seconds and functions of each test.

    What is reached by the import of the file or in its fixtures counts for each of its tests.
    """
    name, included = str(file.relative_to(ROOT)), [str(path) for path in modules]
    places = [f"{path}:{sorted(set(functions(path.read_text('utf-8')).values()))}" for path in modules]
    digest = hashlib.sha256(file.read_bytes() + "".join(places).encode()).hexdigest()[:16]
    kept = KEPT / "reached" / f"{name.replace('/', '.')}.{digest}.json"

    def measure() -> int:
        watch, begun = Coverage(data_file=None, include=included), time.process_time()
        watch.start()
        tests = Chosen(coverage=watch)
        failed, seconds = tested(name, tests), time.process_time() - begun
        watch.stop()
        by_test: dict[str, set[str]] = {}
        for path in watch.get_data().measured_files():
            scopes, place = functions(Path(path).read_text("utf-8")), str(Path(path).relative_to(ROOT))
            for line, contexts in watch.get_data().contexts_by_lineno(path).items():
                for test in contexts if line in scopes else ():
                    by_test.setdefault(test, set()).update((place, f"{place}:{scopes[line]}"))
        every = by_test.pop("", set())
        rows = {test: [took, sorted(every | by_test.get(test, set()))] for test, took in tests.seconds.items()}
        record = {"file": name, "failed": failed, "import": seconds - sum(tests.seconds.values()), "tests": rows}
        kept.write_text(json.dumps(record), encoding="utf-8")
        return 0

    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        forked(measure, MOST_TIME)
    result: dict[str, Any] = (
        json.loads(kept.read_text("utf-8")) if kept.is_file() else {"failed": "no end", "tests": {}}
    )
    if result["failed"]:
        print(f"{name} fails without a mutant: {result['failed']}", file=sys.stderr)
    return result


def plan(path: Path, function: str, records: Iterable[dict[str, Any]]) -> list[tuple[str, set[str], float]]:
    """The tests that reach `function` by their file, the quickest first and not all if they take long: file, names, seconds."""
    wanted, files = str(path.relative_to(ROOT)) + (f":{function}" if function != MODULE else ""), []
    for record in records:
        tests = {name: took for name, (took, places) in record["tests"].items() if took < SLOW and wanted in places}
        if tests:
            files.append((record["file"], set(tests), record["import"] + sum(tests.values())))
    files.sort(key=lambda row: row[2])
    sums = accumulate(seconds for *_, seconds in files)
    return [row for row, total in zip(files, sums, strict=True) if total < ENOUGH or row is files[0]]


def killed(mutant: Mutant, path: Path, files: list[tuple[str, set[str], float]]) -> bool:
    """Whether one of the tests in `files` fails, or does not end, with `mutant` in place of the module at `path`."""
    fullname = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    def run() -> int:
        sys.meta_path.insert(0, Changed(fullname, path, mutant.code))
        return int(any(tested(file, Chosen(names)) for file, names, _ in files))

    return forked(run, LEAST_TIME + TIMES * sum(seconds for *_, seconds in files)) != 0


def verdicts(path: Path) -> dict[str, bool]:
    """The verdicts on the mutants of the module at `path` so far: by their keys, whether they were killed."""
    file = KEPT / f"{str(path.relative_to(ROOT)).replace('/', '.')}.jsonl"
    return dict(json.loads(line) for line in file.read_text("utf-8").splitlines()) if file.is_file() else {}


def run(modules: Sequence[Path], records: Sequence[dict[str, Any]], part: int, options: argparse.Namespace) -> int:
    """Tries the mutants that fall to process `part`: those that have no verdict yet and, with `again`, survivors."""
    for path in modules:
        known, file = verdicts(path), KEPT / f"{str(path.relative_to(ROOT)).replace('/', '.')}.jsonl"
        for number, mutant in enumerate(islice(mutants(path), 0, None, options.every)):
            settled = known.get(mutant.key, False) if options.again else mutant.key in known
            if number % options.processes == part and not settled:
                verdict = killed(mutant, path, plan(path, mutant.function, records))
                with file.open("a", encoding="utf-8") as out:
                    out.write(json.dumps([mutant.key, verdict]) + "\n")
    return 0


def listed(modules: Sequence[Path]) -> list[tuple[str, ...]]:
    """The rows of `LISTED`, those of `modules` anew: of each how many were killed, and the survivors with their reasons."""
    with LISTED.open(encoding="utf-8", newline="") if LISTED.is_file() else open(os.devnull) as file:
        old = [tuple(row) for row in csv.reader(file, delimiter="\t")][1:]
    reasons, names = {row[:3]: row[3] for row in old}, [str(path.relative_to(ROOT)) for path in modules]
    rows = [row for row in old if row[0] not in names]
    for name, path in zip(names, modules, strict=True):
        known = verdicts(path)
        tried = [mutant for mutant in mutants(path) if mutant.key in known]
        alive = [(name, mutant.function, " ".join(mutant.change.split())) for mutant in tried if not known[mutant.key]]
        figure = f"{len(tried) - len(alive)} of {len(tried)} killed"
        rows += [(name, "", figure, datetime.date.today().isoformat())] if tried else []
        rows += [(*row, reasons.get(row, "")) for row in alive]
    return sorted(rows, key=lambda row: (row[0], row[1] != ""))


def prepare() -> None:
    """Does before all forks what each would do again: imports, and the patterns that the modules of `analysis` compile."""
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, max_examples=30, deadline=None)
    hypothesis.settings.load_profile("mutants")
    for package in (*PACKAGES, "analysis.book.project"):
        importlib.import_module(package)
    # Nothing that is kept for later may come from a mutant: the coding of the article is made before.
    sys.modules["analysis.book.project"].seed_coding()
    for name in [name for name in sys.modules if name.partition(".")[0] == "analysis"]:
        del sys.modules[name]
    gc.freeze()


def main() -> int:
    """Tries the mutants of the modules asked for, and lists the survivors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("places", nargs="*", default=PLACES, help="files and folders with the modules to be changed")
    parser.add_argument("--again", action="store_true", help="try survivors once more")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try only each Nth mutant of a module")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    os.chdir(ROOT)
    prepare()
    every, modules = (
        [path for place in places for path in (sorted((ROOT / place).glob("*.py")) or [ROOT / place])]
        for places in (PLACES, options.places)
    )
    tests = [*sorted((ROOT / "tests").rglob("test_*.py")), *every]
    records = [reached(file, every) for file in tests if not LEFT_OUT.match(file.name)]
    workers = []
    for part in range(options.processes):
        if worker := os.fork():
            workers.append(worker)
        else:
            os._exit(run(modules, records, part, options))
    failed = [os.waitpid(worker, 0)[1] for worker in workers]
    with LISTED.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows([COLUMNS, *listed(modules)])
    print(LISTED)
    return int(any(failed))


if __name__ == "__main__":
    sys.exit(main())
