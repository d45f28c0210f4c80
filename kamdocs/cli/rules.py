"""``kamdocs rules``."""

import click

from kamdocs.cli.options import settings_here
from kamdocs.cli.streams import show
from kamdocs.language import pgettext
from kamdocs.rules.golden import RULES


@click.command("rules")
def command() -> None:
    """List the golden rules and their checks, with code, severity and what each demands."""
    policies = settings_here().policies
    for rule in RULES:
        number = f"{rule.number}. " if rule.number >= 0 else ""
        show(click.style(f"{number}{rule.title} ({rule.slug})", bold=True))
        for check in policies.of_rule(rule.slug):
            severities = "/".join(pgettext("value", one) for one in dict.fromkeys(check.severity))
            show(f"  {check.code:<8} {check.name:<32} {severities:<14} {check.explanation.demands}")
        show("")
