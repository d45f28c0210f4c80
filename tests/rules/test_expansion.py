"""Golden rule 6 where a case of plain data can't say it: offerings that are sold no more."""

from datetime import date

import pytest

from kamdocs.model import Shared, build_account, build_offerings
from kamdocs.rules.engine import Terms, find_gaps
from tests.plans import POLICIES, plan_document


def grid_gaps(*offerings):
    """The gaps of whitespace-incomplete in a plan with a cell for inserts alone, among these and other offerings."""
    document = plan_document({"whitespace": [{"offering": "inserts", "status": "open"}]})
    shared = Shared(offerings=build_offerings({"offerings": [{"id": "inserts", "name": "Inserts"}, *offerings]}))
    account = build_account("example", document.path, document.data)
    found = find_gaps(account, document, Terms(POLICIES, shared))
    return [(gap.opens_on, gap.closes_on, str(gap.message)) for gap in found if gap.check == "KAM610"]


@pytest.mark.parametrize(
    ("last_sold", "closes_on"),
    [("2024-07-05", None), ("2024-07-06", date(2024, 7, 7)), ("2024-12-31", date(2025, 1, 1))],
)
def test_a_retired_offering_needs_a_cell_through_its_last_day(last_sold, closes_on):
    found = grid_gaps({"id": "files", "name": "Files", "retired_on": last_sold})
    expected = (date(2024, 7, 6), closes_on, "the whitespace has no cell for Files")
    assert found == ([expected] if closes_on else [])


def test_the_last_of_the_missing_ones_closes_the_gap_and_who_went_before_is_not_named():
    found = grid_gaps(
        {"id": "files", "name": "Files", "retired_on": "2024-07-05"},
        {"id": "saws", "name": "Saws", "retired_on": "2024-10-31"},
        {"id": "drills", "name": "Drills", "retired_on": "2024-12-31"},
    )
    assert found == [(date(2024, 7, 6), date(2025, 1, 1), "the whitespace has no cell for Saws, Drills")]


def test_what_is_sold_still_keeps_the_gap_open():
    found = grid_gaps({"id": "files", "name": "Files"}, {"id": "saws", "name": "Saws", "retired_on": "2024-10-31"})
    assert found == [(date(2024, 7, 6), None, "the whitespace has no cell for Files, Saws")]
