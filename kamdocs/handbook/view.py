"""What the pages are made of: the report, what the plans share, the checks as set, and where the files stand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

import msgspec

from kamdocs.handbook.words import label
from kamdocs.lint import Cell, Finding, Report, Standing
from kamdocs.model import Account, Shared
from kamdocs.rules.case import Case
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.golden import GOLDEN_RULES, RULES, GoldenRule
from kamdocs.rules.policies import Policies
from kamdocs.schema.audience import INTERNAL, Audience
from kamdocs.schema.formats import is_file_id

TEN_RULES: tuple[GoldenRule, ...] = GOLDEN_RULES[1:]
HORIZON_DAYS = 366
"""How far ahead the handbook's report has to look."""


def _no_address(_path: str) -> str | None:
    return None


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
        """All findings by account, worst first; those of the portfolio and the shared files under None."""
        found: dict[str | None, list[Finding]] = {}
        for finding in self.report.findings:
            found.setdefault(finding.gap.account, []).append(finding)
        return found

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
        """The accounts that fall short of a rule, in the order of their ids."""
        return self._short[rule.slug]

    @cached_property
    def _short(self) -> Mapping[str, Sequence[Standing]]:
        accounts = self.standings.values()
        return {rule.slug: [one for one in accounts if self.falls_short(one, rule)] for rule in RULES}

    def open_gaps(self, account: str | None) -> list[Finding]:
        """The open findings of an account that count, worst first."""
        return [finding for finding in self.findings.get(account, ()) if finding.decisive]

    def upcoming(self, account: str | None, days: int) -> list[Finding]:
        """The findings of an account that open within so many days, soonest first."""
        found = [
            finding
            for finding in self.findings.get(account, ())
            if finding.state == "upcoming" and finding.covered_by is None and self.days_to(finding) <= days
        ]
        return sorted(found, key=lambda finding: (finding.gap.opens_on or self.as_of, finding.rank))

    def days_to(self, finding: Finding) -> int:
        """In how many days a gap opens; negative where it has."""
        return ((finding.gap.opens_on or date.min) - self.as_of).days

    @cached_property
    def worst_first(self) -> list[Standing]:
        """The standings, those with the oldest open error first; then by the number of open warnings, then by name."""
        return sorted(self.standings.values(), key=self._badness)

    def _badness(self, standing: Standing) -> tuple[int, date, int, str]:
        gaps = self.open_gaps(standing.id)
        errors = [finding.gap.opens_on or date.min for finding in gaps if finding.gap.severity == "error"]
        warnings = sum(finding.gap.severity == "warning" for finding in gaps)
        return (0 if errors else 1, min(errors, default=date.max), -warnings, standing.name)

    def count_by_severity(self, findings: Sequence[Finding]) -> dict[str, int]:
        """How many of the findings have each severity, worst first."""
        return {severity: sum(one.gap.severity == severity for one in findings) for severity in SEVERITIES}

    def case(self, account: Account) -> Case:
        """The account as its checks see it, for who was in touch with whom."""
        return Case(account, self.shared, lambda name: self.policies[name].limits[account.tier], zone=self.policies.zone)

    def person(self, member: str | None) -> str:
        """The name of one of our people."""
        return self.shared.person_name(member)

    def offering(self, offering: str | None) -> str:
        """The name of an offering; the id where it is not known."""
        return self.shared.offering_names.get(offering, offering) if offering else ""

    @cached_property
    def owners(self) -> Mapping[str, Sequence[Standing]]:
        """The accounts of each account manager of the roster, worst first."""
        owned: dict[str, list[Standing]] = {}
        for standing in self.worst_first:
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
    """A cell's word on a narrow strip."""
    return "–" if cell.word == "not assessed" else label({"due soon": "soon"}.get(cell.word, cell.word), "cell")
