"""What search finds of an account: the words that people look for, section by section.

Only what the account's page shows, and of that only what somebody would type: names, numbers, and what was said,
promised and noted. What the checks say is left out; it changes every day and reads alike everywhere.
"""

from collections.abc import Iterator

from kamdocs.handbook import anchors
from kamdocs.handbook.happenings import events
from kamdocs.handbook.page import Passage, passage
from kamdocs.handbook.prose import prose
from kamdocs.handbook.view import View
from kamdocs.handbook.words import day
from kamdocs.language import label
from kamdocs.lint import Standing
from kamdocs.model import Account

RECENT = 40
"""How many happenings search knows of, newest first, so that its index grows with the accounts, not with the years."""


def account_passages(standing: Standing, view: View) -> tuple[Passage, ...]:
    """The passages of an account's page; of a file that can't be assessed, its id and path."""
    account = standing.account
    if account is None:
        return (Passage("", (line(standing.id, standing.path),)),)
    parts = {
        anchors.BOTHERS: _voices(account),
        anchors.PEOPLE: _people(account, view),
        anchors.PROMISES: (one.text for one in account.commitments),
        anchors.ORDERS: _orders(account),
        anchors.NONCONFORMITIES: _nonconformities(account),
        anchors.WHITESPACE: _whitespace(account, view),
        anchors.OPPORTUNITIES: _opportunities(account),
        anchors.OBJECTIVES: _plans(account),
        anchors.HISTORY: _history(account, view, complete=view.complete(standing)),
        anchors.WAIVERS: (line(one.check, one.reason) for one in account.waivers),
        anchors.FACTS: _facts(account, view),
    }
    found = (passage(heading, lines) for heading, lines in parts.items())
    return (Passage("", tuple(filter(None, _head(account)))), *(one for one in found if one.lines))


def line(*words: str | None) -> str:
    """What is known of one thing, in a row."""
    return " · ".join(word for word in words if word)


def address_line(account: Account) -> str:
    """The customer's address in a row."""
    if account.address is None:
        return ""
    place = account.address
    town = " ".join(part for part in (place.postcode, place.city) if part)
    return ", ".join(part for part in (place.street, town, place.region, place.country) if part)


def _head(account: Account) -> Iterator[str]:
    if account.summary:
        yield prose(account.summary).striptags()
    yield line(account.id, *account.tags)


def _voices(account: Account) -> Iterator[str]:
    names = {person.id: person.name for person in account.stakeholders}
    for review in account.satisfaction:
        for bother in (*review.bothers, *review.misses):
            yield line(bother.text, names.get(bother.from_ or ""), bother.decision)
        yield from (praise.text for praise in review.praises)
    yield from (one.text for one in account.expectations)


def _people(account: Account, view: View) -> Iterator[str]:
    for person in account.stakeholders:
        reach = (*person.emails, *person.phones, label(person.area)) if person.present_on(view.as_of) else ()
        yield line(person.name, person.title, *reach, *person.external_ref.values())


def _orders(account: Account) -> Iterator[str]:
    for order in account.orders:
        names = dict.fromkeys((order.name, order.id))
        promised = day(order.promise).striptags()
        yield line(*names, order.text, label(order.status), promised, *order.external_ref.values())
        yield from (line(delay.reason) for delay in order.delays if delay.reason)
        yield from (line(need.text, need.decision) for need in order.additional_needs)


def _nonconformities(account: Account) -> Iterator[str]:
    for one in account.nonconformities:
        yield line(label(one.kind), one.text, one.cause, one.prevention, one.remedy_sought, one.agreed_outcome)
        yield line(one.rejected_because if one.status == "rejected" else None, *one.external_ref.values())
        yield from (update.text for update in one.updates)


def _whitespace(account: Account, view: View) -> Iterator[str]:
    for cell in account.whitespace:
        if cell.competitor or cell.reason:
            yield line(view.offering(cell.offering), cell.competitor, cell.reason)


def _opportunities(account: Account) -> Iterator[str]:
    for one in account.opportunities:
        yield line(one.title, label(one.stage), one.next_step, *one.external_ref.values())
    yield from (need.text for need in account.needs)


def _plans(account: Account) -> Iterator[str]:
    for one in account.objectives:
        yield line(one.text, one.measure, one.target)
    yield from (action.text for action in account.actions)
    yield from (line(risk.text, risk.decision) for risk in account.risks)


def _history(account: Account, view: View, *, complete: bool) -> Iterator[str]:
    for event in events(account, view, complete=complete)[:RECENT]:
        outcome = prose(event.outcome).striptags() if event.outcome else ""
        yield line(day(event.day).striptags(), event.what, outcome, *event.external_ref.values())


def _facts(account: Account, view: View) -> Iterator[str]:
    yield line(account.industry, account.website)
    yield address_line(account)
    yield line(*account.external_ref.values())
    yield line(*account.former_names)
    yield line(*account.former_ids)
    if parent := view.portfolio.parents.get(account.id):
        yield line(view.standings[parent].name)
    yield line(*(unit.name for unit in account.units))
