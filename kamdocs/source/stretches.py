"""Where an unquoted text ends that was meant to go on: within brackets, and on a line of its own."""

import re

from kamdocs.source.complaint import LONGEST_LINE, QUOTED, instead
from kamdocs.source.document import Place, Reading
from kamdocs.source.quoting import quoted

_NEXT_FIELD = re.compile(r",\s+[\w-]+\s*:(?=\s|$)|,\s*$")
_NEXT_ITEM = re.compile(r",")
_REMARK = re.compile(r"[ \t]+#(?=[ \t#]|$)|[ \t]{2,}#|\t#")
"""A comment that is meant as one."""
_HASH = re.compile(r"[ ]#\S")
_NUMBER_SIGN = re.compile(r"#(?![0-9]{4}-[0-9]{2}-[0-9]{2})[\w./-]*[0-9]")
_BEGINS = re.compile(r"(?:^[ ]*(?:-[ ]+)*|[\[{,][ ]*|:[ ]+)(?=\S)")


def opened_before(line: str, column: int) -> str:
    """The bracket that is still open on a line at a column, counted from 0; empty outside of brackets."""
    hidden = QUOTED.sub(lambda found: "x" * len(found.group()), line)
    stack: list[str] = []
    for character in hidden[:column]:
        if character in "[{":
            stack.append(character)
        elif character in "]}" and stack:
            stack.pop()
    return stack[-1] if stack else ""


def end_of_text(line: str, start: int) -> int:
    """Where a text that begins at a column, from 0, ends on its line: before a bracket, a field or a remark."""
    opened = opened_before(line, start)
    if not opened:
        return len(_without_remark(line[start:]).rstrip()) + start
    end = _closing(line, start)
    between = (_NEXT_FIELD if opened == "{" else _NEXT_ITEM).search(line, start, end)
    return start + len(line[start : between.start() if between else end].rstrip())


def start_of_text(line: str, at: int) -> int | None:
    """Where the unquoted text begins that holds what stands at a column; None where no text does."""
    starts = [found.end() for found in _BEGINS.finditer(line) if found.end() <= at]
    return starts[-1] if starts and line[starts[-1]] not in "\"'" else None


def in_quotes(line: str, number: int, start: int) -> Reading | None:
    """The text that begins at a column, from 0, put in quotes as a whole.

    None where it is nothing, or endless, or where nobody can tell whether a # in it begins a comment.
    """
    if len(line) > LONGEST_LINE:
        return None
    end = end_of_text(line, start)
    text = line[start:end]
    hashes = () if opened_before(line, start) else _HASH.finditer(text)
    if not all(is_number_sign(text[found.start() + 1 :]) for found in hashes):
        return None
    return instead(Place(number, start + 1), end - start, quoted(text)) if text else None


def is_number_sign(text: str) -> bool:
    """Whether the # with which a text begins belongs to a number or name: ``#4711``, ``#JIRA-12``.

    ``#ask Ana``, ``#tier: key`` and ``#2026-03-04`` may be comments, of which the blank was forgotten.
    """
    return _NUMBER_SIGN.match(text) is not None


def _closing(line: str, start: int) -> int:
    """Where the first bracket closes that did not open behind ``start``; the end of the line where none does."""
    depth = 0
    for at in range(start, len(line)):
        depth += (line[at] in "[{") - (line[at] in "]}")
        if depth < 0:
            return at
    return len(line.rstrip())


def _without_remark(text: str) -> str:
    found = _REMARK.search(text)
    return text[: found.start()] if found else text
