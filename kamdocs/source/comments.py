"""Comments that begin so close behind a value that they may be a part of its text."""

import re
from collections.abc import Mapping

# Only one blank before the #: a comment that is meant as one is set apart by two, or has its line for itself.
_CLOSE = re.compile(r"(?<=\S)[ \t](#[^\r\n]*)")


def close_comments(data: bytes, text: str) -> Mapping[tuple[int, int], str]:
    """The comments with one blank before them, by the line and column of that blank, from 0."""
    found: dict[tuple[int, int], str] = {}
    if b" #" not in data and b"\t#" not in data:  # which is soon known of most files
        return found
    line, start = 0, 0
    for comment in _CLOSE.finditer(text):
        line += text.count("\n", start, comment.start())
        start = comment.start()
        found[line, start - text.rfind("\n", 0, start) - 1] = comment[1]
    return found
