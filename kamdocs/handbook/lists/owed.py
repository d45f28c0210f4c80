"""Lists of what we owe: all to-dos, promises, actions, contacts."""

from collections.abc import Sequence
from datetime import date

from kamdocs.handbook import anchors
from kamdocs.handbook.lists.listing import (
    Cell,
    Column,
    Listing,
    Part,
    Row,
    accounts_of,
    days_late,
    due,
    on,
)
from kamdocs.handbook.owed_words import silent_people
from kamdocs.handbook.todo import Todo, tally
from kamdocs.handbook.todos import kind_word
from kamdocs.handbook.view import View
from kamdocs.handbook.words import number
from kamdocs.language import _, label, ngettext
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, Action, Commitment
from kamdocs.rules.spans import YEAR, later


def standing_words(todos: Sequence[Todo], as_of: date) -> str:
    """How many are late, without a day, and to come."""
    found = tally(todos, as_of, date.max)
    words = [
        ngettext("{number} late", "{number} late", found.late).format(number=number(found.late)) if found.late else "",
        ngettext("{number} without a day", "{number} without a day", found.undated).format(number=number(found.undated))
        if found.undated
        else "",
        ngettext("{number} to come", "{number} to come", found.soon).format(number=number(found.soon))
        if found.soon
        else "",
    ]
    return ", ".join(filter(None, words))


def all_todos(view: View) -> Listing:
    """Everything that somebody of ours owes a customer, as far as a year ahead."""
    todos = [one for one in view.todos if one.due is None or one.due <= later(view.as_of, YEAR)]
    soon = tally(todos, view.as_of, later(view.as_of, DUE_SOON_DAYS))
    rows = [
        Row(
            one.account,
            (
                Cell(day=one.due),
                due(one.due, view.as_of),
                Cell(one.text, record=one.record),
                Cell(id=one.account),
                Cell(id=one.who),
                Cell(kind_word(one.kind)),
            ),
        )
        for one in todos
    ]
    words = ngettext("{number} asks for something now or within a month",
                     "{number} ask for something now or within a month", soon.now)  # fmt: skip
    return Listing(
        _("To-dos"),
        (
            Column(_("By"), "by", "day"),
            Column(_("How it stands"), "stands", "state", "value"),
            Column(_("What"), "what", title=True),
            Column(_("Account"), "account", "account", "value"),
            Column(_("Which of us"), "who", "ours", "value"),
            Column(_("Kind"), "kind", "text", "value"),
        ),
        Part(anchors.OPEN, rows, words.format(number=number(soon.now))),
        _("Nothing is written down that anybody owes."),
    )


def _in_turn(found: list[tuple[date | None, Row]], as_of: date) -> list[Row]:
    """Late ones, those without a day, and the others, each by day."""

    def turn(one: tuple[date | None, Row]) -> tuple[int, date]:
        day = one[0]
        return (1, date.max) if day is None else (0 if day < as_of else 2, day)

    return [row for _day, row in sorted(found, key=turn)]


def promises(view: View) -> Listing:
    """All promises: the open ones, and those settled within a year."""
    columns = (
        Column(_("By"), "by", "day"),
        Column(_("How it stands"), "stands", "state", "value"),
        Column(_("Promise"), "promise", title=True),
        Column(_("To"), "to"),
        Column(_("Account"), "account", "account", "value"),
        Column(_("Which of us"), "who", "ours", "value"),
        Column(_("Given"), "given", "day"),
    )
    found = [(one, account) for account in accounts_of(view) for one in account.commitments]
    unsettled = [(one.due, _promise(one, account, view)) for one, account in found if not one.settled_on]
    since = later(view.as_of, -YEAR)
    settled = [pair for pair in found if pair[0].settled_on and since <= pair[0].settled_on <= view.as_of]
    settled.sort(key=lambda pair: pair[0].settled_on or date.min, reverse=True)
    judged = [one for one, _account in settled if not one.released_on and one.first_day]
    kept = sum(one.kept_on is not None and one.first_day is not None and one.kept_on <= one.first_day for one in judged)
    words = ngettext("of {number} that was not released, {kept} kept in time",
                     "of {number} that were not released, {kept} kept in time", len(judged))  # fmt: skip
    todos = [one for one in view.todos if one.kind == "promise"]
    return Listing(
        _("Promises"),
        columns,
        Part(anchors.OPEN, _in_turn(unsettled, view.as_of), standing_words(todos, view.as_of)),
        _("No promise is open."),
        Part(
            anchors.SETTLED,
            [_promise(one, account, view) for one, account in settled],
            words.format(number=number(len(judged)), kept=number(kept)) if judged else "",
        ),
    )


