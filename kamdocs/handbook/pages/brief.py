"""The meeting brief: one sheet of A4 with what one needs at a customer's table.

It is a document of its own without theme and script: fast on a phone, and on paper what it is on the screen. The lists
are short and their texts clipped, so that it stays one sheet however full the plan is; the account's page has the rest.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

import msgspec

from kamdocs.handbook.answers import Answers
from kamdocs.handbook.failed import Guard, failed_brief
from kamdocs.handbook.happenings import contacts, next_steps
from kamdocs.handbook.page import Sheet
from kamdocs.handbook.pages.account import Known, present_people
from kamdocs.handbook.questions import questions
from kamdocs.handbook.templating import fill
from kamdocs.handbook.troubles import notices, troubles
from kamdocs.handbook.view import TEN_RULES, View, brief_path, has_page
from kamdocs.handbook.words import clipped
from kamdocs.lint import Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, Commitment, Id
from kamdocs.rules.case import Case

PEOPLE, BOTHERS, PROMISES, OPEN, GAPS, ASK, LAST = 6, 4, 3, 5, 3, 7, 2
"""How many lines each part of the sheet has room for."""
T = TypeVar("T")


class Few(msgspec.Struct, Generic[T], frozen=True):
    """The first of a list, and how many more there are."""

    shown: Sequence[T]
    more: int


class Line(msgspec.Struct, frozen=True):
    """A line of what is open; ``lacking`` is what isn't done, ``planned`` says that it was to be done on its day."""

    day: date
    kind: str
    text: str
    who: Id | None = None
    lacking: str = ""
    planned: bool = True


def brief_sheets(view: View, known: Mapping[str, Sheet], guard: Guard) -> Iterator[Sheet]:
    """The brief of each account whose plan could be read; ``known`` are those that are still right."""
    titles = {rule.slug: rule.head for rule in TEN_RULES}
    for standing in view.standings.values():
        if standing.account and has_page(standing.id):
            make = functools.partial(_sheet, standing, standing.account, titles, view)
            path = brief_path(standing.id)
            instead = functools.partial(failed_brief, standing)
            yield known.get(path) or guard.made(path, standing.id, make, instead)


def _sheet(standing: Standing, account: Account, titles: Mapping[str, str], view: View) -> Sheet:
    case, complete = view.case(account), view.complete(standing)
    answers = Answers(case, view.as_of, complete)
    gaps = view.open_gaps(standing.id)
    soon = view.upcoming(standing.id, DUE_SOON_DAYS)
    values = {
        "complete": complete,
        "attitudes": view.audience.reads("stakeholders.attitude"),
        "cells": [(titles[cell.rule], cell) for cell in standing.cells],
        "parent": _parent_name(account, view),
        "person_name": lambda person: clipped(case.person_name(person), 24) if person else "",
        "phones": lambda member: view.shared.members[member].phones if member in view.shared.members else (),
        "people": few(_who_matters(account, view), PEOPLE),
        "troubles": few(troubles(account, answers), BOTHERS),
        "promises": few(_promises(account), PROMISES),
        "lines": few(list(_open_lines(case, view, complete=complete)), OPEN),
        "gaps": few([one for one in gaps if one.gap.severity != "info"], GAPS),
        "reminders": sum(one.gap.severity == "info" for one in gaps),
        "questions": few(questions(answers, [*gaps, *soon]) if view.assessed else [], ASK),
        "last": few(contacts(case, view.as_of), LAST),
    }
    parts = fill("brief.html", view=view, standing=standing, account=account, **values)
    return Sheet(brief_path(standing.id), parts.part("document"))


def _parent_name(account: Account, view: View) -> str:
    parent = view.portfolio.parents.get(account.id)
    return view.standings[parent].name if parent else ""


def few(items: Sequence[T], limit: int) -> Few[T]:
    """The first of a list, with how many more there are."""
    return Few(items[:limit], max(0, len(items) - limit))


def _who_matters(account: Account, view: View) -> list[Known]:
    """The people who are there: those who decide, then those of influence, then by level."""
    present = present_people(account, view)
    return sorted(present, key=lambda one: (not one.person.decides, not one.person.influential))


def _promises(account: Account) -> list[Commitment]:
    """What is promised and not settled, soonest first; what has no day comes last."""
    return sorted((one for one in account.commitments if not one.settled_on), key=lambda one: one.due or date.max)


def _open_lines(case: Case, view: View, *, complete: bool) -> Iterator[Line]:
    """What one should know first, then the dated steps but promises, which have a part of their own."""
    for notice in notices(case, view.as_of, complete=complete):
        yield Line(notice.day, notice.kind, notice.text, lacking=notice.lacking, planned=False)
    for step in next_steps(case.account, view):
        if not step.record.startswith("commitments/"):
            yield Line(step.day, step.kind, step.text, step.who, planned=step.planned)
