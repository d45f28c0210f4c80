"""``kamdocs explain``."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from kamdocs.cli.options import check_names, settings_here
from kamdocs.cli.said import sentence
from kamdocs.cli.streams import show
from kamdocs.language import _, pgettext
from kamdocs.lint.selection import find_checks
from kamdocs.model import TIERS
from kamdocs.rules.check import Check
from kamdocs.rules.explanation import PLAN
from kamdocs.rules.policies import Policies, Policy, by_tier


@click.command("explain")
@click.argument("check", metavar="NAME|CODE|RULE", shell_complete=check_names)
def command(check: str) -> None:
    """Explain a check: what it demands, why it matters, how to close its gap, and a bad and a good example.

    Of a golden rule (its number as in KAM9, or its name), list the checks.
    """
    policies = settings_here().policies
    meant = find_checks(check, policies.checks)
    lines = _listed(meant, policies) if len(meant) > 1 else _lines(meant[0], policies[meant[0].name])
    for line in lines:
        show(line)


def _listed(checks: Sequence[Check], policies: Policies) -> Iterator[str]:
    """Several checks, each with what it demands, under their golden rules."""
    for rule, its in groupby(checks, key=lambda check: check.rule):
        number = f"{rule.number}. " if rule.number >= 0 else ""
        yield click.style(f"{number}{rule.title} ({rule.slug})", bold=True)
        for check in its:
            off = "" if policies[check.name].enabled else f"  ({_('switched off')})"
            yield f"\n{check.code} {check.name}{off}\n{_wrap(sentence(check.explanation.demands))}"


def _lines(check: Check, policy: Policy) -> Iterator[str]:
    explanation = check.explanation
    yield (
        click.style(f"{check.code} {check.name}", bold=True)
        + f"  ({_('rule: {title}').format(title=check.rule.title)})"
    )
    if check.title != check.name:
        yield check.title
    yield f"\n{_wrap(sentence(explanation.demands))}"
    yield f"\n{_heading(_('Why'))}\n{_wrap(sentence(explanation.why))}"
    yield f"\n{_heading(_('How to close'))}\n{_wrap(sentence(explanation.how_to_close))}"
    for title, files in ((_("Bad"), explanation.bad), (_("Good"), explanation.good)):
        yield f"\n{_heading(title)}"
        for name, text in files:
            yield "\n".join(([] if name == PLAN else [f"    # {name}"]) + [f"    {line}" for line in text.splitlines()])
    yield f"\n{_heading(_('As set here'))}"
    yield from _settings(policy)


def _settings(policy: Policy) -> Iterator[str]:
    if not policy.enabled:
        yield _wrap(_why_off(policy))
    severity = {tier: pgettext("value", policy.severity[tier]) for tier in TIERS}
    yield f"  {_('severity')}: {by_tier(severity)}"
    for name in policy.check.thresholds:
        yield f"  {name}: {by_tier({tier: policy.limits[tier][name] for tier in TIERS})}"


def _why_off(policy: Policy) -> str:
    why = _("switched off: the profile starter leaves it out") if policy.left_out else _("switched off in the settings")
    how = _("to switch it on, write enabled = true under [tool.kamdocs.checks.{name}]").format(name=policy.check.name)
    return f"{why}; {how}"


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _wrap(text: str) -> str:
    return click.wrap_text(text, 100, initial_indent="  ", subsequent_indent="  ")
