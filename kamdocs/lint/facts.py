"""The facts of a plan that people care about, each under a name that stays the same when it changes."""

from collections.abc import Iterator, Mapping
from datetime import date

from kamdocs.language import Amount, Word, _, plain_day
from kamdocs.model import Account, Shared

FactName = tuple[str, ...]
Facts = Mapping[FactName, tuple[str, str]]
"""By name: what people call the fact, and its value in words."""


def facts_of(account: Account, shared: Shared) -> Facts:
    """Owner, tier, attitudes, due dates, contract, revenue and the like; what is not written down is left out."""
    return {name: (label, _shown(value)) for name, label, value in _facts(account, shared) if value is not None}


def _shown(value: object) -> str:
    return plain_day(value) if isinstance(value, date) else str(value)


def _word(value: str | None, context: str = "value") -> Word | None:
    return Word(value, context) if value else None


def _facts(account: Account, shared: Shared) -> Iterator[tuple[FactName, str, object]]:
    yield ("name",), _("the name"), account.name
    yield ("status",), _("the status"), _word(account.status)
    yield ("tier",), _("the tier"), _word(account.tier)
    for field, label in (
        ("owner", _("the owner")),
        ("deputy", _("the deputy")),
        ("executive_sponsor", _("the sponsor")),
    ):
        member = getattr(account, field)
        yield (field,), label, shared.person_name(member) if member else None
    if account.contract:
        yield ("contract", "renewal_on"), _("the renewal of the contract"), account.contract.renewal_on
    for row in account.revenue:
        yield (
            ("revenue", row.key),
            _("the revenue of {year}").format(year=row.year),
            f"{Amount(row.amount)} {row.currency}",
        )
    yield from _people(account)
    yield from _dealings(account)


def _people(account: Account) -> Iterator[tuple[FactName, str, object]]:
    for person in account.stakeholders:
        yield ("stakeholder", person.id), _("a person"), person.name
        yield (
            ("stakeholder", person.id, "attitude"),
            _("the attitude of {name}").format(name=person.name),
            _word(person.attitude),
        )
        yield (
            ("stakeholder", person.id, "influence"),
            _("the influence of {name}").format(name=person.name),
            _word(person.influence, "influence"),
        )
        yield ("stakeholder", person.id, "left_on"), _("the leaving of {name}").format(name=person.name), person.left_on


def _dealings(account: Account) -> Iterator[tuple[FactName, str, object]]:
    for promise in account.commitments:
        yield (
            ("commitment", promise.id, "due"),
            _("the due date of the promise “{text}”").format(text=promise.text),
            promise.due,
        )
        yield (
            ("commitment", promise.id, "settled"),
            _("the promise “{text}” was kept").format(text=promise.text),
            promise.settled_on,
        )
    for action in account.actions:
        yield (
            ("action", action.id, "due"),
            _("the due date of the action “{text}”").format(text=action.text),
            action.due,
        )
        yield (
            ("action", action.id, "status"),
            _("the status of the action “{text}”").format(text=action.text),
            _word(action.status),
        )
    for order in account.orders:
        yield ("order", order.id, "promise"), _("the promised day of order {id}").format(id=order.id), order.promise
        yield ("order", order.id, "status"), _("the status of order {id}").format(id=order.id), _word(order.status)
    for chance in account.opportunities:
        yield (
            ("opportunity", chance.id, "stage"),
            _("the stage of “{text}”").format(text=chance.title),
            _word(chance.stage),
        )
        yield (
            ("opportunity", chance.id, "next"),
            _("the next step of “{text}”").format(text=chance.title),
            chance.next_step_on,
        )
    for one in account.nonconformities:
        yield ("nonconformity", one.id, "status"), _("the status of “{text}”").format(text=one.text), _word(one.status)
