"""The checks of the file itself: what references name, ids, days that can't be, people who stand twice, waivers."""

import re
from datetime import date, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kamdocs.model import Order, Shared
from kamdocs.report import FORMATS
from kamdocs.rules.engine import Terms, find_file_gaps
from kamdocs.rules.plan_file import PlanFile
from tests.plans import BASE, POLICIES, find_gaps_in, plan_document, report_on, shared_files, told, write_handbook

ORDER = {"id": "o", "ordered_on": "2026-08-20", "promised_on": "2026-09-30", "delivered_on": "2026-09-29"}
COMPLAINT = {"id": "c", "kind": "claim", "text": "T", "received_on": "2026-11-01", "resolved_on": "2026-11-02"}
CASES = Path(__file__).parent.parent / "data" / "cases"


def file_gaps(plan, code, zone=None, shared=None):
    """What a check of the file finds in a plan: (what it is about, closes on, message, hint)."""
    file = PlanFile(plan_document(plan), "account", shared or shared_files(), POLICIES.names, zone)
    return [
        (gap.record, str(gap.closes_on or ""), str(gap.message), str(gap.hint))
        for gap in find_file_gaps(file, "x", Terms(POLICIES))
        if gap.check == code
    ]


def open_references(folder, account):
    return [one[2] for one in told(report_on(folder, "2026-03-01"), check="DOC003") if one[0] == account]


# DOC003: what references name


@pytest.mark.parametrize(
    ("plan", "hint"),
    [
        ({"owner": "ana.nowak"}, "did you mean ana.novak?"),
        ({"owner": "novak"}, "did you mean ana.novak?"),
        (
            {"owner": "nobody"},
            "known here: ana.novak, luka.zupan, maja.kranjc, igor.bevk; who is not among them is added to _team.yml",
        ),
        ({"whitespace": [{"offering": "insert", "status": "open"}]}, "did you mean inserts?"),
        (
            {
                "stakeholders": [{"id": "pc", "name": "Petra Čuk"}],
                "needs": [{"id": "n", "text": "T", "status": "open", "source": "petra-cuk"}],
            },
            "did you mean pc?",
        ),
        (
            {
                "units": [{"id": "u1", "name": "Plant"}],
                "stakeholders": [{"id": "p", "name": "P", "unit": "plant"}],
            },
            "did you mean u1?",
        ),
        (
            {"waivers": [{"check": "bowtie", "reason": "R", "until": "2026-12-31", "by": "ana.novak"}]},
            "did you mean bow-tie?",
        ),
        (
            {"actions": [{"id": "a", "text": "T", "status": "open", "serves": "satisfction"}]},
            "did you mean satisfaction?",
        ),
        ({"risks": [{"id": "r", "text": "T", "mitigation": "a1"}]}, "correct the id, or add what it should name"),
        ({"contract": {"action": "a1"}}, "correct the id, or add what it should name"),
        (
            {"contract": {"action": "b1"}, "actions": [{"id": "a1", "text": "T", "status": "open"}]},
            "known here: a1",
        ),
    ],
)
def test_a_reference_that_names_nothing_says_what_was_meant(plan, hint):
    assert [one[3] for one in file_gaps(plan, "DOC003")] == [hint]


TEAM = "team:\n  - {id: ana.novak, name: Ana Novak%s}\n  - {id: luka.zupan, name: Luka Zupan}\n"


