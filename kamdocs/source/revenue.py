"""``_revenue.csv``: what every business customer brought in which year, as a spreadsheet of any country writes it."""

import csv
import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.source.document import MAX_FAULTS, Fault, Place
from kamdocs.source.merging import unfinished_merges
from kamdocs.source.numbers import GROUPED, readings
from kamdocs.source.text import decode

HEADER = ("customer", "name", "year", "revenue", "currency")
MAX_ROW = 10_000
"""How many characters a row may have."""
_SEPARATORS = {",": say("a comma"), ";": say("a semicolon"), "\t": say("a tab")}
_BLANKS = " \t\n\r\u00a0\u2007\u2009\u200b\u200c\u200d\u202f\u2060\ufeff"
_YEAR = re.compile(r"(19|2[01])[0-9]{2}", re.ASCII)
_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_MAX_DIGITS = 15
_LONGEST = 100
_SAYS_SEPARATOR = re.compile(r'\ufeff?"?sep=[,;\t]"?[,;\s]*', re.IGNORECASE)
"""A line that Excel wants before the header, to know what parts the cells. The header says so itself."""


class RevenueRow(msgspec.Struct, frozen=True):
    """One row: a customer's revenue in a year; ``line`` counts from 1."""

    customer: str
    name: str
    year: int
    revenue: float
    currency: str
    line: int


class RevenueTable(msgspec.Struct, frozen=True):
    """The rows of the file, its text, and its faults; with a fault the table as a whole can't be trusted."""

    path: str
    text: str
    rows: tuple[RevenueRow, ...]
    faults: tuple[Fault, ...]


class _Row(msgspec.Struct, frozen=True):
    """The cells of a row without the blanks around them, and what stands in the file from ``line`` on."""

    cells: tuple[str, ...]
    line: int
    lines: list[str]


def load_revenue(path: str, data: bytes) -> RevenueTable:
    """Read the table: UTF-8, the header, one row per customer and year, one currency a year.

    The header tells what parts the cells: a comma, a semicolon or a tab. Where it is no comma, an amount may have a
    decimal comma. Never raises for what the bytes hold.
    """
    text, fault = decode(data)
    faults = (fault,) if fault else unfinished_merges(data, text)
    if faults:
        return RevenueTable(path, text, (), faults)
    lines = text.replace("\r\n", "\n").split("\n")
    top = 1 if _SAYS_SEPARATOR.fullmatch(lines[0]) else 0
    header = lines[top] if top < len(lines) else ""
    separator = _separator(header)
    if separator is None:
        return RevenueTable(path, text, (), (_no_header(header, Place(top + 1, 1)),))
    read = _Reader(separator)
    rows = []
    for row in _rows(lines, separator, top):
        if (made := read.row(row)) is not None:
            rows.append(made)
        elif len(read.faults) >= MAX_FAULTS:
            break
    found = sorted((*read.faults, *islice(_table_faults(rows), MAX_FAULTS)), key=lambda one: one.place)
    return RevenueTable(path, text, tuple(rows), tuple(found[:MAX_FAULTS]))


def _separator(header: str) -> str | None:
    """What parts the words of the header; None where it is another one."""
    return next((separator for separator in _SEPARATORS if _columns(header, separator) == HEADER), None)


def _columns(header: str, separator: str) -> tuple[str, ...]:
    return tuple(name.lower() for name in _cells(next(csv.reader([header[:MAX_ROW]], delimiter=separator), [])))


def _no_header(header: str, place: Place) -> Fault:
    """The fault for a first line that is not the header: with the columns that are too many, if that is all."""
    for separator in _SEPARATORS:
        columns = _columns(header, separator)
        others = [name for name in columns if name not in HEADER]
        if others and tuple(name for name in columns if name in HEADER) == HEADER:
            message = say("the header has a column too many: {names}", names=", ".join(others)[:_LONGEST])
            hint = say("delete it with its cells; expected are {header}", header=separator.join(HEADER))
            return Fault("yaml-error", message, hint, place)
    message = say("the first line is not the header {header}", header=",".join(HEADER))
    hint = say("copy that header into line 1; semicolons or tabs may part its words and the cells below")
    return Fault("yaml-error", message, hint, place)


def _rows(lines: list[str], separator: str, top: int) -> Iterator[_Row]:
    """The rows below the header (the line at ``top``) that aren't empty; a cell in quotes may go over several lines."""
    reader = csv.reader((f"{line}\n" for line in lines[top:]), delimiter=separator, skipinitialspace=True)
    start = top
    while True:
        try:
            fields = next(reader, None)
        except csv.Error:  # a cell that goes on and on
            yield _Row((), start + 1, lines[start : start + 1])
            return
        if fields is None:
            return
        cells = _cells(fields)
        end = top + reader.line_num
        if start > top and cells:
            yield _Row(cells, start + 1, lines[start:end])
        start = end


def _cells(fields: list[str]) -> tuple[str, ...]:
    """Cells without the blanks around them, those that a spreadsheet leaves empty behind the last column aside."""
    cells = [field.strip(_BLANKS) for field in fields]
    while cells and not cells[-1] and (len(cells) > len(HEADER) or not any(cells)):
        cells.pop()
    return tuple(cells)


