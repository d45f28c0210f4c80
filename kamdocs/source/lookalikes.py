"""Characters that look like others: blanks that are none to YAML, quotation marks and dashes of a word processor."""

import re

from kamdocs.language import Sentence, marked, say
from kamdocs.source.document import Fault, Mend, Place, Reading
from kamdocs.source.quoting import quoted

BLANK = "\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff"
QUOTE = "“”„‟‘’‚‛«»‹›"
_DOUBLE_QUOTE = "“”„‟«»"
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
DASH = "‐‑‒–—−•·"
_NAMES = {
    "\u00a0": say("a no-break space (U+00A0)"),
    "\u00ad": say("a soft hyphen (U+00AD)"),
    "\u2007": say("a figure space (U+2007)"),
    "\u200b": say("a zero-width space (U+200B)"),
    "\u202f": say("a narrow no-break space (U+202F)"),
    "\ufeff": say("a byte order mark (U+FEFF)"),
}
_BLANK = re.compile(f"[{BLANK}]")
_NO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_AROUND = re.compile(rf"[ {BLANK}]+")
_IN_CURLY = re.compile(rf"[{QUOTE}].*?[{QUOTE}](?=\s*(?:$|[,\]}}]|\s#))")
_ODD = re.compile(f"[{BLANK}{QUOTE}{DASH}：]")
_IN_A_SIGN = re.compile(
    rf"^[ \t-]*(?P<indent>[{BLANK}])"
    rf"|^[ \t]*(?:- +)*(?P<dash>[{DASH}])(?=[\s{BLANK}])"
    rf"|^[^:#\"']*?(?P<before>[{BLANK}])[\s{BLANK}]*:(?=\s|$)"
    rf"|^[^:#\"']*:[ \t]*(?P<after>[{BLANK}])"
    r"|^[ \t]*(?:- +)*[\w-]+(?P<colon>：)"
)
_BEGINS_A_VALUE = re.compile(rf"(?:^|(?<![^\s\[{{,:-]))(?P<quote>[{QUOTE}])")


def find_in_sign(line: str) -> int | None:
    """Where on a line such a character stands in place of an indentation, a dash, a colon or a blank beside one."""
    found = _IN_A_SIGN.search(line)
    return found.start(found.lastgroup or 0) if found else None


def find_quote(line: str) -> int | None:
    """Where on a line a text begins with a quotation mark that is none to YAML."""
    found = _BEGINS_A_VALUE.search(line)
    return found.start("quote") if found else None


def find_in_name(field: str) -> int | None:
    """Where the name of a field holds such a character."""
    found = _ODD.search(field)
    return found.start() if found else None


def find_around(value: str) -> int | None:
    """Where a value that is no sentence holds such a character: at its ends, or anywhere where it is one word."""
    if (sign := find_in_sign(value)) is not None:
        return sign
    for found in _ODD.finditer(value):
        if found.start() == 0 or found.end() == len(value) or " " not in value:
            return found.start()
    return None


def inside_quotes(value: str) -> str | None:
    """The text inside the curly quotation marks that stand around a whole value; None where none do.

    ‘one’ and ‘two’ has such marks at both ends, and none around.
    """
    inside = value[1:-1].strip()
    around = value[:1] in QUOTE and value[-1:] in QUOTE and len(value) > 1
    alike = _DOUBLE_QUOTE if value[:1] in _DOUBLE_QUOTE else QUOTE
    return inside if around and inside and not set(alike).intersection(_APOSTROPHE.sub("", inside)) else None


def name(character: str) -> Sentence:
    """What such a character is called."""
    if _BLANK.match(character):
        return _NAMES.get(character) or say("an invisible character (U+{code:04X})", code=ord(character))
    return say("the character {character} (U+{code:04X})", character=character, code=ord(character))


def lookalike_fault(character: str, line: str, place: Place) -> Fault:
    """The fault for such a character at a place on a line where YAML has a sign of its own."""
    template, hint = _SAYINGS[_kind(character)]
    message = say(template, name=name(character), character=character)
    reading = _as_sign(line, place) if line[place.column - 1 : place.column] == character else None
    return Fault("yaml-error", message, say(hint), place, readings=(reading,) if reading else ())


def without_lookalikes(value: str) -> str:
    """A value of one word, a day or a number with ordinary spaces, and without quotation marks around it."""
    plain = plain_blanks(value).strip()
    while (inside := inside_quotes(plain)) is not None:
        plain = inside
    return plain


def plain_blanks(text: str) -> str:
    """A text with an ordinary space for each blank that is none to YAML; those of no width are left out."""
    return _BLANK.sub(lambda found: "" if _NO_WIDTH.match(found.group()) else " ", text)


def _as_sign(line: str, place: Place) -> Reading | None:
    """The line with the sign of YAML that the character stands for; None where nobody can tell."""
    at = place.column - 1
    match _kind(line[at]):
        case "blank":
            around = next(found for found in _AROUND.finditer(line) if found.start() <= at < found.end())
            plain = "" if line.startswith(":", around.end()) else plain_blanks(around.group())
            return (Mend(place.line, around.start() + 1, around.end() + 1, plain),)
        case "quote":
            return _straight(line, place)
        case "colon":
            ends = line[at + 1 : at + 2].strip() == ""
            return (Mend(place.line, at + 1, at + 2, ":" if ends else ": "),)
        case _:
            return (Mend(place.line, at + 1, at + 2, "-"),)


def _straight(line: str, place: Place) -> Reading | None:
    """The text that stands in curly quotation marks, in straight ones; it ends where the next one closes."""
    found = _IN_CURLY.match(line, place.column - 1)
    inside = inside_quotes(found.group()) if found else None
    if found is None or inside is None:
        return None
    return (Mend(place.line, found.start() + 1, found.end() + 1, quoted(inside)),)


def lookalike_hint(character: str) -> Sentence:
    """What to do about such a character in a value."""
    return say(_HINTS[_kind(character)], character=character)


def _kind(character: str) -> str:
    if _BLANK.match(character):
        return "blank"
    return "quote" if character in QUOTE else "colon" if character == "：" else "dash"


_SAYINGS = {
    "blank": (
        marked("{name} stands here; it looks like a space or like nothing, and YAML takes it as text"),
        marked("delete it, and type ordinary spaces where some are needed"),
    ),
    "quote": (
        marked("{character} is not a quotation mark to YAML, so it does not hold the text together"),
        marked('put the whole text in straight quotation marks: "…"'),
    ),
    "dash": (
        marked("{character} is not the hyphen that begins a list item"),
        marked("write a hyphen and a space: - …"),
    ),
    "colon": (marked("{name} is not the colon that ends a field's name"), marked("write it as name: value")),
}
_HINTS = {
    "blank": marked("delete that character"),
    "quote": marked('delete {character}, or write straight quotation marks: "…"'),
    "dash": marked("write a hyphen in place of {character}"),
    "colon": marked("write an ordinary colon in place of {character}"),
}
