"""Sheets of an XLSX workbook: values as they were last calculated, never a formula; within limits.

Needs openpyxl, which the extra ``kamdocs[xlsx]`` brings.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import msgspec

from kamdocs.exchange.columns import plain_text
from kamdocs.exchange.sheets import (
    MAX_COLUMNS,
    MAX_ROWS,
    TOP_LINES,
    Sheet,
    SheetRow,
    UnreadableFile,
    arranged,
    too_many_rows,
)
from kamdocs.language import say

_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_PARTS = 2_000
_MOST_DENSE = 1_000
"""How much smaller a part may be than what it unpacks to; text of tables is packed to about a tenth."""
_DECLARES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_MAX_SHEETS = 50
_MAX_CELLS = 10_000_000
_ROWS_OF_EXCEL = 1_048_576
"""A file may claim more rows than that, to cost time; empty ones above the last that holds something are common."""
_NO_WORKBOOK = say("the file is no workbook that can be read")
_SAVE_ANEW = say("open it in a spreadsheet, and save it as .xlsx or as CSV again")


def workbook_sheets(shown: str, data: bytes) -> tuple[Sheet, ...]:
    """The sheets that have a header; raises :class:`UnreadableFile`, and nothing else."""
    try:
        import openpyxl
    except ImportError:
        raise UnreadableFile(
            say("reading a workbook needs openpyxl, which is not installed"),
            say('install it: pip install "kamdocs[xlsx]"; or save the sheets as CSV'),
        ) from None
    _guard(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > _MAX_SHEETS:
            hint = say("save the sheets that are to be read in a workbook of their own")
            raise UnreadableFile(say("the workbook has more than {limit} sheets", limit=_MAX_SHEETS), hint)
        found = [sheet for one in book.worksheets if (sheet := _sheet(shown, one)) is not None]
    except UnreadableFile:
        raise
    except Exception as error:  # whatever a broken or hostile file makes of the library
        raise UnreadableFile(_NO_WORKBOOK, _SAVE_ANEW) from error
    if not found:
        raise UnreadableFile(say("the file holds no header"), say("export it with the names of the columns"))
    return tuple(found)


def _guard(data: bytes) -> None:
    """Hold that the parts unpack to a bearable size, and that none declares entities of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            dense = any(part.file_size > max(1024**2, _MOST_DENSE * part.compress_size) for part in parts)
            if dense or len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise UnreadableFile(say("the workbook unpacks to more than can be read"), _SAVE_ANEW)
            for part in parts:
                content = packed.read(part)
                if any(one in content for one in _DECLARES):
                    raise UnreadableFile(_NO_WORKBOOK, _SAVE_ANEW)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error) as error:
        raise UnreadableFile(_NO_WORKBOOK, _SAVE_ANEW) from error


def _sheet(shown: str, sheet: Any) -> Sheet | None:
    rows = list(_rows(sheet))
    if not any(sum(map(bool, row.cells)) >= 2 for row in rows):
        return None  # a cover, or an empty sheet
    made = arranged(f"{shown} [{_text(sheet.title)}]", _text(sheet.title), rows)
    return msgspec.structs.replace(made, exact=True)


def _rows(sheet: Any) -> Iterator[SheetRow]:
    """The rows; what a sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    rows = islice(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), _ROWS_OF_EXCEL)
    kept = count = 0
    for line, row in enumerate(rows, 1):
        cells = _trimmed(row)
        if not cells:
            continue
        kept, count = kept + 1, count + len(cells)
        if kept > MAX_ROWS + TOP_LINES or count > _MAX_CELLS:
            raise too_many_rows()
        yield SheetRow(line, tuple(map(_text, cells)))


def _trimmed(row: Sequence[Any]) -> Sequence[Any]:
    """The cells up to the last that holds something."""
    last = next((place for place in range(len(row), 0, -1) if row[place - 1] not in (None, "")), 0)
    return row[:last]


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode("utf-8")  # an escape in the file may be half a character
    if cell is None or isinstance(cell, bool | int | float | date):
        return plain_text(cell) if cell == cell else ""
    return str(cell)
