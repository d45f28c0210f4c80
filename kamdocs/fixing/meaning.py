"""What a value means that the schema does not allow, by the same readings that the hints offer."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from kamdocs.schema.files import Kind, load_schema
from kamdocs.schema.formats import phone_numbers
from kamdocs.schema.opening import hours_meant
from kamdocs.schema.spelling import (
    addresses_in,
    currencies_in,
    days_meant,
    items_in,
    numbers_meant,
    switch_meant,
    times_meant,
)
from kamdocs.schema.suggest import code_meant, id_called, only_value
from kamdocs.schema.unclear import takes_as_text
from kamdocs.schema.validate import compiled
from kamdocs.schema.walk import Node
from kamdocs.source.lookalikes import without_lookalikes
from kamdocs.source.numbers import GROUPED

Known = Mapping[str, Mapping[str, str]]
"""What references may name, by what they refer to: ids with names."""


_LONGEST = 1_000
"""Nothing that somebody mistyped is longer, not even a list."""
_NO_MONTH = re.compile(r"[0-9]{4}[-./ ]+(?:1[3-9]|[2-9][0-9])")
"""A slip of the pen more likely than a year that stands before day and month."""
_ELSEWHERE = re.compile(r"[T ](?!00:00)[0-9:.]+ *(?:Z|[+-][0-9:]+)$")
"""A time of the day with its offset: by the calendar here it may be another day."""


class Number(msgspec.Struct, frozen=True):
    """A number as it is to be written, with the digits that somebody wrote."""

    written: str


class Asked(msgspec.Struct, frozen=True):
    """A value of which a field asks something else.

    ``written`` is how it stands in the file, ``record`` the one around it, ``known`` what references may name.
    """

    kind: Kind
    node: Node
    value: Any
    written: str
    record: Mapping[str, Any]
    known: Known

    @property
    def valid(self) -> bool:
        """Whether the field takes the value as it is."""
        return _allowed(self, self.value)


def meanings(asked: Asked) -> list[Any]:
    """The values that may be meant: text, Number, bool or a list of texts. One where it is clear, several or none."""
    if isinstance(asked.value, list | dict) or asked.value is None or len(asked.written) > _LONGEST:
        return []
    for reading in (_plain, _word, _as_text, _by_format, _code, _number, _switch, _list):
        if found := reading(asked):
            return found
    return []


def _text(asked: Asked) -> str:
    return without_lookalikes(str(asked.value) if isinstance(asked.value, str) else asked.written)


def _plain(asked: Asked) -> list[Any]:
    """The value without characters that only look like something to YAML."""
    plain = _text(asked)
    if not isinstance(asked.value, str) or plain == asked.value or not plain:
        return []
    return [plain] if "string" in asked.node.types and _allowed(asked, plain) else []


def _word(asked: Asked) -> list[Any]:
    """A value of a closed list."""
    if "enum" not in asked.node.keywords:
        return []
    meant = only_value(_text(asked), asked.node.keywords)
    return [meant] if meant else []


def _as_text(asked: Asked) -> list[Any]:
    """A number, or yes or no, where text belongs."""
    text = asked.written
    return [text] if text and takes_as_text(asked.node, text) else []


def _by_format(asked: Asked) -> list[Any]:
    reading = _BY_FORMAT.get(asked.node.keywords.get("format", ""))
    return reading(asked) if reading and "string" in asked.node.types else []


def _time(asked: Asked) -> list[Any]:
    return [one for one in times_meant(_text(asked)) if _allowed(asked, one)]


def _day(asked: Asked) -> list[Any]:
    text = _text(asked)
    if _NO_MONTH.match(text) or _ELSEWHERE.search(text):
        return []
    return [one for one in days_meant(text) if _allowed(asked, one)]


def _email(asked: Asked) -> list[Any]:
    found = addresses_in(_text(asked))
    return _one_or_list(asked, found, ("mailto",))


def _phone(asked: Asked) -> list[Any]:
    return _one_or_list(asked, phone_numbers(_text(asked)), ("or", "and", "ali", "in", "oz"))


def _one_or_list(asked: Asked, found: Sequence[str], between: Sequence[str]) -> list[Any]:
    """What was found in a text, if nothing else is said there: one, or a list where one may stand."""
    rest = _text(asked)
    for one in found:
        rest = rest.replace(one, " ", 1)
    said = [word for word in _words(rest) if word not in between]
    if said or not found:
        return []
    meant: Any = found[0] if len(found) == 1 else list(found)
    if isinstance(meant, list) and "array" not in asked.node.types:
        return []
    return [meant] if _allowed(asked, meant) else []


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text.casefold()).split()


def _id(asked: Asked) -> list[Any]:
    """The id of whom or what was written by name."""
    target = asked.node.keywords.get("x-refers-to")
    meant = id_called(_text(asked), asked.known.get(target, {})) if target else None
    return [meant] if meant else []


def _hours(asked: Asked) -> list[Any]:
    meant = hours_meant(_text(asked))
    return [meant] if meant else []


_BY_FORMAT: Mapping[str, Callable[[Asked], list[Any]]] = {
    "date": _day,
    "date-time": _time,
    "email": _email,
    "phone": _phone,
    "id": _id,
    "opening-hours": _hours,
}


def _code(asked: Asked) -> list[Any]:
    if "pattern" not in asked.node.keywords:
        return []
    meant = code_meant(_text(asked), asked.node.keywords)
    return [meant] if meant and _allowed(asked, meant) else []


def _number(asked: Asked) -> list[Any]:
    """The numbers that may be meant; none where a currency is said that the record doesn't know."""
    if not {"number", "integer"}.intersection(asked.node.types):
        return []
    text = _text(asked)
    if not _says_currency(currencies_in(text), asked):
        return []
    meant = numbers_meant(text, asked.node.name.rpartition("_")[2])
    return [Number(_with_digits(one, text)) for one in meant if _allowed(asked, _value(one))]


