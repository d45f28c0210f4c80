"""Lists of what happens between us and the customers: complaints, orders, talks about satisfaction."""

from datetime import date

from kamdocs.handbook import anchors
from kamdocs.handbook.lists.listing import (
    Cell,
    Column,
    Group,
    Listing,
    Part,
    Row,
    accounts_of,
    days_late,
    due,
    on,
)
from kamdocs.handbook.todo import Todo
from kamdocs.handbook.view import View
from kamdocs.handbook.words import number
from kamdocs.language import _, label, ngettext
from kamdocs.model import Account, Nonconformity, Order, SatisfactionReview
from kamdocs.rules.spans import YEAR, later


def complaints(view: View) -> Listing:
    """Remarks, complaints and claims: those that owe a step, and those settled within a year."""
    steps = {(one.account, one.record): one for one in view.todos if one.kind == "complaint"}
    found = [(one, account) for account in accounts_of(view) for one in account.nonconformities]
    owing = [pair for pair in found if _step(pair, steps)]
    owing.sort(key=lambda pair: (_weight(pair[0]), (_step(pair, steps) or _NOBODY).due or date.max))
    since = later(view.as_of, -YEAR)
    settled = [
        pair
        for pair in found
        if not _step(pair, steps) and pair[0].resolved_on and since <= pair[0].resolved_on <= view.as_of
    ]
    settled.sort(key=lambda pair: pair[0].resolved_on or date.min, reverse=True)
    critical = sum(one.weight == "critical" for one, _account in owing)
    words = ngettext("{number} is critical", "{number} are critical", critical).format(number=number(critical))
    return Listing(
        _("Complaints"),
        (
            Column(_("Received"), "received", "day"),
            Column(_("How bad"), "weight", "text", "value"),
            Column(_("What"), "what", title=True),
            Column(_("What is owed next"), "next", "state", "value"),
            Column(_("By"), "by", "day"),
            Column(_("Account"), "account", "account", "value"),
            Column(_("Which of us"), "who", "ours", "value"),
        ),
        Part(anchors.OWING, [_complaint(*pair, _step(pair, steps), view) for pair in owing],
             words if critical else ""),
        _("No complaint is open."),
        Part(anchors.SETTLED, [_settled(*pair) for pair in settled]),
        settled_columns=(
            Column(_("Received"), "received", "day"),
            Column(_("How bad"), "weight", "text", "value"),
            Column(_("What"), "what", title=True),
            Column(_("How it ended"), "ended", "state"),
            Column(_("Settled"), "settled", "day"),
            Column(_("Account"), "account", "account", "value"),
            Column(_("Which of us"), "who", "ours", "value"),
        ),
    )  # fmt: skip


_NOBODY = Todo("", "complaint", "", "", None, None)


def _step(pair: tuple[Nonconformity, Account], steps: dict[tuple[str, str], Todo]) -> Todo | None:
    return steps.get((pair[1].id, f"nonconformities/{pair[0].id}"))


def _weight(one: Nonconformity) -> int:
    return ("critical", "major", "minor").index(one.weight)


def _complaint(one: Nonconformity, account: Account, step: Todo | None, view: View) -> Row:
    said = step.text.removesuffix(f": {one.text}") if step else ""
    return Row(
        account.id,
        (
            Cell(day=one.received_on),
            Cell(f"{label(one.weight)}, {label(one.kind)}"),
            Cell(one.text, record=f"nonconformities/{one.id}"),
            Cell(said, bad=bool(step and step.late(view.as_of)), group=_group(one)),
            Cell(day=step.due if step else None),
            Cell(id=account.id),
            Cell(id=one.owner),
        ),
    )


def _group(one: Nonconformity) -> Group:
    """Whether a complaint that owes a step is open; home counts those, and leads to them."""
    return Group("open", _("not settled yet")) if one.open else Group("settled", _("settled, a word is owed"))


def _settled(one: Nonconformity, account: Account) -> Row:
    satisfied = _("they are satisfied") if one.confirmed_by_customer_on and not one.unsatisfied_since else ""
    ended = ", ".join(filter(None, (one.agreed_outcome, satisfied))) or label(one.status)
    return Row(
        account.id,
        (
            Cell(day=one.received_on),
            Cell(f"{label(one.weight)}, {label(one.kind)}"),
            Cell(one.text, record=f"nonconformities/{one.id}"),
            Cell(ended),
            Cell(day=one.resolved_on),
            Cell(id=account.id),
            Cell(id=one.owner),
        ),
    )


