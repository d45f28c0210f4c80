"""Rows that were not brought in, with the reason; and the table of them that somebody mends and brings in again."""

import csv
import io
from collections.abc import Iterable

import msgspec

from kamdocs.exchange.safe_cells import made_safe
from kamdocs.language import Sentence

MARK = "kamdocs-rejected"
"""The first word of the header, by which a file is known as ours."""
_LONGEST = 32_000
"""Excel's own limit, nearly: a longer cell would break the table there."""


class RowRef(msgspec.Struct, frozen=True, order=True):
    """A row of a file: what messages call the file, the line, and the cells as they stand there."""

    shown: str
    line: int
    table: str = ""
    cells: tuple[str, ...] = ()


class Rejection(msgspec.Struct, frozen=True):
    """A row that is not brought in, and why."""

    row: RowRef
    reason: Sentence


def rejected_text(rejections: Iterable[Rejection]) -> str:
    """The table: file, line, table and reason, then the row's own cells; nothing in it runs as a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    told = sorted(rejections, key=lambda one: one.row)
    width = max((len(one.row.cells) for one in told), default=0)
    writer.writerow((MARK, "line", "table", "reason", *(f"cell {place}" for place in range(1, width + 1))))
    for one in told:
        cells = (one.row.shown, str(one.row.line), one.row.table, str(one.reason), *one.row.cells)
        writer.writerow([made_safe(_bearable(cell)) for cell in cells])
    return "\ufeff" + stream.getvalue()


def _bearable(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…"


def is_ours(beginning: bytes) -> bool:
    """Whether a file begins as this table does."""
    return not beginning or beginning.removeprefix(b"\xef\xbb\xbf").startswith(MARK.encode())
