"""Slips within brackets and quotes, behind the complaints of the YAML parser: each leads to its mend."""

import re

from kamdocs.language import say
from kamdocs.source.complaint import (
    FIELD,
    QUOTED,
    Complaint,
    fault,
    find_comment,
    indent,
    instead,
    is_idle,
    without_comment,
)
from kamdocs.source.document import Fault, Place, Reading
from kamdocs.source.quoting import LONGEST, meant, quoted
from kamdocs.source.stretches import in_quotes, start_of_text


def swallowed_bracket(complaint: Complaint) -> Fault | None:
    """``{text: Claim #88 stays open}``: what follows the # is a comment, the closing bracket too."""
    began = complaint.began
    if not complaint.says("parsing a flow") or began is None:
        return None
    closing = _closing(complaint, began)
    for number in range(began.line, complaint.place.line + 1):
        line = complaint.line_at(number)
        if number > began.line and not is_idle(line) and not _goes_on(complaint.line_at(began.line), line):
            return None
        found = find_comment(line, began.column - 1 if number == began.line else 0)
        if found is not None and closing in line[found:]:
            message = say("the # begins a comment here, and the closing {bracket} is part of it", bracket=closing)
            return fault(message, _QUOTE_HASH, Place(number, found + 1), *_with_hash(line, number, found))
    return None


def _with_hash(line: str, number: int, at: int) -> tuple[Reading, ...]:
    """The text in which a # stands, in quotes; none where nobody can tell where it begins."""
    start = start_of_text(line, at)
    reading = in_quotes(line, number, start) if start is not None else None
    return (reading,) if reading else ()


def opening_comment(complaint: Complaint) -> Fault | None:
    """``[steel, #1 customer, export]``: the same where the list is still open at the end of the file or at a field."""
    began = complaint.began or (Place(complaint.line_above) if complaint.says("expected node content") else None)
    if began is None or not complaint.says("parsing a flow", "expected node content"):
        return None
    above = complaint.line_at(complaint.line_above)
    found = find_comment(above)
    if found is None or complaint.before.strip() or not re.search(r"[\]}]\s*$", above):
        return None
    closing = above.rstrip()[-1]
    message = say("the # begins a comment here, and the closing {bracket} is part of it", bracket=closing)
    place = Place(complaint.line_above, found + 1)
    return fault(message, _QUOTE_HASH, place, *_with_hash(above, complaint.line_above, found))


def doubled_comma(complaint: Complaint) -> Fault | None:
    """``[a, b,,]``, ``[, a]``: a comma with nothing before it."""
    before = complaint.before.rstrip()
    if not complaint.says("expected node content", "did not find expected") or complaint.rest[:1] != ",":
        return None
    if before.endswith(","):
        message = say("two commas stand here with nothing between them")
        return fault(message, say("delete one of them"), complaint.place, instead(complaint.place, 1, ""))
    if before.endswith(("[", "{")):
        message = say("a comma stands before the first item")
        return fault(message, say("delete the comma"), complaint.place, instead(complaint.place, 1, ""))
    return None


def open_quote(complaint: Complaint) -> Fault | None:
    """A quotation mark that is never closed."""
    if complaint.began is None or not complaint.says("scanning a quoted scalar"):
        return None
    return open_quote_fault(complaint.began)


def open_quote_fault(place: Place) -> Fault:
    """The fault for a quotation mark that is not closed where its text ends; ``place`` is where it opens."""
    message = say("a quotation mark is opened and never closed on its line")
    return fault(
        message,
        say("close it at the end of its text; lines that belong to the text are indented deeper than its field"),
        place,
    )


def after_quotes(complaint: Complaint) -> Fault | None:
    """``'Customer's quote'``, ``"Urgent" quote``: the text goes on after the closing quotation mark."""
    before = complaint.before.rstrip()
    if not complaint.says("did not find expected") or complaint.rest[:1] in ("", ":", "#", "]", "}"):
        return None
    found = next((one for one in QUOTED.finditer(before) if one.end() == len(before)), None)
    if found is None:
        return None
    message = say("the text goes on after its closing quotation mark")
    whole = _whole(complaint, found.start())
    if whole == found.group() + ",":
        message = say("a comma stands after the closing quotation mark")
        return fault(message, say("delete the comma"), complaint.place, instead(complaint.place, 1, ""))
    mended = quoted(meant(whole, found.end() - 1 - found.start()))
    if len(mended) > LONGEST:
        hint = say("put the whole text in quotes of the other kind: single ones around double ones, or the reverse")
    else:
        hint = say("put the whole text in quotes of the other kind: {text}", text=mended)
    start = Place(complaint.place.line, found.start() + 1)
    return fault(message, hint, complaint.place, instead(start, len(whole), mended))


def _whole(complaint: Complaint, start: int) -> str:
    """What stands from a quotation mark to the end of its field."""
    rest = complaint.rest
    if not complaint.says("parsing a flow"):
        rest = without_comment(rest)
    elif end := re.search(r", |[\]}]", rest):
        rest = rest[: end.start()]
    return (complaint.before[start:] + rest).rstrip()


