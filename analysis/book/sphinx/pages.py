"""A Sphinx extension: removes Thebe from each page, and corrects the role of references.

Jupyter Book loads Thebe on every page even if it is switched off, and gives the entries in the list of references a role
that ARIA no longer has.
"""

import re
from typing import Any

from sphinx.application import Sphinx

THEBE_CONFIGURATION = re.compile(r'<script type="text/x-thebe-config">.*?</script>', re.DOTALL)
LAST = 900


def tidy(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Removes Thebe from the page and gives references the role of a list item."""
    for kind in ("script_files", "css_files"):
        context[kind] = [resource for resource in context.get(kind, []) if not _is_thebe(resource)]
    if "body" in context:
        body = THEBE_CONFIGURATION.sub("", context["body"])
        context["body"] = body.replace('role="doc-biblioentry"', 'role="listitem"')


def _is_thebe(resource: Any) -> bool:
    inline = getattr(resource, "attributes", {}).get("body") or ""
    return "thebe" in f"{resource.filename}{inline}".lower()


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", tidy, priority=LAST)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
