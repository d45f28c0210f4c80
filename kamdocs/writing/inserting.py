"""Splices for what is new: an item of a list, a field of a record."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from kamdocs.writing.layout import Entry, Layout, Spot, is_tight
from kamdocs.writing.rendering import Pen
from kamdocs.writing.splice import Splice


def insert_lines(layout: Layout, spot: Spot, at: int, lines: Sequence[str], blank: int = 0) -> Splice:
    """Put an entry of its own lines into a record or list without brackets, before the entry ``at`` or behind all.

    ``lines`` have their margins but for the first; ``blank`` lines part it from its neighbour.
    """
    newline = layout.newline
    column = layout.column(spot.entries[0].start)
    margin, gap = " " * column, newline * blank
    if at == 0:
        start = _head(layout, spot)
        lead, rest = ("", margin) if start == spot.entries[0].start else (margin, "")
        return Splice(start, start, lead + newline.join(lines) + newline + gap + rest)
    end = end_of_entry(layout, spot.entries[at - 1])
    if at == len(spot.entries) and spot.shape == "list":
        end = _end_of_list(layout, end, column)
    return below(layout, end, [margin + lines[0], *lines[1:]], blank)


def below(layout: Layout, offset: int, lines: Sequence[str], blank: int = 0) -> Splice:
    """Put lines below the line of an offset; they have all their margins."""
    newline = layout.newline
    told = newline.join(lines)
    gap = newline * blank
    at_start = offset > 0 and layout.text[offset - 1] == "\n"
    start = offset if at_start else layout.next_line(offset)
    if start == len(layout.text) and not layout.text.endswith("\n"):
        return Splice(start, start, newline + gap + told)
    return Splice(start, start, gap + told + newline)


def _head(layout: Layout, spot: Spot) -> int:
    """Where what comes before all entries is put: above the first one's comment, where others have comments too."""
    first, *others = spot.entries
    if spot.shape == "list" and any(_comment_above(layout, entry) is not None for entry in others):
        return next((at for at in [_comment_above(layout, first)] if at is not None), first.start)
    return first.start


def _comment_above(layout: Layout, entry: Entry) -> int | None:
    """Where the comment directly above an entry begins; None where there is none."""
    start = layout.line_start(entry.start)
    found = None
    while start > 0 and layout.text[layout.line_start(start - 1) : start].lstrip(" ").startswith("#"):
        start = found = layout.line_start(start - 1)
    return found


def end_of_entry(layout: Layout, entry: Entry) -> int:
    """The end of an entry's last line: that of its value, or of the comments below that are indented deeper."""
    end, margin = entry.end, layout.column(entry.start)
    if end > 0 and layout.text[end - 1] == "\n":  # a block whose blank lines belong to it
        return end
    at = end
    while (at := layout.next_line(at)) < len(layout.text):
        line = layout.text[at : layout.line_end(at)]
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and (not line.lstrip(" ").startswith("#") or indent <= margin):
            break
        end = layout.line_end(at) if line.strip() else end
    return end


def _end_of_list(layout: Layout, end: int, margin: int) -> int:
    """The end of a list with the comments that stand below its dashes, where they can't tell of a field there."""
    at = found = end
    while (at := layout.next_line(at)) < len(layout.text):
        line = layout.text[at : layout.line_end(at)]
        indent = len(line) - len(line.lstrip(" "))
        if not line.lstrip(" ").startswith("#") or indent < margin:
            break
        found = layout.line_end(at)
    following = layout.text[layout.next_line(found) :].lstrip("\r\n")[: margin + 1]
    return found if not following or len(following) - len(following.lstrip(" ")) < margin else end


def blank_lines(layout: Layout, spot: Spot, at: int) -> int:
    """How many blank lines part the entries around a place; of a list with one entry, none."""
    pairs = spot.entries[max(0, min(at, len(spot.entries) - 1) - 1) :][:2]
    if len(pairs) < 2:
        return 0
    between = layout.text[pairs[0].end : layout.line_start(pairs[1].start)]
    return sum(not line.strip() for line in between.split("\n")[1:-1])


def blank_before_section(layout: Layout, spot: Spot) -> int:
    """Whether a blank line stands before most of a record's entries that go over several lines: 1 or 0."""
    told = []
    for one, other in pairwise(spot.entries):
        if "\n" in layout.text[other.start : other.end]:
            between = layout.text[one.end : layout.line_start(other.start)]
            told.append(any(not line.strip() for line in between.split("\n")[1:-1]))
    return int(any(told) and sum(told) * 2 >= len(told))


