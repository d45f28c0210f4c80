"""``kamdocs handover`` as people run it."""

from kamdocs.keeping.handbook import open_handbook
from kamdocs.writing import WriteError
from tests.cli.changing import committed, confirmed, faults, git, handbook, plan, portfolio  # noqa: F401
from tests.cli.commands import kamdocs  # noqa: F401


def test_all_accounts_go_over_in_one_commit(kamdocs, portfolio):  # noqa: F811
    committed(portfolio)
    before = faults(portfolio)
    ran = kamdocs("handover", "ana", "luka", "--yes", "--commit", cwd=portfolio)
    assert ran.code == 0
    files = git(portfolio, "show", "--name-only", "--format=", "HEAD").split()
    assert "accounts/primer-pekarna.yml" in files
    assert len(files) == 7
    assert git(portfolio, "status", "--porcelain") == ""
    handbook = open_handbook(portfolio)  # noqa: F811
    assert "ana.novak" not in {one.account.owner for one in handbook.plans() if one.account}
    assert len(faults(portfolio)) == len(before)


def test_only_the_named_accounts_go_over(kamdocs, portfolio):  # noqa: F811
    committed(portfolio)
    ran = kamdocs("handover", "ana", "luka", "Primer pekarna", "primer-pekarna", "--yes", cwd=portfolio)
    assert ran.code == 0
    assert git(portfolio, "status", "--porcelain").split() == ["M", "accounts/primer-pekarna.yml"]
    assert "primer-pekarna: Primer pekarna d.o.o." in ran.out
    assert "records of what is over name ana.novak" in ran.out
    assert "note: Luka Župan is away until 2026-11-27" in ran.err


def test_a_dry_run_writes_nothing_and_does_not_ask(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("handover", "ana.novak", "maja.kranjc", "--dry-run", cwd=handbook)
    assert ran.code == 0
    assert "+owner: maja.kranjc" in ran.out
    assert plan(handbook) == before


def test_it_asks_on_a_terminal_and_needs_a_yes_elsewhere(kamdocs, handbook, confirmed):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("handover", "ana", "maja", cwd=handbook)
    assert ran.code == 2
    assert "--yes" in ran.err
    confirmed(False)
    assert kamdocs("handover", "ana", "maja", cwd=handbook).code == 130
    assert plan(handbook) == before
    confirmed(True)
    assert kamdocs("handover", "ana", "maja", cwd=handbook).code == 0
    assert "owner: maja.kranjc" in plan(handbook)


def test_nothing_to_hand_over_is_said(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("handover", "igor", "maja", cwd=handbook)
    assert ran.code == 0
    assert "nothing is handed over" in ran.err


def test_nobody_takes_over_who_has_left_or_is_unknown(kamdocs, handbook):  # noqa: F811
    assert kamdocs("handover", "ana", "igor", cwd=handbook).code == 2
    assert kamdocs("handover", "ana", "xyzzy", cwd=handbook).code == 2


def test_a_plan_that_breaks_its_schema_is_left_and_named(kamdocs, portfolio):  # noqa: F811
    path = portfolio / "accounts" / "primer-pekarna.yml"
    path.write_text(path.read_text("utf-8").replace("tier: ", "tire: ", 1), "utf-8")
    before = path.read_bytes()
    ran = kamdocs("handover", "ana", "luka", "--yes", cwd=portfolio)
    assert ran.code == 1
    assert "accounts/primer-pekarna.yml breaks its schema" in ran.err
    assert path.read_bytes() == before


def test_of_a_plan_that_can_not_be_told_it_is_not_said_that_nothing_is_open(kamdocs, handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    path.write_text(path.read_text("utf-8").replace("tier: ", "tire: ", 1), "utf-8")
    ran = kamdocs("handover", "ana", "luka", "--yes", cwd=handbook)
    assert ran.code == 1
    assert "is left as it is" in ran.err
    assert "no open work" not in ran.err


def test_where_a_write_fails_midway_it_is_said_what_was_written(kamdocs, portfolio, monkeypatch):  # noqa: F811
    from kamdocs.keeping import handbook as room

    real, count = room.replace_file, iter(range(9))

    def failing(*arguments):
        if next(count) == 2:
            raise WriteError("the disk is full", "make room")
        real(*arguments)

    monkeypatch.setattr(room, "replace_file", failing)
    ran = kamdocs("handover", "ana", "luka", "--yes", cwd=portfolio)
    assert ran.code == 2
    assert (
        "the disk is full; written before that: accounts/dozdevna-papirnica.yml, accounts/izmisljena-kemija.yml"
        in ran.err
    )


def test_it_is_told_how_to_write_down_that_the_colleague_leaves(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("handover", "ana", "maja", "--yes", cwd=handbook)
    assert "kamdocs colleague ana.novak --left DAY" in ran.err
    assert kamdocs("colleague", "ana", "--left", "today", cwd=handbook).code == 0
    ran = kamdocs("handover", "ana", "luka", "--yes", cwd=handbook)
    assert "--left DAY" not in ran.err
