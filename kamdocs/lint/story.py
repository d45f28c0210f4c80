"""The whole story of a change: what it closes, opens, moves and waives, and which facts it alters."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.language import _, ngettext
from kamdocs.lint.comparison import Move, compare, renames
from kamdocs.lint.facts import changes, facts_of, team_facts
from kamdocs.lint.holding import Held, held_changes
from kamdocs.lint.names import Names, names_of
from kamdocs.lint.report import Finding, Report, Standing
from kamdocs.lint.waiver_changes import WaiverChange, waiver_changes
from kamdocs.model import TIERS, Shared
from kamdocs.rules.policies import Policy, by_tier
from kamdocs.settings.values import Settings


class Side(msgspec.Struct, frozen=True):
    """One side of a change: its settings, what the plans share, and the report on them."""

    settings: Settings
    shared: Shared
    report: Report


class Story(msgspec.Struct, frozen=True):
    """What a change does, as of a day; accounts by id, renamed ones as (old, new), facts as sentences by account.

    ``held`` are the accounts that are held to something else than before; what they hide is not among the ``closed``.
    ``team`` tells of our own people, in sentences.
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
    settings: tuple[str, ...]
    team: tuple[str, ...] = ()
    names: Names = Names()

    @property
    def empty(self) -> bool:
        """Whether nothing changed that people care about."""
        accounts, gaps = (self.added, self.removed, self.renamed), (self.opened, self.closed, self.moved)
        return not any((*accounts, *gaps, self.held, self.waivers, self.facts, self.settings, self.team))


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
    return Story(
        as_of=after.report.as_of,
        added=tuple(one for one in here if one not in was),
        removed=tuple(one for one in there if one not in here and one not in went),
        renamed=tuple(sorted(went.items())),
        opened=tuple(one for one in found.opened if one.covered_by is None),
        closed=tuple(
            one
            for one in found.closed
            if one.covered_by is None and (one.gap.account, one.gap.check, one.gap.record) not in hidden
        ),
        moved=tuple(one for one in found.moved if one.finding.covered_by is None),
        held=held,
        waivers=tuple(waiver_changes(was, after.report)),
        facts=dict(_facts(here, was, before.shared, after.shared)),
        settings=tuple(_settings(before.settings, after.settings)),
        team=tuple(changes(team_facts(before.shared), team_facts(after.shared))),
        names=names_of((*before.report.standings, *after.report.standings), (before.shared, after.shared)),
    )


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


_SETTINGS = (
    "accounts",
    "as_of",
    "profile",
    "baseline",
    "custom_checks",
    "evidence_days",
    "language",
    "timezone",
    "country",
)


def _settings(before: Settings, after: Settings) -> Iterator[str]:
    told = _("{fact}: {value} (was {before})")
    for name in _SETTINGS:
        old, new = (_shown(getattr(side, name), side.root) for side in (before, after))
        if old != new:
            yield told.format(fact=name, value=new, before=old)
    yield from _switched_by_the_profile(before, after)
    for check, policy in after.policies.items():
        if check in before.policies:
            yield from _policy(check, before.policies[check], policy, switched=_of_its_own(check, before, after))
        else:
            yield _("{check} is a new check").format(check=check)
    gone = (check for check in before.policies if check not in after.policies)
    yield from (_("{check} is no longer a check").format(check=check) for check in gone)


def _shown(value: object, root: Path) -> str:
    if isinstance(value, Path):
        return value.relative_to(root).as_posix() if value.is_relative_to(root) else str(value)
    return str((", ".join(value) if isinstance(value, tuple) else value) or _("none"))


def _of_its_own(check: str, before: Settings, after: Settings) -> bool:
    """Whether a check is switched by a setting of its own, on either side, or both have one profile."""
    named = f"checks.{check}.enabled"
    return before.profile == after.profile or named in before.given or named in after.given


def _switched_by_the_profile(before: Settings, after: Settings) -> Iterator[str]:
    """How many checks another profile switches on and off: each by its name would bury what else changed."""
    switched = [
        policy.enabled
        for check, policy in after.policies.items()
        if check in before.policies
        and policy.enabled != before.policies[check].enabled
        and not _of_its_own(check, before, after)
    ]
    if number := sum(switched):
        told = ngettext("it switches {number} check on", "it switches {number} checks on", number)
        yield told.format(number=number)
    if number := len(switched) - sum(switched):
        told = ngettext("it switches {number} check off", "it switches {number} checks off", number)
        yield told.format(number=number)


def _policy(check: str, was: Policy, policy: Policy, *, switched: bool) -> Iterator[str]:
    told = _("{fact}: {value} (was {before})")
    if switched and policy.enabled != was.enabled:
        yield (_("{check} is switched on") if policy.enabled else _("{check} is switched off")).format(check=check)
    if policy.severity != was.severity:
        yield told.format(fact=f"{check}.severity", value=by_tier(policy.severity), before=by_tier(was.severity))
    for name in policy.check.thresholds:
        old, new = (by_tier({tier: one.limits[tier][name] for tier in TIERS}) for one in (was, policy))
        if old != new:
            yield told.format(fact=f"{check}.{name}", value=new, before=old)