@pytest.mark.parametrize(
    ("team", "unknown"),
    [
        (TEAM % "", ["deputy"]),
        (TEAM % ", email: no address", ["deputy"]),  # an entry with a fault is known all the same
        (TEAM % ", shoe_size: 42", ["deputy"]),
        (TEAM.replace("id: ana.novak", "idd: ana.novak") % "", []),  # whose entry it is nobody can tell
        (TEAM.replace("id: ana.novak", "id: ana novak") % "", []),
        (TEAM.replace("team:", "people:") % "", []),
        (TEAM.replace("team:", "team: none #") % "", []),
        ("team:\n  - [\n", []),
        ("", []),
        ("team:\n  - {id: luka.zupan, name: Luka Zupan}\n  - {id: luka.zupan, id: ana.novak, name: Ana Novak}\n", []),
        ("team: []\n", ["owner", "deputy"]),
    ],
)
def test_one_typo_in_the_team_makes_no_findings_elsewhere(tmp_path, team, unknown):
    plans = {f"a{number}": {"owner": "ana.novak", "deputy": "nobody"} for number in range(30)}
    folder = write_handbook(tmp_path, plans)
    (folder / "accounts" / "_team.yml").write_text(team, "utf-8")
    report = report_on(folder, "2026-03-01")
    assert open_references(folder, "a7") == unknown
    told_there = [one for one in report.findings if one.gap.path == "accounts/_team.yml"]
    assert len(told_there) <= 3
    if unknown != ["owner", "deputy"] and team != TEAM % "":
        assert told_there


def test_one_broken_entry_takes_no_other_person_along(tmp_path):
    folder = write_handbook(tmp_path, {"x": {"owner": "luka.zupan", "deputy": "ana.novak"}})
    (folder / "accounts" / "_team.yml").write_text(
        "team:\n  - {id: ana.novak, name: Ana Novak, left_on: soon}\n  - {id: luka.zupan, name: Luka Zupan, left_on: 2026-01-31}\n",
        "utf-8",
    )
    assert told(report_on(folder, "2026-03-01"), check="KAM002") == [("x", "KAM002", None, "open", "2026-02-01")]


def test_a_broken_offering_is_known_all_the_same(tmp_path):
    cells = [{"offering": one, "status": "open"} for one in ("inserts", "tools", "nothing")]
    folder = write_handbook(tmp_path, {"x": {"whitespace": cells}})
    (folder / "accounts" / "_offerings.yml").write_text(
        "offerings:\n  - {id: inserts, name: ''}\n  - {id: tools, name: Tools}\n", "utf-8"
    )
    assert open_references(folder, "x") == ["whitespace/nothing/offering"]


def test_without_the_shared_files_each_plan_is_told_once_of_each(tmp_path):
    plan = {
        "owner": "ana.novak",
        "deputy": "luka.zupan",
        "whitespace": [{"offering": one, "status": "open"} for one in ("a", "b", "c")],
    }
    folder = write_handbook(tmp_path, {"x": plan, "y": plan, "z": {}})
    for name in ("_team.yml", "_offerings.yml"):
        (folder / "accounts" / name).unlink()
    assert sorted(open_references(folder, "x")) == ["owner", "whitespace/a/offering"]
    assert sorted(open_references(folder, "y")) == ["owner", "whitespace/a/offering"]
    assert open_references(folder, "z") == []
    assert len(report_on(folder, "2026-03-01").notes) == 2


def test_what_can_not_be_read_of_the_team_is_known():
    assert Shared(broken_people=None).known_people is None
    assert Shared(broken_people=frozenset({"a"})).known_people == {"a"}
    assert Shared().known_people == frozenset()


# DOC004: ids


@pytest.mark.parametrize(
    ("ids", "free"),
    [
        (["c1", "c2", "c3", "c1"], "c4"),
        (["c01", "c02", "c01"], "c03"),
        (["4500012", "4500012"], "4500012-2"),  # another system counts these
        (["s2026", "s2026"], "s2026-2"),
        (["petra-cuk", "petra-cuk"], "petra-cuk-2"),
        (["petra-cuk", "petra-cuk-2", "petra-cuk"], "petra-cuk-3"),
    ],
)
def test_a_doubled_id_is_offered_a_free_one(ids, free):
    needs = [{"id": one, "text": "T", "status": "open"} for one in ids]
    (found,) = file_gaps({"needs": needs}, "DOC004")
    assert found[3] == f"give one of the two another id, such as {free}"


def test_a_free_id_stands_nowhere_in_the_file():
    needs = [{"id": one, "text": "See c3, and (c4).", "status": "open"} for one in ("c1", "c2", "c1")]
    assert file_gaps({"needs": needs}, "DOC004")[0][3].endswith("such as c5")


