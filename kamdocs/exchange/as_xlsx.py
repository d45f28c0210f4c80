"""Tables as one Excel workbook, a sheet each, by openpyxl, which is an extra: ``pip install 'kamdocs[xlsx]'``."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from kamdocs.exchange.columns import plain_text
from kamdocs.exchange.safe_cells import is_risky
from kamdocs.exchange.tables import Cell, Table
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

FILE = "kamdocs.xlsx"
CREATOR = "kamdocs"
"""Who made it, in the properties of the workbook: by that it is ours."""
MAX_ROWS, MAX_TEXT = 1_048_576, 32_767
"""Excel's own limits, the header among the rows."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a day that never was, 29 February 1900: days before it are texts."""
_NARROWEST, _WIDEST = 8, 60
_PROPERTIES = "docProps/core.xml"
_MADE_ON = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_IS_OURS = re.compile(
    rb"PK\x03\x04.{22}\x11\x00.{2}docProps/core\.xml.{0,2000}?<dc:creator>kamdocs</dc:creator>", re.DOTALL
)


def xlsx_file(tables: Sequence[Table]) -> bytes:
    """The file of a workbook with these tables; the same for the same tables.

    Raises :class:`SettingsError` where openpyxl is not installed, and where a table is larger than Excel can hold.
    """
    openpyxl = load_openpyxl()
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = CREATOR
    for table in tables:
        _refuse_large(table)
        _add(book, table)
    made = io.BytesIO()
    book.save(made)
    return _always_the_same(made)


def load_openpyxl() -> Any:
    """The library that reads and writes workbooks; raises :class:`SettingsError` where it is not installed."""
    try:
        import openpyxl
    except ImportError as error:
        message = _("Excel workbooks need the library openpyxl, which is not installed")
        raise SettingsError(
            message, _("install it: {command}").format(command="pip install 'kamdocs[xlsx]'")
        ) from error
    return openpyxl


def is_xlsx_export(head: bytes) -> bool:
    """Whether a file that begins so is a workbook that we made, and nobody has saved since.

    Its properties stand first then; who saves it puts them elsewhere, and may have written something into it.
    """
    return _IS_OURS.match(head) is not None


def _refuse_large(table: Table) -> None:
    if len(table.rows) >= MAX_ROWS:
        message = _("the table {table} has more rows than a sheet can hold")
        raise SettingsError(message.format(table=table.name), _as_csv())
    for row in table.rows:
        if any(isinstance(cell, str) and len(cell) > MAX_TEXT for cell in row):
            message = _("a text of the account {account} in the table {table} is longer than a cell can hold")
            raise SettingsError(message.format(account=row[0], table=table.name), _as_csv())


def _as_csv() -> str:
    return _("export it with --format csv, which has no such limit")


def _add(book: Any, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.append(list(_header(sheet, table.columns)))
    for row in table.rows:
        sheet.append([_cell(sheet, cell) for cell in row])


def _header(sheet: Any, names: Iterable[str]) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    for name in names:
        cell = WriteOnlyCell(sheet, name)
        cell.data_type = "s"
        cell.font = Font(bold=True)
        yield cell


def _cell(sheet: Any, cell: Cell) -> Any:
    """What openpyxl is given for a cell: text is never a formula or an error to it, nor to who edits it in Excel."""
    if isinstance(cell, date) and cell < FIRST_DAY:
        return cell.isoformat()
    if not isinstance(cell, str) or not (is_risky(cell) or cell.startswith("#")):
        return cell
    from openpyxl.cell import WriteOnlyCell

    text = WriteOnlyCell(sheet, cell)
    text.data_type = "s"
    text.quotePrefix = True  # or it becomes a formula when somebody goes through the cell with the Enter key
    return text


def _widths(table: Table) -> Iterator[int]:
    for place, name in enumerate(table.columns):
        longest = max((len(plain_text(row[place])) for row in table.rows), default=0)
        yield min(max(longest, len(name), _NARROWEST) + 2, _WIDEST)


def _always_the_same(made: io.BytesIO) -> bytes:
    """The workbook without the hour at which it was made, its properties first and as they are (see `_IS_OURS`)."""
    again = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(again, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _PROPERTIES, name)):
            entry = zipfile.ZipInfo(name, _MADE_ON)
            entry.compress_type = zipfile.ZIP_STORED if name == _PROPERTIES else zipfile.ZIP_DEFLATED
            data = old.read(name)
            new.writestr(entry, _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", data) if name == _PROPERTIES else data)
    return again.getvalue()
