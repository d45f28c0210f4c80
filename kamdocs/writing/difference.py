"""What differs between two texts, line by line, as a unified diff."""

import difflib
from collections.abc import Iterable, Iterator, Sequence

_AROUND = 3
"""So many lines stand around what changed."""
Stretch = tuple[int, int, int, int]
"""Lines of the old text, from and to, and those of the new one that come in their place."""


def unified_diff(before: str, after: str, path: str, *, new: bool = False) -> str:
    """The unified diff of a file's texts, as ``git apply`` takes it; empty where nothing changed.

    ``new`` says that the file was not there before. Where no line was added or taken out it takes no longer than
    reading both.
    """
    if before == after:
        return ""
    old, now = _lines(before), _lines(after)
    told = ["--- /dev/null\n" if new else f"--- a/{path}\n", f"+++ b/{path}\n"]
    for hunk in _hunks(list(_stretches(old, now))):
        told += _told(hunk, old, now)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in told)


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a line feed ends one, as in what is read."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]


def _stretches(old: Sequence[str], now: Sequence[str]) -> Iterator[Stretch]:
    if len(old) == len(now):
        yield from _runs(old, now)
        return
    shorter = min(len(old), len(now))
    begin = next((at for at in range(shorter) if old[at] != now[at]), shorter)
    end = next((at for at in range(shorter - begin) if old[-1 - at] != now[-1 - at]), shorter - begin)
    matcher = difflib.SequenceMatcher(None, old[begin : len(old) - end], now[begin : len(now) - end])
    for kind, *numbers in matcher.get_opcodes():
        if kind != "equal":
            first, last, new_first, new_last = (number + begin for number in numbers)
            yield first, last, new_first, new_last


def _runs(old: Sequence[str], now: Sequence[str]) -> Iterator[Stretch]:
    """The stretches of lines that differ from those in the same place."""
    first = None
    for number, (one, other) in enumerate(zip(old, now, strict=True)):
        if one != other and first is None:
            first = number
        if one == other and first is not None:
            yield first, number, first, number
            first = None
    if first is not None:
        yield first, len(old), first, len(now)


def _hunks(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The stretches, those together whose surroundings touch."""
    hunk = [stretches[0]]
    for one in stretches[1:]:
        if one[0] > hunk[-1][1] + 2 * _AROUND:
            yield hunk
            hunk = []
        hunk.append(one)
    yield hunk


def _told(hunk: Sequence[Stretch], old: Sequence[str], now: Sequence[str]) -> Iterable[str]:
    begin, end = max(0, hunk[0][0] - _AROUND), min(len(old), hunk[-1][1] + _AROUND)
    new_begin, new_end = hunk[0][2] - (hunk[0][0] - begin), hunk[-1][3] + (end - hunk[-1][1])
    yield f"@@ -{_range(begin, end)} +{_range(new_begin, new_end)} @@\n"
    at = begin
    for first, last, new_first, new_last in hunk:
        yield from (f" {line}" for line in old[at:first])
        yield from (f"-{line}" for line in old[first:last])
        yield from (f"+{line}" for line in now[new_first:new_last])
        at = last
    yield from (f" {line}" for line in old[at:end])


def _range(begin: int, end: int) -> str:
    """Where lines stand, as a diff says it: of none, the line before."""
    return f"{begin + 1},{end - begin}" if end > begin else f"{begin},0"
