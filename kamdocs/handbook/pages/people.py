"""The pages of the account managers: their accounts, what is open there, what opens next."""

import functools
from collections.abc import Iterator, Mapping, Sequence

from kamdocs.handbook import anchors
from kamdocs.handbook.failed import Guard
from kamdocs.handbook.feeds.calendars import person_calendar
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.passages import line
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import TEN_RULES, View, has_page, person_path
from kamdocs.language import _
from kamdocs.lint import Finding, Standing, in_order, soonest
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import TeamMember

LIMIT = 120
"""How many accounts and how many gaps of a list a page shows."""


def people_pages(view: View, known: Mapping[str, Page], guard: Guard) -> Iterator[Page]:
    """The list of the account managers, and a page for each; ``known`` are pages that are still right, by path."""
    rows = []
    for member_id, standings in sorted(view.owners.items(), key=lambda item: view.person(item[0])):
        open_gaps = _of_all(view, standings)
        soon = len(_soon(view, standings))
        rows.append((view.shared.members[member_id], len(standings), view.count_by_severity(open_gaps), soon))
    parts = fill("people.html", view=view, rows=rows)
    yield Page(
        path="people/index",
        title=_("Account managers"),
        lead=parts.part("lead"),
        sections=sections({anchors.ALL_MANAGERS: parts.part("all")}),
        search=(Passage("", (_("All account managers"),)),),
    )
    for member_id, standings in view.owners.items():
        if has_page(member_id):
            path = person_path(member_id)
            make = functools.partial(_person_page, view.shared.members[member_id], standings, view)
            yield known.get(path) or guard.page(path, make)


def _person_page(member: TeamMember, standings: Sequence[Standing], view: View) -> Page:
    parts = fill(
        "people.html",
        view=view,
        member=member,
        absences=[absence for absence in member.absences if absence.to >= view.as_of],
        standings=standings[:LIMIT],
        more=max(0, len(standings) - LIMIT),
        faulty=[one for one in standings if one.faulty and view.assessed],
        rules=TEN_RULES,
        open=_of_all(view, standings),
        soon=_soon(view, standings),
        limit=LIMIT,
        calendar=person_calendar(member.id),
    )
    return Page(
        path=person_path(member.id),
        title=member.name,
        lead=parts.part("person_lead"),
        sections=sections(
            {
                anchors.ACCOUNTS: parts.part("accounts"),
                anchors.OPEN_GAPS: parts.part("gaps"),
                anchors.OPENING_NEXT: parts.part("next"),
            }
        ),
        search=(Passage("", (line(member.title, *member.emails, *member.phones, member.id),)),),
    )


def _of_all(view: View, standings: Sequence[Standing]) -> Sequence[Finding]:
    found = [finding for standing in standings for finding in view.open_gaps(standing.id)]
    return in_order(found)


def _soon(view: View, standings: Sequence[Standing]) -> list[Finding]:
    found = [finding for standing in standings for finding in view.upcoming(standing.id, DUE_SOON_DAYS)]
    return soonest(found)
