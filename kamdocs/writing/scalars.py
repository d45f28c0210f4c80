"""Single values as text: plain where that is safe for every YAML tool, in quotes where it is not."""

import re
from decimal import Decimal
from typing import Any

from kamdocs.source.scalars import resolve

_UNSAFE_FIRST = frozenset("!&*|>%@`,[]{}#'\"")
_UNSAFE_WITHIN = re.compile(r": |:$| #|\t|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_UNSAFE_IN_BRACKETS = re.compile(r"[,\[\]{}]|:(?=[,\[\]{}])")
_INDICATOR = re.compile(r"[-?:](\s|$)|---|\.\.\.|=|<<|~|[yYnN]$")
_LIKE_A_NUMBER = re.compile(r"[-+(.]?[0-9][-+0-9 ()/.,':_]*\Z")
"""Telephone numbers and the like, which a program may take for a number or a sum; days are none."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_DIGITS = 18
"""More digits than these are no number to many tools."""


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text can stand without quotes and mean itself, to this loader and to tools of YAML 1.1."""
    if not text or text != text.strip() or text[0] in _UNSAFE_FIRST or _INDICATOR.match(text):
        return False
    if _UNSAFE_WITHIN.search(text) or (flow and (_UNSAFE_IN_BRACKETS.search(text) or text[-1] == ":")):
        return False
    if flow and text[0] in "-?:":
        return False
    if _LIKE_A_NUMBER.match(text) and not _DAY.match(text):
        return False
    return resolve(text) == (text, None)


def in_quotes(text: str, quote: str = "") -> str:
    """The text in quotes: in those asked for, else in those in which it needs the fewest escapes."""
    if quote == '"' or _CONTROL.search(text):
        return '"' + "".join(_escaped(char) for char in text) + '"'
    sharp = '"' in text or "\\" in text
    if sharp or (quote == "'" and "'" not in text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\u{ord(char):04x}" if _CONTROL.match(char) else char


def single(value: Any, *, flow: bool, quote: str = "") -> str:
    """A single value on one line; ``quote`` is the mark that surrounds such texts here, needed or not."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return text if not quote and is_plain(text, flow=flow) else in_quotes(text, quote)


def _number(value: float) -> str:
    """A number without an exponent, which people don't read, and which the loader takes for the same."""
    if value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    text = format(Decimal(repr(value)), "f") if abs(value) < 1 else repr(value)
    return text if resolve(text)[1] is None else f"{text}0"  # 1.250 may be meant as 1250, 1.2500 is not


def block_of(text: str, width: int, style: str = "") -> tuple[str, list[str]] | None:
    """A text as a block holds it: what stands behind the colon, and the lines below; None where none can.

    Folded to a width of ``width``, where the ``style`` is not ``|`` and the text has but one line.
    """
    body, chomp = (text[:-1], "") if text.endswith("\n") else (text, "-")
    lines = None if style == "|" else folded_lines(body, width)
    if lines is None:
        lines, style = literal_lines(body), style and "|"
    if lines is None or (len(lines) < 2 and chomp and not style):
        return None
    return ("|" if style == "|" or "\n" in body else ">") + chomp, lines


def folded_lines(text: str, width: int) -> list[str] | None:
    """The lines of a text as ``>-`` holds it, at most ``width`` wide where its words allow; None where it can't."""
    if not text or text != text.strip() or _CONTROL.search(text) or "  " in text:
        return None
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def literal_lines(text: str) -> list[str] | None:
    """The lines of a text as ``|-`` holds them; None where it can't."""
    lines = text.split("\n")
    if not lines[-1].strip() or lines[0][:1] in (" ", "") or _CONTROL.search(text.replace("\n", "")):
        return None
    return lines if all(line == line.rstrip() for line in lines) else None
