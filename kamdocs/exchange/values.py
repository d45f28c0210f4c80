"""Cells to values: days, numbers and words of closed lists, where they have one right reading.

What has none, or more than one, is a :class:`Misread`, and nothing is guessed. Two things may decide between two
readings: what somebody said of the files, and the other cells of the same column, where those can only be read in one
way (a column with 23/11/2026 in it has the day first).
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

import msgspec

from kamdocs.exchange.headers import COMMON, fold, load_source
from kamdocs.language import Sentence, say
from kamdocs.schema.formats import is_date, is_email, is_phone, is_uri, phone_numbers
from kamdocs.schema.spelling import addresses_in, days_meant, numbers_meant, switch_meant
from kamdocs.schema.walk import schema_tree
from kamdocs.source.numbers import readings

DateOrder = Literal["day-first", "month-first"]
DecimalMark = Literal[".", ","]

SCHEMA_LISTS: Mapping[str, tuple[str, ...]] = {
    "stage": ("opportunities", "stage"),
    "order_status": ("orders", "status"),
    "case_status": ("nonconformities", "status"),
    "case_priority": ("nonconformities", "severity"),
    "case_kind": ("nonconformities", "kind"),
    "activity_kind": ("interactions", "kind"),
    "area": ("stakeholders", "area"),
    "account_status": ("status",),
    "tier": ("tier",),
}
"""By the name of a table of values: the field of a plan whose closed list it leads to."""
OTHER_LISTS: Mapping[str, tuple[str, ...]] = {
    "opportunity_status": ("open", "won", "lost"),
    "activity_status": ("held", "planned", "not-held"),
    "direction": ("us", "customer"),
    "currency": (),
}
"""Tables whose values no field of a plan has; of currencies any three capital letters."""

_TIME_BEHIND = re.compile(r",?\s+\d{1,2}[:.]\d{2}([:.]\d{2})?\s*([ap]\.?\s*m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.I)
_DAY_AS_NUMBER = re.compile(r"[2-7][0-9]{4}([.,][0-9]+)?")
"""The days since 1900, from 1954 to 2119: as a spreadsheet has a day within."""
_SLASHED = re.compile(r"(\d{1,2})[-/ ]+(\d{1,2})[-/ ]+\d{4}\b")
_DIGITS = re.compile(r"[-+]?\d[\d.,'’\s]*")
_CURRENCY = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_MARKS = {"€": "EUR", "£": "GBP"}
_LONGEST = 60
"""No day is longer, nor what messages show of a cell."""
_LONGEST_PHONES, _LONGEST_EMAIL = 500, 254
_ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?E\+[0-9]{2,3}", re.IGNORECASE)
"""A long number as Excel saves it: ``3.8640E+10``."""
_TRUE = frozenset({"pravilno", "resnica", "wahr", "vero", "vrai", "verdadero", "istina", "prawda", "pravda", "igaz"})
_FALSE = frozenset(
    {"nepravilno", "napačno", "neresnica", "falsch", "falso", "faux", "neistina", "fałsz", "nepravda", "hamis"}
)
"""What spreadsheets in Slovenian, German, Italian, French, Spanish, Croatian, Polish, Slovak and Hungarian write."""
_KEPT_FORMATS = "\u200c\u200d"
"""Joiners of letters, without which some names can't be written."""


class Habits(msgspec.Struct, frozen=True):
    """How a file writes what could be read in two ways; None where nobody said so."""

    date_order: DateOrder | None = None
    decimal: DecimalMark | None = None
    currency: str | None = None


class Misread(Exception):  # noqa: N818 (what happened to a cell)
    """A cell has no right reading, or more than one."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


def cleaned(text: str) -> str:
    """A text on one line, composed, without characters that nobody sees."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(map(_seen, composed))
    return " ".join(composed.split())


def _seen(char: str) -> str:
    if char.isspace():
        return " "
    hidden = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") and char not in _KEPT_FORMATS
    return "" if hidden else char


