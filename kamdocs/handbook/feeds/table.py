"""Tables for spreadsheets, and the gaps as one.

Semicolons part the cells, because that is what Excel expects where a comma is the decimal sign, and a byte order mark
tells it that the letters are UTF-8.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kamdocs.handbook.feeds.data import ToldGap
from kamdocs.handbook.page import Asset
from kamdocs.handbook.view import View

PATH = "data/gaps.csv"
COLUMNS = (
    "code", "name", "rule", "severity", "state", "account", "customer", "owner",
    "record", "opens_on", "closes_on", "message", "hint", "covered_by", "path", "line",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
            "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection); tabs and line ends go anyway."""


def gaps_table(gaps: Sequence[ToldGap], view: View) -> Asset:
    """What is open, waived, or opens soon, a line each."""
    return Asset(PATH, table_bytes((COLUMNS, *_rows(gaps, view))))


def table_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of cells, the heads among them, as a table that spreadsheets open; see :func:`harmless` for the cells."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _rows(gaps: Sequence[ToldGap], view: View) -> Iterator[list[str]]:
    for finding, data in gaps:
        standing = view.standings.get(finding.gap.account or "")
        owner = standing.owner if standing else None
        added = {"customer": standing.name if standing else None, "owner": view.person(owner) if owner else None}
        values = {**data, **added}
        yield [harmless(values[name]) for name in COLUMNS]


def harmless(value: object) -> str:
    """A cell's text on one line; an apostrophe goes before what a spreadsheet would reckon."""
    if value is None:
        return ""
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(_FORMULA) else text
