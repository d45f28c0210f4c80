"""What readers take along: calendars to subscribe to, data for programs and spreadsheets, and a feed of news."""

from collections.abc import Iterator

from kamdocs.handbook.feeds.atom import gaps_feed
from kamdocs.handbook.feeds.calendars import calendar_files
from kamdocs.handbook.feeds.data import data_files, told_gaps
from kamdocs.handbook.feeds.table import gaps_table
from kamdocs.handbook.page import Asset
from kamdocs.handbook.view import View


def feed_files(view: View) -> Iterator[Asset]:
    """All files, one after the other; those of gaps only for who is told of gaps."""
    yield from calendar_files(view)
    gaps = told_gaps(view)
    yield from data_files(gaps, view)
    if view.assessed:
        yield gaps_table(gaps, view)
        yield gaps_feed(view)
