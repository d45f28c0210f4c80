"""When the promised time for an answer ends: hours of Monday to Friday."""

from datetime import datetime

import pytest

from kamdocs.model import Request
from kamdocs.rules.responsiveness import promise_end
from tests.plans import account_of

ENDS = {
    "within a day": ("2026-11-16T09:00:00+01:00", 8, "2026-11-16T17:00:00+01:00"),
    "over midnight": ("2026-11-16T20:00:00+01:00", 8, "2026-11-17T04:00:00+01:00"),
    "over the weekend": ("2026-11-13T23:00:00+01:00", 2, "2026-11-16T01:00:00+01:00"),
    "received on Sunday": ("2026-11-15T12:00:00+01:00", 24, "2026-11-17T00:00:00+01:00"),
    "several weeks": ("2026-11-16T09:00:00+01:00", 24 * 10, "2026-11-30T09:00:00+01:00"),
    "the end of the calendar": ("9999-12-31T09:00:00+01:00", 24, "9999-12-31T23:59:59.999999+01:00"),
}


@pytest.mark.parametrize(("received", "hours", "end"), ENDS.values(), ids=ENDS.keys())
def test_only_working_days_count(received, hours, end):
    account = account_of({"reachability": {"first_response_hours": hours}})
    request = Request(id="q", received_at=datetime.fromisoformat(received))
    assert promise_end(request, account) == datetime.fromisoformat(end)
