"""What a change does to the settings: by these, too, gaps come and go, and nobody did anything."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from kamdocs.language import _, label, ngettext
from kamdocs.model import TIERS
from kamdocs.rules.check import Check
from kamdocs.rules.policies import Policy, by_tier
from kamdocs.settings.values import Settings


class SettingChange(msgspec.Struct, frozen=True):
    """What changed, as the settings call it, and in plain words."""

    told: str
    plain: str


_SETTINGS = (
    "accounts",
    "as_of",
    "profile",
    "baseline",
    "custom_checks",
    "evidence_days",
    "review_on",
    "language",
    "timezone",
    "country",
)


def setting_changes(before: Settings, after: Settings) -> Iterator[SettingChange]:
    """What the settings say otherwise than before."""
    called = _called()
    for name in _SETTINGS:
        old, new = (_shown(getattr(side, name), side.root) for side in (before, after))
        if old != new:
            yield SettingChange(_altered(name, new, old), _altered(called[name], new, old))
    for told in _switched_by_the_profile(before, after):
        yield SettingChange(told, told)
    for check, policy in after.policies.items():
        if check in before.policies:
            yield from _policy(before.policies[check], policy, switched=_of_its_own(check, before, after))
        else:
            yield _both(_("{check} is a new check"), policy)
    for check, policy in before.policies.items():
        if check not in after.policies:
            yield _both(_("{check} is no longer a check"), policy)


def asked_otherwise(before: Settings, after: Settings) -> frozenset[str]:
    """The codes of the checks that are asked on one side only, or with other thresholds."""
    sides = [
        {policy.check.code: (policy.enabled, policy.limits) for policy in side.policies.values()}
        for side in (before, after)
    ]
    return frozenset(code for code in sides[0].keys() | sides[1].keys() if sides[0].get(code) != sides[1].get(code))


def _called() -> dict[str, str]:
    """What people call a setting."""
    return {
        "accounts": _("the folder of the plans"),
        "as_of": _("the day that the handbook tells of"),
        "profile": _("how much is checked"),
        "baseline": _("the list of old gaps that are passed over"),
        "custom_checks": _("the checks of our own"),
        "evidence_days": _("the days for which something counts as shown"),
        "review_on": _("the day of the last review"),
        "language": _("the handbook's language"),
        "timezone": _("the time zone"),
        "country": _("the country whose public holidays count"),
    }


def _altered(fact: str, value: str, before: str) -> str:
    return _("{fact}: {value} (was {before})").format(fact=fact, value=value, before=before)


def _both(template: str, policy: Policy) -> SettingChange:
    return SettingChange(template.format(check=policy.check.name), template.format(check=in_words(policy.check)))


def in_words(check: Check) -> str:
    """What a check demands, as people quote it; its name where it says nothing."""
    return _("“{title}”").format(title=check.explanation.demands.rstrip(".") or check.title)


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


def _policy(was: Policy, policy: Policy, *, switched: bool) -> Iterator[SettingChange]:
    check, title = policy.check.name, in_words(policy.check)
    if switched and policy.enabled != was.enabled:
        yield _both(_("{check} is switched on") if policy.enabled else _("{check} is switched off"), policy)
    if policy.severity != was.severity:
        old, new = by_tier(was.severity), by_tier(policy.severity)
        words = [by_tier({tier: label(one.severity[tier]) for tier in TIERS}) for one in (was, policy)]
        counts = _("how serious {check} is").format(check=title)
        yield SettingChange(_altered(f"{check}.severity", new, old), _altered(counts, words[1], words[0]))
    for name in policy.check.thresholds:
        old, new = (by_tier({tier: one.limits[tier][name] for tier in TIERS}) for one in (was, policy))
        if old != new:
            limit = _("the limit for {check}").format(check=title)
            yield SettingChange(_altered(f"{check}.{name}", new, old), _altered(limit, new, old))
