"""Golden rule 9, personal connectedness: widely, on a higher level too, and wherever they decide about us."""

from collections.abc import Iterable, Iterator
from datetime import date

from kamdocs.language import Sentence, Word, say, say_many
from kamdocs.model import Id, Stakeholder
from kamdocs.rules.answers import DECIDING, newcomer, talks
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import HERE, made, mend, picks, sets, told, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import DAWN, YEAR, Span, holding, last_before, lasting, later, uncovered, until, within


@check(
    "KAM901",
    "single-threaded",
    ("error", "error", "warning"),
    hint="get in touch with a second person there, and record it under interactions",
    mend=mend("With whom else did you speak, when, and what came of it?", talks()),
    ahead="we are to be in touch with at least two people there by {due}",
    starter=True,
    days=180,
)
def single_threaded(case: Case, days: int) -> Iterator[Lapse]:
    """We are in contact with two or more people who are still there.

    Why: people change jobs more often than they used to. Whoever depends on one person loses the customer with it.

    How to close: get in touch with somebody else there, and record the interaction with the names of both.

    Bad:

        interactions:
          - {id: i1, date: 2026-11-12, kind: call, with: [petra-cuk], by: [ana.novak]}

    Good:

        interactions:
          - {id: i1, date: 2026-11-12, kind: visit, with: [petra-cuk, joze-kos], by: [ana.novak]}
    """
    covers = [case.in_touch(person, days) for person in case.account.stakeholders]
    for span in uncovered(later(case.since, days), covers, at_least=2):
        message = say("in {days} days we were in touch with fewer than two people who still work there", days=days)
        yield Lapse(span, case.account, message, field="interactions")


@check(
    "KAM902",
    "contacts-below-minimum",
    "warning",
    hint="get to know more people there, and add them under stakeholders",
    mend=mend("Who else works there?", newcomer(may=("title", "area", "level", "influence"))),
    ahead="the plan is to name at least {people} people who work there by {due}",
    people=(5, 3, 2),
    days=60,
)
def contacts_below_minimum(case: Case, people: int, days: int) -> Iterator[Lapse]:
    """The plan names enough people who still work there: five, three or two by tier.

    Why: a customer is more than the person who sends the orders, and the others decide too.

    How to close: ask who else works with what we deliver, who pays, who decides; add them under stakeholders.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, area: purchasing}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, area: purchasing}
          - {id: jan-rak, name: Jan Rak, area: production}
          - {id: ota-lev, name: Ota Lev, area: management}
    """
    covers = [[_presence(person)] for person in case.account.stakeholders]
    for span in uncovered(later(case.since, days), covers, at_least=people):
        number, steady = holding(covers, span)
        message = say_many(
            "the plan names {number} person who still works there; at least {people} are needed",
            "the plan names {number} people who still work there; at least {people} are needed",
            number,
            people=people,
        )
        if not steady:
            message = say_many(
                "on {day} the plan named {number} person who works there, and it still names fewer than {people}",
                "on {day} the plan named {number} people who work there, and it still names fewer than {people}",
                number,
                people=people,
                day=span.start,
            )
        yield Lapse(span, case.account, message, field="stakeholders")


@check(
    "KAM903",
    "decider-unknown",
    "error",
    hint="find out who decides about us, and add decider or approver to that person's buying_roles",
    mend=mend(
        "Who decides about us?",
        way("somebody of the plan", picks("stakeholders", "buying_roles", among=DECIDING)),
        way("somebody who is not in the plan yet", newcomer("buying_roles", among=DECIDING)),
    ),
    ahead="somebody there who decides or approves is to be named by {due}",
    question=ask(9, "Who decides about working with us?"),
    days=45,
)
def decider_unknown(case: Case, days: int) -> Iterator[Lapse]:
    """Somebody who is there is known to decide or to approve.

    Why: whoever doesn't know who decides talks to the wrong people.

    How to close: ask, and give the person the buying role decider or approver.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, buying_roles: [buyer]}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, buying_roles: [buyer, decider]}
    """
    deciders = [_presence(person) for person in case.account.stakeholders if person.decides]
    for span in uncovered(later(case.since, days), [deciders]):
        message = say("the plan names nobody who works there and decides or approves")
        yield Lapse(span, case.account, message, field="stakeholders")


