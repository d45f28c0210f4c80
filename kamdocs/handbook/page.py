"""The values of this room: pages and assets. They know no engine; an adapter hands them to one."""

import re
from collections.abc import Callable, Mapping

import msgspec
from markupsafe import Markup

Address = Callable[[str], str]
"""From a page's path to its address, as seen from the page that links to it."""

_LINK = re.compile(r'href="page:([^"#]*)')


class Section(msgspec.Struct, frozen=True):
    """A part of a page below a heading of its own. The title is ours, never a file's text."""

    title: str
    html: Markup

    @property
    def id(self) -> str:
        """What links to the section end with, the same that engines make of the heading."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page.

    ``path`` is its place without an ending (``accounts/zeleznik``; ``index`` is the home page). ``lead`` stands above
    the first heading and holds the ``h1``. ``search`` is the plain text that finds the page. ``source`` is the file
    that it is made of, from the settings' folder. ``wide`` says that it needs the room of the table of contents.
    """

    path: str
    title: str
    lead: Markup
    sections: tuple[Section, ...] = ()
    search: str = ""
    source: str | None = None
    wide: bool = False

    def html(self, address: Address) -> str:
        """The page's HTML, its links to other pages resolved."""
        parts = [self.lead, *(f'<h2 id="{part.id}">{part.title}</h2>\n{part.html}' for part in self.sections)]
        return _LINK.sub(lambda link: f'href="{address(link[1])}', "\n".join(parts))

    @property
    def outline(self) -> str:
        """The page's headings as Markdown, for engines that make their table of contents of it."""
        return "".join(f"## {part.title}\n\n" for part in self.sections)


class Asset(msgspec.Struct, frozen=True):
    """A file that goes with the pages: where it lies, and its bytes."""

    path: str
    data: bytes


def sections(parts: Mapping[str, Markup]) -> tuple[Section, ...]:
    """The parts that hold something, in their order."""
    return tuple(Section(title, html) for title, html in parts.items() if html.strip())