def _says_currency(said: Sequence[str], asked: Asked) -> bool:
    currency = str(asked.record.get("currency", ""))
    known = {currency.upper(), code_meant(currency, _CURRENCY) or currency.upper()}
    return all((code_meant(one, _CURRENCY) or one.upper()) in known for one in said)


_CURRENCY = {"x-value-synonyms": {"EUR": "€, euro, euros, evro, evra, evri, evrov", "USD": "$", "GBP": "£", "JPY": "¥"}}


def _with_digits(number: str, text: str) -> str:
    """The number with as many decimals as somebody wrote: 1240.50 for 1.240,50."""
    behind = max(text.rfind(","), text.rfind("."))
    decimals = len(text[behind + 1 :]) - len(text[behind + 1 :].lstrip("0123456789")) if behind >= 0 else 0
    whole = f"{Decimal(number):.{decimals}f}"
    fits = "." in number and Decimal(whole) == Decimal(number) and not GROUPED.match(whole)
    return whole if fits else number


def _value(number: str) -> int | float:
    return float(number) if "." in number else int(number)


def _switch(asked: Asked) -> list[Any]:
    meant = switch_meant(_text(asked)) if "boolean" in asked.node.types else None
    return [meant == "true"] if meant else []


def _list(asked: Asked) -> list[Any]:
    """A list of the items that somebody wrote as one text: ids, words of a closed list, addresses."""
    items = asked.node.items
    if items is None or items.fields or "string" in asked.node.types:
        return []
    form = str(items.keywords.get("format", ""))
    closed = "enum" in items.keywords or form
    written = items_in(_text(asked), form) if closed else [_text(asked)]
    meant = [_item(msgspec.structs.replace(asked, node=items, value=one, written=one)) for one in written]
    listed = [one for one in meant if one is not None]
    complete = written and len(listed) == len(written)
    return [listed] if complete and _allowed(asked, listed) else []


def _item(asked: Asked) -> str | None:
    target = str(asked.node.keywords.get("x-refers-to"))
    if target in asked.known and asked.value not in asked.known[target]:
        meant = id_called(str(asked.value), asked.known[target])
        return meant if meant or not _allowed(asked, asked.value) else None
    if _allowed(asked, asked.value):
        return str(asked.value)
    found = meanings(asked)
    return found[0] if len(found) == 1 and isinstance(found[0], str) else None


def _allowed(asked: Asked, value: Any) -> bool:
    known = _VALIDATORS.get(id(asked.node))
    if known is None:
        definitions = load_schema(asked.kind).get("$defs", {})
        known = _VALIDATORS[id(asked.node)] = compiled({**asked.node.keywords, "$defs": definitions})
    return known(value)


_VALIDATORS: dict[int, Callable[[Any], bool]] = {}
"""By the nodes of the schemas, which live as long as the program."""
