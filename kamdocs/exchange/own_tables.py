"""The tables of ``kamdocs export`` back into plans: all fields of all tables, those within records too.

Rows are matched by the ids of accounts and records. A plan that is not there is made whole, its records in the order of
the rows. In one that is there, what is missing is added; a value that differs is a conflict, since nobody can tell
whether the table or the plan is newer, unless the table's values were asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.exchange.columns import ACCOUNT, ACCOUNTS, GAPS, PARENT_ID, Layout, layout_of, layouts
from kamdocs.exchange.drafts import TOP, Did, Draft, Group, put
from kamdocs.exchange.ground import Asked, Opened
from kamdocs.exchange.importing import Outcome, World
from kamdocs.exchange.own_cells import cells_of, ids_told
from kamdocs.exchange.own_records import is_same, is_there, leaves, like_another, place_of
from kamdocs.exchange.rejected import RowRef
from kamdocs.exchange.revenue_told import RevenueChange
from kamdocs.exchange.settling import Conflict, Findings, at, unfit
from kamdocs.exchange.sheets import Sheet
from kamdocs.exchange.values import Habits, Misread
from kamdocs.keeping.composing import lacking
from kamdocs.language import Sentence, say
from kamdocs.schema.formats import is_file_id
from kamdocs.schema.spot import form_of
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.writing import Add, Edit, Refused

UNSAID = Habits()


class _Row(msgspec.Struct, frozen=True):
    """A row of one of our tables: where it stands, whose record it is, and the record as a plan has it."""

    ref: RowRef
    layout: Layout
    account: str
    parent: str | None
    record: dict[str, Any]


def is_own(sheet: Sheet) -> bool:
    """Whether a sheet is a table of an export: by its name and its first columns."""
    if sheet.name == GAPS:
        return ACCOUNT in sheet.headers
    layout = layout_of(sheet.name)
    if layout is None or ACCOUNT not in sheet.headers:
        return False
    known = [header for header in sheet.headers if layout.column(header)]
    return len(known) * 2 > len(sheet.headers) and (layout.parent is None or PARENT_ID in sheet.headers)


def unknown_columns(sheet: Sheet) -> tuple[str, ...]:
    """The columns of a table that no field of a plan stands in."""
    layout = layout_of(sheet.name)
    if sheet.name == GAPS:  # they follow from the plans
        return ()
    return tuple(header for header in sheet.headers if header and (layout is None or not layout.column(header)))


def plan_own(sheets: Iterable[Sheet], asked: Asked, world: World, habits: Habits = UNSAID) -> Outcome:
    """What the tables of an export make of the plans; ``habits`` is how cells are meant that can mean two things."""
    run = _Run(asked, world, habits)
    tables = {sheet.name: sheet for sheet in sheets}
    run.know_ids(tables.values())
    for layout in layouts():
        if layout.name in tables:
            for row in run.rows(tables[layout.name], layout):
                run.bring_in(row)
    return run.outcome()


class _Run:
    def __init__(self, asked: Asked, world: World, habits: Habits) -> None:
        self.asked, self.world, self.habits = asked, world, habits
        self.findings = Findings(asked.day, world.state, take=asked.take)
        self.drafts: dict[str, Draft] = {}
        self.read: dict[str, int] = {}
        self.ids: dict[str, list[str]] = {}

    def know_ids(self, sheets: Iterable[Sheet]) -> None:
        """Know the ids that stand in the tables, so that none of them is made for a record that has none."""
        for sheet in sheets:
            for account, ids in ids_told(sheet, ACCOUNT).items():
                self.ids.setdefault(account, []).extend(ids)

    def rows(self, sheet: Sheet, layout: Layout) -> Iterator[_Row]:
        """The rows of a table that can be read."""
        cells_read = cells_of(sheet, [layout.column(header) for header in sheet.headers], self.habits)
        for raw in sheet.rows:
            self.read[layout.name] = self.read.get(layout.name, 0) + 1
            ref = RowRef(sheet.shown, raw.line, layout.name, raw.cells)
            if raw.fault:
                self.findings.reject((ref,), raw.fault)
                continue
            cells = cells_read.texts(raw.cells)
            told = dict(zip(sheet.headers, cells, strict=False))
            parent = told.get(PARENT_ID) if layout.parent else None
            try:
                record = cells_read.record(cells)
            except Misread as error:
                self.findings.reject((ref,), error.reason)
            else:
                yield _Row(ref, layout, told.get(ACCOUNT, ""), parent, record)

    def bring_in(self, row: _Row) -> None:
        """Bring a row in; what can't be is rejected."""
        try:
            fault = self._bring_in(row)
        except Refused as error:
            fault = error.message
        if fault is not None:
            self.findings.reject((row.ref,), fault)

    def _bring_in(self, row: _Row) -> Sentence | None:
        if row.layout.name == ACCOUNTS:
            return self._account(row)
        draft = self._draft(row.account)
        if draft is None and row.account in self.world.plans:
            return _faulty(row.account)
        if draft is None:
            return say("there is no plan {account}, and no row of accounts for it", account=row.account)
        if not row.record:
            return say("the row holds no record")
        return self._into_new(draft, row) if draft.new else self._into(draft, row)

    def _unfit(self, row: _Row, ours: Mapping[str, Any] | None = None) -> Sentence | None:
        """Why a record can't be in a plan, with what is there of it; what has a table of its own is still to come."""
        node = _node(row.layout)
        lists = [name for name, field in node.fields.items() if field.items is not None and field.items.fields]
        whole = {**dict.fromkeys(lists, ()), **(ours or {}), **row.record}
        if missing := lacking(node, whole):
            told = tuple(f"{name}: {form_of(node.fields[name])}" for name in missing)
            return say("{fields} is empty: write there {forms}", fields=tuple(missing), forms=told)
        return unfit(node, whole, self.asked.day)

    def _draft(self, account: str) -> Draft | None:
        opened: Opened | None = self.world.plans.get(account)
        if account not in self.drafts and opened is not None and opened.sound:
            self.drafts[account] = Draft(account, opened.path, opened.data, self._with_ids(account, opened.text))
        return self.drafts.get(account)

    def _with_ids(self, account: str, text: str) -> str:
        """The text of a plan and all ids that the tables tell: no new record gets one that stands in either."""
        return " ".join((text, *self.ids.get(account, ())))

    def _account(self, row: _Row) -> Sentence | None:
        if not is_file_id(row.account):
            return say("{account} can't be the id of an account", account=row.account or "…")
        if row.account in self.world.plans:
            draft = self._draft(row.account)
            if draft is None:
                return _faulty(row.account)
            return self._compare(draft, row, draft.data, ())
        if row.account in self.drafts:
            return say("another row tells of the same account")
        if fault := self._unfit(row):
            return fault
        draft = Draft(row.account, self.world.folder / f"{row.account}.yml", row.record,
                      self._with_ids(row.account, ""), new=True)  # fmt: skip
        draft.groups.append(Group((row.ref,), TOP, "added", ()))
        self.drafts[row.account] = draft
        return None

    def _into_new(self, draft: Draft, row: _Row) -> Sentence | None:
        """A record of a plan that is made whole: the list as its rows stand, whatever their days."""
        around = _around(draft.data, row)
        if around is None:
            return say("there is no record {id} for it", id=row.parent)
        if fault := self._unfit(row):
            return fault
        items = _list_at(around, row.layout.way)
        if fault := like_another(items, row.layout, row.record):
            return fault
        items.append(self._with_id(draft, row))
        draft.base = draft.data
        draft.groups.append(Group((row.ref,), row.layout.path[0], "added", ()))
        return None

    def _into(self, draft: Draft, row: _Row) -> Sentence | None:
        around = _around(draft.data, row)
        if around is None:
            return say("there is no record {id} for it", id=row.parent)
        way = _way(draft.data, row)
        there = at(around, row.layout.way)
        items = there if isinstance(there, list) else []
        place = place_of(items, row.layout, row.record)
        if place is not None:
            return self._compare(draft, row, items[place], (*way, place))
        if is_there(items, row.layout, row.record):
            return None
        if fault := self._unfit(row) or like_another(items, row.layout, row.record):
            return fault
        did: Did = "added" if len(way) == 1 else "changed"
        draft.do(Group((row.ref,), row.layout.path[0], did, (Add(way, self._with_id(draft, row)),)))
        return None

    def _with_id(self, draft: Draft, row: _Row) -> dict[str, Any]:
        """The record of a row; one that needs an id and was written without one gets it in the plan's own way."""
        if not row.layout.has_ids or "id" in row.record:
            return row.record
        return {"id": draft.free_id(row.layout.way[-1], row.record), **row.record}

    def _compare(self, draft: Draft, row: _Row, ours: Mapping[str, Any], way: Sequence[str | int]) -> Sentence | None:
        """Bring in what a record of a plan lacks; whatever is wrong with a row that changes nothing, it stands so."""
        edits: list[Edit] = []
        for steps, theirs in leaves(row.record):
            mine = at(ours, steps)
            if is_same(mine, theirs):
                continue
            if mine is None or self.asked.take:
                edits.append(put((*way, *steps), theirs))
            else:
                name = "/".join(map(str, (*way[:-1], ours.get("id", way[-1])))) if way else ""
                conflict = Conflict(draft.id, name, ".".join(steps), mine, theirs, row.ref)
                self.findings.conflicts.append(conflict)
        if edits and (fault := self._unfit(row, ours)):
            return fault
        if edits:
            draft.do(Group((row.ref,), row.layout.path[0] if way else TOP, "changed", tuple(edits)))
        return None

    def outcome(self) -> Outcome:
        """What has come of it."""
        drafts = tuple(self.drafts[account] for account in sorted(self.drafts))
        found = self.findings
        new = {draft.id for draft in drafts if draft.new}
        for draft in drafts:
            draft.put_off(new)
        return Outcome(drafts, RevenueChange(), tuple(found.rejections), tuple(found.conflicts), self.read,
                       {}, {}, {}, {})  # fmt: skip


