"""The addresses behind a name: what a mail program and a telephone take, made of what people write."""

import re
from urllib.parse import quote

_EXTENSION = re.compile(r"(?:\bext(?:ension)?|\bint(?:erna)?|\bx|#)[\s.:]*([0-9][0-9 ]*)$", re.IGNORECASE)
_RUN = re.compile(r"\+?[0-9(][0-9\s().\-–/]*")
_OR_ANOTHER_END = re.compile(r"(?<=[0-9])\s+/\s*[0-9]{1,4}$")
_TRUNK_ZERO = re.compile(r"\(0\)")


def mail_address(email: str) -> str:
    """What follows ``mailto:``. What stands for more than itself there, as a question mark does, is encoded."""
    return quote(email, safe="@!$'*+")


def tel_number(phone: str) -> str:
    """What follows ``tel:``, with the extension apart (RFC 3966); empty where the text holds no number.

    ``+386 (0)1 234 56 78 (office)`` is ``+38612345678``, ``01 234 56 78 ext. 12`` is ``012345678;ext=12``.
    """
    text = phone.strip()
    extension = _EXTENSION.search(text)
    runs = _RUN.findall(_OR_ANOTHER_END.sub("", text[: extension.start()] if extension else text))
    number = max(runs, key=lambda run: sum(map(str.isdigit, run)), default="")
    if number.startswith("+"):
        number = _TRUNK_ZERO.sub("", number)
    digits = re.sub(r"[^0-9+]", "", number)
    return digits + (f";ext={extension[1].replace(' ', '')}" if extension and digits else "")
