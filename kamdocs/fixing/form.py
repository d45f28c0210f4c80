"""Proposals for what keeps a file from being read as YAML: the readings of its faults, and tabs."""

import re
from collections.abc import Iterator

from kamdocs.fixing.proposal import Proposal, Readings
from kamdocs.fixing.state import State
from kamdocs.language import say
from kamdocs.source import Pointer
from kamdocs.source.document import Fault, Mend
from kamdocs.writing.splice import Splice

_INDENTED_BY_TABS = re.compile(r"^[ ]*(?:-[ ]*)*\t[ \t]*(?=[^\s#])", re.MULTILINE)
_ALIAS = re.compile(r"[&*]([^\s,\[\]{}]+)")
_BLOCK_TEXT = re.compile(r"^([ \t]*).*(?::|-)[ ]+[|>][-+0-9]*[ ]*(?:#.*)?\r?$")
WIDTHS = (2, 4, 8, 1, 3)
"""For how many spaces a tab may stand; the first that fits is taken."""


def form_readings(state: State) -> Iterator[Readings]:
    """The readings of each fault of the form that has some."""
    if not state.was_read and (tabs := tab_readings(state)):
        yield tabs
        return
    for fault in state.form_faults:
        readings = tuple(_proposal(state, fault, one) for one in fault.readings if _is_sane(state, fault))
        if readings:
            yield readings


def _is_sane(state: State, fault: Fault) -> bool:
    """An anchor that an alias names is meant as one."""
    line = state.extents.line(fault.place.line)[fault.place.column - 1 :]
    if line.startswith("!!"):
        return False
    named = _ALIAS.match(line)
    other = {"&": "*", "*": "&"}.get(line[:1], "")
    return named is None or f"{other}{named[1]}" not in state.text


def _proposal(state: State, fault: Fault, reading: tuple[Mend, ...]) -> Proposal:
    splices = tuple(state.extents.splice(mend) for mend in reading)
    written = state.extents.line(reading[0].line)
    one = reading[0]
    new = written[: one.start - 1] + one.text + written[one.end - 1 :] if len(reading) == 1 else written
    what = say("line {line} is written as {text}", line=one.line, text=_short(new.strip()))
    return Proposal(what, state.extents.offset(fault.place), splices, _touched(state, fault))


def _touched(state: State, fault: Fault) -> tuple[Pointer, ...] | None:
    """The record around the value at the fault."""
    if not state.was_read:
        return None
    pointer = state.pointers.get(fault.place)
    return (pointer[:-1] if pointer else (),)


def _short(text: str) -> str:
    return text if len(text) <= 100 else text[:100] + "…"


def tab_readings(state: State) -> Readings:
    """The text with spaces for the tabs of its indentation, each of so many; what one of them makes shows which."""
    lines = [state.extents.line(fault.place.line) for fault in state.document.faults[-1:]]
    if not any(_INDENTED_BY_TABS.match(line) for line in lines):
        return ()
    within = _block_texts(state.text)
    found = [
        one for one in _INDENTED_BY_TABS.finditer(state.text) if state.extents.place(one.start()).line not in within
    ]
    if not found:
        return ()
    line = state.extents.place(found[0].start()).line
    what = say("spaces stand for the tabs in the indentation, from line {line} on", line=line)
    return tuple(
        Proposal(
            what,
            found[0].start(),
            tuple(Splice(one.start(), one.end(), one.group().replace("\t", " " * width)) for one in found),
            None,
        )
        for width in WIDTHS
    )


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _block_texts(text: str) -> frozenset[int]:
    """The numbers of the lines that belong to texts below a | or >: what stands at their beginning is theirs."""
    found: set[int] = set()
    header: int | None = None
    for number, line in enumerate(text.split("\n"), 1):
        width = len(_margin(line))
        if header is not None and (not line.strip() or width > header):
            found.add(number)
            continue
        opens = _BLOCK_TEXT.match(line)
        header = len(opens[1]) if opens else None
    return frozenset(found)
