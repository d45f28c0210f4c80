"""A record that was written by mistake is taken out of a plan: only where nothing names it."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.keeping.intent import Intent, pointer_to, record_at
from kamdocs.language import _
from kamdocs.schema.annotations import values_of
from kamdocs.schema.ids import ids_in
from kamdocs.settings.error import SettingsError
from kamdocs.source import Pointer
from kamdocs.writing.edit import Remove, Way

_ELSEWHERE = frozenset({"person", "offering", "account"})
"""What is named from other files, and by other ids."""


def removed(data: Mapping[str, Any], way: Way) -> Intent:
    """What takes a record out, with what it holds; raises :class:`SettingsError` where other records name it."""
    pointer_to(data, way)
    naming = list(what_names(data, way))
    if naming:
        message = _("{record} can't be taken out, because it is named by {others}")
        raise SettingsError(
            message.format(record="/".join(map(str, way)), others=", ".join(naming)),
            _("name another there, or take that out first: kamdocs set ACCOUNT/RECORD field="),
        )
    return Intent((Remove(way),))


def what_names(data: Mapping[str, Any], way: Way) -> Iterator[str]:
    """The fields that name a record or one within it: ``actions/a1 serves``; what it says itself is none."""
    place = pointer_to(data, way)
    ids = frozenset(ids_in(record_at(data, way)))
    for value in values_of(data, "account"):
        names = value.refers_to is not None and value.refers_to not in _ELSEWHERE
        if names and value.value in ids and value.pointer[: len(place)] != place:
            yield _called(data, value.pointer)
    for number, waiver in enumerate(data.get("waivers") or ()):
        if waiver.get("record") in ids and ("waivers", number) != place:
            yield _called(data, ("waivers", number, "record"))


def _called(data: Any, pointer: Pointer) -> str:
    """A field in words: the records on the way to it by their ids, or else by their places from 1."""
    names: list[str] = []
    for step in pointer[:-1]:
        data = data[step]
        own = data.get("id") if isinstance(data, dict) else None
        names.append(step if isinstance(step, str) else str(own or step + 1))
    last = pointer[-1]
    *around, field = [*names, last] if isinstance(last, str) else names  # the item of a list is told by the list
    return f"{'/'.join(map(str, around))} {field}".strip()
