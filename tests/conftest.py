"""What all tests share: the clock stands still unless a test says otherwise, and no environment leaks in."""

from datetime import UTC, datetime

import pytest

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG = frozenset({"test_everyone.py", "test_audience_site.py"})


def pytest_collection_modifyitems(items):
    """What takes a minute comes first: at the end one worker would be busy with it while the others wait."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    monkeypatch.setattr("kamdocs.settings.clock.now", lambda: NOON)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
