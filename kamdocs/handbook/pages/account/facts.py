"""All facts of an account, folded: what nobody asks for in a car park, and everything else that its file tells."""

from kamdocs.handbook import anchors
from kamdocs.handbook.contract import terms
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.subject import Part, Subject
from kamdocs.handbook.passages import address_line
from kamdocs.handbook.pictures.revenue import revenue_picture
from kamdocs.handbook.words import number
from kamdocs.language import _
from kamdocs.model import Account


def facts_part(of: Subject) -> Part:
    """The facts, with revenue by year."""
    account = of.account
    parts = of.filled(
        "facts",
        standing=of.standing,
        parent=of.view.portfolio.parents.get(account.id),
        address=address_line(account),
        contract=list(terms(account.contract, of.as_of, complete=of.complete)) if account.contract else [],
        response_times=_response_times(account),
        revenue=revenue_picture(of.view.revenue_of(account), of.as_of),
    )
    return Part(Section(anchors.FACTS, parts.part("facts")))


def _response_times(account: Account) -> str:
    """Within how many hours we answer, how many where it is urgent, and which count; empty without a promise."""
    promised = account.reachability
    if promised is None or not promised.first_response_hours:
        return ""
    times = _("{hours} h").format(hours=number(promised.first_response_hours))
    if promised.urgent_response_hours:
        times = _("{usual}, urgent {hours} h").format(usual=times, hours=number(promised.urgent_response_hours))
    counted = _("{times}, of the hours below") if promised.hours else _("{times}, on working days")
    return counted.format(times=times)
