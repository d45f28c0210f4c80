"""Golden rule 4, informing and educating: begin with what they need, show what could answer it, don't push."""

from collections.abc import Iterator

from kamdocs.language import Word, say
from kamdocs.model import Briefing
from kamdocs.rules import question
from kamdocs.rules.answers import DROPPED, briefed, by_need, chance, needed
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import HERE, mend, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import DAWN, FOREVER, YEAR, Span, last_before, lasting, later, uncovered

_TEACHING = frozenset({"roadmap", "training", "site-visit", "demo"})
_PITCHES = frozenset({"proposal", "demo"})


@check(
    "KAM401",
    "needs-missing",
    "warning",
    hint="ask what they need, and write it down under needs",
    mend=mend("What do they need?", needed()),
    ahead="a need of the customer is to be written down by {due}",
    question=ask(17, "What do they need most?"),
    days=75,
)
def needs_missing(case: Case, days: int) -> Iterator[Lapse]:
    """At least one need of the customer is recorded that is open, or was addressed within a year.

    Why: who doesn't know the needs can only push.

    How to close: ask, in their own words, and record the need with who told us.

    Bad:

        needs:
          - {id: n1, text: Lighter handles, status: dropped}

    Good:

        needs:
          - {id: n1, text: Lighter handles, status: open, confirmed_on: 2026-10-01}
    """
    known = [
        Span(need.added_on or DAWN, FOREVER if need.status == "open" else later(need.addressed_on or DAWN, YEAR))
        for need in case.account.needs
        if need.status != "dropped"
    ]
    for span in uncovered(later(case.since, days), [known]):
        message = say(
            "no need that is open or was addressed lately is recorded; due by {due}", due=later(span.start, -1)
        )
        yield Lapse(span, case.account, message, "needs")


@check(
    "KAM402",
    "briefing-overdue",
    "warning",
    hint="show them something that answers a need, and record it under briefings",
    mend=mend("What was taught or shown to them, when, and to whom?", briefed()),
    ahead="something is to be taught or shown to them by {due}",
    days=(183, 183, 365),
)
def briefing_overdue(case: Case, days: int) -> Iterator[Lapse]:
    """Something was taught or shown: a roadmap, a training, a site visit or a demo.

    Why: customers often don't know half of what we could do for them, and buy it elsewhere.

    How to close: choose one of their needs, show what could answer it, and record the briefing. Newsletters and
    proposals don't count.

    Bad:

        briefings:
          - {id: t1, date: 2026-03-02, topic: Inserts, kind: training, audience: [joze-kos]}

    Good:

        briefings:
          - {id: t1, date: 2026-09-02, topic: Inserts, kind: training, audience: [joze-kos]}
    """
    taught = [briefing.date for briefing in case.account.briefings if briefing.kind in _TEACHING]
    for overdue in uncovered(later(case.since, days), [lasting(taught, days)]):
        message = say(
            "nothing taught or shown to them is on record since {last}; due by {due}",
            last=last_before(taught, overdue.start, case.since),
            due=later(overdue.start, -1),
        )
        yield Lapse(overdue, case.account, message, field="briefings")


@check(
    "KAM403",
    "offer-without-need",
    "warning",
    hint="name under need what it answers; if there is none, don't offer it",
    mend=mend("Which need does it answer?", *by_need()),
)
def offer_without_need(case: Case) -> Iterator[Lapse]:
    """A proposal or a demo names the need that it answers.

    Why: an offer that answers nothing costs the customer time, and us its patience.

    How to close: add the need to the briefing, after asking whether it is one.

    Bad:

        briefings:
          - {id: t1, date: 2026-09-02, topic: Inserts, kind: proposal, audience: [petra-cuk]}

    Good:

        needs: [{id: n1, text: Shorter changeovers, status: open}]
        briefings:
          - {id: t1, date: 2026-09-02, topic: Inserts, kind: proposal, need: n1, audience: [petra-cuk]}
    """
    for briefing in case.account.briefings:
        if briefing.kind in _PITCHES and not briefing.need:
            message = say("the {kind} of {day} names no need", kind=Word(briefing.kind), day=briefing.date)
            yield Lapse(case.past(briefing.date, briefing.date), briefing, message)


@check(
    "KAM404",
    "repeat-offer-after-decline",
    "warning",
    hint="leave it for half a year, or name under need the other one that it answers now",
    mend=mend("Which other need does it answer now?", *by_need()),
    days=180,
)
def repeat_offer_after_decline(case: Case, days: int) -> Iterator[Lapse]:
    """An offering that was declined is not pitched again to the same unit within half a year.

    Why: whoever asks again after a no has not listened.

    How to close: let it rest; the gap closes by itself. If the new offer answers another need, name that need.

    Bad:

        briefings:
          - {id: t1, date: 2026-08-03, topic: Inserts, kind: proposal, offering: inserts, response: declined}
          - {id: t2, date: 2026-10-05, topic: Inserts again, kind: proposal, offering: inserts}

    Good:

        needs: [{id: n1, text: Shorter changeovers, status: open}]
        briefings:
          - {id: t1, date: 2026-08-03, topic: Inserts, kind: proposal, offering: inserts, response: declined}
          - {id: t2, date: 2026-10-05, topic: Inserts again, kind: proposal, offering: inserts, need: n1}
    """
    for repeat in case.account.briefings:
        if repeat.kind not in _PITCHES or not repeat.offering:
            continue
        declined = [one.date for one in case.account.briefings if _declined_before(one, repeat, days)]
        if declined:
            message = say(
                "{offering} was declined on {day} and offered again",
                offering=case.shared.offering_name(repeat.offering),
                day=max(declined),
            )
            yield Lapse(case.past(repeat.date, repeat.date, remembered=days), repeat, message)


