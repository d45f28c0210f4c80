"""The report: what is open, what opens soon, what is waived, and how each account stands against the ten rules."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from kamdocs.fixing.fix import Fix
from kamdocs.language import Sentence, _, ngettext
from kamdocs.lint.fixes import MENDABLE
from kamdocs.lint.mishaps import tell_mishaps
from kamdocs.model import Account, Status, Tier, Waiver
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.check import Check
from kamdocs.rules.gap import Gap, Severity
from kamdocs.rules.golden import GoldenRule
from kamdocs.rules.guard import Mishap

State = Literal["open", "upcoming", "waived"]
Word = Literal["gap", "soon", "in order", "no record", "not assessed"]
DUE_SOON_DAYS = 30
"""How far the cells look ahead."""


class Finding(msgspec.Struct, frozen=True):
    """A gap as of the report's day. ``covered_by`` is the code of the check whose gap is the cause of this one.

    ``ahead`` says that it opens on a day to come, also where it is waived. ``tier`` and ``status`` are those of its
    account; None where the file doesn't tell them, and for the portfolio.
    """

    gap: Gap
    check: Check
    state: State
    covered_by: str | None = None
    waiver: Waiver | None = None
    ahead: bool = False
    tier: Tier | None = None
    status: Status | None = None

    @property
    def message(self) -> Sentence:
        """What to say of it: of what still lies ahead nobody is blamed."""
        return (self.ahead and self.gap.ahead) or self.gap.message

    @property
    def decisive(self) -> bool:
        """Whether it counts: open, not waived, not covered by its cause."""
        return self.state == "open" and self.covered_by is None


class Cell(msgspec.Struct, frozen=True):
    """How an account stands against one golden rule, in one word; what nobody wrote down is never *in order*.

    ``severity`` is that of the worst open gap, ``opens_on`` the day on which the oldest opened, or the next opens;
    ``evidence_on`` is the newest day of what shows that the rule was followed. ``waived`` marks a cell in which a gap
    is accepted for a while.
    """

    rule: str
    word: Word
    severity: Severity | None = None
    opens_on: date | None = None
    evidence_on: date | None = None
    waived: bool = False


class Standing(msgspec.Struct, frozen=True):
    """How an account stands: the ten cells, in the order of the rules.

    ``account`` is what the file tells, None where nothing can be shown; then the name is the file's stem. Of a file
    that is not ``assessed`` nobody knows what is missing. ``lasting_id`` is the oldest id that the account had and no
    other has now: what outlasts a rename depends on it.
    """

    id: str
    path: str
    account: Account | None
    cells: tuple[Cell, ...]
    assessed: bool = True
    lasting_id: str = ""

    @property
    def faulty(self) -> bool:
        """Whether the file's faults keep the plan from being assessed, read in part or not at all."""
        return self.account is None or not self.assessed

    @property
    def wholly_assessed(self) -> bool:
        """Whether it can be known that nothing is missing: a rule may be switched off, or one of its checks failed."""
        return not self.faulty and all(cell.word != "not assessed" for cell in self.cells)

    @property
    def name(self) -> str:
        """The customer's name; the account's id where the file can't be read."""
        return self.account.name if self.account else self.id

    @property
    def tier(self) -> Tier | None:
        """The account's tier, None where the file doesn't tell it."""
        return self.account.tier if self.account and "tier" not in self.account.unknown else None

    @property
    def status(self) -> Status | None:
        """The account's status, None where the file doesn't tell it."""
        return self.account.status if self.account and "status" not in self.account.unknown else None

    @property
    def owner(self) -> str | None:
        """The account manager's id, None where the file doesn't tell it."""
        return self.account.owner if self.account else None


