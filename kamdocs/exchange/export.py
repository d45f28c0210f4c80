"""Plans as tables: one of the accounts, one for each list of a plan, and one of the gaps as of a day.

Pure: plain data and a report in, tables out. Which table and column a field stands in is told in
:mod:`kamdocs.exchange.columns`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.exchange.columns import GAP_COLUMNS, GAPS, Column, Layout, cell_of, layouts
from kamdocs.exchange.plans import PlanData
from kamdocs.exchange.tables import Cell, Table
from kamdocs.language import _
from kamdocs.lint import Finding, Report
from kamdocs.schema.audience import INTERNAL, Audience
from kamdocs.settings.error import SettingsError

MOST_NAMES = 200
"""So many other systems may have columns of their own: a table is as wide as all plans together ask for."""


class _Record(msgspec.Struct, frozen=True):
    """A record of a plan, or a plan itself: the account, the record around (None in a plan), and its data."""

    account: str
    parent: str | None
    data: Mapping[str, Any]


def table_names(audience: Audience = INTERNAL) -> tuple[str, ...]:
    """The tables that an audience may read, in the order of the schema; the gaps come last."""
    known = tuple(layout.name for layout in layouts() if _may_read(layout, audience))
    return (*known, GAPS) if audience.everything else known


def tables_of(
    plans: Sequence[PlanData], names: Collection[str] | None = None, audience: Audience = INTERNAL
) -> tuple[Table, ...]:
    """The tables of these plans, without the gaps: those of ``names``, else all, also where they have no rows.

    The plans hold what the audience may read; the columns of what it may not are left out. Raises
    :class:`SettingsError` where the plans give records ids of more other systems than a table has room for.
    """
    wanted = table_names(audience) if names is None else names
    rows = _records_by_table(plans)
    return tuple(
        _table(layout, rows[layout.name], audience)
        for layout in layouts()
        if layout.name in wanted and _may_read(layout, audience)
    )


def gaps_table(report: Report) -> Table:
    """The gaps of a report, in the order of attention; those of the portfolio have no account."""
    return Table(GAPS, GAP_COLUMNS, tuple(_gap_row(finding) for finding in report.findings))


def _gap_row(finding: Finding) -> tuple[Cell, ...]:
    gap = finding.gap
    return (
        gap.account,
        finding.check.code,
        finding.check.name,
        gap.severity,
        finding.state,
        gap.record,
        gap.opens_on,
        str(finding.message),
        str(gap.hint),
        gap.path,
        gap.place.line if gap.path else None,
        finding.covered_by,
    )


def _may_read(layout: Layout, audience: Audience) -> bool:
    return not layout.path or audience.reads(".".join(layout.path))


def _records_by_table(plans: Iterable[PlanData]) -> Mapping[str, Sequence[_Record]]:
    """The records of each table; those of a table within another come after that, in the order of its rows."""
    found: dict[str, list[_Record]] = {}
    for layout in layouts():
        if not layout.path:
            found[layout.name] = [_Record(plan.account, None, plan.data) for plan in plans]
            continue
        around = found[layout.parent or layouts()[0].name]
        found[layout.name] = [
            _Record(one.account, _id_of(one) if layout.parent else None, record)
            for one in around
            for record in _value_at(one.data, layout.way) or ()
        ]
    return found


def _id_of(record: _Record) -> str | None:
    return record.data.get("id")


def _table(layout: Layout, records: Sequence[_Record], audience: Audience) -> Table:
    columns = [one for column in layout.columns if _reads(column, audience) for one in _spread(column, records)]
    fields = [column for column in columns if column.path]
    rows = tuple((*_keys(layout, record), *_cells(fields, record.data)) for record in records)
    return Table(layout.name, tuple(column.name for column in columns), rows)


def _keys(layout: Layout, record: _Record) -> tuple[Cell, ...]:
    return (record.account, record.parent) if layout.parent else (record.account,)


def _cells(fields: Iterable[Column], record: Mapping[str, Any]) -> Iterator[Cell]:
    for column in fields:
        value = _value_at(record, column.way)
        yield None if value is None else cell_of(column, value)


def _reads(column: Column, audience: Audience) -> bool:
    return not column.path or audience.reads(".".join(column.path))


def _spread(column: Column, records: Iterable[_Record]) -> Iterator[Column]:
    """The column itself; one for each name, sorted, where the names are the plans' own."""
    if column.kind != "names":
        yield column
        return
    names = {name for record in records for name in _value_at(record.data, column.way) or ()}
    if len(names) > MOST_NAMES:
        message = _("the plans name {number} other systems in {field}, more than a table has room for")
        hint = _("call each system by one name in all plans, such as crm or erp")
        raise SettingsError(message.format(number=len(names), field=".".join(column.path)), hint)
    for name in sorted(names):
        yield Column(f"{column.name}.{name}", (*column.way, name), column.path)


def _value_at(record: Mapping[str, Any], way: Iterable[str]) -> Any:
    """The value that a way through records leads to; None where there is none."""
    value: Any = record
    for name in way:
        if value is None:
            return None
        value = value.get(name)
    return value
