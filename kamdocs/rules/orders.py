"""Golden rule 5, order execution: follow every order to its end, tell of delays, hear what else is needed."""

from collections.abc import Iterator

from kamdocs.language import say
from kamdocs.model import Account
from kamdocs.rules.case import Case
from kamdocs.rules.check import TO_THE_END, check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, Span, after, later

CHECKED_WITHIN = 7
"""A check counts if it was made at most so many days before the promise."""


def _has_orders(account: Account) -> bool:
    return bool(account.orders)


@check(
    "KAM501",
    "order-tracking-undeclared",
    ("warning", "info", "info"),
    hint="list the orders that matter, or say in orders_tracked_in where they are followed",
    holds=TO_THE_END,
    days=30,
)
def order_tracking_undeclared(case: Case, days: int) -> Iterator[Lapse]:
    """Orders are listed, or the plan says where they are followed.

    Why: something can always go wrong with an order; somebody has to look, and others have to know where.

    How to close: list the orders that matter, or write an address or the name of a system into orders_tracked_in.

    Bad:

        industry: tooling

    Good:

        orders_tracked_in: the ERP, customer K-10442
    """
    if not case.account.orders and not case.account.orders_tracked_in:
        message = say("no order is listed, and where orders are followed is not recorded")
        yield Lapse(Span(later(case.since, days)), case.account, message)


@check(
    "KAM502",
    "order-past-promise",
    "error",
    hint="deliver, or agree a new day: tell the customer, and record revised_on and customer_informed_on",
    subject=_has_orders,
    starter=True,
    holds=TO_THE_END,
)
def order_past_promise(case: Case) -> Iterator[Lapse]:
    """An order that is not delivered is within the promise in force.

    Why: their own customers wait as well. A promise that passes in silence costs more than the delay.

    How to close: deliver and record delivered_on; or agree a new day with the customer, and record revised_on and
    customer_informed_on. A revised day that the customer doesn't know of is no promise.

    Bad:

        orders:
          - {id: "4500012", status: in-execution, ordered_on: 2026-08-20, promised_on: 2026-11-10}

    Good:

        orders:
          - {id: "4500012", status: in-execution, ordered_on: 2026-08-20, promised_on: 2026-12-10}
    """
    for order in case.account.orders:
        if order.status != "cancelled":
            opens = max(after(order.promise), case.since)
            message = say("order {id} was promised for {day}", id=order.id, day=order.promise)
            yield Lapse(Span(opens, order.delivered_on or FOREVER), order, message, field="promised_on")


@check(
    "KAM503",
    "order-not-checked",
    "warning",
    hint="ask how the order is getting on, and set last_checked_on",
    subject=_has_orders,
    holds=TO_THE_END,
    days=3,
)
def order_not_checked(case: Case, days: int) -> Iterator[Lapse]:
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
        if order.status == "cancelled":
            continue
        checked = order.last_checked_on
        if checked and checked < later(order.promise, -CHECKED_WITHIN):
            checked = None
        opens = max(order.ordered_on, later(order.promise, -days), case.since)
        end = min(after(order.promise), checked or FOREVER, order.delivered_on or FOREVER)
        message = say(
            "order {id}, promised for {day}, is not recorded as checked in the week before",
            id=order.id,
            day=order.promise,
        )
        yield Lapse(Span(opens, end), order, message, field="last_checked_on")


@check(
    "KAM504",
    "delay-not-told",
    "error",
    hint="tell the customer today, and record customer_informed_on",
    subject=_has_orders,
    holds=TO_THE_END,
    days=1,
)
def delay_not_told(case: Case, days: int) -> Iterator[Lapse]:
    """A delay that we know of was told to the customer.

    Why: told early, a delay can be planned around; found out, it is a broken promise.

    How to close: tell the customer, with the new day if there is one, and record customer_informed_on.

    Bad:

        orders:
          - {id: "4500012", status: delayed, ordered_on: 2026-08-20, promised_on: 2026-12-10, delayed_on: 2026-11-16}

    Good:

        orders:
          - id: "4500012"
            status: delayed
            ordered_on: 2026-08-20
            promised_on: 2026-12-10
            delayed_on: 2026-11-16
            customer_informed_on: 2026-11-17
    """
    for order in case.account.orders:
        if order.delayed_on and order.status != "cancelled":
            message = say(
                "order {id} is late since {day} and the customer was not told", id=order.id, day=order.delayed_on
            )
            span = case.past(order.delayed_on, later(order.delayed_on, days), order.customer_informed_on)
            yield Lapse(span, order, message, field="delayed_on")


@check(
    "KAM505",
    "delivery-not-followed-up",
    "warning",
    hint="ask whether everything was right, and set followed_up_on",
    subject=_has_orders,
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
            message = say("nobody asked after the delivery of order {id} on {day}", id=order.id, day=order.delivered_on)
            span = case.past(order.delivered_on, later(order.delivered_on, days), order.followed_up_on, remembered=90)
            yield Lapse(span, order, message, field="delivered_on")


@check(
    "KAM506",
    "additional-need-dropped",
    "warning",
    hint="make an opportunity or a need of it, or write down the decision",
    subject=lambda account: any(order.additional_needs for order in account.orders),
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
                message = say("nothing came of what they also need: {text}", text=need.text)
                yield Lapse(case.past(need.noted_on, later(need.noted_on, days)), need, message)