@check(
    "KAM904",
    "decision-areas-undeclared",
    "warning",
    hint="list under decision_areas where they decide about working with us",
    mend=mend("In which areas do they decide about us?", sets("decision_areas")),
    ahead="in which areas they decide about working with us is to be written down by {due}",
    question=ask(15, "Which departments have a say about us?"),
    days=75,
)
def decision_areas_undeclared(case: Case, days: int) -> Iterator[Lapse]:
    """The plan lists the areas in which they decide about the cooperation.

    Why: only who knows the areas can see in which of them we know nobody.

    How to close: ask in which areas they decide about us, and list them under decision_areas.

    Bad:

        industry: tooling

    Good:

        decision_areas: [purchasing, production]
    """
    if not case.account.decision_areas:
        message = say("the plan does not say in which areas they decide about working with us")
        yield Lapse(Span(later(case.since, days)), case.account, message)


@check(
    "KAM905",
    "decision-area-uncovered",
    "warning",
    hint="meet somebody in that area, and record it under interactions",
    mend=mend(
        "Who was met in that area, when, and what came of it?",
        way("somebody of that area was met", talks(met=True)),
        way("somebody whom we met is of that area", picks("stakeholders", area=HERE)),
        way("somebody who is not in the plan yet", newcomer(area=HERE), talks(met=True, with_=made("stakeholders"))),
    ),
    ahead="a meeting with somebody in {area} is due by {due}",
    question=ask(12, "Whom can we meet in this area: {what}?", word=True),
    days=365,
)
def decision_area_uncovered(case: Case, days: int) -> Iterator[Lapse]:
    """In each declared area somebody who is there was met within a year.

    Why: in an area where nobody knows us, somebody else is known.

    How to close: meet somebody in the area, and record the interaction.

    Bad:

        decision_areas: [production]

    Good:

        decision_areas: [production]
        interactions:
          - {id: i1, date: 2026-11-12, kind: visit, with: [joze-kos], by: [ana.novak]}
    """
    for area in case.account.decision_areas:
        people = [person for person in case.account.stakeholders if person.area == area]
        for span in uncovered(later(case.since, days), [_met(case, people, days)]):
            message = say(
                "no meeting with anybody in {area} is on record since {last}",
                area=Word(area),
                last=_last_met(case, people, span.start),
            )
            hint = _area_hint(case, span.start, days)
            yield Lapse(span, case.account, message, field="decision_areas", record=area, hint=hint)


def _area_hint(case: Case, day: date, days: int) -> Sentence | None:
    """Somebody who was met lately or since, is still there and has no area may be of the one that is missing."""
    for person in case.account.stakeholders:
        if person.area is None and any(span.end > day for span in case.met(person, days)):
            return say("{name} was met and has no area: write it, or meet somebody in that area", name=person.name)
    return None


@check(
    "KAM906",
    "no-senior-tie",
    "warning",
    hint="meet somebody whose level is executive, and record it under interactions",
    mend=mend(
        "Which of their executives was met, when, and what came of it?",
        way("an executive was met", talks(met=True)),
        way("somebody whom we met is an executive", picks("stakeholders", level="executive")),
        way(
            "somebody who is not in the plan yet",
            newcomer(level="executive"),
            talks(met=True, with_=made("stakeholders")),
        ),
    ),
    ahead="a meeting with somebody at the executive level is due by {due}",
    question=ask(13, "When can our management meet theirs?"),
    days=(183, 365, 365),
)
def no_senior_tie(case: Case, days: int) -> Iterator[Lapse]:
    """Somebody at the executive level was met within half a year or a year, by tier.

    Why: above the people we deal with daily, somebody decides who has other suppliers in mind.

    How to close: bring the managements together, and record the meeting.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, level: executive}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, level: executive}
        interactions:
          - {id: i1, date: 2026-11-12, kind: meeting, with: [eva-zec], by: [maja.kranjc]}
    """
    executives = [person for person in case.account.stakeholders if person.executive]
    for span in uncovered(later(case.since, days), [_met(case, executives, days)]):
        message = say(
            "no meeting with anybody at the executive level is on record since {last}",
            last=_last_met(case, executives, span.start),
        )
        yield Lapse(span, case.account, message, field="stakeholders")


