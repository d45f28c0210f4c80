"""Where what is new belongs: the place of a field among the others, and of a record in its list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kamdocs.schema.walk import Node

_TELLING = ("date", "year", "received_at", "added_on")
"""Fields that tell by themselves when a record's matter was; of other records their first day does."""
_ENDING = ("until", "due", "to", "left_on", "retired_on", "revisit_on")
"""Days by which a list is in order by chance only: they say when a matter ends."""


def day_field(record: Node | None) -> str | None:
    """The field by whose day (or year) the records of a list can be in order; None where they have none."""
    fields = record.fields if record else {}
    if found := next((name for name in _TELLING if name in fields), None):
        return found
    days = [name for name, field in fields.items() if _is_day(field) and name not in _ENDING]
    required = [name for name in days if fields[name].required]
    known = [name for name in days if fields[name].keywords.get("x-past")]
    return next(iter((*required, *known, *days)), None)


def _is_day(field: Node) -> bool:
    return field.keywords.get("format") in ("date", "date-time")


def direction(items: Iterable[Any], field: str | None) -> int:
    """1 where the days of a list's records rise, -1 where they fall, 0 where they do neither."""
    days = [day for item in items if (day := day_of(item, field)) is not None]
    steps = {(one < other) - (one > other) for one, other in pairwise(days)} - {0}
    return steps.pop() if len(steps) == 1 else 0


def day_of(item: Any, field: str | None) -> Any:
    """The day of a record as it is compared, None where it tells none."""
    value = item.get(field) if isinstance(item, dict) and field else None
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


def index_for(items: Sequence[Any], new: Any, field: str | None, usual: Callable[[], int] = lambda: 1) -> int:
    """The index that a new item gets: where the days rise or fall it keeps to that, else it comes last.

    ``usual`` tells how the file's other lists run (1 or -1), for a list that doesn't show it.
    """
    day = day_of(new, field)
    runs = direction(items, field)
    if not runs and field and items and _all_alike(items, field):
        runs = usual()
    if day is None or not runs:
        return 0 if runs < 0 else len(items)
    for index, item in enumerate(items):
        other = day_of(item, field)
        if runs < 0 and other is not None and type(other) is type(day) and other <= day:
            return index
    if runs < 0:
        return len(items)
    later = (
        index + 1
        for index in range(len(items) - 1, -1, -1)
        if (other := day_of(items[index], field)) is not None and type(other) is type(day) and other <= day
    )
    return next(later, 0)


def _all_alike(items: Sequence[Any], field: str) -> bool:
    """Whether the days of the records are one, so that they show no order."""
    days = {day_of(item, field) for item in items}
    return len(days) == 1 and None not in days


def usual_direction(data: Mapping[str, Any], top: Node) -> int:
    """How most lists of a file run: -1 where the newest stand first, else 1."""
    runs = sum(
        direction(items, day_field(node.record))
        for name, items in data.items()
        if isinstance(items, list) and (node := top.fields.get(name)) is not None
    )
    return -1 if runs < 0 else 1


def in_schema_order(names: Iterable[str], node: Node | None, like: Sequence[str] = ()) -> list[str]:
    """The names of a new record's fields in the order in which to write them: as in a neighbour, then as in the schema.

    What the neighbour doesn't have comes behind the field that stands before it in the schema.
    """
    known = [name for name in like if name in set(names)]
    for name in sorted((one for one in names if one not in known), key=lambda one: place_in_schema(one, node)):
        known.insert(place_among(known, name, node), name)
    return known


def place_among(present: Sequence[str], name: str, node: Node | None) -> int:
    """Where a field comes among those that are there: behind the last that the schema has before it."""
    place = place_in_schema(name, node)
    before = [index for index, one in enumerate(present) if place_in_schema(one, node) <= place]
    if not before:
        return 0
    nearest = max(before, key=lambda index: (place_in_schema(present[index], node), index))
    return nearest + 1


def place_in_schema(name: str, node: Node | None) -> int:
    """A field's place in the order of its record's schema; ``id`` first, those that it doesn't name last."""
    if name == "id":
        return -1
    fields = list(node.fields) if node else []
    return fields.index(name) if name in fields else len(fields)
