"""``kamdocs diff``: the whole story of a change."""

import json

import jsonschema
import pytest
import yaml

from kamdocs.cli.change_links import change_of
from kamdocs.report.links import Change, Links
from kamdocs.schema import schema_folder
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_base import change, commit, git, handbook  # noqa: F401 (a fixture)
from tests.plans import BASE

SCHEMA = jsonschema.Draft202012Validator(
    json.loads((schema_folder() / "diff.schema.json").read_text("utf-8")), format_checker=jsonschema.FormatChecker()
)
AS_OF = ("--as-of", "2026-03-20")


def story(kamdocs, folder, *args):  # noqa: F811
    ran = kamdocs("diff", *args, *AS_OF, "--format", "json", cwd=folder)
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    SCHEMA.validate(told)
    return told


def test_nothing_changed(kamdocs, handbook):  # noqa: F811
    assert kamdocs("diff", *AS_OF, cwd=handbook).out == "nothing that the plans tell changed\n"
    told = story(kamdocs, handbook, "main")
    assert not any(told.pop("not_assessed").values())
    assert {key: value for key, value in told.items() if value} == {"version": 1, "as_of": "2026-03-20"}


def test_gaps_close_open_and_move(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "due: '2026-02-15'", "due: '2026-05-15'")
    change(handbook, "y", "tier: key", "tier: key\nowner: ana.novak")
    told = story(kamdocs, handbook)
    closed = {(one["account"], one["code"]) for one in told["closed"]}
    assert {("y", "KAM001"), ("x", "KAM301")} <= closed  # put off is no longer open; the fact says to when
    assert not told["moved"]
    assert told["facts"]["x"] == ["the due date of the promise “T”: 2026-05-15 (was 2026-02-15)"]
    assert told["facts"]["y"] == ["the owner: Ana Novak (new)"]


