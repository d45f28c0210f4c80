"""The meeting brief: one sheet of A4 with what one needs at a customer's table.

It is a document of its own without theme and script: fast on a phone, and on paper what it is on the screen. The lists
are short and their texts clipped, so that it stays one sheet however full the plan is; the account's page has the rest.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

import msgspec

from kamdocs.handbook.failed import Guard, failed_brief
from kamdocs.handbook.happenings import next_steps
from kamdocs.handbook.page import Sheet
from kamdocs.handbook.pages.account import Known, complaints, present_people
from kamdocs.handbook.questions import questions
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import TEN_RULES, View, brief_path, has_page
from kamdocs.handbook.words import clipped
from kamdocs.language import _, label
from kamdocs.lint import Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, Commitment, Id, Interaction
from kamdocs.rules.case import Case

PEOPLE, BOTHERS, PROMISES, OPEN, GAPS, ASK, LAST = 6, 4, 3, 5, 3, 7, 2
"""How many lines each part of the sheet has room for."""
T = TypeVar("T")


class Few(msgspec.Struct, Generic[T], frozen=True):
    """The first of a list, and how many more there are."""

    shown: Sequence[T]
    more: int


class Trouble(msgspec.Struct, frozen=True):
    """Something that bothers them: since when, who said so, and what we do about it."""

    text: str
    kind: str
    who: str
    day: date
    answer: str


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
    troubles = sorted(_troubles(account, case, complete=complete), key=lambda one: one.day, reverse=True)
    steps = [step for step in next_steps(account, view) if not step.record.startswith("commitments/")]
    gaps = view.open_gaps(standing.id)
    soon = view.upcoming(standing.id, DUE_SOON_DAYS)
    values = {
        "complete": complete,
        "attitudes": view.audience.reads("stakeholders.attitude"),
        "cells": [(titles[cell.rule], cell) for cell in standing.cells],
        "person_name": lambda person: clipped(case.person_name(person), 24) if person else "",
        "people": few(_who_matters(account, view), PEOPLE),
        "troubles": few(troubles, BOTHERS),
        "promises": few(_promises(account), PROMISES),
        "steps": few(steps, OPEN),
        "gaps": few([one for one in gaps if one.gap.severity != "info"], GAPS),
        "questions": few(questions(account, [*gaps, *soon]) if view.assessed else [], ASK),
        "last": few(_last(account, view), LAST),
    }
    parts = fill("brief.html", view=view, standing=standing, account=account, **values)
    return Sheet(brief_path(standing.id), parts.part("document"))


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


def _troubles(account: Account, case: Case, *, complete: bool) -> Iterator[Trouble]:
    """What bothers or is missing and is not mended yet, open nonconformities, and expectations that we don't meet."""
    actions = {action.id: action for action in account.actions}

    def answer(action: Id | None) -> str:
        return actions[action].text if action in actions else _("nothing yet") if complete else ""

    def unmended(action: Id | None) -> bool:
        """Whether nothing is done about it; an action that is not here may stand in the file, and be done."""
        return action is None or (actions[action].open if action in actions else complete)

    for review, kind, bother in complaints(account.satisfaction):
        if bother.decision is None and unmended(bother.action):
            who = case.person_name(bother.from_) if bother.from_ else ""
            yield Trouble(bother.text, label(kind), who, review.date, answer(bother.action))
    for wish in account.expectations:
        if wish.fulfilment in ("partly", "not-met"):
            who = case.person_name(wish.stakeholder) if wish.stakeholder else ""
            yield Trouble(wish.text, label(wish.fulfilment), who, wish.as_of, answer(wish.action))
    yield from _nonconformities(account, case)


def _nonconformities(account: Account, case: Case) -> Iterator[Trouble]:
    for one in account.nonconformities:
        if one.open:
            who = case.person_name(one.received_from) if one.received_from else ""
            said = one.agreed_outcome or (one.updates[-1].text if one.updates else "")
            yield Trouble(one.text, label(one.kind), who, one.received_on, said)


def _last(account: Account, view: View) -> list[Interaction]:
    """When we met, wrote or called lately, newest first."""
    past = [one for one in account.interactions if one.date <= view.as_of]
    return sorted(past, key=lambda one: one.date, reverse=True)
