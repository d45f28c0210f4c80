"""What all tests share: the clock stands still unless a test says otherwise, and no environment leaks in."""

from datetime import date

import pytest

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    monkeypatch.setattr("kamdocs.cli.options.today", lambda: TODAY)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
