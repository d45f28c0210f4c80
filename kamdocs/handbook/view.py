"""What the pages are made of: the report, what the plans share, the checks as set, and where the files stand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

import msgspec

from kamdocs.language import label
from kamdocs.lint import Cell, Finding, Report, Standing, account_rank, soonest
from kamdocs.model import Account, Portfolio, Shared
from kamdocs.rules.case import Case
from kamdocs.rules.gap import SEVERITIES, Severity
from kamdocs.rules.golden import GOLDEN_RULES, RULES, GoldenRule
from kamdocs.rules.policies import Policies
from kamdocs.schema.audience import INTERNAL, Audience
from kamdocs.schema.formats import is_file_id

TEN_RULES: tuple[GoldenRule, ...] = GOLDEN_RULES[1:]
HORIZON_DAYS = 366
"""How far ahead the handbook's report has to look."""


def _no_address(_path: str) -> str | None:
    return None


class Mark(msgspec.Struct, frozen=True):
    """What stands beside an account's name: a rule without a cell that it falls short of, and how badly."""

    rule: GoldenRule
    severity: Severity


class View(msgspec.Struct, frozen=True, dict=True):
    """Everything that a page may show, to one audience.

    An audience that isn't told of gaps (``assessed`` is False) sees records and nothing that is reckoned of them: no
    cell, no count, nothing overdue, and not that there is nothing; what it may not read might be there.
    ``source_url`` tells the address of a line of a file (path from the settings' folder), or None where there is none;
    ``page_url`` the address of a page with its host, or None where the site's host is not known.
    """

    report: Report
    shared: Shared
    policies: Policies
    source_url: Callable[[str, int], str | None]
    page_url: Callable[[str], str | None] = _no_address
    audience: Audience = INTERNAL

    @property
    def assessed(self) -> bool:
        """Whether the pages tell of gaps: only who reads everything may know what is missing."""
        return self.audience.everything

    def complete(self, standing: Standing) -> bool:
        """Whether a page may say what a plan lacks: not to who reads a part of it, nor where its file has faults."""
        return self.assessed and not standing.faulty

    @property
    def as_of(self) -> date:
        """The day that the pages tell of."""
        return self.report.as_of

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

    @cached_property
    def by_attention(self) -> list[Standing]:
        """The standings in the order of attention."""
        return sorted(self.standings.values(), key=lambda one: account_rank(one, self.findings.get(one.id, ())))

    def count_by_severity(self, findings: Sequence[Finding]) -> dict[str, int]:
        """How many of the findings have each severity, worst first."""
        return {severity: sum(one.gap.severity == severity for one in findings) for severity in SEVERITIES}

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
    def owners(self) -> Mapping[str, Sequence[Standing]]:
        """The accounts of each account manager of the roster, in the order of attention."""
        owned: dict[str, list[Standing]] = {}
        for standing in self.by_attention:
            if standing.owner in self.shared.members:
                owned.setdefault(str(standing.owner), []).append(standing)
        return owned


def account_path(account: str) -> str:
    """The path of an account's page."""
    return f"accounts/{account}"


def brief_path(account: str) -> str:
    """The path of an account's meeting brief.

    Not below the account's page: without directory addresses the folder of ``x.html`` would be the page of ``x``.
    """
    return f"briefs/{account}"


def person_path(member: str) -> str:
    """The path of an account manager's page."""
    return f"people/{member}"


def rule_path(rule: GoldenRule) -> str:
    """The path of a golden rule's page."""
    return f"rules/{rule.slug}"


def has_page(account: str) -> bool:
    """Whether the id can be part of an address; ``index`` is the list of accounts."""
    return is_file_id(account)


def cell_word(cell: Cell) -> str:
    """A cell's word, the same everywhere."""
    return label(cell.word, "cell")


def cell_kind(cell: Cell) -> str:
    """What a cell is to colours and signs: its word in the form of a class, of a gap how severe it is."""
    return cell.severity or cell.word.replace(" ", "-")


def cell_day(cell: Cell) -> date | None:
    """The day that a cell tells: since or from when there is a gap, or of its newest evidence."""
    return cell.evidence_on if cell.word == "in order" else cell.opens_on


CELL_SIGNS = {"error": "■", "warning": "▲", "soon": "◔", "in-order": "✓", "no-record": "–", "not-assessed": "–"}
"""By the kind of a cell, the sign before its word; the word tells apart what has the same sign."""
