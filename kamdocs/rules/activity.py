"""Golden rule 10, activity: be in touch, take the initiative, agree the next step, and do it."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import say
from kamdocs.rules import question
from kamdocs.rules.answers import DONE, DROPPED, OBJECTIVE, PROMISED, acts, talks
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.covering import whenever
from kamdocs.rules.gap import Lapse, Severity
from kamdocs.rules.mend import HERE, mend, picks, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, Span, after, divide, last_before, lasting, later, uncovered, until, within


@check(
    "KAM1001",
    "account-silent",
    "error",
    hint="get in touch, and record it under interactions",
    mend=mend("With whom did you speak, when, and what came of it?", talks()),
    ahead="the next contact is due by {due}",
    starter=True,
    covers=whenever("KAM901", "KAM905", "KAM906", "KAM908", "KAM1003", "KAM1004"),
    days=(30, 45, 90),
)
def account_silent(case: Case, days: int) -> Iterator[Lapse]:
    """There is contact with the customer within the agreed cadence, or within that of its tier.

    Why: silence is the first sign of a customer that is leaving, and of a manager who waits for orders.

    How to close: call, visit or write, and record the interaction with its date. The cadence that the customer asked
    for, in agreed_cadence_days, goes before the tier's.

    Bad:

        interactions:
          - {id: i1, date: 2026-09-01, kind: call, with: [petra-cuk], by: [ana.novak]}

    Good:

        interactions:
          - {id: i1, date: 2026-11-12, kind: call, with: [petra-cuk], by: [ana.novak]}
    """
    cadence = case.account.agreed_cadence_days or days
    contacts = [contact.date for contact in case.contacts]
    for silence in uncovered(later(case.since, cadence), [lasting(contacts, cadence)]):
        message = say(
            "no contact is on record since {last}; it is due every {cadence} days",
            last=last_before(contacts, silence.start, case.since),
            cadence=cadence,
        )
        yield Lapse(silence, case.account, message, field="interactions")


@check(
    "KAM1002",
    "no-next-step",
    "error",
    hint="agree the next step, and record it with due under actions or commitments",
    mend=mend(
        "What is the next step, and by when?",
        way("something is to be done", acts()),
        way("something was promised to them", PROMISED),
    ),
    ahead="a dated next step is to be set by {due}",
    starter=True,
    covers=whenever("KAM1005", while_waived=False),
    question=ask(26, "What is the next step, and by when?"),
    days=14,
    days_ahead=183,
)
def no_next_step(case: Case, days: int, days_ahead: int) -> Iterator[Lapse]:
    """There is a dated next step within half a year: of an open action, an open promise or an open opportunity.

    Why: what is not on a date is not done. A plan without a next step is a description.

    How to close: add an action with an owner and a due date, a promise with a due date, or the next step of an
    opportunity.

    Bad:

        actions:
          - {id: a1, text: Visit them, owner: ana.novak, added_on: 2026-09-01, due: 2026-10-01, status: open}

    Good:

        actions:
          - {id: a1, text: Visit them, owner: ana.novak, added_on: 2026-09-01, due: 2026-12-01, status: open}
    """
    steps = sorted(_next_steps(case))
    done = [action.done_on for action in case.account.actions if action.done_on]
    rest = later(max([*done, case.since]), days)
    if steps:
        covers = [Span(later(step, -days_ahead), after(step)) for step in steps]
        start = max(min(rest, covers[0].start), case.since) if covers[0].start <= rest else rest
        for span in uncovered(start, [covers]):
            past = [step for step in steps if step < span.start]
            message = (
                say("the last dated next step was for {day}", day=max(past))
                if past
                else say("no dated next step is recorded for the next half year")
            )
            ahead = say("the last dated next step is for {day}", day=max(past)) if past else None
            yield Lapse(span, case.account, message, field="actions", ahead=ahead)
    else:
        yield Lapse(Span(rest), case.account, say("no dated next step is recorded"), field="actions")


def _next_steps(case: Case) -> Iterator[date]:
    account = case.account
    yield from (action.due for action in account.actions if action.open and action.due)
    yield from (promise.due for promise in account.commitments if promise.due and not promise.settled_on)
    yield from (one.next_step_on for one in account.opportunities if one.open and one.next_step_on)


@check(
    "KAM1003",
    "reactive-only",
    "warning",
    hint="get in touch on your own initiative, not about a complaint, and record it with initiated_by: us",
    mend=mend(
        "When did we get in touch of our own accord?",
        way("a contact that is not in the plan yet", talks(initiated_by="us")),
        way("a contact of the plan was our own initiative", picks("interactions", initiated_by="us")),
    ),
    ahead="contact on our own initiative is due by {due}",
    days=90,
)
def reactive_only(case: Case, days: int) -> Iterator[Lapse]:
    """There is contact on our own initiative, which is not about a complaint.

    Why: who only answers is taken for granted. Managers often suspect, rightly, that their people wait for orders.

    How to close: take the initiative and record the interaction with initiated_by: us. Satisfaction reviews and
    briefings are ours anyway. Where nobody wrote who began, it is a reminder to write it.

    Bad:

        interactions:
          - {id: i1, date: 2026-11-12, kind: call, with: [petra-cuk], by: [ana.novak], initiated_by: customer}

    Good:

        interactions:
          - {id: i1, date: 2026-11-12, kind: call, with: [petra-cuk], by: [ana.novak], initiated_by: us}
    """
    ours = [contact.date for contact in case.contacts if contact.ours]
    unknown = lasting((contact.date for contact in case.contacts if contact.ours is None), days)
    for passive in uncovered(later(case.since, days), [lasting(ours, days)]):
        last = last_before(ours, passive.start, case.since)
        for part, open_question in divide(passive, unknown):
            message = say("no contact on our own initiative is on record since {last}", last=last)
            hint = say("write initiated_by in the interactions: us or customer") if open_question else None
            severity: Severity | None = "info" if open_question else None
            yield Lapse(part, case.account, message, field="interactions", hint=hint, severity=severity)


@check(
    "KAM1004",
    "key-person-silent",
    "warning",
    hint="get in touch with the person, and record it under interactions",
    mend=mend("When did somebody speak with the person, and what came of it?", talks(with_=HERE)),
    ahead="contact with {name} is due by {due}",
    question=ask(14, "How do we get back in touch with {what}?", question.person),
    days=(60, 90, 180),
)
def key_person_silent(case: Case, days: int) -> Iterator[Lapse]:
    """There is contact with each person of high influence; with executives as often as no-senior-tie asks.

    Why: the people who decide about us should hear from us before they decide.

    How to close: get in touch with the person, and record the interaction with its name.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, level: senior, influence: high, added_on: 2024-01-08}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, level: senior, influence: high, added_on: 2024-01-08}
        interactions:
          - {id: i1, date: 2026-11-12, kind: call, with: [eva-zec], by: [ana.novak]}
    """
    executive_days = case.limits("no-senior-tie")["days"]
    for person in case.account.stakeholders:
        if not person.influential:
            continue
        limit = executive_days if person.executive else days
        start = case.known_since(person)
        silences = uncovered(later(start, limit), [case.in_touch(person, limit)])
        for silence in within(silences, until(person.left_on)):
            message = say(
                "no contact with {name} is on record since {last}",
                name=person.name,
                last=last_before(case.contact_days.get(person.id, ()), silence.start, start),
            )
            yield Lapse(silence, person, message)


@check(
    "KAM1005",
    "action-overdue",
    "warning",
    hint="do it and set status: done with done_on; or agree a new due, or set status: dropped",
    mend=mend("Is it done?", DONE, way("a new day is agreed", sets("due")), DROPPED),
    ahead="the action {text} is due on {day}",
    days=7,
)
def action_overdue(case: Case, days: int) -> Iterator[Lapse]:
    """A planned action is done within a week of its date.

    Why: a plan whose dates pass unnoticed is trusted by nobody.

    How to close: do it and set the status to done with its date; or give it a new date, or drop it.

    Bad:

        actions:
          - {id: a1, text: Visit them, owner: ana.novak, added_on: 2026-09-01, due: 2026-11-02, status: open}

    Good:

        actions:
          - {id: a1, text: Visit them, added_on: 2026-09-01, due: 2026-11-02, status: done, done_on: 2026-11-01}
    """
    for action in case.account.actions:
        if action.due and action.status != "dropped":
            message = say("the action {text} was due on {day}", text=action.text, day=action.due)
            end = FOREVER if action.open else action.done_on or action.due
            yield Lapse(Span(max(later(action.due, days), case.since), end), action, message, field="due")


@check(
    "KAM1006",
    "action-unowned",
    "error",
    hint="write down who does it and by when: owner and due",
    mend=mend("Who does it, and by when?", sets("owner", "due")),
)
def action_unowned(case: Case) -> Iterator[Lapse]:
    """An open action has an owner and a due date.

    Why: what everybody should do some time, nobody does.

    How to close: add owner and due to the action.

    Bad:

        actions:
          - {id: a1, text: Visit them, added_on: 2026-09-01, due: 2026-12-01, status: open}

    Good:

        actions:
          - {id: a1, text: Visit them, owner: ana.novak, added_on: 2026-09-01, due: 2026-12-01, status: open}
    """
    for action in case.account.actions:
        if action.open and not (action.owner and action.due):
            message = say("the action {text} lacks an owner or a due date", text=action.text)
            yield Lapse(Span(max(action.added_on or case.since, case.since)), action, message)


@check(
    "KAM1007",
    "business-review-overdue",
    "warning",
    hint="hold a business review, and record it under interactions with kind: business-review",
    mend=mend(
        "When was the business review, with whom, and what came of it?",
        talks(kind="business-review", initiated_by="us", purpose="review"),
    ),
    ahead="the next business review is due by {due}",
    question=ask(25, "When do we hold the next business review?"),
    days=(92, 183, 365),
)
def business_review_overdue(case: Case, days: int) -> Iterator[Lapse]:
    """A business review is held with the customer: every quarter, half-year or year, by tier.

    Why: in daily business nobody asks how the cooperation as a whole is going, and where it should go.

    How to close: hold the review and record it as an interaction of the kind business-review.

    Bad:

        interactions:
          - {id: i1, date: 2026-01-15, kind: business-review, with: [petra-cuk], by: [ana.novak], initiated_by: us}

    Good:

        interactions:
          - {id: i1, date: 2026-07-15, kind: business-review, with: [petra-cuk], by: [ana.novak], initiated_by: us}
    """
    reviews = [one.date for one in case.account.interactions if one.kind == "business-review"]
    for overdue in uncovered(later(case.since, days), [lasting(reviews, days)]):
        message = say(
            "no business review is on record since {last}; due by {due}",
            last=last_before(reviews, overdue.start, case.since),
            due=later(overdue.start, -1),
        )
        yield Lapse(overdue, case.account, message, field="interactions")


@check(
    "KAM1008",
    "plan-review-overdue",
    "warning",
    hint="read the whole plan, correct it, and set plan.reviewed_on",
    mend=mend("When did somebody read the whole plan and correct it?", sets("reviewed_on", at="plan")),
    ahead="the plan is to be read as a whole by {due}",
    days=(92, 92, 183),
)
def plan_review_overdue(case: Case, days: int) -> Iterator[Lapse]:
    """The owner reads the plan again as a whole, every quarter or half-year by tier.

    Why: plans rot. Most are filled in once and never opened again.

    How to close: read the plan from top to bottom, correct what is no longer true, and set plan.reviewed_on.

    Bad:

        plan: {reviewed_on: 2026-05-04}

    Good:

        plan: {reviewed_on: 2026-10-05}
    """
    plan = case.account.plan
    reviews = [plan.reviewed_on] if plan and plan.reviewed_on else []
    for overdue in uncovered(later(case.since, days), [lasting(reviews, days)]):
        message = say(
            "nobody has read the plan as a whole since {last}; due by {due}",
            last=last_before(reviews, overdue.start, case.since),
            due=later(overdue.start, -1),
        )
        yield Lapse(overdue, case.account, message, field="plan")


@check(
    "KAM1009",
    "objectives-expired",
    "warning",
    hint="write under objectives what to reach with the customer, with a due date ahead",
    mend=mend("What do we want to reach with them, and by when?", OBJECTIVE),
    days=105,
)
def objectives_expired(case: Case, days: int) -> Iterator[Lapse]:
    """There is an objective with a due date ahead.

    Why: without a goal, being active is only being busy.

    How to close: add an objective with a measure, a target and a due date.

    Bad:

        objectives:
          - {id: g1, text: Become their only supplier of inserts, due: 2026-06-30}

    Good:

        objectives:
          - {id: g1, text: Become their only supplier of inserts, due: 2027-06-30}
    """
    due = [objective.due for objective in case.account.objectives if objective.due]
    ahead = [until(max(due))] if due else []
    for aimless in uncovered(later(case.since, days), [ahead]):
        message = say("no objective with a due date is recorded")
        to_come = say("an objective with a due date is needed")
        if due:
            message = say("the last objective was due on {day}", day=max(due))
            to_come = say("the last objective is due on {day}", day=max(due))
        yield Lapse(aimless, case.account, message, field="objectives", ahead=to_come)


@check(
    "KAM1010",
    "action-pushed",
    "info",
    hint="do it now, agree something smaller with an earlier due, or set status: dropped",
    mend=mend(
        "Is it still to be done?",
        DONE,
        way("something smaller is, by an earlier day", sets("due", may=("text",))),
        DROPPED,
    ),
    days=90,
)
def action_pushed(case: Case, days: int) -> Iterator[Lapse]:
    """An open action is due at most three months after the day that it was first due.

    Why: what is put off again and again nobody wants to do, or nobody needs.

    How to close: do it, agree something smaller, or set the status to dropped with a clear conscience.

    Bad:

        actions:
          - {id: a1, text: Visit them, owner: ana.novak, first_due: 2026-06-01, due: 2026-12-10, status: open}

    Good:

        actions:
          - {id: a1, text: Visit them, owner: ana.novak, first_due: 2026-11-02, due: 2026-12-10, status: open}
    """
    for action in case.account.actions:
        if action.open and action.due and action.first_due and action.due > later(action.first_due, days):
            message = say("the action {text} was first due on {first} and is put off to {due}", text=action.text,
                          first=action.first_due, due=action.due)  # fmt: skip
            yield Lapse(Span(max(later(action.first_due, days), case.since)), action, message, field="due")


def evidence(case: Case) -> Iterator[Span]:
    """The days on which we got in touch, and not because of a complaint."""
    for contact in case.account.interactions:
        if contact.initiated_by == "us" and contact.purpose != "complaint":
            yield Span(contact.date)
