"""Where any record goes that a plan may hold: the list or record that is meant, and the fields that were said."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.keeping.finding import SAYS, Candidate, find_among, find_way
from kamdocs.keeping.intent import fields_to, kind_of_record
from kamdocs.keeping.setting import field_meant
from kamdocs.language import _
from kamdocs.schema.suggest import called_otherwise
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.settings.error import SettingsError
from kamdocs.writing.edit import Way


class Place(msgspec.Struct, frozen=True):
    """A list, or a record that is no list, of a plan: the way to it, and what the schema says of it."""

    way: Way
    node: Node

    @property
    def record(self) -> Node | None:
        """What a record there may hold; None for a list of plain values."""
        return self.node.record

    @property
    def says(self) -> str | None:
        """The field of a record there that holds what it is about."""
        fields = self.record.fields if self.record else {}
        return next((name for name in SAYS if name in fields), None)


def place_meant(data: Mapping[str, Any], given: str) -> Place:
    """The list or record that somebody means: ``risk``, ``orders/4500031/delays``, ``contract``, ``tags``.

    Raises :class:`SettingsError` where there is none.
    """
    around, _slash, last = given.rpartition("/")
    if not around:
        return Place(*_field(schema_tree("account"), (), last))
    found = find_way(data, around)
    if found.one is None:
        several = ", ".join(one.told for one in found.several or found.near)
        message = _("no record of this plan is called {name}").format(name=around)
        hint = _("did you mean {name}?").format(name=several) if several else _("give its id, or words of its text")
        raise SettingsError(message, hint)
    way = found.one.way
    return Place(*_field(kind_of_record(fields_to(data, way)), way, last))


def _field(record: Node, around: Way, given: str) -> tuple[Way, Node]:
    holding = {name: field for name, field in record.fields.items() if field.items or field.fields}
    forms = (given, f"{given}s")
    called = (called_otherwise(one, record) for one in forms)
    name = next((one for one in (*forms, *called) if one in holding), None)
    if name is not None:
        return (*around, name), holding[name]
    candidates = [Candidate(one, one) for one in holding]
    found = find_among(given, candidates)
    message = _("{name} is nothing that can be added here").format(name=given)
    inner = _within(record, given)
    if inner:
        raise SettingsError(message, _("it belongs to another record: {way}").format(way=inner))
    near = [one.id for one in (*((found.one,) if found.one else found.several), *found.near)]
    raise SettingsError(message, _("known here: {names}").format(names=", ".join(near or holding)))


def _within(record: Node, given: str) -> str | None:
    """The way to a list of that name within records of a list: ``orders/ID/delays``."""
    for name, field in record.fields.items():
        inner = field.record
        for below in (given, f"{given}s"):
            if inner and below in inner.fields and inner.fields[below].record:
                return f"{name}/…/{below}" if field.items else f"{name}/{below}"
    return None


def assigned(place: Place, said: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    """The texts for the fields of a record, by the names that lead to them; a text without ``=`` is what it is about.

    Raises :class:`SettingsError` for a field that the record can't have, and for a second text.
    """
    record = place.record
    found: dict[tuple[str, ...], list[str]] = {}
    for one in said:
        name, equals, text = one.partition("=")
        if record is None or (not equals and place.says is None):
            raise SettingsError(_("{text} belongs to no field").format(text=one), _("write field=value"))
        if not equals and place.says:
            if (place.says,) in found:
                message = _("{text} belongs to no field").format(text=one)
                raise SettingsError(message, _("write field=value, and put a text of several words in quotes"))
            found[(place.says,)] = [one]
            continue
        field = field_meant(record, name.strip())
        path = field.path[len(record.path) :]
        if not text.strip():
            raise SettingsError(_("{field} has no value").format(field=name), _("write one, or leave the field out"))
        found.setdefault(path, []).append(text.strip())
    return found


def field_at(record: Node, path: Sequence[str]) -> Node:
    """What the schema says of a field of a record, or of a record within it."""
    node = record
    for name in path:
        node = node.fields.get(name) or node.others or node
    return msgspec.structs.replace(node, path=(*record.path, *path))


def nested(values: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    """A record of values by the names that lead to them."""
    whole: dict[str, Any] = {}
    for path, value in values.items():
        record = whole
        for name in path[:-1]:
            record = record.setdefault(name, {})
        record[path[-1]] = value
    return whole
