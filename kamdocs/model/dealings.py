"""What happens between us and the customer: reviews, promises, orders, complaints, meetings, plans."""

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import msgspec

from kamdocs.model.record import Day, Grade, Id, Moment, Record

# Rule 1: satisfaction


class Expectation(Record, frozen=True):
    """What somebody at the customer expects of us, and how far we meet it."""

    id: Id
    text: str
    as_of: Day
    stakeholder: Id | None = None
    importance: Grade | None = None
    fulfilment: Literal["exceeded", "met", "partly", "not-met", "unknown"] | None = None
    action: Id | None = None


class Score(Record, frozen=True):
    """An answer in figures: nps 0 to 10, csat 1 to 5, ces 1 to 7."""

    stakeholder: Id
    scale: Literal["nps", "csat", "ces"]
    value: int


class Bother(Record, frozen=True):
    """What bothers the customer, or what it misses; answered by an action or a decision."""

    id: Id
    text: str
    from_: Id | None = None
    action: Id | None = None
    decision: str | None = None


class Praise(Record, frozen=True):
    """What the customer praised."""

    text: str
    from_: Id | None = None


class SatisfactionReview(Record, frozen=True):
    """One time that the customer was asked how satisfied it is."""

    id: Id
    date: Day
    method: Literal["interview-in-person", "interview-remote", "third-party-interview", "survey", "workshop"]
    by: Id | None = None
    respondents: tuple[Id, ...] = ()
    scores: tuple[Score, ...] = ()
    bothers: tuple[Bother, ...] = ()
    misses: tuple[Bother, ...] = ()
    praises: tuple[Praise, ...] = ()
    none_stated: bool = False
    reported_back_on: Day | None = None

    @property
    def interview(self) -> bool:
        """Whether somebody talked with people one by one: in person, remotely, or a third party did."""
        return self.method in ("interview-in-person", "interview-remote", "third-party-interview")


# Rule 2: responsiveness


class Reachability(Record, frozen=True):
    """How fast we promise to answer, in hours, and how the customer reaches us."""

    first_response_hours: float | None = None
    urgent_response_hours: float | None = None
    channels: tuple[str, ...] = ()
    hours: str | None = None
    escalation: tuple[Id, ...] = ()


class Request(Record, frozen=True):
    """Something the customer asked, with the times of asking and answering."""

    id: Id
    received_at: Moment
    responded_at: Moment | None = None
    channel: str | None = None
    from_: Id | None = None
    urgent: bool = False
    subject: str | None = None


# Rule 3: relationship


class Commitment(Record, frozen=True):
    """What we promised; ``first_due`` is the day first promised, where ``due`` was moved since."""

    id: Id
    text: str
    made_on: Day
    by: Id | None = None
    to: Id | None = None
    due: Day | None = None
    first_due: Day | None = None
    kept_on: Day | None = None
    released_on: Day | None = None

    @property
    def first_day(self) -> Day | None:
        """The day that was first promised."""
        return self.first_due or self.due

    @property
    def settled_on(self) -> Day | None:
        """The day on which it was kept, or the customer released us from it."""
        return min((day for day in (self.kept_on, self.released_on) if day), default=None)


# Rule 4: informing and educating


class Need(Record, frozen=True):
    """What the customer really needs."""

    id: Id
    text: str
    status: Literal["open", "addressed", "dropped"]
    source: Id | None = None
    added_on: Day | None = None
    confirmed_on: Day | None = None
    addressed_on: Day | None = None


class Briefing(Record, frozen=True):
    """One time that we informed, taught or showed something."""

    id: Id
    date: Day
    topic: str
    kind: Literal["roadmap", "training", "site-visit", "newsletter", "demo", "proposal"]
    need: Id | None = None
    offering: Id | None = None
    unit: Id | None = None
    audience: tuple[Id, ...] = ()
    response: Literal["interested", "declined", "later", "none"] | None = None
    by: tuple[Id, ...] = ()


# Rule 5: order execution


class AdditionalNeed(Record, frozen=True):
    """Something more that turned up while an order was carried out."""

    id: Id
    text: str
    noted_on: Day
    opportunity: Id | None = None
    need: Id | None = None
    decision: str | None = None


class Delay(Record, frozen=True):
    """One time that the promise of an order moved: when we knew, to which day, and when the customer was told."""

    known_on: Day
    to: Day | None = None
    told_on: Day | None = None
    reason: str | None = None


