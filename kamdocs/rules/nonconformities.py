"""Golden rule 8, nonconformities: take each up, hold the damage, say what happens, settle it well for both."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from kamdocs.language import say
from kamdocs.model import Nonconformity
from kamdocs.rules.answers import REJECTED
from kamdocs.rules.case import Case
from kamdocs.rules.check import TO_THE_END, check
from kamdocs.rules.gap import Lapse, Severity
from kamdocs.rules.mend import adds, mend, sets, way
from kamdocs.rules.spans import Span, after, last_before, later, uncovered, within


@check(
    "KAM801",
    "nonconformity-unowned",
    "error",
    hint="name under owner which of us looks after it",
    mend=mend("Which of us looks after it?", sets("owner")),
    holds=TO_THE_END,
)
def nonconformity_unowned(case: Case) -> Iterator[Lapse]:
    """An open remark, complaint or claim has an owner; a rejected one until the customer was told.

    Why: the customer wants one person who knows where it stands, not a mailbox.

    How to close: name the person under owner.

    Bad:

        nonconformities:
          - {id: nc1, kind: complaint, status: received, text: Rust, received_on: 2026-11-20}

    Good:

        nonconformities:
          - {id: nc1, kind: complaint, status: received, text: Rust, received_on: 2026-11-20, owner: ana.novak}
    """
    for one in case.account.nonconformities:
        if not one.owner:
            message = say("nobody looks after what came in on {day}: {text}", day=one.received_on, text=one.text)
            span = _owed(case, one, one.received_on)
            yield Lapse(span, one, message, field="received_on", severity=_milder_for_a_remark(one))


@check(
    "KAM802",
    "nonconformity-unacknowledged",
    "error",
    hint="confirm to the customer that you have it, and set acknowledged_on",
    mend=mend("When was its receipt confirmed to the customer?", sets("acknowledged_on")),
    ahead="what came in on {day} is to be confirmed to the customer by {due}: {text}",
    starter=True,
    holds=TO_THE_END,
    days=1,
)
def nonconformity_unacknowledged(case: Case, days: int) -> Iterator[Lapse]:
    """Receipt was confirmed to the customer by the next working day.

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
    for one in case.account.nonconformities:
        opens = case.calendar.past(one.received_on, days)
        terms = {"day": one.received_on, "due": later(opens, -1), "text": one.text}
        message = say("what came in on {day} was not confirmed to the customer by {due}: {text}", **terms)
        span, severity = _owed(case, one, opens, one.acknowledged_on), _milder_for_a_remark(one)
        yield Lapse(span, one, message, field="received_on", severity=severity)


