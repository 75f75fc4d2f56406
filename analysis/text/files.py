"""Files that people write: their content, and the error that says what is wrong with them and how to mend it.

The folder `schemas` says what each YAML file may hold, in JSON Schema (draft 2020-12), so that an editor can complete the
fields and mark errors. The schema NAME is the file `schemas/NAME.schema.json`.
"""

import csv
import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent / "schemas"

# A record in a list is called by the first of these fields that it has.
IDENTIFYING = ("id", "name")

# What a value of each type is called, and how it is written.
TYPES = {
    "object": ("a mapping", "Write fields under it, each as 'field: value'."),
    "array": ("a list", "Write its items between brackets, with commas."),
    "string": ("a line of text", "Put it between quotation marks."),
}


class InputError(ValueError):
    """Input that cannot be used. The message names the file, the place, the cause and the remedy."""


class _Loader(yaml.BaseLoader):
    """Reads every scalar as the text that is written, so that `yes`, `2025` and `2025-02-17` stay what they are."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in names:
                raise yaml.MarkedYAMLError(problem=f"the field '{name}' comes twice", problem_mark=key.start_mark)
            names.add(name)
        return super().construct_mapping(node, deep)


def read_text(path: Path) -> str:
    """The text of the UTF-8 file at `path`, byte for byte.

    Raises:
        InputError: there is no such file, or it cannot be read or is not UTF-8.
    """
    if not path.exists():
        raise InputError(f"{path}: there is no such file. Check the path.")
    if not path.is_file():
        raise InputError(f"{path}: this is not a file. Give the path of one file.")
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8, "
            f"for example with: iconv -f WINDOWS-1252 -t UTF-8 {path.name}"
        ) from error


def load(path: Path, schema: str = "mapping") -> Mapping[str, Any]:
    """The content of the YAML file at `path`, with every scalar as the text that is written.

    Args:
        schema: the name of a schema in `SCHEMAS`; by default any mapping will do.

    Raises:
        InputError: the file cannot be read, is not YAML, or does not meet the schema. The message names the first
            error by line and field, and for an unknown field the known one most like it.
    """
    text = read_text(path)
    try:
        node = yaml.compose(text, Loader=_Loader)
        content = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = f" line {error.problem_mark.line + 1}:" if error.problem_mark else ""
        raise InputError(f"{path}:{line} this is not YAML ({error.problem}). Correct it there.") from error
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"{path}: this is not YAML ({' '.join(str(error).split())}). Correct it there.") from error
    wrong = [(_line(node, error), error) for error in _validator(schema).iter_errors(content)]
    if wrong:
        number, first = min(wrong, key=lambda pair: pair[0])
        place = "".join(f" {name}:" for name in _place(content, first))
        raise InputError(f"{path}: line {number}:{place} {_cause(first)}")
    return dict(content)


def rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The rows of the CSV file at `path`, each with the place at which it stands, "FILE: line NUMBER".

    Raises:
        InputError: the file cannot be read or is not CSV, its first line does not name `columns` in their order, or a
            row has more or fewer fields.
    """
    try:
        reader = csv.reader(read_text(path).splitlines(keepends=True), strict=True)
        if next(reader, None) != list(columns):
            raise InputError(f"{path}: line 1: the columns are not {', '.join(columns)}. Name them so, in this order.")
        for row in reader:
            place = f"{path}: line {reader.line_num}"
            if len(row) != len(columns):
                raise InputError(f"{place}: there are {len(row)} fields. Write {len(columns)}: {', '.join(columns)}.")
            yield place, row
    except csv.Error as error:
        raise InputError(f"{path}: this cannot be read as CSV ({error}). Save it as a UTF-8 table.") from error


@cache
def _validator(schema: str) -> Draft202012Validator:
    if schema == "mapping":
        return Draft202012Validator({"type": "object"})
    schemas = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in SCHEMAS.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(content)) for name, content in schemas.items()
    )
    return Draft202012Validator({"$ref": f"{schema}.schema.json"}, registry=registry)


def _unknown_fields(error: ValidationError) -> list[str]:
    strange = error.validator == "additionalProperties"
    return [name for name in error.instance if name not in error.schema.get("properties", {})] if strange else []


def _line(node: yaml.Node | None, error: ValidationError) -> int:
    """The line, from 1, of what `error` is about; of an unknown field that of the field."""
    path = [*error.absolute_path, *_unknown_fields(error)[:1]]
    line = 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            key, node = next(pair for pair in node.value if pair[0].value == step)
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _place(content: Any, error: ValidationError) -> list[str]:
    """The fields that lead to what `error` is about: ["themes 3 (peace)", "terms"]."""
    names: list[str] = []
    for step in error.absolute_path:
        content = content[step]
        if not isinstance(step, int):
            names.append(step)
            continue
        record = content if isinstance(content, dict) else {}
        called = next((f" ({record[field]})" for field in IDENTIFYING if record.get(field)), "")
        names[-1:] = [f"{''.join(names[-1:])} {step + 1}{called}".strip()]
    return names


def _cause(error: ValidationError) -> str:
    """What is wrong, and the remedy: the description in the schema where it has one."""
    while error.context:
        error = max(error.context, key=lambda inner: (len(inner.path), inner.validator != "type"))
    rule, remedy = error.validator_value, error.schema.get("description", "")
    if error.validator == "additionalProperties":
        (name, *_), known = _unknown_fields(error), error.schema["properties"]
        near = difflib.get_close_matches(name, known, 1)
        what = f"Write '{near[0]}'" if near else f"The fields are {', '.join(known)}"
        return f"no field is called '{name}'. {what}."
    if error.validator == "required":
        return f"the field '{next(name for name in rule if name not in error.instance)}' is missing. Add it."
    if error.validator == "enum":
        known = list(dict.fromkeys(str(value).lower() for value in rule))
        near = difflib.get_close_matches(str(error.instance), known, 1)
        what = f"'{near[0]}'" if near else f"one of {', '.join(known)}"
        return f"'{error.instance}' is not known. Write {what}."
    if error.validator == "type":
        name, written = TYPES[rule]
        return f"this is not {name}. {remedy or written}"
    what = f"'{error.instance}' is not well formed" if error.instance else "there is nothing"
    return f"{what}. {remedy or 'Write it, or leave the field out.'}"
