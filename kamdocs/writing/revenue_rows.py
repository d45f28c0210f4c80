"""Change rows of ``_revenue.csv`` and leave all others as they are: their separator, quotes, commas, line ends, BOM."""

import csv
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.source.numbers import readings
from kamdocs.source.revenue import HEADER, RevenueTable, load_revenue
from kamdocs.writing.splice import Splice, spliced

Key: TypeAlias = tuple[str, int]
"""A customer and a year; the file has one row for both."""
Figure: TypeAlias = tuple[str, Decimal, str]
"""The customer's name, the revenue in that year, and its currency as three capital letters."""

_CUSTOMER, _NAME, _YEAR, _AMOUNT, _CURRENCY = range(len(HEADER))
_BOM = "\ufeff"
_SAYS_SEPARATOR = re.compile(r'"?sep=[,;\t]"?[,;\s]*', re.IGNORECASE)
_BLANKS = " \t\n\r\u00a0\u2007\u2009\u200b\u200c\u200d\u202f\u2060\ufeff"
_CENTS = Decimal("0.01")
_STEERS = "=+-@\t\r"
"""A cell that begins so is a formula to a spreadsheet."""


class RevenueRefused(Exception):  # noqa: N818 (what happened, not what went wrong)
    """Nothing can be changed: the table has a fault, or would get one."""

    def __init__(self, message: Sentence, hint: Sentence) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint


class _Cell(msgspec.Struct, frozen=True):
    """Where a cell's text stands, its quotes among it and the blanks around it not; and what it says."""

    start: int
    end: int
    value: str
    quoted: bool


class _Row(msgspec.Struct, frozen=True):
    """The cells of a row, and where it begins and ends, its line end among it."""

    cells: tuple[_Cell, ...]
    start: int
    end: int

    @property
    def key(self) -> Key:
        return self.cells[_CUSTOMER].value, int(self.cells[_YEAR].value)


class _Table(msgspec.Struct, frozen=True):
    """The rows below the header, and what the file writes between cells, within amounts and behind rows."""

    text: str
    header: _Row
    rows: tuple[_Row, ...]
    separator: str
    point: str
    end: str


def changed_rows(text: str, figures: Mapping[Key, Figure]) -> str:
    """The text of the table with these figures: in the rows that are there, and in new ones where none is.

    ``text`` may begin with a byte order mark; where it is empty, the table is made. A row that says the same number
    and currency stays as it is, whatever it looks like, and so does the name in it. Amounts are rounded to hundredths.
    Raises :class:`RevenueRefused` where the table has faults or would have some.
    """
    figures = {key: (name, round(amount, 2), currency) for key, (name, amount, currency) in figures.items()}
    text = text or ",".join(HEADER) + "\n"
    table = _read(text)
    there = {row.key: row for row in table.rows}
    splices = [splice for key, row in there.items() if key in figures for splice in _amended(table, row, figures[key])]
    new = {key: figure for key, figure in figures.items() if key not in there}
    return _proved(table, spliced(text, [*splices, *_added(table, new)]), figures)


def renamed_rows(text: str, old: str, new: str) -> str:
    """The text of the table with another id of a customer in its rows. Raises :class:`RevenueRefused`."""
    table = _read(text) if text else None
    named = [row for row in table.rows if row.cells[_CUSTOMER].value == old] if table else []
    if table is None or not named:
        return text
    splices = [_put(table, row.cells[_CUSTOMER], new) for row in named]
    renamed = spliced(text, splices)
    _sound(renamed)
    return renamed


def _sound(text: str) -> RevenueTable:
    """The table as it will be read; raises :class:`RevenueRefused` where it has a fault."""
    loaded = load_revenue("_revenue.csv", text.encode("utf-8", "surrogatepass"))
    for fault in loaded.faults:
        message = say("line {line} of _revenue.csv: {fault}", line=fault.place.line, fault=fault.message)
        raise RevenueRefused(message, fault.hint)
    return loaded


def _proved(table: _Table, text: str, figures: Mapping[Key, Figure]) -> str:
    """The new text, once it says what it should: every figure, and of all other rows the same as before."""
    before = {(row.customer, row.year): (row.revenue, row.currency) for row in _sound(table.text).rows}
    wanted = before | {key: (float(amount), currency) for key, (_, amount, currency) in figures.items()}
    after = {(row.customer, row.year): (row.revenue, row.currency) for row in _sound(text).rows}
    if after != wanted:
        raise RevenueRefused(say("the rows of _revenue.csv can't be changed as they are written"),
                             say("write them into the file by hand"))  # fmt: skip
    return text