def _declined_before(one: Briefing, repeat: Briefing, days: int) -> bool:
    same = one.offering == repeat.offering and one.unit == repeat.unit
    another_need = repeat.need is not None and repeat.need != one.need
    recent = one.date < repeat.date < later(one.date, days)
    return one.response == "declined" and same and recent and not another_need


@check(
    "KAM405",
    "need-without-answer",
    "info",
    hint="record under briefings or opportunities what could answer it, with its id under need",
    mend=mend(
        "What could answer the need?",
        way("something was taught or shown to them", briefed(need=HERE)),
        way("they could buy something", chance(need=HERE)),
    ),
    ahead="the need {text} is to get a briefing or an opportunity by {due}",
    question=ask(19, "What would help them with this: {what}?", question.need),
    days=60,
)
def need_without_answer(case: Case, days: int) -> Iterator[Lapse]:
    """An open need is answered by a briefing or an opportunity.

    Why: a need that we know and leave alone is an invitation to others.

    How to close: hold a briefing for the need, or add an opportunity that names it.

    Bad:

        needs: [{id: n1, text: Shorter changeovers, status: open, confirmed_on: 2026-06-11}]

    Good:

        needs: [{id: n1, text: Shorter changeovers, status: open, confirmed_on: 2026-06-11}]
        briefings:
          - {id: t1, date: 2026-09-02, topic: Inserts, kind: demo, need: n1, audience: [joze-kos]}
    """
    for need in case.account.needs:
        if need.status == "open":
            answers = [one.date for one in case.account.briefings if one.need == need.id]
            answers += [one.added_on for one in case.account.opportunities if one.need == need.id]
            start = max(need.confirmed_on or need.added_on or case.since, case.since)
            message = say("the need {text} has no briefing and no opportunity", text=need.text)
            yield Lapse(Span(later(start, days), min(answers, default=FOREVER)), need, message)


@check(
    "KAM406",
    "need-unconfirmed",
    "info",
    hint="ask whether it still stands, and set confirmed_on; or set status to addressed or dropped",
    mend=mend(
        "Do they still need it?",
        way("they do, and said so", sets("confirmed_on")),
        way("it is answered", sets("addressed_on", status="addressed")),
        DROPPED,
    ),
    ahead="the need {text} is to be confirmed by {due}",
    question=ask(18, "Do they still need this: {what}?", question.need),
    days=183,
)
def need_unconfirmed(case: Case, days: int) -> Iterator[Lapse]:
    """An open need was confirmed within half a year.

    Why: needs change, and an answer to last year's need is a push.

    How to close: ask, and set confirmed_on; or set the status to addressed or dropped.

    Bad:

        needs: [{id: n1, text: Shorter changeovers, status: open, confirmed_on: 2026-04-01}]

    Good:

        needs: [{id: n1, text: Shorter changeovers, status: open, confirmed_on: 2026-10-01}]
    """
    for need in case.account.needs:
        if need.status == "open":
            start = max(need.confirmed_on or need.added_on or case.since, case.since)
            message = say("the need {text} was last confirmed on {day}", text=need.text, day=need.confirmed_on)
            if need.confirmed_on is None:
                message = say("the need {text} was never confirmed", text=need.text)
            yield Lapse(Span(later(start, days)), need, message)


@check(
    "KAM407",
    "opportunity-without-need",
    "info",
    hint="name under need what it answers; ask for it before the offer",
    mend=mend("Which need does it answer?", *by_need()),
    ahead="the opportunity {title} is to name its need by {due}",
    days=14,
)
def opportunity_without_need(case: Case, days: int) -> Iterator[Lapse]:
    """An open opportunity that has come to a proposal or to negotiation names the need that it answers.

    Why: what answers no need is compared by its price alone.

    How to close: ask what they need it for, record the need, and name it in the opportunity.

    Bad:

        opportunities:
          - {id: o1, title: Inserts, stage: proposal, added_on: 2026-06-12, next_step: Call, next_step_on: 2026-12-01}

    Good:

        needs: [{id: n1, text: Shorter changeovers, status: open}]
        opportunities:
          - id: o1
            title: Inserts
            stage: proposal
            need: n1
            added_on: 2026-06-12
            next_step: Call
            next_step_on: 2026-12-01
    """
    for one in case.account.opportunities:
        if one.stage in ("proposal", "negotiation") and not one.need:
            message = say("the opportunity {title} names no need", title=one.title)
            yield Lapse(Span(max(later(one.added_on, days), case.since)), one, message)


def evidence(case: Case) -> Iterator[Span]:
    """The days on which somebody there was told, taught or shown something; a newsletter is no talk."""
    for briefing in case.account.briefings:
        if briefing.audience and briefing.kind != "newsletter":
            yield Span(briefing.date)
