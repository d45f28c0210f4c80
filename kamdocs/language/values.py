"""Values inside of texts, as the language writes them: words of closed lists, amounts, days."""

import functools
from datetime import date

import msgspec

from kamdocs.language.catalogue import language, pgettext

_LABELS = {
    "bothers": "bothers them",
    "misses": "lacking",
    "info": "reminder",
    "csat": "CSAT",
    "ces": "CES",
    "nps": "NPS",
    "it": "IT",
    "email": "e-mail",
    "interview-in-person": "interview in person",
    "interview-remote": "remote interview",
}
_GROUP = {"en": "\N{NARROW NO-BREAK SPACE}", "sl": "."}
_POINT = {"en": ".", "sl": ","}


class Word(msgspec.Struct, frozen=True):
    """A word of a closed list, such as ``quality``; people read it in their language."""

    value: str
    context: str = "value"

    def __str__(self) -> str:
        """The word as people read it."""
        return label(self.value, self.context)


class Amount(msgspec.Struct, frozen=True):
    """A number that people read: grouped by three, with so many ``decimals``."""

    value: float
    decimals: int = 0

    def __str__(self) -> str:
        """The number as the language writes it."""
        whole, _, part = f"{self.value:,.{self.decimals}f}".partition(".")
        spoken = language()
        return whole.replace(",", _GROUP[spoken]) + (_POINT[spoken] + part if part else "")


def label(value: str | None, context: str = "value") -> str:
    """A word of a closed list, as people read it: ``not-met`` is ``not met``.

    ``context`` is where a word means something of its own: ``open`` in the ``whitespace`` is room for business.
    """
    return _label(value, context, language()) if value else ""


@functools.lru_cache(maxsize=4096)
def _label(value: str, context: str, _spoken: str) -> str:
    for known in dict.fromkeys((context, "value")):
        if (found := pgettext(known, value)) != value:
            return found
    return _LABELS.get(value, value.replace("-", " "))


def plain_day(day: date) -> str:
    """A day in running text: ``2026-11-23`` in English, where files and people write it so; ``23. 11. 2026``."""
    return day.isoformat() if language() == "en" else f"{day.day}. {day.month}. {day.year}"
