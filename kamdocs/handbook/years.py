"""Of which year a customer's revenue is told."""

from collections.abc import Sequence

import msgspec

from kamdocs.handbook.words import money
from kamdocs.model import Revenue


class Brought(msgspec.Struct, frozen=True):
    """What a customer brought in a year: a row for each currency, the largest amount first."""

    year: int
    rows: tuple[Revenue, ...]

    @property
    def words(self) -> str:
        """The amounts: currencies are not added up."""
        return " + ".join(money(row.amount, row.currency) for row in self.rows)


def last_year(rows: Sequence[Revenue], year: int) -> Brought | None:
    """The revenue of the newest year before this one; None where none is told."""
    newest = max((row.year for row in rows if row.year < year), default=None)
    if newest is None:
        return None
    return Brought(newest, tuple(sorted((row for row in rows if row.year == newest), key=lambda row: -row.amount)))
