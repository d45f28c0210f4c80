"""A table as a value: what an export writes and an import reads, whatever the format of its file."""

from datetime import date
from typing import TypeAlias

import msgspec

Cell: TypeAlias = str | bool | int | float | date | None
"""A cell: text, truth, number or day; None where nothing is told. Times are texts, because they have an offset."""


class Table(msgspec.Struct, frozen=True):
    """A table: its name, the names of its columns, and its rows, each with as many cells as there are columns."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
