"""``kamdocs settings``."""

from collections.abc import Iterator
from typing import Any

import click

from kamdocs.cli.options import settings_here
from kamdocs.cli.streams import show
from kamdocs.language import _
from kamdocs.model import TIERS
from kamdocs.report.printable import printable
from kamdocs.rules.policies import by_tier
from kamdocs.schema.audience import Audience
from kamdocs.settings.table import FILE
from kamdocs.settings.values import Settings


@click.command("settings")
@click.option("--changed", is_flag=True, help="Only what differs from the defaults.")
def command(changed: bool) -> None:
    """Print the settings that hold here, and where each comes from: pyproject.toml, the profile, or the default."""
    settings = settings_here()
    file = str(settings.root / FILE)
    for name, value in _values(settings):
        source = file if name in settings.given else _source(name, settings)
        if not changed or source != _("default"):
            show(printable(f"{name} = {value}  ({source})"))


def _source(name: str, settings: Settings) -> str:
    """Where a setting comes from that is not in the file: the profile switches checks off, nothing else does."""
    off = name.removeprefix("checks.").removesuffix(".enabled")
    if name.endswith(".enabled") and not settings.policies[off].enabled:
        return _("profile {name}").format(name=settings.profile)
    return _("default")


def _values(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "accounts", str(settings.accounts)
    yield "as_of", str(settings.as_of or _("today"))
    yield "audience", settings.audience.name
    yield from ((f"audiences.{name}", _fields(audience)) for name, audience in settings.audiences.items())
    yield "baseline", str(settings.baseline or _("none"))
    yield "custom_checks", ", ".join(settings.custom_checks) or _("none")
    yield "evidence_days", str(settings.evidence_days)
    yield "language", settings.language
    yield "offline", _shown(settings.offline)
    yield "profile", settings.profile
    yield "review_on", str(settings.review_on or _("a month before the day of the handbook"))
    yield "timezone", str(settings.timezone or _("the machine's"))
    yield "country", settings.country or _("none")
    for policy in settings.policies.values():
        name = f"checks.{policy.check.name}"
        yield f"{name}.enabled", _shown(policy.enabled)
        yield f"{name}.severity", by_tier(policy.severity)
        for threshold in policy.check.thresholds:
            yield f"{name}.{threshold}", by_tier({tier: policy.limits[tier][threshold] for tier in TIERS})


def _fields(audience: Audience) -> str:
    if audience.fields is None:
        return _("everything")
    told = [_("fields: {number}").format(number=len(audience.fields))]
    if audience.accounts:
        told.append(_("accounts: {names}").format(names=", ".join(sorted(audience.accounts))))
    if audience.tags:
        told.append(_("tags: {names}").format(names=", ".join(sorted(audience.tags))))
    return "; ".join(told)


def _shown(value: Any) -> str:
    return "true" if value is True else "false" if value is False else str(value)
