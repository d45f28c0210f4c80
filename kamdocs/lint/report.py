"""The report: what is open, what opens soon, what is waived, and how each account stands against the ten rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from kamdocs.model import Account, Status, Tier, Waiver
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.check import Check
from kamdocs.rules.gap import SEVERITIES, Gap
from kamdocs.rules.guard import Mishap

State = Literal["open", "upcoming", "waived"]
Word = Literal["gap", "due soon", "met", "not assessed"]
DUE_SOON_DAYS = 30
"""How far the cells look ahead."""


class Finding(msgspec.Struct, frozen=True):
    """A gap as of the report's day. ``covered_by`` is the code of the check whose gap is the cause of this one."""

    gap: Gap
    check: Check
    state: State
    covered_by: str | None = None
    waiver: Waiver | None = None

    @property
    def decisive(self) -> bool:
        """Whether it counts: open, not waived, not covered by its cause."""
        return self.state == "open" and self.covered_by is None

    @property
    def rank(self) -> tuple[int, date, str, str, str]:
        """Worst and oldest first."""
        gap = self.gap
        opens = gap.opens_on or date.min
        return SEVERITIES.index(gap.severity), opens, gap.check, gap.account or "", gap.record or ""


class Cell(msgspec.Struct, frozen=True):
    """How an account stands against one golden rule: the word, and the day since or from which it holds.

    ``waived`` marks a cell in which a gap is accepted for a while.
    """

    rule: str
    word: Word
    opens_on: date | None = None
    waived: bool = False


class Standing(msgspec.Struct, frozen=True):
    """How an account stands: the ten cells, in the order of the rules.

    ``account`` is None for a file that can't be read; then the name is the file's stem. ``assessed`` is False where the
    account is only what could be read of a file with faults; what is missing in it may stand in the file.
    """

    id: str
    path: str
    account: Account | None
    cells: tuple[Cell, ...]
    assessed: bool = True

    @property
    def faulty(self) -> bool:
        """Whether the file's faults keep the plan from being assessed, read in part or not at all."""
        return self.account is None or not self.assessed

    @property
    def name(self) -> str:
        """The customer's name; the account's id where the file can't be read."""
        return self.account.name if self.account else self.id

    @property
    def tier(self) -> Tier | None:
        """The account's tier, None where the file can't be assessed."""
        return self.account.tier if self.account else None

    @property
    def status(self) -> Status | None:
        """The account's status, None where the file can't be assessed."""
        return self.account.status if self.account else None

    @property
    def owner(self) -> str | None:
        """The account manager's id, None where none is named or the file can't be assessed."""
        return self.account.owner if self.account else None


class Report(msgspec.Struct, frozen=True):
    """All findings as of a day, worst first, and how each account stands, in the order of the ids.

    ``texts`` holds the text of each file that has a finding, by path; ``notes`` are sentences for the summary.
    ``checks`` are all that could have found something, ``mishaps`` the custom ones that failed.
    """

    as_of: date
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    notes: tuple[str, ...] = ()
    checks: tuple[Check, ...] = CHECKS
    mishaps: tuple[Mishap, ...] = ()

    def decisive(self) -> tuple[Finding, ...]:
        """The findings that count: open, neither waived nor covered."""
        return tuple(finding for finding in self.findings if finding.decisive)


def seen_from(report: Report, prefix: str) -> Report:
    """The report with paths that begin with ``prefix``: from the repository's root, say, not from the settings'."""
    if not prefix:
        return report
    replace = msgspec.structs.replace
    findings = tuple(
        replace(one, gap=replace(one.gap, path=f"{prefix}/{one.gap.path}")) if one.gap.path else one
        for one in report.findings
    )
    return replace(report, findings=findings, texts={f"{prefix}/{path}": text for path, text in report.texts.items()})


def merge(reports: Sequence[Report]) -> Report:
    """Several reports of one day as one."""
    first = reports[0]
    return Report(
        as_of=first.as_of,
        standings=tuple(sorted((one for report in reports for one in report.standings), key=lambda one: one.id)),
        findings=tuple(sorted((one for report in reports for one in report.findings), key=lambda one: one.rank)),
        texts={path: text for report in reports for path, text in report.texts.items()},
        notes=tuple(dict.fromkeys(note for report in reports for note in report.notes)),
        checks=first.checks,
        mishaps=tuple(mishap for report in reports for mishap in report.mishaps),
    )
