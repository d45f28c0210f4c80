"""People at the customer who leave."""

from datetime import date

import pytest

from kamdocs.keeping.leaving import Leaving, left
from kamdocs.settings.error import SettingsError
from tests.keeping.reference import TODAY, changed, checks, handbook_in, plan_of, record


@pytest.fixture
def zeleznik(tmp_path):
    handbook = handbook_in(tmp_path)
    return handbook, handbook.plan("zeleznik")


def test_somebody_leaves_and_what_hangs_on_them_is_told(zeleznik):
    handbook, plan = zeleznik
    intent = left(plan.data, "petra-cuk", Leaving(TODAY), TODAY)
    assert record(changed(handbook, plan, intent), "stakeholders", "petra-cuk")["left_on"] == "2026-11-23"
    assert [str(told) for told in intent.told] == ["what we promised this person is open, c2: New price list"]


def test_somebody_of_the_plan_follows(zeleznik):
    handbook, plan = zeleznik
    change = changed(handbook, plan, left(plan.data, "petra-cuk", Leaving(TODAY, "rok-zajc"), TODAY))
    assert record(change, "stakeholders", "petra-cuk")["successor"] == "rok-zajc"


def test_somebody_new_gets_the_place_and_nothing_of_the_person(zeleznik):
    handbook, plan = zeleznik
    leaving = Leaving(date(2026, 11, 30), "mojca-hribar", "Mojca Hribar")
    change = changed(handbook, plan, left(plan.data, "petra-cuk", leaving, TODAY))
    assert record(change, "stakeholders", "mojca-hribar") == {
        "id": "mojca-hribar", "name": "Mojca Hribar", "title": "Head of purchasing", "unit": "plant",
        "area": "purchasing", "level": "senior", "added_on": "2026-11-23",
    }  # fmt: skip
    gone = record(change, "stakeholders", "petra-cuk")
    assert (gone["left_on"], gone["successor"]) == ("2026-11-30", "mojca-hribar")


def test_the_successor_may_come_later_and_closes_the_gap(tmp_path):
    text = "stakeholders: [{id: eva-zec, name: Eva Zec, influence: high, added_on: 2024-01-01, left_on: 2026-09-30}]"
    handbook, plan = plan_of(tmp_path, text)
    change = changed(handbook, plan, left(plan.data, "eva-zec", Leaving(None, "none"), TODAY))
    assert "left_on" in record(change, "stakeholders", "eva-zec")
    assert "departed-without-successor" in checks(change.closed)


def test_who_has_left_does_not_leave_again_but_may_be_corrected(zeleznik):
    handbook, plan = zeleznik
    with pytest.raises(SettingsError, match="2026-08-31"):
        left(plan.data, "nada-vidmar", Leaving(TODAY), TODAY)
    with pytest.raises(SettingsError, match="tina-hribar"):
        left(plan.data, "nada-vidmar", Leaving(None, "rok-zajc"), TODAY)
    leaving = Leaving(date(2026, 8, 30), "rok-zajc", correct=True)
    gone = record(
        changed(handbook, plan, left(plan.data, "nada-vidmar", leaving, TODAY)), "stakeholders", "nada-vidmar"
    )
    assert (gone["left_on"], gone["successor"]) == ("2026-08-30", "rok-zajc")


def test_nobody_follows_themselves(zeleznik):
    with pytest.raises(SettingsError, match="nobody"):
        left(zeleznik[1].data, "petra-cuk", Leaving(TODAY, "petra-cuk"), TODAY)


def test_all_that_is_open_is_told_and_no_history(tmp_path):
    text = """
stakeholders:
  - {id: eva, name: Eva Zec}
  - {id: jan, name: Jan Zec, reports_to: eva}
  - {id: old, name: Old Zec, reports_to: eva, left_on: 2020-01-01}
requests:
  - {id: q1, received_at: 2026-11-16T09:00:00+01:00, from: eva, subject: Offer}
  - {id: q2, received_at: 2026-11-16T09:00:00+01:00, responded_at: 2026-11-16T10:00:00+01:00, from: eva}
nonconformities:
  - {id: n1, kind: remark, status: received, text: Rust, received_on: 2026-11-01, received_from: eva}
satisfaction:
  - {id: s1, date: 2026-06-09, method: survey, respondents: [eva], bothers: [{id: b1, text: Late, from: eva}, {id: b2, text: Dear, from: eva, decision: It is}], misses: [{id: m1, text: Stock, from: eva, action: a1}, {id: m2, text: Bags, from: eva, action: a2}]}
expectations: [{id: e1, stakeholder: eva, text: Speed, as_of: 2026-01-01}]
needs: [{id: x1, text: Calm, source: eva, status: open}, {id: x2, text: Peace, source: eva, status: dropped}]
help: [{id: h1, asked_on: 2026-11-01, topic: A broker, from: eva}]
actions: [{id: a1, text: Do, status: open}, {id: a2, text: Done, status: done, done_on: 2026-10-01}]
commitments: [{id: c1, made_on: 2026-10-01, to: eva, text: Prices, kept_on: 2026-10-02}]
"""
    _handbook, plan = plan_of(tmp_path, text)
    told = [str(one) for one in left(plan.data, "eva", Leaving(TODAY), TODAY).told]
    assert sorted(one.rpartition(": ")[2] for one in told) == [
        "A broker", "Calm", "Jan Zec", "Late", "Offer", "Rust", "Speed", "Stock",
    ]  # fmt: skip


def test_a_plan_in_which_an_action_is_a_list_is_told_all_the_same(tmp_path):
    bothers = "bothers: [{id: b1, text: Late, from: eva, action: [a1]}]"
    _handbook, plan = plan_of(
        tmp_path,
        "stakeholders: [{id: eva, name: Eva Zec}]\n"
        f"satisfaction: [{{id: s1, date: 2026-06-09, method: survey, {bothers}}}]\n",
    )
    assert "Late" in str(left(plan.data, "eva", Leaving(TODAY), TODAY).told[0])