class Order(Record, frozen=True, dict=True):
    """An order that matters; ``number`` is what the customer calls it, where that can't be an id."""

    id: Id
    status: Literal["confirmed", "in-execution", "on-hold", "delayed", "delivered", "accepted", "cancelled"]
    ordered_on: Day
    promised_on: Day
    number: str | None = None
    text: str | None = None
    delays: tuple[Delay, ...] = ()
    delivered_on: Day | None = None
    last_checked_on: Day | None = None
    followed_up_on: Day | None = None
    amount: float | None = None
    currency: str | None = None
    external_ref: dict[str, str] = msgspec.field(default_factory=dict)
    additional_needs: tuple[AdditionalNeed, ...] = ()

    @property
    def name(self) -> str:
        """What people call it: its number where it has one, else its id."""
        return self.number or self.id

    @property
    def open(self) -> bool:
        """Whether it still has to be delivered; one with a day of delivery is delivered, whatever its status says."""
        return self.status not in ("delivered", "accepted", "cancelled") and self.delivered_on is None

    @property
    def on_hold(self) -> bool:
        """Whether it rests because the customer wants it to wait."""
        return self.open and self.status == "on-hold"

    @cached_property
    def promises(self) -> Sequence[tuple[Day, Day]]:
        """The promised days with the days from which they held: the first, then each that the customer was told of.

        What was told after the delivery moves nothing; of two told on one day the one written last holds.
        """
        told = [
            (one.told_on, one.to)
            for one in self.delays
            if one.told_on and one.to and (self.delivered_on is None or one.told_on <= self.delivered_on)
        ]
        told.sort(key=lambda promise: promise[0])
        return ((self.ordered_on, self.promised_on), *told)

    @property
    def promise(self) -> Day:
        """The promise in force today, or when it was delivered: the last day that the customer was told."""
        return self.promises[-1][1]


# Rule 7: non-obligatory help


class Help(Record, frozen=True):
    """A question outside our trade and obligations, and what came of it."""

    id: Id
    asked_on: Day
    topic: str
    from_: Id | None = None
    answered_on: Day | None = None
    outcome: Literal["helped", "referred", "declined-politely", "open"] | None = None


# Rule 8: nonconformities


class Update(Record, frozen=True):
    """One time that the customer heard how its complaint is getting on."""

    date: Day
    text: str


class Nonconformity(Record, frozen=True):
    """A remark, complaint or claim, from its receipt to the customer's word that it is settled."""

    id: Id
    kind: Literal["remark", "complaint", "claim"]
    status: Literal["received", "acknowledged", "in-progress", "resolved", "closed", "rejected"]
    text: str
    received_on: Day
    severity: Literal["minor", "major", "critical"] | None = None
    received_from: Id | None = None
    owner: Id | None = None
    acknowledged_on: Day | None = None
    contained_on: Day | None = None
    updates: tuple[Update, ...] = ()
    remedy_sought: str | None = None
    cause: str | None = None
    prevention: str | None = None
    resolved_on: Day | None = None
    agreed_due: Day | None = None
    agreed_outcome: str | None = None
    rejected_because: str | None = None
    told_on: Day | None = None
    confirmed_by_customer_on: Day | None = None
    dissatisfied_on: Day | None = None
    external_ref: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def weight(self) -> Literal["minor", "major", "critical"]:
        """How bad it is; where nobody wrote it, a claim counts as major, a complaint or a remark as minor."""
        return self.severity or ("major" if self.kind == "claim" else "minor")

    @property
    def grave(self) -> bool:
        """Whether it is major or critical."""
        return self.weight != "minor"

    @property
    def open(self) -> bool:
        """Whether it still has to be resolved."""
        return self.status not in ("resolved", "closed", "rejected")

    @property
    def unsatisfied_since(self) -> Day | None:
        """Since when the customer isn't satisfied with how it was settled; None where it is, or wasn't asked."""
        confirmed = self.confirmed_by_customer_on
        settled = confirmed and self.dissatisfied_on and confirmed >= self.dissatisfied_on
        return None if settled else self.dissatisfied_on


# Rule 10: activity


class Interaction(Record, frozen=True):
    """One contact with people of the customer."""

    id: Id
    date: Day
    kind: Literal["visit", "meeting", "call", "video", "email", "event", "business-review"]
    by: tuple[Id, ...]
    with_: tuple[Id, ...] = ()
    initiated_by: Literal["us", "customer"] | None = None
    purpose: (
        Literal["relationship", "satisfaction", "order", "education", "expansion", "help", "complaint", "review"] | None
    ) = None
    outcome: str | None = None
    external_ref: dict[str, str] = msgspec.field(default_factory=dict)


class Objective(Record, frozen=True):
    """What we want to reach with the customer, and how it is measured."""

    id: Id
    text: str
    measure: str | None = None
    target: str | None = None
    due: Day | None = None


class Action(Record, frozen=True):
    """A step of the plan; it serves a golden rule (by slug) or a record of the file (by id)."""

    id: Id
    text: str
    status: Literal["open", "in-progress", "done", "dropped"]
    owner: Id | None = None
    added_on: Day | None = None
    due: Day | None = None
    first_due: Day | None = None
    done_on: Day | None = None
    serves: str | None = None

    @property
    def open(self) -> bool:
        """Whether it still has to be done."""
        return self.status in ("open", "in-progress")


class Waiver(Record, frozen=True):
    """A gap that is accepted through ``until``, for a reason; of one record, or of all that the check finds."""

    check: str
    reason: str
    until: Day
    by: Id
    record: str | None = None

    @property
    def key(self) -> str:
        """What names the waiver: its check and, where it has one, its record."""
        return f"{self.check}:{self.record}" if self.record else self.check
