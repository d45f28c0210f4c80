"""Search: what all pages can be found by, as one compact value, and the script that looks into it.

The index is a script, not JSON to fetch, so that one way holds for every site: with any web server, under a strict
Content-Security-Policy, and from a folder, where browsers refuse to fetch. It is loaded when search is opened. The text
stands in it as it is written; the browser folds it to plain letters.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Asset, Page, Passage
from kamdocs.handbook.scripts import script
from kamdocs.language import _

SCRIPT, INDEX = "assets/search.js", "assets/search-index.js"

_HEADING = re.compile(r'<h([1-6]) id="([^"]*)"[^>]*>(.*?)</h[1-6]>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_LINE_ENDS = re.compile(r"</(?:p|li|tr|pre|dd|dt|div)>")
_CELL_ENDS = re.compile(r"</(?:td|th)>")
_CODE = re.compile(
    r"<code[^>]*>(?!(?:-|kamdocs )[a-z-]*<|[a-z]+_[a-z_]+<)(.*?)</code>", re.DOTALL
)  # options, fields and commands hold no names
_BETWEEN_CODE = re.compile(r"`([ ,;:/()|]*)`")


OF_CUSTOMERS = ("accounts/", "people/")
"""Where the pages lie that most people look for."""
WAYS = ("accounts/index", "contacts/index", "people/index", "lists/index", "guide/index")
"""Pages that lead on where nothing is found, those of them that a site has."""


class FoundPage(msgspec.Struct, frozen=True):
    """A page that can be found: its address below the home page, its title and passages, and how many are below it.

    What is found in those of a lower ``rank`` stands first: 0 is the plans and our people, 1 the other pages of the
    handbook, 2 what is written beside it, such as a guide.
    """

    address: str
    title: str
    passages: Sequence[Passage]
    below: int = 0
    rank: int = 2


def found_page(address: str, page: Page) -> FoundPage:
    """One of the handbook's own pages, as it can be found at an address."""
    return FoundPage(address, page.title, page.search, page.below, 0 if page.path.startswith(OF_CUSTOMERS) else 1)


def search_script() -> Asset:
    """The script of the search box, with its texts in the language that is spoken."""
    texts = {
        "search": _("Search"),
        "placeholder": _("Customer, person, order number, e-mail …"),
        "close": _("Close"),
        "loading": _("Loading …"),
        "failed": _("The search can't be loaded."),
        "none": _("Nothing is found."),
        "hint": _("Look at the spelling, or type less: every word has to be found, and its beginning is enough."),
        "ways": _("Look here instead"),
        "near": _("Nothing is written so. Found with one letter changed: {found}"),
        "found": _("Found: {found}"),
        "first": _("Found: {found}; the first {shown} are shown"),
        "keys": _("↑ ↓ to choose, Enter to open, Esc to close"),
    }
    code = script(SCRIPT, "phones.js", "finding.js", "near.js", "search.js")
    return Asset(SCRIPT, f"window.kdSearch = {{texts: {_script(texts)}}};\n".encode() + code.data)


def search_index(pages: Iterable[FoundPage], ways: Iterable[tuple[str, str]] = ()) -> Asset:
    """The index: ``{heads: [[anchor, title]], people, ranks, ways, pages: [[address, title, passages]]}``.

    A passage is ``[head, lines, records]``. ``head`` counts from 0 in ``heads``; the first is that of a page as a
    whole. Lines end with a line feed each. ``records`` are the lines' own anchors, as :func:`_short` writes them; left
    out where there are none. ``ranks`` counts the pages of rank 0, and those of rank 0 and 1. Of pages that are found
    alike the first stands first: that of a group before those of its subsidiaries. Lines below the anchor ``people``
    begin with a name. ``ways``, each an address and a title, lead on where nothing is found.
    """
    heads: dict[tuple[str, str], int] = {("", ""): 0}
    ordered = sorted(pages, key=lambda page: (page.rank, -page.below))
    listed = [
        [page.address, title := _one_line(page.title), list(_numbered(page.passages, heads, title))] for page in ordered
    ]
    ranks = [sum(page.rank <= rank for page in ordered) for rank in (0, 1)]
    about = {"heads": list(heads), "people": anchors.PEOPLE.anchor, "ranks": ranks, "ways": list(ways)}
    value = _script({**about, "pages": listed})
    return Asset(INDEX, f"window.kdSearch.index = {value};\n".encode())


def _numbered(
    passages: Iterable[Passage], heads: dict[tuple[str, str], int], title: str
) -> Iterator[tuple[int | str, ...]]:
    for passage in passages:
        head = heads.setdefault((passage.anchor, _one_line(passage.title)), len(heads))
        lines = "\n".join(line for line in map(_one_line, passage.lines) if line != title or passage.records)
        records = "\n".join(_short(passage.records, passage.anchor)).rstrip("\n")
        yield (head, lines, records) if records else (head, lines)


def _short(records: Iterable[str], anchor: str) -> Iterator[str]:
    """Anchors, each as what differs from the one before: nothing, or what follows the name of the list.

    Below the anchor ``orders`` ``orders-1 orders-1 orders-2 needs-1`` and none become ``-1 = -2 needs-1`` and nothing.
    """
    last, listed = "", "person" if anchor == anchors.PEOPLE.anchor else anchor
    for written in records:
        record = written if written == _one_line(written) else ""  # a line each
        name, dash, key = record.partition("-")
        yield record and ("=" if record == last else f"-{key}" if dash and name == listed else record)
        last, listed = record or last, name or listed


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def passages_of(html: str) -> Iterator[Passage]:
    """The passages of an ordinary page of the site: its headings, with the text below each.

    What stands below the page's own heading, and that heading, is of the page as a whole. Code stands between
    backticks, and these are nowhere else: names in it are an example's.
    """
    before, *rest = _HEADING.split(html)
    if lines := _lines(before):
        yield Passage("", lines)
    for level, anchor, heading, text in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True):
        title = _text(_PERMALINK.sub("", heading))
        yield Passage("", (*_lines(text), title)) if level == "1" else Passage(title, _lines(text), anchor)


def _lines(html: str) -> tuple[str, ...]:
    coded = _CODE.sub(r"`\1`", html.replace("`", "'").replace("&#96;", "'"))
    cells = _CELL_ENDS.sub(" ", coded)
    return tuple(_BETWEEN_CODE.sub(r"\1", text) for part in _LINE_ENDS.split(cells) if (text := _text(part)))


def _text(html: str) -> str:
    return Markup(html).striptags()  # noqa: S704 (text that is read out of HTML, not put into it)
