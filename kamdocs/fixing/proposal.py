"""A proposal: how something may be mended, before anybody has proven that it is right."""

import msgspec

from kamdocs.fixing.trouble import Trouble
from kamdocs.language import Sentence
from kamdocs.source import Pointer
from kamdocs.writing.splice import Splice


class Proposal(msgspec.Struct, frozen=True):
    """One reading of what is wrong at an offset, as splices of the text.

    ``cures`` is the trouble that is gone with it, None for a fault of the form at ``offset``. The data may change at
    or below the pointers that it ``touches``, and nowhere else; None says that all may, because nothing was read.
    """

    what: Sentence
    offset: int
    splices: tuple[Splice, ...]
    touches: tuple[Pointer, ...] | None
    cures: Trouble | None = None


Readings = tuple[Proposal, ...]
"""All ways to understand one thing: it is mended where there is one, or where but one of them is right."""
