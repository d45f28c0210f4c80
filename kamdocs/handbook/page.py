"""The values of this room: pages and assets. They know no engine; an adapter hands them to one."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Literal

import msgspec
from markupsafe import Markup, escape

from kamdocs.handbook.anchors import Heading

Address = Callable[[str], str]
"""From a page's path to its address, as seen from the page that links to it."""

_LINK = re.compile(r'href="page:([^"#?]*)')
_JUMP = re.compile(r'content="0; url=page:([^"#]*)')


Column = Literal["", "left", "right"]


class Section(msgspec.Struct, frozen=True):
    """A part of a page below a heading of its own.

    ``aside`` stands in the heading's line: how many there are, a link to all. Sections in a ``column`` that follow one
    another stand side by side where there is room.
    """

    heading: Heading
    html: Markup
    aside: Markup = Markup()
    column: Column = ""

    def markup(self) -> Markup:
        """The heading and what stands below it."""
        head = f'<h2 id="{self.heading.anchor}">{escape(self.heading.text)}</h2>'
        if self.aside.strip():
            head = f'<div class="kd-sec">{head}{self.aside}</div>'
        return Markup(f"{head}\n{self.html}")  # noqa: S704 (of Markup, and of our own text, which is escaped)


class Passage(msgspec.Struct, frozen=True):
    """A part of a page that search finds: a heading, and the plain text below it, line by line.

    ``anchor`` is what links to the heading end with. Without title and anchor it is the page as a whole. ``records``
    are the anchors of what the lines are about, line by line; empty where that has no place of its own.
    """

    title: str
    lines: tuple[str, ...]
    anchor: str = ""
    records: tuple[str, ...] = ()


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
        return resolved("\n".join([self.lead, *_side_by_side(self.sections)]), address)

    def is_the_same(self, other: "Page | None") -> bool:
        """Whether two pages tell the same, whatever they are made of."""
        replace = msgspec.structs.replace
        return self is other or (other is not None and replace(self, made_of=()) == replace(other, made_of=()))

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


def _side_by_side(found: Iterable[Section]) -> Iterator[Markup]:
    """The sections, those in columns within a frame of two."""
    for in_columns, group in groupby(found, key=lambda one: bool(one.column)):
        if not in_columns:
            yield from (one.markup() for one in group)
            continue
        columns: dict[Column, list[Markup]] = {"left": [], "right": []}
        for one in group:
            columns[one.column].append(one.markup())
        halves = (Markup("<div>\n{}\n</div>").format(Markup("\n").join(half)) for half in columns.values() if half)
        yield Markup('<div class="kd-columns">\n{}\n</div>').format(Markup("\n").join(halves))


def passage(heading: Heading, lines: Iterable[str]) -> Passage:
    """What search finds below a heading of the page; empty lines are left out."""
    return Passage(heading.text, tuple(filter(None, lines)), heading.anchor)


def sections(parts: Mapping[Heading, Markup | Section]) -> tuple[Section, ...]:
    """The parts that hold something, in their order."""
    made = (part if isinstance(part, Section) else Section(heading, part) for heading, part in parts.items())
    return tuple(one for one in made if one.html.strip())


def resolved(html: str, address: Address) -> str:
    """The HTML with ``page:`` links led to pages, and ``file:`` links to assets, which lie below the home page."""
    address = functools.cache(address)  # a page has a hundred links, most of them to few pages
    home = address("index").removesuffix("index.html")
    linked = _LINK.sub(lambda link: f'href="{address(link[1])}', html)
    jumping = _JUMP.sub(lambda jump: f'content="0; url={address(jump[1])}', linked)
    return jumping.replace('href="file:', f'href="{home}').replace('src="file:', f'src="{home}')
