"""The facts of a plan that people care about, each under a name that stays the same when it changes."""

from collections.abc import Iterator, Mapping

from kamdocs.model import Account, Shared

FactName = tuple[str, ...]
Facts = Mapping[FactName, tuple[str, str]]
"""By name: what people call the fact, and its value in words."""


def facts_of(account: Account, shared: Shared) -> Facts:
    """Owner, tier, attitudes, due dates, contract, revenue and the like; what is not written down is left out."""
    return {name: (label, str(value)) for name, label, value in _facts(account, shared) if value is not None}


def _facts(account: Account, shared: Shared) -> Iterator[tuple[FactName, str, object]]:
    yield ("name",), "the name", account.name
    yield ("status",), "the status", account.status
    yield ("tier",), "the tier", account.tier
    for field, label in (("owner", "the owner"), ("deputy", "the deputy"), ("executive_sponsor", "the sponsor")):
        member = getattr(account, field)
        yield (field,), label, shared.person_name(member) if member else None
    if account.contract:
        yield ("contract", "renewal_on"), "the renewal of the contract", account.contract.renewal_on
    for row in account.revenue:
        yield ("revenue", row.key), f"the revenue of {row.year}", f"{row.amount:,.0f} {row.currency}"
    yield from _people(account)
    yield from _dealings(account)


def _people(account: Account) -> Iterator[tuple[FactName, str, object]]:
    for person in account.stakeholders:
        yield ("stakeholder", person.id), "a person", person.name
        yield ("stakeholder", person.id, "attitude"), f"the attitude of {person.name}", person.attitude
        yield ("stakeholder", person.id, "influence"), f"the influence of {person.name}", person.influence
        yield ("stakeholder", person.id, "left_on"), f"the leaving of {person.name}", person.left_on


def _dealings(account: Account) -> Iterator[tuple[FactName, str, object]]:
    for promise in account.commitments:
        yield ("commitment", promise.id, "due"), f"the due date of the promise “{promise.text}”", promise.due
        yield ("commitment", promise.id, "settled"), f"the promise “{promise.text}” was kept", promise.settled_on
    for action in account.actions:
        yield ("action", action.id, "due"), f"the due date of the action “{action.text}”", action.due
        yield ("action", action.id, "status"), f"the status of the action “{action.text}”", action.status
    for order in account.orders:
        yield ("order", order.id, "promise"), f"the promised day of order {order.id}", order.promise
        yield ("order", order.id, "status"), f"the status of order {order.id}", order.status
    for chance in account.opportunities:
        yield ("opportunity", chance.id, "stage"), f"the stage of “{chance.title}”", chance.stage
        yield ("opportunity", chance.id, "next"), f"the next step of “{chance.title}”", chance.next_step_on
    for one in account.nonconformities:
        yield ("nonconformity", one.id, "status"), f"the status of “{one.text}”", one.status
