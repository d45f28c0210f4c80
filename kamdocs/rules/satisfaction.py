"""Golden rule 1, satisfaction: ask, in person; hear what bothers and what is missing; do something about it."""

from collections.abc import Collection, Iterator

from kamdocs.language import say
from kamdocs.model import Id
from kamdocs.rules import question
from kamdocs.rules.answers import BOTHERED, DECIDED, MISSED, by_action, interviews, newcomer
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import made, mend, picks, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, YEAR, Span, divide, last_before, lasting, later, uncovered, within

USERS_LATER = 15
"""How much longer a new plan has until its users are asked: the first interview comes before."""


@check(
    "KAM101",
    "satisfaction-interview-overdue",
    "error",
    hint="hold a personal interview with a few well-chosen questions and record it under satisfaction",
    mend=mend("When were they asked how satisfied they are, who, and by whom?", interviews()),
    ahead="a personal interview is due by {due}",
    starter=True,
    question=ask(5, "What bothers them, and what is missing?"),
    days=365,
)
def satisfaction_interview_overdue(case: Case, days: int) -> Iterator[Lapse]:
    """A personal interview about satisfaction (in person, remote or by a third party) is held once a year.

    Why: a customer seldom says of its own accord what bothers it, and a form is answered by few. Asked by somebody
    who listens, most people tell.

    How to close: hold the interview and record it with its date, method and respondents. A survey or a workshop of
    the period makes the gap a warning, but does not close it.

    Bad:

        key_since: 2024-01-08
        satisfaction:
          - {id: s2025, date: 2025-06-10, method: interview-in-person, respondents: [petra-cuk], none_stated: true}

    Good:

        key_since: 2024-01-08
        satisfaction:
          - {id: s2026, date: 2026-06-09, method: interview-in-person, respondents: [petra-cuk], none_stated: true}
    """
    interviews = [review.date for review in case.account.satisfaction if review.interview and review.respondents]
    others = lasting((review.date for review in case.account.satisfaction if not review.interview), days)
    for overdue in uncovered(later(case.since, days), [lasting(interviews, days)]):
        message = say(
            "no personal interview is on record since {last}; due by {due}",
            last=last_before(interviews, overdue.start, case.since),
            due=later(overdue.start, -1),
        )
        for part, heard in divide(overdue, others):
            yield Lapse(part, case.account, message, field="satisfaction", severity="warning" if heard else None)


@check(
    "KAM102",
    "dissatisfaction-not-asked",
    "error",
    hint="write down under bothers and misses what was said, or set none_stated: true if nothing was",
    mend=mend(
        "What did they say in that review?",
        BOTHERED,
        MISSED,
        way("that nothing bothers them and nothing is missing", sets(none_stated=True)),
    ),
    question=ask(5, "What bothers them, and what is missing?"),
)
def dissatisfaction_not_asked(case: Case) -> Iterator[Lapse]:
    """Each review says what bothers the customer and what is missing, or that it was asked and named nothing.

    Why: praise changes nothing. What bothers a customer, or what is missing, are the reasons for leaving, today's or
    tomorrow's; a review that holds none of them was a chat.

    How to close: add what was said under bothers and misses. If you asked and nothing came, none_stated: true.

    Bad:

        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: interview-in-person
            respondents: [petra-cuk]
            praises: [{text: Friendly drivers}]

    Good:

        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: interview-in-person
            respondents: [petra-cuk]
            bothers: [{id: b1, text: Invoices come before the goods, from: petra-cuk, decision: Invoice on delivery}]
    """
    for review in case.account.satisfaction:
        if not (review.bothers or review.misses or review.none_stated):
            message = say(
                "the review of {day} does not say what bothers the customer or what is missing", day=review.date
            )
            yield Lapse(case.past(review.date, review.date), review, message)


@check(
    "KAM103",
    "bother-without-action",
    "error",
    hint="name under action what answers it, or write under decision what was decided and why",
    mend=mend("What answers it?", *by_action("action"), DECIDED),
    ahead="an action or a decision is due by {due} on what the customer said on {day}: {text}",
    felt=True,
    starter=True,
    question=ask(2, "What would put this right: {what}?", question.bother),
    days=14,
)
def bother_without_action(case: Case, days: int) -> Iterator[Lapse]:
    """Whatever bothers the customer, or is missing, leads to an action or to a decision within two weeks.

    Why: to ask and then do nothing disappoints more than not to ask at all.

    How to close: link an action of the plan (action: its id), or write the decision. An action that was dropped, or
    done before the customer said it, answers nothing.

    Bad:

        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: interview-in-person
            bothers: [{id: b1, text: Invoices come before the goods, from: petra-cuk}]

    Good:

        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: interview-in-person
            bothers: [{id: b1, text: Invoices come before the goods, from: petra-cuk, action: a1}]
        actions:
          - {id: a1, text: Invoice on delivery, owner: ana.novak, due: 2026-12-15, status: open}
    """
    for review in case.account.satisfaction:
        for bother in (*review.bothers, *review.misses):
            if bother.decision:
                continue
            message = say(
                "what the customer said on {day} has no action that answers it, and no decision: {text}",
                day=review.date,
                text=bother.text,
            )
            owed = case.owed(review.date, later(review.date, days), remembered=365)
            for span in within(uncovered(owed.start, [case.answered(bother.action, review.date)]), owed):
                yield Lapse(span, bother, message)


