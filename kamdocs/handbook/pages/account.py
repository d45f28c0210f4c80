"""The page of one account, in the order that people need before a meeting."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.answers import Answers
from kamdocs.handbook.contract import terms
from kamdocs.handbook.feeds.calendars import account_calendar
from kamdocs.handbook.groups import family, revenue_together
from kamdocs.handbook.happenings import events, next_steps
from kamdocs.handbook.page import Page, sections
from kamdocs.handbook.passages import account_passages, address_line
from kamdocs.handbook.pictures import account_pictures
from kamdocs.handbook.pictures.orders import in_order
from kamdocs.handbook.pictures.strip import first_gaps, gap_marker, strip_picture
from kamdocs.handbook.templating import Filled, fill
from kamdocs.handbook.view import TEN_RULES, View, account_path, brief_path, has_page
from kamdocs.handbook.words import number
from kamdocs.language import _, label
from kamdocs.lint import Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, AdditionalNeed, Bother, Id, SatisfactionReview, Stakeholder
from kamdocs.rules.golden import RULES
from kamdocs.schema.formats import is_uri

HISTORY_LIMIT = 200
"""How many happenings the page tells of, newest first."""


def account_page(standing: Standing, view: View) -> Page:
    """The page of an account; of a file that can't be assessed, what could be read of it below what is wrong."""
    account = standing.account
    findings = view.findings.get(standing.id, ())
    listed = first_gaps(standing, view).values()
    group = _group(standing, view)
    parts = fill(
        "account.html",
        view=view,
        standing=standing,
        account=account,
        complete=view.complete(standing),
        mark=gap_marker(standing, view),
        unlisted={rule.slug for rule in RULES if rule.slug not in listed},
        gaps=view.open_gaps(standing.id),
        covered=[finding for finding in findings if finding.state == "open" and finding.covered_by],
        upcoming=view.upcoming(standing.id, DUE_SOON_DAYS),
        edit_url=view.source_url(standing.path, 1),
        history_limit=HISTORY_LIMIT,
        calendar=account_calendar(standing.id),
        related=group.part("lead"),
        brief=brief_path(standing.id) if account and has_page(standing.id) else None,
        **(_values(account, view, complete=view.complete(standing)) if account else {}),
    )
    filled = {anchors.OPEN_GAPS: parts.part("open_gaps")}
    if account is None:
        filled |= {anchors.GROUP: group.part("section")}
    else:
        filled |= {
            anchors.OPENING_SOON: parts.part("opening"),
            anchors.NEXT_STEPS: parts.part("next_steps"),
            anchors.GROUP: group.part("section"),
            anchors.BOTHERS: parts.part("bothers"),
            anchors.PEOPLE: parts.part("people"),
            anchors.PROMISES: parts.part("promises"),
            anchors.ORDERS: parts.part("orders"),
            anchors.NONCONFORMITIES: parts.part("nonconformities"),
            anchors.WHITESPACE: parts.part("whitespace"),
            anchors.OPPORTUNITIES: parts.part("opportunities"),
            anchors.OBJECTIVES: parts.part("objectives"),
            anchors.HISTORY: parts.part("history"),
            anchors.WAIVERS: parts.part("waivers"),
            anchors.FACTS: parts.part("facts"),
        }
    below = sections(filled)
    return Page(
        path=account_path(standing.id),
        title=standing.name,
        lead=parts.part("lead", strip_picture(standing, view, [part.heading for part in below])),
        sections=below,
        search=account_passages(standing, view),
        below=len(view.subsidiaries.get(standing.id, ())),
        source=standing.path,
    )


def _group(standing: Standing, view: View) -> Filled:
    relations = family(standing, view)

    def parent_name(account: Id) -> str:
        return view.standings[view.portfolio.parents[account]].name

    return fill(
        "group.html",
        view=view,
        family=relations,
        rules=TEN_RULES,
        parent_name=parent_name,
        gaps=lambda account: view.count_by_severity(view.open_gaps(account)),
        years=revenue_together(standing, relations.below, view),
    )


class Known(msgspec.Struct, frozen=True):
    """A present stakeholder with those of us who met the person, latest first, and the last contact."""

    person: Stakeholder
    known_by: tuple[tuple[Id, date], ...]
    last_contact: date | None

    @property
    def roles(self) -> str:
        """What the person does when they buy, as people read it."""
        return ", ".join(label(role) for role in self.person.buying_roles)


def _values(account: Account, view: View, *, complete: bool) -> dict[str, object]:
    needs = {need.id: need.text for need in account.needs}
    units = {unit.id: unit.name for unit in account.units}
    reviews = sorted(account.satisfaction, key=lambda review: review.date, reverse=True)
    present = present_people(account, view)
    case = view.case(account)
    return {
        "answers": Answers(case, view.as_of, complete),
        "person_name": lambda person: case.person_name(person) if person else "",
        "unit_name": lambda unit: units.get(unit, unit),
        "need_text": lambda need: needs.get(need, need),
        "became": lambda need: _became(need, account, complete=complete),
        "risk_since": lambda risk: risk.noted_on or case.since,
        "parent": view.portfolio.parents.get(account.id),
        "steps": next_steps(account, view),
        "complaints": list(complaints(reviews)),
        "reviews": reviews,
        "present": present,
        "gone": [person for person in account.stakeholders if not person.present_on(view.as_of)],
        "commitments": sorted(account.commitments, key=lambda one: (one.settled_on is not None, one.due or date.min)),
        "tracked_at": account.orders_tracked_in if is_uri(account.orders_tracked_in or "") else None,
        "order_rows": in_order(account.orders),
        "nonconformity_rows": sorted(
            account.nonconformities, key=lambda one: (not one.open, -one.received_on.toordinal())
        ),
        "action_rows": sorted(account.actions, key=lambda one: (not one.open, one.due or date.max)),
        "events": events(account, view, complete=complete),
        "address": address_line(account),
        "contract": list(terms(account.contract, view.as_of, complete=complete)) if account.contract else [],
        "response_times": _response_times(account),
        "pictures": account_pictures(
            account, view, {one.person.id: [member for member, _day in one.known_by] for one in present}, complete
        ),
    }


def _became(need: AdditionalNeed, account: Account, *, complete: bool) -> str:
    """What became of a need that turned up with an order."""
    if need.opportunity:
        titles = {one.id: one.title for one in account.opportunities}
        return _("opportunity: {title}").format(title=titles.get(need.opportunity, need.opportunity))
    if need.need:
        texts = {one.id: one.text for one in account.needs}
        return _("need: {text}").format(text=texts.get(need.need, need.need))
    if need.decision:
        return _("decided: {decision}").format(decision=need.decision)
    return _("nothing yet") if complete else ""


def complaints(reviews: Iterable[SatisfactionReview]) -> Iterator[tuple[SatisfactionReview, str, Bother]]:
    """All that bothers or is missing, with the review in which it was said."""
    for review in reviews:
        for bother in review.bothers:
            yield review, "bothers", bother
        for bother in review.misses:
            yield review, "misses", bother


def present_people(account: Account, view: View) -> list[Known]:
    """The stakeholders who are there on the view's day, by level and name."""
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
        Known(
            person,
            tuple(sorted(met_by.get(person.id, {}).items(), key=lambda item: item[1], reverse=True)),
            last.get(person.id),
        )
        for person in account.stakeholders
        if person.present_on(view.as_of)
    ]
    levels = ("executive", "senior", "middle", "operational", None)
    present.sort(key=lambda one: (levels.index(one.person.level), one.person.name))
    return present


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
