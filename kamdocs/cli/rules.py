"""``kamdocs rules``."""

import click

from kamdocs.cli.output import colour


@click.command("rules")
def command() -> None:
    """List the golden rules and their checks, with code, severity and what each demands."""
    from kamdocs.rules.catalogue import CHECKS
    from kamdocs.rules.golden import RULES

    for rule in RULES:
        number = f"{rule.number}. " if rule.number >= 0 else ""
        click.echo(click.style(f"{number}{rule.title} ({rule.slug})", bold=True), color=colour())
        for check in CHECKS:
            if check.rule is rule:
                severities = "/".join(dict.fromkeys(check.severity))
                click.echo(
                    f"  {check.code:<8} {check.name:<32} {severities:<14} {check.explanation.demands}", color=colour()
                )
        click.echo()
