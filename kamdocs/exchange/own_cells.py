"""Cells of our own tables as values of a plan, also where a spreadsheet has written them in its country's way.

A table that was exported holds ``2026-11-26``, ``1240.5`` and ``true``; saved by a spreadsheet in Slovenia or Germany
the same cells are ``26. 11. 2026``, ``1240,5`` and ``WAHR``. What has one right reading is read so; what has two, told.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from kamdocs.exchange.columns import Column, value_of
from kamdocs.exchange.safe_cells import as_written
from kamdocs.exchange.sheets import Sheet
from kamdocs.exchange.values import Habits, Misread, day_of, habits_of, number_of, truth_of
from kamdocs.language import say
from kamdocs.schema.formats import is_date
from kamdocs.source.numbers import GROUPED

_READ = ("date", "integer", "number")


class Cells(msgspec.Struct, frozen=True):
    """How the cells of a table are read: its columns, its habits, and whether it is as an export writes it.

    ``exact`` cells were days and numbers in the file; ``foreign`` ones were saved by something else than an export.
    """

    columns: tuple[Column | None, ...]
    habits: Habits
    exact: bool
    foreign: bool

    def record(self, cells: Sequence[str]) -> dict[str, Any]:
        """The record that a row tells, as a plan has it. Raises :class:`Misread`."""
        record: dict[str, Any] = {}
        for column, cell in zip(self.columns, cells, strict=False):
            if column is None or not column.way:
                continue
            value = self._value(column, cell)
            if value is None or value == []:
                continue
            *around, last = column.way
            inner = record
            for step in around:
                inner = inner.setdefault(step, {})
            inner[last] = value
        return record

    def texts(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The cells without what an export puts before formulas."""
        return tuple(cells) if self.exact else tuple(map(as_written, cells))

    def _value(self, column: Column, cell: str) -> Any:
        plain = value_of(column, cell)
        if plain is None or not cell.strip():
            return plain
        match column.kind:
            case "date" if not is_date(plain):
                return day_of(column.name, cell, self.habits)
            case "integer" | "number" if isinstance(plain, str) or self._is_doubtful(cell):
                return _plain_number(number_of(column.name, cell, self.habits))
            case "boolean" if isinstance(plain, str):
                return _truth(column.name, cell)
            case _other:
                return plain

    def _is_doubtful(self, cell: str) -> bool:
        """Whether a number that could be read as an export writes it may mean thousands, as 1.500 does in Europe."""
        not_ours = self.foreign or self.habits.decimal == ","
        return not self.exact and not_ours and GROUPED.match(cell.strip()) is not None


def cells_of(sheet: Sheet, columns: Sequence[Column | None], given: Habits) -> Cells:
    """How a table is read; what nobody said is found out by those of its cells that can be read in one way only."""
    places = [place for place, column in enumerate(columns) if column is not None and column.kind in _READ]
    cells = [[row.cells[place] for row in sheet.rows if not row.fault] for place in places]
    return Cells(tuple(columns), habits_of(cells, given), sheet.exact, sheet.form.separator not in (None, ","))


def ids_told(sheet: Sheet, account: str) -> Mapping[str, list[str]]:
    """The ids that a table tells, by account; ``account`` is the column of that."""
    if account not in sheet.headers or "id" not in sheet.headers:
        return {}
    here, there = sheet.headers.index(account), sheet.headers.index("id")
    found: dict[str, list[str]] = {}
    for row in sheet.rows:
        if not row.fault and row.cells[there]:
            found.setdefault(row.cells[here], []).append(row.cells[there])
    return found


def _plain_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _truth(name: str, cell: str) -> bool:
    said = truth_of(cell)
    if said is None:
        raise Misread(say("{header} is {text}, which is neither true nor false", header=name, text=cell[:60]))
    return said
