"""The values of this room: what is mended, how, and what is left to people."""

import msgspec

from kamdocs.language import Sentence
from kamdocs.source import Place
from kamdocs.writing.splice import Splice


class Fix(msgspec.Struct, frozen=True):
    """Something that has one right reading, and what it makes of the text.

    ``what`` tells it in a sentence; ``place`` is that of the fault, and the ``splices`` have offsets, both in the text
    as it was. Where a later fix took in the stretch of an earlier one, the earlier one has no splices of its own.
    """

    what: Sentence
    place: Place
    splices: tuple[Splice, ...]


class Choice(msgspec.Struct, frozen=True):
    """Something that has two readings, of which nobody but a person can tell which is meant."""

    place: Place
    fixes: tuple[Fix, ...]


class Mended(msgspec.Struct, frozen=True):
    """A text with all that could be mended; ``choices`` are what stayed because it has several readings.

    The splices of the choices are of the new ``text``.
    """

    text: str
    fixes: tuple[Fix, ...] = ()
    choices: tuple[Choice, ...] = ()
