"""Who may read what: the part of a file that an audience may read, by the schema.

A field is for everybody inside (``internal``) unless the schema marks it: ``x-audience: shareable`` lets the audience
of that name read it, ``x-audience-as`` gives other words for values that say too much, and
``x-audience-untold`` names what the customer itself was not told yet. What an audience may not read is
taken out of the file's data before anything else sees it. An audience of the settings begins with what is shareable;
``reads`` adds fields to that, ``hides`` takes fields away. ``accounts`` and ``tags`` say of which accounts it may know.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from kamdocs.schema.annotations import LISTS
from kamdocs.schema.files import Kind
from kamdocs.schema.walk import Node, Path, schema_tree

KINDS: tuple[Kind, ...] = ("account", "team", "offerings")
SHAREABLE = "shareable"


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


class _Untold(msgspec.Struct, frozen=True):
    """What the customer doesn't know yet: a value of a record that is ``when`` and has nothing under ``until``.

    In its place stands the word of ``other_words``, or nothing.
    """

    until: str
    when: Mapping[str, Any] = {}
    other_words: Mapping[Any, Any] = msgspec.field(name="as", default_factory=dict)


class _Node(msgspec.Struct):
    """A readable part of the schema: fields by name, what an item is, words for values, and what can't be missing."""

    fields: dict[str, "_Node"] | None = None
    items: "_Node | None" = None
    other_words: Mapping[Any, Any] = {}
    required: frozenset[str] = frozenset()
    untold: _Untold | None = None


def _take(value: Any, node: _Node) -> Any:
    if isinstance(value, dict) and node.fields is not None:
        fields = {name: _take(field, node.fields[name]) for name, field in value.items() if name in node.fields}
        return dict(_told(value, fields, node.fields))
    if isinstance(value, list) and node.items is not None:
        taken = [_take(item, node.items) for item in value]
        required = node.items.required
        return [item for item in taken if not required or required <= item.keys()]
    return node.other_words.get(value, value) if isinstance(value, str) else value


def _told(
    record: Mapping[str, Any], taken: Mapping[str, Any], fields: Mapping[str, _Node]
) -> Iterator[tuple[str, Any]]:
    """The fields taken of a record, without what the customer was not told yet."""
    for name, value in taken.items():
        untold = fields[name].untold
        if untold is None or taken.get(untold.until) or any(record.get(one) != is_ for one, is_ in untold.when.items()):
            yield name, value
        elif value in untold.other_words:
            yield name, untold.other_words[value]


@functools.cache
def _compiled(kind: Kind, audience: Audience) -> _Node:
    return _compile(schema_tree(kind), audience.fields or frozenset())


def _compile(node: Node, readable: frozenset[Path]) -> _Node:
    fields = {
        name: _compile(field, readable)
        for name, field in node.fields.items()
        if field.path in readable and _names_readable(field, readable)
    }
    return _Node(
        fields=fields if node.fields else None,
        items=_compile(node.items, readable) if node.items else None,
        other_words=node.keywords.get("x-audience-as", {}),
        required=node.required_fields,
        untold=msgspec.convert(keyword, _Untold) if (keyword := node.keywords.get("x-audience-untold")) else None,
    )


def _names_readable(field: Node, readable: frozenset[Path]) -> bool:
    target = field.value.keywords.get("x-refers-to")
    # What may not be read may not be named either; a name for a rule or any record tells as much as an action. Of an
    # account that an audience may not know of, the name is taken out where all accounts are known.
    return target in (None, "account") or (LISTS.get(target, "actions"),) in readable


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
    return tuple(
        _Field(node.path, node.keywords.get("x-audience") == SHAREABLE, node.required)
        for kind in KINDS
        for node in schema_tree(kind).below()
    )
