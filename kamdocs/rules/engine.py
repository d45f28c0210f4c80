"""Run the checks over an account or a portfolio: lapses in, gaps out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from kamdocs.model import TIERS, Account, Portfolio, Record, Shared, Tier
from kamdocs.rules.case import Case
from kamdocs.rules.check import Check
from kamdocs.rules.file import PlanFile
from kamdocs.rules.gap import SEVERITIES, Gap, Lapse, Severity, closing
from kamdocs.rules.spans import DAWN
from kamdocs.sentence import say
from kamdocs.source import Document, Place


class Policy(msgspec.Struct, frozen=True):
    """What is asked of one check: whether it runs, its severity and its thresholds for each tier."""

    check: Check
    severity: Mapping[Tier, Severity]
    limits: Mapping[Tier, Mapping[str, int]]
    enabled: bool = True


Policies = Mapping[str, Policy]
"""By name of the check; those that are switched off too, because others may share their thresholds."""

Locate = Callable[[Record], tuple[str | None, Place]]
"""Where a record of the shared files stands: path (None if nowhere) and place."""


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


def find_file_gaps(file: PlanFile, account_id: str | None, policies: Policies, closed_by: date = DAWN) -> Iterator[Gap]:
    """The gaps of a file against the checks of the file itself; ``account_id`` is None for a shared file.

    Those that closed by ``closed_by`` are left out: most dates of a plan are such gaps.
    """
    for policy in policies.values():
        if policy.enabled and policy.check.scope == "file" and policy.check.find:
            for lapse in policy.check.find(file):
                start, end = lapse.span
                if start < end and closed_by < end:
                    yield Gap(
                        check=policy.check.code,
                        severity=policy.severity["key"],
                        account=account_id,
                        record="/".join(file.document.names_to(lapse.pointer)),
                        opens_on=None,
                        closes_on=closing(lapse.span),
                        message=lapse.message,
                        hint=lapse.hint or say(policy.check.hint),
                        path=file.document.path,
                        place=file.document.place_of_value(lapse.pointer),
                    )


def find_gaps(
    account: Account, shared: Shared, policies: Policies, document: Document, closed_by: date = DAWN
) -> Iterator[Gap]:
    """The gaps of one account against the account checks; ``document`` is its file, for the places.

    Those that closed by ``closed_by`` are left out.
    """
    case = Case(account, shared, lambda name: policies[name].limits[account.tier])
    for policy in policies.values():
        check = policy.check
        if not (policy.enabled and check.scope == "account" and check.find and check.applies_to(account)):
            continue
        for lapse in check.find(case, **policy.limits[account.tier]):
            start, end = lapse.span
            if start < end and closed_by < end:
                yield _gap(check, policy.severity[account.tier], account, lapse, document)


def find_portfolio_gaps(portfolio: Portfolio, policies: Policies, locate: Locate) -> Iterator[Gap]:
    """The gaps of all accounts together; ``locate`` tells where a record of the shared files stands, if anywhere."""
    for policy in policies.values():
        check = policy.check
        if policy.enabled and check.scope == "portfolio" and check.find:
            for lapse in check.find(portfolio, **policy.limits["key"]):
                if lapse.span.start < lapse.span.end:
                    path, place = locate(lapse.about)
                    yield Gap(
                        check=check.code,
                        severity=policy.severity["key"],
                        account=None,
                        record=lapse.about.key,
                        opens_on=lapse.span.start,
                        closes_on=closing(lapse.span),
                        message=lapse.message,
                        hint=say(check.hint),
                        path=path,
                        place=place,
                    )


def _gap(check: Check, severity: Severity, account: Account, lapse: Lapse, document: Document) -> Gap:
    return Gap(
        check=check.code,
        severity=max(lapse.severity or severity, severity, key=SEVERITIES.index),  # the milder of the two
        account=account.id,
        record=lapse.record or lapse.about.key,
        opens_on=None if lapse.span.start == DAWN else lapse.span.start,
        closes_on=closing(lapse.span),
        message=lapse.message,
        hint=lapse.hint or say(check.hint),
        path=account.path,
        place=_place(account, lapse, document),
    )


def _place(account: Account, lapse: Lapse, document: Document) -> Place:
    pointer = account.record_pointers.get(id(lapse.about), ())
    if lapse.field is not None:
        pointer = (*pointer, lapse.field)
    # What is missing has no place of its own: its record stands in, and for the plan as a whole its name.
    return document.place_of(pointer if pointer and pointer[0] in document.data else ("name",))
