"""Tables as they were read, whatever the format of their file: headers, and rows of text."""

from collections.abc import Iterable

import msgspec

from kamdocs.language import Sentence, say

MAX_ROWS = 250_000
MAX_COLUMNS = 500
TOP_LINES = 10
"""Behind so many lines of titles the header may stand."""


class Form(msgspec.Struct, frozen=True):
    """How the files are written, where somebody said so; None is found out."""

    encoding: str | None = None
    separator: str | None = None


class SheetRow(msgspec.Struct, frozen=True):
    """The cells of a row, as many as there are headers; ``line`` counts from 1.

    ``fault`` says why the row can't be read; its cells are then what there is.
    """

    line: int
    cells: tuple[str, ...]
    fault: Sentence | None = None


class Sheet(msgspec.Struct, frozen=True):
    """A table as it was read. ``name`` is that of the file or of the sheet, without its ending.

    ``exact`` says that days are ISO dates and numbers have a decimal point, because the file holds them as such.
    """

    shown: str
    name: str
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    form: Form = Form()
    exact: bool = False


class UnreadableFile(Exception):  # noqa: N818 (a state of the file)
    """A file can't be read as a table; ``asks_encoding`` where naming its encoding would help."""

    def __init__(self, message: Sentence, hint: Sentence, *, asks_encoding: bool = False) -> None:
        super().__init__(str(message))
        self.message, self.hint, self.asks_encoding = message, hint, asks_encoding


def too_many_rows() -> UnreadableFile:
    """What is raised for a file with too many rows."""
    hint = say("export fewer rows, of one year for example")
    return UnreadableFile(say("the file has more than {limit} rows", limit=MAX_ROWS), hint)


def arranged(shown: str, name: str, rows: Iterable[SheetRow]) -> Sheet:
    """A sheet of its rows: the first with at least two cells is the header, what stands above it are titles.

    Rows without any text are left out; what is too much raises :class:`UnreadableFile`.
    """
    header: tuple[str, ...] | None = None
    kept: list[SheetRow] = []
    for row in rows:
        cells = tuple(cell.strip() for cell in row.cells)
        if header is None:
            if sum(map(bool, cells)) >= 2 or (row.line > TOP_LINES and any(cells)):
                header = _trimmed(cells)
        elif any(cells) or row.fault:
            kept.append(_fitted(row, len(header)))
        if len(kept) > MAX_ROWS:
            raise too_many_rows()
    if header is None:
        raise UnreadableFile(say("the file holds no header"), say("export it with the names of the columns"))
    if len(header) > MAX_COLUMNS:
        hint = say("export fewer columns")
        raise UnreadableFile(say("the file has more than {limit} columns", limit=MAX_COLUMNS), hint)
    return Sheet(shown, name, header, tuple(kept))


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max(place for place, cell in enumerate(cells) if cell)
    return cells[: last + 1]


def _fitted(row: SheetRow, width: int) -> SheetRow:
    """The row with as many cells as there are headers: spreadsheets leave empty ones at the end out, or add some."""
    if row.fault or len(row.cells) == width:
        return row
    if any(row.cells[width:]):
        fault = say("the row has {found} cells; expected {expected}", found=len(row.cells), expected=width)
        return msgspec.structs.replace(row, fault=fault)
    return msgspec.structs.replace(row, cells=(*row.cells, *[""] * width)[:width])
