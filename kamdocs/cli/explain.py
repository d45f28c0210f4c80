"""``kamdocs explain``."""

from collections.abc import Iterator

import click

from kamdocs.cli.options import check_names, settings_here
from kamdocs.cli.streams import show
from kamdocs.language import _, pgettext
from kamdocs.lint.selection import find_checks
from kamdocs.model import TIERS
from kamdocs.rules.check import Check
from kamdocs.rules.explanation import PLAN
from kamdocs.rules.golden import BY_SLUG
from kamdocs.rules.policies import Policy, by_tier
from kamdocs.settings.error import SettingsError


@click.command("explain")
@click.argument("check", metavar="NAME|CODE", shell_complete=check_names)
def command(check: str) -> None:
    """Explain a check: what it demands, why it matters, how to close its gap, and a bad and a good example."""
    policies = settings_here().policies
    meant = find_checks(check, policies.checks)
    if len(meant) > 1:
        listed = ", ".join(one.name for one in meant)
        rule = (
            _("{name} is a golden rule, not a check") if check.lower() in BY_SLUG else _("{name} means several checks")
        )
        raise SettingsError(rule.format(name=check), _("its checks are: {names}").format(names=listed))
    for line in _lines(meant[0], policies[meant[0].name]):
        show(line)


def _lines(check: Check, policy: Policy) -> Iterator[str]:
    explanation = check.explanation
    yield (
        click.style(f"{check.code} {check.name}", bold=True)
        + f"  ({_('rule: {title}').format(title=check.rule.title)})"
    )
    if check.title != check.name:
        yield check.title
    yield f"\n{_wrap(explanation.demands)}"
    yield f"\n{_heading(_('Why'))}\n{_wrap(explanation.why)}"
    yield f"\n{_heading(_('How to close'))}\n{_wrap(explanation.how_to_close)}"
    for title, files in ((_("Bad"), explanation.bad), (_("Good"), explanation.good)):
        yield f"\n{_heading(title)}"
        for name, text in files:
            yield "\n".join(([] if name == PLAN else [f"    # {name}"]) + [f"    {line}" for line in text.splitlines()])
    yield f"\n{_heading(_('As set here'))}"
    yield from _settings(policy)


def _settings(policy: Policy) -> Iterator[str]:
    if not policy.enabled:
        yield f"  {_('switched off')}"
    severity = {tier: pgettext("value", policy.severity[tier]) for tier in TIERS}
    yield f"  {_('severity')}: {by_tier(severity)}"
    for name in policy.check.thresholds:
        yield f"  {name}: {by_tier({tier: policy.limits[tier][name] for tier in TIERS})}"


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _wrap(text: str) -> str:
    return click.wrap_text(text, 100, initial_indent="  ", subsequent_indent="  ")
