"""The lists over all customers as tables for spreadsheets: a line each for what is open, and for what is settled."""

import functools
from collections.abc import Iterator, Sequence

from kamdocs.handbook.failed import Guard
from kamdocs.handbook.feeds.table import harmless, table_bytes
from kamdocs.handbook.lists import LISTS, Column, Listing, Row, made
from kamdocs.handbook.lists.listing import plain
from kamdocs.handbook.page import Asset
from kamdocs.handbook.pages.lists import list_table
from kamdocs.handbook.view import View
from kamdocs.language import _


def list_files(view: View, guard: Guard) -> Iterator[Asset]:
    """A table for each list; for who is told of gaps."""
    for key in LISTS:
        yield from guard.file(list_table(key), None, functools.partial(_table, key, view))


def _table(key: str, view: View) -> Asset:
    return Asset(list_table(key), table_bytes(_lines(made(key, view), view)))


def _lines(one: Listing, view: View) -> Iterator[list[str]]:
    names = {standing.id: standing.name for standing in view.standings.values()}
    names |= {member.id: member.name for member in view.shared.team}
    yield [_("Part"), *_heads(one.columns), _("Account's id")]
    yield from _rows(one.open.heading.text, one.open.rows, one.columns, names)
    if one.settled and one.settled.rows:
        if one.settled_columns:
            yield [_("Part"), *_heads(one.settled_columns), _("Account's id")]
        yield from _rows(one.settled.heading.text, one.settled.rows, one.heads_of_settled, names)


def _heads(columns: Sequence[Column]) -> Iterator[str]:
    """The heads; beside an amount stands its currency."""
    for column in columns:
        yield column.head
        if column.kind == "number":
            yield _("{column}, currency").format(column=column.head)


def _rows(part: str, rows: Sequence[Row], columns: Sequence[Column], names: dict[str, str]) -> Iterator[list[str]]:
    for row in rows:
        line = [part]
        for cell, column in zip(row.cells, columns, strict=True):
            value = plain(cell, column.kind, names)
            line.append(value if column.kind in ("number", "percent", "day") else harmless(value))
            if column.kind == "number":
                line.append(harmless(cell.currency if cell.amount is not None else ""))
        yield [*line, harmless(row.account)]