def test_what_can_not_be_assessed_any_more_is_not_mended(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: enormous")
    told = story(kamdocs, handbook)
    assert [(one["account"], one["code"]) for one in told["opened"]] == [("y", "DOC002")]
    assert (told["closed"], told["facts"]) == ([], {})
    assert told["not_assessed"]["accounts"] == ["y"]
    unknown = told["not_assessed"]["gaps"]
    assert {one["account"] for one in unknown} == {"y"}
    assert "KAM001" in {one["code"] for one in unknown}
    commit(handbook)
    change(handbook, "y", "tier: enormous", "tier: key")
    told = story(kamdocs, handbook)
    assert ("y", "DOC002") in {(one["account"], one["code"]) for one in told["closed"]}
    assert (told["not_assessed"]["accounts"], told["not_assessed"]["accounts_before"]) == ([], ["y"])


def test_a_parent_is_not_known_to_be_right_because_another_plan_can_not_be_read(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "tier: key", "tier: key\nparent: old-group")
    commit(handbook)
    change(handbook, "y", "tier: key", "tier: [")  # it may have been called so
    told = story(kamdocs, handbook, "HEAD")
    assert told["closed"] == []
    assert ("x", "DOC003") in {(one["account"], one["code"]) for one in told["not_assessed"]["gaps"]}


def test_what_is_open_on_both_sides_or_ahead_on_both_has_moved(kamdocs, handbook):  # noqa: F811
    later = "commitments: [{id: d, text: T, made_on: 2026-01-05, by: ana.novak, due: 2026-05-01}]\n"
    change(handbook, "y", "tier: key", later + "tier: key")
    commit(handbook)
    change(handbook, "x", "due: '2026-02-15'", "due: '2026-03-01'")
    change(handbook, "y", "due: 2026-05-01", "due: 2026-06-01")
    told = story(kamdocs, handbook)
    moved = {(one["account"], one["code"]): (one["was"], one["opens_on"]) for one in told["moved"]}
    assert moved["x", "KAM301"] == ("2026-02-16", "2026-03-02")
    assert moved["y", "KAM301"] == ("2026-05-02", "2026-06-02")
    assert (told["opened"], told["closed"]) == ([], [])


def test_what_was_ahead_and_is_open_now_is_opened(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "due: '2026-02-15'", "due: '2026-05-15'")
    commit(handbook)
    change(handbook, "x", "due: '2026-05-15'", "due: '2026-03-01'")
    told = story(kamdocs, handbook)
    assert {(one["account"], one["code"]) for one in told["opened"]} == {("x", "KAM301"), ("x", "KAM1002")}
    assert not told["moved"]


def test_an_account_renamed_and_rewritten_is_followed_by_its_former_id(kamdocs, handbook):  # noqa: F811
    old = handbook / "accounts" / "x.yml"
    text = "former_ids: [x]\n" + "".join(f"# {n}: a line that makes git see another file\n" for n in range(200))
    (handbook / "accounts" / "z.yml").write_text(text + old.read_text("utf-8"), "utf-8")
    old.unlink()
    told = story(kamdocs, handbook)
    assert (told["renamed"], told["added"], told["removed"]) == ([{"from": "x", "to": "z"}], [], [])
    assert (told["opened"], told["closed"]) == ([], [])


def test_accounts_come_go_and_are_renamed(kamdocs, handbook):  # noqa: F811
    git(handbook, "mv", "accounts/x.yml", "accounts/z.yml")
    (handbook / "accounts" / "new.yml").write_text(
        "name: New\nstatus: former\ntier: key\nkey_since: 2026-01-01\n", "utf-8"
    )
    (handbook / "accounts" / "y.yml").unlink()
    commit(handbook)
    told = story(kamdocs, handbook, "main")
    assert (told["added"], told["removed"], told["renamed"]) == (["new"], ["y"], [{"from": "x", "to": "z"}])
    assert told["facts"] == {}
    assert told["closed"] == []
    assert {one["account"] for one in told["gone"]} == {"y"}


def test_waivers_and_settings_are_always_told(kamdocs, handbook):  # noqa: F811
    waiver = "waivers: [{check: commitment-overdue, reason: They *agreed*, until: 2026-12-31, by: ana.novak}]\n"
    change(handbook, "x", "tier: key", waiver + "tier: key")
    settings = "[tool.kamdocs.checks.bow-tie]\nenabled = false\n[tool.kamdocs.checks.account-silent]\ndays = 50\nseverity = 'info'\n"
    (handbook / "pyproject.toml").write_text(settings, "utf-8")
    commit(handbook)
    text = kamdocs("diff", "main", *AS_OF, cwd=handbook).out
    assert "until 2026-12-31, by Ana Novak (ana.novak), because They *agreed*" in text
    assert "  bow-tie is switched off\n" in text
    assert "  account-silent.days: 50 (was strategic 30, key 45, developing 90)\n" in text
    assert "  account-silent.severity: info (was error)\n" in text
    markdown = kamdocs("diff", "main", *AS_OF, "--format", "markdown", cwd=handbook).out
    assert markdown.startswith("<!-- kamdocs diff -->\n")
    assert r"They \*agreed\*" in markdown


WAIVER = "waivers: [{check: commitment-overdue, record: c, reason: Agreed, until: 2026-04-30, by: ana.novak}]\n"


def test_a_waiver_that_is_altered_or_withdrawn_is_told(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "tier: key", WAIVER + "tier: key")
    commit(handbook)
    change(handbook, "x", "until: 2026-04-30", "until: 2026-09-30")
    (altered,) = story(kamdocs, handbook, "HEAD")["waivers"]
    assert (altered["now"]["until"], altered["was"]["until"]) == ("2026-09-30", "2026-04-30")
    assert [gap["code"] for gap in altered["accepts"]] == ["KAM301"]
    text = kamdocs("diff", *AS_OF, cwd=handbook).out
    assert "until 2026-09-30, by Ana Novak (ana.novak), because Agreed (was until 2026-04-30, by Ana Novak" in text
    change(handbook, "x", WAIVER.replace("04-30", "09-30"), "")
    (withdrawn,) = story(kamdocs, handbook, "HEAD")["waivers"]
    assert (withdrawn["now"], withdrawn["accepts"]) == (None, [])
    assert "withdrawn; it was until 2026-04-30" in kamdocs("diff", *AS_OF, cwd=handbook).out


def test_a_waiver_that_accepts_nothing_yet_is_told_too(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", WAIVER.replace(", record: c", "") + "tier: key")
    (granted,) = story(kamdocs, handbook)["waivers"]
    assert (granted["account"], granted["was"], granted["accepts"]) == ("y", None, [])


def test_a_comment_stays_short_and_shows_waivers_unfolded(kamdocs, handbook):  # noqa: F811
    promises = "".join(
        f"- {{id: d{one}, text: '{'*č' * 200}', made_on: '2026-01-05', by: ana.novak, due: '2026-02-15'}}\n"
        for one in range(80)
    )
    change(handbook, "x", "commitments:\n", WAIVER + "commitments:\n" + promises)
    markdown = kamdocs("diff", *AS_OF, "--format", "markdown", cwd=handbook).out
    unfolded = markdown.partition("<details")[0]
    assert "### Worse (81)" in unfolded
    assert len(unfolded.encode()) < 20_000
    assert unfolded.count("promised for 2026-02-15") == 10
    assert "<details><summary>and 71 more</summary>" in markdown
    assert "- and 31 more: `kamdocs diff` lists them" in markdown
    assert "### Accepted for a while (1)\n\n- Example d.o.o." in markdown
    assert len(markdown.encode()) < 60_000


def test_two_commits_are_compared_without_the_working_tree(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: strategic")
    commit(handbook)
    change(handbook, "y", "tier: strategic", "tier: developing")
    assert [one["facts"] for one in story(kamdocs, handbook, "main", "change")["held_to"]] == [
        ["the tier: strategic (was key)"]
    ]
    assert [one["facts"] for one in story(kamdocs, handbook, "main")["held_to"]] == [["the tier: developing (was key)"]]


def test_a_commit_that_is_none(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("diff", "main", "nowhere", cwd=handbook)
    assert (ran.code, "git knows no commit nowhere" in ran.err) == (2, True)


def test_outputs_go_beside_standard_output_and_over_nothing_else(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: strategic")
    for _ in range(2):
        ran = kamdocs("diff", *AS_OF, "--output", "markdown=s.md", "--output", "json=s.json", cwd=handbook)
        assert ran.code == 0, ran.err
    assert ran.out.startswith("Worse\n  Example y d.o.o. (y): warning KAM907 ")
    assert (handbook / "s.md").read_text("utf-8").startswith("<!-- kamdocs diff -->\n")
    SCHEMA.validate(json.loads((handbook / "s.json").read_text("utf-8")))
    for output, says in (("json=accounts/x.yml", "is a place of plans"), ("sarif=x", "does not know the format sarif")):
        ran = kamdocs("diff", *AS_OF, "--output", output, cwd=handbook)
        assert (ran.code, says in ran.err) == (2, True)


def test_ids_have_names(kamdocs, handbook):  # noqa: F811
    plan = {"name": "Zgledni kupec", "owner": "ana.novak", "stakeholders": [{"id": "petra", "name": "Petra Čuk"}]}
    waivers = [
        {"check": "key-person-silent", "record": "petra", "reason": "R", "until": "2026-12-31", "by": "luka.zupan"},
        {
            "check": "blocked-without-reason",
            "record": "inserts@u1",
            "reason": "R",
            "until": "2026-12-31",
            "by": "nobody.here",
        },
    ]
    grid = {
        "units": [{"id": "u1", "name": "Obrat jug"}],
        "whitespace": [{"offering": "inserts", "unit": "u1", "status": "open", "as_of": "2026-03-01"}],
    }
    path = handbook / "accounts" / "z.yml"
    path.write_text(yaml.safe_dump({**BASE, **plan, **grid, "waivers": waivers}, allow_unicode=True), "utf-8")
    git(handbook, "mv", "accounts/x.yml", "accounts/w.yml")
    text = kamdocs("diff", *AS_OF, cwd=handbook).out
    assert "  Zgledni kupec (z) is new; Ana Novak looks after it\n" in text
    assert "  x is now Example d.o.o. (w)\n" in text
    assert "  Zgledni kupec (z): error KAM" in text
    assert (
        "Zgledni kupec (z): key-person-silent – Petra Čuk (petra): until 2026-12-31, by Luka Zupan (luka.zupan)" in text
    )
    assert "blocked-without-reason – inserts, Obrat jug (inserts@u1): until 2026-12-31, by nobody.here" in text
    (handbook / "accounts" / "w.yml").unlink()
    assert "  Example d.o.o. (x) is no longer among the plans; " in kamdocs("diff", *AS_OF, cwd=handbook).out


def hidden(told):
    return {one["account"]: {gap["code"] for gap in one["hidden"]} for one in told["held_to"]}


def test_a_later_key_since_is_told_first_with_the_gaps_that_it_hides(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "key_since: 2024-01-08", "key_since: 2026-03-01")
    told = story(kamdocs, handbook)
    assert [one["facts"] for one in told["held_to"]] == [["key account since: 2026-03-01 (was 2024-01-08)"]]
    assert {"KAM301", "KAM1001"} <= hidden(told)["x"]
    assert "x" not in told["facts"]
    text = kamdocs("diff", *AS_OF, cwd=handbook).out
    assert text.startswith(
        "Tier, status and settings\n  Example d.o.o. (x): key account since: 2026-03-01 (was 2024-01-08). "
    )
    assert "gaps would be open otherwise: KAM" in text.splitlines()[1]
    markdown = kamdocs("diff", *AS_OF, "--format", "markdown", cwd=handbook).out
    unfolded = markdown.partition("<details")[0]
    assert "key account since: 2026-03-01 (was 2024-01-08). " in unfolded
    assert "19 gaps would be open otherwise: " in unfolded
    assert "no gap opened or closed; of 1 account something else is asked." in unfolded


def test_a_first_day_of_the_plan_hides_what_is_missing_and_not_what_is_owed(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "tier: key", "plan: {started_on: 2026-03-01}\ntier: key")
    told = story(kamdocs, handbook)
    assert [one["facts"] for one in told["held_to"]] == [["the plan's first day: 2026-03-01 (new)"]]
    assert "KAM1001" in hidden(told)["x"]
    assert "KAM301" not in hidden(told)["x"]
    commit(handbook)
    change(handbook, "x", "plan: {started_on: 2026-03-01}\n", "")
    told = story(kamdocs, handbook, "HEAD")
    assert [one["facts"] for one in told["held_to"]] == [["the plan's first day: no longer there (was 2026-03-01)"]]
    assert hidden(told) == {"x": set()}


def test_two_days_that_hide_the_same_are_reckoned_together(kamdocs, handbook):  # noqa: F811
    new = "plan: {started_on: 2026-03-01}\nkey_since: 2026-03-01"
    change(handbook, "x", "key_since: 2024-01-08", new)
    told = story(kamdocs, handbook)
    assert len(told["held_to"][0]["facts"]) == 2
    assert "KAM1001" in hidden(told)["x"]


def test_a_lower_tier_and_a_milder_status_are_told_with_what_they_hide(kamdocs, handbook):  # noqa: F811
    change(
        handbook,
        "x",
        "tier: key",
        "tier: developing\ninteractions: [{id: i, date: 2026-01-20, kind: call, by: [ana.novak]}]",
    )
    change(handbook, "y", "status: active", "status: former")
    told = story(kamdocs, handbook)
    assert {one["account"]: one["facts"] for one in told["held_to"]} == {
        "x": ["the tier: developing (was key)"],
        "y": ["the status: former (was active)"],
    }
    assert "KAM1001" in hidden(told)["x"]  # after 45 days, not after 90
    assert "KAM001" in hidden(told)["y"]


def test_a_higher_tier_hides_nothing(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: strategic")
    assert hidden(story(kamdocs, handbook)) == {"y": set()}
    assert "would be open otherwise" not in kamdocs("diff", *AS_OF, cwd=handbook).out


def test_a_tier_that_changes_with_the_mending_of_a_file_is_told(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: key\nunknown_field: 1")
    commit(handbook)
    change(handbook, "y", "tier: key\nunknown_field: 1", "tier: developing\nplan: {started_on: 2026-03-01}")
    told = story(kamdocs, handbook, "HEAD")
    assert [one["facts"] for one in told["held_to"]] == [["the tier: developing (was key)"]]


def test_what_an_account_is_held_to_stays_harmless_text(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "name: Example d.o.o.", "name: '<img src=x> @everyone *x*'")
    change(handbook, "x", "tier: key", "tier: strategic")
    markdown = kamdocs("diff", *AS_OF, "--format", "markdown", cwd=handbook).out
    assert "<img" not in markdown
    assert "@everyone" not in markdown


ORDER = "orders: [{id: o1, number: PO-2026/0045, status: in-execution, ordered_on: 2026-01-05, promised_on: 2026-05-01%s}]\n"


def test_a_delay_is_told_when_it_comes_changes_and_goes(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", ORDER % "" + "tier: key")
    commit(handbook)
    delay = ", delays: [{known_on: 2026-03-10, to: 2026-05-09%s}]"
    change(handbook, "y", ORDER % "", ORDER % (delay % ""))
    label = "order PO-2026/0045: delay known on 2026-03-10"
    assert story(kamdocs, handbook, "HEAD")["facts"]["y"] == [f"{label}: to 2026-05-09, not told (new)"]
    commit(handbook)
    change(handbook, "y", ORDER % (delay % ""), ORDER % (delay % ", told_on: 2026-03-11, reason: Steel"))
    told = "to 2026-05-09, told on 2026-03-11, Steel"
    assert story(kamdocs, handbook, "HEAD")["facts"]["y"] == [f"{label}: {told} (was to 2026-05-09, not told)"]
    commit(handbook)
    change(handbook, "y", delay % ", told_on: 2026-03-11, reason: Steel", "")
    assert story(kamdocs, handbook, "HEAD")["facts"]["y"] == [f"{label}: no longer there (was {told})"]


def test_a_first_day_that_is_moved_or_taken_away_is_told(kamdocs, handbook):  # noqa: F811
    action = "actions: [{id: a, text: T, status: open, owner: ana.novak, added_on: 2026-01-05, due: 2026-04-01%s}]\n"
    change(handbook, "y", "tier: key", action % ", first_due: 2026-02-01" + "tier: key")
    commit(handbook)
    change(handbook, "y", "first_due: 2026-02-01", "first_due: 2026-03-01")
    label = "the first due date of the action “T”"
    assert story(kamdocs, handbook, "HEAD")["facts"]["y"] == [f"{label}: 2026-03-01 (was 2026-02-01)"]
    change(handbook, "y", ", first_due: 2026-03-01", "")
    assert story(kamdocs, handbook, "HEAD")["facts"]["y"] == [f"{label}: no longer there (was 2026-02-01)"]


def test_settings_of_holidays_and_evidence_are_told(kamdocs, handbook):  # noqa: F811
    settings = "[tool.kamdocs]\ncountry = 'SI'\nevidence_days = 200\n"
    (handbook / "pyproject.toml").write_text(settings, "utf-8")
    told = story(kamdocs, handbook)["settings"]
    assert "country: SI (was none)" in told
    assert "evidence_days: 200 (was 365)" in told


def test_a_gap_that_a_public_holiday_puts_off_is_closed_by_nobody(kamdocs, handbook):  # noqa: F811
    request = (
        "requests: [{id: q, received_at: '2026-04-03T16:00:00+02:00'}]\nreachability: {first_response_hours: 24}\n"
    )
    change(handbook, "y", "tier: key", f"{request}tier: key")
    commit(handbook)
    settings = handbook / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + "country = 'SI'\n", "utf-8")
    told = json.loads(kamdocs("diff", "--as-of", "2026-04-07", "--format", "json", cwd=handbook).out)
    assert [(one["account"], one["code"]) for one in told["unasked"]] == [("y", "KAM204")]
    assert told["closed"] == []


def test_a_longer_promise_of_an_answer_is_told_with_what_it_hides(kamdocs, handbook):  # noqa: F811
    request = "requests: [{id: q, received_at: '2026-03-16T09:00:00+01:00'}]\n"
    change(handbook, "y", "tier: key", f"reachability: {{first_response_hours: 8}}\n{request}tier: key")
    commit(handbook)
    change(handbook, "y", "first_response_hours: 8", "first_response_hours: 400")
    told = story(kamdocs, handbook)
    assert told["held_to"][0]["facts"] == ["the hours promised for an answer: 400 (was 8)"]
    assert hidden(told)["y"] == {"KAM204"}
    assert "KAM204" not in {one["code"] for one in told["closed"]}


def test_a_colleague_who_leaves_or_is_away_is_told(kamdocs, handbook):  # noqa: F811
    team = handbook / "accounts" / "_team.yml"
    people = yaml.safe_load(team.read_text("utf-8"))["team"]
    people[0]["left_on"] = "2026-12-31"
    people[1]["absences"] = [{"from": "2026-04-01", "to": "2026-04-10"}]
    team.write_text(yaml.safe_dump({"team": people}), "utf-8")
    assert story(kamdocs, handbook)["team"] == [
        "the last day of Ana Novak: 2026-12-31 (new)",
        "Luka Zupan is away from 2026-04-01: until 2026-04-10, standing in: nobody named (new)",
    ]


def test_another_profile_is_told_with_the_number_of_checks_that_it_switches(kamdocs, handbook):  # noqa: F811
    settings = handbook / "pyproject.toml"
    settings.write_text(
        f"{settings.read_text('utf-8')}profile = 'starter'\n[tool.kamdocs.checks.account-silent]\nenabled = false\n",
        "utf-8",
    )
    told = story(kamdocs, handbook)["settings"]
    assert told[0] == "profile: starter (was standard)"
    assert told[1].endswith(" checks off")
    assert told[2:] == ["account-silent is switched off"]


def comment(kamdocs, folder, *args):  # noqa: F811
    ran = kamdocs("diff", *args, *AS_OF, "--format", "markdown", cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def headed(text, title):
    """The rows of an unfolded part of a comment."""
    return text.partition(f"\n### {title} (")[2].partition("\n\n")[2].partition("\n\n")[0].split("\n")


def test_a_comment_begins_with_a_line_and_what_people_ask_for_in_words(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "due: '2026-02-15'", "due: '2026-05-15'")
    change(handbook, "y", "tier: key", "tier: strategic\nowner: luka.zupan")
    told = comment(kamdocs, handbook)
    line = told.splitlines()[1]
    assert line.startswith("**What this change does to the plans**, as of 2026-03-20: better: ")
    assert "; Luka Zupan looks after Example y d.o.o. now; of 1 account something else is asked." in line
    titles = ("Better (", "Worse (", "Who looks after what now (1)", "Tier, status and settings (1)")
    places = [told.index(f"### {title}") for title in titles]
    assert places == sorted(places)
    assert max(places) < told.index("<details")
    assert "- Example d.o.o.: error: promised for 2026-02-15 and not kept: T, since 2026-02-16" in told
    assert headed(told, "Who looks after what now") == [
        "- Example y d.o.o.: Luka Zupan looks after it now (before: nobody)"
    ]
    unfolded = told.partition("<details")[0]
    assert not {word for word in ("KAM", "luka.zupan", "key_since", "(y)") if word in unfolded}
    assert "- KAM301 commitment-overdue: closed: 1" in told.partition("<summary>By check")[2]


def test_what_can_not_be_assessed_is_said_first_and_nothing_of_it_is_better(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "tier: key", WAIVER + "tier: key")
    commit(handbook)
    change(handbook, "x", "tier: key", "tier: [")
    told = comment(kamdocs, handbook)
    assert told.splitlines()[1:4] == [
        "**Not assessed**",
        "",
        "- Example d.o.o.: the file has faults, so nobody knows what is missing there",
    ]
    assert "### Better" not in told
    assert "### Accepted for a while" not in told  # the waiver may stand where nobody can read it
    commit(handbook)
    change(handbook, "x", "tier: [", "tier: key")
    assert "the file had faults before" in comment(kamdocs, handbook).partition("### ")[0]


def test_a_gap_of_all_accounts_together_is_not_closed_by_a_file_that_can_not_be_read(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "name: Example y d.o.o.", "name: Example d.o.o.")
    commit(handbook)
    twice = "Example d.o.o."
    assert twice in comment(kamdocs, handbook, "main").partition("the portfolio")[2]
    change(handbook, "y", "tier: key", "tier: [")
    told = comment(kamdocs, handbook, "HEAD")
    assert "### Better" not in told
    assert "- 1 gap is gone, perhaps only because of that: " in told.partition("### ")[0]
    assert "[" not in told.partition("**What this")[0]  # no address is known
    assert "Example d.o.o. (y): the file has faults" in told  # two of one name


@pytest.mark.parametrize("text", [None, "{{{", "team: [{id: igor.bevk, nme: Igor Bevk}]\n"])
def test_a_roster_that_is_gone_or_has_faults_closes_no_gap(kamdocs, handbook, text):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: key\nowner: igor.bevk")
    commit(handbook)
    roster = handbook / "accounts" / "_team.yml"
    if text is None:
        roster.unlink()
    else:
        roster.write_text(text, "utf-8")
    told = comment(kamdocs, handbook)
    assert "### Better" not in told
    doubts = told.partition("**What this")[0]
    assert "our team: the file is gone or has faults" in doubts
    assert "the owner Igor Bevk left on 2024-06-30" in doubts
    assert "better" not in told
    machines = story(kamdocs, handbook)
    assert machines["closed"] == []
    assert machines["not_assessed"]["shared_files"] == ["team"]
    assert "the owner Igor Bevk left on 2024-06-30" in {one["message"] for one in machines["not_assessed"]["gaps"]}


FAILS_ON_A_NAME = '''
from kamdocs.language import say
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.spans import FOREVER, Span

@check("ACME001", "own", "error", rule="relationship", hint="mend it", ahead="soon")
def own(case):
    """Something of our own.

    Why: so.

    How to close: do it.

    Bad:

        interactions: []

    Good:

        interactions: []
    """
    if "BOOM" in case.account.name:
        raise ValueError("x")
    yield Lapse(Span(case.since, FOREVER), case.account, say("our own gap"))
'''


def test_a_check_that_fails_now_closes_no_gap(kamdocs, handbook):  # noqa: F811
    (handbook / "own_of_diff.py").write_text(FAILS_ON_A_NAME, "utf-8")
    settings = handbook / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + 'custom_checks = ["own_of_diff"]\n', "utf-8")
    commit(handbook)
    change(handbook, "y", "name: Example y", "name: BOOM Example y")
    told = kamdocs("diff", *AS_OF, "--format", "markdown", "--output", "json=s.json", cwd=handbook).out
    assert "- 1 gap is gone, perhaps only because of that: our own gap" in told.partition("**What this")[0]
    assert "### Better" not in told
    assert "ACME001 own: closed" not in told
    machines = json.loads((handbook / "s.json").read_text("utf-8"))
    SCHEMA.validate(machines)
    assert [(one["account"], one["code"]) for one in machines["not_assessed"]["gaps"]] == [("y", "ACME001")]
    assert (machines["closed"], len(machines["not_assessed"]["failed"])) == ([], 1)


def test_checks_of_our_own_that_can_not_be_used_are_told_and_nothing_counts_as_unchanged(kamdocs, handbook):  # noqa: F811
    (handbook / "own_that_breaks.py").write_text("raise ValueError('x')\n", "utf-8")
    settings = handbook / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + 'custom_checks = ["own_that_breaks"]\n', "utf-8")
    commit(handbook)
    ran = kamdocs("diff", *AS_OF, "--output", "json=s.json", cwd=handbook)
    assert ran.out.startswith("Not assessed\n  ")
    assert ran.out.endswith("of what could be assessed, no gap opened or closed\n")
    (failed,) = json.loads((handbook / "s.json").read_text("utf-8"))["not_assessed"]["failed"]
    assert "own_that_breaks" in failed


def test_who_looks_after_what_names_everyone_and_nobody(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: key\nowner: luka.zupan\ndeputy: ana.novak")
    commit(handbook)
    change(handbook, "y", "owner: luka.zupan\ndeputy: ana.novak", "executive_sponsor: ana.novak")
    new = (handbook / "accounts" / "y.yml").read_text("utf-8").replace("executive_sponsor: ana.novak", "")
    (handbook / "accounts" / "new.yml").write_text(new.replace("Example y", "New"), "utf-8")
    (handbook / "accounts" / "odd.yml").write_text("name: Odd\n", "utf-8")
    assert headed(comment(kamdocs, handbook, "HEAD"), "Who looks after what now") == [
        "- Example y d.o.o.: nobody looks after it now (before: Luka Zupan)",
        "- Example y d.o.o.: nobody is the deputy now (before: Ana Novak)",
        "- Example y d.o.o.: Ana Novak is the sponsor now (before: nobody)",
        "- New d.o.o. is new; nobody looks after it yet",
        "- Odd is new",
    ]


def test_gaps_that_go_with_a_plan_or_a_setting_count_as_closed_nowhere(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "y.yml").unlink()
    settings = handbook / "pyproject.toml"
    settings.write_text(
        f"{settings.read_text('utf-8')}[tool.kamdocs.checks.commitment-overdue]\nenabled = false\n", "utf-8"
    )
    machines = story(kamdocs, handbook)
    assert machines["closed"] == []
    assert {one["account"] for one in machines["gone"]} == {"y"}
    assert [(one["account"], one["code"]) for one in machines["unasked"]] == [("x", "KAM301")]
    assert not any(machines["not_assessed"].values())
    told = comment(kamdocs, handbook)
    assert "<summary>By check" not in told
    assert "### Better" not in told
    assert "no gap opened or closed; 1 plan is gone; 1 setting changed." in told
    (gone,) = headed(told, "Who looks after what now")
    assert gone.startswith("- Example y d.o.o. is no longer among the plans; ")
    assert gone.endswith("count as closed nowhere")
    switched, closed = headed(told, "Tier, status and settings")
    assert switched == "- “What we promised is kept by its day, or the customer released us from it” is switched off"
    assert closed.startswith(
        "- 1 gap is gone with what is asked, and counts as closed nowhere: promised for 2026-02-15"
    )


PULL = {
    "GITHUB_SERVER_URL": "https://forge.example",
    "GITHUB_REPOSITORY": "o/r",
    "GITHUB_REF": "refs/pull/7/merge",
}


def test_accounts_link_to_the_site_that_stands_or_to_their_files_in_the_change(kamdocs, handbook, monkeypatch):  # noqa: F811
    for name, value in PULL.items():
        monkeypatch.setenv(name, value)
    change(handbook, "y", "tier: key", "tier: strategic")
    file = f"[Example y d.o.o.]({Change('github', 'https://forge.example/o/r/pull/7').file('accounts/y.yml')})"
    config = handbook / "mkdocs.yml"
    config.write_text("site_url: https://evil.example/\n", "utf-8")
    assert f"- {file}: the tier: strategic (was key)" in comment(kamdocs, handbook)  # a change has no say in it
    config.write_text("site_url: 'https://kupci.example/book'  # ours\n", "utf-8")
    commit(handbook)
    (handbook / "accounts" / "new.yml").write_text((handbook / "accounts" / "y.yml").read_text("utf-8"), "utf-8")
    change(handbook, "y", "tier: strategic", "name: 'A](https://evil.example) @everyone'\ntier: developing")
    change(handbook, "y", "name: Example y d.o.o.\n", "")
    told = comment(kamdocs, handbook, "HEAD")
    assert "](https://kupci.example/book/accounts/y/): the tier: developing (was strategic)" in told
    assert "/pull/7/files#diff-" in headed(told, "Who looks after what now")[0]
    assert "A](" not in told
    assert "@everyone" not in told


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        (PULL, "https://forge.example/o/r/pull/7/files#diff-"),
        ({**PULL, "GITHUB_REF": "refs/heads/main"}, None),
        ({**PULL, "GITHUB_SERVER_URL": "javascript:x"}, None),
        (
            {"CI_MERGE_REQUEST_PROJECT_URL": "https://lab.example/g/r", "CI_MERGE_REQUEST_IID": "3"},
            "https://lab.example/g/r/-/merge_requests/3/diffs#",
        ),
        ({}, None),
    ],
)
def test_the_change_on_its_forge_is_known_by_the_variables_of_ci(environment, address):
    here, below = (change_of(environment, prefix) for prefix in ("", "book"))
    if address is None:
        assert here is None
    else:
        assert here.file("accounts/a.yml").startswith(address)
        assert below.file("accounts/a.yml") != here.file("accounts/a.yml")
        assert below.file("accounts/a.yml") == here.file("book/accounts/a.yml")


def test_a_page_of_a_site_of_files_has_its_ending():
    links = Links("https://k.example/", folders=False)
    assert links.account("a b", None, on_site=True) == "https://k.example/accounts/a%20b.html"
    assert links.account("a b", "accounts/a b.yml", on_site=False) is None