def after_bracket(complaint: Complaint) -> Fault | None:
    """``[A4] quote``: a text that begins with a bracket; or a bracket that closes nothing."""
    if complaint.says("did not find expected") and complaint.rest[:1] in ("]", "}"):
        message = say("a {bracket} closes what is not open here", bracket=complaint.rest[0])
        hint = say("delete it, or close with the bracket that opened; put quotes around a text that holds brackets")
        return fault(message, hint, complaint.place)
    before = complaint.before.rstrip()
    start = _opening(before)
    if start is None or not complaint.says("parsing a block", "parsing a flow"):
        return None
    message = say("the text goes on after the closing {bracket}", bracket=before[-1])
    whole = _whole(complaint, start)
    text = quoted(whole)
    hint = say("put the whole text in quotes: {text}", text=text)
    if len(text) > LONGEST:
        hint = say("put the whole text in quotes")
    return fault(message, hint, complaint.place, instead(Place(complaint.place.line, start + 1), len(whole), text))


def _opening(before: str) -> int | None:
    """Where the bracket that closes at the end opens, if it is the beginning of a value."""
    depth = 0
    for at in range(len(before) - 1, -1, -1):
        depth += (before[at] in "]}") - (before[at] in "[{")
        if depth <= 0:
            return at if before[at] in "[{" and before[:at].rstrip()[-1:] in tuple(":-,[{") else None
    return None


def no_comma(complaint: Complaint) -> Fault | None:
    """``["a" "b"]``, ``[{id: a} {id: b}]``: two items without a comma between them."""
    starts = re.match(r"[\"'\[{]|[\w-]+:(?=\s|$)", complaint.rest)
    above = complaint.line_at(complaint.line_above)
    before = complaint.before.rstrip() or above.rstrip()
    if not complaint.says("expected ',' or") or starts is None or before[-1:] not in tuple("\"']}"):
        return None
    if not complaint.before.strip() and indent(complaint.line) <= indent(above):
        return None  # a line of its own, so it is the bracket that is not closed
    message = say("two items stand here without a comma between them")
    comma = Place(complaint.place.line, len(complaint.before.rstrip()) + 1)
    readings = [instead(comma, 0, ",")] if complaint.before.strip() else []
    return fault(message, say("put a comma between them"), complaint.place, *readings)


def open_bracket(complaint: Complaint) -> Fault | None:
    """A bracket that is still open where the fields below it begin."""
    began, line = complaint.began, complaint.line
    if not complaint.says("parsing a flow") or began is None or complaint.place.line <= began.line:
        return None
    opened = complaint.line_at(began.line)
    if not is_idle(line) and _goes_on(opened, line):
        return None  # the brackets go over several lines
    message = say(
        "the bracket {bracket} is not closed (it begins on line {line}, column {column})",
        bracket=opened[began.column - 1], line=began.line, column=began.column,
    )  # fmt: skip
    closing = _closing(complaint, began)
    hint = say(
        "close it with {bracket} on line {line}, or put quotes around a text that begins with it",
        bracket=closing, line=began.line,
    )  # fmt: skip
    return fault(message, hint, complaint.place)


def _goes_on(opened: str, line: str) -> bool:
    """Whether a line is indented as one within the brackets that were opened on another."""
    field = FIELD.match(opened)
    return indent(line) > (field.start("name") if field else indent(opened))


def missing_comma(complaint: Complaint) -> Fault | None:
    """``{id: c1 text: a}``, ``{text: One: two}``: a colon within a text in brackets."""
    if not complaint.says("expected ',' or") or complaint.rest[:1] != ":":
        return None
    hint = say("put quotes around a text that holds a colon and a space")
    readings = [*_with_colon(complaint)]
    if last := re.search(r"[^\s\[{,:] +([\w-]+)$", complaint.before):
        hint = say(
            "put a comma before {name} if a field begins there, else quotes around the text that holds the colon",
            name=last[1],
        )
        readings.append(instead(Place(complaint.place.line, last.start() + 2), 0, ","))
    return fault(say("a colon stands within a text here"), hint, complaint.place, *readings)


def _with_colon(complaint: Complaint) -> tuple[Reading, ...]:
    """The text in which the colon stands, in quotes: it begins behind the colon before, or behind a bracket."""
    at = len(complaint.before)
    start = start_of_text(complaint.line, at)
    reading = in_quotes(complaint.line, complaint.place.line, start) if start is not None else None
    return (reading,) if reading else ()


def escape(complaint: Complaint) -> Fault | None:
    r"""``"C:\\Users"``: a backslash in double quotes begins a special character."""
    if not complaint.says("escape character", "hexdecimal", "hexadecimal", "parsing a quoted scalar"):
        return None
    message = say("a backslash in double quotes begins a special character that is not known")
    if complaint.rest.startswith("\\'"):
        hint = say("delete the backslash: within double quotes an apostrophe needs none")
        return fault(message, hint, complaint.place, instead(complaint.place, 1, ""))
    text = re.search(r""": ("[^"']*")$""", complaint.line.rstrip())
    if text is None or len(text[1]) > LONGEST + 2:
        return fault(message, SINGLE_QUOTES, complaint.place)
    single = f"'{text[1][1:-1]}'"
    hint = say("use single quotes, where a backslash is just a backslash: {text}", text=single)
    start = Place(complaint.place.line, text.start(1) + 1)
    return fault(message, hint, complaint.place, instead(start, len(single), single))


_QUOTE_HASH = say("put quotes around the text that holds the #")
SINGLE_QUOTES = say("use single quotes, where a backslash is just a backslash")


def _closing(complaint: Complaint, opening: Place) -> str:
    """The bracket that closes the one at a place."""
    return "}" if complaint.line_at(opening.line)[opening.column - 1 : opening.column] == "{" else "]"
