"""What the pages are made of: the report, what the plans share, the checks as set, and where the files stand."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

import msgspec

from kamdocs.handbook.acquaintance import Known, present_people
from kamdocs.handbook.paths import handover_path, has_page, interview_path
from kamdocs.handbook.todo import Todo, by_person, in_turn
from kamdocs.handbook.todos import todos_of
from kamdocs.history import Trend
from kamdocs.keeping.beginning import short_name
from kamdocs.lint import Finding, Past, Report, Standing, account_rank, soonest
from kamdocs.model import Absence, Account, Id, Portfolio, Revenue, Shared, TeamMember
from kamdocs.rules.case import Case
from kamdocs.rules.gap import SEVERITIES, Severity
from kamdocs.rules.golden import GOLDEN_RULES, RULES, GoldenRule
from kamdocs.rules.policies import Policies
from kamdocs.rules.spans import months_before
from kamdocs.schema.audience import INTERNAL, Audience

TEN_RULES: tuple[GoldenRule, ...] = GOLDEN_RULES[1:]
HORIZON_DAYS = 366
"""How far ahead the handbook's report has to look."""


def _no_address(_path: str) -> str | None:
    return None


class Mark(msgspec.Struct, frozen=True):
    """What stands beside an account's name: a rule without a cell that it falls short of, and how badly."""

    rule: GoldenRule
    severity: Severity


