"""Golden rule 6, expansion: every further tie makes it less likely that the customer leaves."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import say
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, Span, last_before, lasting, later, uncovered, within

_LOST = frozenset({"blocked", "competitor", "not-applicable"})


@check(
    "KAM601",
    "whitespace-missing",
    "warning",
    hint="write down under whitespace what each unit buys from us, or under expansion why we don't try",
    question=ask(21, "What do they buy elsewhere that we could deliver?"),
    days=90,
)
def whitespace_missing(case: Case, days: int) -> Iterator[Lapse]:
    """The plan shows which of our offerings the customer uses, or why we don't try to widen the cooperation.

    Why: room to grow can only be seen when what is there is written down next to what could be.

    How to close: go through our offerings for each unit and record a whitespace cell for each; or write
    expansion.pursue: false with the reason.

    Bad:

        industry: tooling

    Good:

        whitespace:
          - {offering: hardened-steel, status: owned, as_of: 2026-06-11}
          - {offering: inserts, status: open, as_of: 2026-06-11}
    """
    expansion = case.account.expansion
    declined = expansion is not None and not expansion.pursue and bool(expansion.reason)
    if not case.account.whitespace and not declined:
        due = later(case.since, days)
        message = say("which of our offerings they use is not recorded; due by {due}", due=due)
        yield Lapse(Span(due), case.account, message)


@check(
    "KAM602",
    "whitespace-stale",
    "info",
    hint="go through the grid again and renew as_of",
    subject=lambda account: account.whitespace,
    question=ask(21, "What do they buy elsewhere that we could deliver?"),
    days=(183, 365, 365),
)
def whitespace_stale(case: Case, days: int) -> Iterator[Lapse]:
    """The whitespace was looked at again within half a year or a year, by tier.

    Why: contracts end, plants are built, competitors fail. Last year's no may be this year's chance.

    How to close: go through the cells, correct them, and renew as_of.

    Bad:

        whitespace: [{offering: hardened-steel, status: owned, as_of: 2025-06-11}]

    Good:

        whitespace: [{offering: hardened-steel, status: owned, as_of: 2026-06-11}]
    """
    if not case.account.whitespace:
        return
    looked = [cell.as_of for cell in case.account.whitespace if cell.as_of]
    for stale in uncovered(later(case.since, days), [lasting(looked, days)]):
        message = say(
            "the whitespace is not recorded as looked at since {last}; due by {due}",
            last=last_before(looked, stale.start, case.since),
            due=stale.start,
        )
        yield Lapse(stale, case.account, message, field="whitespace")


@check(
    "KAM603",
    "blocked-without-reason",
    "warning",
    hint="write down why they don't buy it from us",
    subject=lambda account: account.whitespace,
)
def blocked_without_reason(case: Case) -> Iterator[Lapse]:
    """A cell that is blocked, at a competitor or not applicable says why.

    Why: without the reason nobody can tell when it is gone.

    How to close: add the reason to the cell.

    Bad:

        whitespace: [{offering: inserts, status: competitor, competitor: Kalilnica X, as_of: 2026-06-11}]

    Good:

        whitespace:
          - {offering: inserts, status: competitor, competitor: Kalilnica X, reason: Under contract, as_of: 2026-06-11}
    """
    for cell in case.account.whitespace:
        if cell.status in _LOST and not cell.reason:
            message = say("{cell} is {status} and no reason is recorded", cell=cell.key, status=cell.status)
            yield Lapse(Span(max(cell.as_of or case.since, case.since)), cell, message)


@check(
    "KAM604",
    "revisit-due",
    "info",
    hint="look at it again, and renew as_of or revisit_on",
    subject=lambda account: account.whitespace,
)
def revisit_due(case: Case) -> Iterator[Lapse]:
    """What was to be looked at again on a day was looked at.

    Why: "not now" is a promise to come back.

    How to close: look at it again, and set as_of; or set another day.

    Bad:

        whitespace: [{offering: inserts, status: open, as_of: 2026-06-11, revisit_on: 2026-10-01}]

    Good:

        whitespace: [{offering: inserts, status: open, as_of: 2026-10-05, revisit_on: 2026-10-01}]
    """
    for cell in case.account.whitespace:
        if cell.revisit_on:
            message = say("{cell} was to be looked at again on {day}", cell=cell.key, day=cell.revisit_on)
            yield Lapse(_awaited(case, cell.revisit_on, cell.as_of), cell, message, field="revisit_on")
    expansion = case.account.expansion
    if expansion and expansion.revisit_on:
        message = say("widening the cooperation was to be thought about again on {day}", day=expansion.revisit_on)
        span = _awaited(case, expansion.revisit_on, expansion.as_of)
        yield Lapse(span, expansion, message, field="revisit_on", record="expansion")


@check(
    "KAM605",
    "opportunity-without-next-step",
    "warning",
    hint="agree the next step, and record next_step and next_step_on",
    subject=lambda account: account.opportunities,
)
def opportunity_without_next_step(case: Case) -> Iterator[Lapse]:
    """An open opportunity has a dated next step.

    Why: an opportunity without a next step is a wish.

    How to close: agree what comes next and when, and record next_step and next_step_on; or close the opportunity.

    Bad:

        opportunities: [{id: o1, title: Inserts, stage: proposal, added_on: 2026-06-12}]

    Good:

        opportunities:
          - id: o1
            title: Inserts
            stage: proposal
            added_on: 2026-06-12
            next_step: Send samples
            next_step_on: 2026-12-02
    """
    for one in case.account.opportunities:
        if one.open and not one.next_step_on:
            message = say("the opportunity {title} has no dated next step", title=one.title)
            yield Lapse(Span(max(one.added_on, case.since)), one, message)


@check(
    "KAM606",
    "opportunity-stalled",
    "warning",
    hint="take the next step, or set another day, or close the opportunity",
    subject=lambda account: account.opportunities,
    days=14,
)
def opportunity_stalled(case: Case, days: int) -> Iterator[Lapse]:
    """The next step and the expected close of an open opportunity are not past.

    Why: a date that has passed says that nobody looks at it any more, and the forecast is wrong.

    How to close: take the step and record the next; correct expected_close; or set the stage to won or lost.

    Bad:

        opportunities:
          - {id: o1, title: Inserts, stage: proposal, added_on: 2026-06-12, next_step: Call, next_step_on: 2026-10-01}

    Good:

        opportunities:
          - {id: o1, title: Inserts, stage: proposal, added_on: 2026-06-12, next_step: Call, next_step_on: 2026-12-01}
    """
    for one in case.account.opportunities:
        dates = [day for day in (one.next_step_on, one.expected_close) if day]
        if one.open and dates:
            message = say("the opportunity {title} stands still since {day}", title=one.title, day=min(dates))
            field = "next_step_on" if min(dates) == one.next_step_on else "expected_close"
            yield Lapse(Span(max(later(min(dates), days), case.since)), one, message, field=field)


@check(
    "KAM607",
    "renewal-unprepared",
    "error",
    hint="plan an action that serves expansion: prepare the offer before the term of notice",
    subject=lambda account: account.contract and account.contract.renewal_on,
    question=ask(20, "What has to change so that they renew the contract?"),
    days=90,
)
def renewal_unprepared(case: Case, days: int) -> Iterator[Lapse]:
    """Three months before the last day of notice, an action prepares the renewal of the contract.

    Why: whoever begins after the term of notice has nothing left to offer, or has lost already.

    How to close: plan an action that serves expansion, or do it. One that was done before the gap opened is about
    something else.

    Bad:

        contract: {start: 2025-01-01, renewal_on: 2027-01-01, notice_days: 30}

    Good:

        contract: {start: 2025-01-01, renewal_on: 2027-01-01, notice_days: 30}
        actions:
          - id: a1
            text: Prepare the renewal
            owner: ana.novak
            added_on: 2026-06-20
            due: 2026-12-10
            status: open
            serves: expansion
    """
    contract = case.account.contract
    if contract is None or contract.renewal_on is None:
        return
    opens = later(contract.renewal_on, -(contract.notice_days or 0) - days)
    covers = case.answered_by_action("expansion", opens)
    message = say("the contract renews on {day} and no action prepares it", day=contract.renewal_on)
    for span in within(uncovered(max(opens, case.since), [covers]), Span(opens, contract.renewal_on)):
        yield Lapse(span, contract, message, field="renewal_on")


@check(
    "KAM608",
    "single-tie",
    "info",
    hint="look for a second thing that they could buy from us, and make it an objective",
    days=365,
)
def single_tie(case: Case, days: int) -> Iterator[Lapse]:
    """The customer buys more than one thing from us, or an objective says what comes next.

    Why: changing a supplier is work and risk; changing one of many things that it supplies is neither.

    How to close: record what else they buy, or write down an objective.

    Bad:

        whitespace: [{offering: hardened-steel, status: owned, as_of: 2026-06-11}]

    Good:

        whitespace:
          - {offering: hardened-steel, status: owned, as_of: 2026-06-11}
          - {offering: inserts, status: owned, as_of: 2026-06-11}
    """
    owned = [cell for cell in case.account.whitespace if cell.status == "owned"]
    if len(owned) <= 1 and not case.account.objectives:
        message = say("they are recorded to buy one thing at most, and no objective says what comes next")
        yield Lapse(Span(later(case.since, days)), case.account, message, field="whitespace")


def _awaited(case: Case, revisit_on: date, looked: date | None) -> Span:
    """From the day of the revisit through the look that answered it; an earlier look answers nothing."""
    answered = looked if looked and looked >= revisit_on else FOREVER
    return Span(max(revisit_on, case.since), answered)
