"""Text of a file that may be shown anywhere: it steers no terminal, gives a log no command, and hides nothing.

One place for every output that people or logs read. Control characters would move a terminal's cursor, marks of
direction show a line in another order than it is read in, characters of no width make two names look the same; and the
runners of forges take ``::error::`` at the beginning of a line, or ``##[error]`` anywhere in it, for a command.
"""

import re
import unicodedata

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""What stands where a character is not shown."""
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks, by their category, of which nobody sees anything."""
_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode: control, format (direction, no width), half a pair, separators of lines and paragraphs."""
_COMMAND = re.compile(r"^(\s*):|#(?=#\w*\[)")
"""The first character of what runners read as a command (GitHub's, Azure's, TeamCity's); a value may begin a line."""
_LOOKS_THE_SAME = {":": "\N{FULLWIDTH COLON}", "#": "\N{FULLWIDTH NUMBER SIGN}"}


def printable(text: str) -> str:
    """One line of text, of the same length, that is safe to show; what can't be shown stands as ``UNKNOWN``.

    Tabs, line ends and spaces of every kind become a space.
    """
    if not text.isprintable() or not (text.isascii() or _INVISIBLE.isdisjoint(text)):
        text = "".join(map(_shown, text))
    return _COMMAND.sub(_disarmed, text) if "#" in text or text.lstrip().startswith(":") else text


def printable_lines(text: str) -> str:
    """Several lines of text, each safe to show."""
    return "\n".join(map(printable, text.splitlines()))


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    return UNKNOWN if char in _INVISIBLE or unicodedata.category(char) in _STEERING else char


def _disarmed(found: re.Match[str]) -> str:
    return f"{found[1] or ''}{_LOOKS_THE_SAME[found[0][-1]]}"