def orders(view: View) -> Listing:
    """The open orders by the promise in force, and those delivered within a year."""
    columns = (
        Column(_("Promised"), "promised", "day"),
        Column(_("How it stands"), "stands", "state"),
        Column(_("Order"), "order", title=True),
        Column(_("State"), "state", "text", "value"),
        Column(_("Ordered"), "ordered", "day"),
        Column(_("Account"), "account", "account", "value"),
        Column(_("Amount"), "amount", "number"),
    )
    found = [(one, account) for account in accounts_of(view) for one in account.orders]
    under_way = sorted((pair for pair in found if pair[0].open), key=lambda pair: pair[0].promise)
    since = later(view.as_of, -YEAR)
    done = [pair for pair in found if pair[0].delivered_on and since <= pair[0].delivered_on <= view.as_of]
    done.sort(key=lambda pair: pair[0].delivered_on or date.min, reverse=True)
    late = sum(one.promise < view.as_of and one.status != "on-hold" for one, _account in under_way)
    words = ngettext("{number} past its promise", "{number} past their promise", late).format(number=number(late))
    in_time = sum(not _lateness(one) for one, _account in done)
    told = ngettext("of {number}, {kept} by the day first promised", "of {number}, {kept} by the day first promised",
                    len(done)).format(number=number(len(done)), kept=number(in_time))  # fmt: skip
    return Listing(
        _("Orders"),
        columns,
        Part(anchors.OPEN, [_order(one, account, _state(one, view.as_of)) for one, account in under_way],
             words if late else ""),
        _("No order that is written down is open."),
        Part(anchors.DELIVERED, [_order(one, account, _delivered(one)) for one, account in done],
             told if done else ""),
        summed=6,
    )  # fmt: skip


def _state(one: Order, as_of: date) -> Cell:
    return Cell(label(one.status)) if one.status == "on-hold" else due(one.promise, as_of)


def _lateness(one: Order) -> str:
    return days_late(one.delivered_on, one.promised_on) if one.delivered_on else ""


def _delivered(one: Order) -> Cell:
    late, day = _lateness(one), _("delivered on {day}").format(day=on(one.delivered_on))
    return Cell(f"{day}, {late}" if late else day, bad=bool(late))


def _order(one: Order, account: Account, state: Cell) -> Row:
    return Row(
        account.id,
        (
            Cell(day=one.promise),
            state,
            Cell(": ".join(filter(None, (one.name, one.text))), record=f"orders/{one.id}"),
            Cell(label(one.status)),
            Cell(day=one.ordered_on),
            Cell(id=account.id),
            Cell(amount=one.amount, currency=one.currency or ""),
        ),
    )


def satisfaction(view: View) -> Listing:
    """Of each account that is held to the rules: when it was asked, who was, and what bothers it."""
    due_on = {one.account: one.due for one in view.todos if one.record == "satisfaction"}
    held = [account for account in accounts_of(view) if account.held]
    rows = [_asked(account, due_on.get(account.id), view) for account in held]
    since = later(view.as_of, -YEAR)
    asked = sum(any(since <= one.date <= view.as_of for one in account.satisfaction) for account in held)
    words = ngettext("of {number} account, {asked} asked within a year",
                     "of {number} accounts, {asked} asked within a year", len(held))  # fmt: skip
    return Listing(
        _("Satisfaction"),
        (
            Column(_("Account"), "account", "account", title=True),
            Column(_("Last asked"), "asked", "day"),
            Column(_("How"), "how", "text", "value"),
            Column(_("Who was asked"), "whom"),
            Column(_("What bothers"), "bothers"),
            Column(_("Ask again by"), "by", "day"),
            Column(_("How it stands"), "stands", "state"),
            Column(_("Which of us"), "who", "ours", "value"),
        ),
        Part(anchors.ACCOUNTS, rows, words.format(number=number(len(held)), asked=number(asked)) if held else ""),
        _("No account is held to the rules."),
    )


def _asked(account: Account, again: date | None, view: View) -> Row:
    case = view.case(account)
    past = [one for one in account.satisfaction if one.date <= view.as_of]
    last = max(past, key=lambda one: one.date, default=None)
    whom = ", ".join(case.person_name(one) for one in last.respondents) if last else ""
    return Row(
        account.id,
        (
            Cell(id=account.id),
            Cell(day=last.date if last else None),
            Cell(label(last.method)) if last else Cell(_("never, by what is written"), bad=True),
            Cell(whom),
            Cell(_bothers(last), record=f"satisfaction/{last.id}") if last else Cell(),
            Cell(day=again),
            due(again, view.as_of) if again else Cell(),
            Cell(id=account.owner),
        ),
    )


def _bothers(review: SatisfactionReview) -> str:
    if said := [one.text for one in (*review.bothers, *review.misses)]:
        return "; ".join(said)
    return _("nothing, they said") if review.none_stated else _("not written down")
