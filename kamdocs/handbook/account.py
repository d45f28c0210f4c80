"""The page of one account, in the order that people need before a meeting."""

from collections.abc import Iterator
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.formats import is_uri
from kamdocs.handbook.happenings import events, next_steps
from kamdocs.handbook.page import Page, sections
from kamdocs.handbook.pictures import account_pictures
from kamdocs.handbook.pictures.strip import gap_marker, strip_picture
from kamdocs.handbook.templating import macros
from kamdocs.handbook.view import View, account_path
from kamdocs.handbook.words import day, label
from kamdocs.lint import Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, AdditionalNeed, Bother, Id, SatisfactionReview, Stakeholder

HISTORY_LIMIT = 200
"""How many happenings the page tells of, newest first."""


def account_page(standing: Standing, view: View) -> Page:
    """The page of an account; of a file that can't be assessed, a page that says so with what is wrong."""
    account = standing.account
    findings = view.findings.get(standing.id, ())
    parts = macros(
        "account.html",
        view=view,
        standing=standing,
        account=account,
        mark=gap_marker(standing, view),
        gaps=view.open_gaps(standing.id),
        covered=[finding for finding in findings if finding.state == "open" and finding.covered_by],
        upcoming=view.upcoming(standing.id, DUE_SOON_DAYS),
        edit_url=view.source_url(standing.path, 1),
        history_limit=HISTORY_LIMIT,
        **(_values(account, view) if account else {}),
    )
    filled = {"Open gaps": parts.open_gaps()}
    if account:
        filled |= {
            "Opening soon": parts.opening(),
            "Next steps": parts.next_steps(),
            "What bothers them and what they miss": parts.bothers(),
            "People": parts.people(),
            "Promises": parts.promises(),
            "Orders": parts.orders(),
            "Nonconformities": parts.nonconformities(),
            "Whitespace": parts.whitespace(),
            "Opportunities": parts.opportunities(),
            "Objectives and actions": parts.objectives(),
            "History": parts.history(),
            "Waivers": parts.waivers(),
            "Facts": parts.facts(),
        }
    return Page(
        path=account_path(standing.id),
        title=standing.name,
        lead=parts.lead(strip_picture(standing, view, [title for title, html in filled.items() if html.strip()])),
        sections=sections(filled),
        search=_search(standing),
        source=standing.path,
    )


class _Known(msgspec.Struct, frozen=True):
    """A present stakeholder with who of us met the person, latest first, and the last contact."""

    person: Stakeholder
    known_by: tuple[tuple[Id, date], ...]
    last_contact: date | None

    @property
    def roles(self) -> str:
        return ", ".join(label(role) for role in self.person.buying_roles)

    @property
    def phone(self) -> str:
        """The number as a telephone takes it."""
        return "".join(char for char in self.person.phone or "" if char.isdigit() or char == "+")


def _values(account: Account, view: View) -> dict[str, object]:
    actions = {action.id: action for action in account.actions}
    needs = {need.id: need.text for need in account.needs}
    opportunities = {one.id: one.title for one in account.opportunities}
    units = {unit.id: unit.name for unit in account.units}

    def action_text(action: Id | None) -> Markup:
        known = actions.get(action) if action else None
        if known is None:
            return Markup()
        when = Markup(" {}").format(day(known.done_on)) if known.done_on else Markup()
        return Markup("{} <small>({}{})</small>").format(known.text, label(known.status), when)

    def answer(bother: Bother) -> Markup:
        if bother.action:
            return action_text(bother.action)
        return Markup("decided: {}").format(bother.decision) if bother.decision else Markup("<em>nothing yet</em>")

    def became(need: AdditionalNeed) -> str:
        if need.opportunity:
            return f"opportunity: {opportunities.get(need.opportunity, need.opportunity)}"
        if need.need:
            return f"need: {needs.get(need.need, need.need)}"
        return f"decided: {need.decision}" if need.decision else "nothing yet"

    reviews = sorted(account.satisfaction, key=lambda review: review.date, reverse=True)
    present, gone = _people(account, view)
    case = view.case(account)
    return {
        "person_name": lambda person: case.person_name(person) if person else "",
        "unit_name": lambda unit: units.get(unit, unit),
        "need_text": lambda need: needs.get(need, need),
        "action_text": action_text,
        "answer": answer,
        "became": became,
        "steps": next_steps(account, view.as_of),
        "complaints": list(_complaints(reviews)),
        "reviews": reviews,
        "present": present,
        "gone": gone,
        "commitments": sorted(account.commitments, key=lambda one: (one.settled_on is not None, one.due or date.min)),
        "tracked_at": account.orders_tracked_in if is_uri(account.orders_tracked_in or "") else None,
        "order_rows": sorted(account.orders, key=lambda order: (not order.open, -order.promise.toordinal())),
        "nonconformity_rows": sorted(
            account.nonconformities, key=lambda one: (not one.open, -one.received_on.toordinal())
        ),
        "action_rows": sorted(account.actions, key=lambda one: (not one.open, one.due or date.max)),
        "events": events(account),
        "address": _address(account),
        "pictures": account_pictures(
            account, view, {one.person.id: [member for member, _ in one.known_by] for one in present}
        ),
    }


def _complaints(reviews: list[SatisfactionReview]) -> Iterator[tuple[SatisfactionReview, str, Bother]]:
    for review in reviews:
        for bother in review.bothers:
            yield review, "bothers", bother
        for bother in review.misses:
            yield review, "misses", bother


def _people(account: Account, view: View) -> tuple[list[_Known], list[Stakeholder]]:
    case = view.case(account)
    met_by: dict[Id, dict[Id, date]] = {}
    last: dict[Id, date] = {}
    for contact in case.contacts:
        for person in contact.people:
            last[person] = max(contact.date, last.get(person, date.min))
            for member in contact.by if contact.met else ():
                known = met_by.setdefault(person, {})
                known[member] = max(contact.date, known.get(member, date.min))
    present = [
        _Known(
            person,
            tuple(sorted(met_by.get(person.id, {}).items(), key=lambda item: item[1], reverse=True)),
            last.get(person.id),
        )
        for person in account.stakeholders
        if person.present_on(view.as_of)
    ]
    levels = ("executive", "senior", "middle", "operational", None)
    present.sort(key=lambda one: (levels.index(one.person.level), one.person.name))
    return present, [person for person in account.stakeholders if not person.present_on(view.as_of)]


def _address(account: Account) -> str:
    if account.address is None:
        return ""
    place = account.address
    town = " ".join(part for part in (place.postcode, place.city) if part)
    return ", ".join(part for part in (place.street, town, place.region, place.country) if part)


def _search(standing: Standing) -> str:
    """What finds the page: the customer, its people and orders by name and id. No more, so that search stays fast."""
    account = standing.account
    if account is None:
        return f"{standing.id} {standing.path}"
    words = [account.name, account.id, *account.former_ids, *account.external_ref.values(), *account.tags]
    words += [account.industry or "", _address(account)]
    words += [unit.name for unit in account.units]
    for person in account.stakeholders:
        words += [person.name, person.id, person.title or "", person.email or ""]
    words += [order.id for order in account.orders]
    words += [one.title for one in account.opportunities]
    return " · ".join(word for word in words if word)
