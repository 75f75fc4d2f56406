"""The instrument: who speaks in a news report, about what, in what tone.

>>> import analysis
>>> sorted(analysis.__all__)
['__version__', 'code', 'coded', 'read']

`read` reads an article, `code` cuts it into statements with their voices, and `coded` does that and adds themes, tone
and wording. The rest is imported by its module:

- `speakers`: who speaks how much and when, with intervals; who is named and silent.
- `themes`: about what, by voice.
- `sentiment`: in what tone, by word lists; toward whom, by a network.
- `wording`: passives, harm, modality, "we"; which words recur, and where.
- `robustness`: whether a claim holds under every reasonable choice.
- `export`: the table as CSV or JSON, and the answer in a terminal.
- `text`: the article, its words and sentences, and the table of statements.
- `attribution`: who is credited with what.
- `models`: the networks that ship.
- `codebook`: the themes, the codings by hand, and how far they agree.
- `book`: the Jupyter Book of one article.

`read`, `code` and `coded` are loaded when they are first used, so that `import analysis` loads no network.
`python -m pydoc analysis.speakers` shows the functions of a module.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.attribution.coder import code
    from analysis.coding import coded
    from analysis.text.article import read

__all__ = ["__version__", "code", "coded", "read"]
__version__ = version("who-speaks")

_MODULES = {"code": "analysis.attribution.coder", "coded": "analysis.coding", "read": "analysis.text.article"}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
