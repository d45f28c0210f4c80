"""What to do about a value that is not valid: one sentence for each kind of mistake, with the value that was meant."""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kamdocs.language import Sentence, say
from kamdocs.schema.annotations import records_named
from kamdocs.schema.formats import phone_numbers
from kamdocs.schema.free_text import is_free_text
from kamdocs.schema.ids import id_of
from kamdocs.schema.known import known_here
from kamdocs.schema.opening import hours_meant, hours_on_workdays
from kamdocs.schema.shown import LONGEST, as_yaml
from kamdocs.schema.slips import slip_hint
from kamdocs.schema.spelling import addresses_in, days_meant, items_in, numbers_meant, switch_meant, times_meant
from kamdocs.schema.spot import Spot, form_of, musts
from kamdocs.schema.suggest import code_meant, meant_id, meant_value
from kamdocs.schema.walk import reference_address

_MOST = 8
"""How many items of a list a hint writes out."""
_LONGEST_LINE = 200
_SAYS = ("name", "text", "title", "topic", "subject")
"""The field of a record that holds what it is about; the first that a record has."""
_EXPLAINS = ("summary", "text", "outcome", "reason")
"""The field of a record that takes an explanation; the first that a record has."""
_SEVERAL = say("write a list: each item on a line of its own with a dash, or [one, two]")


def hint_for_type(spot: Spot) -> Sentence:
    """For a value of another type than the field has."""
    if spot.value is None:
        return hint_for_nothing(spot)
    if "enum" in spot.keywords:
        return hint_for_word(spot)
    return slip_hint(spot) or next(hint for kind, hint in _BY_TYPE.items() if kind in spot.node.types)(spot)


def hint_for_nothing(spot: Spot) -> Sentence:
    """For a field without a value."""
    if spot.around.in_braces:
        return say("write a value, or take the field out")
    return say("write a value, or delete the line")


def hint_for_word(spot: Spot) -> Sentence:
    """For a word that is not in a closed list."""
    if isinstance(spot.value, list) and spot.value:
        return say("write one value: {line}", line=_line(spot, spot.value[0]))
    meant = meant_value(str(spot.value), spot.keywords)
    known = ", ".join(map(str, spot.keywords.get("enum", ())))
    if meant:
        return did_you_mean([meant])
    told_in = next((one for one in _EXPLAINS if is_free_text(spot.around.node.fields.get(one))), None)
    if told_in and len(str(spot.value).split()) > 2:
        return say("known here: {names}; what explains it belongs into {field}", names=known, field=told_in)
    return say("known here: {names}", names=known)


def hint_for_format(spot: Spot) -> Sentence:
    """For a text that doesn't have the form of a day, a time, an address, an id …"""
    return _BY_FORMAT[str(spot.keywords["format"])](spot)


def hint_for_form(spot: Spot) -> Sentence:
    """For a text that doesn't have the form of a short code, such as a currency."""
    meant = code_meant(str(spot.value), spot.keywords)
    return did_you_mean([meant]) if meant else see_reference(spot)


def hint_for_limit(_: Spot) -> Sentence:
    """For a number that is too large or too small."""
    return say("correct the number")


def did_you_mean(meant: Sequence[str | None]) -> Sentence:
    """The one thing that was meant, or the two that it may have been."""
    if len(meant) == 1:
        return say("did you mean {name}?", name=meant[0])
    return say("did you mean {name} or {other}?", name=meant[0], other=meant[1])


def see_reference(spot: Spot) -> Sentence:
    """An example, and where the handbook tells more."""
    return say(
        "write it such as {line}; the page Field reference of the handbook, at {address}, tells more",
        line=_example(spot),
        address=reference_address(spot.kind, spot.node.path),
    )


def _text(spot: Spot) -> Sentence:
    value = spot.value
    if isinstance(value, list):
        return _one_of(spot, [item for item in value if isinstance(item, str | int | float)])
    if isinstance(value, dict):
        return see_reference(spot)
    if spot.keywords.get("format") in ("date", "date-time"):
        return _day(spot) if spot.keywords["format"] == "date" else _time(spot)
    return say("put it in quotes if it is meant as text: {text}", text=as_yaml(spot.written))


