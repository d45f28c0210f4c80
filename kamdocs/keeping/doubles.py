"""A record that stands in its list already: the same day, the same words, the same kind, the same people."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.language import _
from kamdocs.schema.suggest import folded
from kamdocs.schema.walk import Node
from kamdocs.settings.error import SettingsError
from kamdocs.writing.placing import day_field

_SAID = ("name", "title", "text", "topic", "subject", "outcome", "kind", "method")
_PEOPLE = ("with", "respondents", "audience")
_REMARKS = ("bothers", "misses", "praises")


def double_of(record: Node, new: Mapping[str, Any], known: Any) -> Mapping[str, Any] | None:
    """The record of a list that says the same as a ``new`` one; None where none does, or nobody can tell.

    ``record`` is what the schema says of such records, ``known`` the list as plain data, None where it lacks. One that
    brings its own id is none: an order has its number.
    """
    if "id" in new or not isinstance(known, list) or not any(name in new for name in _SAID):
        return None
    field = day_field(record)
    said = _what_it_says(new, field)
    return next((one for one in known if isinstance(one, dict) and _what_it_says(one, field) == said), None)


def _what_it_says(record: Mapping[str, Any], day: str | None) -> tuple[Any, ...]:
    words = tuple(folded(str(record.get(name, ""))) for name in _SAID)
    people = tuple(frozenset(_listed(record.get(name))) for name in _PEOPLE)
    remarks = tuple(frozenset(_texts(record.get(name))) for name in _REMARKS)
    return str(record.get(day or "", ""))[:10], words, people, remarks


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value or ()]


def _texts(remarks: Any) -> Iterator[str]:
    return (folded(str(one.get("text", ""))) for one in remarks or () if isinstance(one, dict))


def refuse_double(account: str, list_name: str, known: Mapping[str, Any]) -> SettingsError:
    """The error for a record that stands there already, with what to do."""
    own = str(known.get("id", ""))
    record = f"{list_name}/{own}" if own else list_name
    message = _("a record that says the same is there already: {record}").format(record=record)
    hint = _("--anyway writes it all the same; kamdocs set {way} field=value changes what is there")
    return SettingsError(message, hint.format(way=f"{account}/{own}" if own else account))
