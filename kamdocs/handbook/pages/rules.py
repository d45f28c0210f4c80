"""The pages of the golden rules: what each demands, its checks as set here, and who falls short now."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.cells import CELL_SIGNS
from kamdocs.handbook.failed import Guard
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.paths import rule_path
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import View
from kamdocs.language import _, label
from kamdocs.lint import Finding
from kamdocs.model import TIERS, Tier
from kamdocs.rules.check import Check
from kamdocs.rules.explanation import PLAN
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.golden import RULES, GoldenRule
from kamdocs.rules.policies import Policy

MOST = 3
"""Gaps of so many checks are told of an account; the rest is on its page."""
FULL = 100
"""Of so many accounts; of those after them it is the worst alone, so that a page stays small with a thousand."""
SIGNS = {**CELL_SIGNS, "info": "○"}


class _Row(msgspec.Struct, frozen=True):
    """An account (None: the portfolio) with its open gaps of a rule, worst first, and since when the oldest is open.

    The gaps of one check stand together. Where all of them follow from gaps of other checks, ``causes`` are those
    checks. Where there are errors and warnings, they alone are told, without reminders; ``date.min`` stands for always.
    """

    account: str | None
    gaps: tuple[tuple[Finding, ...], ...]
    causes: tuple[Check, ...]
    since: date

    @property
    def severity(self) -> int:
        """How bad the worst of the gaps is: 0 for an error."""
        return SEVERITIES.index(self.gaps[0][0].gap.severity)

    @property
    def codes(self) -> tuple[str, ...]:
        """What the row is filtered by: the checks whose gaps have to be closed."""
        return tuple(dict.fromkeys(one.code for one in self.causes or [alike[0].check for alike in self.gaps]))


def rule_pages(view: View, known: Mapping[str, Page], guard: Guard) -> Iterator[Page]:
    """The overview, and a page for each golden rule and for the file itself.

    ``known`` are pages, by path, that are right if they are made of the same.
    """
    rows = [(rule, len(view.policies.of_rule(rule.slug)), len(view.falling_short(rule))) for rule in RULES]
    parts = fill("rules.html", view=view, rules=[*rows[1:], rows[0]])
    yield Page(
        path="rules/index",
        title=_("The ten golden rules"),
        lead=parts.part("lead"),
        sections=sections({anchors.OVERVIEW: parts.part("overview")}),
        search=(Passage("", (_("Each rule has its checks"),)),),
        wide=True,
    )
    for rule in RULES:
        yield guard.page(rule_path(rule), functools.partial(_known_or_made, rule, view, known))


def _known_or_made(rule: GoldenRule, view: View, known: Mapping[str, Page]) -> Page:
    falling = dict.fromkeys(standing.id for standing in view.falling_short(rule))
    others = [account for account in (*(one.id for one in view.by_attention), None) if account not in falling]
    short, also_open = _rows(rule, falling, view), _rows(rule, others, view)
    made_of = (short, also_open, view.faces)
    kept = known.get(rule_path(rule))
    return kept if kept and kept.made_of == made_of else _rule_page(rule, short, also_open, view)


def _rule_page(rule: GoldenRule, short: Sequence[_Row], also_open: Sequence[_Row], view: View) -> Page:
    checks = view.policies.of_rule(rule.slug)
    explained = []
    for check in checks:
        policy = view.policies[check.name]
        explained.append((check, policy, list(_thresholds(policy)), _by_tier(policy.severity)))
    parts = fill(
        "rules.html",
        view=view,
        rule=rule,
        rule_checks=explained,
        plan_name=PLAN,
        most=MOST,
        full=FULL,
        signs=SIGNS,
        named=functools.partial(_named, view),
    )
    named = [
        Passage(
            f"{check.code} {check.name}", (check.title, check.explanation.demands), anchors.check_anchor(check.code)
        )
        for check in checks
    ]
    return Page(
        path=rule_path(rule),
        title=rule.title,
        lead=parts.part("rule_lead"),
        sections=sections(
            {
                anchors.FALLING_SHORT: parts.part("short", short) if view.assessed else Markup(),
                anchors.ALSO_OPEN: parts.part("also_open", also_open),
                anchors.CHECKS: parts.part("checks"),
            }
        ),
        search=(Passage("", tuple(rule.demands)), *named),
        made_of=(short, also_open, view.faces),
        wide=True,
    )


def _rows(rule: GoldenRule, accounts: Iterable[str | None], view: View) -> list[_Row]:
    """Those of the accounts that have an open gap of the rule: who has an error first, else in their order."""
    rows = (_row(account, rule, view) for account in accounts)
    return sorted((row for row in rows if row), key=lambda row: row.severity)


def _row(account: str | None, rule: GoldenRule, view: View) -> _Row | None:
    gaps = [one for one in view.findings.get(account, ()) if one.state == "open" and one.check.rule is rule]
    heavy = [one for one in gaps if one.gap.severity != "info"]
    counting = [one for one in gaps if one.decisive]
    told = [one for one in counting if one.gap.severity != "info"] or heavy or counting
    if not told:
        return None
    causes = [] if counting else dict.fromkeys(one.covered_by for one in heavy if one.covered_by)
    worst_first = sorted(told, key=lambda one: (SEVERITIES.index(one.gap.severity), one.gap.opens_on or date.min))
    alike: dict[str, list[Finding]] = {}
    for one in worst_first:
        alike.setdefault(one.check.code, []).append(one)
    since = min(one.gap.opens_on or date.min for one in told)
    return _Row(
        account, tuple(map(tuple, alike.values())), tuple(view.policies.by_code[one].check for one in causes), since
    )


def _named(view: View, rows: Iterable[_Row]) -> dict[str, str]:
    """What the checks of the rows are called, by code, in words: the list is filtered by their names."""
    return {code: view.policies.by_code[code].check.title.replace("-", " ") for row in rows for code in row.codes}


def _thresholds(policy: Policy) -> Iterator[tuple[str, str]]:
    for name in policy.check.thresholds:
        yield name, _by_tier({tier: policy.limits[tier][name] for tier in TIERS})


def _by_tier(values: Mapping[Tier, object]) -> str:
    """A setting in words: one value, or one for each tier."""
    if len(set(values.values())) == 1:
        return label(str(next(iter(values.values()))))
    return ", ".join(f"{label(tier)} {label(str(values[tier]))}" for tier in TIERS)
