"""The whole story of a change: what it closes, opens, moves and waives, and which facts it alters."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from kamdocs.language import Sentence
from kamdocs.lint.caring import Arrival, Care, Departure, arrival, care_changes, departure
from kamdocs.lint.comparison import Move, compare, renames
from kamdocs.lint.facts import changes, facts_of, team_facts
from kamdocs.lint.holding import Held, held_changes
from kamdocs.lint.kin import of_parent
from kamdocs.lint.names import Names, names_of
from kamdocs.lint.report import Finding, Report, Standing
from kamdocs.lint.setting_changes import SettingChange, asked_otherwise, setting_changes
from kamdocs.lint.shared_files import SharedFile, lost_files
from kamdocs.lint.waiver_changes import WaiverChange, waiver_changes
from kamdocs.model import Shared
from kamdocs.rules.gap import Gap
from kamdocs.settings.values import Settings


class Side(msgspec.Struct, frozen=True):
    """One side of a change: its settings, what the plans share, and the report on them."""

    settings: Settings
    shared: Shared
    report: Report


class Doubts(msgspec.Struct, frozen=True):
    """What keeps a story from being whole.

    ``now`` are the accounts whose files have faults and can't be assessed, ``before`` those that could not be, and can
    now; ``failed`` tells of checks that failed, on either side. ``lost`` are the shared files of which less is known
    than before, ``blind`` the accounts on which a check fails now, with its code; None stands for the portfolio, and
    for all checks.
    """

    now: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    failed: tuple[Sentence, ...] = ()
    lost: tuple[SharedFile, ...] = ()
    blind: frozenset[tuple[str | None, str | None]] = frozenset()

    def about(self, gap: Gap) -> bool:
        """Whether nobody knows that a gap that isn't found any more is closed."""
        if not {"team", "offerings"}.isdisjoint(self.lost) or not self.blind.isdisjoint(
            {(gap.account, gap.check), (gap.account, None)}
        ):
            return True
        if of_parent(gap) and self.now:  # a plan that can't be read may be the parent, or may have been called so
            return True
        return gap.account is None and not gap.blinding and bool(self.now or self.lost)


