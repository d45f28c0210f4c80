"""What an account check may look at: the plan, what all plans share, and who was in touch with whom, when."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, tzinfo
from functools import cached_property

import msgspec

from kamdocs.model import Account, Id, Interaction, Shared, Stakeholder
from kamdocs.rules.spans import DAWN, FOREVER, Span, lasting, later, until, within

_MET = frozenset({"visit", "meeting", "call", "video", "business-review"})


class Contact(msgspec.Struct, frozen=True):
    """One contact with people of the customer: an interaction, an interview or workshop, or a briefing.

    ``met`` says that somebody was met and not only written to; ``ours`` that the initiative was ours and that it was
    not about a complaint.
    """

    date: date
    people: tuple[Id, ...]
    by: tuple[Id, ...]
    met: bool
    ours: bool


class Case(msgspec.Struct, frozen=True, dict=True):
    """An account as its checks see it. ``limits`` gives the thresholds of any check by name, for this plan's tier.

    ``zone`` is the handbook's time zone; None where the settings name none.
    """

    account: Account
    shared: Shared
    limits: Callable[[str], Mapping[str, int]]
    zone: tzinfo | None = None

    @property
    def since(self) -> date:
        """The day from which the golden rules ask something of the plan."""
        return self.account.key_since

    def past(self, event: date, opens: date, done: date | None = None, remembered: int = 365) -> Span:
        """The span of a gap about one past event: through the day on which it was made good, or was forgotten.

        Old history doesn't haunt: the gap ends ``remembered`` days after the event, and is empty where the event lies
        before the account was key.
        """
        if event < self.since:
            return Span(opens, opens)
        return Span(opens, min(done or FOREVER, later(event, remembered)))

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """All contacts, as checks.md defines them: no third-party interviews, no surveys, no newsletters."""
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
        return within(lasting(self.meeting_days.get(person.id, ()), days), until(person.left_on))

    def answered_by_action(self, served: str, opens: date) -> list[Span]:
        """When an action serving ``served`` answers a gap that opens on a day: while it is open, or done since then."""
        serving = [action for action in self.account.actions if action.serves == served]
        pending = [Span(action.added_on or DAWN) for action in serving if action.open]
        done = [
            Span(action.added_on or action.done_on)
            for action in serving
            if action.status == "done" and action.done_on and action.done_on >= opens
        ]
        return pending + done

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
            yield Contact(review.date, review.respondents, (review.by,) if review.by else (), True, True)
    for briefing in account.briefings:
        if briefing.kind != "newsletter":
            yield Contact(briefing.date, briefing.audience, briefing.by, True, True)


def _our_initiative(interaction: Interaction) -> bool:
    return interaction.initiated_by == "us" and interaction.purpose != "complaint"
