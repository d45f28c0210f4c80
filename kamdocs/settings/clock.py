"""The clock: nothing else in kamdocs knows what time it is, and only the command line and the site's adapter ask."""

from datetime import UTC, date, datetime, tzinfo


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today(zone: tzinfo | None) -> date:
    """The day it is in a zone, the handbook's own; without one on the machine's calendar."""
    return now().astimezone(zone).date()
