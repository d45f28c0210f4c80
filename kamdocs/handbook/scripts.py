"""The scripts of the pages: written in small files, each about one thing, and sent in few."""

from importlib.resources import files

from kamdocs.handbook.landing import sections_script
from kamdocs.handbook.page import Asset

PAGES = "assets/kamdocs.js"
"""The script that every page has; what else is loaded builds on its first part."""


def script(path: str, *names: str) -> Asset:
    """A script of several of our files, in their order. They share the global ``kamdocs`` and nothing else."""
    folder = files("kamdocs.handbook") / "assets"
    return Asset(path, b"\n".join((folder / name).read_bytes() for name in names))


def pages_script() -> Asset:
    """Lists that are sorted and filtered, what marks and cells say, how old the page is, and where links land."""
    code = script(PAGES, "plain.js", "lists.js", "frames.js", "pictures.js", "age.js", "account.js", "landing.js")
    return Asset(PAGES, sections_script() + code.data)
