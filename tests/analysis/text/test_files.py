"""Files that people write are read as they are written, and what is wrong in them is named with its place."""

import json
from pathlib import Path

import pytest

from analysis.text.files import SCHEMAS, InputError, load, rows
from analysis.text.statements import DIRECT, INDIRECT
from analysis.wording.features import CODES, MODALITY, NONE

SCHEMA = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in SCHEMAS.iterdir()}


def written(folder: Path, content: str) -> Path:
    path = folder / "file.yml"
    path.write_text(content, encoding="utf-8")
    return path


def test_every_scalar_is_the_text_that_is_written(tmp_path: Path) -> None:
    content = load(written(tmp_path, "cue: yes\n2025: 010\nday: 2025-02-17\nlist: [no, 1.0, null]\n"))
    assert content == {"cue": "yes", "2025": "010", "day": "2025-02-17", "list": ["no", "1.0", "null"]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: 1\nb: 2\na: 3", "file.yml: line 3: this is not YAML (the field 'a' comes twice). Correct it there."),
        ("a: {b: 1, b: 2}", "line 1: this is not YAML (the field 'b' comes twice)"),
        ("- a", "file.yml: line 1: this is not a mapping. Write fields under it"),
        ("", "this is not a mapping"),
        ("a: &a [*a]", "this is not YAML (found unconstructable recursive node"),
        ("[a]: b", "this is not YAML"),
        ("a: [", "line 1: this is not YAML"),
        ("\x00", "this is not YAML"),
    ],
)
def test_what_is_no_mapping_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        load(written(tmp_path, content))
    assert message in str(refused.value)


def test_of_several_errors_the_first_in_the_file_is_named_by_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "isles:\n  title: Rain\n  castt: []\nhills:\n  outlett: Echo\n")
    with pytest.raises(InputError, match=r"file\.yml: line 3: isles: no field is called 'castt'. Write 'cast'\."):
        load(path, "sources")


def test_the_schemas_know_the_codes_that_the_rules_give() -> None:
    fields = SCHEMA["wording.schema.json"]["properties"]["statements"]["items"]["properties"]
    given = {name: fields[name].get("enum") for name in CODES if name != MODALITY}
    assert {name: set(codes) for name, codes in given.items()} == {name: {NONE, *CODES[name]} for name in given}
    assert set(fields[MODALITY]["anyOf"][1]["items"]["enum"]) == set(CODES[MODALITY])
    credit = SCHEMA["voices.schema.json"]["properties"]["credits"]["items"]["properties"]
    assert credit["mode"]["enum"] == [DIRECT, INDIRECT]


def test_no_schema_lets_an_unknown_field_pass() -> None:
    def closed(schema: object) -> bool:
        if isinstance(schema, list):
            return all(map(closed, schema))
        if not isinstance(schema, dict):
            return True
        is_object = schema.get("type") == "object"
        return ("additionalProperties" in schema or not is_object) and all(map(closed, schema.values()))

    assert len(SCHEMA) == 6
    assert all(closed(schema) for schema in SCHEMA.values())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,c\n", "line 1: the columns are not a, b"),
        ("", "line 1: the columns are not a, b"),
        ("a,b\n1,2\n3\n", "line 3: there are 1 fields. Write 2: a, b."),
        ('a,b\n"x\ny",2\n3\n', "line 4: there are 1 fields"),
        ('a,b\n1,"2\n', "this cannot be read as CSV"),
    ],
)
def test_a_table_that_has_not_its_columns_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        list(rows(written(tmp_path, content), ("a", "b")))
    assert message in str(refused.value)
