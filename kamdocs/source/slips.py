"""Slips in a line, behind the complaints of the YAML parser: each leads to its mend."""

import re
from collections.abc import Iterator

from kamdocs.language import say
from kamdocs.source.complaint import (
    FIELD,
    Complaint,
    fault,
    find_comment,
    indent,
    instead,
    is_idle,
    repeated,
    without_comment,
)
from kamdocs.source.document import Fault, Place, Reading
from kamdocs.source.lookalikes import find_in_sign, find_quote, lookalike_fault
from kamdocs.source.quoting import LONGEST, quoted
from kamdocs.source.stretches import in_quotes

_NO_FIELD = re.compile(r"(?:- +)*(?P<name>[\w-]+)(?P<sign>\s*=\s*|:)(?P<value>\S.*)")
_NO_ITEM = re.compile(r"-(?P<text>[^\s-].*)")
_RESERVED = (
    "cannot start any token",
    "comment or line break",
    "alphabetic or numeric",
    "mapping keys are not",
    "parsing a block node",
)


def tab(complaint: Complaint) -> Fault | None:
    """A tab where the indentation is."""
    if not complaint.says("cannot start any token", "tab character") or complaint.rest[:1] != "\t":
        return None
    return fault(say("a tab stands in the indentation"), say("use spaces, never tabs"), complaint.place)


def lookalike(complaint: Complaint) -> Fault | None:
    """A no-break space in the indentation, a curly quotation mark at the beginning of a text, and the like."""
    here, began = complaint.place.line, complaint.began
    near = {here - 1, here}
    if began and not complaint.says("parsing a block"):  # there it tells where all the fields above begin
        near.add(began.line)
    for number in sorted(near):
        line = complaint.line_at(number)
        quote = find_quote(line) if number == here or (began and number == began.line) else None
        for found in (find_in_sign(line), quote):
            if found is not None:
                return lookalike_fault(line[found], line, Place(number, found + 1))
    return None


def cut_text(complaint: Complaint) -> Fault | None:
    """A text that goes on over several lines, with a # in it: it has ended there."""
    number = complaint.line_above
    found = find_comment(complaint.line_at(number)) if number else None
    if found is None or FIELD.match(complaint.line) or not complaint.before.isspace():
        return None
    message = say("the # begins a comment here, and the text can't go on after it")
    return fault(message, say("put the whole text in quotes"), Place(number, found + 1))


def no_field(complaint: Complaint) -> Fault | None:
    """``tier:key``, ``tier = key``, ``-item``: a line that should be a field or an item and is neither."""
    if not complaint.says("could not find expected ':'") or complaint.began is None:
        return None
    line = complaint.line_at(complaint.began.line)
    if _is_lone(line) and indent(complaint.line_at(complaint.began.line + 1)) > indent(line):
        return _no_colon(line, complaint.began)
    hint = say("write it as name: value; a text that goes on from the line above is indented deeper than its field")
    general = fault(say("a field's name is not followed by a colon and a space"), hint, complaint.began)
    return _no_field(line[complaint.began.column - 1 :], complaint.began) or general


def colon_in_text(complaint: Complaint) -> Fault | None:
    """``text: Price: new list``, or a line that is indented deeper than the field above it."""
    field = FIELD.match(complaint.line)
    if not complaint.says("mapping values are not allowed") or field is None:
        return None
    if complaint.place.column <= field.start("value"):
        return _deeper(complaint, field)
    text = without_comment(field["value"])
    message = say("a colon and a space stand within the value of {name}", name=field["name"])
    hint = say("put the whole text in quotes: {name}: {text}", name=field["name"], text=quoted(text))
    if len(text) > LONGEST:
        hint = say("put the whole text in quotes")
    return fault(message, hint, complaint.place, *_as_text(complaint, field.start("value")))


def _as_text(complaint: Complaint, start: int) -> tuple[Reading, ...]:
    """What begins at a column of the line, in quotes."""
    reading = in_quotes(complaint.line, complaint.place.line, start)
    return (reading,) if reading else ()


def _deeper(complaint: Complaint, field: re.Match[str]) -> Fault | None:
    """A line that would be fine if it began where the line above it does, or if that one had no value."""
    if field["start"].strip() and (slip := _misplaced(complaint)):
        return slip
    number = complaint.line_above
    above = complaint.line_at(number)
    begins = Place(number, indent(above) + 1)
    if number and (slip := _no_field(above.strip(), begins)):
        return slip
    if _is_lone(above):
        return _no_colon(above, begins)
    fits = FIELD.match(above)
    if fits is None and number and not field["start"].strip():
        message = say("a field begins here, but what stands above it is a text")
        hint = say(
            "write a colon and a space after the field's name on line {line}, or check the indentation", line=number
        )
        return fault(message, hint, Place(complaint.place.line, field.start("name") + 1))
    if fits is None or fits.start("name") >= field.start("name"):
        return None
    message = say("this line is indented deeper than the line above it, which has its value already")
    hint = say("begin it in column {column}, as line {line} does", column=fits.start("name") + 1, line=number)
    return fault(message, hint, Place(complaint.place.line, field.start("name") + 1))


