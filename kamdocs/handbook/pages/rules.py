"""The pages of the golden rules: what each demands, its checks as set here, and who falls short now."""

import functools
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.handbook.failed import Guard
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.templating import macros
from kamdocs.handbook.view import View, rule_path
from kamdocs.handbook.words import label
from kamdocs.language import _, marked
from kamdocs.model import TIERS, Tier
from kamdocs.rules.explanation import PLAN
from kamdocs.rules.golden import RULES, GoldenRule
from kamdocs.rules.policies import Policy


def rule_pages(view: View, guard: Guard) -> Iterator[Page]:
    """The overview, and a page for each golden rule and for the file itself."""
    short = {rule.slug: _short(rule, view) for rule in RULES}
    rows = [(rule, len(view.policies.of_rule(rule.slug)), len(short[rule.slug])) for rule in RULES]
    parts = macros("rules.html", view=view, rules=[*rows[1:], rows[0]])
    yield Page(
        path="rules/index",
        title=_("The ten golden rules"),
        lead=parts.lead(),
        sections=sections({marked("Overview"): parts.overview()}),
        search=(Passage("", (_("Each rule has its checks"),)),),
    )
    for rule in RULES:
        yield guard.page(rule_path(rule), functools.partial(_rule_page, rule, short[rule.slug], view))


def _rule_page(rule: GoldenRule, rows: list[tuple[str | None, list[str], date | None]], view: View) -> Page:
    checks = view.policies.of_rule(rule.slug)
    explained = []
    for check in checks:
        policy = view.policies[check.name]
        explained.append((check, policy, list(_thresholds(policy)), _by_tier(policy.severity)))
    parts = macros("rules.html", view=view, rule=rule, rows=rows, rule_checks=explained, plan_name=PLAN)
    named = [
        Passage(f"{check.code} {check.name}", (check.title, check.explanation.demands), check.code.lower())
        for check in checks
    ]
    return Page(
        path=rule_path(rule),
        title=rule.title,
        lead=parts.rule_lead(),
        sections=sections({marked("Who falls short now"): parts.short(), marked("Checks"): parts.checks()}),
        search=(Passage("", tuple(rule.demands)), *named),
    )


def _short(rule: GoldenRule, view: View) -> list[tuple[str | None, list[str], date | None]]:
    """The accounts with an open gap of the rule: the codes of their gaps, and since when; the longest first."""
    rows: list[tuple[str | None, list[str], date | None]] = []
    for account in (*view.standings, None):
        gaps = [finding for finding in view.open_gaps(account) if finding.check.rule is rule]
        if gaps:
            days = [finding.gap.opens_on for finding in gaps]
            since = None if None in days else min(day for day in days if day)
            rows.append((account, list(dict.fromkeys(finding.check.code for finding in gaps)), since))
    return sorted(rows, key=lambda row: (row[2] or date.min, row[0] or ""))


def _thresholds(policy: Policy) -> Iterator[tuple[str, str]]:
    for name in policy.check.thresholds:
        yield name, _by_tier({tier: policy.limits[tier][name] for tier in TIERS})


def _by_tier(values: Mapping[Tier, Any]) -> str:
    """A setting in words: one value, or one for each tier."""
    if len(set(values.values())) == 1:
        return label(str(next(iter(values.values()))))
    return ", ".join(f"{label(tier)} {label(str(values[tier]))}" for tier in TIERS)
