"""Golden rule 6, expansion: every further tie makes it less likely that the customer leaves."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import Word, say
from kamdocs.model import WhitespaceCell
from kamdocs.rules.answers import LOST, NEXT, OBJECTIVE, WON, offered
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import TODAY, every, fills, mend, picks, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, Span, later, until

_TOLD = 8
"""How many offerings a message names."""
_LOST = frozenset({"blocked", "competitor", "not-applicable"})


@check(
    "KAM601",
    "whitespace-missing",
    "warning",
    hint="write under whitespace what each unit buys from us, or under expansion pursue: false with the reason",
    mend=mend(
        "Which of our offerings do they use?",
        way("one of them, or none yet", offered("offering", "status")),
        way("we don't try to widen the cooperation", sets("reason", at="expansion", pursue=False, as_of=TODAY)),
    ),
    ahead="which of our offerings they use is to be written down by {due}",
    question=ask(21, "What do they buy elsewhere that we could deliver?"),
    days=120,
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
        message = say("which of our offerings they use is not recorded; due by {due}", due=later(due, -1))
        yield Lapse(Span(due), case.account, message)


@check(
    "KAM602",
    "whitespace-stale",
    "info",
    hint="go through the oldest cells again and renew as_of",
    mend=mend(
        "Does the whitespace still hold?",
        way("all of it was looked at, and holds", every("whitespace", as_of=TODAY)),
        way("one of its cells is to be corrected", picks("whitespace", "status", may=("reason",), as_of=TODAY)),
    ),
    ahead="the oldest cells of the whitespace are to be looked at by {due}: {cells}",
    question=ask(21, "What do they buy elsewhere that we could deliver?"),
    days=(183, 365, 365),
)
def whitespace_stale(case: Case, days: int) -> Iterator[Lapse]:
    """Every cell of the whitespace was looked at again within half a year or a year, by tier.

    Why: contracts end, plants are built, competitors fail. Last year's no may be this year's chance.

    How to close: go through the cells, correct them, and renew as_of. The oldest cell opens the gap.

    Bad:

        whitespace:
          - {offering: hardened-steel, status: owned, as_of: 2025-06-11}
          - {offering: inserts, status: owned, as_of: 2026-06-11}

    Good:

        whitespace:
          - {offering: hardened-steel, status: owned, as_of: 2026-06-11}
          - {offering: inserts, status: owned, as_of: 2026-06-11}
    """
    cells = case.account.whitespace
    if not cells:
        return
    oldest = min(cell.as_of or case.since for cell in cells)
    names = ", ".join(_cell_name(case, cell) for cell in cells if (cell.as_of or case.since) == oldest)
    message = say("the oldest cells of the whitespace were looked at on {day}: {cells}", day=oldest, cells=names)
    yield Lapse(Span(max(later(oldest, days), case.since)), case.account, message, field="whitespace")


def _cell_name(case: Case, cell: WhitespaceCell) -> str:
    """A cell as people call it: the offering, and the unit where there is one."""
    offering = case.shared.offering_name(cell.offering)
    unit = next((one.name for one in case.account.units if one.id == cell.unit), cell.unit)
    return f"{offering} ({unit})" if unit else offering


@check(
    "KAM603",
    "blocked-without-reason",
    "warning",
    hint="write under reason why they don't buy it from us",
    mend=mend("Why don't they buy it from us?", sets("reason")),
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
            message = say("{cell}: {status}, and no reason is recorded", cell=_cell_name(case, cell),
                          status=Word(cell.status, "whitespace"))  # fmt: skip
            yield Lapse(Span(max(cell.as_of or case.since, case.since)), cell, message)


@check(
    "KAM604",
    "revisit-due",
    "info",
    hint="look at it again, and renew as_of; or set a later revisit_on",
    mend=mend(
        "Was it looked at again?",
        way("it was, and stands so", sets(may=("status",), as_of=TODAY)),
        way("not yet: it is to be looked at later", sets("revisit_on")),
    ),
    ahead="{cell} is to be looked at again on {day}",
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
            name = _cell_name(case, cell)
            message = say("{cell} was to be looked at again on {day}", cell=name, day=cell.revisit_on)
            yield Lapse(_awaited(case, cell.revisit_on, cell.as_of), cell, message, field="revisit_on")
    expansion = case.account.expansion
    if expansion and expansion.revisit_on:
        message = say("widening the cooperation was to be thought about again on {day}", day=expansion.revisit_on)
        ahead = say("widening the cooperation is to be thought about again on {day}", day=expansion.revisit_on)
        span = _awaited(case, expansion.revisit_on, expansion.as_of)
        yield Lapse(span, expansion, message, field="revisit_on", record="expansion", ahead=ahead)


@check(
    "KAM605",
    "opportunity-without-next-step",
    "warning",
    hint="agree the next step, and record next_step and next_step_on",
    mend=mend("What is the next step, and on which day?", way("the next step is agreed", NEXT), LOST, WON),
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
    hint="take the next step and set next_step_on or expected_close anew, or set stage to won or lost",
    mend=mend(
        "How does the opportunity stand?",
        way("the next step is agreed", NEXT),
        way("it is to be closed later", sets("expected_close", may=("next_step_on",))),
        LOST,
        WON,
    ),
    ahead="the next day of the opportunity {title} is {day}",
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
            message = say("the opportunity {title} has stood still since {day}", title=one.title, day=min(dates))
            field = "next_step_on" if min(dates) == one.next_step_on else "expected_close"
            yield Lapse(Span(max(later(min(dates), days), case.since)), one, message, field=field)


@check(
    "KAM608",
    "single-tie",
    "info",
    hint="record under whitespace a second thing that they buy, or under objectives what to win next",
    mend=mend(
        "What else do they buy, or what do we want to win?",
        way("they buy something else", offered("offering", status="owned")),
        way("something is to be won", OBJECTIVE),
    ),
    ahead="a second thing that they buy, or an objective, is to be written down by {due}",
    days=395,
)
def single_tie(case: Case, days: int) -> Iterator[Lapse]:
    """The customer buys more than one thing from us, or an objective says what comes next.

    Why: changing a supplier is work and risk. A customer that buys many things from us leaves less easily.

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
        message = say("as far as the plan says they buy one thing at most, and no objective says what comes next")
        yield Lapse(Span(later(case.since, days)), case.account, message, field="whitespace")


