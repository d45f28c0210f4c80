"""What an account check may look at: the plan, what all plans share, and who was in touch with whom, when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property

import msgspec

from kamdocs.model import Account, Action, Id, Interaction, Request, Shared, Stakeholder
from kamdocs.rules.answering import answer_due
from kamdocs.rules.calendar import PLAIN, Calendar
from kamdocs.rules.spans import DAWN, FOREVER, Span, lasting, later, local, until, within

_MET = frozenset({"visit", "meeting", "call", "video", "business-review"})


class Contact(msgspec.Struct, frozen=True):
    """One contact with people of the customer: an interaction, an interview or workshop, or a briefing.

    ``met`` says that somebody was met and not only written to; ``ours`` that the initiative was ours and that it was
    not about a complaint, None where nobody wrote who began.
    """

    date: date
    people: tuple[Id, ...]
    by: tuple[Id, ...]
    met: bool
    ours: bool | None


class Case(msgspec.Struct, frozen=True, dict=True):
    """An account as its checks see it. ``limits`` gives the thresholds of any check by name, for this plan's tier.

    ``calendar`` says on which days a customer that waits is answered, and whose day a moment belongs to.
    """

    account: Account
    shared: Shared
    limits: Callable[[str], Mapping[str, int]]
    calendar: Calendar = PLAIN

    @cached_property
    def since(self) -> date:
        """The day from which the golden rules ask something of the plan: the customer is key, and the plan is begun."""
        return self.account.asked_since

    def past(self, event: date, opens: date, done: date | None = None, remembered: int = 365) -> Span:
        """The span of a gap about one past event: through the day on which it was made good, or was forgotten.

        Old history doesn't haunt: the gap ends ``remembered`` days after the event, and is empty where the event lies
        before the rules asked anything of the plan.
        """
        if event < self.since:
            return Span(opens, opens)
        return Span(opens, min(done or FOREVER, later(event, remembered)))

    def owed(self, event: date, opens: date, done: date | None = None, remembered: int | None = None) -> Span:
        """The span of a gap about what is still owed: a promise, an order, a complaint, a bother, an ask.

        A plan that is begun late asks for it from its first day on; only what lies before the customer was key is left
        out. It ends when it was ``done``, and ``remembered`` days after the event, where that is given.
        """
        if event < self.account.key_since:
            return Span(opens, opens)
        forgotten = later(event, remembered) if remembered is not None else FOREVER
        return Span(max(opens, self.since), min(done or FOREVER, forgotten))

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """All contacts: interactions, interviews, workshops and briefings; of the last three, met is who is named.

        A survey, a third party's interview or a newsletter is no contact with us.
        """
        return tuple(_contacts(self.account))

    @cached_property
    def contact_days(self) -> Mapping[Id, list[date]]:
        """The days of contact with each person."""
        return _days_by_person(self.contacts)

    @cached_property
    def meeting_days(self) -> Mapping[Id, list[date]]:
        """The days on which each person was met."""
        return _days_by_person(contact for contact in self.contacts if contact.met)

    def known_since(self, person: Stakeholder) -> date:
        """The day from which a person asks something of us: in the plan, and the customer is key."""
        return max(person.added_on or self.since, self.since)

    def in_touch(self, person: Stakeholder, days: int) -> list[Span]:
        """When a present person was in contact with us within that many days."""
        return within(lasting(self.contact_days.get(person.id, ()), days), until(person.left_on))

    def met(self, person: Stakeholder, days: int) -> list[Span]:
        """When a present person was met within that many days."""
        if person.id not in self.meeting_days:
            return []
        key = person.id, days
        if key not in self._met:
            self._met[key] = within(lasting(self.meeting_days[person.id], days), until(person.left_on))
        return self._met[key]

    @cached_property
    def _met(self) -> dict[tuple[Id, int], list[Span]]:
        """Those that were reckoned: several checks ask for each."""
        return {}

    def answered_by(self, actions: Iterable[Action], event: date) -> list[Span]:
        """When actions answer something of a day: while one is open or in progress, or when it was done since then.

        A dropped action answers nothing, nor does one that was done before.
        """
        return [
            Span(action.added_on or (DAWN if action.open else action.done_on or DAWN))
            for action in actions
            if action.open or (action.status == "done" and action.done_on is not None and action.done_on >= event)
        ]

    def answered(self, action: Id | None, event: date) -> list[Span]:
        """When the action of that id answers something of a day; never where none is named."""
        return self.answered_by((one for one in self.account.actions if one.id == action), event) if action else []

    def actions_serving(self, *served: str) -> list[Action]:
        """The actions that serve a golden rule (by slug) or a record (by id)."""
        return [action for action in self.account.actions if action.serves in served]

    def promise_end(self, request: Request, default_hours: float) -> datetime:
        """When the promised time for an answer ends."""
        key = id(request), default_hours
        if key not in self._promise_ends:
            self._promise_ends[key] = self._promise_end(request, default_hours)
        return self._promise_ends[key]

    @cached_property
    def _promise_ends(self) -> dict[tuple[int, float], datetime]:
        """Those that were reckoned: several checks ask for each."""
        return {}

    def _promise_end(self, request: Request, default_hours: float) -> datetime:
        reach = self.account.reachability
        hours = reach.first_response_hours if reach else None
        if request.urgent and reach and reach.urgent_response_hours:
            hours = reach.urgent_response_hours
        opened = reach.hours if reach and hours else None
        received = local(request.received_at, self.calendar.zone)
        return answer_due(received, hours or default_hours, opened, self.calendar)

    def person_name(self, person: Id) -> str:
        """What a stakeholder is called; the id where the plan doesn't know it."""
        known = self.account.people.get(person)
        return known.name if known else person

    def team_presence(self, member: Id) -> Span:
        """When a member of our team is with us; somebody whom the roster doesn't know is taken to be."""
        known = self.shared.members.get(member)
        return until(known.left_on if known else None)


def _days_by_person(contacts: Iterator[Contact] | tuple[Contact, ...]) -> dict[Id, list[date]]:
    days: dict[Id, list[date]] = {}
    for contact in contacts:
        for person in contact.people:
            days.setdefault(person, []).append(contact.date)
    return days


def _contacts(account: Account) -> Iterator[Contact]:
    for interaction in account.interactions:
        met = interaction.kind in _MET
        yield Contact(interaction.date, interaction.with_, interaction.by, met, _our_initiative(interaction))
    for review in account.satisfaction:
        if review.method in ("interview-in-person", "interview-remote", "workshop"):
            yield Contact(
                review.date, review.respondents, (review.by,) if review.by else (), bool(review.respondents), True
            )
    for briefing in account.briefings:
        if briefing.kind != "newsletter":
            yield Contact(briefing.date, briefing.audience, briefing.by, bool(briefing.audience), True)


def _our_initiative(interaction: Interaction) -> bool | None:
    if interaction.purpose == "complaint":
        return False
    return None if interaction.initiated_by is None else interaction.initiated_by == "us"
