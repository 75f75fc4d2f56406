"""A Sphinx extension: no page keeps numbers that the instrument, the seeds or the codebook would no longer give.

Executed chapters are cached by their own text alone. Here a digest of all else that they depend on becomes the name of
the cache and a part of Sphinx's configuration: where the digest is another, every page is executed and read again.
"""

import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from analysis.book.project import digest


def set_cache(app: Sphinx, config: Config) -> None:
    """Points the cache of executed chapters to the folder of today's digest, and removes those of others."""
    config.inputs_digest = digest(Path(app.srcdir))
    caches = Path(app.outdir).parent / ".jupyter_cache"
    current = caches / config.inputs_digest
    for old in caches.glob("*"):
        if old != current:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    config.nb_execution_cache_path = str(current)


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers the extension."""
    app.add_config_value("inputs_digest", "", "env", str)
    app.connect("config-inited", set_cache)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
