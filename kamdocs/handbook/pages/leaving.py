"""The page that tells what hangs on one of ours, for the day on which the person leaves; for who is told of gaps."""

import functools
from collections.abc import Callable, Iterator, Sequence

from kamdocs.handbook.failed import Guard
from kamdocs.handbook.leaving import Familiar, hanging_on_ours, known_people
from kamdocs.handbook.page import Page
from kamdocs.handbook.paths import has_page, leaving_path
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import View
from kamdocs.language import _
from kamdocs.model import TeamMember

SHOWN = 20
"""How many entries of a list are seen before the rest folds."""


def leaving_pages(view: View, guard: Guard) -> Iterator[Page]:
    """A page for each of ours who has one."""
    if not view.assessed:
        return
    people = functools.cache(lambda: known_people(view))  # looked for once; where that fails, each page says so
    for member in view.colleagues:
        if has_page(member.id):
            yield guard.page(leaving_path(member.id), functools.partial(_leaving_page, member, view, people))


def _leaving_page(member: TeamMember, view: View, people: Callable[[], Sequence[Familiar]]) -> Page:
    title = _("If {name} leaves").format(name=member.name)
    owned = view.owners.get(member.id, ())
    parts = fill(
        "leaving.html",
        view=view,
        title=title,
        member=member,
        hanging=hanging_on_ours(member, view, people()),
        sheets=[(one, path) for one in owned if (path := view.handover(one))],
        faulty=view.faulty,
        shown=SHOWN,
    )
    return Page(path=leaving_path(member.id), title=title, lead=parts.part("page"), wide=True)
