"""``_revenue.csv``: what every business customer brought in which year, read strictly."""

import csv
import re
from collections.abc import Iterator

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.source.document import Fault, Place
from kamdocs.source.text import decode

HEADER = ("customer", "name", "year", "revenue", "currency")
MAX_ROW = 10_000
"""How many characters a row may have."""
_FIELD = re.compile(r'("(?:[^"]|"")*"|[^,]*)(?:,|$)')
_YEAR = re.compile(r"(19|2[01])[0-9]{2}", re.ASCII)
_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


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


def load_revenue(path: str, data: bytes) -> RevenueTable:
    """Read the table: UTF-8, the exact header, one row per customer and year, one currency a year."""
    text, fault = decode(data)
    if fault:
        return RevenueTable(path, text, (), (fault,))
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0] != ",".join(HEADER):
        message = say("the first line is not the header {header}", header=",".join(HEADER))
        return RevenueTable(path, text, (), (Fault("yaml-error", message, say("copy that header into line 1")),))
    rows, faults = [], []
    for line, row in enumerate(lines[1:], start=2):
        if row.strip():
            found = list(_row_faults(line, row))
            faults += found
            if not found:
                rows.append(_row(line, row))
    faults += _table_faults(rows)
    return RevenueTable(path, text, tuple(rows), tuple(sorted(faults, key=lambda one: one.place)))


def _fields(row: str) -> list[str]:
    return next(csv.reader([row]))


def _row(line: int, row: str) -> RevenueRow:
    customer, name, year, revenue, currency = _fields(row)
    return RevenueRow(customer, name, int(year), float(revenue), currency, line)


def _row_faults(line: int, row: str) -> Iterator[Fault]:
    fields = _fields(row) if len(row) <= MAX_ROW else []
    if len(fields) != len(HEADER):
        message = say("the row has {found} fields; expected {expected}", found=len(fields), expected=len(HEADER))
        hint = say("put quotes around a name that holds a comma")
        yield Fault("yaml-error", message, hint, Place(line, 1))
        return
    for index, (name, value) in enumerate(zip(HEADER, fields, strict=True)):
        form, hint = _FORMS[name]
        if not form.fullmatch(value):
            message = say("{name} is {found}", name=name, found=value if value else "empty")
            yield Fault("schema-error", message, hint, Place(line, _column(row, index)))


_FORMS: dict[str, tuple[re.Pattern[str], Sentence]] = {
    "customer": (re.compile(r"\S.*"), say("write the account's id (its file's stem), or a short name of your own")),
    "name": (re.compile(r"\S.*"), say("write the customer's name")),
    "year": (_YEAR, say("write the calendar year with four digits")),
    "revenue": (_AMOUNT, say("write a number with a decimal point and without separators, such as 1240000.50")),
    "currency": (_CURRENCY, say("write the currency as three capital letters, such as EUR")),
}


def _column(row: str, index: int) -> int:
    starts = [match.start() for match in _FIELD.finditer(row)]
    return starts[min(index, len(starts) - 1)] + 1


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
