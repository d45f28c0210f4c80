"""A whole portfolio made by rule, for tests of what stands above what: it is the same every time."""

from datetime import date, timedelta

import yaml

from tests.plans import BASE

AS_OF = date(2026, 11, 23)
SINCE = date(2026, 1, 12)
"""The day from which each customer is key: long enough ago for what is missing to be a gap."""
KINDS = ("late order", "unanswered complaint", "paid and delivered", "ownerless", "ownerless", "unquoted postcode")
TIERS = ("strategic", "key", "developing")


def kind_of(number):
    """What is the matter with a customer, by its number: a third of them never ordered, and nobody owns them."""
    return KINDS[number % len(KINDS)]


def portfolio(size):
    """By account id: plans as the text of their files."""
    return {f"customer-{number:03}": _text(number) for number in range(size)}


def ids(size, *kinds):
    """The ids of the customers of these kinds."""
    return {f"customer-{number:03}" for number in range(size) if kind_of(number) in kinds}


def _text(number):
    plan = {**BASE, "name": f"Customer {number}", "tier": TIERS[number % len(TIERS)], "key_since": SINCE}
    kind = kind_of(number)
    if kind == "unquoted postcode":  # YAML reads a number, and the file has a fault
        return yaml.safe_dump({**plan, "owner": "ana.novak", "address": {"postcode": 1000 + number}}, sort_keys=False)
    if kind != "ownerless":
        plan |= {"owner": "ana.novak", "orders": list(_orders(number, late=kind == "late order"))}
        plan["revenue"] = [{"year": 2025, "amount": 1000 * number, "currency": "EUR"}]
    if kind == "unanswered complaint":
        received = AS_OF - timedelta(days=5 + number % 7)
        complaint = {"id": "k", "kind": "complaint", "status": "received", "text": "T", "received_on": received}
        plan["nonconformities"] = [{**complaint, "severity": "major"}]
    return yaml.safe_dump(plan, sort_keys=False)


def _orders(number, *, late):
    for place in range(1 + number % 4):
        ordered = SINCE + timedelta(days=60 * place + number % 30)
        promised = (ordered + timedelta(days=20)).isoformat()
        order = {"id": f"o{place}", "ordered_on": ordered, "promised_on": promised, "amount": 500.0, "currency": "EUR"}
        if late and place == number % 4:
            yield {**order, "status": "in-execution"}
        else:
            yield {**order, "status": "delivered", "delivered_on": promised}
