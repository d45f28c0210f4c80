"""A baseline: the gaps that were there are known by what they are and since when; only others are reported."""

import json
import shutil

import pytest

from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_base import commit, git
from tests.plans import write_handbook
from tests.test_example_accounts import ROOT

PROMISE = "- {{id: {0}, text: T, made_on: 2026-01-05, by: ana.novak, due: {1}{2}}}"
ORDER = "- {{id: {0}, status: confirmed, ordered_on: 2026-01-05, promised_on: {1}}}"
SETTINGS = "baseline = 'baseline.json'\nas_of = 2026-03-20\n"


def write(folder, *promises, name="x", head="", orders=()):
    text = f"name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\n{head}"
    for field, rows in (("commitments", [PROMISE.format(*one, *([""] * (3 - len(one)))) for one in promises]),
                        ("orders", [ORDER.format(*one) for one in orders])):  # fmt: skip
        text += f"{field}:\n" + "\n".join(rows) + "\n" if rows else ""
    (folder / "accounts" / f"{name}.yml").write_text(text, "utf-8")


@pytest.fixture
def handbook(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": {}}, settings=SETTINGS)
    write(folder, ("a", "2026-02-01"), ("b", "2026-02-10"))
    return folder


def new(kamdocs, folder, *args):  # noqa: F811
    ran = kamdocs("check", "--format", "json", *args, cwd=folder)
    assert ran.code in (0, 1), ran.err
    return {(one["account"], one["code"], one["record"]) for one in json.loads(ran.out)["findings"]}


def test_what_was_there_is_known_and_more_is_reported(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("check", "--write-baseline", cwd=handbook)
    assert (ran.code, ran.out) == (0, "")
    rows = json.loads((handbook / "baseline.json").read_text("utf-8"))["gaps"]
    assert {"account": "x", "check": "KAM301", "record": "a", "since": "2026-02-02"} in rows
    assert new(kamdocs, handbook) == set()
    write(handbook, ("a", "2026-02-01"), ("b", "2026-02-10"), ("c", "2026-03-01"))
    assert new(kamdocs, handbook, "--select", "KAM301") == {("x", "KAM301", "c")}
    assert kamdocs("check", cwd=handbook).code == 1


def test_it_says_that_only_what_is_beyond_is_told(kamdocs, handbook):  # noqa: F811
    kamdocs("check", "--write-baseline", cwd=handbook)
    said = kamdocs("check", cwd=handbook).err
    assert "no open gap" not in said
    assert "1 account, no gap among those, as of 2026-03-20" in said
    assert "note: only what is beyond the baseline; 23 open gaps are left out" in said


def test_a_new_promise_never_fits_into_the_room_of_a_kept_one(kamdocs, handbook):  # noqa: F811
    kamdocs("check", "--write-baseline", cwd=handbook)
    write(handbook, ("a", "2026-02-01", ", kept_on: 2026-03-10"), ("b", "2026-02-10"), ("c9", "2026-01-20"))
    assert new(kamdocs, handbook, "--select", "KAM301") == {("x", "KAM301", "c9")}


def test_one_that_opens_later_is_new(kamdocs, handbook):  # noqa: F811
    kamdocs("check", "--write-baseline", cwd=handbook)
    write(handbook, ("a", "2026-01-25"), ("b", "2026-03-10"))
    assert new(kamdocs, handbook) == {("x", "KAM301", "b"), ("x", "KAM1002", None)}


def test_what_a_cause_covers_is_known_when_it_comes_to_light(kamdocs, handbook):  # noqa: F811
    kamdocs("check", "--write-baseline", cwd=handbook)
    mail = "interactions: [{id: i1, date: 2026-03-18, kind: email, by: [ana.novak], initiated_by: us}]\n"
    write(handbook, ("a", "2026-02-01"), ("b", "2026-02-10"), head=mail)  # KAM1001 is mended, KAM901 was behind it
    assert new(kamdocs, handbook) == set()
    (handbook / "pyproject.toml").write_text("[tool.kamdocs]\nas_of = 2026-03-20\n", "utf-8")
    assert ("x", "KAM901", None) in new(kamdocs, handbook)


def test_a_baseline_that_no_longer_matches_says_so_and_is_pruned(kamdocs, handbook):  # noqa: F811
    kamdocs("check", "--write-baseline", cwd=handbook)
    write(handbook, ("a", "2026-02-01"))
    idle = "note: 1 of the baseline's gaps is no longer there"
    assert idle in kamdocs("check", cwd=handbook).err
    assert idle not in kamdocs("check", "--owner", "nobody", cwd=handbook).err
    assert idle not in kamdocs("check", "--select", "KAM3", cwd=handbook).err  # such a run can't know
    assert idle not in kamdocs("check", "--prune-baseline", cwd=handbook).err
    write(handbook, ("a", "2026-02-01"), ("b", "2026-02-10"))
    assert new(kamdocs, handbook) == {("x", "KAM301", "b")}


@pytest.mark.parametrize("writing", ["--write-baseline", "--prune-baseline"])
@pytest.mark.parametrize(
    "partial",
    [("--owner", "ana.novak"), ("--select", "KAM301"), ("--ignore", "KAM301"), ("--base", "HEAD"), ("--no-waivers",),
     ("--as-of", "2026-03-20"), ("accounts/x.yml",), ("accounts",)],
)  # fmt: skip
def test_only_the_whole_handbook_of_its_own_day_may_be_written(kamdocs, handbook, writing, partial):  # noqa: F811
    kamdocs("check", "--write-baseline", cwd=handbook)
    before = (handbook / "baseline.json").read_bytes()
    write(handbook, ("a", "2026-02-01"))
    ran = kamdocs("check", writing, *partial, cwd=handbook)
    assert (ran.code, "don't go together" in ran.err) == (2, True)
    assert (handbook / "baseline.json").read_bytes() == before


def test_a_plan_that_can_not_be_read_is_never_known(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "y.yml").write_text("name: [\n", "utf-8")
    assert kamdocs("check", "--write-baseline", cwd=handbook).code == 1
    assert new(kamdocs, handbook) == {("y", "DOC001", None)}


def test_it_follows_an_account_that_gets_another_name(kamdocs, handbook):  # noqa: F811
    kamdocs("check", "--write-baseline", cwd=handbook)
    text = (handbook / "accounts" / "x.yml").read_text("utf-8")
    (handbook / "accounts" / "x.yml").unlink()
    (handbook / "accounts" / "z.yml").write_text("former_ids: [x]\n" + text, "utf-8")
    ran = kamdocs("check", cwd=handbook)
    assert (ran.code, ran.out, "no longer there" in ran.err) == (0, "", False)
    kamdocs("check", "--write-baseline", cwd=handbook)
    (handbook / "accounts" / "z.yml").unlink()
    (handbook / "accounts" / "q.yml").write_text("former_ids: [x, z]\n" + text, "utf-8")
    assert kamdocs("check", cwd=handbook).out == ""


def test_the_examples_after_a_rename_and_a_swap(kamdocs, tmp_path):  # noqa: F811
    """The situation of a real team: a glassworks renamed, then a promise kept while another was broken."""
    shutil.copytree(ROOT / "accounts", tmp_path / "accounts")
    (tmp_path / "pyproject.toml").write_text(
        "[tool.kamdocs]\nbaseline = 'baseline.json'\nas_of = 2026-11-23\n", "utf-8"
    )
    kamdocs("check", "--write-baseline", cwd=tmp_path)
    old = tmp_path / "accounts" / "primerna-steklarna.yml"
    text = old.read_text("utf-8")
    old.unlink()
    renamed = tmp_path / "accounts" / "steklarna-nova.yml"
    renamed.write_text(text + "\nformer_ids: [primerna-steklarna]\n", "utf-8")
    ran = kamdocs("check", cwd=tmp_path)
    assert (ran.code, ran.out, "no longer there" in ran.err) == (0, "", False)


def test_with_base_both_have_to_hold(kamdocs, handbook):  # noqa: F811
    """A second late order beside a known one is beyond the baseline and new in the change."""
    write(handbook, orders=[("o1", "2026-02-01")])
    kamdocs("check", "--write-baseline", cwd=handbook)
    git(handbook, "init", "-q", "-b", "main")
    commit(handbook)
    write(handbook, orders=[("o1", "2026-02-01"), ("o2", "2026-02-05")])
    ran = kamdocs("check", "--base", "main", "--format", "json", cwd=handbook)
    found = {(one["code"], one["record"]) for one in json.loads(ran.out)["findings"]}
    assert ("KAM502", "o2") in found
    assert ("KAM502", "o1") not in found
    assert ran.code == 1


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 1, "gaps": {}}', '{"version": 2, "gaps": {}}', '{"version": 2, "gaps": [{}]}',
     '{"version": 2, "gaps": [{"check": "KAM301", "since": "soon"}]}', "[" * 100_000],
)  # fmt: skip
def test_a_file_that_is_no_baseline_is_told(kamdocs, handbook, text):  # noqa: F811
    (handbook / "baseline.json").write_text(text, "utf-8")
    ran = kamdocs("check", cwd=handbook)
    assert (ran.code, "is no baseline" in ran.err, "--write-baseline" in ran.err) == (2, True, True)


