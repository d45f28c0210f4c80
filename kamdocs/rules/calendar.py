"""The handbook's calendar: whose day a moment belongs to, and on which days people work."""

import functools
from datetime import date, datetime, tzinfo

import msgspec

from kamdocs.rules.spans import after, later, local

_SATURDAY = 5
_LETTERS = 2
"""How many a code has; the library takes names and longer codes, too."""


class Calendar(msgspec.Struct, frozen=True):
    """The calendar of a time ``zone`` and of a ``country`` (its code of ISO 3166-1, as ``SI``), where they are known.

    Working days are what a customer that waits counts: Monday to Friday, without the country's public holidays.
    """

    zone: tzinfo | None = None
    country: str | None = None

    def day_of(self, moment: datetime, zone: tzinfo | None = None) -> date:
        """The handbook's day of a moment; where no time zone is known, the day in ``zone``, else as it is written."""
        return local(moment, self.zone or zone).date()

    def works_on(self, day: date) -> bool:
        """Whether people work on that day."""
        return day.weekday() < _SATURDAY and not self.holiday(day)

    def holiday(self, day: date) -> bool:
        """Whether it is a public holiday, on whatever day of the week."""
        return self.country is not None and day in _holidays(self.country, day.year)

    def workday_after(self, day: date, number: int) -> date:
        """The last of so many working days after a day; the day itself for none."""
        return self._step(day, number, 1)

    def workday_before(self, day: date, number: int) -> date:
        """The first of so many working days before a day."""
        return self._step(day, number, -1)

    def past(self, day: date, number: int) -> date:
        """The first day on which so many working days after an event are over."""
        return after(self.workday_after(day, number))

    def _step(self, day: date, number: int, step: int) -> date:
        while number > 0 and day not in (date.min, date.max):
            day = later(day, step)
            number -= self.works_on(day)
        return day


PLAIN = Calendar()
"""The calendar of no country: the days that are written, and Monday to Friday."""


def knows(country: str) -> bool:
    """Whether the public holidays of a country are known, by its code of ISO 3166-1."""
    import holidays  # whose countries are loaded when they are asked for days, not for their names

    return len(country) == _LETTERS and country.isalpha() and country.isupper() and hasattr(holidays, country)


def countries() -> list[str]:
    """The codes of all countries whose public holidays are known, in order."""
    import holidays

    return sorted(holidays.list_supported_countries(include_aliases=False))


@functools.lru_cache(maxsize=1024)
def _holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a year. The library is imported where a deadline asks for it: that takes 60 ms."""
    import holidays

    return frozenset(holidays.country_holidays(country, years=year))