def insert_in_brackets(layout: Layout, spot: Spot, at: int, written: str) -> list[Splice]:
    """Put an entry into a record or list in brackets, before the entry ``at`` or behind all."""
    if not spot.entries:
        return [_into_empty(layout, spot, written)]
    in_lines = one_a_line(layout, spot)
    gap = layout.newline + margin_in_brackets(layout, spot) if in_lines else "" if _is_tight(layout, spot) else " "
    if at == 0:
        return [Splice(spot.entries[0].start, spot.entries[0].start, f"{written},{gap}")]
    before = spot.entries[at - 1]
    if not in_lines:
        return [Splice(before.end, before.end, f",{gap}{written}")]
    return _on_a_line_of_its_own(layout, spot, before, f"{gap}{written}")


def _is_tight(layout: Layout, spot: Spot) -> bool:
    """Whether no blank follows the commas in brackets; of a list of one record, those in the record."""
    return is_tight(layout, spot) or (len(spot.entries) == 1 and is_tight(layout, spot.entries[0].value))


def _into_empty(layout: Layout, spot: Spot, written: str) -> Splice:
    inner = layout.text[spot.start + 1 : spot.end - 1]
    if "#" in inner:  # a comment, which stays above
        end = layout.line_start(spot.end - 1)
        margin = inner[: inner.index("#")].rpartition("\n")[2] if "\n" in inner.partition("#")[0] else ""
        return Splice(end, end, f"{margin or layout.before(spot.end - 1) + '  '}{written}{layout.newline}")
    pad = " " if inner.strip(" ") == "" and inner else ""
    return Splice(spot.start + 1, spot.end - 1, f"{pad}{written}{pad}")


def one_a_line(layout: Layout, spot: Spot) -> bool:
    """Whether each entry in the brackets begins a line; the first may stand beside the bracket."""
    first, *others = [not layout.before(entry.start).strip() for entry in spot.entries]
    return all(others) if others else first


def margin_in_brackets(layout: Layout, spot: Spot) -> str:
    """What stands before the entries in brackets that are on lines of their own."""
    lead = layout.before(spot.entries[-1].start)
    return lead if not lead.strip() else " " * layout.column(spot.entries[-1].start)


def written_in_brackets(layout: Layout, spot: Spot, value: Any, pen: Pen) -> str:
    """An item for a list in brackets: spread over lines where the last record of the list is."""
    last = spot.entries[-1].value if spot.entries else None
    if not isinstance(value, Mapping) or not value or last is None or not last.flow or not last.entries:
        return pen.in_brackets(value, pen.habits.quote)
    if last.shape != "record" or not one_a_line(layout, last) or layout.before(last.start).strip():
        return pen.in_brackets(value, pen.habits.quote)
    margin, deeper = layout.before(last.start), layout.before(last.entries[-1].start)
    if deeper.strip() or not deeper.startswith(margin):
        return pen.in_brackets(value, pen.habits.quote)
    return layout.newline.join(pen.spread_in_braces(value, margin, deeper[len(margin) :]))


def _on_a_line_of_its_own(layout: Layout, spot: Spot, before: Entry, written: str) -> list[Splice]:
    """An entry with its line end before it, behind another whose comma and comment stay on its line."""
    comma = comma_behind(layout, before.end, spot.end)
    end = layout.line_end(comma if comma is not None else before.end)
    if comma is not None and end < spot.end:
        return [Splice(end, end, f"{written},")]
    if comma is None and end < spot.end:
        return [Splice(before.end, before.end, ","), Splice(end, end, written)]
    if comma is not None:
        return [Splice(comma + 1, comma + 1, f"{written},")]
    return [Splice(before.end, before.end, f",{written}")]


def comma_behind(layout: Layout, at: int, end: int) -> int | None:
    """Where the comma behind an entry stands; None where there is none before the bracket closes."""
    while at < end:
        char = layout.text[at]
        if char == ",":
            return at
        if char == "#" and layout.text[at - 1 : at] in (" ", "\t", "\n"):
            at = layout.next_line(at)
            continue
        if not char.isspace():
            return None
        at += 1
    return None
