"""Parents: the plan of another file, which a run may not look at, and groups that lead in a circle."""

from datetime import date

import pytest

from kamdocs.lint import evaluate, evaluate_again, judge, part_of
from kamdocs.lint.scope import find_scope
from kamdocs.schema.audience import INTERNAL, make_audience
from kamdocs.settings.load import load_settings
from kamdocs.source import find_files
from tests.plans import report_on, told, write_handbook

DAY = date(2026, 3, 1)
GROUP = {"name": "Group", "former_ids": ["old-group"]}


def told_in(folder, *looked_at):
    """What is told of parents where only some files are looked at, or all: (account, check, message, hint)."""
    settings = load_settings(folder)
    files = find_files(settings.accounts)
    chosen = [path for path in files.accounts if not looked_at or path.stem in looked_at]
    report = judge(evaluate(settings, DAY, part_of(files, chosen)), settings.policies, DAY)
    return [
        (one.gap.account, one.gap.check, str(one.gap.message), str(one.gap.hint))
        for one in report.findings
        if one.gap.record == "parent"
    ]


def checks_in(folder, *looked_at):
    return [(account, check) for account, check, *_ in told_in(folder, *looked_at)]


@pytest.mark.parametrize("parent", ["group", "old-group", "broken"])
@pytest.mark.parametrize("looked_at", [(), ("x",)])
def test_a_parent_is_known_by_its_file_or_by_a_former_name(tmp_path, parent, looked_at):
    folder = write_handbook(tmp_path, {"x": {"parent": parent}, "group": GROUP, "broken": "name: [\n"})
    assert told_in(folder, *looked_at) == []


@pytest.mark.parametrize("looked_at", [(), ("x",)])
@pytest.mark.parametrize(
    ("parent", "hint"),
    [
        ("gruop", "did you mean group?"),
        ("old-grup", "did you mean group?"),
        ("holding", "write the name of the group's file without its ending, or add a plan for the group"),
    ],
)
def test_a_parent_that_nobody_is_or_was_called_is_told(tmp_path, parent, hint, looked_at):
    folder = write_handbook(tmp_path, {"x": {"parent": parent}, "group": GROUP})
    expected = ("x", "DOC003", f"parent names {parent}, which is no account", hint)
    assert told_in(folder, *looked_at) == [expected]
    assert told_in(folder, "group") == []


@pytest.mark.parametrize("looked_at", [(), ("x",)])
@pytest.mark.parametrize("broken", ["name: [\n", "name: X\nformer_ids: holding\n"])
def test_a_plan_that_can_not_be_read_may_have_been_called_so(tmp_path, looked_at, broken):
    folder = write_handbook(tmp_path, {"x": {"parent": "holding"}, "broken": broken})
    assert told_in(folder, *looked_at) == []


def test_the_place_is_the_value(tmp_path):
    text = "name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\nparent:   holding\n"
    report = report_on(write_handbook(tmp_path, {"x": text}), "2026-03-01")
    (found,) = [one for one in report.findings if one.gap.check == "DOC003"]
    assert (found.gap.place.line, found.gap.place.column, found.gap.path) == (5, 11, "accounts/x.yml")
    assert report.texts["accounts/x.yml"] == text


RING = {"a": {"parent": "b"}, "b": {"parent": "c", "former_ids": ["old-b"]}, "c": {"parent": "a"}, "d": {"parent": "a"}}


def test_a_circle_is_told_once_where_it_begins(tmp_path):
    folder = write_handbook(tmp_path, RING)
    hint = "one of these plans belongs to another group, or to none: correct that one"
    assert told_in(folder) == [("a", "DOC005", "parent leads in a circle: a → b → c → a", hint)]
    assert told_in(folder, "b", "c") == [("b", "DOC005", "parent leads in a circle: b → c → a → b", hint)]
    assert told_in(folder, "d") == []


@pytest.mark.parametrize("looked_at", [(), ("a",)])
def test_a_circle_over_a_former_name_and_one_of_a_single_plan(tmp_path, looked_at):
    folder = write_handbook(tmp_path, {**RING, "a": {"parent": "old-b"}, "e": {"parent": "e"}})
    assert checks_in(folder, *looked_at) == [("a", "DOC005"), *([] if looked_at else [("e", "DOC005")])]


def test_a_group_of_several_levels_is_no_circle(tmp_path):
    folder = write_handbook(tmp_path, {"a": {"parent": "b"}, "b": {"parent": "c"}, "c": {}, "d": {"parent": "b"}})
    assert told_in(folder) == told_in(folder, "a") == []


def test_what_another_file_changes_is_told_of_a_plan_that_stands_from_before(tmp_path):
    folder = write_handbook(tmp_path, {"x": {"parent": "old-group"}, "group": GROUP, "z": {}})
    settings = load_settings(folder)
    group = settings.accounts / "group.yml"
    good = group.read_text("utf-8")
    first = evaluate_again(settings, DAY, INTERNAL, None)
    group.write_text(good.replace("old-group", "elder-group"), "utf-8")
    second = evaluate_again(settings, DAY, INTERNAL, first)
    assert second.reused == {"z"}
    assert second.evaluation == evaluate(settings, DAY)
    assert [gap.check for gap in _file(second, "x").gaps if gap.record == "parent"] == ["DOC003"]
    assert _file(second, "z") is _file(first, "z")
    group.write_text(good + "# read again\n", "utf-8")
    third = evaluate_again(settings, DAY, INTERNAL, second)
    assert [gap.check for gap in _file(third, "x").gaps if gap.record == "parent"] == []
    group.write_text(good + "industry: steel\n", "utf-8")
    assert _file(evaluate_again(settings, DAY, INTERNAL, third), "x") is _file(third, "x")


def _file(evaluated, account):
    return next(file for file in evaluated.evaluation.files if file.id == account)


def test_a_check_that_is_switched_off_says_nothing_of_parents(tmp_path):
    settings = "[tool.kamdocs.checks.impossible-date]\nenabled = false\n"
    assert told(report_on(write_handbook(tmp_path, RING, settings=settings), "2026-03-01"), check="DOC005") == []


def test_an_audience_reads_no_parent_of_which_it_may_not_know(tmp_path):
    folder = write_handbook(tmp_path, {"x": {"parent": "group"}, "y": {"parent": "x"}, "group": GROUP})
    settings = load_settings(folder)
    reader = make_audience("reader", reads=["parent"])
    some = type(reader)("some", reader.fields, frozenset({"x", "y"}))
    parents = {
        audience.name: [
            file.account.parent
            for file in evaluate(settings, DAY, find_scope(settings.accounts, audience)).files
            if file.id != "group"
        ]
        for audience in (reader, some, make_audience("shareable"))
    }
    assert parents == {"reader": ["group", "x"], "some": [None, "x"], "shareable": [None, None]}
