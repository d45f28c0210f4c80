"""How far a long work is: a bar on standard error, for people who wait; none in pipes and for a few things."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")
BAR_FROM = 100
"""From so many things on a progress bar is worth it."""


def with_bar(things: Iterable[T], label: str) -> Iterator[T]:
    """The same things one after the other, with what shows how far it is."""
    listed = list(things)
    if len(listed) < BAR_FROM or not sys.stderr.isatty():
        yield from listed
        return
    with click.progressbar(listed, label=label, file=sys.stderr, show_eta=False) as bar:
        yield from bar
