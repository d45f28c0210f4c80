"""The settings: found upward, read strictly."""

import pytest

from kamdocs.rules.catalogue import CHECKS
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import load_settings

WRONG = {
    "not TOML": ("[tool.kamdocs\n", "is not TOML", "correct that line"),
    "an unknown setting": ("[tool.kamdocs]\nacounts = 'x'\n", "does not know the setting acounts", "did you mean accounts?"),
    "no text": ("[tool.kamdocs]\naccounts = 3\n", "tool.kamdocs.accounts is not a text", "accounts"),
    "no day": ("[tool.kamdocs]\nas_of = 'soon'\n", "tool.kamdocs.as_of is not a day", "2026-11-23"),
    "the last day": ("[tool.kamdocs]\nas_of = 9999-12-31\n", "as_of is the last day of the calendar", "earlier day"),
    "a time": ("[tool.kamdocs]\nas_of = 2026-11-23T10:00:00\n", "is not a day", "2026-11-23"),
    "an unknown check": ("[tool.kamdocs.checks.owner-mising]\n", "owner-mising", "did you mean owner-missing?"),
    "an unknown threshold": ("[tool.kamdocs.checks.bow-tie]\ndayz = 3\n", "does not know the setting dayz", "did you mean days?"),
    "no number": ("[tool.kamdocs.checks.bow-tie]\ndays = '3'\n", "is not a whole number", "number"),
    "true for a number": ("[tool.kamdocs.checks.bow-tie]\ndays = true\n", "is not a whole number", "number"),
    "too large": ("[tool.kamdocs.checks.bow-tie]\ndays = 100001\n", "is not a whole number", "number"),
    "no severity": ("[tool.kamdocs.checks.bow-tie]\nseverity = 'bad'\n", "severity is bad", "error, warning, info"),
    "neither offline nor not": ("[tool.kamdocs]\noffline = 'yes'\n", "offline is neither true nor false", "offline = true"),
    "neither on nor off": ("[tool.kamdocs.checks.bow-tie]\nenabled = 1\n", "neither true nor false", "enabled = true"),
    "an unknown tier": ("[tool.kamdocs.checks.bow-tie]\ndays = {gold = 3}\n", "does not know the setting gold", "known here"),
    "tiers of the portfolio": ("[tool.kamdocs.checks.pareto-drift]\npercent = {key = 3}\n", "looks at all accounts", "one value"),
    "an unknown profile": ("[tool.kamdocs]\nprofile = 'gold'\n", "profile is not known", "starter, standard, strict"),
    "no zone": ("[tool.kamdocs]\ntimezone = 'Europe/Lubljana'\n", "tool.kamdocs.timezone is no time zone", "did you mean Europe/Ljubljana?"),
    "a zone that is a folder": ("[tool.kamdocs]\ntimezone = 'Europe'\n", "is no time zone", "did you mean Europe/"),
    "a zone that is a path": ("[tool.kamdocs]\ntimezone = '../../etc/passwd'\n", "is no time zone", "Europe/Ljubljana"),
    "a zone that is a number": ("[tool.kamdocs]\ntimezone = 1\n", "is no time zone", "Europe/Ljubljana"),
    "no zone at all": ("[tool.kamdocs]\ntimezone = ''\n", "is no time zone", "Europe/Ljubljana"),
    "no table": ("[tool.kamdocs]\nchecks = 3\n", "is not a table", "write it as"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says", "hint"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named_with_a_hint(tmp_path, text, says, hint):
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError) as error:
        load_settings(tmp_path)
    assert says in str(error.value)
    assert hint in error.value.hint
    assert "pyproject.toml" in str(error.value)


def test_defaults_hold_without_settings(tmp_path):
    settings = load_settings(tmp_path)
    assert (settings.root, settings.accounts, settings.as_of) == (tmp_path, tmp_path / "accounts", None)
    assert settings.policies["account-silent"].limits["strategic"] == {"days": 30}
    assert all(policy.enabled for policy in settings.policies.values())


def test_settings_are_found_upward_past_other_projects(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.kamdocs]\naccounts = 'plans'\nas_of = '2026-01-02'\n", "utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    settings = load_settings(below)
    assert settings.accounts == tmp_path / "plans"
    assert str(settings.as_of) == "2026-01-02"


def test_checks_are_set_as_a_whole_or_by_tier(tmp_path):
    text = "[tool.kamdocs.checks.bow-tie]\npeople = {key = 1}\ndays = 100\nseverity = {strategic = 'error'}\n"
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    policy = load_settings(tmp_path).policies["bow-tie"]
    assert policy.limits["key"] == {"people": 1, "days": 100}
    assert policy.limits["strategic"] == {"people": 3, "days": 100}
    assert (policy.severity["strategic"], policy.severity["key"]) == ("error", "warning")


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "pyproject.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="can't be read"):
        load_settings(tmp_path)


def test_the_starter_profile_has_a_few_checks_and_can_have_more(tmp_path):
    text = "[tool.kamdocs]\nprofile = 'starter'\n[tool.kamdocs.checks.bow-tie]\nenabled = true\n"
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    enabled = {policy.check.code for policy in load_settings(tmp_path).policies.values() if policy.enabled}
    starter = {check.code for check in CHECKS if check.starter}
    assert enabled == starter | {"KAM908"}
    assert {"DOC001", "DOC002", "KAM001", "KAM502", "KAM1002"} < starter
    assert len(starter) < 25