def _one_of(spot: Spot, given: Sequence[Any]) -> Sentence:
    """For a list where one thing is wanted; of persons, the others may be deputies, and texts become one text."""
    if not given:
        return see_reference(spot)
    if len(given) > 1 and is_free_text(spot.node):
        return _one_text(spot, given)
    if spot.keywords.get("x-refers-to") != "person" or len(given) < 2:
        return say("write one value: {line}", line=_line(spot, given[0]))
    if spot.name == "owner" and "deputy" in spot.around.node.fields:
        return say(
            "one person is the owner: write {line}; another can be the deputy ({other})",
            line=_line(spot, given[0]),
            other=f"deputy: {as_yaml(given[1])}",
        )
    return say("name one person: {line}", line=_line(spot, given[0]))


def _one_text(spot: Spot, given: Sequence[Any]) -> Sentence:
    """For a text that somebody wrote as a list: all of it, as one text."""
    line = f"{spot.name}: {as_yaml(', '.join(map(str, given)))}"
    if len(line) <= _LONGEST_LINE and (spot.around.in_braces or not spot.keywords.get("x-markdown")):
        return say("write it as one text: {line}", line=line)
    return say("write it as one text: {name}: | and, below that, its lines, indented", name=spot.name)


def _list(spot: Spot) -> Sentence:
    items = spot.node.items
    if items is None:
        return _SEVERAL
    if items.fields:
        if isinstance(spot.value, dict) and not spot.in_braces:
            return say("it is a list of records: put a dash and a space before the first field of each")
        given = f"[{as_yaml(spot.value)}]" if isinstance(spot.value, dict) and spot.value else ""
        listed = given if given and len(given) <= _LONGEST_LINE else form_of(spot.node)
        return say("it is a list of records: write {name}: {value}", name=spot.name, value=listed)
    if isinstance(spot.value, dict):
        return _SEVERAL
    target = str(items.keywords.get("x-refers-to", ""))
    known = _known_ids(spot, target)
    written = items_in(str(spot.value), str(items.keywords.get("format", "")))
    meant = [meant_value(one, items.keywords) or meant_id(one, known) or one for one in written]
    more = known_here(known, target, spot.kind) if target and not known.keys() >= set(meant) else None
    if more:
        meant = [one if one in known else "…" for one in meant]
        return say("write a list: {line}; {more}", line=_line(spot, meant), more=more)
    return _list_of(spot, meant)


def _record(spot: Spot) -> Sentence:
    if isinstance(spot.value, list):
        return say("it is one record and no list: take the dashes or the square brackets away")
    if not isinstance(spot.pointer[-1], int):
        return see_reference(spot)
    is_text = isinstance(spot.value, str) and spot.value.strip()
    record = _record_of(spot, spot.value) if is_text else form_of(spot.node)
    return say("write it as a record: {record}", record=record)


def _record_of(spot: Spot, text: str) -> str:
    """The record that somebody means who wrote only its text: ``{id: ana-novak, name: Ana Novak}``."""
    said = next((name for name in _SAYS if name in spot.node.fields), "")
    value = as_yaml(text if len(text) <= _LONGEST_LINE else text[:_LONGEST_LINE] + "…")
    id_ = id_of(text) if said == "name" and len(text) <= LONGEST else ""
    parts = {name: form_of(spot.node.fields[name], brief=True) for name in musts(spot.node)} | {said: value}
    if id_ and "id" in parts:
        parts["id"] = as_yaml(id_)
    return "{" + ", ".join(f"{name}: {part}" for name, part in parts.items() if name) + "}"


def _number(spot: Spot) -> Sentence:
    meant = numbers_meant(spot.value, spot.name.rpartition("_")[2]) if isinstance(spot.value, str) else []
    meant = [one for one in meant if _is_allowed(spot, one)]
    if meant:
        return did_you_mean(meant)
    if "number" not in spot.node.types:
        return say("write a whole number such as {number}", number=spot.example())
    return say("write a plain number such as 1240000.50, without spaces, units or a decimal comma")


def _is_allowed(spot: Spot, number: str) -> bool:
    """Whether a number would be no fault again: whole where it has to be, and within its bounds."""
    if "." in number and "number" not in spot.node.types:
        return False
    least, most = (Decimal(spot.keywords.get(bound, number)) for bound in ("minimum", "maximum"))
    return least <= Decimal(number) <= most


def _switch(spot: Spot) -> Sentence:
    meant = switch_meant(str(spot.value))
    return did_you_mean([meant]) if meant else say("write true or false")


