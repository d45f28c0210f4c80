"""Markers of an unfinished merge, which git writes into a file where two changes meet."""

import re
from collections.abc import Iterator
from itertools import islice

from kamdocs.language import say
from kamdocs.source.document import MAX_FAULTS, Fault, Place

# Git writes them at the beginning of a line; an editor may have indented them, and then YAML takes them as text.
_MARKER = re.compile(r"^[ \t]*(?P<sign><{7}|>{7}|\|{7})(?=[ \t\r]|$)|^={7}(?=\r?$)", re.MULTILINE)


def unfinished_merges(data: bytes, text: str) -> tuple[Fault, ...]:
    """A fault for each place where two versions of a text stand one below the other, at its first marker."""
    # To look for signs in the bytes is much faster than to look at the beginnings of all lines.
    if not any(sign in data and sign * 7 in data for sign in (b"<", b">", b"|", b"=")):
        return ()
    return tuple(islice(_faults(text), MAX_FAULTS))


def _faults(text: str) -> Iterator[Fault]:
    began: list[int] = []
    line, counted = 1, 0
    for found in _MARKER.finditer(text):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        if began and found["sign"] == "<<<<<<<":
            yield _fault(began)
            began = []
        began.append(line)
        if found["sign"] == ">>>>>>>":
            yield _fault(began)
            began = []
    if began:
        yield _fault(began)


def _fault(lines: list[int]) -> Fault:
    first, last = lines[0], lines[-1]
    if first == last:
        message = say("a marker of an unfinished merge stands here")
        hint = say("look whether the lines around it are right, and delete the marker")
    else:
        message = say("an unfinished merge stands here, down to line {last}", last=last)
        hint = say(
            "of the versions between the markers, parted by =======, keep the one that is right, and delete the "
            "lines that begin with <<<<<<<, =======, >>>>>>> and, where there is one, |||||||"
        )
    return Fault("yaml-error", message, hint, Place(first, 1))
