"""Files that people write: their content, and the error that says what is wrong with them and how to mend it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


class InputError(ValueError):
    """Input that cannot be used. The message names the file, the place, the cause and the remedy."""


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
