"""What ``kamdocs check`` was called with, as one value."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.lint import Selection


class CheckOptions(msgspec.Struct, frozen=True):
    """The options by their names; what was not given is empty, false or None."""

    paths: tuple[Path, ...]
    as_of: date | None
    format_: str
    outputs: tuple[str, ...]
    selected: tuple[str, ...]
    ignored: tuple[str, ...]
    base: str | None
    owner: str | None
    upcoming: int
    fail_on: str | None
    no_waivers: bool
    write_baseline: bool
    prune_baseline: bool
    with_statistics: bool

    @property
    def selection(self) -> Selection:
        """Which checks and whose accounts were asked for."""
        return Selection(_words(self.selected), _words(self.ignored), self.owner)

    @property
    def writing(self) -> str | None:
        """The option by which the baseline is written anew; None where it is only read."""
        return "--write-baseline" if self.write_baseline else "--prune-baseline" if self.prune_baseline else None

    @property
    def partial(self) -> str | None:
        """An option by which the run is not that of the whole handbook as of its own day; None without any."""
        given: dict[str, Any] = {
            "PATH": self.paths,
            "--as-of": self.as_of,
            "--owner": self.owner,
            "--select": self.selected,
            "--ignore": self.ignored,
            "--base": self.base,
            "--no-waivers": self.no_waivers,
        }
        return next((name for name, value in given.items() if value), None)


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
