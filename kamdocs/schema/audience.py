"""Who may read what: the part of a file that an audience may read, by the schema.

A field is for everybody inside (``internal``) unless the schema marks it: ``x-audience: shareable`` lets the audience
of that name read it, ``x-audience-as`` gives other words for values that say too much. What an audience may not read is
taken out of the file's data before anything else sees it. An audience of the settings begins with what is shareable;
``reads`` adds fields to that, ``hides`` takes fields away. ``accounts`` and ``tags`` say of which accounts it may know.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from kamdocs.schema.files import Kind, load_schema
from kamdocs.schema.walk import follow

Path = tuple[str, ...]
"""A field by the names that lead to it, without the places in lists: ``("orders", "promised_on")``."""

KINDS: tuple[Kind, ...] = ("account", "team", "offerings")
SHAREABLE = "shareable"

# Where the records are that a reference names: what may not be read may not be named either.
_TARGETS: Mapping[str, Path] = {
    "person": ("team",),
    "stakeholder": ("stakeholders",),
    "stakeholder-or-none": ("stakeholders",),
    "unit": ("units",),
    "offering": ("offerings",),
    "need": ("needs",),
    "opportunity": ("opportunities",),
    "action": ("actions",),
}


class Audience(msgspec.Struct, frozen=True):
    """Who a handbook is built for. ``fields`` are the fields that it may read, None for all of them.

    The fields of the team and the offerings are below ``team`` and ``offerings``, as in their files. ``accounts`` are
    the ids and ``tags`` the tags of the accounts that it may know of; all accounts where both are None.
    """

    name: str
    fields: frozenset[Path] | None = None
    accounts: frozenset[str] | None = None
    tags: frozenset[str] | None = None

    @property
    def everything(self) -> bool:
        """Whether it reads all there is, the gaps included."""
        return self.fields is None

    @property
    def every_account(self) -> bool:
        """Whether it may know of all accounts."""
        return self.accounts is None and self.tags is None

    def admits(self, account: str, tags: Iterable[str]) -> bool:
        """Whether it may know of an account, by its id or by one of its tags."""
        return self.every_account or account in (self.accounts or ()) or not (self.tags or frozenset()).isdisjoint(tags)

    def reads(self, field: str) -> bool:
        """Whether it may read a field of plans, such as ``orders.amount``."""
        return self.fields is None or tuple(field.split(".")) in self.fields


INTERNAL = Audience("internal")


def make_audience(name: str, reads: Iterable[str] = (), hides: Iterable[str] = ()) -> Audience:
    """An audience that reads what is shareable, and ``reads``, but not ``hides``: fields such as ``orders.amount``.

    A field of records stands for all that is in them. Raises ``ValueError`` for an unknown field, and where a record
    would lose a field without which it can't be told.
    """
    known = {field.path for field in _all_fields()}
    fields = {field.path for field in _all_fields() if field.shareable}
    for path in (_known(text, known) for text in reads):
        fields |= {one for one in known if one[: len(path)] == path} | {path[:length] for length in range(1, len(path))}
    for path in (_known(text, known) for text in hides):
        fields -= {one for one in known if one[: len(path)] == path}
    for field in _all_fields():
        *whole, last = field.path
        if field.required and field.path not in fields and (not whole or tuple(whole) in fields):
            where = f"the records of {'.'.join(whole)}" if whole else "plans"
            raise ValueError(f"{where} can't be told without {last}")
    return Audience(name, frozenset(fields))


def readable_part(data: Any, kind: Kind, audience: Audience) -> Any:
    """The part of a valid file's data that the audience may read."""
    return data if audience.everything else _take(data, _compiled(kind, audience))


class _Node(msgspec.Struct):
    """A readable part of the schema: fields by name, what an item is, words for values, and what can't be missing."""

    fields: dict[str, "_Node"] | None = None
    items: "_Node | None" = None
    other_words: Mapping[Any, Any] = {}
    required: frozenset[str] = frozenset()


def _take(value: Any, node: _Node) -> Any:
    if isinstance(value, dict) and node.fields is not None:
        return {name: _take(field, node.fields[name]) for name, field in value.items() if name in node.fields}
    if isinstance(value, list) and node.items is not None:
        taken = [_take(item, node.items) for item in value]
        required = node.items.required
        return [item for item in taken if not required or required <= item.keys()]
    return node.other_words.get(value, value) if isinstance(value, str) else value


@functools.cache
def _compiled(kind: Kind, audience: Audience) -> _Node:
    return _compile(load_schema(kind), load_schema(kind), (), audience.fields or frozenset())


def _compile(schema: Mapping[str, Any], raw: Mapping[str, Any], path: Path, readable: frozenset[Path]) -> _Node:
    node = follow(schema, raw)
    fields = None
    if "properties" in node:
        fields = {
            name: _compile(schema, field, (*path, name), readable)
            for name, field in node["properties"].items()
            if (*path, name) in readable and _names_readable(schema, field, readable)
        }
    return _Node(
        fields=fields,
        items=_compile(schema, node["items"], path, readable) if "items" in node else None,
        other_words=node.get("x-audience-as", {}),
        required=frozenset(node.get("required", ())),
    )


def _names_readable(schema: Mapping[str, Any], field: Mapping[str, Any], readable: frozenset[Path]) -> bool:
    node = follow(schema, field)
    node = follow(schema, node["items"]) if "items" in node else node
    target = node.get("x-refers-to")
    return target is None or _TARGETS.get(target, ("actions",)) in readable


def _known(text: str, known: Iterable[Path]) -> Path:
    path = tuple(text.split("."))
    if path not in known:
        raise ValueError(f"{text} is no field of a plan, of the team or of the offerings")
    return path


class _Field(NamedTuple):
    path: Path
    shareable: bool
    required: bool


@functools.cache
def _all_fields() -> tuple[_Field, ...]:
    return tuple(one for kind in KINDS for one in _walk(load_schema(kind), load_schema(kind), ()))


def _walk(schema: Mapping[str, Any], raw: Mapping[str, Any], path: Path) -> Iterator[_Field]:
    node = follow(schema, raw)
    node = follow(schema, node["items"]) if "items" in node else node
    for name, field in node.get("properties", {}).items():
        shareable = field.get("x-audience") == SHAREABLE
        yield _Field((*path, name), shareable, name in node.get("required", ()))
        yield from _walk(schema, field, (*path, name))