def shortened(text: str, most: int) -> str:
    """A text of at most ``most`` characters, cut at a blank, with an ellipsis where something is cut."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rpartition(' ')[0] or head} …"[:most] if " " in head[most // 2 :] else f"{head}…"


def day_of(header: str, text: str, habits: Habits) -> str | None:
    """The day of a cell as ISO text, its time left out; None of an empty one. Raises :class:`Misread`."""
    if not (text := text.strip()):
        return None
    if len(text) > _LONGEST:
        raise Misread(say("{header} is {text}, which is no day", header=header, text=text[:_LONGEST]))
    days = [text[:10]] if is_date(text[:10]) and not text[10:11].isdigit() else days_meant(_TIME_BEHIND.sub("", text))
    if len(days) == 2 and habits.date_order and (found := _SLASHED.match(text)):
        first = int(found[1])
        days = [day for day in days if (int(day[8:]) == first) == (habits.date_order == "day-first")]
    if len(days) == 1:
        return days[0]
    if days:
        raise Misread(say("{header} is {text}, which can be {one} or {other}: name --dates day-first or month-first",
                          header=header, text=text, one=days[0], other=days[1]))  # fmt: skip
    if _DAY_AS_NUMBER.fullmatch(text):
        raise Misread(say("{header} is {text}: a spreadsheet has saved the day as a number; give the column the format "
                          "of a date there, or export it again", header=header, text=text))  # fmt: skip
    raise Misread(say("{header} is {text}, which is no day", header=header, text=text[:60]))


def number_of(header: str, text: str, habits: Habits) -> Decimal | None:
    """The number of a cell; None of an empty one. Raises :class:`Misread`."""
    if not (text := text.strip()):
        return None
    numbers = numbers_meant(text)
    if len(numbers) == 2 and habits.decimal and (found := _DIGITS.search(text)):
        grouping = "," if habits.decimal == "." else "."
        plain = found[0].strip().replace(grouping, "")
        numbers = numbers_meant(plain.replace(",", ".")) if habits.decimal == "," else numbers_meant(plain)
        numbers = numbers if len(numbers) == 1 else [plain.replace(",", ".")]
    if len(numbers) == 1:
        return Decimal(numbers[0])
    if numbers:
        raise Misread(say("{header} is {text}, which can be {one} or {other}: name --decimal , or --decimal .",
                          header=header, text=text, one=numbers[0], other=numbers[1]))  # fmt: skip
    raise Misread(say("{header} is {text}, which is no number", header=header, text=text[:60]))


def plain_number(number: Decimal) -> int | float:
    """A number as a plan has it: whole ones without a point."""
    return int(number) if number == number.to_integral_value() else float(round(number, 4))


def habits_of(columns: Iterable[Iterable[str]], given: Habits) -> Habits:
    """How days and numbers are written, as the cells of these columns themselves say; what was given stands.

    Only cells that can be read in one way count, and only where all of these agree.
    """
    orders: set[DateOrder] = set()
    marks: set[DecimalMark] = set()
    for cells in columns:
        for cell in cells:
            if found := _SLASHED.match(cell):
                first, second = int(found[1]), int(found[2])
                if first > 12 >= second:
                    orders.add("day-first")
                elif second > 12 >= first:
                    orders.add("month-first")
            elif (number := _DIGITS.fullmatch(cell.strip())) and (mark := _mark(number[0].strip())):
                marks.add(mark)
    return Habits(
        given.date_order or (orders.pop() if len(orders) == 1 else None),
        given.decimal or (marks.pop() if len(marks) == 1 else None),
        given.currency,
    )


def _mark(text: str) -> DecimalMark | None:
    """The decimal mark that a number can only have; None where it has none, or could be read in two ways."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0 or len(readings(text)) != 1:
        return None
    mark: DecimalMark = "," if text[last] == "," else "."
    grouped = text.count(text[last]) > 1
    return (("." if mark == "," else ",") if grouped else mark) if text.count(".") + text.count(",") else None


