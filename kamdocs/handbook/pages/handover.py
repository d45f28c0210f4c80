"""The handover sheet of an account, for the colleague who takes it over: who is who, what is owed, what hangs on whom.

A document of its own, as the brief is. It tells what is owed and what is missing, so it is for who is told of gaps.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from kamdocs.handbook.answers import Answers
from kamdocs.handbook.contract import terms
from kamdocs.handbook.failed import Guard, failed_sheet
from kamdocs.handbook.happenings import Event, events
from kamdocs.handbook.leaving import Hanging, Theirs
from kamdocs.handbook.page import Sheet
from kamdocs.handbook.passages import address_line
from kamdocs.handbook.paths import handover_path
from kamdocs.handbook.templating import fill
from kamdocs.handbook.todos import told_by_todos
from kamdocs.handbook.view import View
from kamdocs.handbook.years import last_year
from kamdocs.language import _
from kamdocs.lint import Standing
from kamdocs.model import Account, Id, Stakeholder

TALKS = 12
"""How many of the last talks are told: about a year of an account that is looked after."""


class Handed(msgspec.Struct, frozen=True):
    """Somebody at the customer as who takes over has to know the person."""

    person: Stakeholder
    met_by: Sequence[Id]
    hanging: Sequence[Hanging]


def handover_sheets(view: View, known: Mapping[str, Sheet], guard: Guard) -> Iterator[Sheet]:
    """The sheet of each account whose plan could be read; ``known`` are those that are still right."""
    for standing in view.standings.values():
        if standing.account and (path := view.handover(standing)):
            make = functools.partial(_sheet, standing, standing.account, view)
            instead = functools.partial(failed_sheet, path, _title(standing), standing)
            yield known.get(path) or guard.made(path, standing.id, make, instead)


def _title(standing: Standing) -> str:
    return _("Handover: {name}").format(name=standing.name)


def _sheet(standing: Standing, account: Account, view: View) -> Sheet:
    complete = view.complete(standing)
    case = view.case(account)
    todos, people = view.todos_of(standing.id), _people(account, view)
    gaps = [one for one in view.open_gaps(standing.id) if one.gap.severity != "info"]
    talks: Sequence[Event] = events(account, view, complete=complete)[:TALKS]
    document = fill(
        "handover.html",
        view=view,
        title=_title(standing),
        standing=standing,
        account=account,
        complete=complete,
        place=address_line(account),
        revenue=last_year(view.revenue_of(account), view.as_of.year),
        terms=list(terms(account.contract, view.as_of, complete=complete)) if account.contract else [],
        people=people,
        more=len(view.present_people(account)) - len(people),
        person_name=case.person_name,
        todos=todos,
        answers=Answers(case, view.as_of, complete),
        reviews=sorted(account.satisfaction, key=lambda one: one.date, reverse=True)[:1],
        chances=[one for one in account.opportunities if one.open],
        gaps=[one for one in gaps if not told_by_todos(one, todos)],
        talks=talks,
    ).part("document")
    return Sheet(handover_path(standing.id), document)


def _people(account: Account, view: View) -> list[Handed]:
    theirs = Theirs(account, view)
    return [Handed(one.person, one.met_within_a_year(view.as_of), theirs.hanging_on(one)) for one in theirs.told]
