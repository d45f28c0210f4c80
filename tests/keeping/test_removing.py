"""What is taken out of a plan, and what keeps it in."""

import pytest

from kamdocs.keeping.removing import removed, what_names
from kamdocs.settings.error import SettingsError
from kamdocs.writing import Remove
from tests.keeping.reference import changed, handbook_in, plan_of


@pytest.fixture
def zeleznik(tmp_path):
    handbook = handbook_in(tmp_path)
    return handbook, handbook.plan("zeleznik")


@pytest.mark.parametrize("way", [("commitments", "c2"), ("orders", "4500031", "delays", 0), ("contract",)])
def test_a_record_that_nothing_names_is_taken_out(way, zeleznik):
    handbook, plan = zeleznik
    intent = removed(plan.data, way)
    assert intent.edits == (Remove(way),)
    assert len(changed(handbook, plan, intent).written.text) < len(plan.document.text)


@pytest.mark.parametrize("way", [("stakeholders", "petra-cuk"), ("needs", "n1"), ("opportunities", "o1")])
def test_what_others_name_stays_and_it_is_told_which(way, zeleznik):
    with pytest.raises(SettingsError, match="named by") as error:
        removed(zeleznik[1].data, way)
    assert "kamdocs set" in error.value.hint


def test_what_names_a_record_within_it_counts_and_what_it_says_itself_does_not(tmp_path):
    text = """
satisfaction: [{id: s1, date: 2026-06-09, method: survey, bothers: [{id: b1, text: Late, action: a1}]}]
actions: [{id: a1, text: Early tour, owner: ana.novak, added_on: 2026-06-10, status: open, serves: b1}]
waivers: [{check: KAM103, record: b1, reason: Later, until: 2026-12-31, by: ana.novak}]
"""
    data = plan_of(tmp_path, text)[1].data
    assert list(what_names(data, ("satisfaction", "s1"))) == ["actions/a1 serves", "waivers/1 record"]
    assert list(what_names(data, ("actions", "a1"))) == ["satisfaction/s1/bothers/b1 action"]