@check(
    "KAM803",
    "nonconformity-uncontained",
    "error",
    hint="put an immediate remedy in place, and set contained_on",
    mend=mend("Since when is an immediate remedy in place?", sets("contained_on")),
    ahead="what came in on {day} needs an immediate remedy by {due}: {text}",
    holds=TO_THE_END,
    days=2,
    critical_days=1,
)
def nonconformity_uncontained(case: Case, days: int, critical_days: int) -> Iterator[Lapse]:
    """A major one has an immediate remedy within two working days, a critical one within one.

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
    for one in _settled_or_open(case):
        if one.grave:
            limit = critical_days if one.weight == "critical" else days
            opens = case.calendar.past(one.received_on, limit)
            terms = {"day": one.received_on, "due": later(opens, -1), "text": one.text}
            message = say("what came in on {day} had no immediate remedy by {due}: {text}", **terms)
            yield Lapse(_owed(case, one, opens, one.contained_on), one, message, field="received_on")


@check(
    "KAM804",
    "nonconformity-silent",
    "warning",
    hint="tell the customer how it stands, and record it under updates",
    mend=mend("When was the customer told how it stands, and what?", adds("updates", "date", "text")),
    ahead="the customer is to hear by {due} how it stands: {text}",
    holds=TO_THE_END,
    days=7,
    critical_days=2,
    minor_days=30,
)
def nonconformity_silent(case: Case, days: int, critical_days: int, minor_days: int) -> Iterator[Lapse]:
    """While it is open, the customer hears from us: every week, a critical one sooner, a minor one every month.

    Why: not knowing is worse than waiting.

    How to close: tell the customer how it stands, even if nothing is new, and add an entry to updates; an interaction
    of the purpose complaint counts too. Where a minor matter is agreed for a later day, its month begins then.

    Bad:

        nonconformities:
          - {id: nc1, kind: claim, status: received, text: Rust, received_on: 2026-11-02}

    Good:

        nonconformities:
          - id: nc1
            kind: claim
            status: in-progress
            text: Rust
            received_on: 2026-11-02
            acknowledged_on: 2026-11-02
            updates: [{date: 2026-11-09, text: Tests ordered}, {date: 2026-11-18, text: Tests done}]
    """
    talks = sorted(one.date for one in case.account.interactions if one.purpose == "complaint")
    limits = {"major": days, "minor": minor_days}
    for one in _settled_or_open(case):
        dates = (
            one.received_on,
            one.acknowledged_on,
            one.contained_on,
            *(update.date for update in one.updates),
        )
        heard = sorted({*(day for day in dates if day and day >= one.received_on), *_between(talks, one)})
        covers = [Span(day, _silence_from(case, day, limits.get(one.weight), critical_days)) for day in heard]
        if one.agreed_due and one.weight == "minor":
            covers.append(Span(one.received_on, later(one.agreed_due, minor_days)))
        owed = _owed(case, one, one.received_on)
        for span in within(uncovered(one.received_on, [covers]), owed):
            last, due = last_before(heard, span.start, one.received_on), later(span.start, -1)
            terms = {"last": last, "due": due, "text": one.text}
            message = say("the customer has heard nothing of it since {last}; due by {due}: {text}", **terms)
            yield Lapse(span, one, message, field="updates")


def _between(talks: Sequence[date], one: Nonconformity) -> Sequence[date]:
    """The talks, in the order of their days, since it was received and until it was settled."""
    settled = _settled_on(one)
    return talks[bisect_left(talks, one.received_on) : bisect_right(talks, settled) if settled else None]


def _silence_from(case: Case, heard: date, days: int | None, critical_days: int) -> date:
    """The day from which a customer that heard from us on a day has waited too long; a critical one in working days."""
    return later(heard, days) if days is not None else case.calendar.past(heard, critical_days)


@check(
    "KAM805",
    "nonconformity-overdue",
    "error",
    hint="settle it and set resolved_on, or agree a new day with the customer in agreed_due",
    mend=mend(
        "Is it settled?",
        way("it is settled", sets("resolved_on", status="resolved")),
        way("a new day is agreed", sets("agreed_due")),
        way("it is rejected, and the customer knows why", sets(*REJECTED, status="rejected")),
    ),
    ahead="it is to be settled by {due}: {text}",
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
    for one in _settled_or_open(case):
        opens = later(one.received_on, critical_days if one.weight == "critical" else days)
        if one.agreed_due:
            opens = after(one.agreed_due)
        last_day = later(opens, -1)
        message = say("it was to be settled by {day}, and is not: {text}", text=one.text, day=last_day)
        yield Lapse(_owed(case, one, opens), one, message, field="agreed_due")


def _settled_or_open(case: Case) -> Iterator[Nonconformity]:
    """What is open, or was until it was resolved; what a rejected one is owed is looked at elsewhere."""
    return (one for one in case.account.nonconformities if one.open or (one.resolved_on and one.status != "rejected"))


def _owed(case: Case, one: Nonconformity, opens: date, done: date | None = None) -> Span:
    """The span of something owed from a day on, until it was ``done``, settled, or told where it was rejected."""
    return case.owed(one.received_on, opens, min((day for day in (done, _settled_on(one)) if day), default=None))


def _settled_on(one: Nonconformity) -> date | None:
    """When it was settled, or told where it was rejected; one that is open again is not, whatever it says of before."""
    if one.open:
        return None
    return one.told_on if one.status == "rejected" else one.resolved_on


def _milder_for_a_remark(one: Nonconformity) -> Severity | None:
    return "warning" if one.kind == "remark" else None


def evidence(case: Case) -> Iterator[Span]:
    """The days on which the customer confirmed that a nonconformity is settled."""
    for one in case.account.nonconformities:
        if one.confirmed_by_customer_on and not one.open and one.unsatisfied_since is None:
            yield Span(one.confirmed_by_customer_on)
