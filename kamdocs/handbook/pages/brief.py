"""The meeting brief: one sheet of A4 with what one needs at a customer's table.

It is a document of its own without theme and script: fast on a phone, and on paper what it is on the screen. The lists
are as long as one sheet has room for and say how many more there are; the account's page has the rest.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

import msgspec
from markupsafe import Markup

from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.answers import Answers
from kamdocs.handbook.failed import Guard, failed_brief
from kamdocs.handbook.happenings import contacts, next_steps
from kamdocs.handbook.page import Sheet
from kamdocs.handbook.pages.brief_dealings import complaints_first, favours, order_lines, without_orders
from kamdocs.handbook.pages.brief_facts import facts, map_address, ours_to_call
from kamdocs.handbook.pages.brief_room import ROOMS, fits
from kamdocs.handbook.passages import address_line
from kamdocs.handbook.questions import questions
from kamdocs.handbook.templating import fill
from kamdocs.handbook.troubles import notices
from kamdocs.handbook.view import TEN_RULES, View, brief_path, has_page
from kamdocs.handbook.words import clipped
from kamdocs.lint import Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, Commitment, Id

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
    said = _said(standing, account, titles, view)
    lists = _lists(standing, account, view)
    document = Markup()
    for room in ROOMS:
        shown = {part: few(items, getattr(room, part)) for part, items in lists.items()}
        told = facts(account, view, room.named, complete=view.complete(standing))
        values = {**said, **shown, "facts": told, "letters": room.letters}
        document = fill("brief.html", view=view, standing=standing, account=account, **values).part("document")
        if fits(document):
            break
    return Sheet(brief_path(standing.id), document)


def _said(standing: Standing, account: Account, titles: Mapping[str, str], view: View) -> dict[str, object]:
    """What is on the sheet whatever room there is."""
    case, complete = view.case(account), view.complete(standing)
    reminders = sum(one.gap.severity == "info" for one in view.open_gaps(standing.id))
    return {
        "complete": complete,
        "attitudes": view.audience.reads("stakeholders.attitude"),
        "cells": [(titles[cell.rule], cell) for cell in standing.cells],
        "parent": _parent_name(account, view),
        "place": address_line(account),
        "map": map_address(account),
        "interview": view.interview(standing),
        "person_name": lambda person: clipped(case.person_name(person), 24) if person else "",
        "phones": lambda member: view.shared.members[member].phones if member in view.shared.members else (),
        "reminders": reminders,
    }


def _lists(standing: Standing, account: Account, view: View) -> dict[str, Sequence[object]]:
    """By the name of its part in a ``Room``, what the sheet has as much of as it has room for, in full."""
    complete = view.complete(standing)
    answers = Answers(view.case(account), view.as_of, complete)
    gaps = view.open_gaps(standing.id)
    soon = view.upcoming(standing.id, DUE_SOON_DAYS)
    return {
        "ours": ours_to_call(account, view),
        "people": _who_matters(account, view),
        "troubles": complaints_first(account, answers),
        "promises": _promises(account),
        "orders": order_lines(account, view, complete=complete),
        "lines": list(_open_lines(account, view, complete=complete)),
        "help": favours(account),
        "gaps": [one for one in gaps if one.gap.severity != "info"],
        "questions": questions(answers, [*gaps, *soon]) if view.assessed else [],
        "last": contacts(answers.case, view.as_of),
    }


def _parent_name(account: Account, view: View) -> str:
    parent = view.portfolio.parents.get(account.id)
    return view.standings[parent].name if parent else ""


def few(items: Sequence[T], limit: int) -> Few[T]:
    """The first of a list, with how many more there are."""
    return Few(items[:limit], max(0, len(items) - limit))


def _who_matters(account: Account, view: View) -> list[Known]:
    """The people who are there: those who decide, then those of influence, then by level."""
    present = view.present_people(account)
    return sorted(present, key=lambda one: (not one.person.decides, not one.person.influential))


def _promises(account: Account) -> list[Commitment]:
    """What is promised and not settled, soonest first; what has no day comes last."""
    return sorted((one for one in account.commitments if not one.settled_on), key=lambda one: one.due or date.max)


def _open_lines(account: Account, view: View, *, complete: bool) -> Iterator[Line]:
    """What one should know first, then the dated steps but promises and deliveries, which have parts of their own."""
    case = view.case(without_orders(account))
    for notice in notices(case, view.as_of, complete=complete):
        yield Line(notice.day, notice.kind, notice.text, lacking=notice.lacking, planned=False)
    for step in next_steps(account, view):
        if not step.record.startswith(("commitments/", "orders/")):
            yield Line(step.day, step.kind, step.text, step.who, planned=step.planned)
