"""Given names of women and men: `python -m training names`.

The names in Latin letters that the locales of Faker list as those of women, of men, or of both. One line each, names with
blanks between.
"""

import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

LATIN = re.compile(r"[A-Z\u00c0-\u024f][a-z\u00df-\u024f’'-]+")


def given_names() -> dict[str, list[str]]:
    """The names of women, of men and of both; a name that far more locales give to one of them is no name of both."""
    import faker.providers.person as locales

    counts: dict[str, Counter[str]] = {"female": Counter(), "male": Counter()}
    for locale in iter_modules(locales.__path__):
        provider = import_module(f"{locales.__name__}.{locale.name}").Provider
        for gender, counted in counts.items():
            counted.update(set(filter(LATIN.fullmatch, getattr(provider, f"first_names_{gender}", ()))))
    women, men = counts["female"], counts["male"]
    names: dict[str, list[str]] = {"female": [], "male": [], "both": []}
    for name in sorted(women | men):
        gender = "female" if women[name] > 2 * men[name] else "male" if men[name] > 2 * women[name] else "both"
        names[gender].append(name)
    return names


def make(out: Path) -> None:
    """Writes the list to `out`."""
    lines = [f"{gender}\t{' '.join(names)}\n" for gender, names in given_names().items()]
    out.write_text("".join(lines), encoding="utf-8")