def _promise(one: Commitment, account: Account, view: View) -> Row:
    return Row(
        account.id,
        (
            Cell(day=one.due),
            _settled(one) if one.settled_on else due(one.due, view.as_of),
            Cell(one.text, record=f"commitments/{one.id}"),
            Cell(view.case(account).person_name(one.to) if one.to else ""),
            Cell(id=account.id),
            Cell(id=one.by),
            Cell(day=one.made_on),
        ),
    )


def _settled(one: Commitment) -> Cell:
    if one.released_on and (one.kept_on is None or one.released_on < one.kept_on):
        return Cell(_("released on {day}").format(day=on(one.released_on)))
    late = days_late(one.kept_on, one.first_day) if one.kept_on and one.first_day else ""
    kept = _("kept on {day}").format(day=on(one.kept_on))
    return Cell(f"{kept}, {late}" if late else kept, bad=bool(late))


def actions(view: View) -> Listing:
    """All actions: the open ones, and those done or dropped within a year."""
    columns = (
        Column(_("By"), "by", "day"),
        Column(_("How it stands"), "stands", "state", "value"),
        Column(_("Action"), "action", title=True),
        Column(_("Account"), "account", "account", "value"),
        Column(_("Which of us"), "who", "ours", "value"),
        Column(_("Begun"), "begun", "day"),
    )
    found = [(one, account) for account in accounts_of(view) for one in account.actions]
    unsettled = [(one.due, _action(one, account, view)) for one, account in found if one.open]
    since = later(view.as_of, -YEAR)
    done = [pair for pair in found if pair[0].done_on and not pair[0].open and since <= pair[0].done_on <= view.as_of]
    done.sort(key=lambda pair: pair[0].done_on or date.min, reverse=True)
    todos = [one for one in view.todos if one.kind == "action"]
    return Listing(
        _("Actions"),
        columns,
        Part(anchors.OPEN, _in_turn(unsettled, view.as_of), standing_words(todos, view.as_of)),
        _("No action is open."),
        Part(anchors.DONE, [_action(one, account, view) for one, account in done]),
    )


def _action(one: Action, account: Account, view: View) -> Row:
    state = due(one.due, view.as_of)
    if not one.open:
        state = Cell(_("{state} on {day}").format(state=label(one.status), day=on(one.done_on)))
    return Row(
        account.id,
        (
            Cell(day=one.due),
            state,
            Cell(one.text, record=f"actions/{one.id}"),
            Cell(id=account.id),
            Cell(id=one.owner),
            Cell(day=one.added_on),
        ),
    )


def contacts_owed(view: View) -> Listing:
    """Whom we owe a word: the accounts by the day on which a contact is due, with who was silent the longest."""
    todos = [one for one in view.todos if one.kind == "contact"]
    rows = [_contact(one, view) for one in sorted(todos, key=lambda one: (one.due or date.max, one.account))]
    return Listing(
        _("Whom we owe a word"),
        (
            Column(_("By"), "by", "day"),
            Column(_("How it stands"), "stands", "state", "value"),
            Column(_("Account"), "account", "account", title=True),
            Column(_("Which of us"), "who", "ours", "value"),
            Column(_("Last contact"), "last", "day"),
            Column(_("With whom"), "whom"),
            Column(_("Phone"), "phone"),
        ),
        Part(anchors.CONTACTS, rows, standing_words(todos, view.as_of)),
        _("No contact is due within a year."),
    )


def _contact(todo: Todo, view: View) -> Row:
    standing = view.standings[todo.account]
    people = silent_people(standing, view)
    account = standing.account
    last = max((one.date for one in view.case(account).contacts), default=None) if account else None
    person = people[0].person if people else None
    return Row(
        todo.account,
        (
            Cell(day=todo.due),
            due(todo.due, view.as_of),
            Cell(id=todo.account),
            Cell(id=todo.who),
            Cell(day=last),
            Cell(person.name, record=f"person/{person.id}") if person else Cell(),
            Cell(person.phones[0] if person and person.phones else ""),
        ),
    )
