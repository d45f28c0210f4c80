"""Comments that begin so close behind a value that they may be a part of its text."""

import re
from collections.abc import Mapping

# Only one blank before the #: a comment that is meant as one is set apart by two, or has its line for itself.
_CLOSE = re.compile(r"(?<=\S)[ \t](#[^\r\n]*)")


def close_comments(text: str) -> Mapping[tuple[int, int], str]:
    """The comments with one blank before them, by the line and column of that blank, from 0."""
    found: dict[tuple[int, int], str] = {}
    line, counted, sign = 0, 0, text.find("#")
    while sign >= 0:  # to look for the sign alone is much faster than to look for all of it
        comment = _CLOSE.match(text, max(0, sign - 1))
        if comment:
            start = comment.start()
            line += text.count("\n", counted, start)
            counted = start
            found[line, start - text.rfind("\n", 0, start) - 1] = comment[1]
        sign = text.find("#", comment.end() if comment else sign + 1)
    return found
