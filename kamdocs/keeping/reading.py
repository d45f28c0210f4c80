"""What somebody typed as a value that a plan has: days in words, numbers with a comma, names for ids, words for values.

The schema says what a field takes; what may mean two things is refused with both, and nothing is guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, NoReturn

import msgspec

from kamdocs.keeping.days import spoken_day, spoken_moment
from kamdocs.keeping.finding import Candidate, find_among
from kamdocs.keeping.labels import not_ahead
from kamdocs.language import _, label, plain_day
from kamdocs.schema.formats import moment_of, phone_numbers
from kamdocs.schema.opening import hours_meant
from kamdocs.schema.spelling import items_in, numbers_meant, switch_meant
from kamdocs.schema.suggest import folded, meant_value
from kamdocs.schema.walk import Node
from kamdocs.settings.error import SettingsError

_BEHIND = frozenset({"key_since", "start", "left_on", "first_due"})
"""Days that may lie ahead by the schema, and mostly lie behind when somebody writes them down."""


class Reading(msgspec.Struct, frozen=True):
    """What has to be known to read a value: the day that it is, whose clock, and how names become ids.

    ``refer`` takes what a field refers to (``person``, ``stakeholder`` …) and what was typed; it raises
    :class:`SettingsError` for what it doesn't find. ``now`` is the present moment, where the day that it is is today.
    """

    today: date
    zone: tzinfo | None
    refer: Callable[[str, str], str]
    now: datetime | None = None


def read_value(field: Node, texts: Sequence[str], reading: Reading) -> Any:
    """The value of a field that was typed, once or, for a list, several times; raises :class:`SettingsError`."""
    if "array" not in field.types:
        if len(texts) > 1:
            message = _("{field} takes one value").format(field=field.name)
            raise SettingsError(message, _("give it once"))
        return _single(field, texts[0], reading)
    items = field.items or field
    if items.fields:
        message = _("{field} is a list of records").format(field=field.name)
        raise SettingsError(
            message, _("add each of them by itself: kamdocs add ACCOUNT {field} …").format(field=field.name)
        )
    form = str(items.keywords.get("format", field.keywords.get("format", "")))
    values = [_single(items, part, reading) for text in texts for part in _parts(text, form)]
    values = list(dict.fromkeys(values))
    return values[0] if "string" in field.types and len(values) == 1 else values


def _parts(text: str, form: str) -> list[str]:
    if form == "phone":
        return phone_numbers(text) or [text.strip()]
    return items_in(text, form)


def _single(field: Node, text: str, reading: Reading) -> Any:
    if "enum" in field.keywords:
        return word_of(field, text)
    if target := field.keywords.get("x-refers-to"):
        return reading.refer(str(target), text)
    form = field.keywords.get("format")
    if form == "date":
        return _day(field, text, reading)
    if form == "date-time":
        return _moment(field, text, reading)
    if "boolean" in field.types:
        return _switch(field, text)
    if "number" in field.types or "integer" in field.types:
        return number_of(field, text)
    return _text(field, text, str(form))


def _day(field: Node, text: str, reading: Reading) -> str:
    day = spoken_day(text, reading.today, ahead=lies_ahead(field))
    if field.keywords.get("x-past") and day > reading.today:
        hint = _("today is {today}, and {day} is still to come: what is planned is an action")
        raise SettingsError(not_ahead(field), hint.format(today=plain_day(reading.today), day=plain_day(day)))
    return day.isoformat()


def _moment(field: Node, text: str, reading: Reading) -> str:
    moment = spoken_moment(text, reading.today, reading.zone)
    if field.keywords.get("x-past") and reading.now is not None:
        hold_behind(field, moment, reading.now, reading.zone)
    return moment


def hold_behind(field: Node, moment: str, now: datetime, zone: tzinfo | None) -> None:
    """Raise :class:`SettingsError` where a moment, as a plan has it, lies ahead."""
    if moment_of(moment) > now:
        hint = _("it is {time} now: say the time at which it was").format(time=f"{now.astimezone(zone):%H:%M}")
        raise SettingsError(not_ahead(field), hint)


def lies_ahead(field: Node) -> bool:
    """Whether the day of a field is mostly still to come when somebody writes it down."""
    return not field.keywords.get("x-past") and field.name not in _BEHIND


def word_of(field: Node, text: str) -> Any:
    """The value of a closed list: itself, another word for it, or its beginning."""
    listed = [str(value) for value in field.keywords["enum"]]
    others = field.keywords.get("x-value-synonyms", {})
    known = [Candidate(one, one, tuple(_words(others.get(one, "")))) for one in listed]
    found = find_among(text, known)
    if not (found.one or found.several):
        found = find_among(text, (Candidate(one, label(one)) for one in listed))
    if found.one:
        return found.one.id
    message = _("{field} can't be {value}").format(field=field.name, value=text)
    if found.several:
        raise SettingsError(message, _or(one.id for one in found.several))
    meant = meant_value(text, field.keywords)
    raise SettingsError(
        message, _or([meant]) if meant else _("known here: {names}").format(names=", ".join(map(_told, listed)))
    )


def _told(value: str) -> str:
    """A value of a closed list, in the word for it that people say."""
    word = label(value)
    return value if folded(word) == folded(value) else f"{word} ({value})"


def _or(meant: Any) -> str:
    first, *rest = meant
    if rest:
        return _("did you mean {name} or {other}?").format(name=", ".join((first, *rest[:-1])), other=rest[-1])
    return _("did you mean {name}?").format(name=first)


def number_of(field: Node, text: str) -> float:
    """A number as people write it: ``61.000 €``, ``1,5``, ``90k``."""
    meant = numbers_meant(text, field.name.rpartition("_")[2])
    if "number" not in field.types:
        meant = [one for one in meant if "." not in one]
    if len(meant) == 1:
        return float(meant[0]) if "." in meant[0] else int(meant[0])
    if meant:
        message = _("{value} may be {day} or {other}").format(value=text, day=meant[0], other=meant[1])
        raise SettingsError(message, _("write it without spaces, units or a decimal comma, as 1240000.50"))
    message = _("{field} is a number, and {value} is none").format(field=field.name, value=text)
    raise SettingsError(message, _("write a plain number such as 1240000.50"))


def _switch(field: Node, text: str) -> bool:
    meant = switch_meant(text)
    if meant is None:
        message = _("{field} can't be {value}").format(field=field.name, value=text)
        raise SettingsError(message, _("write yes or no"))
    return meant == "true"


def _text(field: Node, text: str, form: str) -> str:
    text = text.strip()
    if not text:
        _nothing(field)
    if "x-value-synonyms" in field.keywords:  # no closed list, and some values have names: € is EUR
        upper = text.upper()
        return meant_value(text, field.keywords) or (upper if len(upper) == 3 and upper.isascii() else text)
    if form == "uri" and "." in text and "://" not in text and " " not in text:
        return f"https://{text}"
    return (hours_meant(text) or text) if form == "opening-hours" else text


def _nothing(field: Node) -> NoReturn:
    raise SettingsError(_("{field} has no value").format(field=field.name), _("write one, or leave the field out"))


def _words(listed: object) -> list[str]:
    return [word.strip() for word in str(listed).split(",") if word.strip()]


def currency_in(text: str, field: Node) -> str | None:
    """The currency that stands beside a number, as a plan writes it; None where none does."""
    beside = "".join(char if not char.isdigit() and char not in ".,'" else " " for char in text).split()
    known: Mapping[str, Any] = field.keywords.get("x-value-synonyms", {})
    for word in beside:
        if meant := meant_value(word, field.keywords):
            return meant
        if word.upper() in known or (len(word) == 3 and word.isascii() and word.isupper()):
            return word.upper()
    return None
