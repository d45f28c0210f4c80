"""Splices for what goes: an entry taken out of a record or list."""

from kamdocs.writing.inserting import comma_behind, end_of_entry
from kamdocs.writing.layout import Entry, Layout, Spot
from kamdocs.writing.splice import Splice


def take_out(layout: Layout, around: Spot, entry: Entry) -> list[Splice]:
    """Take an entry out; it must not be the only one of its record or list. Comments around it stay."""
    place = around.entries.index(entry)
    following = around.entries[place + 1] if place + 1 < len(around.entries) else None
    if around.flow:
        return _out_of_brackets(layout, around, place)
    lead = layout.before(entry.start)
    if not lead.strip():
        return [_lines(layout, around, place)]
    if following is None:
        raise ValueError("nothing would be left of the record")
    # The first of a record whose line begins with a dash.
    between = layout.text[entry.end : layout.line_start(following.start)]
    if "#" in between:
        return [Splice(entry.start - (len(lead) - len(lead.rstrip(" "))), entry.end, "")]
    return [Splice(entry.start, following.start, "")]


def _out_of_brackets(layout: Layout, around: Spot, place: int) -> list[Splice]:
    entry = around.entries[place]
    comma = comma_behind(layout, entry.end, around.end)
    end = (comma if comma is not None else entry.end - 1) + 1
    if place + 1 < len(around.entries):
        following = around.entries[place + 1]
        if own := _own_line(layout, entry, end):
            return [own]
        if place and "\n" in layout.text[end : following.start]:  # the last of its line
            return [Splice(_behind_comma(layout, around, place - 1), end, "")]
        if "#" not in layout.text[entry.end : following.start]:
            return [Splice(entry.start, following.start, "")]
        return [Splice(entry.start, end, "")]
    before = around.entries[place - 1]
    own = _own_line(layout, entry, end)
    if "#" not in layout.text[before.end : entry.start] and not (own and comma is not None):
        return [Splice(before.end, own.end - _line_end(layout, own.end) if own else entry.end, "")]
    return [own or Splice(entry.start, end, "")]  # the comma before it stays: a comment stands behind that


def _behind_comma(layout: Layout, around: Spot, place: int) -> int:
    before = around.entries[place]
    comma = comma_behind(layout, before.end, around.end)
    return before.end if comma is None else comma + 1


def _own_line(layout: Layout, entry: Entry, end: int) -> Splice | None:
    """An entry with its comma at ``end`` and the comment behind, where no other stands on its lines."""
    behind = layout.text[end : layout.line_end(end)].strip(" \t")
    if layout.before(entry.start).strip() or (behind and not behind.startswith("#")):
        return None
    return Splice(layout.line_start(entry.start), layout.next_line(end), "")


def _line_end(layout: Layout, offset: int) -> int:
    """How long the line end before an offset is."""
    return 2 if layout.text[offset - 2 : offset] == "\r\n" else 1


def _lines(layout: Layout, around: Spot, place: int) -> Splice:
    """The lines of an entry with the blank lines that part it from the next, or of the last from the one before."""
    text = layout.text
    start, end = layout.line_start(around.entries[place].start), _next_line(layout, around.entries[place])
    if place + 1 < len(around.entries):
        if place and text[layout.line_start(start - 1) : start].strip():
            return Splice(start, end, "")
        while (line := text[end : layout.next_line(end)]) and not line.strip():
            end = layout.next_line(end)
        return Splice(start, end, "")
    while start > 0 and not text[layout.line_start(start - 1) : start].strip():
        start = layout.line_start(start - 1)
    if end == len(text) and not text.endswith("\n"):  # the file ends as it did: without a line end
        start = max(0, start - len(layout.newline))
    return Splice(start, end, "")


def _next_line(layout: Layout, entry: Entry) -> int:
    """Where the line below an entry begins."""
    end = end_of_entry(layout, entry)
    return end if end > 0 and layout.text[end - 1] == "\n" else layout.next_line(end)
