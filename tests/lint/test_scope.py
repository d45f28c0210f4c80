"""What a run looks at: the portfolio where it is whole, what stands from before, and faults that stay where they are."""

import sys
from datetime import date

import msgspec
import pytest

from kamdocs.lint import evaluate, evaluate_again, judge, part_of, whole_of
from kamdocs.schema.audience import INTERNAL
from kamdocs.settings.load import load_settings
from kamdocs.source import find_files
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

EVALUATE = sys.modules["kamdocs.lint.evaluate"]  # the name in the package is its function
DAY = date(2026, 3, 1)
LOAD = "[tool.kamdocs.checks.owner-overloaded]\naccounts = 0\n"
OWNED = {"owner": "ana.novak"}


def portfolio_gaps(evaluation):
    return {gap.check for gap in evaluation.gaps if gap.check.startswith("KAM")}


def test_the_portfolio_is_judged_where_all_of_it_is_looked_at(tmp_path):
    settings = load_settings(write_handbook(tmp_path, {"x": OWNED, "y": OWNED}, settings=LOAD))
    folder = find_files(settings.accounts)
    assert portfolio_gaps(evaluate(settings, DAY)) == {"KAM010"}
    assert portfolio_gaps(evaluate(settings, DAY, whole_of(folder))) == {"KAM010"}
    assert portfolio_gaps(evaluate(settings, DAY, part_of(folder, folder.accounts))) == {"KAM010"}
    part = evaluate(settings, DAY, part_of(folder, folder.accounts[:1]))
    assert (portfolio_gaps(part), part.unseen, len(part.files)) == (set(), 1, 1)


def test_the_portfolio_stays_when_the_only_plan_is_saved(tmp_path):
    settings = load_settings(write_handbook(tmp_path, {"x": OWNED}, settings=LOAD))
    first = evaluate_again(settings, DAY, INTERNAL, None)
    plan = settings.accounts / "x.yml"
    plan.write_text(plan.read_text("utf-8") + "industry: steel\n", "utf-8")
    again = evaluate_again(settings, DAY, INTERNAL, first)
    assert portfolio_gaps(again.evaluation) == portfolio_gaps(first.evaluation) == {"KAM010"}
    assert again.reused == frozenset()


def test_files_that_stand_from_before_are_the_same_values(tmp_path):
    settings = load_settings(write_handbook(tmp_path, {"x": OWNED, "y": OWNED}, settings=LOAD))
    first = evaluate_again(settings, DAY, INTERNAL, None)
    plan = settings.accounts / "x.yml"
    plan.write_text(plan.read_text("utf-8") + "industry: steel\n", "utf-8")
    again = evaluate_again(settings, DAY, INTERNAL, first)
    assert again.reused == {"y"}
    known = {file.id: file for file in first.evaluation.files}
    assert next(file for file in again.evaluation.files if file.id == "y") is known["y"]
    assert again.evaluation == msgspec.structs.replace(evaluate(settings, DAY), files=again.evaluation.files)


def broken(settings, name):
    """The settings with a check of ours that fails on the account x."""

    def find(case, **_limits):
        if case.account.id == "x":
            raise RuntimeError("nobody thought of this")
        return ()

    policies = settings.policies
    check = msgspec.structs.replace(policies[name].check, find=find)
    policies._by_name[name] = msgspec.structs.replace(policies[name], check=check)
    return settings


def test_a_check_of_ours_that_fails_is_told_by_name_and_stops_nothing_else(tmp_path):
    settings = broken(load_settings(write_handbook(tmp_path, {"x": {}, "y": {}})), "account-silent")
    evaluation = evaluate(settings, DAY)
    (mishap,) = evaluation.mishaps
    assert (mishap.account, mishap.check.code, mishap.ours) == ("x", "KAM1001", True)
    assert "nobody thought of this" in mishap.error
    found = {file.id: {gap.check for gap in file.gaps} for file in evaluation.files}
    assert found["x"] == found["y"] > {"KAM901", "KAM1002"}
    cells = {
        one.id: {cell.rule: cell.word for cell in one.cells}
        for one in judge(evaluation, settings.policies, DAY).standings
    }
    assert cells["x"]["activity"] == "gap"  # others of its rule found something


def test_what_a_failed_check_would_have_said_is_not_taken_for_fine(tmp_path):
    plan = {
        "commitments": [
            {
                "id": "c",
                "text": "T",
                "made_on": "2026-01-05",
                "by": "ana.novak",
                "due": "2026-02-15",
                "kept_on": "2026-02-01",
            }
        ]
    }
    folder = write_handbook(tmp_path, {"x": plan, "y": plan})
    settings = broken(load_settings(folder), "commitment-undated")
    cells = {
        one.id: {cell.rule: cell.word for cell in one.cells}
        for one in judge(evaluate(settings, DAY), settings.policies, DAY).standings
    }
    assert (cells["x"]["relationship"], cells["y"]["relationship"]) == ("not assessed", "in order")


@pytest.mark.parametrize("place", ["build_account", "waiver_gaps", "find_file_gaps"])
def test_a_fault_of_ours_on_one_account_leaves_the_others_assessed(tmp_path, monkeypatch, place):
    right = getattr(EVALUATE, place)

    def fails(*given):
        if "x.yml" in str(given[:2]):
            raise ZeroDivisionError("by nought")
        return right(*given)

    monkeypatch.setattr(EVALUATE, place, fails)
    settings = load_settings(write_handbook(tmp_path, {"x": {}, "y": {}}))
    evaluation = evaluate(settings, DAY)
    (mishap,) = evaluation.mishaps
    assert (mishap.account, mishap.check, mishap.ours) == ("x", None, True)
    files = {file.id: file for file in evaluation.files}
    assert (files["x"].assessed, files["y"].assessed) == (False, True)
    assert {gap.check for gap in files["y"].gaps} > {"KAM901", "KAM1001"}


def test_such_a_fault_ends_the_run_with_3_after_all_others_were_told(kamdocs, tmp_path, monkeypatch):  # noqa: F811
    right = EVALUATE.build_account
    monkeypatch.setattr(EVALUATE, "build_account", lambda name, *rest: 1 / (name != "x") and right(name, *rest))
    ran = kamdocs("check", "--as-of", "2026-03-01", cwd=write_handbook(tmp_path, {"x": {}, "y": {}}))
    assert (ran.code, "accounts/y.yml:1:1: error: KAM001" in ran.out) == (3, True)
    assert "Error: x can't be assessed, by a fault of kamdocs: ZeroDivisionError" in ran.err
    assert "2 accounts, 1 not assessed, " in ran.err


def test_where_telling_what_was_done_fails_nothing_is_in_order_and_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(EVALUATE, "find_evidence", lambda *_: 1 // 0)
    visit = {"id": "v", "date": "2026-01-10", "kind": "visit", "by": ["ana.novak"], "outcome": "O"}
    settings = load_settings(write_handbook(tmp_path, {"x": {"interactions": [visit]}}))
    report = judge(evaluate(settings, DAY), settings.policies, DAY)
    assert "in order" not in {cell.word for cell in report.standings[0].cells}
    assert "ZeroDivisionError" in str(report.failed[0])