def test_without_a_baseline_it_says_what_to_do(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("check", cwd=handbook)
    assert (ran.code, "there is no baseline" in ran.err) == (2, True)
    (handbook / "pyproject.toml").write_text("[tool.kamdocs]\n", "utf-8")
    ran = kamdocs("check", "--write-baseline", cwd=handbook)
    assert (ran.code, "the settings name no baseline" in ran.err) == (2, True)


def test_what_can_not_be_judged_is_not_taken_for_gone(kamdocs, handbook):  # noqa: F811
    assert kamdocs("check", "--write-baseline", cwd=handbook).code == 0
    before = (handbook / "baseline.json").read_text("utf-8")
    plan = handbook / "accounts" / "x.yml"
    whole = plan.read_text("utf-8")
    plan.write_text(whole.replace("tier: key", "tier: gold"), "utf-8")
    for option in (None, "--prune-baseline", "--write-baseline"):
        ran = kamdocs("check", *filter(None, [option]), cwd=handbook)
        assert (ran.code, "no longer there" in ran.err) == (1, False)
        assert (handbook / "baseline.json").read_text("utf-8") == before
    plan.write_text(whole, "utf-8")
    assert kamdocs("check", cwd=handbook).code == 0


def test_another_wrong_value_is_another_gap(kamdocs, handbook):  # noqa: F811
    plan = handbook / "accounts" / "x.yml"
    plan.write_text("owner: anna\n" + plan.read_text("utf-8"), "utf-8")
    assert kamdocs("check", "--write-baseline", cwd=handbook).code == 0
    plan.write_text(plan.read_text("utf-8").replace("owner: anna", "owner: bob"), "utf-8")
    assert new(kamdocs, handbook) == {("x", "DOC003", "owner")}


SAME_NAME = '''
from kamdocs.language import say
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.spans import DAWN, FOREVER, Span


@check("ACME002", "same-name", "error", scope="portfolio", rule="key-account", hint="rename one")
def same_name(portfolio):
    """No two customers have one name.

    Why: they are taken for each other.

    How to close: rename one.

    Bad:

        # file: other.yml
        name: Example d.o.o.

    Good:

        tags: [one]
    """
    for account in portfolio.accounts[1:]:
        if any(one.name == account.name for one in portfolio.accounts if one.id < account.id):
            yield Lapse(Span(DAWN, FOREVER), account, say("{name} is there twice", name=account.name))
'''


def test_a_gap_of_the_portfolio_about_an_account_is_of_that_account(kamdocs, tmp_path):  # noqa: F811
    plans = {"x": {"name": "One"}, "y": {"name": "One"}, "z": {"name": "Two"}}
    folder = write_handbook(tmp_path, plans, settings=SETTINGS + "custom_checks = ['names']\n")
    (folder / "names.py").write_text(SAME_NAME, "utf-8")
    assert kamdocs("check", "--write-baseline", cwd=folder).code == 0
    for account, name in (("y", "Other"), ("z", "One")):  # the pair that was known is parted, and there is a new one
        plan = folder / "accounts" / f"{account}.yml"
        plan.write_text(plan.read_text("utf-8").replace(plans[account]["name"], name), "utf-8")
    assert (None, "ACME002", "z") in new(kamdocs, folder)
