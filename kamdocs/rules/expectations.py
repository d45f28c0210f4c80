"""Golden rule 1, expectations: what satisfaction is measured against; and answers that ask for a word."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import Word, say
from kamdocs.model import Id, SatisfactionReview, Score
from kamdocs.rules import question
from kamdocs.rules.answers import EXPECTED, by_action, talks
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import HERE, TODAY, mend, picks, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import Span, later, uncovered


@check(
    "KAM107",
    "expectations-missing",
    "warning",
    hint="write down what the people there expect of us, under expectations",
    mend=mend("What do they expect of us?", EXPECTED),
    ahead="an expectation of the customer is to be written down by {due}",
    question=ask(16, "What do they expect of us?"),
    days=90,
)
def expectations_missing(case: Case, days: int) -> Iterator[Lapse]:
    """At least one expectation of the customer is recorded.

    Why: satisfaction is measured against what somebody expected. Who doesn't know the expectations can't tell why a
    good delivery disappointed.

    How to close: record an expectation with the person who has it, its importance and how far we meet it.

    Bad:

        key_since: 2024-01-08
        expectations: []

    Good:

        key_since: 2024-01-08
        expectations:
          - {id: e1, stakeholder: joze-kos, text: Deliveries before 6:00, importance: high, as_of: 2024-02-01}
    """
    known = [Span(expectation.as_of) for expectation in case.account.expectations]
    for lapse in uncovered(later(case.since, days), [known]):
        message = say("no expectation of the customer is recorded; due by {due}", due=later(lapse.start, -1))
        yield Lapse(lapse, case.account, message, field="expectations")


@check(
    "KAM108",
    "expectation-unmet",
    "warning",
    hint="name under action what will meet it; when it is met, set fulfilment and as_of",
    mend=mend(
        "What will meet the expectation?",
        *by_action("action"),
        way("it is met by now", sets(fulfilment="met", as_of=TODAY)),
    ),
    ahead="an action is due by {due} for an expectation that is not met: {text}",
    question=ask(4, "What is still missing here: {what}?", question.expectation),
    days=14,
)
def expectation_unmet(case: Case, days: int) -> Iterator[Lapse]:
    """An expectation that we meet partly or not at all has an action that answers it.

    Why: this is dissatisfaction that we already know of.

    How to close: link the action of the plan that mends it; when it is met, write so, with the new date. Below high
    importance it is a reminder.

    Bad:

        expectations:
          - {id: e1, text: Deliveries before 6:00, importance: high, fulfilment: not-met, as_of: 2026-06-09}

    Good:

        expectations:
          - {id: e1, text: Deliveries before 6:00, importance: high, fulfilment: not-met, as_of: 2026-06-09, action: a1}
        actions:
          - {id: a1, text: Move them to the early tour, owner: ana.novak, due: 2026-12-15, status: open}
    """
    for one in case.account.expectations:
        if one.fulfilment not in ("partly", "not-met"):
            continue
        message = say(
            "an expectation has not been met since {day}, and no action answers it: {text}",
            day=one.as_of,
            text=one.text,
        )
        opens = max(later(one.as_of, days), case.since)
        for span in uncovered(opens, [case.answered(one.action, one.as_of)]):
            yield Lapse(span, one, message, severity=None if one.importance == "high" else "info")


@check(
    "KAM109",
    "low-score-no-follow-up",
    "warning",
    hint="talk with that person about the answer, and record it under interactions",
    mend=mend(
        "When did somebody talk with the person about the answer, and what came of it?",
        talks(with_=HERE, purpose="satisfaction"),
    ),
    ahead="{person} is to hear from us by {due} about a low answer of {day}: {scale} {value}",
    days=5,
    nps=6,
    csat=2,
    ces=2,
    fall_nps=3,
    fall_other=2,
)
def low_score_no_follow_up(case: Case, days: int, **limits: int) -> Iterator[Lapse]:
    """After a low answer, or one that fell, somebody gets in touch with the person within a week.

    Why: a low answer is a complaint in a polite form, and so is one that was better last year. A call within days often
    mends more than the repair itself.

    How to close: contact the person, listen, and record the interaction. The days are working days.

    Bad:

        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: survey
            respondents: [joze-kos]
            scores: [{stakeholder: joze-kos, scale: nps, value: 4}]
            none_stated: true

    Good:

        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: survey
            respondents: [joze-kos]
            scores: [{stakeholder: joze-kos, scale: nps, value: 4}]
            none_stated: true
        interactions:
          - {id: i1, date: 2026-06-11, kind: call, with: [joze-kos], by: [ana.novak], purpose: satisfaction}
    """
    last: dict[tuple[Id, str], int] = {}
    for review in sorted(case.account.satisfaction, key=lambda one: one.date):
        told: set[Id] = set()
        for score in review.scores:
            before = last.get((score.stakeholder, score.scale))
            last[score.stakeholder, score.scale] = score.value
            fall = limits["fall_nps" if score.scale == "nps" else "fall_other"]
            fell = before is not None and before - score.value >= fall
            if score.stakeholder in told or not (fell or score.value <= limits[score.scale]):
                continue
            told.add(score.stakeholder)
            yield _follow_up(case, review, score, days, before if fell else None)


def _follow_up(case: Case, review: SatisfactionReview, score: Score, days: int, before: int | None) -> Lapse:
    """The gap after one answer, until somebody got in touch with the person; ``before`` where the answer fell."""
    opens = case.calendar.past(review.date, days)
    message = say(
        "nobody has been in touch with {person} about a low answer of {day}: {scale} {value}; due by {due}",
        person=case.person_name(score.stakeholder),
        day=review.date,
        scale=Word(score.scale),
        value=score.value if before is None else say("{value}, before {last}", value=score.value, last=before),
        due=later(opens, -1),
    )
    followed_up = min(_words_with(case, score.stakeholder, review), default=None)
    return Lapse(case.past(review.date, opens, followed_up), review, message, field="scores", record=score.stakeholder)


def _words_with(case: Case, person: Id, review: SatisfactionReview) -> Iterator[date]:
    """The days of contact with a person since a review.

    On its own day that is a word after a survey; the visit at which somebody was interviewed answers nothing.
    """
    yield from (day for day in case.contact_days.get(person, ()) if day > review.date)
    if review.method == "survey":
        yield from (one.date for one in case.account.interactions if one.date == review.date and person in one.with_)


@check(
    "KAM110",
    "expectations-stale",
    "info",
    hint="ask again how far the expectations are met, and renew as_of",
    mend=mend(
        "How far are the expectations met today?",
        way("one of them was looked at", picks("expectations", "fulfilment", as_of=TODAY)),
        way("they expect something else by now", EXPECTED),
    ),
    ahead="the expectations, last looked at on {day}, are to be looked at again by {due}",
    days=365,
)
def expectations_stale(case: Case, days: int) -> Iterator[Lapse]:
    """The expectations were looked at again within a year.

    Why: people get used to what was good last year, and expect something else.

    How to close: ask, correct fulfilment, and renew as_of; or add what they expect by now.

    Bad:

        expectations: [{id: e1, text: Deliveries before 6:00, fulfilment: met, as_of: 2025-06-09}]

    Good:

        expectations: [{id: e1, text: Deliveries before 6:00, fulfilment: met, as_of: 2026-06-09}]
    """
    if case.account.expectations:
        newest = max(one.as_of for one in case.account.expectations)
        message = say("the expectations were last looked at on {day}", day=newest)
        yield Lapse(Span(max(later(newest, days), case.since)), case.account, message, field="expectations")
