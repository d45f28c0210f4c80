"""Accounts that are handed over to a colleague."""

from datetime import date

import pytest

from kamdocs.keeping.handing import can_take_over, handed_over
from kamdocs.model import Absence, Shared, TeamMember
from kamdocs.settings.error import SettingsError
from tests.keeping.reference import TODAY, changed, checks, handbook_in, plan_of, record

TEXT = """
deputy: luka.zupan
executive_sponsor: ana.novak
stakeholders:
  - {id: eva, name: Eva Zec, relationship_owner: ana.novak, added_on: 2024-01-01}
  - {id: jan, name: Jan Zec, relationship_owner: ana.novak, added_on: 2024-01-01, left_on: 2026-11-22}
  - {id: ida, name: Ida Zec, relationship_owner: ana.novak, added_on: 2024-01-01, left_on: 2026-11-23}
reachability: {escalation: [maja.kranjc, ana.novak]}
commitments:
  - {id: c1, made_on: 2026-10-01, by: ana.novak, text: Prices, due: 2026-12-01}
  - {id: c2, made_on: 2026-10-01, by: ana.novak, text: Samples, kept_on: 2026-10-02}
  - {id: c3, made_on: 2026-10-01, by: ana.novak, text: Pallets, released_on: 2026-10-02}
  - {id: c4, made_on: 2026-10-01, by: maja.kranjc, text: A visit}
nonconformities:
  - {id: n1, kind: remark, status: in-progress, text: Rust, received_on: 2026-11-01, owner: ana.novak}
  - {id: n2, kind: remark, status: resolved, text: Rust, received_on: 2026-11-01, resolved_on: 2026-11-02, owner: ana.novak}
  - {id: n3, kind: remark, status: rejected, text: Rust, received_on: 2026-11-01, owner: ana.novak}
  - {id: n4, kind: remark, status: rejected, text: Rust, received_on: 2026-11-01, told_on: 2026-11-02, owner: ana.novak}
interactions: [{id: i1, date: 2026-11-02, kind: call, by: [ana.novak]}]
actions:
  - {id: a1, text: Call, owner: ana.novak, status: open}
  - {id: a2, text: Call, owner: ana.novak, status: in-progress}
  - {id: a3, text: Call, owner: ana.novak, status: done, done_on: 2026-11-02}
  - {id: a4, text: Call, owner: ana.novak, status: dropped}
waivers: [{check: bow-tie, reason: So it is, until: 2027-01-31, by: ana.novak}]
"""


@pytest.fixture
def handed(tmp_path):
    handbook, plan = plan_of(tmp_path, TEXT)
    intent = handed_over(plan.data, "ana.novak", "maja.kranjc", TODAY)
    return changed(handbook, plan, intent), intent


def test_the_account_and_the_open_work_go_over(handed):
    change, _intent = handed
    data = change.written.document.data
    assert (data["owner"], data["deputy"]) == ("maja.kranjc", "luka.zupan")
    mine = {one["id"] for name in ("actions", "nonconformities") for one in data[name] if one["owner"] == "maja.kranjc"}
    assert mine == {"a1", "a2", "n1", "n3"}
    assert [one["by"] for one in data["commitments"]] == ["maja.kranjc", "ana.novak", "ana.novak", "maja.kranjc"]


def test_people_who_are_there_are_looked_after_by_the_colleague(handed):
    people = handed[0].written.document.data["stakeholders"]
    assert [one["relationship_owner"] for one in people] == ["maja.kranjc", "ana.novak", "maja.kranjc"]


def test_nobody_stands_in_the_line_of_escalation_twice(handed):
    assert handed[0].written.document.data["reachability"]["escalation"] == ["maja.kranjc"]


def test_history_and_decisions_stay_and_are_told(handed):
    change, intent = handed
    data = change.written.document.data
    assert record(change, "interactions", "i1")["by"] == ["ana.novak"]
    assert (data["executive_sponsor"], data["waivers"][0]["by"]) == ("ana.novak", "ana.novak")
    assert [str(told) for told in intent.told] == [
        "tell the customer who keeps it now, c1: Prices",
        "ana.novak stays executive_sponsor: that is for the management to decide",
        "ana.novak accepted bow-tie until 2027-01-31, which stays",
        "8 records of what is over name ana.novak, and stay as they are",
    ]


def test_the_work_of_a_colleague_who_left_finds_somebody(tmp_path):
    handbook, plan = plan_of(
        tmp_path,
        "actions: [{id: a1, text: Call, owner: igor.bevk, added_on: 2024-01-01, due: 2026-12-20, status: open}]\n",
    )
    change = changed(handbook, plan, handed_over(plan.data, "igor.bevk", "ana.novak", TODAY))
    assert "work-of-departed" in checks(change.closed)


@pytest.mark.parametrize(
    ("owner", "deputy", "expected", "told"),
    [
        ("luka.zupan", "ana.novak", ("luka.zupan", "maja.kranjc"), ""),
        ("maja.kranjc", "ana.novak", ("maja.kranjc", "ana.novak"), "stays deputy"),
        ("ana.novak", "maja.kranjc", ("maja.kranjc", "maja.kranjc"), "name another deputy"),
        ("ana.novak", "ana.novak", ("maja.kranjc", "ana.novak"), "stays deputy"),
    ],
)
def test_the_deputy_is_never_the_owner_by_our_doing(owner, deputy, expected, told, tmp_path):
    handbook, plan = plan_of(tmp_path, f"deputy: {deputy}\n")
    text = plan.document.text.replace("owner: ana.novak", f"owner: {owner}")
    plan = handbook.as_plan(plan.path, text.encode())
    intent = handed_over(plan.data, "ana.novak", "maja.kranjc", TODAY)
    change = changed(handbook, plan, intent) if intent.edits else None
    data = change.written.document.data if change else plan.data
    assert (data["owner"], data["deputy"]) == expected
    assert told in " ".join(map(str, intent.told))


def test_a_plan_without_the_colleague_stays(tmp_path):
    _handbook, plan = plan_of(tmp_path, "")
    intent = handed_over(plan.data, "luka.zupan", "maja.kranjc", TODAY)
    assert (intent.edits, intent.told) == ((), ())


def test_who_takes_over_is_with_us():
    away = Absence(from_=date(2026, 11, 20), to=date(2026, 11, 30))
    team = (
        TeamMember(id="ana", name="Ana"),
        TeamMember(id="gone", name="Gone", left_on=date(2026, 6, 30)),
        TeamMember(id="away", name="Away", absences=(away,)),
    )
    shared = Shared(team)
    assert can_take_over(shared, "gone", "ana", TODAY) == ()
    assert str(can_take_over(shared, "ana", "away", TODAY)[0]) == "Away is away until 2026-11-30"
    for giver, taker, told in (
        ("ana", "ana", "themselves"),
        ("ana", "who", "not in _team"),
        ("ana", "gone", "left on"),
    ):
        with pytest.raises(SettingsError, match=told):
            can_take_over(shared, giver, taker, TODAY)


def test_the_reference_account_is_handed_over_without_a_fault(tmp_path):
    handbook = handbook_in(tmp_path)
    plan = handbook.plan("zeleznik")
    for taker in ("luka.zupan", "maja.kranjc"):
        data = changed(handbook, plan, handed_over(plan.data, "ana.novak", taker, TODAY)).written.document.data
        assert (data["owner"], "ana.novak" in (data.get("deputy"), *data["reachability"]["escalation"])) == (
            taker,
            False,
        )
