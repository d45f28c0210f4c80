"""The customer as a company: where it sits, what it buys from us, under which contract."""

from typing import Literal

import msgspec

from kamdocs.model.record import Day, Grade, Id, Record


class Address(Record, frozen=True):
    """Where the customer sits."""

    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None


class PlanReview(Record, frozen=True):
    """When the plan was begun, and when it was last read as a whole: by its owner, and with the customer."""

    started_on: Day | None = None
    reviewed_on: Day | None = None
    validated_with_customer_on: Day | None = None


class Revenue(Record, frozen=True):
    """Our revenue with the customer in one calendar year."""

    year: int
    amount: float
    currency: str

    @property
    def key(self) -> str:
        """The year names the row."""
        return str(self.year)


class ShareOfWallet(Record, frozen=True):
    """How much of what the customer spends in our field it spends with us, in percent."""

    percent: float
    as_of: Day
    source: Literal["customer", "estimate"] | None = None


class Contract(Record, frozen=True):
    """The contract; it can be ended ``notice_days`` before ``renewal_on``, and ``action`` prepares its renewal."""

    start: Day | None = None
    renewal_on: Day | None = None
    notice_days: int | None = None
    auto_renew: bool | None = None
    open_ended: bool | None = None
    ended_on: Day | None = None
    action: Id | None = None


class Risk(Record, frozen=True):
    """What could cost us the customer; an action mitigates it, or a decision."""

    id: Id
    text: str
    noted_on: Day | None = None
    likelihood: Grade | None = None
    impact: Grade | None = None
    mitigation: Id | None = None
    decision: str | None = None


class Unit(Record, frozen=True):
    """A part of the customer that decides or buys on its own."""

    id: Id
    name: str


class Expansion(Record, frozen=True):
    """Whether we try to widen the cooperation, and if not, why and until when."""

    pursue: bool
    reason: str | None = None
    as_of: Day | None = None
    revisit_on: Day | None = None


class WhitespaceCell(Record, frozen=True):
    """One of our offerings at one unit of the customer: bought, open, or lost to somebody."""

    offering: Id
    status: Literal["owned", "in-pipeline", "open", "competitor", "blocked", "not-applicable", "unknown"]
    unit: Id | None = None
    competitor: str | None = None
    reason: str | None = None
    revisit_on: Day | None = None
    as_of: Day | None = None

    @property
    def key(self) -> str:
        """The cell of the grid: ``offering@unit``, or the offering alone where there are no units."""
        return f"{self.offering}@{self.unit}" if self.unit else self.offering


class Opportunity(Record, frozen=True):
    """Something that we could sell."""

    id: Id
    title: str
    stage: Literal["idea", "qualified", "proposal", "negotiation", "won", "lost"]
    added_on: Day
    offering: Id | None = None
    unit: Id | None = None
    need: Id | None = None
    value: float | None = None
    currency: str | None = None
    next_step: str | None = None
    next_step_on: Day | None = None
    expected_close: Day | None = None
    external_ref: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.stage not in ("won", "lost")
