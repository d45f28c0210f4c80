"""``kamdocs settings``."""

from collections.abc import Iterator
from typing import Any

import click

from kamdocs.audience import Audience
from kamdocs.cli.options import settings_here
from kamdocs.config import FILE, Settings
from kamdocs.model import TIERS
from kamdocs.rules.policies import by_tier


@click.command("settings")
@click.option("--changed", is_flag=True, help="Only what differs from the defaults.")
def command(changed: bool) -> None:
    """Print the settings that hold here, and where each comes from: pyproject.toml, the profile, or the default."""
    settings = settings_here()
    file = str(settings.root / FILE)
    for name, value in _values(settings):
        by_profile = name in _switched_by_profile(settings)
        source = file if name in settings.given else f"profile {settings.profile}" if by_profile else "default"
        if not changed or source != "default":
            click.echo(f"{name} = {value}  ({source})")


def _values(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "accounts", str(settings.accounts)
    yield "as_of", str(settings.as_of or "today")
    yield "audience", settings.audience.name
    yield from ((f"audiences.{name}", _fields(audience)) for name, audience in settings.audiences.items())
    yield "baseline", str(settings.baseline or "none")
    yield "custom_checks", ", ".join(settings.custom_checks) or "none"
    yield "profile", settings.profile
    for policy in settings.policies.values():
        name = f"checks.{policy.check.name}"
        yield f"{name}.enabled", _shown(policy.enabled)
        yield f"{name}.severity", by_tier(policy.severity)
        for threshold in policy.check.thresholds:
            yield f"{name}.{threshold}", by_tier({tier: policy.limits[tier][threshold] for tier in TIERS})


def _fields(audience: Audience) -> str:
    return "everything" if audience.fields is None else f"{len(audience.fields)} fields"


def _switched_by_profile(settings: Settings) -> frozenset[str]:
    """What the profile switched off: nothing else does but the file."""
    return frozenset(f"checks.{name}.enabled" for name, policy in settings.policies.items() if not policy.enabled)


def _shown(value: Any) -> str:
    return "true" if value is True else "false" if value is False else str(value)
