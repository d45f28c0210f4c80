"""Of which year a customer's revenue is told."""

from collections.abc import Iterable

from kamdocs.model import Revenue


def last_year(rows: Iterable[Revenue], year: int) -> Revenue | None:
    """The revenue of the newest year before this one; None where the plan tells of none."""
    return max((row for row in rows if row.year < year), key=lambda row: row.year, default=None)