def currency_of(header: str, text: str, amount: str, words: Mapping[str, str], habits: Habits) -> str | None:
    """The currency that a cell names, or the cell of the amount itself, or what was given for all. Raises Misread."""
    text = text.strip()
    if text:
        if _CURRENCY.fullmatch(text.upper()):
            return text.upper()
        meant = _MARKS.get(text) or words.get(fold(text))
        if meant is None:
            raise Misread(
                say("{header} is {text}, which is no currency of three letters", header=header, text=text[:60])
            )
        return meant or habits.currency
    found = _CURRENCY.search(amount)
    mark = next((_MARKS[char] for char in amount if char in _MARKS), None)
    return found[0] if found else mark or habits.currency


class ValueTables(msgspec.Struct, frozen=True):
    """The tables of closed lists: what people added in their mapping, then a system's own, then the common ones."""

    source: str = COMMON
    own: Mapping[str, Mapping[str, str]] = {}

    def words(self, kind: str) -> Mapping[str, str]:
        """All words of a table, folded, with what they are here."""
        return {**load_source(COMMON).values.get(kind, {}), **load_source(self.source).values.get(kind, {}),
                **{fold(word): value for word, value in self.own.get(kind, {}).items()}}  # fmt: skip

    def meant(self, kind: str, text: str) -> str | None:
        """The value for a word; empty where its rows are to be left out, None where the word is not known."""
        word = fold(text)
        for table in (
            {fold(one): value for one, value in self.own.get(kind, {}).items()},
            load_source(self.source).values.get(kind, {}),
            load_source(COMMON).values.get(kind, {}),
            schema_words(kind),
        ):
            if word in table:
                return table[word]
        return None


@functools.cache
def schema_words(kind: str) -> Mapping[str, str]:
    """The values of a list themselves, and the other names that the schema knows for them, folded."""
    listed = {fold(value): value for value in OTHER_LISTS.get(kind, ())}
    node = schema_tree("account").at(_way(SCHEMA_LISTS[kind])) if kind in SCHEMA_LISTS else None
    if node is None:
        return listed
    others = node.keywords.get("x-value-synonyms", {})
    words = {fold(word): value for value, told in others.items() for word in str(told).split(",")}
    return {**words, **{fold(value): value for value in node.keywords.get("enum", ())}}


def _way(path: tuple[str, ...]) -> tuple[str | int, ...]:
    return path if len(path) == 1 else (path[0], 0, path[1])


def values_of(kind: str) -> tuple[str, ...]:
    """The values that a table of a closed list may lead to."""
    if kind in OTHER_LISTS:
        return OTHER_LISTS[kind]
    node = schema_tree("account").at(_way(SCHEMA_LISTS[kind]))
    return tuple(node.keywords["enum"]) if node else ()


def truth_of(text: str) -> bool | None:
    """Whether a cell says yes; None where it says neither."""
    word = text.strip().casefold()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    switch = switch_meant(text)
    return None if switch is None else switch == "true"


def emails_of(text: str) -> list[str]:
    """The addresses in a cell that are right, each once."""
    found: dict[str, str] = {}
    for one in addresses_in(text):
        if is_email(one) and len(one) <= _LONGEST_EMAIL:
            found.setdefault(one.casefold(), one)
    return list(found.values())


def is_rounded(cell: str) -> bool:
    """Whether a spreadsheet has cut the digits of a number."""
    return bool(_ROUNDED.fullmatch(cell.strip()))


def phones_of(*cells: str) -> list[str]:
    """The telephone numbers in some cells, each once."""
    found: dict[str, str] = {}
    for cell in cells:
        if is_rounded(cell):
            continue
        for number in phone_numbers(cleaned(cell[:_LONGEST_PHONES])):
            if is_phone(number) and len(number) <= 60:
                found.setdefault(re.sub(r"\D", "", number), number)
    return list(found.values())


def website_of(text: str) -> str | None:
    """A web address; a bare domain gets ``https://`` before it. None where it is none."""
    text = text.strip()
    if text and "://" not in text:
        text = f"https://{text}"
    return text if text and is_uri(text) and len(text) <= 500 and "." in text else None
