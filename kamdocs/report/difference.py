"""A unified diff of two texts with the same lines but for some that changed."""

from collections.abc import Iterator

import click

from kamdocs.report.printable import printable

_AROUND = 3
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def unified_diff(before: str, after: str, path: str) -> str:
    """The diff with ANSI colours; the command line takes them off where nobody sees them. Empty where nothing changed.

    No line was added or taken out, so that it takes no longer than reading both.
    """
    old, new = (text.removesuffix("\n").split("\n") for text in (before, after))
    changed = [number for number, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if not changed:
        return ""
    shown = printable(path)
    lines = [click.style(f"--- a/{shown}", bold=True), click.style(f"+++ b/{shown}", bold=True)]
    for first, last in _hunks(changed, len(old)):
        lines += _hunk(old, new, first, last)
    return "\n".join(lines) + "\n"


def _hunks(changed: list[int], length: int) -> Iterator[tuple[int, int]]:
    """The stretches of lines around what changed, from and to, the end behind the last."""
    first, last = changed[0], changed[0]
    for number in changed[1:]:
        if number > last + 2 * _AROUND:
            yield max(0, first - _AROUND), min(length, last + _AROUND + 1)
            first = number
        last = number
    yield max(0, first - _AROUND), min(length, last + _AROUND + 1)


def _hunk(old: list[str], new: list[str], first: int, last: int) -> Iterator[str]:
    size = last - first
    yield _line("@", f"@@ -{first + 1},{size} +{first + 1},{size} @@")
    removed: list[str] = []
    added: list[str] = []
    for number in range(first, last):
        if old[number] != new[number]:
            removed.append(_line("-", "-" + printable(old[number].removesuffix("\r"))))
            added.append(_line("+", "+" + printable(new[number].removesuffix("\r"))))
            continue
        yield from (*removed, *added, " " + printable(old[number].removesuffix("\r")))
        removed, added = [], []
    yield from (*removed, *added)


def _line(sign: str, text: str) -> str:
    return click.style(text, fg=_COLOURS[sign])
