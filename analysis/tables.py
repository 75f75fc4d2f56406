"""What the measures ask of the tables they are given."""

import pandas as pd

from analysis.errors import InputError


def require(table: pd.DataFrame, *columns: str, made_by: str = "") -> None:
    """Raises `InputError` where `table` lacks one of `columns`, with `made_by` named as the function that adds them."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        remedy = f"Call {made_by} on it first." if made_by else f"It has: {', '.join(map(str, table.columns))}."
        raise InputError(f"table of statements: there is no column {', '.join(map(repr, missing))}. {remedy}")