class Story(msgspec.Struct, frozen=True):
    """What a change does, as of a day; accounts by id, renamed ones as (old, new), facts as sentences by account.

    ``held`` are the accounts that are held to something else than before; what they hide is not among the ``closed``.
    ``team`` tells of our own people, in sentences. ``care``, ``arrivals`` and ``departures`` tell who looks after what;
    ``reset`` are the codes of the checks that the settings ask otherwise: their gaps may have come and gone with that.
    ``still`` are the accounts of which nothing changed but the calendar that the settings ask by: so may theirs.
    ``out_of_sight`` were open in plans that can't be assessed any more; they are not among the ``closed``.
    """

    as_of: date
    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    opened: tuple[Finding, ...]
    closed: tuple[Finding, ...]
    moved: tuple[Move, ...]
    held: tuple[Held, ...]
    waivers: tuple[WaiverChange, ...]
    facts: Mapping[str, tuple[str, ...]]
    settings: tuple[SettingChange, ...]
    team: tuple[str, ...]
    names: Names
    care: tuple[Care, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    departures: tuple[Departure, ...] = ()
    reset: frozenset[str] = frozenset()
    doubts: Doubts = Doubts()
    out_of_sight: tuple[Finding, ...] = ()
    still: frozenset[str | None] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing changed that people care about."""
        accounts, gaps = (self.added, self.removed, self.renamed), (self.opened, self.closed, self.moved)
        return not any((*accounts, *gaps, self.held, self.waivers, self.facts, self.settings, self.team, self.care))

    @property
    def mended(self) -> tuple[Finding, ...]:
        """The closed gaps that somebody closed: none that went with a plan, or may have otherwise."""
        other = {
            id(one) for one in (*self.unasked, *self.unsure, *(gap for one in self.departures for gap in one.gaps))
        }
        return tuple(one for one in self.closed if id(one) not in other)

    @property
    def unsure(self) -> tuple[Finding, ...]:
        """The closed gaps that may be gone only because a check failed, or because a file is gone or can't be assessed.

        A plan may be all that closed one of the portfolio, the roster or the offerings any one.
        """
        gone = {id(gap) for one in self.departures for gap in one.gaps}
        asked = (one for one in self.closed if not self._by_settings(one) and id(one) not in gone)
        return tuple(one for one in asked if self.doubts.about(one.gap))

    @property
    def unasked(self) -> tuple[Finding, ...]:
        """The closed gaps of checks that the settings ask otherwise."""
        gone = {id(gap) for one in self.departures for gap in one.gaps}
        return tuple(one for one in self.closed if id(one) not in gone and self._by_settings(one))

    @property
    def broken(self) -> tuple[Finding, ...]:
        """The opened gaps that are no work of the settings."""
        return tuple(one for one in self.opened if not self._by_settings(one))

    @property
    def asked_anew(self) -> tuple[Finding, ...]:
        """The opened gaps of checks that the settings ask otherwise."""
        return tuple(one for one in self.opened if self._by_settings(one))

    def _by_settings(self, finding: Finding) -> bool:
        return finding.gap.check in self.reset or finding.gap.account in self.still


def tell_story(before: Side, after: Side, moved_files: Mapping[str, str]) -> Story:
    """Compare two sides; ``moved_files`` leads from account ids of before to those that their files have now.

    Both reports have to be of the same day, and to look ahead far enough for the moves to be seen.
    """
    renamed = renames(after.report, moved_files)
    found = compare(before.report, after.report, renamed)
    here, there = ({one.id: one for one in side.report.standings} for side in (after, before))
    went = {old: new for old, new in renamed.items() if old in there and new in here}
    was = {new: there[old] for old, new in went.items()} | {one: there[one] for one in here if one in there}
    held = tuple(held_changes(was, after.report, after.settings.policies, after.shared))
    hidden = {(gap.gap.account, gap.gap.check, gap.gap.record) for one in held for gap in one.hidden}
    closed = tuple(
        one
        for one in found.closed
        if one.covered_by is None and (one.gap.account, one.gap.check, one.gap.record) not in hidden
    )
    added = tuple(one for one in here if one not in was)
    removed = tuple(one for one in there if one not in here and one not in went)
    return Story(
        as_of=after.report.as_of,
        added=added,
        removed=removed,
        renamed=tuple(sorted(went.items())),
        opened=tuple(one for one in found.opened if one.covered_by is None),
        closed=closed,
        moved=tuple(one for one in found.moved if one.finding.covered_by is None),
        held=held,
        waivers=tuple(waiver_changes(was, after.report)),
        facts=dict(_facts(here, was, before.shared, after.shared)),
        settings=tuple(setting_changes(before.settings, after.settings)),
        team=tuple(changes(team_facts(before.shared), team_facts(after.shared))),
        names=names_of((*before.report.standings, *after.report.standings), (before.shared, after.shared)),
        care=tuple(care_changes(here, was, before.shared, after.shared)),
        arrivals=tuple(arrival(here[one], after.shared) for one in added),
        departures=tuple(departure(there[one], before.shared, _of(one, closed)) for one in removed),
        reset=asked_otherwise(before.settings, after.settings),
        doubts=_doubts(here, was, before, after),
        still=frozenset(_untouched(here, was, before, after)),
        out_of_sight=tuple(one for one in found.out_of_sight if one.covered_by is None),
    )


def _of(account: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.gap.account == account)


def _untouched(here: Mapping[str, Standing], was: Mapping[str, Standing], before: Side, after: Side) -> Iterator[str]:
    """The accounts of which nothing changed, where people work on other days than before, or by another clock."""
    calendars = [(side.settings.country, side.settings.timezone) for side in (before, after)]
    if calendars[0] != calendars[1] and before.shared == after.shared:
        yield from (one for one in here if one in was and was[one].account == here[one].account)


def _doubts(here: Mapping[str, Standing], was: Mapping[str, Standing], before: Side, after: Side) -> Doubts:
    return Doubts(
        now=tuple(one for one, standing in here.items() if standing.faulty),
        before=tuple(one for one, standing in was.items() if standing.faulty and not here[one].faulty),
        failed=tuple({str(one): one for side in (before, after) for one in _failed(side)}.values()),
        lost=lost_files(before.shared, after.shared),
        blind=frozenset((one.account, one.check.code if one.check else None) for one in after.report.mishaps),
    )


def _failed(side: Side) -> Iterator[Sentence]:
    yield from side.settings.failures
    yield from side.settings.not_run
    yield from side.report.failed


def _facts(
    here: Mapping[str, Standing], was: Mapping[str, Standing], shared_before: Shared, shared_after: Shared
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for account, standing in here.items():
        before = was.get(account)
        if before is None or standing.account is None or before.account is None:
            continue
        if not (standing.assessed and before.assessed):  # what is missing may stand in the file
            continue
        old, new = facts_of(before.account, shared_before), facts_of(standing.account, shared_after)
        sentences = tuple(changes(old, new)) if old != new else ()
        if sentences:
            yield account, sentences
