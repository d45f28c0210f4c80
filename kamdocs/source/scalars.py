"""Unquoted scalars: what they mean here, and which ones other YAML tools would read as something else.

The core schema of YAML 1.2 decides. Dates stay text (the schema judges them). What YAML 1.1 tools read differently
stays text too, and is said, because somebody will open the file with such a tool.
"""

import functools
import math
import re
from enum import Enum

from kamdocs.language import Sentence, marked, say
from kamdocs.source.numbers import GROUPED, readings

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_YES_NO = frozenset(
    variant for word in ("yes", "no", "on", "off") for variant in (word, word.capitalize(), word.upper())
)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_AMBIGUOUS_NUMBER = re.compile(
    r"[-+]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+"  # other bases
    r"|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"  # base 60: 12:30:00
    r"|0[0-9_]+(\.[0-9_]*)?"  # a leading zero: octal to some
    r"|[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?)\Z"  # digits grouped with underscores
)
_MAX_DIGITS = 18
"""More digits than these don't fit into the 64 bits that many tools have."""


class Trouble(Enum):
    """Why an unquoted scalar is a fault."""

    YES_NO = say("{text} without quotes is read as yes or no by other YAML tools")
    NUMBER = say("{text} without quotes is read as another number by other YAML tools")
    GROUPED = say("{text} without quotes can be read as {one} or as {other}")
    NOT_FINITE = say("{text} is not a number that can be counted with")
    TOO_LONG = say("{text} has more digits than a number can hold")

    @property
    def fatal(self) -> bool:
        """Whether nothing sensible can stand for the scalar; the ambiguous ones stay text."""
        return self in (Trouble.NOT_FINITE, Trouble.TOO_LONG)

    def message(self, text: str) -> Sentence:
        """The sentence for this text."""
        return say(self.value.template, text=text if len(text) <= 40 else text[:40] + "…", **self._readings(text))

    def hint(self, text: str) -> Sentence:
        """What to do about this text."""
        return say(_HINTS.get(self, _QUOTE_IT), **self._readings(text))

    def _readings(self, text: str) -> dict[str, str]:
        return dict(zip(("one", "other"), readings(text), strict=True)) if self is Trouble.GROUPED else {}


_QUOTE_IT = marked("put it in quotes if it is meant as text, or write a plain number such as 1000")
_HINTS = {
    Trouble.YES_NO: marked("put it in quotes if it is meant as text, or write true or false"),
    Trouble.GROUPED: marked("write {one} or {other}, whichever is meant; put it in quotes if it is meant as text"),
}


@functools.lru_cache(maxsize=16384)
def resolve(text: str) -> tuple[Scalar, Trouble | None]:
    """What an unquoted scalar means, and what is wrong with it, if anything."""
    if text in _WORDS:
        return _WORDS[text], None
    if text in _YES_NO:
        return text, Trouble.YES_NO
    return _number(text) if text[0] in "+-.0123456789" else (text, None)


def _number(text: str) -> tuple[Scalar, Trouble | None]:
    if _INTEGER.match(text):
        return (text, Trouble.TOO_LONG) if len(text.lstrip("+-")) > _MAX_DIGITS else (int(text), None)
    if _FLOAT.match(text):
        if GROUPED.match(text):
            return text, Trouble.GROUPED
        number = float(text)
        if not math.isfinite(number):
            return text, Trouble.NOT_FINITE
        # 90.0 is the whole number 90, to the schema and to everybody who reads it.
        return (int(number) if number.is_integer() and abs(number) < 10**_MAX_DIGITS else number), None
    if _NOT_FINITE.match(text):
        return text, Trouble.NOT_FINITE
    return text, Trouble.NUMBER if _AMBIGUOUS_NUMBER.match(text) else None
