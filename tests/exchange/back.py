"""The way back from tables to plans, by the contract of ``kamdocs.exchange.columns`` alone."""

import csv
import io

from kamdocs.exchange.columns import ACCOUNTS, layouts, value_of
from kamdocs.exchange.safe_cells import as_written
from kamdocs.exchange.tables import Table


def csv_table(name, data):
    """The table of a file of an export: its columns, and the texts of its cells as they were, or None."""
    columns, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert all(len(row) == len(columns) for row in rows)
    cells = tuple(tuple(as_written(cell) or None for cell in row) for row in rows)
    return Table(name, tuple(map(as_written, columns)), cells)


def plans_of(tables):
    """By account: the data of its plan, out of tables of texts."""
    plans, records = {}, {}
    for layout in layouts():
        table = next(one for one in tables if one.name == layout.name)
        for row in table.rows:
            named = dict(zip(table.columns, row, strict=True))
            record = _record(layout, named)
            if layout.name == ACCOUNTS:
                plans[named["account"]] = record
                continue
            around = (
                records[layout.parent, named["account"], named["parent_id"]]
                if layout.parent
                else plans[named["account"]]
            )
            _listed(around, layout.way).append(record)
            records[layout.name, named["account"], record.get("id")] = record
    return plans


def normal(data):
    """Data without what is as good as absent: empty lists and records; and one address without its list."""
    if isinstance(data, dict):
        kept = {name: _one(name, normal(value)) for name, value in data.items()}
        return {name: value for name, value in kept.items() if value not in (None, [], {})}
    return [normal(item) for item in data] if isinstance(data, list) else data


def _one(name, value):
    return value[0] if name in ("email", "phone") and isinstance(value, list) and len(value) == 1 else value


def _record(layout, named):
    record = {}
    for name, text in named.items():
        column = layout.column(name)
        if column.way and text is not None:
            *way, last = column.way
            around = record
            for step in way:
                around = around.setdefault(step, {})
            around[last] = value_of(column, text)
    return record


def _listed(record, way):
    *around, last = way
    for step in around:
        record = record.setdefault(step, {})
    return record.setdefault(last, [])
