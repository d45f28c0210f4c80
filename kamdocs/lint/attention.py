"""The order of attention: one total order of gaps, and one of accounts, for every list that people read.

What the customer feels comes before our paperwork, and that before what is wrong with a file.
"""

import functools
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, get_args

from kamdocs.language import Sentence
from kamdocs.lint.report import Finding, Report, Standing, State
from kamdocs.model import TIERS, Status, Tier
from kamdocs.rules.check import Check
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.golden import FILE
from kamdocs.source import Place

_NOWHERE = Place()
_STATES: tuple[State, ...] = get_args(State)
_FELT, _OURS, _OF_THE_FILE = range(3)


@functools.total_ordering
class _Words:
    """The words of a gap as they are sorted: written out only where all else of two gaps is the same."""

    __slots__ = ("_message",)

    def __init__(self, message: Sentence) -> None:
        self._message = message

    def __str__(self) -> str:
        return f"{self._message.template} {self._message.values}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and str(self) == str(other)

    def __lt__(self, other: "_Words") -> bool:
        return str(self) < str(other)

    def __hash__(self) -> int:
        return hash(str(self))


class GapRank(NamedTuple):
    """What gaps are sorted by, the first that asks for attention first.

    Faults of a file, open from ever, come in the order of its lines; the last four only keep apart what is alike.
    """

    state: int
    severity: int
    whose: int
    calm: bool
    tier: int
    opens_on: date
    code: str
    account: str
    line: Place
    record: str
    path: str
    place: Place
    closes_on: date
    words: _Words


class AccountRank(NamedTuple):
    """What accounts are sorted by; ``first`` is the rank of the first gap that counts, empty where there is none."""

    calm: bool
    clear: bool
    first: GapRank | tuple[()]
    tier: int
    id: str
    path: str


def gap_rank(finding: Finding) -> GapRank:
    """The place of a gap: open before upcoming, the worst, what the customer feels, whose customer is at risk …"""
    gap = finding.gap
    return GapRank(
        _STATES.index(finding.state),
        SEVERITIES.index(gap.severity),
        _whose(finding.check),
        finding.status != "at-risk",
        _place_of(finding.tier),
        gap.opens_on or date.max,
        gap.check,
        gap.account or "",
        gap.place if gap.opens_on is None else _NOWHERE,
        gap.record or "",
        gap.path or "",
        gap.place,
        gap.closes_on or date.max,
        _Words(gap.message),
    )


def account_rank(standing: Standing, findings: Iterable[Finding]) -> AccountRank:
    """The place of an account, given its findings: at risk with something open, then by the first gap that counts."""
    return _rank(findings, standing.tier, standing.status, (standing.id, standing.path))


def group_rank(name: str, findings: Sequence[Finding]) -> AccountRank:
    """The place among the accounts of findings that belong together: those of a file, or of no account."""
    first = findings[0]
    return _rank(findings, first.tier, first.status, (name, ""))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of attention."""
    return tuple(sorted(findings, key=gap_rank))


def soonest(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by the day on which they open; those of one day stay as they come, in the order of attention."""
    return sorted(findings, key=lambda finding: finding.gap.opens_on or date.min)


def by_account(report: Report) -> Sequence[tuple[Standing | None, Sequence[Finding]]]:
    """The accounts in the order of attention, each with its findings; None is what belongs to none of them.

    Of two files of an account the first stands for both; the portfolio is left out where it has no finding.
    """
    found: dict[str | None, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.gap.account, []).append(finding)
    ranked: list[tuple[AccountRank, Standing | None, Sequence[Finding]]] = []
    for standing in {one.id: one for one in reversed(report.standings)}.values():
        mine = found.pop(standing.id, [])
        ranked.append((account_rank(standing, mine), standing, mine))
    if left := [finding for rest in found.values() for finding in rest]:
        ranked.append((group_rank("", left), None, left))
    return [(standing, mine) for _rank, standing, mine in sorted(ranked, key=lambda one: one[0])]


def _rank(findings: Iterable[Finding], tier: Tier | None, status: Status | None, names: tuple[str, str]) -> AccountRank:
    counting = [finding for finding in findings if finding.decisive]
    burning = status == "at-risk" and any(finding.gap.severity != "info" for finding in counting)
    first = min(map(gap_rank, counting), default=())
    return AccountRank(not burning, not counting, first, _place_of(tier), *names)


def _whose(check: Check) -> int:
    if check.rule is FILE:
        return _OF_THE_FILE
    return _FELT if check.felt_by_customer else _OURS


def _place_of(tier: Tier | None) -> int:
    return TIERS.index(tier) if tier else len(TIERS)
