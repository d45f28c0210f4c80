"""Working days: what a customer that waits counts. Monday to Friday, without the public holidays of a country."""

import functools
from datetime import date

import msgspec

from kamdocs.rules.spans import after, later

_SATURDAY = 5


class Workdays(msgspec.Struct, frozen=True):
    """The working days of a country (a code of ISO 3166-1, as ``SI``); without one, Monday to Friday."""

    country: str | None = None

    def include(self, day: date) -> bool:
        """Whether people work on that day."""
        return day.weekday() < _SATURDAY and not self.holiday(day)

    def holiday(self, day: date) -> bool:
        """Whether it is a public holiday, on whatever day of the week."""
        return self.country is not None and day in _holidays(self.country, day.year)

    def nth_after(self, day: date, number: int) -> date:
        """The Nth working day after a day; the day itself for none."""
        return self._step(day, number, 1)

    def nth_before(self, day: date, number: int) -> date:
        """The Nth working day before a day."""
        return self._step(day, number, -1)

    def past(self, day: date, number: int) -> date:
        """The first day on which N working days after an event are over: the day after the Nth."""
        return after(self.nth_after(day, number))

    def _step(self, day: date, number: int, step: int) -> date:
        while number > 0 and day not in (date.min, date.max):
            day = later(day, step)
            number -= self.include(day)
        return day


@functools.lru_cache(maxsize=1024)
def _holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a year; the library is asked once for each, because importing it takes 60 ms."""
    import holidays

    return frozenset(holidays.country_holidays(country, years=year))
