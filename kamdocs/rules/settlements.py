"""Golden rule 8, what comes of a nonconformity: its cause, the customer's word, and what comes again."""

from collections.abc import Iterator, Sequence

from kamdocs.language import Sentence, say, say_many
from kamdocs.model import Nonconformity
from kamdocs.rules import question
from kamdocs.rules.answers import REJECTED, SATISFIED, acts
from kamdocs.rules.case import Case
from kamdocs.rules.check import TO_THE_END, check
from kamdocs.rules.covering import of_the_same_record_always
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import HERE, mend, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import later, uncovered, within
from kamdocs.schema.suggest import folded


@check(
    "KAM806",
    "cause-missing",
    "warning",
    hint="find the cause, and record cause and prevention",
    mend=mend("What was the cause, and what keeps it from coming again?", sets("cause", "prevention")),
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
        if one.resolved_on and _settled(one) and weighty and not (one.cause and one.prevention):
            message = say(
                "the cause or its prevention is not recorded for what was settled on {day}: {text}",
                day=one.resolved_on,
                text=one.text,
            )
            span = case.owed(one.resolved_on, one.resolved_on, remembered=365)
            yield Lapse(span, one, message, field="resolved_on")


@check(
    "KAM807",
    "resolution-not-confirmed",
    "warning",
    hint="ask whether the customer is satisfied, and set confirmed_by_customer_on, or dissatisfied_on if it isn't",
    mend=mend(
        "Is the customer satisfied with how it was settled?", SATISFIED, way("it is not", sets("dissatisfied_on"))
    ),
    ahead="the customer is to be asked by {due} whether it is satisfied with the settlement of {day}: {text}",
    holds=TO_THE_END,
    question=ask(1, "Are they satisfied with how this was settled: {what}?", question.nonconformity),
    days=14,
)
def resolution_not_confirmed(case: Case, days: int) -> Iterator[Lapse]:
    """The customer was asked whether it is satisfied with how it was settled, and its word is recorded.

    Why: settled is what the customer calls settled.

    How to close: ask, and set confirmed_by_customer_on; or dissatisfied_on, if it is not satisfied.

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
        if one.resolved_on and _settled(one):
            message = say(
                "whether the customer is satisfied with what was settled on {day} is not recorded: {text}",
                day=one.resolved_on,
                text=one.text,
            )
            words = (one.confirmed_by_customer_on, one.dissatisfied_on)
            said = [day for day in words if day and day >= one.resolved_on]
            opens = later(one.resolved_on, days)
            span = case.owed(one.resolved_on, opens, min(said, default=None), remembered=365)
            yield Lapse(span, one, message, field="resolved_on")


@check(
    "KAM808",
    "repeat-nonconformity",
    "warning",
    hint="plan an action against the cause, with serves: nonconformities or the id of one of them, and added_on",
    mend=mend("What do we do against the cause, who, and by when?", acts(serves=HERE)),
    holds=TO_THE_END,
    days=365,
)
def repeat_nonconformity(case: Case, days: int) -> Iterator[Lapse]:
    """When the same cause strikes twice within a year, an action goes against it.

    Why: once is a mistake, twice is a habit, and the customer remembers.

    How to close: plan an action that serves nonconformities or one of the two, added since the second was received.

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
    last: dict[str, Nonconformity] = {}
    for one in sorted(case.account.nonconformities, key=lambda one: one.received_on):
        if not one.cause:
            continue
        cause = folded(one.cause)
        before = last.get(cause)
        last[cause] = one
        if before and one.received_on < later(before.received_on, days):
            message = say("the cause {cause} struck again on {day}", cause=one.cause, day=one.received_on)
            serving = case.actions_serving("nonconformities", before.id, one.id)
            added = [action for action in serving if action.added_on and action.added_on >= one.received_on]
            owed = case.owed(one.received_on, one.received_on, remembered=365)
            for span in within(uncovered(owed.start, [case.answered_by(added, one.received_on)]), owed):
                yield Lapse(span, one, message, field="cause")


@check(
    "KAM809",
    "rejected-without-reason",
    "error",
    hint="write rejected_because and the owner, tell the customer, and set told_on",
    mend=mend("Why was it rejected, who looks after it, and when was the customer told?", sets(*REJECTED)),
    ahead="the customer is to be told by {due} that it is rejected, and why: {text}",
    holds=TO_THE_END,
    covers={"KAM801": of_the_same_record_always, "KAM802": of_the_same_record_always},
    days=1,
)
def rejected_without_reason(case: Case, days: int) -> Iterator[Lapse]:
    """A complaint that we reject has an owner and a reason, and the customer was told.

    Why: a no with its reasons can be borne; a complaint that vanishes in a drawer can't.

    How to close: write rejected_because and the owner, tell the customer, and set told_on.

    Bad:

        nonconformities:
          - {id: nc1, kind: claim, status: rejected, text: Rust, received_on: 2026-11-10, resolved_on: 2026-11-12}

    Good:

        nonconformities:
          - id: nc1
            kind: claim
            status: rejected
            text: Rust
            received_on: 2026-11-10
            owner: ana.novak
            resolved_on: 2026-11-12
            rejected_because: Stored outdoors for a month
            told_on: 2026-11-12
    """
    for one in case.account.nonconformities:
        if one.status == "rejected":
            complete = one.told_on if one.owner and one.rejected_because else None
            span = case.owed(one.received_on, case.calendar.past(one.resolved_on or one.received_on, days), complete)
            message = say("it was rejected without {missing}: {text}", missing=_missing(one), text=one.text)
            yield Lapse(span, one, message, field="status")


def _missing(one: Nonconformity) -> tuple[Sentence, ...]:
    """What a rejection lacks; its telling, too, where that alone came late."""
    told = say("word to the customer")
    owed = ((one.rejected_because, say("a reason")), (one.owner, say("an owner")), (one.told_on, told))
    return tuple(what for there, what in owed if not there) or (told,)


@check(
    "KAM810",
    "customer-not-satisfied",
    "error",
    hint="plan an action with serves: the id of this record; or, if the customer is satisfied now, set "
    "confirmed_by_customer_on",
    mend=mend("What do we do about it?", way("something is to be done", acts(serves=HERE)), SATISFIED),
    ahead="an action is due by {due} for what the customer is not satisfied with: {text}",
    holds=TO_THE_END,
    question=ask(1, "What is still not right with this: {what}?", question.nonconformity),
    days=7,
)
def customer_not_satisfied(case: Case, days: int) -> Iterator[Lapse]:
    """Where the customer said that it is not satisfied with how it was settled, an action answers it.

    Why: whoever says so gives us a last chance; the others go.

    How to close: plan an action that serves the record (serves: its id); or, when it is satisfied by now, set
    confirmed_by_customer_on.

    Bad:

        nonconformities:
          - id: nc1
            kind: remark
            status: resolved
            text: Labels
            received_on: 2026-10-01
            resolved_on: 2026-10-12
            dissatisfied_on: 2026-10-20

    Good:

        nonconformities:
          - id: nc1
            kind: remark
            status: resolved
            text: Labels
            received_on: 2026-10-01
            resolved_on: 2026-10-12
            dissatisfied_on: 2026-10-20
        actions:
          - {id: a1, text: Labels in their own form, owner: ana.novak, due: 2026-12-01, status: open, serves: nc1}
    """
    for one in case.account.nonconformities:
        if one.dissatisfied_on:
            confirmed = one.confirmed_by_customer_on
            later_word = confirmed if confirmed and confirmed >= one.dissatisfied_on else None
            owed = case.owed(one.dissatisfied_on, later(one.dissatisfied_on, days), later_word, remembered=365)
            answers = case.answered_by(case.actions_serving(one.id), one.dissatisfied_on)
            message = say(
                "the customer said on {day} that it is not satisfied, and no action answers that: {text}",
                day=one.dissatisfied_on,
                text=one.text,
            )
            for span in within(uncovered(owed.start, [answers]), owed):
                yield Lapse(span, one, message, field="dissatisfied_on")


@check(
    "KAM811",
    "nonconformities-piling",
    "warning",
    hint="look at them together, and plan an action with serves: nonconformities",
    mend=mend("What do we do about all of them, who, and by when?", acts(serves="nonconformities")),
    holds=TO_THE_END,
    count=4,
    window_days=180,
)
def nonconformities_piling(case: Case, count: int, window_days: int) -> Iterator[Lapse]:
    """When four complaints and claims come within half a year, whatever their causes, an action answers them together.

    Why: each has its excuse; together they are how the customer sees us.

    How to close: plan an action that serves nonconformities or one of them; it answers while it is open, or when it
    was done since the fourth was received.

    Bad:

        nonconformities:
          - {id: n1, kind: complaint, status: received, text: Rust, received_on: 2026-07-06}
          - {id: n2, kind: complaint, status: received, text: Late, received_on: 2026-08-03}
          - {id: n3, kind: claim, status: received, text: Short, received_on: 2026-09-07}
          - {id: n4, kind: complaint, status: received, text: Invoice, received_on: 2026-10-05}

    Good:

        nonconformities:
          - {id: n1, kind: complaint, status: received, text: Rust, received_on: 2026-07-06}
          - {id: n2, kind: complaint, status: received, text: Late, received_on: 2026-08-03}
          - {id: n3, kind: claim, status: received, text: Short, received_on: 2026-09-07}
          - {id: n4, kind: complaint, status: received, text: Invoice, received_on: 2026-10-05}
        actions:
          - {id: a1, text: Look at all four with quality, status: open, added_on: 2026-10-06, serves: nonconformities}
    """
    grave = [one for one in case.account.nonconformities if one.kind != "remark"]
    for pile in _piles(sorted(grave, key=lambda one: (one.received_on, one.id)), count, window_days):
        turning = pile[count - 1]
        message = say_many(
            "{number} complaint or claim came within {days} days, the last of them on {day}",
            "{number} complaints and claims came within {days} days, the last of them on {day}",
            count,
            days=window_days,
            day=turning.received_on,
        )
        answers = case.actions_serving("nonconformities", *(one.id for one in pile))
        forgotten = later(pile[-1].received_on, 365)
        owed = case.owed(turning.received_on, turning.received_on, forgotten)
        for span in within(uncovered(owed.start, [case.answered_by(answers, turning.received_on)]), owed):
            yield Lapse(span, turning, message, field="received_on")


def _piles(by_day: Sequence[Nonconformity], count: int, window_days: int) -> Iterator[Sequence[Nonconformity]]:
    """The runs in which each, with those just before it, makes so many within so many days."""
    began: int | None = None
    for place in range(count - 1, len(by_day) + 1):
        first = place + 1 - count
        piling = place < len(by_day) and by_day[place].received_on < later(by_day[first].received_on, window_days)
        if piling and began is None:
            began = first
        elif not piling and began is not None:
            yield by_day[began:place]
            began = None


def _settled(one: Nonconformity) -> bool:
    """Whether it was settled and not rejected; one that is open again is not."""
    return not one.open and one.status != "rejected"
