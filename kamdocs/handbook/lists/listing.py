"""What a list is made of: columns, and rows of cells that know what kind of value they hold."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from kamdocs.handbook.anchors import Heading
from kamdocs.handbook.view import View
from kamdocs.handbook.words import day_words, lateness, money, number
from kamdocs.language import _, ngettext
from kamdocs.model import Account, Id

Kind = Literal["text", "day", "account", "ours", "state", "number", "percent"]
Filter = Literal["", "value", "some"]


class Column(msgspec.Struct, frozen=True):
    """A column: its head, its key in the address, what it holds, and whether the list filters by it.

    Its ``title`` says what a row is of: on a phone that stands first.
    """

    head: str
    key: str
    kind: Kind = "text"
    filter: Filter = ""
    title: bool = False

    @property
    def sort(self) -> str:
        """How it is sorted."""
        return "number" if self.kind in ("number", "percent") else "text"


class Group(msgspec.Struct, frozen=True):
    """What a list filters a state by: its key in the address, and the word for it."""

    key: str
    word: str


class Cell(msgspec.Struct, frozen=True):
    """A value of a row: words, a day, an account or one of ours by id, an amount with its currency.

    ``words`` say a ``state``, and ``group`` which states are alike; ``bad`` says that it asks for attention.
    ``record`` is what words lead to, in the row's account.
    """

    words: str = ""
    day: date | None = None
    id: Id | None = None
    amount: float | None = None
    currency: str = ""
    bad: bool = False
    record: str = ""
    group: Group | None = None


class Row(msgspec.Struct, frozen=True):
    """A row: the account that it is of, and a cell for each column."""

    account: Id
    cells: tuple[Cell, ...]


class Part(msgspec.Struct, frozen=True):
    """Rows under a heading of their own: what is open, what is settled. ``note`` says more than how many they are."""

    heading: Heading
    rows: Sequence[Row]
    note: str = ""


class Listing(msgspec.Struct, frozen=True):
    """A list over all customers.

    ``empty`` says that there is nothing. ``summed`` is the column that is added up below, by currency, None for none;
    ``summed_by`` one that parts the sums: what different years brought is not one sum.
    """

    title: str
    columns: tuple[Column, ...]
    open: Part
    empty: str
    settled: Part | None = None
    summed: int | None = None
    summed_by: int | None = None
    settled_columns: tuple[Column, ...] = ()

    @property
    def heads_of_settled(self) -> tuple[Column, ...]:
        """The columns of what is settled; those of what is open where it has none of its own."""
        return self.settled_columns or self.columns


def accounts_of(view: View) -> Iterator[Account]:
    """The accounts of which anything is known, in the order of attention."""
    return (one.account for one in view.by_attention if one.account)


def parted(rows: Sequence[Row], column: int | None) -> Mapping[str, Sequence[Row]]:
    """The rows by the words of a column, the greatest words first; all together without a column."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault("" if column is None else row.cells[column].words, []).append(row)
    return {words: found[words] for words in sorted(found, reverse=True)}


def sums(rows: Sequence[Row], column: int) -> list[tuple[str, float]]:
    """What a column adds up to, by currency, in the order of the currencies' names."""
    found: dict[str, float] = {}
    for row in rows:
        cell = row.cells[column]
        if cell.amount is not None:
            found[cell.currency] = found.get(cell.currency, 0) + cell.amount
    return sorted(found.items())


def due(day: date | None, as_of: date) -> Cell:
    """How something stands by its last good day."""
    if day is None:
        group = Group("undated", _("without a day"))
    else:
        group = Group("late", _("late")) if day < as_of else Group("coming", _("to come"))
    return Cell(lateness(day, as_of), bad=day is None or day < as_of, group=group)


def plain(cell: Cell, kind: Kind, names: dict[str, str]) -> str:
    """A cell as a table for programs writes it: days by ISO 8601, numbers as they are, names in place of ids."""
    if kind == "day":
        return cell.day.isoformat() if cell.day else ""
    if kind in ("account", "ours"):
        return names.get(cell.id or "", cell.id or "")
    if kind in ("number", "percent"):
        return "" if cell.amount is None else f"{cell.amount:.15g}"
    return cell.words


def shown(cell: Cell, kind: Kind) -> str:
    """A cell's number as people read it."""
    if cell.amount is None:
        return ""
    if kind == "percent":
        arrow = "▲" if cell.amount > 0 else "▼" if cell.amount < 0 else "="
        return f"{arrow} {number(abs(round(cell.amount)))} %"
    return money(cell.amount, cell.currency)


def days_late(done: date, promised: date) -> str:
    """How late something was done: ``3 days too late``; empty where it was in time."""
    days = (done - promised).days
    told = ngettext("{number} day too late", "{number} days too late", days)
    return told.format(number=number(days)) if days > 0 else ""


def on(day: date | None) -> str:
    """A day as plain words; empty for none."""
    return day_words(day) if day else ""
