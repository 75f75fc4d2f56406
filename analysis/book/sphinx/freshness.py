"""A Sphinx extension: no page keeps numbers from an earlier state of the instrument, the seeds or the codebook.

The cache of executed chapters knows only the text of each. Here a digest of all else that they depend on becomes the name
of the cache and a part of Sphinx's configuration, so that every page is executed and read again when the digest changes.
"""

import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from analysis.book.project import digest


def set_cache(app: Sphinx, config: Config) -> None:
    """Sets the cache of executed chapters to the folder named by the digest, and removes all other folders."""
    config.inputs_digest = digest(Path(app.srcdir))
    caches = Path(app.outdir).parent / ".jupyter_cache"
    current = caches / config.inputs_digest
    for old in caches.glob("*"):
        if old != current:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    config.nb_execution_cache_path = str(current)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("inputs_digest", "", "env", str)
    app.connect("config-inited", set_cache)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
