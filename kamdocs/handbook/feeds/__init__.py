"""What readers take along: calendars to subscribe to, data for programs and spreadsheets, and a feed of news."""

from collections.abc import Iterator

from kamdocs.handbook.failed import Guard
from kamdocs.handbook.feeds.atom import PATH as FEED
from kamdocs.handbook.feeds.atom import gaps_feed
from kamdocs.handbook.feeds.calendars import calendar_files
from kamdocs.handbook.feeds.data import data_files, told_gaps
from kamdocs.handbook.feeds.lists import list_files
from kamdocs.handbook.feeds.table import PATH as TABLE
from kamdocs.handbook.feeds.table import gaps_table
from kamdocs.handbook.feeds.vcards import vcard_files
from kamdocs.handbook.page import Asset
from kamdocs.handbook.view import View


def feed_files(view: View, guard: Guard) -> Iterator[Asset]:
    """All files, one after the other; those of gaps only for who is told of gaps."""
    yield from calendar_files(view, guard)
    cards: list[Asset] = guard.made("vcards", None, lambda: list(vcard_files(view)), list)
    yield from cards
    gaps = told_gaps(view, guard)
    yield from data_files(gaps, view, guard)
    if view.assessed:
        yield from guard.file(TABLE, None, lambda: gaps_table(gaps, view))
        yield from guard.file(FEED, None, lambda: gaps_feed(view, guard))
        yield from list_files(view, guard)
