"""How the plans stood over time, as it was known on each day: out of the versions that git holds."""

from kamdocs.history.as_data import history_csv, history_json
from kamdocs.history.as_text import history_text
from kamdocs.history.history import History, Lasting, Row
from kamdocs.history.periods import Every, Period, a_year_before, periods
from kamdocs.history.sources import Sources, find_story
from kamdocs.history.stories import Past, Story, Version, find_past, read_past
from kamdocs.history.telling import Question, tell_history
from kamdocs.history.told import Count
from kamdocs.history.trend import Trend, trend_of

__all__ = [
    "Count",
    "Every",
    "History",
    "Lasting",
    "Past",
    "Period",
    "Question",
    "Row",
    "Sources",
    "Story",
    "Trend",
    "Version",
    "a_year_before",
    "find_past",
    "find_story",
    "history_csv",
    "history_json",
    "history_text",
    "periods",
    "read_past",
    "tell_history",
    "trend_of",
]
