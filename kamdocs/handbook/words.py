"""How values read on a page: days, money, ages and the words of closed lists, in the language that is spoken.

Babel knows how a language writes its dates and numbers; the patterns are ours.
"""

import functools
import re
from collections.abc import Iterable
from datetime import date, datetime

from babel.dates import format_date, get_day_names, get_month_names
from babel.numbers import format_decimal, format_scientific
from markupsafe import Markup, escape

from kamdocs.language import Sentence, _, counted, language, ngettext

_DAYS = {"en": "d MMM y", "sl": "d. MMM y"}
_LONG_DAYS = {"en": "d MMMM y", "sl": "d. MMMM y"}
_SHORT_DAYS = {"en": "d MMM", "sl": "d. MMM"}
_MONTHS = {"en": "MMM y", "sl": "LLLL y"}
"""Patterns of Unicode's LDML: a day, with and without its year, and a month."""


def day(value: date | None) -> Markup:
    """A day as ``4 Mar 2026``, with the ISO date for machines; nothing for none."""
    return _day(value, language()) if value else Markup()


@functools.lru_cache(maxsize=4096)
def _day(value: date, spoken: str) -> Markup:
    shown = format_date(value, _DAYS[spoken], locale=spoken)
    return Markup('<time datetime="{}">{}</time>').format(value.strftime("%Y-%m-%d"), shown)


def day_words(value: date) -> str:
    """A day as ``4 Mar 2026``, as plain text."""
    return _day_words(value, language())


@functools.lru_cache(maxsize=4096)
def _day_words(value: date, spoken: str) -> str:
    return str(format_date(value, _DAYS[spoken], locale=spoken))


_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOURS = re.compile(rf"\b(?:{'|'.join((*_WEEK, *_YEAR))}|PH|off)\b|-")


def hours(value: str | None) -> str:
    """Opening hours as people read them: ``Mo-Fr 07:00-17:00`` is ``Mon–Fri 07:00–17:00``."""
    return _HOURS.sub(lambda found: _hour_word(found[0]), value or "")


def _hour_word(word: str) -> str:
    if word in _WEEK:
        return str(get_day_names("abbreviated", "stand-alone", language())[_WEEK.index(word)])
    if word in _YEAR:
        return str(get_month_names("abbreviated", "stand-alone", language())[_YEAR.index(word) + 1])
    return {"PH": _("public holidays"), "off": _("closed")}.get(word, "\N{EN DASH}")


def moment(value: datetime | None) -> Markup:
    """A point in time as ``2 Nov 2026, 09:10``, in the offset in which it was written."""
    if value is None:
        return Markup()
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), moment_words(value))


def moment_words(value: datetime) -> str:
    """A point in time as plain text."""
    return f"{day_words(value)}, {value:%H:%M}"


def month(value: date) -> str:
    """A month as ``Mar 2026``."""
    return format_date(value, _MONTHS[language()], locale=language())


def month_name(value: date) -> str:
    """A month alone, as ``Mar``: for the ticks of an axis."""
    return str(format_date(value, "LLL", locale=language()))


def long_day(value: date) -> str:
    """A day with its month in full, as ``4 March 2026``: for a title."""
    return str(format_date(value, _LONG_DAYS[language()], locale=language()))


def short_day(value: date) -> str:
    """A day without its year, as ``4 Mar``: for the ticks of an axis."""
    return str(format_date(value, _SHORT_DAYS[language()], locale=language()))


def short_day_in(value: date, as_of: date) -> Markup:
    """A day as ``4 Mar``, with its year where that is another than the page's; with the ISO date for machines."""
    return _short_day_in(value, value.year == as_of.year, language())


@functools.lru_cache(maxsize=8192)
def _short_day_in(value: date, same_year: bool, _spoken: str) -> Markup:
    shown = short_day(value) if same_year else day_words(value)
    return Markup('<time datetime="{}">{}</time>').format(value.strftime("%Y-%m-%d"), shown)


