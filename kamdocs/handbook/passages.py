"""What search finds of an account: the words that people look for, section by section.

Only what the account's page shows, and of that only what somebody would type: names, numbers, and what was said,
promised and noted. What the checks say is left out; it changes every day and reads alike everywhere. What is said of a
record is found at its own place in the page.
"""

from collections.abc import Iterable, Iterator

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import Heading, person_anchor, record_anchor
from kamdocs.handbook.happenings import events
from kamdocs.handbook.page import Passage
from kamdocs.handbook.prose import prose
from kamdocs.handbook.view import View
from kamdocs.handbook.words import day
from kamdocs.language import label
from kamdocs.lint import Standing
from kamdocs.model import Account

RECENT = 40
"""How many happenings search knows of, newest first, so that its index grows with the accounts, not with the years."""

Told = tuple[str, str]
"""What is said, in a row, after the anchor of what it is said of; that is empty where it has no place of its own."""


def account_passages(standing: Standing, view: View) -> tuple[Passage, ...]:
    """The passages of an account's page; of a file that can't be assessed, its id and path."""
    account = standing.account
    if account is None:
        return (Passage("", (line(standing.id, standing.path),)),)
    parts = {
        anchors.BOTHERS: _voices(account),
        anchors.PEOPLE: _people(account, view),
        anchors.PROMISES: _promises(account),
        anchors.ORDERS: _orders(account),
        anchors.NONCONFORMITIES: _nonconformities(account),
        anchors.WHITESPACE: _unplaced(_whitespace(account, view)),
        anchors.OPPORTUNITIES: _opportunities(account),
        anchors.OBJECTIVES: _plans(account),
        anchors.HISTORY: _history(account, view, complete=view.complete(standing)),
        anchors.WAIVERS: _unplaced(one.reason for one in account.waivers),
        anchors.FACTS: _unplaced(_facts(account, view)),
    }
    found = (_passage(heading, told) for heading, told in parts.items())
    return (Passage("", tuple(filter(None, _head(account)))), *(one for one in found if one.lines))


def _passage(heading: Heading, told: Iterable[Told]) -> Passage:
    """What is found below a heading; where nothing is said, nothing is found."""
    kept = [(place, text) for place, text in told if text]
    places = tuple(place for place, _ in kept)
    return Passage(heading.text, tuple(text for _, text in kept), heading.anchor, places if any(places) else ())


def _unplaced(lines: Iterable[str]) -> Iterator[Told]:
    return (("", text) for text in lines)


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


def _voices(account: Account) -> Iterator[Told]:
    names = {person.id: person.name for person in account.stakeholders}
    for review in account.satisfaction:
        place = record_anchor(f"satisfaction/{review.id}")
        for bother in (*review.bothers, *review.misses):
            yield place, line(bother.text, names.get(bother.from_ or ""), bother.decision)
        yield from ((place, praise.text) for praise in review.praises)
    yield from ((record_anchor(f"expectations/{one.id}"), one.text) for one in account.expectations)


def _people(account: Account, view: View) -> Iterator[Told]:
    """Who left is listed with all the others who did, and can't be reached any more."""
    for person in account.stakeholders:
        present = person.present_on(view.as_of)
        reach = (*person.emails, *person.phones, label(person.area)) if present else ()
        place = person_anchor(person.id) if present else ""
        yield place, line(person.name, person.title, *reach, *person.external_ref.values())


def _promises(account: Account) -> Iterator[Told]:
    yield from ((record_anchor(f"commitments/{one.id}"), one.text) for one in account.commitments)
    yield from ((record_anchor(f"actions/{one.id}"), one.text) for one in account.actions)


def _orders(account: Account) -> Iterator[Told]:
    for order in account.orders:
        place = record_anchor(f"orders/{order.id}")
        names = dict.fromkeys((order.name, order.id))
        promised = day(order.promise).striptags()
        yield place, line(*names, order.text, label(order.status), promised, *order.external_ref.values())
        yield from ((place, line(delay.reason)) for delay in order.delays if delay.reason)
        yield from ((place, line(need.text, need.decision)) for need in order.additional_needs)


def _nonconformities(account: Account) -> Iterator[Told]:
    for one in account.nonconformities:
        place = record_anchor(f"nonconformities/{one.id}")
        yield place, line(label(one.kind), one.text, one.cause, one.prevention, one.remedy_sought, one.agreed_outcome)
        yield place, line(one.rejected_because if one.status == "rejected" else None, *one.external_ref.values())
        yield from ((place, update.text) for update in one.updates)


def _whitespace(account: Account, view: View) -> Iterator[str]:
    for cell in account.whitespace:
        if cell.competitor or cell.reason:
            yield line(view.offering(cell.offering), cell.competitor, cell.reason)


def _opportunities(account: Account) -> Iterator[Told]:
    for one in account.opportunities:
        place = record_anchor(f"opportunities/{one.id}")
        yield place, line(one.title, label(one.stage), one.next_step, *one.external_ref.values())
    yield from ((record_anchor(f"needs/{need.id}"), need.text) for need in account.needs)


def _plans(account: Account) -> Iterator[Told]:
    for one in account.objectives:
        yield record_anchor(f"objectives/{one.id}"), line(one.text, one.measure, one.target)
    for risk in account.risks:
        yield record_anchor(f"risks/{risk.id}"), line(risk.text, risk.decision)


def _history(account: Account, view: View, *, complete: bool) -> Iterator[Told]:
    for event in events(account, view, complete=complete)[:RECENT]:
        outcome = prose(event.outcome).striptags() if event.outcome else ""
        told = line(day(event.day).striptags(), event.what, outcome, *event.external_ref.values())
        yield record_anchor(event.record), told


def _facts(account: Account, view: View) -> Iterator[str]:
    yield line(account.industry, account.website)
    yield address_line(account)
    yield line(*account.external_ref.values())
    yield line(*account.former_names)
    yield line(*account.former_ids)
    if parent := view.portfolio.parents.get(account.id):
        yield line(view.standings[parent].name)
    yield line(*(unit.name for unit in account.units))
