"""What all values of a plan share."""

from datetime import date, datetime
from typing import Literal, TypeAlias

import msgspec

Day: TypeAlias = date
Moment: TypeAlias = datetime  # always with an offset
Id: TypeAlias = str
Grade = Literal["high", "medium", "low"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"from_": "from", "with_": "with"}):
    """Something that stands in a file: a field's record, or an item of a list.

    Field names are those of the files; ``from`` and ``with`` are ``from_`` and ``with_``. Amounts are in the
    record's currency, shares in percent, ``*_on`` are days, ``*_at`` points in time with their offset.
    Written out again, a record holds what its file says: fields that are not there are left out.
    """

    @property
    def key(self) -> str | None:
        """What the record is called in its file, for the identity of a gap; None where it has no name."""
        return getattr(self, "id", None)
