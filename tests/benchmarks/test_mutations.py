"""A mutant is one small change of a module, and nothing else of it."""

from pathlib import Path

import pytest

from benchmarks.mutations import functions, mutants

MODULE = '''"""Text."""
LIMIT: float = 0.5


class Pair:
    def same(self, one: int) -> bool:
        """One more text."""
        return one < 3 and not self.kind == "–"


def least(table, other):
    return table["words"].min() + f(table, other)
'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "module.py"
    path.write_text(MODULE, encoding="utf-8")
    return path


def test_operators_limits_short_texts_and_the_order_of_arguments_are_changed(path: Path) -> None:
    assert [(mutant.function, mutant.change) for mutant in mutants(path)] == [
        ("<module>", "0.5 -> 0.45"),
        ("Pair.same", "one < 3 and (not self.kind == '–') -> one < 3 or not self.kind == '–'"),
        ("Pair.same", "one < 3 -> one <= 3"),
        ("Pair.same", "3 -> 4"),
        ("Pair.same", "not self.kind == '–' -> not not self.kind == '–'"),
        ("Pair.same", "self.kind == '–' -> self.kind != '–'"),
        ("Pair.same", "'–' -> '–~'"),
        ("least", "table['words'].min() + f(table, other) -> table['words'].min() - f(table, other)"),
        ("least", "table['words'].min -> table['words'].max"),
        ("least", "f(table, other) -> f(other, table)"),
    ]


def test_a_mutants_code_has_its_change_alone(path: Path) -> None:
    limits = []
    for mutant in mutants(path):
        names: dict[str, float] = {}
        exec(mutant.code, names)
        limits.append(names["LIMIT"])
    assert limits == [0.45] + [0.5] * 9


def test_the_verdict_on_a_mutant_holds_while_its_function_stays_as_it_is(path: Path) -> None:
    before = {mutant.key: mutant.function for mutant in mutants(path)}
    path.write_text(MODULE.replace("f(table, other)", "f(table, other, 1)"), encoding="utf-8")
    after = {mutant.key for mutant in mutants(path)}
    assert {before[key] for key in before.keys() - after} == {"least"}


def test_a_line_belongs_to_the_function_in_whose_body_it_stands() -> None:
    assert functions(MODULE) == {7: "Pair.same", 8: "Pair.same", 12: "least"}