@check(
    "KAM610",
    "whitespace-incomplete",
    "info",
    hint="add a cell for each under whitespace, with status open or unknown where nobody knows yet",
    mend=mend("How do those offerings stand with them, as far as we know?", fills("whitespace", "status", as_of=TODAY)),
    ahead="cells of the whitespace are to be added by {due} for {offerings}",
    days=180,
)
def whitespace_incomplete(case: Case, days: int) -> Iterator[Lapse]:
    """Every offering that we still sell has a cell in the whitespace.

    Why: what has no cell there is not offered.

    How to close: add a cell for the offering, with what you know of it.

    Bad:

        whitespace: [{offering: hardened-steel, status: owned, as_of: 2026-06-11}]

    Good:

        whitespace:
          - {offering: hardened-steel, status: owned, as_of: 2026-06-11}
          - {offering: inserts, status: open, as_of: 2026-06-11}
          - {offering: heat-treatment, status: unknown, as_of: 2026-06-11}
    """
    if not case.account.whitespace:
        return
    opens = later(case.since, days)
    known = {cell.offering for cell in case.account.whitespace}
    missing = [one for one in case.shared.offerings if one.id not in known and until(one.retired_on).end > opens]
    if missing:
        names = ", ".join([*(one.name for one in missing[:_TOLD]), *(["…"] if len(missing) > _TOLD else [])])
        message = say("the whitespace has no cell for {offerings}", offerings=names)
        span = Span(opens, max(until(one.retired_on).end for one in missing))
        yield Lapse(span, case.account, message, field="whitespace")


def _awaited(case: Case, revisit_on: date, looked: date | None) -> Span:
    """From the day of the revisit through the look that answered it; an earlier look answers nothing."""
    answered = looked if looked and looked >= revisit_on else FOREVER
    return Span(max(revisit_on, case.since), answered)


def evidence(case: Case) -> Iterator[Span]:
    """The days on which a cell of the whitespace was looked at, or an opportunity was found."""
    yield from (Span(cell.as_of) for cell in case.account.whitespace if cell.as_of)
    yield from (Span(one.added_on) for one in case.account.opportunities)