# DOC005: days that can't be

PLANNED = (
    "correct the date; what is still planned stands under actions with a due day, or as next_step of an opportunity, "
    "until it has happened"
)


@pytest.mark.parametrize(
    ("plan", "record", "hint"),
    [
        (
            {"interactions": [{"id": "i1", "date": "2030-01-01", "kind": "visit", "by": ["ana.novak"]}]},
            "interactions/i1/date",
            PLANNED,
        ),
        (
            {"actions": [{"id": "a", "text": "T", "status": "done", "done_on": "2030-01-01"}]},
            "actions/a/done_on",
            "correct the date; a day that is still to come stands in due",
        ),
        (
            {"contract": {"ended_on": "2030-01-01"}},
            "contract/ended_on",
            "correct the date; a day that is still to come stands in renewal_on",
        ),
        ({"status_since": "2030-01-01"}, "status_since", PLANNED),
        ({"stakeholders": [{"id": "p", "name": "P", "added_on": "2030-01-01"}]}, "stakeholders/p/added_on", "correct the date"),
    ],
)  # fmt: skip
def test_a_day_to_come_is_told_where_it_stands(plan, record, hint):
    found = [one for one in file_gaps(plan, "DOC005") if one[1] == "2030-01-01"]
    assert [(one[0], one[3]) for one in found] == [(record, hint)]


def test_the_case_of_the_planned_visit(tmp_path):
    text = (CASES / "19-planned-visit" / "f.yml").read_text("utf-8").replace("<next week>", "2026-11-30")
    folder = write_handbook(
        tmp_path,
        {"f": text},
        team=[{"id": "first.manager", "name": "A"}, {"id": "second.manager", "name": "B"}],
    )
    (found,) = [one for one in report_on(folder, "2026-11-23").findings if one.gap.check == "DOC005"]
    assert str(found.gap.hint) == PLANNED
    assert told(report_on(folder, "2026-11-30"), check="DOC005") == []


AUCKLAND = {"requests": [{"id": "q1", "received_at": "2026-11-24T08:00+13:00"}]}


@pytest.mark.parametrize(
    ("zone", "closes"),
    [
        (ZoneInfo("Pacific/Auckland"), "2026-11-24"),
        (ZoneInfo("UTC"), "2026-11-23"),  # where it was still Monday when it came
        (timezone(timedelta(hours=-12)), "2026-11-23"),
    ],
)
def test_the_day_of_an_instant_is_the_handbooks(zone, closes):
    assert [one[1] for one in file_gaps(AUCKLAND, "DOC005", zone)] == [closes]


@pytest.mark.parametrize(
    ("received", "responded", "wrong"),
    [
        ("2026-11-02T09:10+01:00", "2026-11-02T09:10+01:00", False),
        ("2026-11-02T09:10+01:00", "2026-11-02T08:30Z", False),  # 9:30 there
        ("2026-11-02T09:10+01:00", "2026-11-02T09:00+02:00", True),
        ("2026-11-02 09:10 +01:00", "2026-11-01T22:00-12:00", False),
    ],
)
def test_instants_are_compared_as_instants(received, responded, wrong):
    plan = {"requests": [{"id": "q", "received_at": received, "responded_at": responded}]}
    order = [one for one in file_gaps(plan, "DOC005") if "before" in one[2]]
    assert bool(order) is wrong


def delayed(**delay):
    dates = {"ordered_on": "2025-01-02", "promised_on": "2025-02-01"}
    return {"orders": [{"id": "o", "status": "delayed", **dates, "delays": [delay]}]}


def complained(**dates):
    return {
        "nonconformities": [
            {"id": "n", "kind": "claim", "status": "rejected", "text": "T", "received_on": "2025-01-02", **dates}
        ]
    }


