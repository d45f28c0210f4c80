"""The facts of a plan that people care about, each under a name that stays the same when it changes."""

from collections.abc import Iterator, Mapping
from datetime import date

from kamdocs.language import Amount, Word, _, plain_day
from kamdocs.model import Account, Nonconformity, Order, Shared

FactName = tuple[str, ...]
Facts = Mapping[FactName, tuple[str, str]]
"""By name: what people call the fact, and its value in words."""
Fact = tuple[FactName, str, object]


def facts_of(account: Account, shared: Shared) -> Facts:
    """Owner, attitudes, due dates, delays, contract, revenue and the like; what is not written down is left out.

    What the plan is held to is not among them: see ``holding``.
    """
    return {name: (label, shown(value)) for name, label, value in _facts(account, shared) if value not in (None, "")}


def team_facts(shared: Shared) -> Facts:
    """Of our own people: who is there, until when, and who is away; what plans and gaps depend on."""
    found: dict[FactName, tuple[str, str]] = {}
    for member in shared.team:
        found[member.id, "name"] = _("in the team"), member.name
        if member.left_on:
            found[member.id, "left_on"] = _("the last day of {name}").format(name=member.name), shown(member.left_on)
        for absence in member.absences:
            away = _("{name} is away from {first}").format(name=member.name, first=shown(absence.from_))
            cover = shared.person_name(absence.cover) if absence.cover else _("nobody named")
            until = _("until {day}, standing in: {cover}").format(day=shown(absence.to), cover=cover)
            found[member.id, "absent", absence.from_.isoformat()] = away, until
    return found


def changes(old: Facts, new: Facts) -> Iterator[str]:
    """What is new, other than it was, and no longer there, in sentences."""
    for name, (label, value) in new.items():
        if name not in old:
            yield _("{fact}: {value} (new)").format(fact=label, value=value)
        elif old[name][1] != value:
            yield _("{fact}: {value} (was {before})").format(fact=label, value=value, before=old[name][1])
    for name, (label, value) in old.items():
        if name not in new:
            yield _("{fact}: no longer there (was {before})").format(fact=label, before=value)


