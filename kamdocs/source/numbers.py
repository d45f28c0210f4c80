"""Which numbers a text may mean, as people of different countries write them."""

import functools
import re
from decimal import Decimal

_SPACES = " \u00a0\u2007\u2009\u202f"
_GROUPS = {",": r"\.'’" + _SPACES, ".": ",'’" + _SPACES}
"""By decimal mark, the marks that may stand between groups of three digits."""
GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}\Z")
"""A number with exactly three digits after the point, of which nobody knows whether it means thousands."""


def readings(text: str) -> tuple[str, ...]:
    """The numbers that a text may mean, written with a decimal point and without separators, the smallest first.

    ``1.240,50`` can only be 1240.50, but ``812.000`` is 812 to some and 812000 to others: then there are two. None
    where the text is no number.
    """
    text = text.strip()
    found = {Decimal(_plain(match)) for point in ",." if (match := _form(point).match(text)) and not _too_long(match)}
    return tuple(format(number.normalize(), "f") for number in sorted(found, key=abs))


@functools.cache
def _form(point: str) -> re.Pattern[str]:
    """A number whose decimal mark is ``point``: plain digits, or groups of three with one mark between all of them."""
    grouped = rf"[1-9][0-9]{{0,2}}(?P<mark>[{_GROUPS[point]}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    return re.compile(rf"(?P<sign>[-+]?)(?P<whole>{grouped}|[0-9]+)(?:[{point}](?P<part>[0-9]+))?\Z")


def _plain(match: re.Match[str]) -> str:
    whole = re.sub("[^0-9]", "", match["whole"])
    return f"{match['sign']}{whole}.{match['part'] or 0}"


def _too_long(match: re.Match[str]) -> bool:
    return len(match.group()) > 30