@check(
    "KAM104",
    "feedback-not-reported-back",
    "warning",
    hint="tell the people you asked what came of it, and record reported_back_on",
    mend=mend("When were they told what came of it?", sets("reported_back_on")),
    ahead="the customer is to be told by {due} what came of the review of {day}",
    days=30,
)
def feedback_not_reported_back(case: Case, days: int) -> Iterator[Lapse]:
    """The customer is told within a month what came of what bothers it.

    Why: whoever answered your questions wants to know whether it was worth the time; next time they answer gladly.

    How to close: tell the respondents what you do and what you don't, and record the day as reported_back_on.

    Bad:

        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: survey
            respondents: [petra-cuk]
            bothers: [{id: b1, text: Invoices come before the goods, decision: Invoice on delivery}]

    Good:

        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: survey
            respondents: [petra-cuk]
            bothers: [{id: b1, text: Invoices come before the goods, decision: Invoice on delivery}]
            reported_back_on: 2026-07-01
    """
    for review in case.account.satisfaction:
        if not (review.bothers or review.misses):
            continue  # where nothing bothers there is nothing to report back
        span = case.past(review.date, later(review.date, days), review.reported_back_on)
        terms = {"day": review.date, "due": later(span.start, -1)}
        message = say("the customer was not told what came of the review of {day}; due by {due}", **terms)
        yield Lapse(span, review, message)


@check(
    "KAM105",
    "users-not-heard",
    "warning",
    hint="ask somebody who uses what we deliver (buying role user), and name the person under respondents",
    mend=mend(
        "Which user was asked, and when?",
        way("a user was asked", interviews()),
        way("somebody who uses what we deliver was there in a review", picks("satisfaction", "respondents")),
        way(
            "somebody who is not in the plan yet",
            newcomer(buying_roles="user"),
            interviews(respondents=made("stakeholders")),
        ),
        way("one of those who were asked is a user", picks("stakeholders", buying_roles="user")),
    ),
    ahead="a user of our products is to be asked by {due}",
    question=ask(7, "Who uses what we deliver, and how well does it serve them?"),
    days=365,
)
def users_not_heard(case: Case, days: int) -> Iterator[Lapse]:
    """Somebody who uses our products or services is asked once a year.

    Why: satisfaction depends on every user, not only on the people who sign. Users tell buyers what they think long
    before they tell us.

    How to close: ask a person with the buying role user, or of the area end-users, and write that person under
    respondents.

    Bad:

        key_since: 2024-01-08
        satisfaction:
          - {id: s2026, date: 2026-06-09, method: interview-in-person, respondents: [petra-cuk], none_stated: true}

    Good:

        key_since: 2024-01-08
        satisfaction:
          - id: s2026
            date: 2026-06-09
            method: interview-in-person
            respondents: [petra-cuk, joze-kos]
            none_stated: true
    """
    users = {one.id for one in case.account.stakeholders if "user" in one.buying_roles or one.area == "end-users"}
    heard = [review.date for review in case.account.satisfaction if users.intersection(review.respondents)]
    for lapse in uncovered(later(case.since, days + USERS_LATER), [lasting(heard, days)]):
        message = say(
            "no user of our products has been asked since {last}; due by {due}",
            last=last_before(heard, lapse.start, case.since),
            due=later(lapse.start, -1),
        )
        yield Lapse(lapse, case.account, message, field="satisfaction")


@check(
    "KAM106",
    "one-voice-only",
    "warning",
    hint="ask people of a second decision area, and write them under respondents",
    mend=mend(
        "Who else was asked?",
        way("somebody was there in that interview, too", sets("respondents")),
        way("somebody was asked in an interview of its own", interviews()),
    ),
    ahead="by {due} the interviews are to have heard a second voice, of another decision area",
    question=ask(8, "Who else there can tell us how satisfied they are?"),
    people=2,
    days=60,
)
def one_voice_only(case: Case, people: int, days: int) -> Iterator[Lapse]:
    """The interviews of a year together heard at least two people, not all of one decision area.

    Why: one person's opinion is that person's. Purchasing and production see the same delivery with different eyes.

    How to close: talk with somebody in another area too, within two months of the newest interview, and record it as
    an interview of its own, or add the person under respondents.

    Bad:

        satisfaction:
          - {id: s2026, date: 2026-06-09, method: interview-in-person, respondents: [petra-cuk], none_stated: true}

    Good:

        satisfaction:
          - {id: s1, date: 2026-05-19, method: interview-in-person, respondents: [joze-kos], none_stated: true}
          - {id: s2, date: 2026-06-09, method: interview-in-person, respondents: [petra-cuk], none_stated: true}
    """
    interviews = sorted((review for review in case.account.satisfaction if review.interview), key=lambda one: one.date)
    for place, review in enumerate(interviews):
        if review.date < case.since:
            continue
        heard = {
            person
            for one in interviews[: place + 1]
            if one.date > later(review.date, -YEAR)
            for person in one.respondents
        }
        newer = interviews[place + 1].date if place + 1 < len(interviews) else FOREVER
        if not _many_voices(case, heard, people):
            message = say(
                "the interviews of the year up to {day} heard one voice or one decision area", day=review.date
            )
            yield Lapse(Span(later(review.date, days), min(newer, later(review.date, YEAR))), review, message)


def _many_voices(case: Case, heard: Collection[Id], people: int) -> bool:
    """Whether enough people were heard, not all of one decision area; one that nobody wrote counts as another."""
    known = [case.account.people[one] for one in heard if one in case.account.people]
    areas = {person.area for person in known}
    return len(heard) >= people and (len(areas) != 1 or areas == {None})


def evidence(case: Case) -> Iterator[Span]:
    """The days on which somebody answered in an interview or a workshop."""
    for review in case.account.satisfaction:
        if review.respondents and (review.interview or review.method == "workshop"):
            yield Span(review.date)
