"""``kamdocs rules``."""

import click

from kamdocs.cli.output import colour
from kamdocs.language import pgettext


@click.command("rules")
def command() -> None:
    """List the golden rules and their checks, with code, severity and what each demands."""
    from kamdocs.rules.catalogue import BY_RULE
    from kamdocs.rules.golden import RULES

    for rule in RULES:
        number = f"{rule.number}. " if rule.number >= 0 else ""
        click.echo(click.style(f"{number}{rule.title} ({rule.slug})", bold=True), color=colour())
        for check in BY_RULE[rule.slug]:
            severities = "/".join(pgettext("value", one) for one in dict.fromkeys(check.severity))
            click.echo(f"  {check.code:<8} {check.name:<32} {severities:<14} {check.explanation.demands}")
        click.echo()
