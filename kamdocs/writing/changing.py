"""Splices for what changes: another value in the place of one."""

from collections.abc import Mapping
from typing import Any

import msgspec

from kamdocs.writing.inserting import end_of_entry, insert_in_brackets
from kamdocs.writing.layout import Entry, Layout, Spot
from kamdocs.writing.rendering import Pen
from kamdocs.writing.scalars import block_of, single
from kamdocs.writing.splice import Splice

_LEAST_WIDTH = 60
"""So wide a folded text becomes at least."""


class _Form(msgspec.Struct, frozen=True):
    """A value as it is to stand: what comes on the line of its name, and whole lines below."""

    head: str = ""
    lines: tuple[str, ...] = ()


def replace_value(layout: Layout, around: Spot, entry: Entry, value: Any, pen: Pen) -> list[Splice]:
    """Put another value in the place of an entry's, in the form of the old one as far as it fits."""
    old = entry.value
    if isinstance(value, list) and len(value) == 1 and _is_empty_with_comment(layout, old):
        return insert_in_brackets(layout, old, 0, pen.in_brackets(value[0], pen.habits.quote))
    if around.flow:
        return _in_brackets(layout, around, entry, pen.in_brackets(value, _quote(old)))
    if _keeps_its_lines(old, value):
        return [Splice(old.start, old.end, _same_lines(layout, old, value, pen))]
    margin = layout.column(around.entries[0].start)
    form = _several(around, old, value, pen, margin) if isinstance(value, Mapping | list) else None
    return _placed(layout, entry, form or _single(layout, old, value, pen, margin))


def _quote(old: Spot) -> str:
    return old.style if old.style in ("'", '"') else ""


def _is_absent(old: Spot) -> bool:
    return old.shape == "single" and old.start == old.end


def _is_empty_with_comment(layout: Layout, old: Spot) -> bool:
    return old.flow and not old.entries and "#" in layout.text[old.start : old.end]


# In brackets everything stays on its line.


def _in_brackets(layout: Layout, around: Spot, entry: Entry, written: str) -> list[Splice]:
    old = entry.value
    if not _is_absent(old):
        return [Splice(old.start, old.end, written)]
    end = entry.after
    while layout.text[end] == " ":
        end += 1
    pad = " " if layout.text[end] not in ",}]\r\n" or (layout.text[end] == "}" and _is_padded(layout, around)) else ""
    colon = "" if layout.text[entry.after - 1] == ":" and entry.after - 1 > entry.start else ":"
    return [Splice(entry.after, end, f"{colon} {written}{pad}")]


def _is_padded(layout: Layout, around: Spot) -> bool:
    return layout.text[around.start + 1] == " "


# Without brackets.


def _keeps_its_lines(old: Spot, value: Any) -> bool:
    """Whether a list or record comes in the place of another, both on lines of their own."""
    shape = "record" if isinstance(value, Mapping) else "list" if isinstance(value, list) else ""
    return bool(value) and old.shape == shape and not old.flow and bool(old.entries)


def _same_lines(layout: Layout, old: Spot, value: Any, pen: Pen) -> str:
    column = layout.column(old.start)
    if isinstance(value, Mapping):
        return layout.newline.join(pen.record(value, column))
    items = [pen.item(one, column) for one in value]
    return layout.newline.join(line for first, *others in items for line in (" " * column + first, *others)).lstrip(" ")


def _several(around: Spot, old: Spot, value: Any, pen: Pen, margin: int) -> _Form:
    """A list or record behind a name: in brackets where the old one was, else as the file has it."""
    habit = pen.habits.of("")
    in_brackets = _Form(pen.in_brackets(value, _quote(old) or habit.quote))
    if around.shape == "list" or (old.flow and old.entries) or not value:
        return in_brackets
    if not pen.in_lines(value, margin, msgspec.structs.replace(habit, flow=None)):
        return in_brackets
    return _Form("", tuple(pen.several(value, margin)))


def _single(layout: Layout, old: Spot, value: Any, pen: Pen, margin: int) -> _Form:
    """A single value: on the line of its name, or as a block where the old one is, or where it is long."""
    written = single(value, flow=False, quote=pen.habits.quote if _is_absent(old) else _quote(old))
    block = old.style in ("|", ">")
    if not isinstance(value, str) or not (block or "\n" in value or _is_long(layout, old, written, pen)):
        return _Form(written)
    inner = [line for line in layout.text[old.start : old.end].split("\n")[1:] if line.strip()] if block else []
    deeper = min((len(line) - len(line.lstrip(" ")) for line in inner), default=margin + 2)
    found = block_of(value, _width(inner, pen) - deeper, old.style if block else "")
    if found is None:
        return _Form(written)
    return _Form(found[0], tuple(" " * deeper + line if line else "" for line in found[1]))


def _is_long(layout: Layout, old: Spot, written: str, pen: Pen) -> bool:
    return layout.column(old.start) + len(written) > pen.habits.width and layout.column(old.end) <= pen.habits.width


def _width(inner: list[str], pen: Pen) -> int:
    """How wide a text of several lines is to be: as the old one, where it had several."""
    widest = max((len(line.rstrip()) for line in inner), default=0)
    return max(_LEAST_WIDTH, min(widest, pen.habits.width)) if len(inner) > 1 else pen.habits.width


def _placed(layout: Layout, entry: Entry, form: _Form) -> list[Splice]:
    """The splices that put a value behind a colon or a dash; comments there stay on their lines."""
    old, below = entry.value, "".join(layout.newline + line for line in form.lines)
    name_line = layout.line_end(entry.after)
    if old.start > name_line:
        return _placed_below(layout, entry, form)
    if old.style in ("|", ">"):
        return _placed_for_block(layout, old, form)
    start = entry.after if not form.head or _is_absent(old) else old.start
    gap = " " if form.head and _is_absent(old) else ""
    head = Splice(start, old.end, gap + form.head)
    if not below:
        return [head]
    end = layout.line_end(old.end)
    if not form.head and _is_absent(old):
        end = layout.line_end(end_of_entry(layout, entry))
    return [head, Splice(end, end, below)]


def _placed_for_block(layout: Layout, old: Spot, form: _Form) -> list[Splice]:
    """A value in the place of a folded or literal text, the comment behind whose sign stays."""
    below = "".join(layout.newline + line for line in form.lines)
    token = old.start
    while layout.text[token : token + 1] and layout.text[token] in "|>+-0123456789":
        token += 1
    end = old.start + len(layout.text[old.start : old.end].rstrip())
    body = layout.line_end(token)
    return [Splice(old.start, token, form.head), Splice(body, max(body, end), below)]


def _placed_below(layout: Layout, entry: Entry, form: _Form) -> list[Splice]:
    """A value in the place of one that begins below the line of its name."""
    old, name_line = entry.value, layout.line_end(entry.after)
    if form.head and not form.lines and old.shape == "single" and form.head[0] not in "[{":
        return [Splice(old.start, old.end, form.head)]
    below = "".join(layout.newline + line for line in form.lines)
    gap = " " if form.head else ""
    return [Splice(entry.after, entry.after, gap + form.head), Splice(name_line, old.end, below)]
