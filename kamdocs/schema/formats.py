"""The few formats that a schema may ask for, each one function: the same for both validators.

They are strict where a sloppy value would be misread later (dates are ``2026-03-04``, times have an offset), and let
pass whatever is right: a valid address that is refused takes a customer away.
"""

import functools
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from kamdocs.schema.opening import is_opening_hours

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that a plan may name: longer than any customer lives, and far from both ends of the calendar."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z| ?[+-][0-9]{2}(:?[0-9]{2})?)",
    re.ASCII,
)
# What browsers take for <input type=email> (html.spec.whatwg.org), and the letters of all alphabets, which people there
# see as they are written, too.
_LETTER = r"[A-Za-z0-9]|[^\x00-\x7f\W]|[\u0300-\u036f]"
_LABEL = rf"(?:{_LETTER})(?:(?:{_LETTER}|-){{0,61}}(?:{_LETTER}))?"
_EMAIL = re.compile(rf"(?:{_LETTER}|[.!#$%&'*+/=?^_`{{|}}~-])+@{_LABEL}(?:\.{_LABEL})*")
_URI = re.compile(r"https?://[^\s<>\"'\\^`{|}/?#]+[^\s<>\"\\^`{|}]*", re.ASCII | re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", re.ASCII)
_BETWEEN_NUMBERS = re.compile(r"[,;|\n]|\s/\s|\s(?:or|and|ali|in|oz\.)\s|(?<=\S)\s*(?=\+)")
_DIGITS_OF_A_NUMBER = 5
"""With fewer digits it is an extension, an area code or part of a name."""


def is_date(value: object) -> bool:
    """A day of the calendar, as in ``2026-03-04``, from ``FIRST_DAY`` through ``LAST_DAY``."""
    return not isinstance(value, str) or _is_day(value)


def is_time(value: object) -> bool:
    """A point in time with its offset, as in ``2026-11-02T09:10+01:00``; seconds are optional."""
    return not isinstance(value, str) or (bool(_TIME.fullmatch(value)) and _in_bounds(moment_of, value))


def is_email(value: object) -> bool:
    """An e-mail address, as in ``ana@supplier.example``."""
    return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))


def is_phone(value: object) -> bool:
    """A telephone number with what people write around it, and no second number: ``+386 1 234 56 78 (office)``."""
    return not isinstance(value, str) or len(phone_numbers(value)) < 2


def is_uri(value: object) -> bool:
    """A web address that begins with ``http://`` or ``https://``; no other scheme can be followed from a page."""
    return not isinstance(value, str) or bool(_URI.fullmatch(value))


def is_id(value: object) -> bool:
    """An id: plain letters, digits, dots, dashes and underscores, with a letter or digit at both ends."""
    return not isinstance(value, str) or bool(_ID.fullmatch(value))


RESERVED = frozenset({"index", "readme"})
"""Names of files that the pages need for themselves."""
LONGEST_NAME = 250
"""What file systems allow in a name is 255 bytes; a page or a file of an account adds up to five, as ``.html`` does."""


def is_file_id(name: str) -> bool:
    """Whether the name of a plan's file can be the account's id, and part of an address and of other files' names."""
    return is_id(name) and name.lower() not in RESERVED and len(name) <= LONGEST_NAME


def moment_of(text: str) -> datetime:
    """The point in time that a valid text tells; raises ``ValueError`` for others."""
    return datetime.fromisoformat(text[:16] + text[16:].replace(" ", ""))


def phone_numbers(text: str) -> list[str]:
    """The telephone numbers in a text, each with what is written around it."""
    parts = [part.strip() for part in _BETWEEN_NUMBERS.split(text)]
    return [part for part in parts if sum(map(str.isdigit, part)) >= _DIGITS_OF_A_NUMBER]


@functools.lru_cache(maxsize=16384)  # the days of a handbook are few, and each stands there many times
def _is_day(text: str) -> bool:
    return bool(_DATE.fullmatch(text)) and _in_bounds(date.fromisoformat, text)


def _in_bounds(parse: Callable[[str], date], text: str) -> bool:
    try:
        day = parse(text)
    except ValueError:
        return False
    return FIRST_DAY <= (day.date() if isinstance(day, datetime) else day) <= LAST_DAY


FORMATS: Mapping[str, Callable[[object], bool]] = {
    "date": is_date,
    "date-time": is_time,
    "email": is_email,
    "phone": is_phone,
    "uri": is_uri,
    "id": is_id,
    "opening-hours": is_opening_hours,
}
