"""The plan of one customer, and all plans together with what they share."""

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, get_args

import msgspec

from kamdocs.model.customer import (
    Address,
    Contract,
    Expansion,
    Opportunity,
    PlanReview,
    Revenue,
    Risk,
    ShareOfWallet,
    Unit,
    WhitespaceCell,
)
from kamdocs.model.dealings import (
    Action,
    Briefing,
    Commitment,
    Expectation,
    Help,
    Interaction,
    Need,
    Nonconformity,
    Objective,
    Order,
    Reachability,
    Request,
    SatisfactionReview,
    Waiver,
)
from kamdocs.model.people import Area, Offering, Stakeholder, TeamMember
from kamdocs.model.record import Day, Id, Record
from kamdocs.schema.suggest import Doubtful, Names

Status = Literal["active", "at-risk", "winding-down", "former"]
Tier = Literal["strategic", "key", "developing"]
STATUSES: tuple[Status, ...] = ("active", "at-risk", "winding-down", "former")
TIERS: tuple[Tier, ...] = ("strategic", "key", "developing")


class Account(Record, frozen=True, dict=True):  # a dict: so that what is derived from the plan can be kept
    """One customer's plan. ``id`` is the file's stem, ``path`` the file as messages call it.

    ``unknown`` are the fields that every plan has but this file doesn't tell: something stands in for them, so that the
    rest can be shown. Such a plan is never assessed.
    """

    id: Id
    path: str
    name: str
    status: Status
    tier: Tier
    key_since: Day
    status_since: Day | None = None
    tier_reviewed_on: Day | None = None
    key_reason: Literal["revenue", "growth-potential", "reference", "strategic-fit", "other"] | None = None
    stage: Literal["exploratory", "basic", "cooperative", "interdependent", "integrated"] | None = None
    industry: str | None = None
    website: str | None = None
    address: Address | None = None
    tags: tuple[str, ...] = ()
    former_ids: tuple[Id, ...] = ()
    former_names: tuple[str, ...] = ()
    parent: Id | None = None
    external_ref: dict[str, str] = msgspec.field(default_factory=dict)
    summary: str | None = None
    owner: Id | None = None
    deputy: Id | None = None
    executive_sponsor: Id | None = None
    agreed_cadence_days: int | None = None
    plan: PlanReview | None = None
    revenue: tuple[Revenue, ...] = ()
    share_of_wallet: ShareOfWallet | None = None
    contract: Contract | None = None
    risks: tuple[Risk, ...] = ()
    units: tuple[Unit, ...] = ()
    decision_areas: tuple[Area, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    satisfaction: tuple[SatisfactionReview, ...] = ()
    reachability: Reachability | None = None
    requests: tuple[Request, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    needs: tuple[Need, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    orders_tracked_in: str | None = None
    orders: tuple[Order, ...] = ()
    expansion: Expansion | None = None
    whitespace: tuple[WhitespaceCell, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    help: tuple[Help, ...] = ()
    nonconformities: tuple[Nonconformity, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    objectives: tuple[Objective, ...] = ()
    actions: tuple[Action, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def key(self) -> None:
        """A gap of the plan as a whole is about no record."""

    @property
    def held(self) -> bool:
        """Whether the plan is held to every golden rule."""
        return self.status in ("active", "at-risk")

    @property
    def asked_since(self) -> Day:
        """The day from which the golden rules ask something: the customer is key, and the plan is begun."""
        return max(self.key_since, (self.plan and self.plan.started_on) or self.key_since)

    @cached_property
    def people(self) -> Mapping[Id, Stakeholder]:
        """The stakeholders by id; of two with the same id, the first."""
        return {person.id: person for person in reversed(self.stakeholders)}

    @cached_property
    def record_pointers(self) -> Mapping[int, tuple[str | int, ...]]:
        """By ``id()`` of a record of this plan: where it stands in the file."""
        return dict(_pointers(self, ()))


def _pointers(record: Record, at: tuple[str | int, ...]) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    yield id(record), at
    for attribute, name in _record_fields(type(record)):
        value = getattr(record, attribute)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from _pointers(item, (*at, name, index))
        elif value is not None:
            yield from _pointers(value, (*at, name))


@functools.cache
def _record_fields(kind: type[Record]) -> list[tuple[str, str]]:
    """The fields of a kind of record that hold records, with their names in the file."""
    names = zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
    return [(attribute, name) for attribute, name in names if _holds_records(kind.__annotations__[attribute])]


def _holds_records(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(_holds_records(one) for one in get_args(annotation))


def former_owners(accounts: Iterable[Account], living: Iterable[Id]) -> Mapping[Id, Id]:
    """From a former id to the account's id now. Of two accounts that claim one, the first by id has it.

    An id that is ``living``, an account's own now, is never one; capitals don't count, because some file systems don't
    tell them apart.
    """
    taken = {one.casefold() for one in living}
    found: dict[Id, Id] = {}
    for account in sorted(accounts, key=lambda one: one.id):
        for former in account.former_ids:
            if former.casefold() not in taken:
                taken.add(former.casefold())
                found[former] = account.id
    return found


def lasting_ids(accounts: Collection[Account], living: Iterable[Id]) -> Mapping[Id, Id]:
    """By each account's id the one by which it is known for good: the oldest that it had and no other claims."""
    owners = former_owners(accounts, living)
    return {
        account.id: next((former for former in account.former_ids if owners.get(former) == account.id), account.id)
        for account in accounts
    }


class CustomerRevenue(Record, frozen=True):
    """A row of ``_revenue.csv``: a business customer's revenue in one year; ``line`` is the row's, from 1."""

    customer: str
    name: str
    year: int
    revenue: float
    currency: str
    line: int

    @property
    def key(self) -> str:
        """The customer names the row."""
        return self.customer


def _names(
    known: Mapping[Id, str], records: Iterable[TeamMember | Offering], broken: frozenset[Id] | None
) -> Mapping[Id, str]:
    """The names with the ids of broken entries, of which no more is known; doubtful where one may be another's."""
    names = {**known, **{one: one for one in sorted(broken or ()) if one not in known}}
    doubtful = broken is None or any(known[one.id] != one.name for one in records)
    return Doubtful(names) if doubtful else names


class Shared(msgspec.Struct, frozen=True, dict=True):
    """What all plans share: our team, what we sell, and the revenue of all business customers.

    ``has_team`` and ``has_offerings`` say whether the files exist; absent ones count as empty.
    ``broken_people`` and ``broken_offerings`` are the ids of entries that break the schema: they are known, and no more
    is known of them. None says that the file can't be read: whoever is named may stand in it.
    """

    team: tuple[TeamMember, ...] = ()
    offerings: tuple[Offering, ...] = ()
    revenue: tuple[CustomerRevenue, ...] = ()
    has_team: bool = True
    has_offerings: bool = True
    broken_people: frozenset[Id] | None = frozenset()
    broken_offerings: frozenset[Id] | None = frozenset()

    @cached_property
    def known_people(self) -> frozenset[Id] | None:
        """The ids that a plan may name as one of our people; None where that can't be told."""
        return None if self.broken_people is None else self.broken_people | self.members.keys()

    @cached_property
    def known_offerings(self) -> frozenset[Id] | None:
        """The ids that a plan may name as something that we sell; None where that can't be told."""
        return None if self.broken_offerings is None else self.broken_offerings | self.offering_names.keys()

    @cached_property
    def names(self) -> Names:
        """The names of what a plan may refer to, by id: hints offer the id for a name, and mends write it.

        Where an id has two names, or entries can't be read, no name stands for an id: it may be another's.
        """
        return {
            "person": _names({one.id: one.name for one in self.team}, self.team, self.broken_people),
            "offering": _names(self.offering_names, self.offerings, self.broken_offerings),
        }

    @cached_property
    def members(self) -> Mapping[Id, TeamMember]:
        """The team by id."""
        return {member.id: member for member in reversed(self.team)}

    @cached_property
    def offering_names(self) -> Mapping[Id, str]:
        """The names of the offerings by id."""
        return {offering.id: offering.name for offering in reversed(self.offerings)}

    def offering_name(self, offering: Id) -> str:
        """What something that we sell is called; the id where it is not known."""
        return self.offering_names.get(offering, offering)

    def person_name(self, person: Id | None) -> str:
        """What a member of the team is called; the id where it is not known."""
        if person is None:
            return "nobody"
        member = self.members.get(person)
        return member.name if member else person


class Portfolio(msgspec.Struct, frozen=True, dict=True):
    """All plans that could be read, with what they share; ``ids`` names those that could not be read, too."""

    accounts: tuple[Account, ...]
    shared: Shared
    ids: frozenset[Id] = frozenset()

    @cached_property
    def _living(self) -> frozenset[Id]:
        return self.ids.union(account.id for account in self.accounts)

    @cached_property
    def _formerly(self) -> Mapping[Id, Id]:
        return former_owners(self.accounts, self._living)

    def account_of(self, customer: str) -> Id | None:
        """The id that the account has now which is or was called so; None where there is none."""
        return customer if customer in self._living else self._formerly.get(customer)

    @cached_property
    def parents(self) -> Mapping[Id, Id]:
        """From an account to the one above it in its group, by the ids that they have now."""
        named = ((one.id, self.account_of(one.parent)) for one in self.accounts if one.parent)
        return {one: parent for one, parent in named if parent}

    def above(self, account: Id) -> Sequence[Id]:
        """The accounts above one in its group, the nearest first; where they lead in a circle, each once."""
        found: dict[Id, None] = {}
        parent = self.parents.get(account)
        while parent is not None and parent != account and parent not in found:
            found[parent] = None
            parent = self.parents.get(parent)
        return [*found]

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {}

    def group_of(self, customer: str) -> str:
        """The id of the plan at the top of the group that a customer belongs to; its own id where there is none."""
        if customer not in self._groups:
            self._groups[customer] = self._group_of(customer)
        return self._groups[customer]

    def _group_of(self, customer: str) -> str:
        account = self.account_of(customer) or customer
        above = self.above(account)
        top = above[-1] if above else account
        return min((top, *self.above(top))) if top in self.parents else top  # of those that lead in a circle, any one

    def one_group(self, one: Account, other: Account) -> bool:
        """Whether two plans are of one group."""
        return self.group_of(one.id) == self.group_of(other.id)
