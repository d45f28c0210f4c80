"""How deep brackets nest, counted without the parser: each of its versions gives up at another depth."""

import re

from kamdocs.language import say
from kamdocs.source.document import Fault, Place

MAX_DEPTH = 100
"""How deep records and lists may nest; an account plan needs five."""
_TOKEN = re.compile(
    r"""(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""  # a text in quotes
    r"|(?<!\S)#[^\n]*"  # a comment
    r"|[\[\]{}]",
    re.DOTALL,
)


def too_deep(place: Place) -> Fault:
    """The fault for a record or list that opens deeper than is allowed."""
    message = say("records and lists nest deeper than {limit} levels", limit=MAX_DEPTH)
    return Fault("yaml-error", message, say("look for brackets or dashes that are not meant as a list"), place)


def find_too_deep(text: str, start: int, end: int, depth: int) -> int | None:
    """Where between two offsets the first bracket opens too deep, ``depth`` levels being open at the first."""
    for token in _TOKEN.finditer(text, start, end):
        if token.group() in ("[", "{"):
            depth += 1
            if depth > MAX_DEPTH:
                return token.start()
        elif token.group() in ("]", "}"):
            depth -= 1
    return None
