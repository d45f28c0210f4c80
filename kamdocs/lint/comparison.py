"""What differs between two reports of one day: which gaps were opened, closed and moved, by their identity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from kamdocs.lint.attention import gap_rank, in_order
from kamdocs.lint.report import Finding, Report
from kamdocs.rules.gap import Identity


class Move(msgspec.Struct, frozen=True):
    """A gap that is open on both sides, or lies ahead on both, and opens on another day than before."""

    finding: Finding
    was: date | None


class Comparison(msgspec.Struct, frozen=True):
    """What differs, in the order of attention.

    A gap that opens later than the day, and did not lie ahead before, is ``foreseen``; one of a plan that can't be
    assessed any more is ``out_of_sight``.
    *Opened* is what is open now and was not; *closed* what was open and is not, unless a waiver accepts it now or the
    plan can't be assessed any more. What only comes to light because its cause is mended was open on both sides and is
    neither.
    """

    opened: tuple[Finding, ...]
    closed: tuple[Finding, ...]
    moved: tuple[Move, ...]
    foreseen: tuple[Finding, ...]
    out_of_sight: tuple[Finding, ...] = ()


def compare(before: Report, after: Report, renamed: Mapping[str, str]) -> Comparison:
    """Compare two reports as of the same day; ``renamed`` is as :func:`renames` tells it."""
    old, new = _by_identity(before.findings, followed(after, renamed)), _by_identity(after.findings, {})
    opened: list[Finding] = []
    closed: list[Finding] = []
    moved: list[Move] = []
    foreseen: list[Finding] = []
    out_of_sight: list[Finding] = []
    unassessed = {one.lasting_id for one in after.standings if not one.assessed}
    for identity in dict.fromkeys((*old, *new)):
        was, now = _States(old.get(identity, ())), _States(new.get(identity, ()))
        pairs, gone, come = _paired(was.open, now.open)
        newly_waived = max(0, len(now.waived) - len(was.waived))
        moved += _moves(pairs)
        opened += come
        for one in gone[newly_waived:]:
            known = one.gap.blinding or identity.account not in unassessed
            (closed if known else out_of_sight).append(one)
        pairs, _gone, come = _paired(was.upcoming, now.upcoming)
        moved += _moves(pairs)
        foreseen += come
    return Comparison(
        in_order(opened),
        in_order(closed),
        tuple(sorted(moved, key=lambda move: gap_rank(move.finding))),
        in_order(foreseen),
        in_order(out_of_sight),
    )


def brought_in(after: Report, comparison: Comparison, touched: Iterable[str]) -> Report:
    """The report with what a change brings in alone: what it opens, and what will open because of it.

    ``touched`` are the paths of the files that it touches: one that can't be assessed is told whether or not it could
    be before, because nobody knows what the change did there.
    """
    news = {id(finding) for finding in (*comparison.opened, *comparison.foreseen)}
    touched_files = frozenset(touched)
    kept = [one for one in after.findings if id(one) in news or (one.gap.blinding and one.gap.path in touched_files)]
    return msgspec.structs.replace(after, findings=tuple(kept))


def renames(after: Report, moved_files: Mapping[str, str]) -> Mapping[str, str]:
    """From ids that accounts had to those that they have now: by their former ids, and by files that were moved."""
    present = {standing.id for standing in after.standings}
    found: dict[str, str] = {}
    for standing in after.standings:
        for former in standing.account.former_ids if standing.account else ():
            found.setdefault(former, standing.id)
    found.update(moved_files)
    return {old: new for old, new in found.items() if old not in present}


def followed(after: Report, renamed: Mapping[str, str]) -> Mapping[str, str]:
    """From any id that an account has or had to the one by which its gaps are known in ``after``."""
    lasting = {one.id: one.lasting_id for one in after.standings}
    return {**{old: lasting.get(new, new) for old, new in renamed.items()}, **lasting}


class _States:
    """The findings of one identity by state, each in the order of their days."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        ordered = sorted(findings, key=lambda one: one.gap.opens_on or date.min)
        self.open = [one for one in ordered if one.state == "open"]
        self.upcoming = [one for one in ordered if one.state == "upcoming"]
        self.waived = [one for one in ordered if one.state == "waived"]


def _by_identity(findings: Iterable[Finding], now: Mapping[str, str]) -> Mapping[Identity, Sequence[Finding]]:
    found: dict[Identity, list[Finding]] = {}
    for finding in findings:
        identity = finding.gap.identity
        account = now.get(finding.gap.account or "", identity.account)
        found.setdefault(identity._replace(account=account), []).append(finding)
    return found


def _paired(
    was: Sequence[Finding], now: Sequence[Finding]
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Which of two lists are the same: those of one day first, the others in their order; and what is left of each."""
    left, come, pairs = list(was), [], []
    for finding in now:
        same = next((one for one in left if one.gap.opens_on == finding.gap.opens_on), None)
        if same is None:
            come.append(finding)
        else:
            left.remove(same)
            pairs.append((same, finding))
    both = min(len(left), len(come))
    pairs += zip(left[:both], come[:both], strict=True)
    return pairs, left[both:], come[both:]


def _moves(pairs: Iterable[tuple[Finding, Finding]]) -> Iterator[Move]:
    for was, now in pairs:
        if was.gap.opens_on != now.gap.opens_on:
            yield Move(now, was.gap.opens_on)
