"""People who are erased from a plan."""

import pytest

from kamdocs.keeping.forgetting import forgotten, mentions, names_person, person_to_forget
from kamdocs.settings.error import SettingsError
from tests.keeping.reference import changed, handbook_in, plan_of, record

TEXT = """
summary: Petra  Čuk runs it; write to petra@zeleznik.example or call +386 40 000 002.
stakeholders:
  - id: petra-cuk  # Petra, since 2024
    name: Petra Čuk
    title: Head of purchasing
    area: purchasing
    level: senior
    buying_roles: [buyer]
    influence: high
    attitude: sceptic
    attitude_on: 2026-09-15
    email: petra@zeleznik.example
    phone: ["+386 40 000 002", "+386 4 000 002"]
    external_ref: {crm: "0035X"}
    added_on: 2024-05-10
    verified_on: 2026-10-01
    left_on: 2026-10-31
    successor: none
  - {id: jan, name: Jan Čuk, reports_to: petra-cuk, added_on: 2024-01-01}
  - {id: nada, name: Nada Vidmar, added_on: 2020-01-01, left_on: 2023-12-31, successor: petra-cuk}
satisfaction:
  - {id: s1, date: 2026-03-04, method: survey, respondents: [petra-cuk], scores: [{stakeholder: petra-cuk, scale: nps, value: 8}], bothers: [{id: b1, text: Late, from: petra-cuk, decision: Ours}]}
commitments: [{id: c1, made_on: 2026-10-01, by: ana.novak, to: petra-cuk, text: A list for Petra Čuk, kept_on: 2026-10-02}]
interactions: [{id: i1, date: 2026-10-02, kind: call, with: [petra-cuk, jan], by: [ana.novak], outcome: Čukova asks for less}]
waivers: [{check: key-person-silent, record: petra-cuk, reason: She leaves, until: 2026-12-31, by: ana.novak}]
"""


@pytest.fixture
def erased(tmp_path):
    handbook, plan = plan_of(tmp_path, TEXT)
    person = person_to_forget(plan.data, plan.document.text, "petra-cuk")
    return changed(handbook, plan, forgotten(plan.data, person)), person


def test_the_place_stays_and_the_person_goes(erased):
    change, _person = erased
    assert record(change, "stakeholders", "erased-1") == {
        "id": "erased-1", "name": "(erased 1)", "title": "Head of purchasing", "area": "purchasing", "level": "senior",
        "buying_roles": ["buyer"], "influence": "high", "attitude": "unknown", "attitude_on": "2026-09-15",
        "added_on": "2024-05-10", "left_on": "2026-10-31", "successor": "none",
    }  # fmt: skip


def test_no_reference_is_left(erased):
    change, _person = erased
    assert not [line for line in change.written.document.lines() if "petra-cuk" in line]
    assert record(change, "stakeholders", "jan")["reports_to"] == "erased-1"
    assert record(change, "stakeholders", "nada")["successor"] == "erased-1"
    assert record(change, "satisfaction", "s1")["scores"][0]["stakeholder"] == "erased-1"
    assert change.written.document.data["waivers"][0]["record"] == "erased-1"


def test_texts_and_comments_are_told_and_left(erased):
    change, person = erased
    found = [(one.text, one.comment) for one in mentions(change.written.document.lines(), person)]
    assert [comment for _text, comment in found] == [False, True, False, False, False]
    assert found[1][0] == "- id: erased-1  # Petra, since 2024"
    assert found[2][0].startswith("- {id: jan")  # of the same surname: rather one too many
    assert "Čukova" in found[4][0]


def test_the_whole_name_goes_from_texts_when_asked_for(tmp_path):
    handbook, plan = plan_of(tmp_path, TEXT)
    person = person_to_forget(plan.data, plan.document.text, "petra-cuk")
    change = changed(handbook, plan, forgotten(plan.data, person, texts=True))
    data = change.written.document.data
    assert data["summary"] == "(erased 1) runs it; write to (erased 1) or call (erased 1)."
    assert record(change, "commitments", "c1")["text"] == "A list for (erased 1)"
    assert record(change, "interactions", "i1")["outcome"] == "Čukova asks for less"
    assert record(change, "stakeholders", "jan")["name"] == "Jan Čuk"


def test_the_next_one_gets_another_number(erased, tmp_path):
    change, _person = erased
    document = change.written.document
    other = person_to_forget(document.data, document.text, "jan")
    assert (other.erased_id, other.erased_name) == ("erased-2", "(erased 2)")


def test_an_attitude_that_nobody_wrote_is_not_made_up(tmp_path):
    handbook, plan = plan_of(tmp_path, "stakeholders: [{id: jan, name: Jan Zec}]")
    person = person_to_forget(plan.data, plan.document.text, "jan")
    assert changed(handbook, plan, forgotten(plan.data, person)).written.document.data["stakeholders"] == [
        {"id": "erased-1", "name": "(erased 1)"}
    ]


def test_everybody_of_the_reference_account_can_be_forgotten(tmp_path):
    handbook = handbook_in(tmp_path)
    plan = handbook.plan("zeleznik")
    for one in plan.data["stakeholders"]:
        person = person_to_forget(plan.data, plan.document.text, one["id"])
        change = changed(handbook, plan, forgotten(plan.data, person))
        assert one["id"] not in [two["id"] for two in change.written.document.data["stakeholders"]]


def test_nobody_of_that_id_is_an_error(tmp_path):
    _handbook, plan = plan_of(tmp_path, "")
    with pytest.raises(SettingsError):
        person_to_forget(plan.data, plan.document.text, "nobody")


@pytest.mark.parametrize("text", ["met PETRA ČUK there", "petra@zeleznik.example", "call +386 40 000 002"])
def test_another_file_names_the_person_by_the_whole_name_or_an_address(text, tmp_path):
    _handbook, plan = plan_of(tmp_path, TEXT)
    person = person_to_forget(plan.data, plan.document.text, "petra-cuk")
    assert names_person(text, person)
    assert not names_person("Petra Čukova, epetra@zeleznik.examples", person)
