"""``kamdocs settings``."""

from collections.abc import Iterator
from typing import Any

import click

from kamdocs.cli.options import settings_here
from kamdocs.config import Settings
from kamdocs.model import TIERS
from kamdocs.rules.engine import Policy, by_tier, default_policy


@click.command("settings")
@click.option("--changed", is_flag=True, help="Only what differs from the defaults.")
def command(changed: bool) -> None:
    """Print the settings that hold here: each value, and whether it is the default or from pyproject.toml."""
    settings = settings_here()
    for name, value, source in _lines(settings):
        if not changed or source != "default":
            click.echo(f"{name} = {value}  ({source})")


def _lines(settings: Settings) -> Iterator[tuple[str, str, str]]:
    file = f"{settings.root / 'pyproject.toml'}"
    default = settings.accounts == settings.root / "accounts"
    yield "accounts", str(settings.accounts), "default" if default else file
    yield "as_of", str(settings.as_of or "today"), file if settings.as_of else "default"
    yield "baseline", str(settings.baseline or "none"), file if settings.baseline else "default"
    yield "offline", _shown(settings.offline), file if settings.offline else "default"
    yield "profile", settings.profile, "default" if settings.profile == "standard" else file
    for policy in settings.policies.values():
        usual = default_policy(policy.check)
        for name, value, other in _values(policy, usual):
            yield f"checks.{policy.check.name}.{name}", value, "default" if value == other else file


def _values(policy: Policy, usual: Policy) -> Iterator[tuple[str, str, str]]:
    yield "enabled", _shown(policy.enabled), _shown(usual.enabled)
    yield "severity", by_tier(policy.severity), by_tier(usual.severity)
    for name in policy.check.thresholds:
        here, there = ({tier: one.limits[tier][name] for tier in TIERS} for one in (policy, usual))
        yield name, by_tier(here), by_tier(there)


def _shown(value: Any) -> str:
    return "true" if value is True else "false" if value is False else str(value)
