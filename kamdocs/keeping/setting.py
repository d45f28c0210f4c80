"""Set fields of a plan or of a record, and keep what was so before: moved days, delays, since when something is so.

A day that is moved is not a day that was never promised. Only where somebody says that it was a slip of the pen is the
value written over.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, TypeAlias

import msgspec

from kamdocs.keeping.claiming import days_and_words
from kamdocs.keeping.intent import Intent, fields_to, kind_of_record, record_at
from kamdocs.keeping.promised_days import Moving, moved_due, moved_order
from kamdocs.language import Sentence, _, say
from kamdocs.schema.suggest import called_otherwise, nearly_called
from kamdocs.schema.walk import Node, Path
from kamdocs.settings.error import SettingsError
from kamdocs.writing.edit import Add, Edit, Put, Remove, Way


class Assignment(msgspec.Struct, frozen=True):
    """A field below a record, by the names that lead to it, and its value in plain data; None takes it out."""

    path: Path
    value: Any


_Fields: TypeAlias = dict[Path, Any]

_SINCE: Mapping[Path, str] = {
    ("status",): "status_since",
    ("tier",): "tier_reviewed_on",
    ("expansion", "pursue"): "as_of",
    ("share_of_wallet", "percent"): "as_of",
    ("stakeholders", "attitude"): "attitude_on",
    ("expectations", "fulfilment"): "as_of",
    ("whitespace", "status"): "as_of",
}
"""Fields of which the record keeps the day on which somebody looked, and where it keeps it."""


def field_meant(record: Node, written: str) -> Node:
    """The field that somebody means by its name, by another name of it, or by a way such as ``plan.reviewed_on``.

    Raises :class:`SettingsError` for one that the record can't have.
    """
    field = _field(record, written)
    if field is not None:
        return field
    name, dot, rest = written.partition(".")
    inner = _field(record, name) if dot and rest else None
    if inner is not None and inner.items is None and inner.others is not None:
        return msgspec.structs.replace(inner.others, path=(*inner.path, rest))
    if inner is not None and inner.fields:
        return field_meant(inner, rest)
    near = nearly_called(name, record)
    message = _("{field} is no field here").format(field=written)
    if near:
        raise SettingsError(message, _("did you mean {name}?").format(name=near))
    raise SettingsError(message, _("known here: {names}").format(names=", ".join(record.fields)))


def _field(record: Node, written: str) -> Node | None:
    name = written if written in record.fields else called_otherwise(written, record)
    return record.fields.get(name) if name else None


def set_fields(data: Mapping[str, Any], way: Way, assignments: Sequence[Assignment], moving: Moving) -> Intent:
    """What is to be written so that the record at ``way`` (empty: the plan) has these values.

    Raises :class:`SettingsError` where one can't be set so.
    """
    path, record = fields_to(data, way), record_at(data, way)
    fields: _Fields = {one.path: one.value for one in assignments}
    _refuse(fields, kind_of_record(path))
    told: list[Sentence] = []
    edits: list[Edit] = []
    if not moving.correct:
        told += moved_due(path, record, fields)
        if path == ("orders",) and ("promised_on",) in fields:
            edits += moved_order(way, record, fields, moving)
            told += [say("an earlier day is no delay: promised_on itself is set")] if ("promised_on",) in fields else []
        _keep_since_when(path, record, fields, moving.day)
        edits += _former_name(path, record, fields)
    brought = {str(edit.way[len(way)]) for edit in edits}
    told += days_and_words(path, record, fields, moving.day, brought)
    return Intent((*edits, *_edits(way, record, fields)), tuple(told))


def unused(data: Mapping[str, Any], way: Way, assignments: Sequence[Assignment], moving: Moving) -> Iterator[str]:
    """What of a moving makes no difference to these fields: ``on``, ``told``, ``reason``; it must not be lost."""
    written = set_fields(data, way, assignments, moving).edits
    others: dict[str, dict[str, Any]] = {"on": {"day": moving.day - timedelta(1)}}
    others |= {"told": {"told": False}} if moving.told else {}
    others |= {"reason": {"reason": None}} if moving.reason else {}
    for name, other in others.items():
        with suppress(SettingsError):  # without it nothing could be written at all
            if set_fields(data, way, assignments, msgspec.structs.replace(moving, **other)).edits == written:
                yield name


def _refuse(fields: _Fields, record: Node) -> None:
    for path, value in fields.items():
        field = record
        for name in path:
            field = field.fields.get(name) or field.others or field
        if path == ("id",):
            message = _("the id of a record is what others name it by, and is not set")
            raise SettingsError(message, _("correct it in the file, with what names it; kamdocs check tells what"))
        if value is None and field.required:
            message = _("{field} can't be taken out: every such record has it").format(field=".".join(path))
            raise SettingsError(message, _("give it another value"))
        if value is None and field.items is not None and field.items.fields:
            message = _("{field} is a list of records, and is not taken out as a whole").format(field=".".join(path))
            raise SettingsError(message, _("take its records out in the file"))


def _keep_since_when(path: Path, record: Mapping[str, Any], fields: _Fields, day: date) -> None:
    """Put the day beside what somebody looked at: a new status, attitude or share; a tier also where it stays."""
    for field, value in [*fields.items()]:
        since = _SINCE.get((*path, *field))
        kept = (*field[:-1], since) if since else None
        looked = value != _value(record, field) or field == ("tier",)
        if kept and kept not in fields and value is not None and looked:
            fields[kept] = day.isoformat()


def _former_name(path: Path, record: Mapping[str, Any], fields: _Fields) -> Iterator[Edit]:
    if path or ("name",) not in fields:
        return
    former, name = record.get("name"), fields[("name",)]
    known = record.get("former_names") or ()
    if former and former != name and former not in known and ("former_names",) not in fields:
        yield Add(("former_names",), former)


def _edits(way: Way, record: Mapping[str, Any], fields: _Fields) -> Iterator[Edit]:
    for path, value in fields.items():
        before = _value(record, path)
        if value is not None and value != before:
            yield Put((*way, *path), value)
        elif value is None and before is not None:
            yield Remove((*way, *path))


def _value(record: Mapping[str, Any], path: Path) -> Any:
    value: Any = record
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