def _faulty(account: str) -> Sentence:
    return say("the plan {account} has a fault: kamdocs check says where", account=account)


def _node(layout: Layout) -> Node:
    node = schema_tree("account")
    for step in layout.path:
        node = (node.items or node).fields[step]
    return node.items or node


def _around(data: dict[str, Any], row: _Row) -> dict[str, Any] | None:
    """The record around a row's list: the plan itself, or the record of the table above that has the parent's id."""
    if row.layout.parent is None:
        return data
    above = layout_of(row.layout.parent)
    records = at(data, above.way) if above else None
    found = [one for one in records if isinstance(one, dict) and one.get("id") == row.parent] if records else []
    return found[0] if found else None


def _list_at(around: dict[str, Any], way: Sequence[str]) -> list[Any]:
    *steps, last = way
    for step in steps:
        around = around.setdefault(step, {})
    found: list[Any] = around.setdefault(last, [])
    return found


def _way(data: Mapping[str, Any], row: _Row) -> tuple[str | int, ...]:
    """The way to a row's list from the top of the plan; records around by their places."""
    above = layout_of(row.layout.parent) if row.layout.parent else None
    if above is None:
        return row.layout.way
    records = at(data, above.way)
    place = next(place for place, one in enumerate(records) if one.get("id") == row.parent)
    return (*above.way, place, *row.layout.way)