class Report(msgspec.Struct, frozen=True, dict=True):
    """All findings as of a day, in the order of attention, and how each account stands, in the order of the ids.

    ``texts`` holds the text of each file that has a finding, by path; ``notes`` are sentences for the summary.
    ``checks`` are all that could have found something, ``mishaps`` tell of what failed, ``unseen`` counts the account
    files that were not looked at. ``narrowed`` says in words what of all findings is shown; empty for all.
    ``failures`` tell of checks that could not be used at all. ``fixes`` are how faults of files could
    be mended, by path. ``unchecked`` are the golden rules whose checks the settings switch off, all of them.
    """

    as_of: date
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    notes: tuple[str, ...] = ()
    checks: tuple[Check, ...] = CHECKS
    mishaps: tuple[Mishap, ...] = ()
    unseen: int = 0
    narrowed: tuple[str, ...] = ()
    failures: tuple[Sentence, ...] = ()
    fixes: Mapping[str, tuple[Fix, ...]] = {}
    unchecked: tuple[GoldenRule, ...] = ()

    @property
    def all_clear(self) -> str:
        """What to say where no finding counts: never more than was looked at."""
        if self.failed or self.unchecked:
            return _("no gap found by the checks that ran")
        return _("no gap among those") if self.narrowed or self.unseen else _("no open gap")

    @property
    def failed(self) -> tuple[Sentence, ...]:
        """What failed where it must not: findings may be missing because of it."""
        return (*self.failures, *tell_mishaps(self.mishaps))

    @property
    def left_out(self) -> tuple[str, ...]:
        """What of all that could be said is not: findings, and accounts that were not looked at."""
        told = (*self.narrowed, *self._switched_off())
        if not self.unseen:
            return told
        others = ngettext(
            "{number} other account was not looked at, nor the portfolio as a whole",
            "{number} other accounts were not looked at, nor the portfolio as a whole",
            self.unseen,
        )
        return (*told, others.format(number=self.unseen))

    def _switched_off(self) -> Iterator[str]:
        if self.unchecked:
            told = ngettext(
                "of {number} golden rule nothing is checked, as the settings switch its checks off: {names}",
                "of {number} golden rules nothing is checked, as the settings switch their checks off: {names}",
                len(self.unchecked),
            )
            yield told.format(number=len(self.unchecked), names=", ".join(str(one.title) for one in self.unchecked))

    @cached_property
    def blind_files(self) -> tuple[str, ...]:
        """The shared files that can't be read wholly, by path: nobody knows what is missing because of that."""
        found = (one.gap.path for one in self.findings if one.gap.account is None and one.gap.blinding)
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def not_asked_yet(self) -> tuple[tuple[date, Standing], ...]:
        """The plans of which nothing is asked before a day to come, with it, the soonest first: see ``asked_later``."""
        return tuple(asked_later(self.standings, self.as_of))

    def decisive(self) -> tuple[Finding, ...]:
        """The findings that count: open, neither waived nor covered."""
        return tuple(finding for finding in self.findings if finding.decisive)

    def fixes_of(self, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Fix]]:
        """Those of the findings that tell of faults of files, and could be mended, each with how."""
        known = {(path, fix.place): fix for path, fixes in self.fixes.items() for fix in reversed(fixes)}
        for finding in findings:
            fix = known.get((finding.gap.path or "", finding.gap.place))
            if fix is not None and finding.gap.check in MENDABLE:
                yield finding, fix

    def mendable(self) -> int:
        """How many of the findings that count could be mended."""
        return sum(1 for _one in self.fixes_of(self.decisive()))


def asked_later(standings: Iterable[Standing], as_of: date) -> list[tuple[date, Standing]]:
    """The plans of which nothing is asked before a day to come, the soonest first: none is known to lack nothing.

    Left out are those whose day is a stand-in, because the file doesn't tell it: what is wrong with that file is told.
    """
    told = [
        (account.asked_since, standing)
        for standing in standings
        if (account := standing.account) and not account.unknown and account.held and account.asked_since > as_of
    ]
    return sorted(told, key=lambda one: (one[0], one[1].id))


def narrowed(report: Report, part: Report, to: str) -> Report:
    """The ``part`` of a report, saying in words what it is narrowed ``to``, and how many open gaps that leaves out."""
    hidden = len(report.decisive()) - len(part.decisive())
    told = ngettext("{part}; {number} open gap is left out", "{part}; {number} open gaps are left out", hidden)
    words = told.format(part=to, number=hidden) if hidden else to
    return msgspec.structs.replace(part, narrowed=(*part.narrowed, words))


def seen_from(report: Report, prefix: str) -> Report:
    """The report with paths that begin with ``prefix``: from the repository's root, say, not from the settings'."""
    if not prefix:
        return report
    replace = msgspec.structs.replace

    def seen(path: str) -> str:
        return posixpath.normpath(posixpath.join(prefix, path))  # one from the root of the disk stays as it is

    findings = tuple(
        replace(one, gap=replace(one.gap, path=seen(one.gap.path))) if one.gap.path else one for one in report.findings
    )
    texts = {seen(path): text for path, text in report.texts.items()}
    return replace(
        report, findings=findings, texts=texts, fixes={seen(path): one for path, one in report.fixes.items()}
    )