class _Reader:
    """Makes rows of cells, and faults of what can't be one."""

    def __init__(self, separator: str) -> None:
        self.separator = separator
        self.faults: list[Fault] = []
        self.starts = re.compile(rf'[ \t]*("(?:[^"]|"")*"|[^{separator}]*)[^{separator}]*(?:{separator}|$)')

    def row(self, row: _Row) -> RevenueRow | None:
        """The row, None where it has a fault."""
        before = len(self.faults)
        if len(row.cells) != len(HEADER) or sum(map(len, row.lines)) > MAX_ROW or self._swallows(row):
            hint = say("put quotes around a name that holds {separator}", separator=_SEPARATORS[self.separator])
            self._tell("yaml-error", _miscounted(row), hint, Place(row.line))
            return None
        for index, (name, value) in enumerate(zip(HEADER, row.cells, strict=True)):
            if name == "revenue":
                self._check_amount(row, index)
            elif not _FORMS[name][0].fullmatch(value):
                self._tell("schema-error", _is(name, value), _FORMS[name][1], self._place(row, index))
        if len(self.faults) > before:
            return None
        customer, name, year, revenue, currency = row.cells
        amount = float(revenue if _is_plain(revenue) else readings(revenue)[0])
        return RevenueRow(customer, " ".join(name.split()), int(year), amount, currency, row.line)

    def _swallows(self, row: _Row) -> bool:
        """Whether a quotation mark that is not closed on its line has taken other rows along."""
        return len(row.lines) > 1 and any(line.count(self.separator) >= len(HEADER) - 1 for line in row.lines)

    def _check_amount(self, row: _Row, index: int) -> None:
        value = row.cells[index]
        if _is_plain(value):
            return
        meant = readings(value)
        place = self._place(row, index)
        if len(meant) > 1:
            message = say("revenue is {text}, which can be read as {one} or as {other}", text=value, one=meant[0],
                          other=meant[1])  # fmt: skip
            hint = say("write {one} or {other}, whichever is meant", one=meant[0], other=meant[1])
            self._tell("yaml-error", message, hint, place)
        elif not meant or len(meant[0].partition(".")[0].lstrip("-")) > _MAX_DIGITS:
            self._tell("schema-error", _is("revenue", value), _AMOUNT, place)
        elif self.separator == ",":
            hint = say("write {number}: a decimal point, and nothing between the other digits", number=meant[0])
            self._tell("schema-error", _is("revenue", value), hint, place)

    def _tell(self, check: str, message: Sentence, hint: Sentence, place: Place) -> None:
        self.faults.append(Fault(check, message, hint, place))

    def _place(self, row: _Row, index: int) -> Place:
        """Where a cell begins; the row, where it stands on several lines."""
        starts = [found.start(1) for found in islice(self.starts.finditer(row.lines[0]), index + 1)]
        return Place(row.line, starts[-1] + 1 if len(row.lines) == 1 and len(starts) > index else 1)


def _is_plain(amount: str) -> bool:
    """Whether an amount is written as this tool asks for it."""
    return bool(_PLAIN.fullmatch(amount)) and not GROUPED.match(amount)


def _miscounted(row: _Row) -> Sentence:
    if len(row.lines) > 1:
        last = row.line + len(row.lines) - 1
        return say("a quotation mark in this row is closed only on line {line}, or never", line=last)
    return say("the row has {found} fields; expected {expected}", found=len(row.cells), expected=len(HEADER))


def _is(name: str, value: str) -> Sentence:
    return say("{name} is {found}", name=name, found=value) if value else say("{where} is empty", where=name)


_AMOUNT = say("write a number with a decimal point and without separators, such as 1240000.50")
_FORMS: dict[str, tuple[re.Pattern[str], Sentence]] = {
    "customer": (re.compile(r"\S.*"), say("write the account's id (its file's stem), or a short name of your own")),
    "name": (re.compile(r"\S.*", re.DOTALL), say("write the customer's name")),
    "year": (_YEAR, say("write the calendar year with four digits")),
    "currency": (_CURRENCY, say("write the currency as three capital letters, such as EUR")),
}


def _table_faults(rows: list[RevenueRow]) -> Iterator[Fault]:
    seen: dict[tuple[str, int], int] = {}
    currencies: dict[int, str] = {}
    for row in rows:
        first = seen.setdefault((row.customer, row.year), row.line)
        if first != row.line:
            message = say("{customer} has two rows for {year}, first on line {line}", customer=row.customer,
                          year=row.year, line=first)  # fmt: skip
            yield Fault("schema-error", message, say("keep one row per customer and year"), Place(row.line, 1))
        currency = currencies.setdefault(row.year, row.currency)
        if currency != row.currency:
            message = say("{year} is kept in {one} and in {other}", year=row.year, one=currency, other=row.currency)
            yield Fault("schema-error", message, say("convert the year to one currency"), Place(row.line, 1))