def _read(text: str) -> _Table:
    _sound(text)
    top = 1 if text.startswith(_BOM) else 0
    if said := _SAYS_SEPARATOR.match(text, top):
        top = said.end()
    line = text[top:].partition("\n")[0]
    separator = next(mark for mark in ",;\t" if line.count(mark) >= len(HEADER) - 1)
    header, *rows = _rows(text, separator, top)
    rows = [row for row in rows if len(row.cells) >= len(HEADER) and any(cell.value for cell in row.cells)]
    end = "\r\n" if text[: header.end].endswith("\r\n") else "\n"
    return _Table(text, header, tuple(rows), separator, _point(rows, separator), end)


def _point(rows: list[_Row], separator: str) -> str:
    """The decimal mark that the file writes; where no amount has one, what goes with its separator."""
    if separator == ",":
        return "."
    marks = [found[1] for row in rows if (found := re.search(r"([.,])[0-9]{1,2}$", row.cells[_AMOUNT].value))]
    return max(set(marks), key=marks.count) if marks else ","


def _rows(text: str, separator: str, at: int) -> Iterator[_Row]:
    cell = re.compile(rf' *("(?:[^"]|"")*"|)[^{separator}\r\n]*')
    while at < len(text):
        start, cells = at, []
        while found := cell.match(text, at):
            cells.append(_cell(found))
            at = found.end()
            if not text.startswith(separator, at):
                break
            at += 1
        at += 2 if text.startswith("\r\n", at) else 1
        yield _Row(tuple(cells), start, min(at, len(text)))


def _cell(found: re.Match[str]) -> _Cell:
    written = found.group()
    start = found.start() + len(written) - len(written.lstrip(_BLANKS))
    end = found.end() - (len(written) - len(written.rstrip(_BLANKS)))
    raw = found.string[start:end]
    value = next(csv.reader([raw]), [""])[0] if found[1] else raw
    return _Cell(start, max(start, end), value.strip(_BLANKS), bool(found[1]))


def _amended(table: _Table, row: _Row, figure: Figure) -> Iterator[Splice]:
    _, amount, currency = figure
    said = readings(row.cells[_AMOUNT].value)
    if not said or Decimal(said[0]) != amount:
        yield _put(table, row.cells[_AMOUNT], _written(amount, table.point))
    if row.cells[_CURRENCY].value != currency:
        yield _put(table, row.cells[_CURRENCY], currency)


def _put(table: _Table, cell: _Cell, value: str) -> Splice:
    return Splice(cell.start, cell.end, _quoted(value, table.separator, always=cell.quoted))


def _written(amount: Decimal, point: str) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f}" if whole else f"{amount.quantize(_CENTS)}".replace(".", point)


def _quoted(value: str, separator: str, *, always: bool) -> str:
    if always or any(mark in value for mark in (separator, '"', "\n", "\r")):
        return '"' + value.replace('"', '""') + '"'
    return value


def _added(table: _Table, figures: Mapping[Key, Figure]) -> Iterator[Splice]:
    """New rows, each behind the row that it belongs to; several behind one come by customer and year."""
    behind: dict[int, list[str]] = {}
    for key in sorted(figures, key=lambda key: (key[1], key[0])):
        neighbour = _neighbour(table, key)
        behind.setdefault(neighbour.end, []).append(_new_row(table, neighbour, key, figures[key]))
    for at, rows in behind.items():
        open_end = not table.text[:at].endswith("\n")  # the last line of a file that doesn't end with a line end
        joined = table.end.join(rows)
        yield Splice(at, at, f"{table.end}{joined}" if open_end else f"{joined}{table.end}")


def _neighbour(table: _Table, key: Key) -> _Row:
    """The row behind which a new one comes: of its year where the years rise or fall, of its customer, or the last."""
    customer, year = key
    if not table.rows:
        return table.header
    years = [row.key[1] for row in table.rows]
    if years[0] != years[-1]:
        if all(one <= other for one, other in pairwise(years)):
            return next((row for row in reversed(table.rows) if row.key[1] <= year), table.header)
        if all(one >= other for one, other in pairwise(years)):
            return next((row for row in reversed(table.rows) if row.key[1] >= year), table.header)
    theirs = [row for row in table.rows if row.key[0] == customer]
    before = [row for row in theirs if row.key[1] < year] or theirs
    return before[-1] if theirs else table.rows[-1]


def _new_row(table: _Table, like: _Row, key: Key, figure: Figure) -> str:
    customer, year = key
    name, amount, currency = figure
    shown = " ".join(name.split()).lstrip(_STEERS) or customer
    values = (customer, shown, str(year), _written(amount, table.point), currency)
    quoted = [cell.quoted for cell in like.cells[: len(HEADER)]] if like is not table.header else []
    quoted += [False] * (len(HEADER) - len(quoted))
    cells = (_quoted(value, table.separator, always=one) for value, one in zip(values, quoted, strict=True))
    return table.separator.join(cells)
