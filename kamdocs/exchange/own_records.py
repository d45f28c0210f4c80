"""Which record of a plan a row of one of our own tables means, and whether both say the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kamdocs.exchange.columns import Layout
from kamdocs.exchange.settling import at
from kamdocs.language import Sentence, say

_KEYS: Mapping[str, tuple[str, ...]] = {
    "revenue": ("year",),
    "whitespace": ("offering", "unit"),
    "delays": ("known_on",),
    "updates": ("date", "text"),
    "scores": ("stakeholder", "scale"),
    "waivers": ("check", "record"),
}
"""What tells records apart that have no id; of others all that they say."""
_CALLED = ("name", "title", "text", "topic")
"""What people know a record by: two of one list that agree in it are rather one that was written twice."""


def place_of(items: Sequence[Any], layout: Layout, record: Mapping[str, Any]) -> int | None:
    """The place of the record that a row tells of; None where it is a new one."""
    if layout.has_ids and "id" not in record:
        return None
    keys = ("id",) if layout.has_ids else _KEYS.get(layout.way[-1])
    for place, one in enumerate(items):
        if isinstance(one, Mapping) and (
            all(one.get(key) == record.get(key) for key in keys) if keys else one == record
        ):
            return place
    return None


def is_there(items: Sequence[Any], layout: Layout, record: Mapping[str, Any]) -> bool:
    """Whether a record that was written without an id stands in the plan: it was brought in before, and got one."""
    return _is_without_id(layout, record) and any(
        all(is_same(at(one, steps), value) for steps, value in leaves(record)) for one in items
    )


def like_another(items: Sequence[Any], layout: Layout, record: Mapping[str, Any]) -> Sentence | None:
    """Why a record without an id can't be a new one: another is called so; None where none is."""
    called = next((field for field in _CALLED if field in record), None)
    if called is None or not _is_without_id(layout, record):
        return None
    other = next((one for one in items if isinstance(one, Mapping) and is_same(one.get(called), record[called])), None)
    if other is None:
        return None
    return say("{field} is that of {id}: write that into the column id, or another {field}", field=called,
               id=str(other.get("id")))  # fmt: skip


def _is_without_id(layout: Layout, record: Mapping[str, Any]) -> bool:
    return layout.has_ids and "id" not in record


def is_same(ours: Any, theirs: Any) -> bool:
    """Whether a plan says what a table does."""
    return bool(ours == theirs or _as_told(ours) == _as_told(theirs))


def _as_told(value: Any) -> Any:
    """A value as far as a table tells it: one line end is like the other, and a list of one text is that text."""
    if isinstance(value, list):
        return _as_told(value[0]) if len(value) == 1 else [_as_told(one) for one in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def leaves(record: Mapping[str, Any], way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of a record that are none themselves, each with the steps that lead to it."""
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from leaves(value, (*way, name))
        else:
            yield (*way, name), value