@pytest.mark.parametrize(
    ("plan", "record"),
    [
        ({"stakeholders": [{"id": "p", "name": "P", "added_on": "2025-01-02", "left_on": "2025-01-01"}]}, "stakeholders/p/left_on"),
        ({"nonconformities": [{"id": "n", "kind": "claim", "status": "resolved", "text": "T", "received_on": "2025-01-02", "resolved_on": "2025-01-01"}]}, "nonconformities/n/resolved_on"),
        ({"nonconformities": [{"id": "n", "kind": "claim", "status": "received", "text": "T", "received_on": "2025-01-02", "updates": [{"date": "2025-01-01", "text": "T"}]}]}, "nonconformities/n/updates/2025-01-01/date"),
        ({"orders": [{"id": "o", "status": "delivered", "ordered_on": "2025-01-02", "promised_on": "2025-02-01", "delivered_on": "2025-01-01"}]}, "orders/o/delivered_on"),
        ({"orders": [{"id": "o", "status": "confirmed", "ordered_on": "2025-01-02", "promised_on": "2025-02-01", "additional_needs": [{"id": "d", "text": "T", "noted_on": "2025-01-01"}]}]}, "orders/o/additional_needs/d/noted_on"),
        ({"contract": {"start": "2025-01-02", "renewal_on": "2025-01-01"}}, "contract/renewal_on"),
        ({"contract": {"start": "2025-01-02", "ended_on": "2025-01-01"}}, "contract/ended_on"),
        (delayed(known_on="2025-01-10", told_on="2025-01-09"), "orders/o/delays/2025-01-10/told_on"),
        (delayed(known_on="2025-01-01"), "orders/o/delays/2025-01-01/known_on"),
        (delayed(known_on="2025-01-10", to="2025-01-01"), "orders/o/delays/2025-01-10/to"),
        ({"needs": [{"id": "n", "text": "T", "status": "addressed", "added_on": "2025-01-02", "addressed_on": "2025-01-01"}]}, "needs/n/addressed_on"),
        ({"commitments": [{"id": "c", "text": "T", "made_on": "2025-01-02", "first_due": "2025-01-01", "due": "2025-02-01"}]}, "commitments/c/first_due"),
        ({"commitments": [{"id": "c", "text": "T", "made_on": "2025-01-02", "first_due": "2025-02-02", "due": "2025-02-01"}]}, "commitments/c/due"),
        ({"actions": [{"id": "a", "text": "T", "status": "open", "first_due": "2025-02-02", "due": "2025-02-01"}]}, "actions/a/due"),
        (complained(told_on="2025-01-01"), "nonconformities/n/told_on"),
        (complained(dissatisfied_on="2025-01-01"), "nonconformities/n/dissatisfied_on"),
    ],
)  # fmt: skip
def test_pairs_in_the_wrong_order(plan, record):
    assert [one[0] for one in file_gaps(plan, "DOC005") if one[1] == ""] == [record]


@pytest.mark.parametrize(
    ("days", "messages"),
    [
        ({"first_due": "2025-02-01", "due": "2025-02-01"}, []),
        ({"first_due": "2025-02-02", "due": "2025-02-01"}, ["due is 2025-02-01, before first_due (2025-02-02)"]),
        ({"due": "2025-01-01"}, ["due is 2025-01-01, before made_on (2025-01-02)"]),
        ({"first_due": "2025-01-03", "due": "2025-01-01"}, ["due is 2025-01-01, before first_due (2025-01-03)"]),
    ],
)
def test_of_several_days_that_come_first_the_latest_is_told(days, messages):
    plan = {"commitments": [{"id": "c", "text": "T", "made_on": "2025-01-02", **days}]}
    assert [one[2] for one in file_gaps(plan, "DOC005") if one[1] == ""] == messages


