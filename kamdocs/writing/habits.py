"""How a file writes things: quotes, brackets, columns, blank lines. What is new takes them over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.source.scalars import resolve
from kamdocs.writing.layout import Entry, Layout, Spot, is_tight
from kamdocs.writing.scalars import is_plain

WIDTH = 120
"""So wide a line may become that is new; wider, where the file's own lines of that kind are."""
_BRACES = 160
"""So wide a record in braces may become among others in braces."""
_NEIGHBOURS = 30
"""So many of the nearest neighbours tell how a list writes its records."""


class FieldHabit(msgspec.Struct, frozen=True):
    """How a field is written: in which quotes though it could do without, and whether in brackets (None: not known)."""

    quote: str = ""
    flow: bool | None = None


class Habits(msgspec.Struct, frozen=True):
    """How records are written: in brackets or not, and what holds for their fields by name.

    ``dash`` is what stands between a dash and its value, ``alone`` how much deeper than its dash a record stands that
    begins on the line below (0: beside it). ``pad`` is what stands within braces, ``list_pad`` within brackets, and
    ``tight`` says that no blanks follow commas and colons there. ``quote`` surrounds the texts, ``name_quote`` the
    names of fields. ``colon`` and ``column`` say how far behind the beginning of its name a colon and a value stand,
    where all stand in one column. ``step`` is how much deeper than its field a list's dashes stand. ``lists_flow`` and
    ``records_flow`` say how the file writes lists of plain values and records that are no items. ``width`` is that of
    lines, ``braces`` that of records in braces.
    """

    flow: bool = True
    quote: str = ""
    name_quote: str = ""
    pad: str = ""
    list_pad: str = ""
    tight: bool = False
    dash: int = 1
    alone: int = 0
    step: int = 2
    colon: int = 0
    column: int = 0
    width: int = WIDTH
    braces: int = _BRACES
    lists_flow: bool | None = None
    records_flow: bool | None = None
    fields: Mapping[str, FieldHabit] = {}
    order: tuple[str, ...] = ()

    def of(self, name: str) -> FieldHabit:
        """How a field is written; of one that was never written, what holds for texts in general."""
        return self.fields.get(name) or FieldHabit(self.quote)


def habits_of_file(layout: Layout) -> Habits:
    """How the file writes its records and texts, as most of it does."""
    spots = list(layout.all_spots())
    entries = [entry for spot in spots for entry in spot.entries]
    in_braces = [spot for spot in spots if spot.shape == "record" and spot.flow and spot.entries]
    in_brackets = [spot for spot in spots if spot.shape == "list" and spot.flow and spot.entries]
    blocks = [spot for spot in spots if not spot.flow]
    lists = [spot for spot in blocks if spot.shape == "list"]
    fields = [(spot, entry) for spot in blocks if spot.shape == "record" for entry in spot.entries]
    items = [entry.value.flow for spot in spots if spot.shape == "list" for entry in spot.entries if is_record(entry)]
    plain = [entry.value.flow for _around, entry in fields if _is_plain_list(entry.value)]
    inner = [entry.value.flow for _around, entry in fields if is_record(entry)]
    steps = [_step(layout, spot, entry) for spot, entry in fields if _is_block_list(entry.value)]
    name_quote = _name_quote(layout, [one for spot in spots if spot.shape == "record" for one in spot.entries])
    texts = [entry.value for entry in entries if entry.value.shape == "single"]
    return Habits(
        flow=sum(items) * 2 >= len(items),
        quote='"' if layout.top.flow and name_quote == '"' else _quote_of(layout, texts),
        name_quote=name_quote,
        pad=_pad(layout, in_braces),
        list_pad=_pad(layout, in_brackets),
        tight=any(is_tight(layout, spot) for spot in in_braces),
        dash=_most([gap for spot in lists for entry in spot.entries if (gap := _gap(layout, entry)) is not None], 1),
        step=max(0, _most(steps, 2)),
        lists_flow=_mostly(plain),
        records_flow=_mostly(inner),
    )


def is_record(entry: Entry) -> bool:
    """Whether a value is a record that has fields."""
    return entry.value.shape == "record" and bool(entry.value.entries)


def _is_plain_list(spot: Spot) -> bool:
    return spot.shape == "list" and bool(spot.entries) and all(one.value.shape == "single" for one in spot.entries)


def _is_block_list(spot: Spot) -> bool:
    return spot.shape == "list" and bool(spot.entries) and not spot.flow


def _step(layout: Layout, around: Spot, entry: Entry) -> int:
    """How much deeper than the fields around it a list's dashes stand."""
    return layout.column(entry.value.start) - layout.column(around.entries[0].start)


def _mostly(told: Sequence[bool]) -> bool | None:
    return sum(told) * 2 >= len(told) if told else None


