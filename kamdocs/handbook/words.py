"""How values read on a page: days, money, ages and the words of closed lists."""

import functools
from datetime import date, datetime

from markupsafe import Markup, escape

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LABELS = {
    "csat": "CSAT",
    "ces": "CES",
    "nps": "NPS",
    "it": "IT",
    "email": "e-mail",
    "interview-in-person": "interview in person",
    "interview-remote": "remote interview",
    "sceptic": "sceptic",
    "us": "us",
}


@functools.lru_cache(maxsize=4096)
def day(value: date | None) -> Markup:
    """A day as ``4 Mar 2026``, with the ISO date for machines; nothing for none."""
    if value is None:
        return Markup()
    return Markup('<time datetime="{}">{}</time>').format(value.strftime("%Y-%m-%d"), plain_day(value))


def plain_day(value: date) -> str:
    """A day as ``4 Mar 2026``, without any markup."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> Markup:
    """A point in time as ``2 Nov 2026, 09:10``, in the offset in which it was written."""
    if value is None:
        return Markup()
    shown = f"{value.day} {MONTHS[value.month - 1]} {value.year}, {value:%H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), shown)


def month(value: date) -> str:
    """A month as ``Mar 2026``."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def month_name(value: date) -> str:
    """A month alone, as ``Mar``: for the ticks of an axis."""
    return MONTHS[value.month - 1]


def short_day(value: date) -> str:
    """A day without its year, as ``4 Mar``: for the ticks of an axis."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def number(value: float | None) -> str:
    """A number with thin groups of three: ``1 385 000``; at most two decimals, none where they are zero."""
    if value is None:
        return ""
    text = f"{value:,.2f}".removesuffix(".00")
    return text.replace(",", "\N{NARROW NO-BREAK SPACE}")


def money(value: float | None, currency: str | None) -> str:
    """An amount with its currency."""
    return f"{number(value)}\N{NO-BREAK SPACE}{currency or ''}".strip() if value is not None else ""


def label(value: str | None) -> str:
    """A word of a closed list, as people read it: ``not-met`` is ``not met``."""
    return _LABELS.get(value, value.replace("-", " ")) if value else ""


def count(value: int, noun: str) -> str:
    """``1 account``, ``2 accounts``."""
    return f"{number(value)} {noun}" if value == 1 else f"{number(value)} {noun}s"


def distance(value: date | None, as_of: date) -> str:
    """How far a day is: ``in 12 days``, ``3 days ago``, ``today``."""
    if value is None:
        return ""
    days = (value - as_of).days
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def sentence(value: object) -> str:
    """A message as it begins a line: with a capital letter."""
    text = str(value)
    return text[:1].upper() + text[1:]


def joined(values: object) -> Markup:
    """Values in a row, with commas; each is escaped."""
    return Markup(", ").join(escape(value) for value in values)  # type: ignore[attr-defined]
