"""What is owed: each to-do once. Promises and actions stand here, all others in the row of their record."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.subject import Part, Subject, aside
from kamdocs.handbook.todo import Todo, tally
from kamdocs.handbook.words import day_words
from kamdocs.language import _, label, ngettext
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, Action, Commitment, Id
from kamdocs.rules.golden import BY_SLUG
from kamdocs.rules.spans import later


class Doing(msgspec.Struct, frozen=True):
    """A row: the to-do, and of a promise or an action its record (None for others)."""

    todo: Todo
    promise: Commitment | None = None
    action: Action | None = None


class Settled(msgspec.Struct, frozen=True):
    """A promise or an action that is no to-do: it is done, or it is not known whether it is."""

    day: date
    record: str
    promise: Commitment | None = None
    action: Action | None = None


def doing_part(of: Subject) -> Part:
    """What is late, without a day and to come until a month from now; what comes later and what is settled folded."""
    until = later(of.as_of, DUE_SOON_DAYS)
    rows = [*_rows(of)]
    now = [one for one in rows if one.todo.due is None or one.todo.due <= until]
    then = rows[len(now) :]
    names = _names(of.account) if any(one.serves for one in of.account.actions) else {}
    numbers = tally(of.todos, of.as_of, until)
    parts = of.filled(
        "doing",
        now=now,
        then=then,
        last=then[-1].todo.due if then else None,
        settled=sorted(_settled(of), key=lambda one: one.day, reverse=True),
        tally=numbers,
        until=until,
        aims_place=anchors.OBJECTIVES.anchor,
        serves=lambda action: _serves(action, names),
    )
    words = parts.part("numbers") if of.complete and rows else Markup()
    late = ngettext("{number} late", "{number} late", numbers.late).format(number=numbers.late)
    number = late if numbers.late else str(numbers.now)
    made = Section(anchors.PROMISES, parts.part("doing"), aside(words), "right")
    return Part(made, number if of.complete else "")


def _rows(of: Subject) -> Iterator[Doing]:
    promises = {f"commitments/{one.id}": one for one in of.account.commitments}
    actions = {f"actions/{one.id}": one for one in of.account.actions}
    return (Doing(todo, promises.get(todo.record), actions.get(todo.record)) for todo in of.todos)


def _settled(of: Subject) -> Iterator[Settled]:
    for promise in of.account.commitments:
        record = f"commitments/{promise.id}"
        if record not in of.owed:
            yield Settled(promise.settled_on or promise.made_on, record, promise=promise)
    for action in of.account.actions:
        record = f"actions/{action.id}"
        if record not in of.owed:
            yield Settled(action.done_on or action.due or date.min, record, action=action)


def _serves(action: Action, names: Mapping[Id, str]) -> str:
    """The golden rule or the record that an action serves, in words."""
    if not action.serves:
        return ""
    rule = BY_SLUG.get(action.serves)
    return rule.title if rule else names.get(action.serves, label(action.serves))


def _names(account: Account) -> Mapping[Id, str]:
    """By the id of a record that an action may serve: what it is called."""
    found = {one.id: one.name for one in account.stakeholders}
    found |= {one.id: one.title for one in account.opportunities}
    found |= {one.id: one.text for one in account.nonconformities}
    found |= {one.id: one.text for one in account.expectations}
    found |= {one.id: one.text for one in account.needs}
    found |= {one.id: one.text for one in account.risks}
    found |= {one.id: one.text for one in account.objectives}
    found |= {one.id: one.text for one in account.commitments}
    found |= {one.id: one.topic for one in account.briefings}
    found |= {one.id: one.topic for one in account.help}
    found |= {one.id: f"{label(one.kind)} {day_words(one.date)}" for one in account.interactions}
    found |= {one.id: _("order {id}").format(id=one.name) for one in account.orders}
    return found | {one.id: one.text for review in account.satisfaction for one in (*review.bothers, *review.misses)}
