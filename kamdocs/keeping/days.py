"""Days and times as people say them: ``yesterday``, ``friday``, ``25.11.``, ``+2w``, ``petek``, ``9:10``.

What happened lies behind us, what is due lies ahead: a weekday, and a day without its year, are the nearest one on that
side. The day that it is comes from the caller.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from kamdocs.language import _, ngettext
from kamdocs.schema.formats import FIRST_DAY, LAST_DAY, is_time
from kamdocs.schema.spelling import days_meant
from kamdocs.schema.suggest import folded
from kamdocs.settings.error import SettingsError

_LONGEST = 60
_BY_NAME = {
    **dict.fromkeys(("today", "danes"), 0),
    **dict.fromkeys(("yesterday", "vceraj"), -1),
    **dict.fromkeys(("day before yesterday", "predvcerajsnjim"), -2),
    **dict.fromkeys(("tomorrow", "jutri"), 1),
    **dict.fromkeys(("day after tomorrow", "pojutrisnjem"), 2),
}
_WEEKDAYS = {
    word: number
    for number, words in enumerate((
        "monday mon ponedeljek ponedeljka pon",
        "tuesday tue tues torek torka tor",
        "wednesday wed sreda sredo srede sre",
        "thursday thu thur thurs cetrtek cetrtka cet",
        "friday fri petek petka pet",
        "saturday sat sobota soboto sobote sob",
        "sunday sun nedelja nedeljo nedelje ned",
    ))
    for word in words.split()
}  # fmt: skip
_BEFORE = frozenset({"last", "prejsnji", "prejsnja", "prejsnjo", "zadnji", "zadnja", "zadnjo"})
_AFTER = frozenset({"next", "naslednji", "naslednja", "naslednjo"})
_STEP = re.compile(r"([+-]) ?([0-9]{1,4}) ?([a-z]+)")
_AHEAD = re.compile(r"(?:in|cez) ([0-9]{1,4}|an?|en|ena|eno) ([a-z]+)")
_AGO = re.compile(r"([0-9]{1,4}|an?) ([a-z]+) ago|pred ([0-9]{1,4}|enim|eno) ([a-z]+)")
_UNITS = {
    word: unit
    for unit, words in {
        "d": "d day days dan dni dneva dnevi dnevom dnevoma",
        "w": "w week weeks t teden tedna tedne tednov tednom tedni tednoma",
        "m": "m month months mesec meseca mesece mesecev mesecem meseci mesecema",
        "y": "y year years l leto leti leta let letom letoma",
    }.items()
    for word in words.split()
}
_MONTH_ENDS = frozenset({"month end", "end of month", "end of the month", "konec meseca"})
_YEAR_ENDS = frozenset({"year end", "end of year", "end of the year", "konec leta"})
_THIS_WEEK = frozenset({"this week", "end of week", "end of the week", "ta teden", "konec tedna", "do konca tedna"})
_NEXT_WEEK = frozenset({
    "next week", "end of next week",
    "naslednji teden", "prihodnji teden", "v naslednjem tednu", "konec naslednjega tedna",
})  # fmt: skip
_NEXT_MONTH = frozenset({
    "next month", "end of next month",
    "naslednji mesec", "prihodnji mesec", "konec naslednjega meseca",
})  # fmt: skip
"""Whoever says a week or a month as a time to come has all of it: a week is over on its Friday."""
_FRIDAY = 4
_YEARS_AROUND = 8
"""How far away the next 29 February may lie."""
_DAY_AND_MONTH = re.compile(
    r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\.?(?: ?(?P<year>[0-9]{2,4}))?|"
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"
)
_MONTH_WITHOUT_YEAR = re.compile(r"[0-9]{1,2}\.? ?(?:[0-9]{1,2}\.?|[^\W\d]+)")
_FAR = timedelta(days=183)
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?:[:.]([0-9]{2}))? ?(h|am|pm)?", re.IGNORECASE)
_SAYS_TIME = re.compile(r"[:.h]|[ap]m$", re.IGNORECASE)
_TIME_AT_THE_END = re.compile(r"(?:(.*?)(?:(?<=[0-9])T|,?\s+(?:at\s+|ob\s+)?))??([^\sT]+(?: ?[ap]m)?)", re.IGNORECASE)


def spoken_day(text: str, today: date, *, ahead: bool = False) -> date:
    """The day that somebody means; raises :class:`SettingsError` that says what is understood.

    Without a year, and of weekdays, it is the nearest day that is not after today, which may be today; where the day
    lies ``ahead``, the nearest that is not before today, and of weekdays the next one after today. Of next week it is
    the Friday.
    """
    word = folded(text) if len(text) <= _LONGEST else ""
    if text.strip().startswith("-"):  # which folding takes for a dash
        word = f"-{word}"
    day = _day_in_words(word, today, ahead) or _day_on_paper(text.strip(), today, ahead)
    if day is None:
        _refuse_day_of_no_month(text.strip(), today)
        message = _("{value} is no day that is understood").format(value=text[:_LONGEST])
        raise SettingsError(message, how_days_are_said())
    if not FIRST_DAY <= day <= LAST_DAY:
        message = _("{value} is no day of a plan").format(value=text[:_LONGEST])
        raise SettingsError(message, _("a plan names days from 1900 to 2199"))
    return day


def _refuse_day_of_no_month(text: str, today: date) -> None:
    """Raise for 31.11. and 2026-02-30, which are said well, and are no days."""
    found = _DAY_AND_MONTH.fullmatch(text)
    if found is None:
        return
    day, month, year = (found["day"], found["month"], found["year"]) if found["day"] else found.group("d", "m", "y")
    if not (1 <= int(month) <= 12 and 28 < int(day) <= 31):
        return
    around = int(year) if year and len(year) == 4 and FIRST_DAY.year <= int(year) <= LAST_DAY.year else today.year
    last = calendar.monthrange(around, int(month))[1]
    if int(day) > last:
        message = ngettext("{value} is no day: that month has {number} day",
                           "{value} is no day: that month has {number} days", last)  # fmt: skip
        raise SettingsError(message.format(value=text, number=last), how_days_are_said())


def is_far_ahead(value: object, text: str, today: date) -> bool:
    """Whether a day, as a plan has it, lies more than half a year ahead though no year was said: then it is a surprise.

    It is none of a weekday or of so many weeks.
    """
    said_without_year = bool(_MONTH_WITHOUT_YEAR.fullmatch(text.strip()))
    return said_without_year and isinstance(value, str) and date.fromisoformat(value) - today > _FAR


def how_days_are_said() -> str:
    """What is understood as a day, in one sentence."""
    return _("write 2026-11-25, 25.11., today, yesterday, friday, next week, +3d (days), +2w (weeks) or +1m (months)")


def spoken_moment(text: str, today: date, zone: tzinfo | None) -> str:
    """The moment that somebody means, as a plan has it: ``2026-11-02T09:10:00+01:00``.

    ``9:10`` is today's, ``yesterday 9:10`` and ``2. 11. 9:10`` are those of that day, on the clock of the zone; without
    one on the machine's. Raises :class:`SettingsError`.
    """
    if is_time(text):
        return text
    found = _TIME_AT_THE_END.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    clock = _CLOCK.fullmatch(found[2]) if found else None
    if found is None or clock is None or not (found[1] or _SAYS_TIME.search(found[2])):
        message = _("{value} is no time that is understood").format(value=text[:_LONGEST])
        raise SettingsError(message, _("write 9:10, yesterday 9:10, 25.11. 9:10 or 2026-11-02T09:10+01:00"))
    day = spoken_day(found[1], today) if found[1] else today
    return _on_the_clock(text, day, clock, zone)


def _on_the_clock(text: str, day: date, clock: re.Match[str], zone: tzinfo | None) -> str:
    hour, minute, second = (int(part or 0) for part in clock.groups()[:3])
    half = (clock[4] or "").lower()
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
    if hour < 24 and minute < 60 and second < 60:
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone).astimezone(zone)
        if moment.astimezone(UTC).astimezone(zone).hour == hour:  # the change of clocks leaves an hour out
            return moment.isoformat(timespec="seconds")
    message = _("there is no such time as {value}").format(value=text[:_LONGEST])
    raise SettingsError(message, _("write the hour from 0 to 23 and the minutes from 00 to 59: 9:10"))


def _day_in_words(word: str, today: date, ahead: bool) -> date | None:
    try:
        return _by_name(word, today, ahead) or _by_steps(word, today)
    except OverflowError:
        return date.max


def _by_name(word: str, today: date, ahead: bool) -> date | None:
    if word in _BY_NAME:
        return today + timedelta(_BY_NAME[word])
    if word in _MONTH_ENDS:
        return _end(today, ahead, lambda year, month: (year, month))
    if word in _YEAR_ENDS:
        return _end(today, ahead, lambda year, _month: (year, 12))
    if word in _THIS_WEEK or word in _NEXT_WEEK or word in _NEXT_MONTH:
        return _end_of_what_comes(word, today) if today.year < date.max.year else None  # a calendar ends
    which, _space, name = word.rpartition(" ")
    if name not in _WEEKDAYS or (which and which not in _BEFORE and which not in _AFTER and which not in ("on", "v")):
        return None
    if which in _AFTER or (ahead and which not in _BEFORE):
        return today + timedelta((_WEEKDAYS[name] - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - _WEEKDAYS[name]) % 7
    return today - timedelta(7 if which in _BEFORE and back == 0 else back)


def _end_of_what_comes(word: str, today: date) -> date:
    """The last working day of this week or of the next; of the next month its last day. Never a day that is over."""
    if word in _NEXT_MONTH:
        return _last_of(today.year + today.month // 12, today.month % 12 + 1)
    friday = today + timedelta(_FRIDAY - today.weekday())
    return friday + timedelta(7) if word in _NEXT_WEEK else max(friday, today)


def _end(today: date, ahead: bool, whose: Callable[[int, int], tuple[int, int]]) -> date:
    """The last day of a month or of a year: of this one where it lies ahead, else the one that is over."""
    end = _last_of(*whose(today.year, today.month))
    if ahead or end == today:
        return end
    before = date(end.year, end.month, 1) if whose(2000, 1) == (2000, 1) else date(end.year, 1, 1)
    return before - timedelta(1)


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _by_steps(word: str, today: date) -> date | None:
    if found := _STEP.fullmatch(word.replace("+ ", "+")):
        sign, number, unit = found[1], found[2], found[3]
    elif found := _AHEAD.fullmatch(word):
        sign, number, unit = "+", found[1], found[2]
    elif found := _AGO.fullmatch(word):
        sign, number, unit = "-", found[1] or found[3], found[2] or found[4]
    else:
        return None
    count = int(number) if number.isdecimal() else 1
    return _stepped(today, count if sign == "+" else -count, _UNITS.get(unit, ""))


def _stepped(today: date, count: int, unit: str) -> date | None:
    if unit in ("d", "w"):
        return today + timedelta(count * (7 if unit == "w" else 1))
    if unit not in ("m", "y"):
        return None
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise OverflowError
    return min(date(year, month, min(today.day, 28)) + timedelta(max(0, today.day - 28)), _last_of(year, month))


def _day_on_paper(text: str, today: date, ahead: bool) -> date | None:
    """A day of the calendar as people write it; of two that it may be, nobody can tell which."""
    meant = [date.fromisoformat(one) for one in days_meant(text)]
    if not meant:
        meant = sorted(set(_without_year(text, today, ahead)))
    if len(meant) > 1:
        message = _("{value} may be {day} or {other}").format(value=text, day=meant[0], other=meant[1])
        raise SettingsError(message, _("write it as year-month-day"))
    return meant[0] if meant else None


def _without_year(text: str, today: date, ahead: bool) -> Iterator[date]:
    """The nearest day on the asked side, for each way in which its day and month may be read."""
    readings: dict[tuple[int, int], list[date]] = {}
    join = "" if text.endswith(".") else " "
    for year in range(today.year - _YEARS_AROUND, today.year + _YEARS_AROUND + 1):
        for one in map(date.fromisoformat, days_meant(f"{text}{join}{year}")):
            readings.setdefault((one.month, one.day), []).append(one)
    for days in readings.values():
        yield min(one for one in days if one >= today) if ahead else max(one for one in days if one <= today)
