"""Orders, out of one row each or out of the lines of an ERP: several lines of one number are one order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from kamdocs.exchange.drafts import Draft, Group, put
from kamdocs.exchange.facts import taken_back, verdict_on
from kamdocs.exchange.ground import Ground
from kamdocs.exchange.headers import Recognised
from kamdocs.exchange.matching import Ambiguous, Likeness, find_record
from kamdocs.exchange.missing import not_told
from kamdocs.exchange.rows import Row
from kamdocs.exchange.settling import Conflict, Told, key_of, settle
from kamdocs.exchange.state import digest, noted
from kamdocs.exchange.values import Misread, plain_number, shortened
from kamdocs.keeping.intent import kind_of_record
from kamdocs.language import Sentence, say
from kamdocs.schema.formats import is_id
from kamdocs.writing import Add, Edit

_LONGEST_NUMBER = 15
"""A longer id is one that a system made for itself, and nobody says it."""
_OVER = ("delivered", "accepted", "cancelled")
_FURTHEST_BACK = ("delayed", "on-hold", "confirmed", "in-execution")
"""Of lines that differ, what is said of their order: the first of these that one of them is."""


def together(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows of one order together, in the order of the file: by its number, or its id, and the account."""
    orders: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        number = row.text("number") or row.text("id")
        account = (row.text("account_id"), row.text("account_erp"), row.text("account"))
        key = (number, *account) if number else (str(row.raw.line), row.of.sheet.shown)
        orders.setdefault(key, []).append(row)
    return list(orders.values())


def bring_in_order(rows: Sequence[Row], ground: Ground) -> None:
    """Bring the rows of one order into its plan; raises ``Misread``, ``LeftOut`` and ``Ambiguous`` for all of them."""
    account = ground.account_of(rows[0])
    if account is None:
        return
    _refuse_doubles(rows)
    draft = ground.draft(account)
    told = _told(rows, ground)
    if told.ref:
        ground.record_accounts[told.ref] = account
    if told.fields["status"] in _OVER and ground.is_over(told.fields["delivered_on"] or told.fields["promised_on"]):
        ground.left[str(say("orders that were over before that day"))] += len(rows)
        return
    _settle(draft, told, ground)


def _refuse_doubles(rows: Sequence[Row]) -> None:
    """Hold that no line is added up twice, as it is where last week's file lies beside this week's."""
    lines, files = [row.text("line") for row in rows], {row.of.sheet.shown for row in rows}
    if double := next((line for line in lines if line and lines.count(line) > 1), None):
        raise Misread(say("line {line} of the order stands twice", line=double))
    if len(files) > 1 and not all(lines):
        raise Misread(say("the order stands in {files}: bring in one of them", files=tuple(sorted(files))))


def _told(rows: Sequence[Row], ground: Ground) -> Told:
    first = rows[0]
    number = _number(first)
    lines = [row for row in rows if _status(row) != "cancelled"] or list(rows)
    status = _status_of_all([_status(row) for row in rows])
    delivered = [row.day("delivered") for row in lines]
    amount, currency = _sum(lines)
    promised = [day for row in lines if (day := row.day("promised"))]
    ordered = [day for row in lines if (day := row.day("ordered"))]
    came = max((day for day in delivered if day), default=None)
    all_came = all(delivered) and came is not None and came <= ground.asked.day.isoformat()
    is_delivered = status == "delivered" or (status is None and all_came)
    fields: dict[str, Any] = {
        "number": first.text("customer_number") or None,
        "text": shortened("; ".join(dict.fromkeys(filter(None, (row.text("text") for row in lines)))), 500),
        "status": "delivered" if is_delivered else status,
        "ordered_on": min(ordered, default=None),
        "promised_on": max(promised, default=None),
        "delivered_on": came if is_delivered else None,
        "amount": plain_number(amount) if amount is not None else None,
        "currency": currency,
    }
    if fields["status"] == "delivered" and not all(delivered):
        raise Misread(_no_delivery(first.of))
    like = re.sub(r"[^A-Za-z0-9._-]+", "-", number).strip("-._")
    likes = ((Likeness("id", like),), (Likeness("number", number),)) if number else ()
    return Told("orders", ground.asked.system, first.text("id") or None, fields, tuple(row.ref for row in rows), likes,
                {"status": "confirmed"}, like if is_id(like) and len(like) <= 80 else "", first.of)  # fmt: skip


def _number(row: Row) -> str:
    """What people call an order by: its number; where the file has none, its id, if that can be a number at all."""
    if {"number", "customer_number"} & row.of.columns.keys():
        return row.text("number")
    called = row.text("id")
    return called if len(called) <= _LONGEST_NUMBER and any(map(str.isdigit, called)) else ""


def _no_delivery(of: Recognised) -> Sentence:
    """That the day of a delivery is not told, and in which column of the file it could stand."""
    if "delivered" in of.columns:
        return say("the order is delivered and has no day on which it was")
    return not_told("orders", kind_of_record(("orders",)), ("delivered_on",), of)


