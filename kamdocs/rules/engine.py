"""Run the checks over an account or a portfolio: lapses in, gaps out."""

import functools
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from typing import cast

import msgspec

from kamdocs.model import Account, Portfolio, Record, Shared
from kamdocs.model.doubles import as_one
from kamdocs.rules.case import Case
from kamdocs.rules.check import FileFind
from kamdocs.rules.evidence import EVIDENCE
from kamdocs.rules.gap import SEVERITIES, FileLapse, Gap, Lapse, closing
from kamdocs.rules.guard import Tell, lapses_of
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.policies import Policies, Policy
from kamdocs.rules.spans import DAWN, Span
from kamdocs.source import Document, Fault, Place, Pointer

Locate = Callable[[Record], tuple[str | None, Place]]
"""Where a record of the shared files stands: path (None if nowhere) and place."""


class Terms(msgspec.Struct, frozen=True):
    """On what terms plans are held against the checks.

    Gaps that closed by ``closed_by`` are left out. ``tell`` takes what goes wrong with a check; without it, errors go
    on as they are.
    """

    policies: Policies
    shared: Shared = Shared()
    closed_by: date = DAWN
    tell: Tell | None = None


def fault_gaps(faults: Iterable[Fault], account_id: str | None, path: str, policies: Policies) -> list[Gap]:
    """Faults as gaps that are open from ever; ``account_id`` is None for a shared file."""
    return [
        Gap(
            check=policies[fault.check].check.code,
            severity=policies[fault.check].severity["key"],
            account=account_id,
            record=fault.record,
            opens_on=None,
            closes_on=None,
            message=fault.message,
            hint=fault.hint,
            path=path,
            place=fault.place,
            blinding=fault.fatal or policies[fault.check].check.always,
        )
        for fault in faults
    ]


def find_file_gaps(file: PlanFile, account_id: str | None, terms: Terms) -> Iterator[Gap]:
    """The gaps of a file against the checks of the file itself; ``account_id`` is None for a shared file."""
    for policy in terms.policies.running("file"):
        for lapse in cast("FileFind", policy.check.find)(file):
            if lapse.span.start < lapse.span.end and not lapse.span.over_by(terms.closed_by):
                yield file_gap(policy, lapse, file.document, account_id)


def file_gap(policy: Policy, lapse: FileLapse, document: Document, account_id: str | None) -> Gap:
    """The gap that a lapse of a file is, by the policy of its check."""
    return Gap(
        check=policy.check.code,
        severity=policy.severity["key"],
        account=account_id,
        record="/".join(document.names_to(lapse.pointer)),
        opens_on=None,
        closes_on=closing(lapse.span),
        message=lapse.message,
        hint=lapse.hint or policy.check.advice,
        path=document.path,
        place=document.place_of_value(lapse.pointer),
        value=_scalar(document.value_at(lapse.pointer)),
    )


def find_gaps(account: Account, document: Document, terms: Terms, case: Case | None = None) -> Iterator[Gap]:
    """The gaps of one account against the account checks; ``document`` is its file, for the places.

    ``case`` is what :func:`case_of` made of the account, where something else needs it, too.
    """
    case = case or case_of(account, terms)
    account = case.account
    place_of = functools.cache(document.place_of)  # many gaps are about what is missing in the same list
    for policy in terms.policies.running("account"):
        check = policy.check
        if not check.applies_to(account):
            continue
        for lapse in lapses_of(check, case, account, policy.limits[account.tier], terms.tell):
            if lapse.span.start < lapse.span.end and not lapse.span.over_by(terms.closed_by):
                yield _gap(policy, account, lapse, place_of(_pointer(account, lapse, document)))


def find_evidence(case: Case, failed: Container[str] = ()) -> Mapping[str, tuple[Span, ...]]:
    """What shows that each golden rule (by slug) was followed, whatever the day that it is asked for.

    Of the rules that ``failed``, because a check of theirs did, nothing is asked: nobody could call them in order.
    """
    return {slug: tuple(evidence(case)) for slug, evidence in EVIDENCE.items() if slug not in failed}


def case_of(account: Account, terms: Terms) -> Case:
    """The account as its checks see it: everybody in it once."""
    policies = terms.policies
    account = as_one(account)
    return Case(account, terms.shared, lambda name: policies[name].limits[account.tier], calendar=policies.calendar)


def find_portfolio_gaps(portfolio: Portfolio, locate: Locate, terms: Terms) -> Iterator[Gap]:
    """The gaps of all accounts together; ``locate`` tells where a record of the shared files stands, if anywhere."""
    for policy in terms.policies.running("portfolio"):
        check = policy.check
        for lapse in lapses_of(check, portfolio, None, policy.limits["key"], terms.tell):
            if lapse.span.start < lapse.span.end:
                path, place = locate(lapse.about)
                yield Gap(
                    check=check.code,
                    severity=policy.severity["key"],
                    account=None,
                    record=lapse.record or lapse.about.key or _id_of(lapse.about),
                    opens_on=lapse.span.start,
                    closes_on=closing(lapse.span),
                    message=lapse.message,
                    own_ahead=lapse.ahead,
                    ahead_words=check.ahead,
                    hint=lapse.hint or check.advice,
                    path=path,
                    place=place,
                )


def _scalar(value: object) -> str | None:
    return None if isinstance(value, dict | list) else str(value)


def _id_of(record: Record) -> str | None:
    """An account has no key of its own within a plan; among all plans its id is one."""
    return record.id if isinstance(record, Account) else None


def _gap(policy: Policy, account: Account, lapse: Lapse, place: Place) -> Gap:
    check, severity = policy.check, policy.severity[account.tier]
    return Gap(
        check=check.code,
        severity=max(lapse.severity or severity, severity, key=SEVERITIES.index),  # the milder of the two
        account=account.id,
        record=lapse.record or lapse.about.key,
        opens_on=None if lapse.span.start == DAWN else lapse.span.start,
        closes_on=closing(lapse.span),
        message=lapse.message,
        own_ahead=lapse.ahead,
        ahead_words=check.ahead,
        hint=lapse.hint or check.advice,
        path=account.path,
        place=place,
    )


def _pointer(account: Account, lapse: Lapse, document: Document) -> Pointer:
    pointer = account.record_pointers.get(id(lapse.about), ())
    if lapse.field is not None:
        pointer = (*pointer, lapse.field)
    # What is missing has no place of its own: its record stands in, and for the plan as a whole its name.
    return pointer if pointer and pointer[0] in document.data else ("name",)
