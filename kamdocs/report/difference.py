"""A unified diff as people read it at a terminal."""

import click

from kamdocs.report.printable import printable

_COLOURS = {"-": "red", "+": "green", "@": "cyan"}
_HEADS = ("--- ", "+++ ")


def coloured(diff: str) -> str:
    """A diff with ANSI colours, and what a file says in it made harmless."""
    lines = diff.removesuffix("\n").split("\n") if diff else []
    return "".join(_line(line.removesuffix("\r"), head=at < len(_HEADS)) + "\n" for at, line in enumerate(lines))


def _line(line: str, *, head: bool) -> str:
    shown = printable(line)
    if head and line.startswith(_HEADS):
        return click.style(shown, bold=True)
    return click.style(shown, fg=_COLOURS[line[0]]) if line[:1] in _COLOURS else shown
