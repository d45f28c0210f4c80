"""Golden rule 3, relationship: trust grows between people; familiarity must not make us unreliable."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import Sentence, Word, say, say_many
from kamdocs.model import Stakeholder
from kamdocs.rules.answers import together
from kamdocs.rules.case import Case
from kamdocs.rules.check import TO_THE_END, check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import TODAY, Way, elsewhere, mend, sets, way
from kamdocs.rules.quota import Enough, falling_short
from kamdocs.rules.spans import FOREVER, Span, after, later, until, within

_WITH_OUTCOME = frozenset({"visit", "meeting", "video", "business-review"})


@check(
    "KAM301",
    "commitment-overdue",
    "error",
    hint="keep it and set kept_on; or agree a new day with the customer: set due, and keep the first day as first_due",
    mend=mend(
        "Was the promise kept?",
        way("it was kept", sets("kept_on")),
        way("the customer released us from it", sets("released_on")),
        way("a new day is agreed", sets("due")),
    ),
    ahead="promised for {day}: {text}",
    starter=True,
    holds=TO_THE_END,
)
def commitment_overdue(case: Case) -> Iterator[Lapse]:
    """What we promised is kept by its day, or the customer released us from it.

    Why: a promise is a promise, most of all to those who would never remind us.

    How to close: keep it and set kept_on; or ask to be released, and set released_on; or agree a new day.

    Bad:

        commitments:
          - {id: c1, made_on: 2026-09-01, by: ana.novak, to: petra-cuk, text: New price list, due: 2026-10-31}

    Good:

        commitments:
          - {id: c1, made_on: 2026-09-01, by: ana.novak, text: New price list, due: 2026-10-31, kept_on: 2026-10-30}
    """
    for promise in case.account.commitments:
        if promise.due:
            message = say("promised for {day} and not kept: {text}", day=promise.due, text=promise.text)
            span = case.owed(promise.due, after(promise.due), promise.settled_on)
            yield Lapse(span, promise, message, field="due")


@check(
    "KAM302",
    "commitment-undated",
    "error",
    hint="write down who promised it and by when: by and due",
    mend=mend("Who promised it, and by when?", sets("by", "due")),
    holds=TO_THE_END,
)
def commitment_undated(case: Case) -> Iterator[Lapse]:
    """A promise says who gave it and by when it will be kept.

    Why: a promise without a day is forgotten by us and remembered by them.

    How to close: add by and due.

    Bad:

        commitments: [{id: c1, made_on: 2026-09-01, text: New price list}]

    Good:

        commitments: [{id: c1, made_on: 2026-09-01, by: ana.novak, text: New price list, due: 2026-12-31}]
    """
    for promise in case.account.commitments:
        if not (promise.by and promise.due):
            message = say("who promised it or by when is not recorded: {text}", text=promise.text)
            yield Lapse(case.owed(promise.made_on, promise.made_on, promise.settled_on), promise, message)


@check(
    "KAM303",
    "meeting-without-outcome",
    "warning",
    hint="write down in a sentence what came of it: outcome",
    mend=mend("What came of it?", sets("outcome")),
    ahead="the outcome of the {kind} of {day} is to be written down by {due}",
    holds=TO_THE_END,
    days=7,
)
def meeting_without_outcome(case: Case, days: int) -> Iterator[Lapse]:
    """A visit, a meeting (by video too) or a business review has an outcome within a week.

    Why: what was agreed and not written down was agreed differently by each.

    How to close: write the outcome in a sentence.

    Bad:

        interactions:
          - {id: i1, date: 2026-11-03, kind: visit, with: [petra-cuk], by: [ana.novak]}

    Good:

        interactions:
          - {id: i1, date: 2026-11-03, kind: visit, with: [petra-cuk], by: [ana.novak], outcome: Samples wanted}
    """
    for one in case.account.interactions:
        if one.kind in _WITH_OUTCOME and not one.outcome:
            message = say("the {kind} of {day} has no outcome", kind=Word(one.kind), day=one.date)
            opens = later(one.date, days)
            yield Lapse(case.past(one.date, opens), one, message, field="outcome")


@check(
    "KAM304",
    "opponent-without-plan",
    "warning",
    hint="name under relationship_owner which of us listens to the person, and record the meeting under interactions",
    mend=mend("Which of us looks after the person, and when did the two meet?", Way(None, together())),
    ahead="a meeting with {name} ({attitude}) is due by {due}",
    holds=TO_THE_END,
    days=30,
)
def opponent_without_plan(case: Case, days: int) -> Iterator[Lapse]:
    """A sceptic or opponent of high influence has a relationship owner among us, who has met the person since.

    Why: people who are against us have a reason. Left alone with it, they convince others.

    How to close: name a relationship_owner, and let that colleague meet the person and record it.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, influence: high, attitude: sceptic, attitude_on: 2026-09-01}

    Good:

        stakeholders:
          - id: eva-zec
            name: Eva Zec
            influence: high
            attitude: sceptic
            attitude_on: 2026-09-01
            relationship_owner: ana.novak
        interactions:
          - {id: i1, date: 2026-09-20, kind: visit, with: [eva-zec], by: [ana.novak], outcome: She wants certificates}
    """
    for person in case.account.stakeholders:
        if not _is_against_us(person):
            continue
        known = person.attitude_on or person.added_on or case.since
        met = [
            contact.date
            for contact in case.contacts
            if contact.met and contact.date >= known and person.id in contact.people
            and person.relationship_owner in contact.by
        ]  # fmt: skip
        span = Span(later(max(known, case.since), days), min(met, default=FOREVER))
        for part in within([span], until(person.left_on)):
            yield Lapse(part, person, _not_met(case, person, known), field="attitude")


def _not_met(case: Case, person: Stakeholder, since: date) -> Sentence:
    terms = {"name": person.name, "attitude": Word(person.attitude or "unknown"), "day": since}
    if person.relationship_owner is None:
        return say("none of us is named to look after {name} ({attitude})", **terms)
    owner = case.shared.person_name(person.relationship_owner)
    return say("{owner} has no meeting on record with {name} ({attitude}) since {day}", owner=owner, **terms)


def _is_against_us(person: Stakeholder) -> bool:
    return person.influential and person.attitude in ("sceptic", "opponent")


@check(
    "KAM305",
    "attitude-stale",
    "info",
    hint="think again what the person's attitude to us is, and set attitude and attitude_on",
    mend=mend("What is the person's attitude to us today?", sets("attitude", attitude_on=TODAY)),
    ahead="the attitude of {name} to us is to be looked at by {due}",
    holds=TO_THE_END,
    days=365,
)
def attitude_stale(case: Case, days: int) -> Iterator[Lapse]:
    """The attitude to us of people of high influence was looked at within a year.

    Why: last year's supporter may have been disappointed since, and nobody noticed.

    How to close: think again, ask those who met the person, and set attitude and attitude_on.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, influence: high, attitude: supporter, attitude_on: 2025-03-04}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, influence: high, attitude: supporter, attitude_on: 2026-03-04}
    """
    for person in case.account.stakeholders:
        if person.influential:
            looked = max(person.attitude_on or person.added_on or case.since, case.since)
            message = say("the attitude of {name} to us is not recorded", name=person.name)
            if person.attitude_on:
                day = person.attitude_on
                message = say("the attitude of {name} to us was last looked at on {day}", name=person.name, day=day)
            for part in within([Span(later(looked, days))], until(person.left_on)):
                yield Lapse(part, person, message, field="attitude_on")


@check(
    "KAM306",
    "promises-slipping",
    "warning",
    hint="promise what can be kept, and set kept_on in time: it closes when the late ones are old, or few among many",
    mend=mend(
        "Can what is promised be kept by its day?",
        elsewhere("keep the next promises by their first day; what was late grows old by itself"),
    ),
    holds=TO_THE_END,
    promises=3,
    window_days=365,
    percent=80,
    late=1,
)
def promises_slipping(case: Case, promises: int, window_days: int, percent: int, late: int) -> Iterator[Lapse]:
    """Of the promises of a year, four of five were kept by the day that was first promised, and at most one was late.

    Why: a promise kept seven weeks late was not kept. Moved again and again, it is a habit that the customer knows.

    How to close: keep them by their first day; the gap closes when the late ones are a year old, or few among many.

    Bad:

        commitments:
          - {id: c1, made_on: 2026-08-03, by: ana.novak, text: Price list, due: 2026-08-14, kept_on: 2026-10-02}
          - {id: c2, made_on: 2026-08-03, by: ana.novak, text: Samples, due: 2026-08-21, kept_on: 2026-10-09}
          - {id: c3, made_on: 2026-09-01, by: ana.novak, text: Forecast, due: 2026-09-04, kept_on: 2026-10-23}

    Good:

        commitments:
          - {id: c1, made_on: 2026-08-03, by: ana.novak, text: Price list, due: 2026-08-14, kept_on: 2026-08-14}
          - {id: c2, made_on: 2026-08-03, by: ana.novak, text: Samples, due: 2026-08-21, kept_on: 2026-08-20}
          - {id: c3, made_on: 2026-09-01, by: ana.novak, text: Forecast, due: 2026-09-04, kept_on: 2026-09-04}
    """
    known = [
        (after(first), promise.kept_on is not None and promise.kept_on <= first)
        for promise in case.account.commitments
        if (first := promise.first_day) and not promise.released_on and first >= case.since
    ]
    for short in falling_short(known, window_days, Enough(promises, percent, late)):
        terms = {"promises": short.number, "days": window_days, "day": short.span.start}
        message = say_many(
            "of {promises} promises due in the {days} days to {day}, {number} was not kept by its first day",
            "of {promises} promises due in the {days} days to {day}, {number} were not kept by their first day",
            short.late,
            **terms,
        )
        ahead = say_many(
            "unless more are kept in time, of {promises} promises due within {days} days {number} is late",
            "unless more are kept in time, of {promises} promises due within {days} days {number} are late",
            short.late,
            **terms,
        )
        yield Lapse(short.span, case.account, message, field="commitments", ahead=ahead)


def evidence(case: Case) -> Iterator[Span]:
    """The days on which a promise was kept by its day, or people met and wrote down what came of it."""
    for promise in case.account.commitments:
        if promise.kept_on and promise.first_day and promise.kept_on <= promise.first_day:
            yield Span(promise.kept_on)
    for meeting in case.account.interactions:
        if meeting.outcome and meeting.kind in _WITH_OUTCOME:
            yield Span(meeting.date)