@check(
    "KAM907",
    "sponsor-missing",
    "warning",
    hint="name under executive_sponsor somebody in our management, who meets them once a year",
    mend=mend(
        "Who of our management stands behind the account, and when did they meet?",
        way("a sponsor is named", sets("executive_sponsor")),
        way("the sponsor has met them", sets("executive_sponsor"), talks(met=True, by=told("executive_sponsor"))),
    ),
    days=90,
)
def sponsor_missing(case: Case, days: int) -> Iterator[Lapse]:
    """A strategic account has an executive sponsor: not its owner, still with us, and met them within a year.

    Why: a strategic customer wants to know that our management stands behind what the owner promises; a name on paper
    doesn't.

    How to close: agree with somebody in the management, name the person as executive_sponsor, and take
    that person along to the customer.

    Bad:

        tier: strategic
        owner: ana.novak
        executive_sponsor: ana.novak

    Good:

        tier: strategic
        owner: ana.novak
        executive_sponsor: maja.kranjc
        interactions:
          - {id: i1, date: 2026-11-12, kind: meeting, with: [petra-cuk], by: [maja.kranjc]}
    """
    account = case.account
    if account.tier != "strategic":
        return
    sponsor = account.executive_sponsor if account.executive_sponsor != account.owner else None
    if sponsor is None:
        message = say("no executive sponsor other than the owner is named")
        yield Lapse(Span(later(case.since, days)), account, message, field="executive_sponsor")
        return
    name, presence = case.shared.person_name(sponsor), case.team_presence(sponsor)
    met = [contact.date for contact in case.contacts if contact.met and sponsor in contact.by]
    covers = [*lasting(met, YEAR), Span(DAWN, later(case.since, YEAR))]
    for span in uncovered(later(case.since, days), [within(covers, presence)]):
        if span.start >= presence.end:
            terms = {"sponsor": name, "day": later(presence.end, -1)}
            message = say("the executive sponsor {sponsor} left on {day}", **terms)
            ahead = say("the executive sponsor {sponsor} leaves on {day}", **terms)
        else:
            last = last_before(met, span.start, case.since)
            message = ahead = say(
                "no meeting of the executive sponsor {sponsor} with them is on record since {last}",
                sponsor=name,
                last=last,
            )
        yield Lapse(span, account, message, field="executive_sponsor", ahead=ahead)


@check(
    "KAM908",
    "bow-tie",
    "warning",
    hint="take a colleague along to the next meeting, and record both under by",
    mend=mend(
        "Who else of us has met them?",
        way("a colleague of ours was there in a meeting of the plan", picks("interactions", "by")),
        way("a colleague of ours has met them", talks(met=True)),
    ),
    ahead="at least {people} of our people are to have met them by {due}",
    people=(3, 2, 1),
    days=365,
)
def bow_tie(case: Case, people: int, days: int) -> Iterator[Lapse]:
    """Enough of our people have met them within a year: three, two or one by tier.

    Why: where two people hold two companies together, the companies come apart when one of them leaves. Let many of
    ours know many of theirs.

    How to close: take colleagues along (from service, quality, management), and record them under by.

    Bad:

        interactions:
          - {id: i1, date: 2026-11-12, kind: visit, with: [petra-cuk], by: [ana.novak]}

    Good:

        interactions:
          - {id: i1, date: 2026-11-12, kind: visit, with: [petra-cuk], by: [ana.novak, luka.zupan]}
    """
    days_by_member: dict[str, list[date]] = {}
    for contact in case.contacts:
        for member in contact.by if contact.met else ():
            days_by_member.setdefault(member, []).append(contact.date)
    covers = [within(lasting(met, days), case.team_presence(member)) for member, met in days_by_member.items()]
    for span in uncovered(later(case.since, days), covers, at_least=people):
        number, steady = holding(covers, span)
        message = say_many(
            "{number} of our people has met them within {days} days; at least {people} are needed",
            "{number} of our people have met them within {days} days; at least {people} are needed",
            number,
            days=days,
            people=people,
        )
        if not steady:
            message = say_many(
                "on {day} {number} of our people had met them within {days} days, and still fewer than {people} have",
                "on {day} {number} of our people had met them within {days} days, and still fewer than {people} have",
                number,
                days=days,
                people=people,
                day=span.start,
            )
        yield Lapse(span, case.account, message, field="interactions")


def _presence(person: Stakeholder) -> Span:
    return until(person.left_on, person.added_on)


def _met(case: Case, people: Iterable[Stakeholder], days: int) -> list[Span]:
    return [span for person in people for span in case.met(person, days)]


def _last_met(case: Case, people: Iterable[Stakeholder], day: date) -> date:
    met = [one for person in people for one in case.meeting_days.get(person.id, ())]
    return last_before(met, day, case.since)


def evidence(case: Case) -> Iterator[Span]:
    """The days on which two people had been met within a year, through the last on which both are there and that holds.

    Each begins with a meeting of one, and lasts as long as the meeting of another does.
    """
    meetings = [(span, person.id) for person in case.account.stakeholders for span in case.met(person, YEAR)]
    lasts: dict[Id, date] = {}
    for (start, end), person in sorted(meetings):
        other = max((last for one, last in lasts.items() if one != person), default=start)
        if start < other:
            yield Span(start, min(end, other))
        lasts[person] = max(end, lasts.get(person, end))
