"""The head of an account's page: the facts that one needs first, and of a customer at risk what is worst."""

from collections.abc import Sequence
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook.anchors import PROMISES, record_anchor, rule_anchor
from kamdocs.handbook.contract import last_day_of_notice
from kamdocs.handbook.feeds.calendars import account_calendar
from kamdocs.handbook.pages.account.gaps import Listed
from kamdocs.handbook.pages.account.subject import Subject
from kamdocs.handbook.pages.brief_facts import map_address
from kamdocs.handbook.passages import address_line
from kamdocs.handbook.paths import brief_path, has_page
from kamdocs.handbook.pictures.revenue import RevenueBar, revenue_bars
from kamdocs.handbook.reach import tel_number
from kamdocs.handbook.templating import Filled, fill
from kamdocs.handbook.todos import told_by_todos
from kamdocs.handbook.view import View
from kamdocs.handbook.words import sentence
from kamdocs.lint import Finding, Standing
from kamdocs.model import Contract, Stakeholder
from kamdocs.rules.golden import RULES


class Worst(msgspec.Struct, frozen=True):
    """What is worst: what it is, since when, and where it stands on the page."""

    text: str
    since: date | None
    anchor: str


class Terms(msgspec.Struct, frozen=True):
    """The contract in short: the day that counts and how it reads, and until when notice can be given.

    ``past`` says that the renewal is past and no newer day is recorded.
    """

    kind: str
    day: date | None
    notice: date | None
    past: bool


def worst_of(of: Subject) -> Worst | None:
    """Of a customer at risk the gap that asks for attention first, as the first page tells it."""
    if of.standing.status != "at-risk" or not of.complete:
        return None
    gap = next((one for one in of.view.open_gaps(of.standing.id) if one.gap.severity != "info"), None)
    return Worst(sentence(gap.message), gap.gap.opens_on, _place(gap, of)) if gap else None


def _place(gap: Finding, of: Subject) -> str:
    """Where a gap stands: at the complaint or the to-do that it is about, else among the gaps."""
    if gap.check.rule.slug == "nonconformities" and any(one.id == gap.gap.record for one in of.account.nonconformities):
        return record_anchor(f"nonconformities/{gap.gap.record}")
    if told_by_todos(gap, of.todos):
        return next((one.anchor for one in of.todos if one.record.partition("/")[2] == gap.gap.record), PROMISES.anchor)
    return rule_anchor(gap.check.rule.slug)


def terms_in_short(contract: Contract | None, as_of: date, *, complete: bool) -> Terms | None:
    """What one asks of a contract first; None where the plan tells nothing of that."""
    if contract is None:
        return None
    if contract.ended_on:
        return Terms("ended", contract.ended_on, None, False)
    if contract.renewal_on:
        notice = last_day_of_notice(contract)
        kind = "renews itself" if contract.auto_renew else "renewal"
        past = complete and contract.renewal_on < as_of
        return Terms(kind, contract.renewal_on, notice if notice and notice >= as_of else None, past)
    return Terms("open-ended", None, None, False) if contract.open_ended else None


def last_year(bars: Sequence[RevenueBar]) -> Sequence[RevenueBar]:
    """The newest year that is over, in each of its currencies; a running one where there is no other."""
    over = [one for one in bars if not one.running] or bars
    return [one for one in over if one.year == max(each.year for each in over)]


def first_phone(present: Sequence[Stakeholder]) -> tuple[str, str]:
    """Whom a phone calls: the name and the number of the first person who has one; empty for none."""
    for person in present:
        for number in map(tel_number, person.phones):
            if number:
                return person.name, number
    return "", ""


def lead_parts(
    standing: Standing, view: View, listed: Listed, of: Subject | None, present: Sequence[Stakeholder]
) -> Filled:
    """The template of the head, of a plan that could be read or not."""
    complete = view.complete(standing)
    name, phone = first_phone(present)
    told = _told(of) if of else {}
    return fill(
        "account/lead.html",
        view=view,
        standing=standing,
        account=standing.account,
        complete=complete,
        unlisted={rule.slug for rule in RULES if rule.slug not in listed.rules},
        edit_url=view.edit_url(standing.path),
        calendar=account_calendar(standing.id) if has_page(standing.id) else None,
        brief=brief_path(standing.id) if standing.account and has_page(standing.id) else None,
        handover=view.handover(standing),
        interview=view.interview(standing),
        call=name.partition(" ")[0],
        phone=phone,
        **told,
    )


def _told(of: Subject) -> dict[str, object]:
    account = of.account
    return {
        "worst": worst_of(of),
        "years": last_year(revenue_bars(of.view.revenue_of(account), of.as_of)),
        "terms": terms_in_short(account.contract, of.as_of, complete=of.complete),
        "address": address_line(account),
        "map": map_address(account),
        "summary": account.summary or Markup(),
    }
