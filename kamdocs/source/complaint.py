"""A complaint of the YAML parser, and how the lines around it are looked at."""

import re
from functools import cached_property

import msgspec

from kamdocs.language import Sentence
from kamdocs.source.document import Fault, Mend, Place, Reading
from kamdocs.source.quoting import LONGEST

FIELD = re.compile(r"^(?P<start>[ ]*(?:- +)*)(?P<name>[\w.-]+|\"[^\"]*\"|'[^']*')[ ]*:(?=\s|$)[ \t]*(?P<value>.*)$")
"""A line that holds a field, behind the dashes of list items."""
QUOTED = re.compile(r"""(?<![^\s\[{,:(-])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
"""A text in quotes."""
LONGEST_LINE = 5_000
"""The longest line in which a slip is looked for."""
_COMMENT = re.compile(r"(?<=\S)[ \t]+(#.*)$")


class Complaint(msgspec.Struct, frozen=True, dict=True):
    """What the parser says (its problem and what it was doing), where, and where what it was doing began."""

    problem: str
    place: Place
    began: Place | None
    lines: list[str]

    @property
    def line(self) -> str:
        """The line of the problem."""
        return self.line_at(self.place.line)

    @property
    def before(self) -> str:
        """What stands on the line before the problem."""
        return self.line[: self.place.column - 1]

    @property
    def rest(self) -> str:
        """What stands on the line from the problem on."""
        return self.line[self.place.column - 1 :]

    def says(self, *parts: str) -> bool:
        """Whether the parser's words hold one of the parts."""
        return any(part in self.problem for part in parts)

    def line_at(self, number: int) -> str:
        """A line by its number; the one behind the last is empty."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    @property
    def is_legible(self) -> bool:
        """Whether people may have written the lines around it: who looks for slips in longer ones never ends."""
        near = {self.place.line, self.place.line - 1, self.line_above, self.began.line if self.began else 1}
        return all(len(self.line_at(number)) <= LONGEST_LINE for number in near)

    @cached_property
    def line_above(self) -> int:
        """The number of the nearest line above the problem that is neither blank nor a comment; 0 for none."""
        above = range(self.place.line - 1, 0, -1)
        return next((number for number in above if not is_idle(self.line_at(number))), 0)


def fault(message: Sentence, hint: Sentence, place: Place, *readings: Reading) -> Fault:
    """A fault of the file's form, with the ways in which it may be mended."""
    return Fault("yaml-error", message, hint, place, readings=readings)


def instead(place: Place, length: int, text: str) -> Reading:
    """The reading in which so many characters from a place on become another text."""
    return (Mend(place.line, place.column, place.column + length, text),)


def find_comment(line: str, start: int = 0) -> int | None:
    """Where a comment begins behind something on a line, outside of quotes."""
    hidden = QUOTED.sub(lambda found: "x" * len(found.group()), line)
    found = _COMMENT.search(hidden, start)
    return found.start(1) if found else None


def without_comment(text: str) -> str:
    """The end of a line without the comment on it, whatever quotes it may hold."""
    return re.sub(r"(?<=\S)\s+#.*$", "", text).rstrip()


def repeated(text: str) -> str:
    """The end of a line as a hint repeats it: without the comment on it, and cut where it is long."""
    text = without_comment(text)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def is_idle(line: str) -> bool:
    """Whether a line says nothing: it is blank or a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def indent(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))
