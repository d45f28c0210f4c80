"""What is asked of the checks: which run, how severe they are, and their thresholds for each tier."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from kamdocs.model import TIERS, Tier
from kamdocs.rules.calendar import PLAIN, Calendar
from kamdocs.rules.check import Check
from kamdocs.rules.evidence import EVIDENCE_DAYS
from kamdocs.rules.gap import Severity
from kamdocs.rules.golden import GOLDEN_RULES, GoldenRule


class Policy(msgspec.Struct, frozen=True):
    """What is asked of one check: whether it runs, its severity and its thresholds for each tier.

    ``left_out`` says that it doesn't run because the profile begins without it.
    """

    check: Check
    severity: Mapping[Tier, Severity]
    limits: Mapping[Tier, Mapping[str, int]]
    enabled: bool = True
    left_out: bool = False


class Policies(Mapping[str, Policy]):
    """The policies by name of the check; those that are switched off too, because others may share their thresholds.

    ``complete`` is false where checks exist that are not known here, because their code may not run or can't.
    ``calendar`` says on which days people work, and on whose calendar a moment lies; ``evidence_days`` how long what
    shows that a golden rule was followed counts.
    """

    def __init__(
        self,
        policies: Iterable[Policy],
        *,
        complete: bool = True,
        calendar: Calendar = PLAIN,
        evidence_days: int = EVIDENCE_DAYS,
    ) -> None:
        self._by_name = {policy.check.name: policy for policy in policies}
        self.complete = complete
        self.calendar = calendar
        self.evidence_days = evidence_days

    def on(self, calendar: Calendar, evidence_days: int = EVIDENCE_DAYS) -> "Policies":
        """The same, asked on a calendar, and with evidence of so many days."""
        return Policies(self.values(), complete=self.complete, calendar=calendar, evidence_days=evidence_days)

    def __getitem__(self, name: str) -> Policy:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    @cached_property
    def by_code(self) -> Mapping[str, Policy]:
        """The policies by code of the check."""
        return {policy.check.code: policy for policy in self._by_name.values()}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks, ours first, in the order of the catalogue."""
        return tuple(policy.check for policy in self._by_name.values())

    @cached_property
    def names(self) -> frozenset[str] | None:
        """The codes and names by which a file may name a check; None where not all are known."""
        return frozenset(self._by_name) | frozenset(self.by_code) if self.complete else None

    def running(self, scope: str) -> tuple[Policy, ...]:
        """The policies of the checks that run over something of that scope."""
        return self._running.get(scope, ())

    @cached_property
    def _running(self) -> Mapping[str, tuple[Policy, ...]]:
        found: dict[str, list[Policy]] = {}
        for policy in self._by_name.values():
            if policy.enabled and policy.check.find:
                found.setdefault(policy.check.scope, []).append(policy)
        return {scope: tuple(policies) for scope, policies in found.items()}

    @cached_property
    def unchecked(self) -> tuple[GoldenRule, ...]:
        """Those of the ten golden rules of which no check runs: whether they are followed, nobody looks at."""
        checked = {policy.check.rule.slug for policy in self._by_name.values() if policy.enabled}
        return tuple(rule for rule in GOLDEN_RULES if rule.number > 0 and rule.slug not in checked)

    def of_rule(self, slug: str) -> tuple[Check, ...]:
        """The checks of a golden rule."""
        return self._of_rule.get(slug, ())

    @cached_property
    def _of_rule(self) -> Mapping[str, tuple[Check, ...]]:
        found: dict[str, list[Check]] = {}
        for check in self.checks:
            found.setdefault(check.rule.slug, []).append(check)
        return {slug: tuple(checks) for slug, checks in found.items()}

    def find_check(self, code_or_name: str) -> Check | None:
        """The check with that code or name; None where there is none."""
        policy = self.by_code.get(code_or_name.upper()) or self._by_name.get(code_or_name)
        return policy.check if policy else None


def default_policy(check: Check) -> Policy:
    """The check as the catalogue has it."""
    return Policy(
        check,
        {tier: check.severity_for(tier) for tier in TIERS},
        {tier: {name: values[place] for name, values in check.thresholds.items()} for place, tier in enumerate(TIERS)},
    )


def by_tier(values: Mapping[Tier, Any]) -> str:
    """A setting as people read it: one value, or one for each tier."""
    if len(set(values.values())) == 1:
        return str(next(iter(values.values())))
    return ", ".join(f"{tier} {values[tier]}" for tier in TIERS)
