"""An import as a whole, from sheets and plans to drafts: nothing is read or written here, and no row costs another."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from kamdocs.exchange.account_rows import bring_in_account, bring_in_parent, know_user
from kamdocs.exchange.drafts import Draft
from kamdocs.exchange.ground import Asked, Ground, Opened
from kamdocs.exchange.headers import TABLES, YEAR, Recognised, is_sum_or_footer, table_word
from kamdocs.exchange.matching import Ambiguous, OurPeople, refs_in, same_ref
from kamdocs.exchange.order_lines import bring_in_order, together
from kamdocs.exchange.rejected import Rejection
from kamdocs.exchange.revenue_told import RevenueChange, Said, figures_said, revenue_change
from kamdocs.exchange.rows import LeftOut, Row
from kamdocs.exchange.settling import Conflict, Findings
from kamdocs.exchange.state import State
from kamdocs.exchange.telling import bring_in
from kamdocs.exchange.values import Habits, Misread, ValueTables, habits_of
from kamdocs.language import say
from kamdocs.model import TeamMember
from kamdocs.schema.suggest import folded
from kamdocs.source.revenue import RevenueRow
from kamdocs.writing import Refused

LISTS: Mapping[str, str] = {
    "contacts": "stakeholders",
    "opportunities": "opportunities",
    "orders": "orders",
    "cases": "nonconformities",
    "activities": "interactions",
}
"""By table: the list of a plan that its rows go into."""
_DAYS = ("created", "expected_close", "next_step_on", "ordered", "promised", "delivered", "received", "closed", "date")
_NUMBERS = ("value", "amount")


class World(msgspec.Struct, frozen=True):
    """What there is: the plans, the folder for new ones, our people, the rows of revenue, and earlier imports."""

    plans: Mapping[str, Opened]
    folder: Path
    team: tuple[TeamMember, ...] = ()
    revenue: tuple[RevenueRow, ...] = ()
    state: State = State()


class Wishes(msgspec.Struct, frozen=True):
    """How to read the rows: habits, the tables of closed lists, and who of ours is whom there."""

    habits: Habits = Habits()
    tables: ValueTables = ValueTables()
    people: Mapping[str, str] = {}


class Outcome(msgspec.Struct, frozen=True):
    """What an import makes of the plans, and what it has to tell.

    ``left`` counts rows that are no affair of a plan by why, ``unplanned`` rows of customers without a plan, ``people``
    users of whom nobody knows who of ours they are, ``notes`` what else is to be known, ``gone`` the records that were
    brought in once and that the export has no more.
    """

    drafts: tuple[Draft, ...]
    revenue: RevenueChange
    rejections: tuple[Rejection, ...]
    conflicts: tuple[Conflict, ...]
    read: Mapping[str, int]
    left: Mapping[str, int]
    unplanned: Mapping[str, int]
    people: Mapping[str, int]
    notes: Mapping[str, int]
    kept: int = 0
    taken_out: int = 0
    moved: tuple[tuple[str, str, str], ...] = ()
    gone: int = 0


def plan_import(sheets: Sequence[Recognised], wishes: Wishes, asked: Asked, world: World) -> Outcome:
    """What an import makes of the plans; the rows of each table after those that they hang on."""
    run = _Run(sheets, wishes, asked, world)
    for table in TABLES:
        run.bring_in(table)
    return run.outcome()


class _Run:
    """An import that goes on, table by table."""

    def __init__(self, sheets: Sequence[Recognised], wishes: Wishes, asked: Asked, world: World) -> None:
        self.world, self.wishes = world, wishes
        self.findings = Findings(asked.day, world.state, take=asked.take)
        self.people = OurPeople(world.team, wishes.people)
        self.ground = Ground(asked, world.plans, self.people, self.findings)
        self.findings.where = _places(world.plans)
        self.rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self.unread: dict[str, list[Row]] = {table: [] for table in TABLES}
        self.read: Counter[str] = Counter()
        for one in sheets:
            self._take(one)
        self.said: list[Said] = []
        self.customers = {folded(row.name): row.customer for row in world.revenue}

    def _take(self, one: Recognised) -> None:
        """The rows of a sheet that can be read, with the habits that its own cells show."""
        telling = (*_DAYS, *_NUMBERS, *(field for field in one.columns if field.startswith(YEAR)))
        columns = [place for field, place in one.columns.items() if field in telling]
        cells = [[row.cells[place] for row in one.sheet.rows if not row.fault] for place in columns]
        habits = habits_of(cells, self.wishes.habits)
        for raw in one.sheet.rows:
            self.read[one.table] += 1
            if is_sum_or_footer(raw):
                self.ground.left[str(say("rows of sums, or of what stands below a table"))] += 1
                continue
            row = Row(one, raw, habits, self.wishes.tables)
            if fault := row.fault:
                self.findings.reject((row.ref,), fault)
                self.unread[one.table].append(row)
            else:
                self.rows[one.table].append(row)

    def bring_in(self, table: str) -> None:
        """Bring the rows of a table in."""
        rows, ground = self.rows[table], self.ground
        match table:
            case "users":
                self._each(rows, lambda row: know_user(row, self.people))
            case "accounts":
                self._each(rows, lambda row: bring_in_account(row, ground, self.world.folder))
                self._each(rows, lambda row: bring_in_parent(row, ground))
            case "contacts":
                self._each(_superiors_first(rows), lambda row: bring_in(row, ground))
            case "orders":
                for order in together(rows):
                    self._guarded(order, lambda order=order: bring_in_order(order, ground))  # type: ignore[misc]
            case "revenue":
                self._each(rows, lambda row: self.said.extend(figures_said(row, ground, self.customers)))
            case _:
                self._each(rows, lambda row: bring_in(row, ground))

    def _each(self, rows: Iterable[Row], do: Callable[[Row], object]) -> None:
        for row in rows:
            self._guarded([row], lambda row=row: do(row))  # type: ignore[misc]

    def _guarded(self, rows: Sequence[Row], do: Callable[[], object]) -> None:
        """Do something with rows; what can't be done with them costs no others."""
        refs = tuple(row.ref for row in rows)
        try:
            do()
        except (Misread, Ambiguous) as error:
            self.findings.reject(refs, error.reason)
        except Refused as error:
            self.findings.reject(refs, error.message)
        except LeftOut as error:
            why = say("{table} that are “{value}”", table=table_word(rows[0].of.table), value=error.why[:60])
            self.ground.left[str(why)] += len(rows)

    def outcome(self) -> Outcome:
        """What has come of it."""
        ground, found = self.ground, self.findings
        revenue = revenue_change(self.said, self.world.revenue, ground)
        return Outcome(
            tuple(ground.drafts[account] for account in sorted(ground.drafts)),
            revenue,
            tuple(found.rejections),
            tuple(found.conflicts),
            dict(self.read),
            dict(ground.left),
            dict(ground.unplanned),
            dict(self.people.unknown),
            dict(ground.notes),
            kept=len(found.kept),
            taken_out=len(found.gone),
            moved=tuple(found.moved),
            gone=self._gone(),
        )

    def _gone(self) -> int:
        """How many records of earlier imports stand in no row, in the lists of which there are rows with such ids."""
        system, seen = self.ground.asked.system, self.findings.seen
        told = {
            f"{LISTS[table]}/{system}:{same_ref(ref)}"
            for table in LISTS
            for row in (*self.rows[table], *self.unread[table])
            if (ref := row.text("id") or row.text("number"))
        }
        begun = [f"{name}/{system}:" for name in LISTS.values()]
        begun = [one for one in begun if any(key.startswith(one) for key in seen)]
        gone = {key for key in self.world.state.records if key.startswith(tuple(begun))}
        return len(gone - seen - told)


def _places(plans: Mapping[str, Opened]) -> dict[tuple[str, str, str], str]:
    """The plan in which each record with an id of another system stands."""
    return {place: account for account, plan in plans.items() for place in refs_in(plan.data)}


def _superiors_first(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows of contacts, each after that of its superior where there is one; of a circle as they stand."""
    waiting, done = list(rows), {""}
    ids = {row.text("id") for row in rows}
    while waiting:
        ready = [row for row in waiting if row.text("reports_to_id") in done or row.text("reports_to_id") not in ids]
        ready = ready or waiting
        done |= {row.text("id") for row in ready}
        yield from ready
        taken = {id(row) for row in ready}
        waiting = [row for row in waiting if id(row) not in taken]