_BY_TYPE: Mapping[str, Callable[[Spot], Sentence]] = {
    "string": _text,
    "array": _list,
    "object": _record,
    "number": _number,
    "integer": _number,
    "boolean": _switch,
}


def _day(spot: Spot) -> Sentence:
    meant = days_meant(str(spot.value))
    if meant:
        return did_you_mean(meant)
    return say("write year-month-day; the day has to be in the calendar, from 1900 to 2199")


def _time(spot: Spot) -> Sentence:
    meant = times_meant(str(spot.value))
    days = days_meant(str(spot.value))
    if meant and meant[0][-6] not in "+-" and not meant[0].endswith("Z"):
        return say(
            "add the offset from UTC at its end, as in {text}+01:00 (Central Europe: +01:00, in summer +02:00)",
            text=meant[0],
        )
    if meant:
        return did_you_mean(meant[:2])
    if days:
        return say("write the time and its offset from UTC, too, as in {day}T09:10+01:00", day=days[0])
    return say("write day, T, time and the offset from UTC")


def _email(spot: Spot) -> Sentence:
    found = addresses_in(str(spot.value))
    if len(found) > 1 and "array" in spot.node.types:
        return _list_of(spot, found)
    return did_you_mean(found) if len(found) == 1 else say("write it as name@company.example")


def _phone(spot: Spot) -> Sentence:
    found = phone_numbers(str(spot.value))
    if len(found) > _MOST:
        return _SEVERAL
    items = ", ".join(f'"{number}"' for number in found)  # quoted, as every number should be
    if "array" in spot.node.types:
        return say("write a list: {line}", line=f"{spot.name}: [{items}]")
    return say("make each number an item of the list: {items}", items=items)


def _web(spot: Spot) -> Sentence:
    text = str(spot.value).strip()
    bare = "." in text and " " not in text and ":" not in text
    return did_you_mean([f"https://{text}"]) if bare else say("begin it with https:// or http://")


def _id(spot: Spot) -> Sentence:
    target = str(spot.keywords.get("x-refers-to", ""))
    known = _known_ids(spot, target)
    meant = meant_id(str(spot.value), known)
    if meant:
        return did_you_mean([meant])
    several = items_in(str(spot.value), "id") if target and isinstance(spot.pointer[-1], str) else []
    if len(several) > 1:
        return _one_of(spot, [meant_id(one, known) or one for one in several])
    if target:
        return known_here(known, target, spot.kind) or _id_form()
    made = id_of(str(spot.value)) if len(str(spot.value)) <= 80 else ""
    if made and spot.name == "id" and "number" in spot.around.node.fields and "number" not in spot.around.value:
        number = json.dumps(str(spot.value), ensure_ascii=False)
        return say(
            "did you mean {name}? What the customer calls it stands in number: {number}", name=made, number=number
        )
    return did_you_mean([made]) if made else _id_form()


def _hours(spot: Spot) -> Sentence:
    meant = hours_meant(str(spot.value))
    if meant:
        return did_you_mean([meant])
    if daily := hours_on_workdays(str(spot.value)):
        return say("on which days? From Monday to Friday it is {hours}", hours=daily)
    return say("write days and times as in Mo-Fr 07:00-17:00; Sa 08:00-12:00")


def _id_form() -> Sentence:
    return say("use letters from a to z, digits, dots, dashes and underscores, without spaces")


_BY_FORMAT: Mapping[str, Callable[[Spot], Sentence]] = {
    "date": _day,
    "date-time": _time,
    "email": _email,
    "phone": _phone,
    "uri": _web,
    "id": _id,
    "opening-hours": _hours,
}


def _list_of(spot: Spot, items: Sequence[str]) -> Sentence:
    return say("write a list: {line}", line=_line(spot, items)) if len(items) <= _MOST else _SEVERAL


def _example(spot: Spot) -> str:
    return f"{spot.name}: {spot.example()}" if spot.name else spot.example()


def _line(spot: Spot, value: Any) -> str:
    text = as_yaml(value)
    return f"{spot.name}: {text if len(text) <= _LONGEST_LINE else text[:_LONGEST_LINE] + '…'}"


def _known_ids(spot: Spot, target: str) -> Mapping[str, str]:
    """The ids that a reference may name, with their names: of the file itself, or of the files that all share."""
    shared, own = spot.names.get(target, {}), records_named(spot.document.data, target)
    return {**shared, **own} if own else shared
