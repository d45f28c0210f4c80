"""The few formats that a schema may ask for, each one function: the same for both validators.

They are strict where a sloppy value would be misread later: dates are ``2026-03-04``, times have an offset.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)
_EMAIL = re.compile(r"[^\s@<>\"'(),:;\\\[\]]+@[^\s@<>\"'(),:;\\\[\]]+\.[^\s@<>\"'(),:;\\\[\].]+")
_URI = re.compile(r"https?://[^\s<>\"'\\^`{|}/?#]+[^\s<>\"'\\^`{|}]*", re.ASCII | re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", re.ASCII)


def is_date(value: object) -> bool:
    """A day of the calendar, as in ``2026-03-04``."""
    return not isinstance(value, str) or (bool(_DATE.fullmatch(value)) and _parses(date.fromisoformat, value))


def is_time(value: object) -> bool:
    """A point in time with its offset, as in ``2026-11-02T09:10:00+01:00``."""
    return not isinstance(value, str) or (bool(_TIME.fullmatch(value)) and _parses(datetime.fromisoformat, value))


def is_email(value: object) -> bool:
    """An e-mail address, as in ``ana@supplier.example``."""
    return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))


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


def _parses(parse: Callable[[str], object], value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


FORMATS: Mapping[str, Callable[[object], bool]] = {
    "date": is_date,
    "date-time": is_time,
    "email": is_email,
    "uri": is_uri,
    "id": is_id,
}
