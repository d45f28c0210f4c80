"""The terms of a contract, as people ask for them."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup, escape

from kamdocs.handbook.words import count, day
from kamdocs.language import _
from kamdocs.model import Contract
from kamdocs.rules.spans import later


def last_day_of_notice(contract: Contract) -> date | None:
    """The last day on which the contract can be ended before it is renewed; None where the plan doesn't tell."""
    if contract.renewal_on is None or not contract.notice_days:
        return None
    return later(contract.renewal_on, -contract.notice_days)


def terms(contract: Contract, as_of: date, *, complete: bool) -> Iterator[Markup]:
    """The terms, each in a few words; that a renewal is past is told where the plan is ``complete``."""
    if contract.start:
        yield escape(_("from {day}")).format(day=day(contract.start))
    if contract.renewal_on:
        yield _renewal(contract, contract.renewal_on, past=complete and contract.renewal_on < as_of)
    if contract.open_ended:
        yield escape(_("open-ended"))
    if contract.notice_days:
        yield escape(_("notice {days}").format(days=count(contract.notice_days, "day")))
    notice = last_day_of_notice(contract)
    if complete and notice and contract.renewal_on and notice < as_of <= contract.renewal_on and not contract.ended_on:
        yield escape(_("the last day of notice was {day}")).format(day=day(notice))
    if contract.auto_renew:
        yield escape(_("renews itself"))
    if contract.ended_on:
        yield escape(_("ended {day}")).format(day=day(contract.ended_on))


def _renewal(contract: Contract, renewal_on: date, *, past: bool) -> Markup:
    told = escape(_("renewal {day}")).format(day=day(renewal_on))
    if not past or contract.ended_on:
        return told
    return told + Markup(' <span class="kd-late">({})</span>').format(_("no newer day is recorded"))
