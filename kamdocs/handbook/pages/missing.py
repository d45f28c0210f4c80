"""The page for a wrong address."""

from kamdocs.handbook.page import Page
from kamdocs.handbook.templating import render
from kamdocs.language import _


def missing_page() -> Page:
    """What is told at an address at which there is nothing, and the ways on from there."""
    return Page(path="404", title=_("Page not found"), lead=render("missing.html", "lead"))