def habits_of_list(layout: Layout, spot: Spot, at: int, usual: Habits) -> Habits:
    """How a list writes its records, around the place ``at``; as the file does where it has none."""
    near = spot.entries[max(0, at - _NEIGHBOURS // 2) : at + _NEIGHBOURS // 2]
    nearest = sorted(near, key=lambda entry: (abs(int(entry.name) - at + 0.5), int(entry.name)))
    records = [entry for entry in nearest if is_record(entry)]
    dashes = [gap for entry in nearest if not spot.flow and (gap := _gap(layout, entry)) is not None]
    habits = msgspec.structs.replace(usual, dash=_most(dashes, usual.dash))
    if not records:
        singles = [entry.value for entry in nearest if entry.value.shape == "single"]
        return msgspec.structs.replace(habits, quote=_quote_of(layout, singles)) if singles else habits
    first = records[0].value
    values = [entry.value for entry in records]
    in_braces = [record for record in values if record.flow]
    colon, column = (0, 0) if first.flow else _columns(layout, first)
    return msgspec.structs.replace(
        habits,
        flow=first.flow or spot.flow,
        pad=_pad(layout, in_braces) if in_braces else usual.pad,
        tight=any(is_tight(layout, record) for record in in_braces),
        name_quote=_name_quote(layout, first.entries),
        alone=_alone(layout, records[0]),
        colon=colon,
        column=column,
        fields=dict(_fields(layout, values)),
        order=tuple(str(entry.name) for entry in first.entries),
        width=_widest(layout, [one for record in values if not record.flow for one in _singles(record)], WIDTH),
        braces=_widest(layout, in_braces, _BRACES),
    )


def habits_of_record(layout: Layout, spot: Spot, usual: Habits) -> Habits:
    """How one record writes its fields, for a field that comes to them."""
    if not spot.entries:
        return usual
    colon, column = (0, 0) if spot.flow else _columns(layout, spot)
    return msgspec.structs.replace(
        usual,
        pad=_pad(layout, [spot]) if spot.flow else usual.pad,
        tight=is_tight(layout, spot) if len(spot.entries) > 1 else usual.tight,
        name_quote=_name_quote(layout, spot.entries),
        colon=colon,
        column=column,
        width=WIDTH if spot.flow else _widest(layout, _singles(spot), WIDTH),
    )


def _gap(layout: Layout, entry: Entry) -> int | None:
    """The blanks between a dash and its value; None where the value is on another line, or absent."""
    between = layout.text[entry.after : entry.value.start]
    return len(between) if between and not between.strip(" ") else None


def _alone(layout: Layout, entry: Entry) -> int:
    """How much deeper than its dash a record stands that begins on the line below; 0 for one beside it."""
    below = not entry.value.flow and "\n" in layout.text[entry.after : entry.value.start]
    return layout.column(entry.value.start) - layout.column(entry.start) if below else 0


def _most(counted: Sequence[int], usual: int) -> int:
    return max(set(counted), key=lambda one: (counted.count(one), -one)) if counted else usual


def _quote_of(layout: Layout, spots: Iterable[Spot]) -> str:
    """The quotation mark that surrounds most texts which could do without; empty where most stand without."""
    free = ["" if spot.style not in ("'", '"') else spot.style for spot in spots if _could_be_plain(layout, spot)]
    found = max(("'", '"'), key=free.count)
    return found if free.count(found) * 2 > len(free) else ""


def _could_be_plain(layout: Layout, spot: Spot) -> bool:
    written = layout.text[spot.start : spot.end]
    if spot.style in ("'", '"'):
        inner = written[1:-1]
        return "\\" not in inner and spot.style not in inner and is_plain(inner, flow=True)
    return not spot.style and bool(written) and isinstance(resolve(written)[0], str)


def _name_quote(layout: Layout, entries: Iterable[Entry]) -> str:
    marks = [layout.text[entry.start] for entry in entries]
    found = max(("'", '"'), key=marks.count, default="")
    return found if marks.count(found) * 2 > len(marks) else ""


def _pad(layout: Layout, spots: Sequence[Spot]) -> str:
    padded = sum(layout.text[spot.start + 1 : spot.start + 2] == " " for spot in spots)
    return " " if padded * 2 > len(spots) else ""


def _columns(layout: Layout, record: Spot) -> tuple[int, int]:
    """How far behind its name's beginning each colon and each value stands; 0 where they don't stand in one column."""
    beside = [entry for entry in record.entries if _gap(layout, entry) is not None]
    columns = {entry.value.start - entry.start for entry in beside}
    colons = {entry.after - 1 - entry.start for entry in beside}
    if len(columns) != 1 or len({len(str(entry.name)) for entry in beside}) < 2:
        return 0, 0
    return colons.pop() if len(colons) == 1 else 0, columns.pop()


def _singles(record: Spot) -> list[Spot]:
    """The single values of a record."""
    return [entry.value for entry in record.entries if entry.value.shape == "single"]


def _widest(layout: Layout, values: Iterable[Spot], usual: int) -> int:
    """The end of the widest line that ends with one of the values, no less than what is usual."""
    on_a_line = [value for value in values if "\n" not in layout.text[value.start : value.end]]
    return max([usual, *(layout.column(value.end) for value in on_a_line)])


def _fields(layout: Layout, records: Sequence[Spot]) -> Iterator[tuple[str, FieldHabit]]:
    found: dict[str, list[Any]] = {}
    for record in records:
        for entry in record.entries:
            found.setdefault(str(entry.name), []).append(entry.value)
    for name, spots in found.items():
        texts = [one for spot in spots for one in ([item.value for item in spot.entries] or [spot])]
        yield name, FieldHabit(_quote_of(layout, texts), spots[0].flow if spots[0].shape != "single" else None)