@pytest.mark.parametrize(
    ("above", "circles"),
    [
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, [("stakeholders/a/reports_to", "a → a")]),
        ({"a": "b", "b": "c", "c": "b"}, [("stakeholders/b/reports_to", "b → c → b")]),
        ({"a": "c", "b": "a", "c": "b"}, [("stakeholders/a/reports_to", "a → c → b → a")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, [("stakeholders/a/reports_to", "a → b → a"), ("stakeholders/c/reports_to", "c → d → c")]),
    ],
)  # fmt: skip
def test_nobody_reports_in_a_circle(above, circles):
    people = [
        {"id": one, "name": f"Person {one}", **({"reports_to": above[one]} if one in above else {})} for one in "abcd"
    ]
    found = [(one[0], one[2].rpartition(": ")[2]) for one in file_gaps({"stakeholders": people}, "DOC005")]
    assert found == circles


def test_nobody_succeeds_in_a_circle():
    people = [
        {"id": "a", "name": "A", "left_on": "2026-01-31", "successor": "b"},
        {"id": "b", "name": "B", "left_on": "2026-02-28", "successor": "a"},
        {"id": "c", "name": "C", "left_on": "2026-01-31", "successor": "none"},
        {"id": "d", "name": "D", "left_on": "2026-01-31", "successor": "d"},
    ]
    found = [one[0] for one in file_gaps({"stakeholders": people}, "DOC005")]
    assert found == ["stakeholders/a/successor", "stakeholders/d/successor"]


def test_of_two_people_with_one_id_the_first_has_the_superior():
    named = [
        {"id": "a", "name": "A", "reports_to": "b"},
        {"id": "b", "name": "B"},
        {"id": "b", "name": "C", "reports_to": "a"},
    ]
    assert file_gaps({"stakeholders": named}, "DOC005") == []
    assert len(file_gaps({"stakeholders": named[::2] + named[1:2]}, "DOC005")) == 1


def test_a_long_line_of_superiors_is_walked_once():
    people = [{"id": f"p{number}", "name": f"P {number}", "reports_to": f"p{number + 1}"} for number in range(999)]
    people.append({"id": "p999", "name": "P 999", "reports_to": "p998"})
    (found,) = file_gaps({"stakeholders": people}, "DOC005")
    assert found[0] == "stakeholders/p998/reports_to"


def test_a_circle_in_the_team(tmp_path):
    team = [{"id": "a", "name": "A", "reports_to": "b"}, {"id": "b", "name": "B", "reports_to": "a"}]
    found = told(report_on(write_handbook(tmp_path, {"x": {}}, team=team), "2026-03-01"), check="DOC005")
    assert found == [(None, "DOC005", "team/a/reports_to", "open", "")]


# DOC008: people who stand twice


def people(*entries):
    return {"stakeholders": [{"id": f"p{number}", **entry} for number, entry in enumerate(entries, start=1)]}


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (people({"name": "Eva Zec"}, {"name": "eva  ZEC"}), [("stakeholders/p2/name", "")]),
        (people({"name": "Eva Žec"}, {"name": "Eva Zec"}), [("stakeholders/p2/name", "")]),
        (people({"name": "Eva Zec", "email": "e@x.example"}, {"name": "Eva Zec"}), [("stakeholders/p2/name", "")]),
        (people({"name": "Eva Zec", "email": "e@x.example"}, {"name": "Eva Zec", "email": ["E@x.example", "z@x.example"]}), [("stakeholders/p2/name", "")]),
        (people({"name": "Eva Zec", "email": "e@x.example"}, {"name": "Eva Zec", "email": "z@x.example"}), []),
        (people({"name": "Eva Zec", "email": "office@x.example"}, {"name": "Jan Rak", "email": "office@x.example"}), []),
        (people({"name": "Eva Zec", "left_on": "2026-05-31"}, {"name": "Eva Zec"}), [("stakeholders/p2/name", "2026-06-01")]),
        (people({"name": "Eva Zec", "left_on": "2025-05-31"}, {"name": "Eva Zec", "added_on": "2025-09-01"}), []),
        (people({"name": "Eva Zec"}, {"name": "Eva Zec", "email": "a@x.example"}, {"name": "Eva Zec", "email": "b@x.example"}), [("stakeholders/p2/name", "")]),
    ],
)  # fmt: skip
def test_two_entries_of_one_person(plan, expected):
    assert [one[:2] for one in file_gaps(plan, "DOC008")] == expected


