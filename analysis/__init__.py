"""The instrument: who speaks in a news report, about what, in what tone.

`read` reads an article, `code` cuts it into statements and gives each its voice, `coded` does all that the instrument
does. Each is loaded when it is first used, so that `import analysis` loads no network.

`speakers`, `themes` and `sentiment` answer the three questions from a table of statements; `coding` puts the answers
together and `export` writes them. `text` and `attribution` make the table, with the networks in `models`. `codebook`
holds what is coded and how well, `wording` how statements are worded, `robustness` how far a claim holds, `book` the
book of one article. `python -m pydoc analysis.speakers` shows the functions of a module.

>>> import analysis
>>> sorted(analysis.__all__)
['__version__', 'code', 'coded', 'read']
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
