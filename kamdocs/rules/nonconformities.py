"""Golden rule 8, nonconformities: take each up, hold the damage, say what happens, settle it well for both."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import marked, say
from kamdocs.model import Account, Nonconformity
from kamdocs.rules import question
from kamdocs.rules.case import Case
from kamdocs.rules.check import TO_THE_END, check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, Span, after, last_before, lasting, later, uncovered, within


def _has_nonconformities(account: Account) -> bool:
    return bool(account.nonconformities)


@check(
    "KAM801",
    "nonconformity-unowned",
    "error",
    hint="name under owner who of us looks after it",
    subject=_has_nonconformities,
    holds=TO_THE_END,
)
def nonconformity_unowned(case: Case) -> Iterator[Lapse]:
    """An open remark, complaint or claim has an owner.

    Why: the customer wants one person who knows where it stands, not a mailbox.

    How to close: name the person under owner.

    Bad:

        nonconformities:
          - {id: nc1, kind: complaint, status: received, text: Rust, received_on: 2026-11-20}

    Good:

        nonconformities:
          - {id: nc1, kind: complaint, status: received, text: Rust, received_on: 2026-11-20, owner: ana.novak}
    """
    for one in _owed(case):
        if not one.owner:
            yield _lapse(
                case, one, 0, None, marked("nobody is recorded as looking after what came in on {day}: {text}")
            )


@check(
    "KAM802",
    "nonconformity-unacknowledged",
    "error",
    hint="confirm to the customer that you have it, and set acknowledged_on",
    subject=_has_nonconformities,
    starter=True,
    holds=TO_THE_END,
    days=1,
)
def nonconformity_unacknowledged(case: Case, days: int) -> Iterator[Lapse]:
    """Receipt was confirmed to the customer at once.

    Why: silence after a complaint reads as indifference. ISO 10002 asks for a confirmation at once.

    How to close: tell the customer that you have it and what comes next, and set acknowledged_on.

    Bad:

        nonconformities:
          - {id: nc1, kind: complaint, status: received, text: Rust, received_on: 2026-11-18, owner: ana.novak}

    Good:

        nonconformities:
          - id: nc1
            kind: complaint
            status: acknowledged
            text: Rust
            received_on: 2026-11-18
            owner: ana.novak
            acknowledged_on: 2026-11-18
    """
    for one in _owed(case):
        message = marked("no confirmation of receipt is recorded for what came in on {day}: {text}")
        yield _lapse(case, one, days, one.acknowledged_on, message)


@check(
    "KAM803",
    "nonconformity-uncontained",
    "error",
    hint="put an immediate remedy in place, and set contained_on",
    subject=_has_nonconformities,
    holds=TO_THE_END,
    days=2,
    critical_days=1,
)
def nonconformity_uncontained(case: Case, days: int, critical_days: int) -> Iterator[Lapse]:
    """A major or critical one has an immediate remedy within two days, a critical one within one.

    Why: the customer's harm grows by the hour. The cause can wait, the damage can't.

    How to close: send a replacement, a person, a way around it; and set contained_on.

    Bad:

        nonconformities:
          - id: nc1
            kind: complaint
            severity: major
            status: acknowledged
            text: Rust
            received_on: 2026-11-18
            owner: ana.novak
            acknowledged_on: 2026-11-18

    Good:

        nonconformities:
          - id: nc1
            kind: complaint
            severity: major
            status: in-progress
            text: Rust
            received_on: 2026-11-18
            owner: ana.novak
            acknowledged_on: 2026-11-18
            contained_on: 2026-11-19
    """
    for one in _owed(case):
        if one.grave:
            limit = critical_days if one.severity == "critical" else days
            message = marked("no immediate remedy is recorded for what came in on {day}: {text}")
            yield _lapse(case, one, limit, one.contained_on, message)


@check(
    "KAM804",
    "nonconformity-silent",
    "warning",
    hint="tell the customer how it stands, and record it under updates",
    subject=_has_nonconformities,
    holds=TO_THE_END,
    days=7,
)
def nonconformity_silent(case: Case, days: int) -> Iterator[Lapse]:
    """While it is open, the customer hears from us every week.

    Why: not knowing is worse than waiting.

    How to close: tell the customer how it stands, even if nothing is new, and add an entry to updates.

    Bad:

        nonconformities:
          - {id: nc1, kind: complaint, status: received, text: Rust, received_on: 2026-11-02}

    Good:

        nonconformities:
          - id: nc1
            kind: complaint
            status: in-progress
            text: Rust
            received_on: 2026-11-02
            acknowledged_on: 2026-11-02
            updates: [{date: 2026-11-09, text: Tests ordered}, {date: 2026-11-18, text: Tests done}]
    """
    for one in _owed(case):
        heard = [
            day for day in (one.contained_on, one.acknowledged_on, *(update.date for update in one.updates)) if day
        ]
        opens = max(later(one.received_on, days), case.since)
        for span in within(uncovered(opens, [lasting(heard, days)]), _open_for(one)):
            message = say(
                "the customer is not recorded as told anything since {last}; due by {due}: {text}",
                last=last_before(heard, span.start, one.received_on),
                due=span.start,
                text=one.text,
            )
            yield Lapse(span, one, message, field="updates")


@check(
    "KAM805",
    "nonconformity-overdue",
    "error",
    hint="settle it, or agree a new day with the customer in agreed_due",
    subject=_has_nonconformities,
    starter=True,
    holds=TO_THE_END,
    days=30,
    critical_days=14,
)
def nonconformity_overdue(case: Case, days: int, critical_days: int) -> Iterator[Lapse]:
    """It is resolved by the agreed day; where none is agreed, within a month, a critical one within two weeks.

    Why: a complaint that drags on costs more goodwill than its cause did.

    How to close: settle it and set resolved_on, or agree a new day with the customer.

    Bad:

        nonconformities:
          - {id: nc1, kind: complaint, status: in-progress, text: Rust, received_on: 2026-10-01, agreed_due: 2026-11-10}

    Good:

        nonconformities:
          - {id: nc1, kind: complaint, status: in-progress, text: Rust, received_on: 2026-10-01, agreed_due: 2026-12-10}
    """
    for one in _owed(case):
        limit = critical_days if one.severity == "critical" else days
        opens = later(one.received_on, limit)
        message = say("it was due to be settled by {day}: {text}", text=one.text, day=opens)
        if one.agreed_due:
            opens = after(one.agreed_due)
            message = say("it was agreed to be settled by {day}: {text}", text=one.text, day=one.agreed_due)
        yield Lapse(Span(max(opens, case.since), one.resolved_on or FOREVER), one, message, field="agreed_due")


@check(
    "KAM806",
    "cause-missing",
    "warning",
    hint="find the cause, and record cause and prevention",
    subject=_has_nonconformities,
    holds=TO_THE_END,
)
def cause_missing(case: Case) -> Iterator[Lapse]:
    """A claim, or anything major or critical, is resolved with a cause and a prevention.

    Why: what is only repaired comes back.

    How to close: find the cause, record it as a short key, and record what keeps it from happening again.

    Bad:

        nonconformities:
          - {id: nc1, kind: claim, status: resolved, text: Rust, received_on: 2026-10-01, resolved_on: 2026-10-12}

    Good:

        nonconformities:
          - id: nc1
            kind: claim
            status: resolved
            text: Rust
            received_on: 2026-10-01
            resolved_on: 2026-10-12
            cause: passivation
            prevention: A bath test every shift
    """
    for one in case.account.nonconformities:
        weighty = one.kind == "claim" or one.grave
        if one.resolved_on and one.status != "rejected" and weighty and not (one.cause and one.prevention):
            message = say(
                "the cause or its prevention is not recorded for what was settled on {day}: {text}",
                day=one.resolved_on,
                text=one.text,
            )
            yield Lapse(case.past(one.resolved_on, one.resolved_on), one, message, field="resolved_on")


@check(
    "KAM807",
    "resolution-not-confirmed",
    "warning",
    hint="ask whether the customer is satisfied, and set confirmed_by_customer_on",
    subject=_has_nonconformities,
    holds=TO_THE_END,
    question=ask(1, "Are they satisfied with how this was settled: {what}?", question.nonconformity),
    days=14,
)
def resolution_not_confirmed(case: Case, days: int) -> Iterator[Lapse]:
    """The customer confirmed that it is satisfied with how it was settled.

    Why: settled is what the customer calls settled.

    How to close: ask, and set confirmed_by_customer_on.

    Bad:

        nonconformities:
          - {id: nc1, kind: remark, status: resolved, text: Labels, received_on: 2026-10-01, resolved_on: 2026-10-12}

    Good:

        nonconformities:
          - id: nc1
            kind: remark
            status: closed
            text: Labels
            received_on: 2026-10-01
            resolved_on: 2026-10-12
            confirmed_by_customer_on: 2026-10-20
    """
    for one in case.account.nonconformities:
        if one.resolved_on and one.status != "rejected":
            message = say(
                "the customer is not recorded as satisfied with what was settled on {day}: {text}",
                day=one.resolved_on,
                text=one.text,
            )
            span = case.past(one.resolved_on, later(one.resolved_on, days), one.confirmed_by_customer_on)
            yield Lapse(span, one, message, field="resolved_on")


@check(
    "KAM808",
    "repeat-nonconformity",
    "warning",
    hint="plan an action that serves nonconformities, against the cause",
    subject=_has_nonconformities,
    holds=TO_THE_END,
    days=365,
)
def repeat_nonconformity(case: Case, days: int) -> Iterator[Lapse]:
    """When the same cause strikes twice within a year, an action goes against it.

    Why: once is a mistake, twice is a habit, and the customer counts.

    How to close: plan an action that serves nonconformities, added since the second one was received.

    Bad:

        nonconformities:
          - {id: nc1, kind: remark, status: received, text: Rust, received_on: 2026-03-02, cause: passivation}
          - {id: nc2, kind: remark, status: received, text: Rust, received_on: 2026-10-01, cause: passivation}

    Good:

        nonconformities:
          - {id: nc1, kind: remark, status: received, text: Rust, received_on: 2026-03-02, cause: passivation}
          - {id: nc2, kind: remark, status: received, text: Rust, received_on: 2026-10-01, cause: passivation}
        actions:
          - {id: a1, text: A bath test every shift, status: open, added_on: 2026-10-02, serves: nonconformities}
    """
    last_struck: dict[str, date] = {}
    for one in sorted(case.account.nonconformities, key=lambda one: one.received_on):
        if not one.cause:
            continue
        before = last_struck.get(one.cause)
        last_struck[one.cause] = one.received_on
        if before and one.received_on < later(before, days):
            answers = [
                action.added_on
                for action in case.account.actions
                if action.serves == "nonconformities" and action.status != "dropped"
                and action.added_on and action.added_on >= one.received_on
            ]  # fmt: skip
            message = say("the cause {cause} struck again on {day}", cause=one.cause, day=one.received_on)
            span = case.past(one.received_on, one.received_on, min(answers, default=None))
            yield Lapse(span, one, message, field="cause")


def _owed(case: Case) -> Iterator[Nonconformity]:
    """What is open, or was until it was resolved; rejected ones are owed nothing."""
    return (one for one in case.account.nonconformities if one.open or (one.resolved_on and one.status != "rejected"))


def _open_for(one: Nonconformity) -> Span:
    return Span(one.received_on, one.resolved_on or FOREVER)


def _lapse(case: Case, one: Nonconformity, days: int, done: date | None, message: str) -> Lapse:
    """The gap of something owed ``days`` after receipt, until it was ``done`` or all was settled."""
    ends = [day for day in (done, one.resolved_on) if day]
    opens = max(later(one.received_on, days), case.since)
    told = say(message, day=one.received_on, text=one.text)
    return Lapse(Span(opens, min(ends, default=FOREVER)), one, told, field="received_on")
