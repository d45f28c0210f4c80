"""The values of this room: pages and assets. They know no engine; an adapter hands them to one."""

import re
from collections.abc import Callable, Iterable, Mapping

import msgspec
from markupsafe import Markup

from kamdocs.handbook.anchors import Heading

Address = Callable[[str], str]
"""From a page's path to its address, as seen from the page that links to it."""

_LINK = re.compile(r'href="page:([^"#]*)')
_JUMP = re.compile(r'content="0; url=page:([^"#]*)')
_FILE = re.compile(r'href="file:([^"#]*)')


class Section(msgspec.Struct, frozen=True):
    """A part of a page below a heading of its own."""

    heading: Heading
    html: Markup


class Passage(msgspec.Struct, frozen=True):
    """A part of a page that search finds: a heading, and the plain text below it, line by line.

    ``anchor`` is what links to the heading end with. Without title and anchor it is the page as a whole.
    """

    title: str
    lines: tuple[str, ...]
    anchor: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page.

    ``path`` is its place without an ending (``accounts/zeleznik``; ``index`` is the home page). ``lead`` stands above
    the first heading and holds the ``h1``. ``search`` is what finds the page; without any it is not found. ``source``
    is the file that it is made of, from the settings' folder. ``below`` counts the pages that belong under it: of pages
    that are found alike, the one with the most stands first. ``wide`` says that it needs the room of the table of
    contents. ``made_of`` is what a page depends on, where that is cheaper to compare than the page is to make.
    """

    path: str
    title: str
    lead: Markup
    sections: tuple[Section, ...] = ()
    search: tuple[Passage, ...] = ()
    below: int = 0
    source: str | None = None
    wide: bool = False
    made_of: tuple[object, ...] = ()

    def html(self, address: Address) -> str:
        """The page's HTML, its links to other pages resolved."""
        below = (f'<h2 id="{one.heading.anchor}">{one.heading.text}</h2>\n{one.html}' for one in self.sections)
        parts = [self.lead, *below]
        return resolved("\n".join(parts), address)

    @property
    def outline(self) -> str:
        """The page's headings as Markdown, for engines that make their table of contents of it."""
        return "".join(f"## {part.heading.text}\n\n" for part in self.sections)


class Sheet(msgspec.Struct, frozen=True):
    """A whole HTML document that needs no engine: it stands outside of the navigation, the search and the site map.

    ``path`` is its place without an ending, as a page's.
    """

    path: str
    document: Markup

    def html(self, address: Address) -> str:
        """The document, its links to pages and files resolved."""
        return resolved(self.document, address)


class Asset(msgspec.Struct, frozen=True):
    """A file that goes with the pages: where it lies, and its bytes."""

    path: str
    data: bytes


def passage(heading: Heading, lines: Iterable[str]) -> Passage:
    """What search finds below a heading of the page; empty lines are left out."""
    return Passage(heading.text, tuple(filter(None, lines)), heading.anchor)


def sections(parts: Mapping[Heading, Markup]) -> tuple[Section, ...]:
    """The parts that hold something, in their order."""
    return tuple(Section(heading, html) for heading, html in parts.items() if html.strip())


def resolved(html: str, address: Address) -> str:
    """The HTML with ``page:`` links led to pages, and ``file:`` links to assets, which lie below the home page."""
    home = address("index").removesuffix("index.html")
    linked = _LINK.sub(lambda link: f'href="{address(link[1])}', html)
    jumping = _JUMP.sub(lambda jump: f'content="0; url={address(jump[1])}', linked)
    return _FILE.sub(lambda link: f'href="{home}{link[1]}', jumping)
