"""Bytes to text: UTF-8 and nothing else, and no character that hides or moves a line."""

import re

from kamdocs.language import Sentence, say
from kamdocs.source.document import Fault, Place
from kamdocs.source.offsets import place_at

MAX_BYTES = 4 * 1024 * 1024
"""The largest file that is read; an account plan has some 10 KB."""

# Line ends that only some programs see (they would shift every place below), and control characters.
_UNWANTED = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_NAMES = {
    "\r": say("a carriage return without a line feed (an old Mac line end)"),
    "\x00": say("a NUL character"),
    "\x85": say("a NEL line end (U+0085)"),
    "\u2028": say("a line separator (U+2028)"),
    "\u2029": say("a paragraph separator (U+2029)"),
}


def decode(data: bytes) -> tuple[str, Fault | None]:
    """The text of a file and, where it can't be taken, the fault; a byte order mark of UTF-8 is dropped."""
    if len(data) > MAX_BYTES:
        return "", _fault(
            say("the file is larger than {limit} MB", limit=MAX_BYTES // 1024**2),
            say("keep one customer in one file, and long documents elsewhere"),
        )
    if data.startswith(_WIDE_BOMS):
        return "", _fault(say("the file is written in UTF-16 or UTF-32, not in UTF-8"), _SAVE_AS_UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", _not_utf8(data, error.start)
    unwanted = _UNWANTED.search(text)
    return text, _unwanted_character(text, unwanted) if unwanted else None


_TOP = Place()
_SAVE_AS_UTF8 = say("save the file again with the encoding UTF-8")


def _fault(message: Sentence, hint: Sentence, place: Place = _TOP) -> Fault:
    return Fault("yaml-error", message, hint, place)


def _not_utf8(data: bytes, offset: int) -> Fault:
    before = data[:offset].decode("utf-8-sig", errors="replace")
    return _fault(
        say("the byte 0x{byte:02X} is not UTF-8", byte=data[offset]),
        say("the file was probably saved as Latin-1 or Windows-1250; save it again with the encoding UTF-8"),
        place_at(before, len(before)),
    )


def hidden_character(value: str) -> Sentence | None:
    """What no file may hold as it is, and an escape in double quotes made; None for most texts."""
    found = _UNWANTED.search(value)
    return _name(found.group()) if found else None


def _name(character: str) -> Sentence:
    return _NAMES.get(character) or say("a control character (U+{code:04X})", code=ord(character))


def _unwanted_character(text: str, found: re.Match[str]) -> Fault:
    name = _name(found.group())
    return _fault(
        say("the file holds {name}", name=name),
        say("delete that character, or save the file with ordinary line ends"),
        place_at(text, found.start()),
    )
