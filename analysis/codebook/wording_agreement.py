"""How far two codings of the features agree, code by code, and which codes may be relied on."""

import pandas as pd

from analysis.codebook.agreement import LEAST_ALPHA, krippendorff_alpha
from analysis.text.files import InputError
from analysis.text.statements import require
from analysis.wording.features import CODES, FEATURES, has

# With fewer statements that have a code, one of them moves recall by more than a tenth.
LEAST_CASES = 10

COLUMNS = ("feature", "code", "statements", "one", "other", "both", "alpha", "precision", "recall", "reliable")


def agreement(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """How far two codings of the same statements agree, a row a feature and code; `one` is the one to be met.

    Both have a column `statement` and a column a feature, as `analysis.wording.features.with_features` gives them. Columns:
    `feature`, `code`; `statements` (coded by both), `one`, `other`, `both` (of them with the code in the one coding, the
    other, both); `alpha` (Krippendorff's, for whether the code is given; not a number where neither gives it);
    `precision` (of those that `other` gives the code, the part that `one` gives it too) and `recall` (the reverse), from
    0 to 1, not a number where there are none; `reliable` (whether `one` gives the code at least `LEAST_CASES` times and
    alpha is at least `LEAST_ALPHA`).

    Raises `InputError` where a column is missing or the two code different statements.
    """
    for coding in (one, other):
        require(coding, "statement", *FEATURES, made_by="analysis.wording.features.with_features")
    if sorted(one["statement"]) != sorted(other["statement"]):
        raise InputError("agreement: the two codings are of different statements. Code the same statements twice.")
    left, right = one.set_index("statement"), other.set_index("statement").loc[one["statement"]]
    rows = []
    for feature, codes in CODES.items():
        for code in codes:
            pair = pd.DataFrame({"one": has(left[feature], code), "other": has(right[feature], code)})
            first, second, both = (int(part.sum()) for part in (pair["one"], pair["other"], pair.all(axis=1)))
            alpha = krippendorff_alpha(pair)
            precision, recall = (both / part if part else float("nan") for part in (second, first))
            reliable = first >= LEAST_CASES and alpha >= LEAST_ALPHA
            rows.append((feature, code, len(pair), first, second, both, alpha, precision, recall, reliable))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def only_reliable(coded: pd.DataFrame, compared: pd.DataFrame) -> pd.DataFrame:
    """`coded`, a table with columns `feature` and `code`, without the codes that `compared` does not mark as reliable.

    `compared` is what `agreement` gives. A code that it does not have was never compared and is left out.
    """
    kept = set(compared.loc[compared["reliable"], ["feature", "code"]].itertuples(index=False, name=None))
    pairs = zip(coded["feature"], coded["code"], strict=True)
    return coded[[pair in kept for pair in pairs]].reset_index(drop=True)