VISIT = {"id": "i1", "date": "2026-02-01", "kind": "visit", "by": ["ana.novak"]}


def test_a_person_that_stands_twice_counts_as_one():
    twice = people(
        {"name": "Eva Zec", "area": "quality"}, {"name": "Eva Zec", "level": "executive", "buying_roles": ["decider"]}
    )
    plan = {**twice, "interactions": [{**VISIT, "with": ["p1", "p2"]}]}
    two = {**people({"name": "Eva Zec"}, {"name": "Jan Rak"}), "interactions": [{**VISIT, "with": ["p1", "p2"]}]}

    def opens(plan, code):
        return [(gap.record, gap.opens_on) for gap in find_gaps_in({"tier": "key", **plan}, check=code)]

    assert opens(plan, "KAM901") != opens(two, "KAM901")  # contact with one person is no contact with two
    assert (
        opens(plan, "KAM901")[0][1]
        == opens({**people({"name": "Eva Zec"}), "interactions": [{**VISIT, "with": ["p1"]}]}, "KAM901")[0][1]
    )
    assert opens({"tier": "developing", **plan}, "KAM902") != []
    assert opens({"tier": "developing", **two}, "KAM902") == []
    assert opens(plan, "KAM903") == []  # the other entry says that she decides
    assert opens(plan, "KAM906")[-1][1] == date(2027, 2, 1)  # and that she is an executive, who was met
    newcomers = find_gaps_in(
        {**people({"name": "E Z", "added_on": "2025-01-01"}, {"name": "E Z", "added_on": "2025-06-01"})}, check="KAM910"
    )
    assert [(gap.record, gap.opens_on, gap.place.line > 5) for gap in newcomers] == [("p1", date(2025, 2, 15), True)]


def test_records_after_a_double_keep_their_places():
    plan = {**people({"name": "E Z"}, {"name": "E Z"}, {"name": "Jan Rak", "added_on": "2025-01-01"})}
    document = plan_document(plan)
    (found,) = [gap for gap in find_gaps_in(plan, check="KAM910") if gap.record == "p3"]
    assert found.place == document.place_of(("stakeholders", 2, "added_on"))


# DOC010: waivers without an end


def waiver(until):
    return {"waivers": [{"check": "no-next-step", "reason": "R", "until": until, "by": "ana.novak"}]}


@pytest.mark.parametrize(("as_of", "open_"), [("2026-11-23", True), ("2027-02-04", True), ("2027-02-05", False)])
def test_a_waiver_ends_within_400_days(tmp_path, as_of, open_):
    folder = write_handbook(tmp_path, {"x": waiver(date(2028, 3, 11))})  # 400 days after 2027-02-05
    found = told(report_on(folder, as_of), check="DOC010")
    assert found == ([("x", "DOC010", "no-next-step", "open", "")] if open_ else [])


def test_the_days_of_a_waiver_are_settable(tmp_path):
    settings = "[tool.kamdocs.checks.waiver-endless]\ndays = 30\n"
    folder = write_handbook(tmp_path, {"x": waiver(date(2026, 12, 31))}, settings=settings)
    assert told(report_on(folder, "2026-11-30"), check="DOC010") != []
    assert told(report_on(folder, "2026-12-01"), check="DOC010") == []


def test_the_case_of_the_endless_waiver(tmp_path):
    text = (CASES / "26-endless-waiver" / "w.yml").read_text("utf-8")
    folder = write_handbook(
        tmp_path, {"w": text}, team=[{"id": f"{one}.manager", "name": one} for one in ("first", "second")]
    )
    (found,) = [one for one in report_on(folder, "2026-11-23").findings if one.gap.check == "DOC010"]
    assert (found.gap.place.line, found.gap.severity) == (9, "warning")
    assert str(found.gap.message) == "the waiver of no-next-step holds through 2199-12-31"