def _status(row: Row) -> str | None:
    return row.listed("order_status", "status") if "status" in row.of.columns else None


def _status_of_all(told: Sequence[str | None]) -> str | None:
    """The status of an order by those of its lines: it is delivered when all of it is."""
    states = {one for one in told if one} - ({"cancelled"} if set(told) != {"cancelled"} else set())
    if len(states) <= 1:
        return next(iter(states), None)
    if states <= {"delivered", "accepted"}:
        return "delivered"
    open_ones = [one for one in _FURTHEST_BACK if one in states]
    partly = {"delivered", "accepted"} & states and open_ones[0] == "confirmed"
    return "in-execution" if partly else open_ones[0]


def _sum(rows: Sequence[Row]) -> tuple[Decimal | None, str | None]:
    """What the lines come to; nothing where one of them tells no amount."""
    amounts = [row.amount("amount") for row in rows]
    told = [one for one in amounts if one is not None]
    if not told or len(told) < len(amounts):
        return None, None
    currencies = {currency for _, currency in told}
    if len(currencies) > 1:
        raise Misread(say("the lines of the order are in several currencies"))
    return sum((number for number, _ in told), Decimal()), currencies.pop()


def _settle(draft: Draft, told: Told, ground: Ground) -> None:
    """An order that is new, or one that is there: then a new promised day is a delay and not another promise."""
    try:
        there = find_record(draft.records("orders"), told.system, told.ref, told.likes)
    except Ambiguous as error:
        ground.findings.reject(told.rows, error.reason)
        return
    today = ground.asked.day.isoformat()
    if there is None:
        if told.fields["status"] == "delayed":
            told = msgspec.structs.replace(told, defaults={**told.defaults, "delays": [{"known_on": today}]})
        settle(draft, told, ground.findings)
        return
    promised = told.fields["promised_on"]
    rest = {name: value for name, value in told.fields.items() if name != "promised_on"}
    told = msgspec.structs.replace(told, fields=rest)
    key = key_of(draft.id, told)
    if key in ground.findings.seen:
        settle(draft, told, ground.findings)  # tells that another row is about the same
        return
    _move(draft, there, promised, told, ground)
    settle(draft, told, ground.findings)


def _move(draft: Draft, there: Mapping[str, Any], promised: str | None, told: Told, ground: Ground) -> None:
    """Write a delay where the promised day of an open order moved, or where it became delayed."""
    today, findings, key = ground.asked.day.isoformat(), ground.findings, key_of(draft.id, told)
    one = str(there["id"])
    raw = there.get("delays")
    delays: list[Any] = raw if isinstance(raw, list) else []
    current = next((delay["to"] for delay in reversed(delays) if isinstance(delay, Mapping) and delay.get("to")),
                   there.get("promised_on"))  # fmt: skip
    edits: list[Edit] = []
    is_open = told.fields["status"] not in _OVER and _will_be_open(there, told, key, ground)
    if promised and promised != current and is_open:
        last = findings.state.last(key, "promised_on")
        if findings.take or (last is not None and last == digest(current)):
            edits.append(_delay(delays, one, {"known_on": today, "to": promised}))
        elif last != digest(promised):
            findings.conflicts.append(Conflict(draft.id, one, "promised_on", current, promised, told.rows[0]))
        else:
            findings.kept.append((draft.id, "orders", "promised_on"))
    if told.fields["status"] == "delayed" and is_open and not delays and not edits:
        edits.append(Add(("orders", one, "delays"), {"known_on": today}))
    state = {key: noted(draft.id, {"promised_on": promised})} if promised else {}
    ordered = there.get("ordered_on")
    if edits and isinstance(ordered, str) and promised and promised < ordered:
        findings.reject(told.rows, say("{field} is {day}, before {other} ({first})", field="promised_on", day=promised,
                                       other="ordered_on", first=ordered))  # fmt: skip
        return
    draft.do(Group(told.rows, "orders", "changed" if edits else None, tuple(edits), state))


def _will_be_open(there: Mapping[str, Any], told: Told, key: str, ground: Ground) -> bool:
    """Whether an order is open in the plan, or is so again because the export takes back that it is delivered."""
    back = taken_back("orders", there, told.fields)
    if back is None:
        return there.get("status") not in _OVER
    last = ground.findings.state.records.get(key, {})
    return verdict_on(back, there, told.fields["status"], last, take=ground.findings.take) == "put"


def _delay(delays: Sequence[Any], order: str, delay: Mapping[str, str]) -> Edit:
    """The edit for a delay: another one, or that of the same day, which moved once more."""
    for place, one in enumerate(delays):
        if isinstance(one, Mapping) and one.get("known_on") == delay["known_on"]:
            return put(("orders", order, "delays", place, "to"), delay["to"])
    return Add(("orders", order, "delays"), dict(delay))
