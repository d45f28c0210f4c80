"""What all tests share: the clock stands still unless a test says otherwise, and no environment leaks in."""

from datetime import UTC, datetime

import pytest

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    monkeypatch.setattr("kamdocs.settings.clock.now", lambda: NOON)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
