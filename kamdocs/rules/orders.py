"""Golden rule 5, order execution: follow every order to its end, tell of delays, hear what else is needed."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kamdocs.language import Sentence, say
from kamdocs.model import Order, Record
from kamdocs.rules.answers import DECIDED, DELIVERED, ORDERED, by_need, chance
from kamdocs.rules.case import Case
from kamdocs.rules.check import TO_THE_END, check
from kamdocs.rules.covering import of_the_same_order
from kamdocs.rules.gap import Lapse, Severity
from kamdocs.rules.mend import TODAY, adds, made, mend, picks, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, YEAR, Span, after, divide, later, uncovered, within

FORGOTTEN = 90
"""How many days after the delivery nobody asks about it any more."""


@check(
    "KAM501",
    "order-tracking-undeclared",
    ("warning", "info", "info"),
    hint="list the orders that matter, or say in orders_tracked_in where they are followed",
    mend=mend(
        "Where are their orders followed?",
        way("in another system", sets("orders_tracked_in")),
        way("here: an order is open", ORDERED),
    ),
    ahead="orders are to be listed by {due}, or where they are followed is to be said",
    holds=TO_THE_END,
    days=60,
)
def order_tracking_undeclared(case: Case, days: int) -> Iterator[Lapse]:
    """An order that is open, or was delivered within a year, is listed; or the plan says where they are followed.

    Why: something can always go wrong with an order; somebody has to look, and others have to know where.

    How to close: list the orders that matter, or write an address or the name of a system into orders_tracked_in.

    Bad:

        industry: tooling

    Good:

        orders_tracked_in: the ERP, customer K-10442
    """
    if case.account.orders_tracked_in:
        return
    listed = [
        Span(order.ordered_on, later(order.delivered_on, YEAR) if order.delivered_on else FOREVER)
        for order in case.account.orders
        if order.open or order.delivered_on
    ]
    for span in uncovered(later(case.since, days), [listed]):
        message = say("no order of the last year is listed, and where orders are followed is not recorded")
        yield Lapse(span, case.account, message, field="orders")


@check(
    "KAM502",
    "order-past-promise",
    "error",
    hint="deliver and set delivered_on; or tell the customer a new day, and record it under delays with to and told_on",
    mend=mend(
        "How does the order stand?",
        DELIVERED,
        way(
            "the customer was told a new day",
            adds("delays", "to", "told_on", may=("reason",), gives={"known_on": TODAY}),
        ),
        way("the customer knows a day that stands under delays", picks("delays", "told_on")),
        way("it is cancelled", sets(status="cancelled")),
    ),
    ahead="order {order} is promised for {day}",
    starter=True,
    holds=TO_THE_END,
    covers={"KAM504": of_the_same_order},
)
def order_past_promise(case: Case) -> Iterator[Lapse]:
    """An order that is not delivered is within the promise in force.

    Why: their own customers wait as well. A promise that passes in silence costs more than the delay.

    How to close: deliver and record delivered_on; or agree a new day with the customer, and add a delay with to and
    told_on. A new day that the customer doesn't know of is no promise. While an order is on-hold, it rests.

    Bad:

        orders:
          - {id: "4500012", status: in-execution, ordered_on: 2026-08-20, promised_on: 2026-11-10}

    Good:

        orders:
          - id: "4500012"
            status: in-execution
            ordered_on: 2026-08-20
            promised_on: 2026-11-10
            delays: [{known_on: 2026-11-05, to: 2026-12-10, told_on: 2026-11-05}]
    """
    for order in case.account.orders:
        untold = any(delay.to and not delay.told_on for delay in order.delays)
        hint = say("tell the customer the day that stands under delays, and set its told_on") if untold else None
        for promise, held in _promises(order):
            message = say("order {order} was promised for {day} and is not delivered", order=order.name, day=promise)
            span = case.owed(promise, after(promise), order.delivered_on)
            for part in within([span], held):
                yield Lapse(part, order, message, field="promised_on", hint=hint)


@check(
    "KAM503",
    "order-not-checked",
    "warning",
    hint="ask how the order is getting on, and set last_checked_on",
    mend=mend("When did somebody ask how the order is getting on?", sets("last_checked_on")),
    ahead="order {order} is to be checked in the week before {day}, for which it is promised",
    holds=TO_THE_END,
    days=3,
    window_days=7,
)
def order_not_checked(case: Case, days: int, window_days: int) -> Iterator[Lapse]:
    """An open order was checked in the week before the promise in force.

    Why: the earlier we know that something goes wrong, the less it costs the customer.

    How to close: ask those who carry it out, and set last_checked_on. After the promised day the gap closes; then
    another check looks at the order.

    Bad:

        orders:
          - {id: "4500012", status: in-execution, ordered_on: 2026-10-05, promised_on: 2026-11-25}

    Good:

        orders:
          - id: "4500012"
            status: in-execution
            ordered_on: 2026-10-05
            promised_on: 2026-11-25
            last_checked_on: 2026-11-20
    """
    for order in case.account.orders:
        if _rests(order):
            continue
        checked = order.last_checked_on
        begins = watch_begins(case, order, days)
        if checked and checked < min(later(order.promise, -window_days), begins):
            checked = None
        end = min(after(order.promise), checked or FOREVER, order.delivered_on or FOREVER)
        terms = {"order": order.name, "day": order.promise}
        message = say("nobody has checked order {order} in the week before {day}, for which it is promised", **terms)
        span = case.owed(order.promise, begins, end)
        yield Lapse(span, order, message, field="last_checked_on")


@check(
    "KAM504",
    "delay-not-told",
    "error",
    hint="tell the customer today, and record it under delays with told_on",
    mend=mend(
        "When was the customer told that it is late?",
        way("the customer was told of this delay", sets("told_on")),
        way(
            "the customer was told that it is late",
            adds("delays", "told_on", may=("to", "reason"), gives={"known_on": TODAY}),
        ),
    ),
    ahead="the customer is to be told by {due} that order {order} is late",
    holds=TO_THE_END,
    days=1,
)
def delay_not_told(case: Case, days: int) -> Iterator[Lapse]:
    """Each delay that we know of, and each day that passed without the delivery, was told to the customer.

    Why: told early, a delay can be planned around; found out, it is a broken promise.

    How to close: tell the customer, with the new day if there is one, and record told_on in the delay. Once the order
    is delivered it is a warning, and three months later it is forgotten.

    Bad:

        orders:
          - id: "4500012"
            status: delayed
            ordered_on: 2026-08-20
            promised_on: 2026-12-10
            delays: [{known_on: 2026-11-16, to: 2026-12-18}]

    Good:

        orders:
          - id: "4500012"
            status: delayed
            ordered_on: 2026-08-20
            promised_on: 2026-12-10
            delays: [{known_on: 2026-11-16, to: 2026-12-18, told_on: 2026-11-17}]
    """
    for order in case.account.orders:
        forgotten = later(order.delivered_on, FORGOTTEN) if order.delivered_on else FOREVER
        for known_on, told_on, about in delays_of(order):
            passed = about is order  # the day went by; nobody wrote down when it was known
            opens = case.calendar.past(known_on, days)
            record = f"{order.id}/{known_on}"
            span = case.owed(known_on, opens, min(told_on or FOREVER, forgotten))
            ahead = hint = None
            if passed:  # that it will be late is not known before
                ahead = say("if order {order} is late, the customer is to be told by {due}",
                            order=order.name, due=later(opens, -1))  # fmt: skip
                hint = say("tell the customer that it is late, and record it under delays with known_on and told_on")
            for part, came in divide(span, [Span(order.delivered_on)] if order.delivered_on else []):
                severity: Severity | None = "warning" if came else None
                message = _not_told(order, known_on, passed=passed, came=bool(came))
                yield Lapse(part, about, message, record=record, severity=severity, ahead=ahead, hint=hint)


def _not_told(order: Order, day: date, *, passed: bool, came: bool) -> Sentence:
    """Where a promise passed, ``day`` is the first day after it; of a delay it is the day on which it was known."""
    if passed and came:
        return say("order {order} was late from {day} on; the customer was not told", order=order.name, day=day)
    if passed:
        return say("order {order} has been late since {day}; the customer was not told", order=order.name, day=day)
    if came:
        return say("order {order} was late, known on {day}; the customer was not told", order=order.name, day=day)
    return say("order {order} has been known to be late since {day}; the customer was not told",
               order=order.name, day=day)  # fmt: skip


@check(
    "KAM505",
    "delivery-not-followed-up",
    "warning",
    hint="ask whether everything was right, and set followed_up_on",
    mend=mend("When did somebody ask how the delivery went?", sets("followed_up_on")),
    ahead="somebody is to ask by {due} how the delivery of order {order} on {day} went",
    holds=TO_THE_END,
    question=ask(3, "Was everything right with order {what}?"),
    days=14,
)
def delivery_not_followed_up(case: Case, days: int) -> Iterator[Lapse]:
    """Somebody asked after the delivery whether everything was right.

    Why: most people don't complain, they order elsewhere. A call after the delivery hears what they don't write.

    How to close: ask, and set followed_up_on. Three months after the delivery the gap closes by itself: then it is
    too late to ask.

    Bad:

        orders:
          - {id: "45012", status: accepted, ordered_on: 2026-08-20, promised_on: 2026-10-20, delivered_on: 2026-10-20}

    Good:

        orders:
          - id: "4500012"
            status: delivered
            ordered_on: 2026-08-20
            promised_on: 2026-10-20
            delivered_on: 2026-10-20
            followed_up_on: 2026-10-27
    """
    for order in case.account.orders:
        if order.delivered_on and order.status != "cancelled":
            message = say("nobody asked after the delivery of order {order} on {day}", order=order.name,
                          day=order.delivered_on)  # fmt: skip
            opens = later(order.delivered_on, days)
            span = case.past(order.delivered_on, opens, order.followed_up_on, remembered=FORGOTTEN)
            yield Lapse(span, order, message, field="delivered_on")


@check(
    "KAM506",
    "additional-need-dropped",
    "warning",
    hint="name under opportunity or need what came of it, or write under decision why nothing does",
    mend=mend(
        "What came of it?",
        way("an opportunity that is not in the plan yet", chance(), sets(opportunity=made("opportunities"))),
        way("an opportunity of the plan", sets("opportunity")),
        *by_need(),
        DECIDED,
    ),
    ahead="a decision is due by {due} on what they also need: {text}",
    holds=TO_THE_END,
    days=30,
)
def additional_need_dropped(case: Case, days: int) -> Iterator[Lapse]:
    """What more turned up while an order was carried out became an opportunity, a need or a decision.

    Why: while an order is carried out, customers say what else they need. It is the easiest sale there is.

    How to close: name the opportunity or the need that came of it, or write down why nothing does.

    Bad:

        orders:
          - id: "4500012"
            status: confirmed
            ordered_on: 2026-08-20
            promised_on: 2026-12-20
            additional_needs: [{id: d1, text: Nitriding too, noted_on: 2026-10-05}]

    Good:

        orders:
          - id: "4500012"
            status: confirmed
            ordered_on: 2026-08-20
            promised_on: 2026-12-20
            additional_needs: [{id: d1, text: Nitriding too, noted_on: 2026-10-05, decision: Not now}]
    """
    for order in case.account.orders:
        for need in order.additional_needs:
            if not (need.opportunity or need.need or need.decision):
                message = say("no decision is recorded on what they also need: {text}", text=need.text)
                yield Lapse(case.past(need.noted_on, later(need.noted_on, days)), need, message)


@check(
    "KAM507",
    "order-unwatched",
    "warning",
    hint="ask how the order is getting on, and set last_checked_on",
    mend=mend("When did somebody ask how the order is getting on?", sets("last_checked_on")),
    ahead="order {order} is to be checked by {due}",
    holds=TO_THE_END,
    days=30,
)
def order_unwatched(case: Case, days: int) -> Iterator[Lapse]:
    """An open order that takes long is checked every month, until the week before its promise is looked at.

    Why: an order of half a year goes wrong in the third month, not in the last week.

    How to close: ask those who carry it out, and set last_checked_on.

    Bad:

        orders:
          - {id: "4500012", status: in-execution, ordered_on: 2026-08-20, promised_on: 2027-02-10}

    Good:

        orders:
          - id: "4500012"
            status: in-execution
            ordered_on: 2026-08-20
            promised_on: 2027-02-10
            last_checked_on: 2026-11-10
    """
    watched_from = case.limits("order-not-checked")["days"]
    for order in case.account.orders:
        if order.status == "cancelled":
            continue
        looked = max(order.ordered_on, order.last_checked_on or order.ordered_on)
        near = FOREVER if _rests(order) else watch_begins(case, order, watched_from)
        ends = min(near, order.delivered_on or FOREVER)
        message = say("nobody has checked order {order} since {day}", order=order.name, day=looked)
        span = case.owed(order.promise, later(looked, days), ends)
        yield Lapse(span, order, message, field="last_checked_on")


def watch_begins(case: Case, order: Order, days: int) -> date:
    """The day from which an order is looked at because its promise is near."""
    return max(order.ordered_on, case.calendar.workday_before(order.promise, days))


def _rests(order: Order) -> bool:
    """Whether nothing of an order is asked for; one that has a day of delivery waits for nobody any more."""
    return order.status == "cancelled" or order.on_hold


def _promises(order: Order) -> Iterator[tuple[date, Span]]:
    """The days promised for an order that is not resting, each with the span in which it held."""
    if _rests(order):
        return
    for (began, promise), (ends, _next) in pairwise([*order.promises, (FOREVER, FOREVER)]):
        yield promise, Span(began, ends)


def delays_of(order: Order) -> Iterator[tuple[date, date | None, Record]]:
    """What the customer has to be told: when it was known, when it was told, and the record that it is about.

    While an order rests that is nothing.

    Each delay that is written down; and each promise that passed, from the day after it, told by the next delay of
    which the customer was told, or by one told while the promise was in force, without a new day.
    """
    for delay in () if _rests(order) else order.delays:
        yield delay.known_on, delay.told_on, delay
    written = {delay.known_on for delay in order.delays}
    for promise, held in _promises(order):
        late_on = after(promise)
        passed = late_on < held.end and not (order.delivered_on and order.delivered_on <= promise)
        if passed and late_on not in written:
            told = [day for one in order.delays if (day := one.told_on) and day >= (late_on if one.to else held.start)]
            yield late_on, min(told, default=None), order


def evidence(case: Case) -> Iterator[Span]:
    """The days on which an order was checked, delivered by its promise, or followed up."""
    for order in case.account.orders:
        in_time = order.delivered_on if order.delivered_on and order.delivered_on <= order.promise else None
        yield from (Span(day) for day in (order.last_checked_on, in_time, order.followed_up_on) if day)
