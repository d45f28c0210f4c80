"""Our people: the list of the team, and a page for each: my work."""

import functools
from collections.abc import Iterator, Mapping

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.failed import Guard
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.pages.my_work import my_work_page
from kamdocs.handbook.paths import has_page, person_path
from kamdocs.handbook.templating import fill
from kamdocs.handbook.todo import Tally, tally
from kamdocs.handbook.view import View
from kamdocs.language import _
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import TeamMember
from kamdocs.rules.spans import later


class Colleague(msgspec.Struct, frozen=True):
    """One of ours in the list of the team: how many accounts, what is owed, and the open gaps of those accounts."""

    member: TeamMember
    accounts: int
    owed: Tally
    gaps: dict[str, int]


def people_pages(view: View, known: Mapping[str, Page], guard: Guard) -> Iterator[Page]:
    """The list of the team, and a page for everybody who is with us or still looks after something.

    ``known`` are pages, by path, that are right if they are made of the same.
    """
    yield guard.page("people/index", functools.partial(_team_page, view))
    for member in view.colleagues:
        if has_page(member.id):
            yield guard.page(person_path(member.id), functools.partial(my_work_page, member, view, known))


def _team_page(view: View) -> Page:
    parts = fill("people.html", view=view, rows=[_colleague(member, view) for member in view.colleagues])
    return Page(
        path="people/index",
        title=_("Our people"),
        lead=parts.part("lead"),
        sections=sections({anchors.ALL_MANAGERS: parts.part("all")}),
        search=(Passage("", (_("All account managers"), _("Our people"))),),
        wide=True,
    )


def _colleague(member: TeamMember, view: View) -> Colleague:
    owned = view.owners.get(member.id, ())
    until = later(view.as_of, DUE_SOON_DAYS)
    gaps = [finding for standing in owned for finding in view.open_gaps(standing.id)]
    owed = tally(view.todos_by(member.id), view.as_of, until)
    return Colleague(member, len(owned), owed, view.count_by_severity(gaps))
