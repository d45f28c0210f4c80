"""What the YAML parser's complaints mean, in plain words."""

from typing import Any

from kamdocs.language import Sentence, marked, say
from kamdocs.source import enclosed, slips
from kamdocs.source.complaint import Complaint
from kamdocs.source.complaint import fault as fault_of_form
from kamdocs.source.document import Fault, Place, Reading
from kamdocs.source.stretches import in_quotes, start_of_text

_SLIPS = (
    slips.tab,
    slips.lookalike,
    enclosed.swallowed_bracket,
    enclosed.opening_comment,
    enclosed.doubled_comma,
    slips.cut_text,
    enclosed.open_quote,
    enclosed.no_comma,
    enclosed.after_quotes,
    slips.reserved,
    enclosed.after_bracket,
    enclosed.open_bracket,
    enclosed.missing_comma,
    slips.no_field,
    slips.colon_in_text,
    slips.missing_dash,
    slips.misfit,
    enclosed.escape,
    slips.bullet,
    slips.document_end,
)
"""What is looked for, in this order, before the parser's own words."""

_CLOSE = marked("close it, or put quotes around a text that begins with that character")
_INDENT = marked("check the indentation: fields of one record begin in the same column, with spaces and never tabs")
_QUOTES = marked("put quotes around the text")

# A part of the parser's problem -> what happened, what to do. The first match counts.
_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", marked("a colon stands where no field can begin"),
     marked("put quotes around a text that holds a colon and a space, and check the indentation")),
    ("expected ',' or ']'", marked("a list in square brackets is not closed or lacks a comma"), _CLOSE),
    ("expected ',' or '}'", marked("a record in curly brackets is not closed or lacks a comma"), _CLOSE),
    ("did not find expected node content", marked("a value is missing here, or a bracket above is not closed"), _CLOSE),
    ("did not find expected key", marked("this line does not fit the fields above it"), _INDENT),
    ("did not find expected '-' indicator", marked("this line does not fit the list above it"), _INDENT),
    ("block sequence entries are not allowed", marked("a list item can't begin here"),
     marked("begin the list on the next line, or put quotes around a text that begins with a dash")),
    ("mapping keys are not allowed", marked("a text can't begin with this character"), _QUOTES),
    ("block mapping", marked("this line does not fit the fields above it"), _INDENT),
    ("invalid Unicode character escape", marked("an escape in double quotes stands for no character of its own"),
     marked("write the character itself, as it is meant to be read")),
    ("cannot start any token", marked("a text can't begin with this character"), _QUOTES),
    ("alphabetic or numeric character", marked("an anchor or alias (& or *) is not allowed here"),
     marked("put quotes around a text that begins with & or *")),
    ("tag", marked("a tag (!) is not allowed here"), marked("put quotes around a text that begins with !")),
    ("quoted scalar", marked("a quotation mark is opened and never closed"), marked("close the quotation mark")),
    ("comment or line break", marked("something stands behind | or > that does not belong there"),
     marked("begin the text on the next line, indented, or put quotes around a text that begins with | or >")),
    ("document start", marked("something follows the end of the document"), marked("keep one document in one file")),
    ("directive", marked("a line that begins with % is not allowed here"), _QUOTES),
)  # fmt: skip


def syntax_fault(error: Any, text: str) -> Fault:
    """The fault for an error of the YAML parser, at the place where it is mended."""
    complaint = Complaint(
        problem=f"{error.problem or ''} {error.context or ''}",
        place=_place(error.problem_mark) or Place(),
        began=_place(error.context_mark),
        lines=text.replace("\r\n", "\n").split("\n"),
    )
    for slip in _SLIPS if complaint.is_legible else ():
        if (fault := slip(complaint)) is not None:
            return fault
    what, hint = _explain(complaint)
    message = _with_beginning(what, complaint)
    return fault_of_form(message, say(hint), complaint.place, *_as_text(complaint))


def _as_text(complaint: Complaint) -> tuple[Reading, ...]:
    """The text that begins with a sign of YAML, in quotes: of an item, or in brackets."""
    at = complaint.place.column - 1
    if not complaint.is_legible or complaint.rest[:1] not in ("@", "`", "%", "*", "&", "!"):
        return ()
    reading = in_quotes(complaint.line, complaint.place.line, at) if start_of_text(complaint.line, at) == at else None
    return (reading,) if reading else ()


def _place(mark: Any) -> Place | None:
    return Place(mark.line + 1, mark.column + 1) if mark else None


def _explain(complaint: Complaint) -> tuple[str, str]:
    for part, what, hint in _PLAIN_WORDS:
        if part in complaint.problem:
            return what, hint
    hint = marked("compare it with the lines around it: indentation, colons, quotes, brackets")
    return marked("this can't be read as YAML"), hint


def _with_beginning(what: str, complaint: Complaint) -> Sentence:
    began = complaint.began
    if began is None or began == complaint.place or "parsing a block" in complaint.problem:
        return say(what)  # where all the fields or items above begin says nothing
    where = marked("{what} (it begins on line {line}, column {column})")
    return say(where, what=say(what), line=began.line, column=began.column)