def shown(value: object) -> str:
    """A value in words."""
    if isinstance(value, date):
        return plain_day(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return str(Amount(value, 0 if value.is_integer() else 2))
    return str(value)


def as_word(value: str | None, context: str = "value") -> Word | None:
    """A word of a closed list; None where there is none."""
    return Word(value, context) if value else None


def _facts(account: Account, shared: Shared) -> Iterator[Fact]:
    yield ("name",), _("the name"), account.name
    yield ("former_names",), _("former names"), ", ".join(account.former_names)
    yield ("parent",), _("the group that it belongs to"), account.parent
    yield ("status_since",), _("the status holds since"), account.status_since
    yield ("tier_reviewed_on",), _("the tier was reviewed"), account.tier_reviewed_on
    for field, label in (
        ("owner", _("the owner")),
        ("deputy", _("the deputy")),
        ("executive_sponsor", _("the sponsor")),
    ):
        member = getattr(account, field)
        yield (field,), label, shared.person_name(member) if member else None
    if account.expansion:
        yield ("expansion",), _("we try to widen the cooperation"), account.expansion.pursue
    yield from _contract(account)
    for row in account.revenue:
        yield (
            ("revenue", row.key),
            _("the revenue of {year}").format(year=row.year),
            f"{Amount(row.amount)} {row.currency}",
        )
    yield from _people(account)
    yield from _dealings(account)
    for order in account.orders:
        yield from _order(order)
    for one in account.nonconformities:
        yield from _nonconformity(one)


def _contract(account: Account) -> Iterator[Fact]:
    contract = account.contract
    if contract is None:
        return
    yield ("contract", "renewal_on"), _("the renewal of the contract"), contract.renewal_on
    yield ("contract", "open_ended"), _("the contract has no end"), contract.open_ended
    yield ("contract", "ended_on"), _("the contract ended"), contract.ended_on
    yield (
        ("contract", "action"),
        _("the action that prepares the renewal"),
        contract.action and _text_of_action(account, contract.action),
    )


def _text_of_action(account: Account, action: str) -> str:
    return next((one.text for one in account.actions if one.id == action), action)


def _people(account: Account) -> Iterator[Fact]:
    for person in account.stakeholders:
        yield ("stakeholder", person.id), _("a person"), person.name
        yield (
            ("stakeholder", person.id, "attitude"),
            _("the attitude of {name}").format(name=person.name),
            as_word(person.attitude),
        )
        yield (
            ("stakeholder", person.id, "influence"),
            _("the influence of {name}").format(name=person.name),
            as_word(person.influence, "influence"),
        )
        yield ("stakeholder", person.id, "left_on"), _("the leaving of {name}").format(name=person.name), person.left_on
        yield (
            ("stakeholder", person.id, "successor"),
            _("the successor of {name}").format(name=person.name),
            _successor(account, person.successor),
        )


def _successor(account: Account, successor: str | None) -> str | None:
    if successor == "none":
        return _("the post is gone")
    known = account.people.get(successor) if successor else None
    return known.name if known else successor


def _dealings(account: Account) -> Iterator[Fact]:
    for promise in account.commitments:
        text = promise.text
        yield (
            ("commitment", promise.id, "due"),
            _("the due date of the promise “{text}”").format(text=text),
            promise.due,
        )
        yield (
            ("commitment", promise.id, "first_due"),
            _("the day that was first promised for “{text}”").format(text=text),
            promise.first_due,
        )
        yield (
            ("commitment", promise.id, "settled"),
            _("the promise “{text}” was kept").format(text=text),
            promise.settled_on,
        )
    for action in account.actions:
        text = action.text
        yield ("action", action.id, "due"), _("the due date of the action “{text}”").format(text=text), action.due
        yield (
            ("action", action.id, "first_due"),
            _("the first due date of the action “{text}”").format(text=text),
            action.first_due,
        )
        yield (
            ("action", action.id, "status"),
            _("the status of the action “{text}”").format(text=text),
            as_word(action.status),
        )
    for chance in account.opportunities:
        text = chance.title
        yield ("opportunity", chance.id, "stage"), _("the stage of “{text}”").format(text=text), as_word(chance.stage)
        yield ("opportunity", chance.id, "next"), _("the next step of “{text}”").format(text=text), chance.next_step_on
    for need in account.needs:
        yield ("need", need.id, "status"), _("the need “{text}”").format(text=need.text), as_word(need.status)
    for risk in account.risks:
        label = _("what softens the risk “{text}”").format(text=risk.text)
        softens = risk.decision or (risk.mitigation and _text_of_action(account, risk.mitigation))
        yield ("risk", risk.id), label, softens


def _order(order: Order) -> Iterator[Fact]:
    """What was promised, how far it is, and each delay under the day on which it was known."""
    key, name = ("order", order.id), order.name
    yield (*key, "number"), _("what the customer calls order {id}").format(id=order.id), order.number
    yield (*key, "promised_on"), _("the promised day of order {id}").format(id=name), order.promised_on
    yield (*key, "delivered_on"), _("the delivery of order {id}").format(id=name), order.delivered_on
    yield (*key, "status"), _("the status of order {id}").format(id=name), as_word(order.status)
    seen: dict[date, int] = {}
    for delay in order.delays:
        seen[delay.known_on] = number = seen.get(delay.known_on, 0) + 1
        moved = _("to {day}").format(day=plain_day(delay.to)) if delay.to else _("to no day yet")
        told = _("told on {day}").format(day=plain_day(delay.told_on)) if delay.told_on else _("not told")
        yield (
            (*key, "delay", str(delay.known_on), str(number)),
            _("order {id}: delay known on {day}").format(id=name, day=plain_day(delay.known_on)),
            ", ".join(filter(None, (moved, told, delay.reason))),
        )


def _nonconformity(one: Nonconformity) -> Iterator[Fact]:
    key, text = ("nonconformity", one.id), one.text
    yield (*key, "status"), _("the status of “{text}”").format(text=text), as_word(one.status)
    yield (*key, "severity"), _("the severity of “{text}”").format(text=text), as_word(one.severity)
    yield (*key, "agreed_due"), _("the day agreed for “{text}”").format(text=text), one.agreed_due
    yield (*key, "rejected_because"), _("why “{text}” was rejected").format(text=text), one.rejected_because
    yield (*key, "told_on"), _("the customer was told that “{text}” is rejected").format(text=text), one.told_on
    asked = (
        ("confirmed", _("the customer is satisfied with what came of “{text}”"), one.confirmed_by_customer_on),
        ("dissatisfied", _("the customer isn't satisfied with what came of “{text}”"), one.dissatisfied_on),
    )
    for name, template, day in asked:
        yield (*key, name), template.format(text=text), day
