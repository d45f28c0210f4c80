"""Texts that a spreadsheet would run as a formula, made harmless in CSV, and back.

Excel and LibreOffice take a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, some also behind blanks
or in full-width letters. An apostrophe before it makes it text. Where the system's separator is the semicolon, as in
most of Europe, a file with commas that is opened with a double click is cut at each ``;`` and at line ends within
quotes, so that a formula may also begin behind these. (OWASP, *CSV Injection*.)
"""

import re

_QUOTES = "\"'`´‘’‚‛“”„«»‹›＂＇"
_BLANKS = " \u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_LEAD = _QUOTES + _BLANKS
"""In a class of characters: what may stand before a formula."""
_OPERATORS = "=+\\-@＝＋－＠﹢﹣﹦﹫−"
_FORMULA = rf"[{_LEAD}]*[{_OPERATORS}]"
_BEGINNING = rf"[{_LEAD}\t\r\n]*[{_OPERATORS}\t\r\n]"
# An apostrophe more or less before a formula leaves it one: because of that there is a way back.
_RISKY = re.compile(rf"\A(?={_BEGINNING})|(?<=[;\t\r\n])(?={_FORMULA})")
_MADE_SAFE = re.compile(rf"\A'(?={_BEGINNING})|(?<=[;\t\r\n])'(?={_FORMULA})")


def made_safe(text: str) -> str:
    """A text with an apostrophe before what could be a formula: at its beginning, behind ``;``, tab and line end."""
    return _RISKY.sub("'", text)


def as_written(text: str) -> str:
    """The text that :func:`made_safe` was given: one apostrophe less before whatever could be a formula."""
    return _MADE_SAFE.sub("", text)


def is_risky(text: str) -> bool:
    """Whether a text begins as a formula does."""
    return _RISKY.match(text) is not None
