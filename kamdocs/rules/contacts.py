"""Golden rule 9, the single person: who comes, who goes, and whether what we know of them still holds."""

from collections.abc import Iterator

from kamdocs.language import say
from kamdocs.rules import question
from kamdocs.rules.answers import newcomer, talks
from kamdocs.rules.case import Case
from kamdocs.rules.check import ALSO_AFTERWARDS, check
from kamdocs.rules.covering import of_the_persons_area, of_the_same_record
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import HERE, deletes, made, mend, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import Span, after, last_before, lasting, later, uncovered, until, within


@check(
    "KAM909",
    "departed-without-successor",
    "error",
    hint="find out who takes over, and name the person under successor; write none if the post is gone",
    mend=mend(
        "Who takes over from the person?",
        way("somebody of the plan", sets("successor")),
        way("somebody who is not in the plan yet", newcomer(), sets(successor=made("stakeholders"))),
        way("nobody, the post is gone", sets(successor="none")),
    ),
    ahead="{name} leaves on {day} and no successor is recorded",
    starter=True,
    question=ask(10, "Who takes over from {what}?", question.person),
    days=30,
    days_before=30,
)
def departed_without_successor(case: Case, days: int, days_before: int) -> Iterator[Lapse]:
    """Somebody of influence who leaves or left has a successor in the plan.

    Why: a new person may have other expectations and other suppliers in mind, and decides from the first day on.

    How to close: find out who takes over, add the person under stakeholders, and name it as successor; write
    successor: none where the post is gone. It is a warning from a month before the leaving, an error a month after.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, influence: high, left_on: 2026-09-30}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, influence: high, left_on: 2026-09-30, successor: jan-rak}
          - {id: jan-rak, name: Jan Rak, influence: high, added_on: 2026-10-05}
    """
    for person in case.account.stakeholders:
        if person.left_on is None or person.successor or not (person.influential or person.decides):
            continue
        error_from = later(person.left_on, days)
        message = say("{name} left on {day} and no successor is recorded", name=person.name, day=person.left_on)
        leaving = say("{name} leaves on {day} and no successor is recorded", name=person.name, day=person.left_on)
        known = within([case.past(person.left_on, later(person.left_on, -days_before))], Span(case.since))
        for part in within(known, until(person.left_on)):
            yield Lapse(part, person, leaving, field="left_on", severity="warning")
        for part in within(known, Span(after(person.left_on), error_from)):
            yield Lapse(part, person, message, field="left_on", severity="warning")
        for part in within(known, Span(error_from)):
            yield Lapse(part, person, message, field="left_on")


@check(
    "KAM910",
    "newcomer-not-met",
    "warning",
    hint="meet the person, and record it under interactions; a meeting before added_on counts, too",
    mend=mend("When was the person met, and what came of it?", talks(met=True, with_=HERE)),
    ahead="{name}, in the plan since {day}, is to be met by {due}",
    covers={"KAM1004": of_the_same_record, "KAM905": of_the_persons_area},
    question=ask(11, "Can we meet {what}, who is new?", question.person),
    days=45,
)
def newcomer_not_met(case: Case, days: int) -> Iterator[Lapse]:
    """Somebody new in the plan, and not of low influence, was met within six weeks, or before it was written down.

    Why: whoever comes first to a new person is the one it knows.

    How to close: meet the person, and record the interaction with its name. Mails don't count.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, added_on: 2026-09-01}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, added_on: 2026-09-01}
        interactions:
          - {id: i1, date: 2026-09-20, kind: visit, with: [eva-zec], by: [ana.novak]}
    """
    for person in case.account.stakeholders:
        if person.added_on is None or person.added_on <= case.since or person.influence == "low":
            continue
        met = [Span(day) for day in case.meeting_days.get(person.id, ())]
        for span in within(uncovered(later(person.added_on, days), [met]), until(person.left_on)):
            terms = {"name": person.name, "day": person.added_on, "due": later(span.start, -1)}
            message = say("no meeting with {name} is on record, in the plan since {day}; due by {due}", **terms)
            yield Lapse(span, person, message, field="added_on")


@check(
    "KAM911",
    "contact-unverified",
    "info",
    hint="make sure that the entry is still right, and set verified_on",
    mend=mend(
        "Is the entry still right?",
        way("it is, and was made sure of", sets("verified_on")),
        way("the person has left", sets("left_on")),
    ),
    ahead="the entry of {name} is to be verified by {due}",
    question=ask(27, "Are phone, e-mail and post of {what} still right?", question.person),
    days=(180, 180, 365),
)
def contact_unverified(case: Case, days: int) -> Iterator[Lapse]:
    """Each person in the plan was verified, or in contact with us, within half a year or a year.

    Why: a list of people that nobody keeps up is soon a list of people who left.

    How to close: make sure that the person is still there with the same task, and set verified_on.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, added_on: 2024-01-08, verified_on: 2025-09-01}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, added_on: 2024-01-08, verified_on: 2026-09-01}
    """
    for person in case.account.stakeholders:
        start = case.known_since(person)
        seen = [*case.contact_days.get(person.id, ()), *([person.verified_on] if person.verified_on else [])]
        spans = uncovered(later(start, days), [lasting(seen, days)])
        for span in within(spans, until(person.left_on)):
            message = say(
                "nobody has been in touch with {name}, or made sure of the entry, since {day}",
                name=person.name,
                day=last_before(seen, span.start, start),
            )
            yield Lapse(span, person, message, field="verified_on")


@check(
    "KAM912",
    "departed-person-retained",
    "info",
    hint="delete email and phone; the name may give way to the role, the id stays",
    mend=mend("Are e-mail and phone to be deleted?", way("both are deleted", deletes("email", "phone"))),
    ahead="e-mail and phone of {name} are to be deleted by {due}",
    holds=ALSO_AFTERWARDS,
    days=730,
)
def departed_person_retained(case: Case, days: int) -> Iterator[Lapse]:
    """The plan keeps no e-mail or phone of somebody who left two years ago.

    Why: data about people are kept only for as long as there is a reason; the law asks for it, and decency too.

    How to close: delete email and phone. The name may give way to the role; the id stays, because history names it.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, left_on: 2024-05-31, email: eva@customer.example}

    Good:

        stakeholders:
          - {id: eva-zec, name: Former buyer, left_on: 2024-05-31}
    """
    for person in case.account.stakeholders:
        if person.left_on and (person.email or person.phone):
            terms = {"name": person.name, "day": person.left_on}
            message = say("{name} left on {day}; e-mail or phone are still there", **terms)
            opens, field = later(person.left_on, days), "email" if person.email else "phone"
            yield Lapse(Span(max(opens, case.since)), person, message, field=field)
