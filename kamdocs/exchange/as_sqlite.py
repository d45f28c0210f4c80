"""Tables as one SQLite database, for programs and tools that make charts of data.

Days are ISO texts, truth is 0 or 1. A record is found by its account and its id; a record within another belongs to
that by ``parent_id``. What the plans say of each other's records may name what is not there, and is no foreign key.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date

from kamdocs.exchange.columns import ACCOUNT, ACCOUNTS, GAPS, PARENT_ID, layout_of
from kamdocs.exchange.tables import Cell, Table

APPLICATION_ID = int.from_bytes(b"kamd")
"""What says in a database's header that it is ours."""
FILE = "kamdocs.sqlite"
_VERSION = 1
_MAGIC, _PLACE_OF_ID = b"SQLite format 3\0", slice(68, 72)
_TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}


def sqlite_file(tables: Sequence[Table]) -> bytes:
    """The file of a database with these tables; the same for the same tables."""
    keyed = {table.name: key for table in tables if (key := _key(table))}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {_VERSION}")
        database.execute("BEGIN")
        for table in tables:
            _add(database, table, keyed)
        database.execute("COMMIT")
        return database.serialize()


def is_sqlite_export(head: bytes) -> bool:
    """Whether a file that begins so is a database of ours."""
    return head.startswith(_MAGIC) and head[_PLACE_OF_ID] == APPLICATION_ID.to_bytes(4)


def _add(database: sqlite3.Connection, table: Table, keyed: Mapping[str, tuple[str, ...]]) -> None:
    columns = _distinct(table.columns)
    named = [f"{_quoted(name)} {_type(table.name, given)}" for name, given in zip(columns, table.columns, strict=True)]
    lines = ",\n  ".join((*named, *_constraints(table, keyed)))
    name = _quoted(table.name)
    database.execute(f"CREATE TABLE {name} (\n  {lines}\n)")
    insert = f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 (the name is quoted)
    database.executemany(insert, ([_value(cell) for cell in row] for row in table.rows))
    if table.name not in keyed:
        keys = ", ".join(_quoted(key) for key in (ACCOUNT, PARENT_ID) if key in columns)
        database.execute(f"CREATE INDEX {_quoted(f'{table.name}_by_account')} ON {name} ({keys})")


def _constraints(table: Table, keyed: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if table.name in keyed:
        yield f"PRIMARY KEY ({_list(keyed[table.name])})"
    layout = layout_of(table.name)
    if layout is None or table.name == ACCOUNTS:
        return
    if ACCOUNTS in keyed:
        yield f"FOREIGN KEY ({_quoted(ACCOUNT)}) REFERENCES {_quoted(ACCOUNTS)} ({_quoted(ACCOUNT)})"
    if layout.parent and layout.parent in keyed:
        mine, theirs = _list((ACCOUNT, PARENT_ID)), _list(keyed[layout.parent])
        yield f"FOREIGN KEY ({mine}) REFERENCES {_quoted(layout.parent)} ({theirs})"


def _key(table: Table) -> tuple[str, ...]:
    """The columns that tell the rows apart; none where there are none, or a plan with faults has an id twice."""
    layout = layout_of(table.name)
    if layout is None or not (layout.has_ids or layout.name == ACCOUNTS):
        return ()
    key = (ACCOUNT,) if layout.name == ACCOUNTS else (ACCOUNT, "id")
    places = [table.columns.index(name) for name in key]
    found = {tuple(row[place] for place in places) for row in table.rows}
    return key if len(found) == len(table.rows) else ()


def _type(table: str, column: str) -> str:
    if table == GAPS:
        return "INTEGER" if column == "line" else "TEXT"
    layout = layout_of(table)
    known = layout.column(column) if layout else None
    return _TYPES.get(known.kind, "TEXT") if known else "TEXT"


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names, told apart where only capitals do: to a database these are the same."""
    taken: dict[str, str] = {}
    for name in names:
        own, number = name, 2
        while own.casefold() in taken:
            own, number = f"{name}_{number}", number + 1
        taken[own.casefold()] = own
    return tuple(taken.values())


def _value(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