def _is_lone(line: str) -> bool:
    return re.fullmatch(r"\s*(?:- +)*[\w-]+\s*", line) is not None


def _no_colon(line: str, place: Place) -> Fault:
    name = line.strip(" -")
    end = Place(place.line, len(line.rstrip()) + 1)
    message = say("{name} is not followed by a colon", name=name)
    return fault(message, say("write {name}:", name=name), place, instead(end, 0, ":"))


def _no_field(text: str, place: Place) -> Fault | None:
    if item := _NO_ITEM.match(text):
        hint = say("write - {text}", text=repeated(item["text"]))
        behind = instead(Place(place.line, place.column + 1), 0, " ")
        return fault(say("the dash of a list item is not followed by a space"), hint, place, behind)
    found = _NO_FIELD.match(text)
    if found is None:
        return None
    message = (
        say("the colon after {name} is not followed by a space", name=found["name"])
        if found["sign"] == ":"
        else say("{name} is followed by an equals sign, not by a colon", name=found["name"])
    )
    hint = say("write {name}: {text}", name=found["name"], text=repeated(found["value"]))
    if found["value"].startswith(("//", "=")) or found["name"].isdecimal():  # an address, "a == b", a time of the day
        return fault(message, hint, place)
    sign = Place(place.line, place.column + found.start("sign"))
    return fault(message, hint, place, instead(sign, len(found["sign"]), ": "))


def bullet(complaint: Complaint) -> Fault | None:
    """``* a``: a list item as it is written elsewhere."""
    found = re.match(r"\s*\* +(?P<text>.*)", complaint.line)
    if found is None or not complaint.says("alphabetic or numeric"):
        return None
    place = Place(complaint.place.line, complaint.line.index("*") + 1)
    hint = say("write - {text}", text=repeated(found["text"]))
    return fault(say("a list item begins with a hyphen, not with *"), hint, place, instead(place, 1, "-"))


def missing_dash(complaint: Complaint) -> Fault | None:
    """A record of a list without its dash."""
    field, began = FIELD.match(complaint.line), complaint.began
    if not complaint.says("expected '-' indicator") or field is None or began is None:
        return None
    if slip := _no_field(complaint.line.strip(), complaint.place):
        return slip
    if complaint.before.strip() or complaint.place.column != began.column:
        return None
    hint = say(
        "write - {name}: … if a new record begins here, else indent the line as the record above it", name=field["name"]
    )
    return fault(say("the list above goes on here without a dash"), hint, complaint.place)


def misfit(complaint: Complaint) -> Fault | None:
    """A line that begins where nothing above it begins: told with the columns in which it could."""
    if not complaint.says("did not find expected key", "expected '-' indicator") or complaint.before.strip():
        return None
    return _misplaced(complaint)


def _misplaced(complaint: Complaint) -> Fault | None:
    line = complaint.line
    is_item = line.lstrip().startswith("-")
    if not (is_item or FIELD.match(line)):
        return None
    columns = list(_columns(complaint, items=is_item))
    if not columns:
        return None
    message = say("this line begins in column {column}, where nothing above it begins", column=indent(line) + 1)
    (column, number), *others = columns
    hint = say("begin it in column {column}, as line {line} does", column=column, line=number)
    if others:
        hint = say(
            "begin it in column {column}, as line {line} does, or in column {other}, as line {other_line} does",
            column=column, line=number, other=others[0][0], other_line=others[0][1],
        )  # fmt: skip
    return fault(message, hint, Place(complaint.place.line, indent(line) + 1))


def _columns(complaint: Complaint, *, items: bool) -> Iterator[tuple[int, int]]:
    """The columns, from 1, in which items or fields begin above the problem, nearest first, with their lines."""
    shortest, told = len(complaint.line) + 1, 0
    for number in range(complaint.line_above, 0, -1):
        line = complaint.line_at(number)
        field = FIELD.match(line)
        column = indent(line) if items and line.lstrip().startswith("-") else field.start("name") if field else None
        if is_idle(line) or column is None or (items and not line.lstrip().startswith("-")) or column >= shortest:
            continue
        yield column + 1, number
        shortest, told = column, told + 1
        if column == 0 or told == 2:
            return


def reserved(complaint: Complaint) -> Fault | None:
    """``@ana``, ``> 5 pieces``, ``? what``: a text that begins with a sign of YAML."""
    field = FIELD.match(complaint.line)
    if field is None or not complaint.says(*_RESERVED):
        return None
    text = without_comment(field["value"])
    if not text or text[0] not in "@`%*&>|?,]}":
        return None
    message = say("a text can't begin with {character}", character=text[0])
    hint = say("put the whole text in quotes: {name}: {text}", name=field["name"], text=quoted(text))
    if len(text) > LONGEST:
        hint = say("put the whole text in quotes")
    start = field.start("value")
    return fault(message, hint, Place(complaint.place.line, start + 1), *_as_text(complaint, start))


def document_end(complaint: Complaint) -> Fault | None:
    """A line of three dots ends the document, and something follows."""
    number = complaint.line_above
    if not complaint.says("document start") or not complaint.line_at(number).startswith("..."):
        return None
    message = say("three dots end the document here, and something follows")
    return fault(message, say("delete the line with the three dots"), Place(number, 1))
