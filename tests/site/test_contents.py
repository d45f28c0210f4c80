"""What a build is asked for, and what whoever builds is told."""

from datetime import date

import msgspec
import pytest
from mkdocs.exceptions import PluginError

from kamdocs.lint import evaluate, judge
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.guard import Mishap
from kamdocs.schema.audience import make_audience
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import load_settings
from kamdocs.site.asked import Asked, KamdocsConfig, asking, day_of, is_strict, told_as_errors
from kamdocs.site.contents import custom_failures, faulty_shared_files, notes, own_failures
from tests.plans import write_handbook

DAY = date(2026, 2, 20)


def options(**given):
    made = KamdocsConfig()
    made.load_dict(given)
    assert made.validate() == ([], [])
    return made


@pytest.fixture
def settings(tmp_path):
    return load_settings(write_handbook(tmp_path, {"acme": {}}, settings="as_of = 2026-01-01\n"))


def report_of(settings):
    return judge(evaluate(settings, DAY), settings.policies, DAY)


def test_the_day_is_the_command_lines_else_the_plugins_else_the_settings_else_today(settings):
    with asking(Asked(as_of=DAY)):
        assert day_of(options(as_of="2026-02-03"), settings) == DAY
    assert day_of(options(as_of="2026-02-03"), settings) == date(2026, 2, 3)
    assert day_of(options(as_of=date(2026, 2, 4)), settings) == date(2026, 2, 4)
    assert day_of(options(), settings) == date(2026, 1, 1)
    assert day_of(options(), msgspec.structs.replace(settings, as_of=None)) >= date(2026, 1, 1)
    with pytest.raises(SettingsError, match="as_of is soon, not a day such as 2026-11-23"):
        day_of(options(as_of="soon"), settings)
    with pytest.raises(SettingsError, match="as_of is the last day of the calendar"):
        day_of(options(as_of="9999-12-31"), settings)


def test_strict_is_asked_for_by_either():
    assert is_strict(options(strict=True))
    assert not is_strict(options())
    with asking(Asked(strict=True)):
        assert is_strict(options())


def test_under_the_engines_own_command_line_the_hint_stands_in_the_message():
    with pytest.raises(PluginError, match=r"^odd \(mend it\)$"), told_as_errors():
        raise SettingsError("odd", "mend it")
    with pytest.raises(PluginError, match=r"^/site: Permission denied$"), told_as_errors():
        raise PermissionError(13, "Permission denied", "/site")
    with asking(Asked()), pytest.raises(SettingsError, match=r"^odd$"), told_as_errors():
        raise SettingsError("odd", "mend it")


def test_a_fault_of_our_own_check_is_ours_and_one_of_theirs_is_theirs(settings):
    theirs = msgspec.structs.replace(CHECKS[0], name="our-check", origin="our_checks")
    report = msgspec.structs.replace(
        report_of(settings), mishaps=(Mishap(CHECKS[0], "acme", "KeyError: x"), Mishap(theirs, "acme", "TypeError: y"))
    )
    assert [CHECKS[0].name in str(one) for one in own_failures(report, ())] == [True]
    assert ["our-check" in str(one) for one in custom_failures(settings, report)] == [True]


def test_whoever_builds_is_told_of_what_is_not_as_it_should_be(tmp_path):
    folder = write_handbook(tmp_path, {"acme": {}, "broken": "name: [\n", "partly": {"owner": [7]}, "x" * 251: {}})
    (folder / "accounts" / "_offerings.yml").write_text("offerings: [\n", "utf-8")
    (folder / "accounts" / "_strange.yml").write_text("x: 1\n", "utf-8")
    settings = load_settings(folder)
    assert list(notes(settings, report_of(settings))) == [
        "note: accounts/broken.yml can't be assessed; its page says why",
        "note: accounts/partly.yml can't be assessed; its page says why",
        f"note: accounts/{'x' * 251}.yml has no page of its own; kamdocs check says why",
        "note: accounts/_offerings.yml has a fault; kamdocs check says which",
        "note: accounts/_strange.yml has a fault; kamdocs check says which",
    ]
    shareable = msgspec.structs.replace(settings, audience=make_audience("shareable"))
    assert list(notes(shareable, report_of(settings)))[:2] == [
        "note: accounts/broken.yml has a fault: it is left out of this site; kamdocs check says why",
        "note: accounts/partly.yml has a fault: it is shown in part; kamdocs check says why",
    ]
    assert faulty_shared_files(settings) == ["accounts/_offerings.yml", "accounts/_strange.yml"]
