"""YAML files: their content as a mapping, with errors that name the file, the cause and the remedy."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from analysis.text.errors import InputError


def mapping(path: Path) -> Mapping[str, Any]:
    """What the YAML file at `path` maps; empty where its content is no mapping.

    Raises `InputError` where the file is missing, cannot be read, or is not YAML in UTF-8.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Check the path.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Give the path of one YAML file.") from error
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"{path}: this is not YAML ({' '.join(str(error).split())}). Correct it there.") from error
    return content if isinstance(content, Mapping) else {}