class View(msgspec.Struct, frozen=True, dict=True, eq=False):  # what is made of a view is kept by which view it is
    """Everything that a page may show, to one audience.

    An audience that isn't told of gaps (``assessed`` is False) sees records and nothing that is reckoned of them: no
    cell, no count, nothing overdue, and not that there is nothing; what it may not read might be there.
    ``source_url`` tells the address of a line of a file (path from the settings' folder), or None where there is none;
    ``page_url`` the address of a page with its host, or None where the site's host is not known. ``past`` is how things
    stood at the last review, None where nobody looked; ``trend`` how they stood in the last twelve months, as it was
    known then, None for who isn't told of gaps and where git knows of no other day. ``edit_url`` tells the address at
    which a file is edited, or None where there is none.
    """

    report: Report
    shared: Shared
    policies: Policies
    source_url: Callable[[str, int], str | None]
    page_url: Callable[[str], str | None] = _no_address
    audience: Audience = INTERNAL
    past: Past | None = None
    trend: Trend | None = None
    edit_url: Callable[[str], str | None] = _no_address

    @property
    def assessed(self) -> bool:
        """Whether the pages tell of gaps: only who reads everything may know what is missing."""
        return self.audience.everything

    def complete(self, standing: Standing) -> bool:
        """Whether a page may say what a plan lacks: not to who reads a part of it, nor where its file has faults."""
        return self.assessed and not standing.faulty

    def sure_of(self, standing: Standing) -> bool:
        """Whether it can be known that an account lacks nothing: not where a shared file can't be read, either."""
        return standing.wholly_assessed and not self.report.blind_files

    @property
    def as_of(self) -> date:
        """The day that the pages tell of."""
        return self.report.as_of

    @property
    def since(self) -> date:
        """The day since which changes are told: the last review, else a month ago."""
        return self.past.day if self.past else months_before(self.as_of, 1)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """The standings by account; of two files of the same account, the first.

        Who isn't told of gaps doesn't see a file that can't be read: that would tell of its fault.
        """
        found: dict[str, Standing] = {}
        for standing in self.report.standings:
            if self.assessed or standing.account:
                found.setdefault(standing.id, standing)
        return found

    @cached_property
    def faulty(self) -> Sequence[Standing]:
        """The plans that can't be assessed, for who is told of gaps."""
        return [one for one in self.standings.values() if one.faulty] if self.assessed else []

    @cached_property
    def findings(self) -> Mapping[str | None, Sequence[Finding]]:
        """All findings by account, in the order of attention; None has the portfolio's and the shared files'."""
        found: dict[str | None, list[Finding]] = {}
        for finding in self.report.findings:
            found.setdefault(finding.gap.account, []).append(finding)
        return found

    def marks(self, standing: Standing) -> list[Mark]:
        """Of rule 0 and of the file, which have no cell: the worst open gap of each, reminders aside."""
        found: dict[str, Mark] = {}
        for one in self.findings.get(standing.id, ()):  # in the order of attention: the worst comes first
            if one.state == "open" and one.gap.severity != "info" and one.check.rule.number < 1:
                found.setdefault(one.check.rule.slug, Mark(one.check.rule, one.gap.severity))
        return list(found.values())

    def falls_short(self, standing: Standing, rule: GoldenRule) -> bool:
        """Whether an account falls short of a rule: its cell is a gap. What counts accounts with a gap counts these.

        Rule 0 and the rule of the file have no cell; there a warning or an error has to be open, as in the others.
        """
        if cell := next((one for one in standing.cells if one.rule == rule.slug), None):
            return cell.word == "gap"
        return any(
            one.state == "open" and one.gap.severity != "info" and one.check.rule is rule
            for one in self.findings.get(standing.id, ())
        )

    def falling_short(self, rule: GoldenRule) -> Sequence[Standing]:
        """The accounts that fall short of a rule, in the order of attention."""
        return self._short[rule.slug]

    @cached_property
    def _short(self) -> Mapping[str, Sequence[Standing]]:
        return {rule.slug: [one for one in self.by_attention if self.falls_short(one, rule)] for rule in RULES}

    def open_gaps(self, account: str | None) -> list[Finding]:
        """The open findings of an account that count, in the order of attention."""
        return [finding for finding in self.findings.get(account, ()) if finding.decisive]

    def upcoming(self, account: str | None, days: int) -> list[Finding]:
        """The findings of an account that open within so many days, soonest first."""
        found = [
            finding
            for finding in self.findings.get(account, ())
            if finding.state == "upcoming" and finding.covered_by is None and self.days_to(finding) <= days
        ]
        return soonest(found)

    def days_to(self, finding: Finding) -> int:
        """In how many days a gap opens; negative where it has."""
        return ((finding.gap.opens_on or date.min) - self.as_of).days

    def revenue_of(self, account: Account | None) -> Sequence[Revenue]:
        """What a customer brought by year: as the plan tells it, else as the table of all customers does."""
        return [*account.revenue, *self._tabled.get(account.id, ())] if account else ()

    @cached_property
    def _tabled(self) -> Mapping[str, Sequence[Revenue]]:
        """The rows of ``_revenue.csv`` by account, without the years of which the account's plan tells."""
        found: dict[str, dict[tuple[int, str], float]] = {}
        for row in self.shared.revenue:
            standing = self.standings.get(self.portfolio.account_of(row.customer) or "")
            account = standing.account if standing else None
            if account and all(one.year != row.year for one in account.revenue):
                sums = found.setdefault(account.id, {})  # a customer may stand there by a former id, too
                sums[row.year, row.currency] = sums.get((row.year, row.currency), 0) + row.revenue
        return {
            one: [Revenue(year, amount, currency) for (year, currency), amount in sums.items()]
            for one, sums in found.items()
        }

    @cached_property
    def faces(self) -> Sequence[tuple[object, ...]]:
        """What a table tells of an account besides what the table is about, of each: equal where nothing changed."""
        return [
            (one.id, one.name, one.owner, one.tier, one.status, one.faulty, one.wholly_assessed, self.marks(one))
            for one in self.standings.values()
        ]

    @cached_property
    def by_attention(self) -> list[Standing]:
        """The standings in the order of attention."""
        return sorted(self.standings.values(), key=lambda one: account_rank(one, self.findings.get(one.id, ())))

    def count_by_severity(self, findings: Sequence[Finding]) -> dict[str, int]:
        """How many of the findings have each severity, worst first."""
        return {severity: sum(one.gap.severity == severity for one in findings) for severity in SEVERITIES}

    @cached_property
    def _todos(self) -> Mapping[str, Sequence[Todo]]:
        """The to-dos by account, each account's in turn; accounts in the order of attention."""
        found = {}
        for standing in self.by_attention:
            if standing.account:
                findings = self.findings.get(standing.id, ())
                mine = todos_of(self.case(standing.account), findings, self.as_of, assessed=self.assessed)
                found[standing.id] = in_turn(mine, self.as_of, {})
        return found

    @cached_property
    def _known(self) -> dict[str, Sequence[Known]]:
        return {}

    def present_people(self, account: Account) -> Sequence[Known]:
        """The people of an account who are there, by level and name, with those of us who met them."""
        if account.id not in self._known:
            self._known[account.id] = present_people(self.case(account), self.as_of)
        return self._known[account.id]

    def todos_of(self, account: str) -> Sequence[Todo]:
        """The to-dos of an account: the late, those without a day, and the others by day."""
        return self._todos.get(account, ())

    @cached_property
    def todos(self) -> Sequence[Todo]:
        """All to-dos: the late in the order of attention, those without a day, and the others by day."""
        attention = {account: rank for rank, account in enumerate(self._todos)}
        return in_turn((one for mine in self._todos.values() for one in mine), self.as_of, attention)

    @cached_property
    def _todos_by(self) -> Mapping[str | None, Sequence[Todo]]:
        return by_person(self.todos)

    def todos_by(self, member: str | None) -> Sequence[Todo]:
        """The to-dos of one of ours, in any account; None asks for those that nobody has yet."""
        return self._todos_by.get(member, ())

    def away(self, member: str | None) -> Absence | None:
        """The absence of one of ours on the day of the pages, for who is told of gaps; None where there is none."""
        known = self.shared.members.get(member) if member and self.assessed else None
        return next((one for one in known.absences if one.from_ <= self.as_of <= one.to), None) if known else None

    @cached_property
    def portfolio(self) -> Portfolio:
        """All plans of which the reader may know, and who belongs to whom."""
        accounts = tuple(one.account for one in self.standings.values() if one.account)
        return Portfolio(accounts, self.shared, frozenset(self.standings))

    @cached_property
    def subsidiaries(self) -> Mapping[str, Sequence[Standing]]:
        """By account the accounts right below it in its group, in the order of attention."""
        found: dict[str, list[Standing]] = {}
        for standing in self.by_attention:
            if parent := self.portfolio.parents.get(standing.id):
                found.setdefault(parent, []).append(standing)
        return found

    def case(self, account: Account) -> Case:
        """The account as its checks see it, for who was in touch with whom."""
        return Case(account, self.shared, lambda name: self.policies[name].limits[account.tier], self.policies.calendar)

    def interview(self, standing: Standing) -> str | None:
        """The path of an account's sheet for the talk about satisfaction; None where there is none.

        It tells who was not asked, which is for who is told of gaps; a former customer isn't asked any more.
        """
        account = standing.account
        asked = self.assessed and account and account.status != "former" and has_page(standing.id)
        return interview_path(standing.id) if asked else None

    def handover(self, standing: Standing) -> str | None:
        """The path of an account's sheet for who takes it over; None where there is none: it tells what is owed."""
        return handover_path(standing.id) if self.assessed and standing.account and has_page(standing.id) else None

    @cached_property
    def short_names(self) -> Mapping[Id, str]:
        """What customers are called in rows: without the legal form, but where it alone tells two of them apart."""
        short = {one.id: short_name(one.name) for one in self.standings.values()}
        borne = Counter(name.casefold() for name in short.values())
        return {one: name if borne[name.casefold()] == 1 else self.standings[one].name for one, name in short.items()}

    def person(self, member: str | None) -> str:
        """The name of one of our people."""
        return self.shared.person_name(member)

    def left_on(self, member: str | None) -> date | None:
        """The day on which one of our people left, where that is past; for who is told of gaps."""
        known = self.shared.members.get(member) if member else None
        return known.left_on if self.assessed and known and known.left_on and known.left_on < self.as_of else None

    def offering(self, offering: str | None) -> str:
        """The name of an offering; the id where it is not known."""
        return self.shared.offering_names.get(offering, offering) if offering else ""

    @cached_property
    def colleagues(self) -> Sequence[TeamMember]:
        """Those of ours who are with us on the day, or still look after an account, by name."""
        found = self.shared.members.values()
        there = [one for one in found if one.left_on is None or one.left_on >= self.as_of or one.id in self.owners]
        return sorted(there, key=lambda one: (one.name, one.id))

    @cached_property
    def _people_with_pages(self) -> frozenset[str]:
        return frozenset(one.id for one in self.colleagues if has_page(one.id))

    def has_person(self, member: str | None) -> bool:
        """Whether one of ours has a page."""
        return member in self._people_with_pages

    @cached_property
    def owners(self) -> Mapping[str, Sequence[Standing]]:
        """The accounts of each account manager of the roster, in the order of attention."""
        owned: dict[str, list[Standing]] = {}
        for standing in self.by_attention:
            if standing.owner in self.shared.members:
                owned.setdefault(str(standing.owner), []).append(standing)
        return owned
