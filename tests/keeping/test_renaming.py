"""An account that gets another id."""

import pytest

from kamdocs.keeping.finding import Candidate
from kamdocs.keeping.renaming import can_be_called, named_anew, remembers
from kamdocs.settings.error import SettingsError
from kamdocs.writing import Add, Put
from tests.keeping.reference import changed, handbook_in, plan_of

ACCOUNTS = (
    Candidate("zeleznik", "Železnik", ("zeleznik-orodja",)),
    Candidate("kovac", "Kovač", ("stari-kovac", "Stari kovač s.p.")),
)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("orodjarna-zeleznik", None),
        ("zeleznik-orodja", None),  # its own of before
        ("z.2", None),
        ("x" * 80, None),
        ("zeleznik", "zeleznik is called so already"),
        ("Zeleznik", "Zeleznik differs from zeleznik by its capitals alone"),
        ("kovac", "there is an account kovac already"),
        ("KOVAC", "there is an account kovac already"),
        ("stari-kovac", "kovac was called stari-kovac before, and old links lead there"),
        *((one, f"{one} can't be an id") for one in ("_team", "a b", "železnik", "../x", "a/b", "", "index", "Readme")),
        ("x" * 81, f"{'x' * 81} can't be an id"),
    ],
)
def test_an_id_is_taken_that_is_one_and_that_no_other_has_or_had(new, said):
    try:
        can_be_called("zeleznik", new, ACCOUNTS)
    except SettingsError as error:
        assert error.hint
        assert str(error) == said
    else:
        assert said is None


def test_the_plan_remembers_its_old_id(tmp_path):
    handbook = handbook_in(tmp_path)
    plan = handbook.plan("zeleznik")
    change = changed(handbook, plan, remembers(plan.data, "zeleznik", "orodjarna"))
    assert change.written.document.data["former_ids"] == ["zeleznik-orodja", "zeleznik"]
    assert change.opened == change.closed == ()


def test_an_id_that_comes_back_is_no_former_one(tmp_path):
    handbook = handbook_in(tmp_path)
    plan = handbook.plan("zeleznik")
    change = changed(handbook, plan, remembers(plan.data, "zeleznik", "zeleznik-orodja"))
    assert change.written.document.data["former_ids"] == ["zeleznik"]


def test_the_first_former_id_makes_the_list(tmp_path):
    handbook, plan = plan_of(tmp_path, "")
    intent = remembers(plan.data, "zeleznik", "orodjarna")
    assert intent.edits == (Add(("former_ids",), "zeleznik"),)
    assert changed(handbook, plan, intent).written.document.data["former_ids"] == ["zeleznik"]


def test_what_names_the_account_names_it_anew(tmp_path):
    _handbook, plan = plan_of(tmp_path, "parent: kovac\n")
    assert named_anew(plan.data, "kovac", "kovac-holding").edits == (Put(("parent",), "kovac-holding"),)
    assert named_anew(plan.data, "zeleznik", "x").edits == ()