def test_all_faults_of_a_file_know_their_lines(tmp_path):
    plan = "".join(f"{name}: {value}\n" for name, value in BASE.items()) + (
        "owner: nobody\n"
        "plan: {reviewed_on: 2030-01-01}\n"
        "stakeholders:\n  - {id: p, name: Eva Zec}\n  - {id: p, name: Eva Zec}\n  - {id: q, name: Eva Zec, reports_to: q}\n"
        "waivers:\n  - {check: no-check, reason: R, until: 2199-12-31, by: ana.novak}\n"
    )
    found = report_on(write_handbook(tmp_path, {"x": plan}), "2026-11-23").findings
    lines = {(one.gap.check, one.gap.place.line) for one in found if one.gap.check.startswith("DOC")}
    assert lines == {
        ("DOC003", 5), ("DOC005", 6), ("DOC004", 9), ("DOC008", 10), ("DOC005", 10), ("DOC003", 12), ("DOC010", 12), ("DOC007", 12),
    }  # fmt: skip
    shown = re.findall(
        r"^accounts/x.yml:(\d+):\d+: \w+: DOC", FORMATS["text"](report_on(tmp_path, "2026-11-23")), re.MULTILINE
    )
    assert shown == sorted(shown, key=int)  # so they are mended


@pytest.mark.parametrize(
    ("plan", "record"),
    [
        ({"revenue": [{"year": 2024, "amount": 1, "currency": "EUR"}, {"year": 2024, "amount": 2, "currency": "EUR"}]}, "revenue/2024/year"),
        ({"whitespace": [{"offering": "inserts", "status": "open"}, {"offering": "inserts", "status": "owned"}]}, "whitespace/inserts/offering"),
        ({"orders": [{"id": "o", "status": "delayed", "ordered_on": "2026-01-05", "promised_on": "2026-02-05", "delays": [{"known_on": "2026-01-20"}, {"known_on": "2026-01-20", "to": "2026-03-05"}]}]}, "orders/o/delays/2026-01-20/known_on"),
    ],
)  # fmt: skip
def test_what_has_no_id_stands_once_too(plan, record):
    ((where, _day, message),) = [(one[0], one[1], one[2]) for one in file_gaps(plan, "DOC004")]
    assert where == record
    assert "stands twice, first on line" in message


# DOC011: what a status says, and what the day of its fact says


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ({"orders": [{**ORDER, "status": "confirmed"}]}, "status is confirmed, but delivered_on is 2026-09-29"),
        ({"orders": [{**ORDER, "status": "on-hold"}]}, "status is on-hold, but delivered_on is 2026-09-29"),
        ({"orders": [{**ORDER, "status": "accepted"}]}, None),
        ({"orders": [{**ORDER, "status": "cancelled"}]}, None),  # it was sent back
        (
            {"actions": [{"id": "a", "text": "T", "status": "open", "done_on": "2026-11-02"}]},
            "status is open, but done_on is 2026-11-02",
        ),
        (
            {"needs": [{"id": "n", "text": "T", "status": "open", "addressed_on": "2026-11-02"}]},
            "status is open, but addressed_on is 2026-11-02",
        ),
        ({"nonconformities": [{**COMPLAINT, "status": "rejected"}]}, None),
        ({"nonconformities": [{**COMPLAINT, "status": "in-progress"}]},
         "status is in-progress, but resolved_on is 2026-11-02"),
    ],
)  # fmt: skip
def test_a_status_that_its_own_day_contradicts_is_told(plan, told):
    assert [one[2] for one in file_gaps(plan, "DOC011")] == ([told] if told else [])


def test_an_order_with_a_day_of_delivery_is_delivered_whatever_its_status_says():
    order = {"id": "o", "ordered_on": "2026-08-20", "promised_on": "2026-09-30", "status": "on-hold"}
    was, is_now = (msgspec.convert(one, Order) for one in (order, {**order, "delivered_on": "2026-09-29"}))
    assert (was.open, was.on_hold) == (True, True)
    assert (is_now.open, is_now.on_hold) == (False, False)
