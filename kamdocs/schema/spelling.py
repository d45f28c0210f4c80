"""Days, times, numbers and words as people write them, and how they are written here.

Only what can mean one thing is rewritten; where it can mean two, both are given.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kamdocs.schema.formats import is_date, is_time, phone_numbers
from kamdocs.source.numbers import readings

_LONGEST = 60
"""No day, number or address that somebody mistyped is longer."""

_YEAR_FIRST = re.compile(r"([0-9]{4})[-./ ]+([0-9]{1,2})[-./ ]+([0-9]{1,2})\.?")
_SHORT_YEAR_LAST = re.compile(r"([0-9]{1,2})\. *([0-9]{1,2})\. *([0-9]{2})\.?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./ ]+)([0-9]{1,2})[-./ ]+([0-9]{4})\.?")
_RUN_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_OF_A_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.Z+ -]*")
_MONTH_BY_NAME = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-. ]+([^\W\d_]+)[-., ]+([0-9]{4})\.?")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)[. ]+([0-9]{1,2})(?:st|nd|rd|th)?[, ]+([0-9]{4})\.?")
_TIME = re.compile(
    r"(.*[0-9]\.?)(?:T|,?\s+(?:at\s+|ob\s+)?)([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2}))?\s*(Z|[+-][0-9:]+)?"
)
_NUMBER_IN_WORDS = re.compile(r"(?P<before>[^\d+-]*)(?P<number>[-+]?[0-9](?:.*[0-9])?)(?P<behind>\D*)")
_NO_CENTS = re.compile(r"[.,]\s*[-–—]+(?=\s|$)")
_WORD = re.compile(r"[tT]€|[^\W\d_]+\.?|[^\w\s]")
_YES = frozenset({"yes", "y", "on", "x", "1", "da", "ja", "✓", "true"})
_NO = frozenset({"no", "n", "off", "0", "ne", "nein", "-", "false"})
_ADDRESS = re.compile(r"[^\s<>,;()\[\]\"]+@[^\s<>,;()\[\]\"]+")


def days_meant(written: str) -> list[str]:
    """The days, as ISO texts, that a text may mean: one, two where nobody can tell day and month apart, or none."""
    text = written.strip()
    if len(text) > _LONGEST:
        return []
    return sorted({day for day in _days(text) if is_date(day)})


def times_meant(written: str) -> list[str]:
    """The times that a text may mean; where it names no offset, none is added."""
    found = _TIME.fullmatch(written.strip()) if len(written) <= _LONGEST else None
    if found is None:
        return []
    day, hour, minute, second, offset = found.groups()
    clock = f"T{int(hour):02}:{minute}" + (f":{second}" if second else "")
    days = [day] if is_date(day) else days_meant(day)
    return [time for one in days if is_time((time := f"{one}{clock}{offset or ''}") + ("" if offset else "Z"))]


def numbers_meant(written: str, counted_in: str = "") -> list[str]:
    """The numbers, as written here, that a text may mean; the smallest first.

    ``450k`` is 450000. ``counted_in`` (``days``, ``hours``, ``percent``) is what may stand beside the number and says
    nothing new; a currency may always. None where there is any other word: three weeks are no three days.
    """
    found = _NUMBER_IN_WORDS.fullmatch(_NO_CENTS.sub("", written).strip()) if len(written) <= _LONGEST else None
    if found is None:
        return []
    beside = _WORD.findall(f"{found['before']} {found['behind']}")
    scales = [scale for word in beside if (scale := _scale(word)) is not None]
    said = _CURRENCIES | _UNITS.get(counted_in, frozenset())
    if len(scales) > 1 or any(_scale(word) is None and word.casefold().rstrip(".") not in said for word in beside):
        return []
    times = scales[0] if scales else 1
    return [format((Decimal(one) * times).normalize(), "f") for one in readings(found["number"])]


def currencies_in(written: str) -> list[str]:
    """The currencies that stand beside a number, as they are written."""
    found = _NUMBER_IN_WORDS.fullmatch(_NO_CENTS.sub("", written).strip()) if len(written) <= _LONGEST else None
    words = _WORD.findall(f"{found['before']} {found['behind']}") if found else []
    return [word for word in words if word.casefold().rstrip(".") in _CURRENCIES]


def _scale(word: str) -> int | None:
    """By how much a word multiplies the number beside it; None for others, and for m, which is a month to some."""
    return _SCALES.get("mio") if word == "M" else _SCALES.get(word.casefold().rstrip("."))


def switch_meant(written: str) -> str | None:
    """``true`` or ``false`` for a word that means one of them."""
    word = written.strip().casefold()
    return "true" if word in _YES else "false" if word in _NO else None


def addresses_in(written: str) -> list[str]:
    """The e-mail addresses in a text, with nothing around them."""
    found = _ADDRESS.findall(written) if len(written) <= 10 * _LONGEST else []
    return [one.removeprefix("mailto:").rstrip(".") for one in found]


def items_in(written: str, form: str) -> list[str]:
    """The items of a list that somebody wrote as one text."""
    if form == "email":
        return addresses_in(written) or [written.strip()]
    if form == "phone":
        return phone_numbers(written) or [written.strip()]
    return [item.strip() for item in re.split("[,;\n]", written) if item.strip()]


def _days(text: str) -> Iterator[str]:
    if found := _DAY_OF_A_TIME.fullmatch(text):
        yield found[1]
    elif found := _YEAR_FIRST.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        yield _iso(found[1], found[2], found[3])
        if int(found[2]) > 12:  # there is no such month, so the day stands before it
            yield _iso(found[1], found[3], found[2])
    elif found := _SHORT_YEAR_LAST.fullmatch(text):
        yield _iso(f"20{found[3]}", found[2], found[1])
    elif found := _YEAR_LAST.fullmatch(text):
        first, between, second, year = found.groups()
        yield _iso(year, second, first)
        if "." not in between:  # with points the day comes first, everywhere
            yield _iso(year, first, second)
    elif found := _MONTH_BY_NAME.fullmatch(text):
        yield _iso(found[3], _month(found[2]), found[1])
    elif found := _MONTH_FIRST.fullmatch(text):
        yield _iso(found[3], _month(found[1]), found[2])


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> str:
    return str(_MONTHS.get(name.casefold()[:3], 0))


# By their first letters, the same in every case: January, januar, januarja; May, maj, maja.
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6, "jul": 7, "avg": 8, "aug": 8, "sep": 9,
    "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

_SCALES = {
    **dict.fromkeys(("k", "tsd", "tis", "tisoč", "tisoc", "thousand", "thsd", "tausend", "t€", "teur", "keur"), 1_000),
    **dict.fromkeys(("mio", "mln", "mn", "million", "millions", "meur"), 1_000_000),
    **dict.fromkeys(("milijon", "milijona", "milijone", "milijoni", "milijonov", "millionen"), 1_000_000),
    **dict.fromkeys(("mrd", "mlrd", "bn", "billion", "milijarda", "milijardi", "milijarde", "milijard"), 1_000_000_000),
}
_CURRENCIES = frozenset(
    {"€", "$", "£", "¥", "eur", "usd", "gbp", "chf", "jpy", "cny", "aud", "cad", "hrk", "rsd", "bam", "pln", "czk"}
    | {"huf", "sek", "nok", "dkk", "euro", "euros", "evro", "evra", "evri", "evrov"}
)
_UNITS = {
    "days": frozenset({"d", "day", "days", "dan", "dneva", "dni", "dnevi", "tage"}),
    "hours": frozenset({"h", "hour", "hours", "ura", "uri", "ure", "ur", "stunden"}),
    "percent": frozenset({"%", "percent", "pct", "odstotek", "odstotka", "odstotki", "odstotkov", "prozent"}),
}
