"""The style of the pages: written in small files, each about one thing, and sent as one."""

from importlib.resources import files

from kamdocs.handbook.page import Asset

PAGES = "assets/kamdocs.css"
"""The style sheet that every page has."""

STYLES = (
    "tokens.css",
    "kamdocs.css",
    "pictures.css",
    "targets.css",
    "account_rows.css",
    "parts.css",
    "my_work.css",
    "lists.css",
    "accounts.css",
    "home.css",
    "account.css",
    "search.css",
    "landing.css",
    "print.css",
)
"""In the order in which a later one wins."""


def pages_style() -> Asset:
    """The style of all pages."""
    folder = files("kamdocs.handbook") / "assets"
    return Asset(PAGES, b"\n".join((folder / name).read_bytes() for name in STYLES))
