"""``kamdocs remove`` as people run it."""

from tests.cli.changing import committed, confirmed, git, handbook, plan  # noqa: F401
from tests.cli.commands import kamdocs  # noqa: F401


def test_a_record_is_taken_out_and_shown(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    before = plan(handbook)
    ran = kamdocs("remove", "zeleznik", "c2", "--yes", "--commit", cwd=handbook)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "accounts/zeleznik.yml:122",
        before.splitlines()[121],
        "closes no gap and opens none",
    ]
    assert plan(handbook).splitlines() == [one for one in before.splitlines() if "id: c2," not in one]
    assert git(handbook, "log", "-1", "--format=%s").strip() == "Orodjarna Železnik d.o.o.: promise c2 is taken out"


def test_it_asks_on_a_terminal_and_needs_a_yes_elsewhere(kamdocs, handbook, confirmed):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("remove", "zeleznik", "c2", cwd=handbook)
    assert ran.code == 2
    assert "--yes" in ran.err
    confirmed(False)
    assert kamdocs("remove", "zeleznik", "c2", cwd=handbook).code == 130
    assert plan(handbook) == before


def test_a_dry_run_shows_the_diff(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("remove", "zeleznik", "c2", "--dry-run", cwd=handbook)
    assert ran.code == 0
    assert "-  - {id: c2," in ran.out
    assert plan(handbook) == before


def test_what_is_named_elsewhere_stays(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("remove", "zeleznik", "o1", "--yes", cwd=handbook)
    assert ran.code == 2
    assert "additional_needs/d1 opportunity" in ran.err
    assert plan(handbook) == before


def test_without_a_record_it_asks_for_one(kamdocs, handbook, monkeypatch):  # noqa: F811
    assert kamdocs("remove", "zeleznik", "--yes", cwd=handbook).code == 2
    monkeypatch.setattr("kamdocs.cli.asking.at_terminal", lambda: True)
    monkeypatch.setattr(
        "kamdocs.cli.asking.choose",
        lambda _question, choices: next(one.value for one in choices if one.told == "promise: New price list (c2)"),
    )
    assert kamdocs("remove", "zeleznik", "--yes", cwd=handbook).code == 0
    assert "id: c2," not in plan(handbook)
