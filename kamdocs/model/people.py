"""People: stakeholders at the customer and members of our team."""

from typing import Literal

import msgspec

from kamdocs.model.record import Day, Id, Record

Area = Literal[
    "purchasing", "technical", "production", "quality", "logistics", "finance", "it", "legal", "management",
    "end-users", "other",
]  # fmt: skip
Attitude = Literal["champion", "supporter", "neutral", "sceptic", "opponent", "unknown"]
BuyingRole = Literal["initiator", "user", "influencer", "buyer", "decider", "approver", "gatekeeper"]
Rank = Literal["executive", "senior", "middle", "operational"]


OneOrMore = str | tuple[str, ...]
"""A text, or a list of them, as the file has it."""


class Stakeholder(Record, frozen=True):
    """A person at the customer. ``email`` and ``phone`` are as the file has them, ``emails`` and ``phones`` all."""

    id: Id
    name: str
    title: str | None = None
    unit: Id | None = None
    area: Area | None = None
    level: Rank | None = None
    buying_roles: tuple[BuyingRole, ...] = ()
    influence: Literal["high", "medium", "low", "unknown"] | None = None
    attitude: Attitude | None = None
    attitude_on: Day | None = None
    relationship_owner: Id | None = None
    reports_to: Id | None = None
    email: OneOrMore | None = None
    phone: OneOrMore | None = None
    added_on: Day | None = None
    verified_on: Day | None = None
    left_on: Day | None = None
    successor: Id | None = None
    external_ref: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def emails(self) -> tuple[str, ...]:
        """All addresses of the person."""
        return _all_of(self.email)

    @property
    def phones(self) -> tuple[str, ...]:
        """All numbers of the person."""
        return _all_of(self.phone)

    @property
    def decides(self) -> bool:
        """Whether the person decides or approves."""
        return "decider" in self.buying_roles or "approver" in self.buying_roles

    @property
    def influential(self) -> bool:
        """Whether the person's influence is high."""
        return self.influence == "high"

    @property
    def executive(self) -> bool:
        """Whether the person stands on the executive level."""
        return self.level == "executive"

    def present_on(self, day: Day) -> bool:
        """Whether the person is still there on a day; the day of leaving is the last one."""
        return self.left_on is None or day <= self.left_on


class Absence(Record, frozen=True):
    """Days on which a member of the team is away, ``to`` included, and who covers."""

    from_: Day
    to: Day
    cover: Id | None = None


class TeamMember(Record, frozen=True):
    """One of our people. ``email`` and ``phone`` are as the file has them, ``emails`` and ``phones`` all."""

    id: Id
    name: str
    title: str | None = None
    email: OneOrMore | None = None
    phone: OneOrMore | None = None
    reports_to: Id | None = None
    left_on: Day | None = None
    absences: tuple[Absence, ...] = ()

    @property
    def emails(self) -> tuple[str, ...]:
        """All addresses of the person."""
        return _all_of(self.email)

    @property
    def phones(self) -> tuple[str, ...]:
        """All numbers of the person."""
        return _all_of(self.phone)


class Offering(Record, frozen=True):
    """Something that we sell; ``retired_on`` is the last day on which we do."""

    id: Id
    name: str
    description: str | None = None
    retired_on: Day | None = None

    def retired_by(self, day: Day) -> bool:
        """Whether we no longer sell it on a day."""
        return self.retired_on is not None and self.retired_on < day


def _all_of(written: OneOrMore | None) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else written or ()
