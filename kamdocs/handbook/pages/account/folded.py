"""How days stand in the rows of a list that is very long: there every byte of a row counts."""

import functools
from collections.abc import Callable
from datetime import date

from kamdocs.handbook.words import day_words, short_day

Days = Callable[[date], str]
"""How a table tells a day."""


def folded_days(as_of: date) -> Days:
    """Days as the other rows have them (``4 Mar``, of another year with it), without the ISO date for machines.

    They don't break, as a day in a table never does.
    """

    @functools.cache
    def told(day: date) -> str:
        words = short_day(day) if day.year == as_of.year else day_words(day)
        return words.replace(" ", "\N{NO-BREAK SPACE}")

    return told
