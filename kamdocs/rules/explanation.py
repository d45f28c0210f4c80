"""A check's docstring is its published page: what it demands, why, how to close the gap, a bad and a good example."""

import inspect
import re

import msgspec

_SECTION = re.compile(r"^(Why|How to close|Bad|Good):[ \t]*", re.MULTILINE)
_FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)
PLAN = "example.yml"
"""What an example's first file is called: the part of an account plan that matters."""


class Explanation(msgspec.Struct, frozen=True):
    """What a check says of itself. An example is a miniature handbook: file names and their texts."""

    demands: str
    why: str
    how_to_close: str
    bad: tuple[tuple[str, str], ...]
    good: tuple[tuple[str, str], ...]


def read_explanation(docstring: str) -> Explanation:
    """Read the docstring of a check; raises ``ValueError`` where a part of it is missing."""
    demands, *parts = _SECTION.split(inspect.cleandoc(docstring))
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    missing = {"Why", "How to close", "Bad", "Good"} - sections.keys()
    if missing:
        raise ValueError(f"the docstring lacks {', '.join(sorted(missing))}")
    return Explanation(
        _paragraph(demands),
        _paragraph(sections["Why"]),
        _paragraph(sections["How to close"]),
        _example(sections["Bad"]),
        _example(sections["Good"]),
    )


def _paragraph(text: str) -> str:
    return " ".join(text.split())


def _example(text: str) -> tuple[tuple[str, str], ...]:
    first, *more = _FILE.split(inspect.cleandoc("\n" + text) + "\n")
    files = [(PLAN, first)] if first.strip() else []
    files += zip(more[::2], more[1::2], strict=True)
    return tuple((name, body.strip("\n") + "\n") for name, body in files)
