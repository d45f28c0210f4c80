"""What the YAML parser's complaints mean, in plain words."""

from typing import Any

from kamdocs.language import Sentence, marked, say
from kamdocs.source.document import Fault, Place

_CLOSE = marked("close it, or put quotes around a text that begins with that character")
_INDENT = marked("check the indentation: fields of one record begin in the same column, with spaces and never tabs")

# A part of the parser's problem -> what happened, what to do. The first match counts.
_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", marked("a colon stands where no field can begin"),
     marked("put quotes around a text that holds a colon and a space, and check the indentation")),
    ("expected ',' or ']'", marked("a list in square brackets is not closed or lacks a comma"), _CLOSE),
    ("expected ',' or '}'", marked("a record in curly brackets is not closed or lacks a comma"), _CLOSE),
    ("did not find expected node content", marked("a value is missing here, or a bracket above is not closed"), _CLOSE),
    ("did not find expected key", marked("this line does not fit the fields above it"), _INDENT),
    ("did not find expected '-' indicator", marked("this line does not fit the list above it"), _INDENT),
    ("block sequence entries are not allowed", marked("a list item can't begin here"), _INDENT),
    ("block mapping", marked("this line does not fit the fields above it"), _INDENT),
    ("could not find expected ':'", marked("a field's name is not followed by a colon and a space"),
     marked("write it as name: value")),
    ("tab character", marked("a tab stands in the indentation"), marked("use spaces, never tabs")),
    ("cannot start any token", marked("a text can't begin with this character"), marked("put quotes around the text")),
    ("unexpected end of stream", marked("a quotation mark is opened and never closed"),
     marked("close the quotation mark")),
    ("unknown escape character", marked("a backslash in double quotes begins a special character that is not known"),
     marked("use single quotes, where a backslash is just a backslash")),
    ("invalid Unicode character escape", marked("an escape in double quotes stands for no character of its own"),
     marked("write the character itself, as it is meant to be read")),
    ("alphabetic or numeric character", marked("an anchor or alias (& or *) is not allowed here"),
     marked("put quotes around a text that begins with & or *")),
    ("tag", marked("a tag (!) is not allowed here"), marked("put quotes around a text that begins with !")),
    ("comment or line break", marked("something stands behind | or > that does not belong there"),
     marked("begin the text on the next line, indented")),
    ("document start", marked("something follows the end of the document"), marked("keep one document in one file")),
    ("directive", marked("a line that begins with % is not allowed here"), marked("put quotes around the text")),
)  # fmt: skip


def syntax_fault(error: Any, text: str) -> Fault:
    """The fault for an error of the YAML parser, at the place of the problem; it names where the trouble began."""
    mark, began = error.problem_mark, error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place()
    what, hint = _explain(f"{error.problem or ''} {error.context or ''}", _character_at(text, place))
    return Fault("yaml-error", _with_beginning(what, began, place), say(hint), place)


def _explain(problem: str, character: str) -> tuple[str, str]:
    if "cannot start any token" in problem and character == "\t":
        problem = "tab character"
    if "expected ',' or" in problem and character == ":":
        return marked("a colon stands within a text here"), marked(
            "put quotes around a text that holds a colon and a space"
        )
    for part, what, hint in _PLAIN_WORDS:
        if part in problem:
            return what, hint
    hint = marked("compare it with the lines around it: indentation, colons, quotes, brackets")
    return marked("this can't be read as YAML"), hint


def _with_beginning(what: str, began: Any, place: Place) -> Sentence:
    if began is None or (began.line + 1, began.column + 1) == (place.line, place.column):
        return say(what)
    where = marked("{what} (it begins on line {line}, column {column})")
    return say(where, what=say(what), line=began.line + 1, column=began.column + 1)


def _character_at(text: str, place: Place) -> str:
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return line[place.column - 1 : place.column]
