"""The names of countries: `python -m training countries`.

English names of the Unicode CLDR, from Babel, written as news writes them, without territories that nobody calls a
country, and with further names that news uses. A line for each country, its names with tabs between, the usual one first.
"""

import re
from pathlib import Path

# Uninhabited or very small territories, groups of countries, and codes that CLDR keeps for tests.
LEFT_OUT = frozenset("AC AQ BQ BV CC CK CP CX DG EA EU EZ GS HM IC IO NF PN QO SJ SX TA TF UM UN XA XB ZZ".split())
# Where CLDR names a country in a way that news does not; and two that are gone.
NAMES = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "MM": "Myanmar",
    "PS": "Palestine",
    "SU": "Soviet Union",
    "TR": "Turkey",
    "YU": "Yugoslavia",
}
FURTHER_NAMES = {
    "CD": ("DR Congo", "Congo"),
    "CI": ("Ivory Coast",),
    "CN": ("People's Republic of China",),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic",),
    "GB": ("UK", "U.K.", "U.K", "Britain", "Great Britain"),
    "KP": ("DPRK",),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "NL": ("Holland",),
    "AE": ("UAE", "Emirates"),
    "PS": ("Palestinian Territories",),
    "RU": ("Russian Federation",),
    "SU": ("USSR",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Türkiye",),
    "US": ("US", "U.S.", "U.S", "USA", "America", "United States of America"),
    "VA": ("Vatican", "Holy See"),
}


def plain(name: str) -> str:
    """A name of CLDR as news writes it.

    >>> plain("St. Kitts & Nevis"), plain("Hong Kong SAR China"), plain("Côte d’Ivoire")
    ('Saint Kitts and Nevis', 'Hong Kong', "Côte d'Ivoire")
    """
    return name.replace("St. ", "Saint ").replace(" & ", " and ").replace("’", "'").removesuffix(" SAR China")


def countries() -> list[tuple[str, ...]]:
    """The names of each country, the usual one first, in alphabetical order of that."""
    from babel import Locale

    territories = {str(code): str(name) for code, name in Locale("en").territories.items()}
    codes = {code for code in territories if re.fullmatch("[A-Z]{2}", code)} - LEFT_OUT | NAMES.keys()
    return sorted((NAMES.get(code) or plain(territories[code]), *FURTHER_NAMES.get(code, ())) for code in codes)


def make(out: Path) -> None:
    """Writes the list to `out`."""
    out.write_text("".join("\t".join(names) + "\n" for names in countries()), encoding="utf-8")