def number(value: float | None) -> str:
    """A number with groups of three: ``1 385 000``; at most two decimals, none where they are zero."""
    return _number(value, language()) if value is not None else ""


WRITTEN_OUT = 1e15
"""A number from here on reads as a power of ten: nobody counts its digits, and Babel reckons with 28 of them."""


@functools.lru_cache(maxsize=4096)
def _number(value: float, spoken: str) -> str:
    if abs(value) >= WRITTEN_OUT:
        return str(format_scientific(value, locale=spoken))
    pattern = "#,##0" if f"{value:.2f}".endswith(".00") else "#,##0.00"
    shown = format_decimal(value, pattern, locale=spoken)
    return shown.replace(",", "\N{NARROW NO-BREAK SPACE}") if spoken == "en" else shown


def money(value: float | None, currency: str | None) -> str:
    """An amount with its currency."""
    return f"{number(value)}\N{NO-BREAK SPACE}{currency or ''}".strip() if value is not None else ""


def count(value: int, noun: str) -> str:
    """``1 account``, ``2 accounts``: one of the language's ``NOUNS``."""
    return counted(value, noun, number(value))


def distance(value: date | None, as_of: date) -> str:
    """How far a day is: ``in 12 days``, ``3 days ago``, ``today``."""
    if value is None:
        return ""
    days = (value - as_of).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in {number} day", "in {number} days", days).format(number=number(days))
    return ngettext("{number} day ago", "{number} days ago", -days).format(number=number(-days))


def lateness(due: date | None, as_of: date) -> str:
    """How a to-do stands by its last good day: ``13 days late``, ``today``, ``in 2 days``, ``no day set``."""
    if due is None:
        return _("no day set")
    if due >= as_of:
        return distance(due, as_of)
    days = (as_of - due).days
    return ngettext("{number} day late", "{number} days late", days).format(number=number(days))


def told(value: object) -> str:
    """A message or hint of a check, its days written as the page writes days."""
    return value.read(_shown) if isinstance(value, Sentence) else str(value)


def _shown(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_shown(one)) for one in value)
    if isinstance(value, Sentence):
        return told(value)
    return day_words(value) if type(value) is date else value


def sentence(value: object) -> str:
    """A message as it begins a line: with a capital letter, but where that would change a name.

    ``key_since is soon`` stays as it is: no field is called ``Key_since``.
    """
    text = told(value)
    return text if _begins_with_a_name(value) else text[:1].upper() + text[1:]


def _begins_with_a_name(value: object) -> bool:
    """Whether the first of a sentence is a value: a field, an id or a name, and no words of ours."""
    template = _(value.template) if isinstance(value, Sentence) else ""
    if not isinstance(value, Sentence) or not template.startswith("{"):
        return False
    first = value.values.get(template[1:].partition("}")[0])
    return not isinstance(first, Sentence) or _begins_with_a_name(first)


def edition(audience: str) -> str:
    """For whom a handbook is made, by the name of its audience: ``internal edition``."""
    known = {"internal": _("internal edition"), "shareable": _("shareable edition")}
    return known.get(audience) or _("{audience} edition").format(audience=audience)


def joined(values: Iterable[object]) -> Markup:
    """Values in a row, with commas; each is escaped."""
    return Markup(", ").join(escape(value) for value in values)


def clipped_within(text: object, length: int = 80) -> str:
    """A message, cut before its last colon where it is longer than so many letters: what it is about stays."""
    line = " ".join(str(text).split())
    said, colon, about = line.rpartition(": ")
    if len(line) <= length or not colon:
        return clipped(line, length)
    about = clipped(about, length // 2)
    return f"{clipped(said, length - len(about) - len(colon))}: {about}"


def clipped(text: object, length: int = 80) -> str:
    """A text on one line, cut after a word where it is longer than so many letters."""
    line = " ".join(str(text).split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:.") + "…"
