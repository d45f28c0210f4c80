"""``kamdocs left`` as people run it."""

from tests.cli.changing import handbook, plan  # noqa: F401
from tests.cli.commands import kamdocs  # noqa: F401
from tests.cli.test_keeping import told  # noqa: F401


def test_somebody_leaves_today_and_what_hangs_on_them_is_told(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("left", "zeleznik", "čuk", cwd=handbook)
    assert ran.code == 0
    assert "left_on: 2026-11-23" in plan(handbook)
    assert "c2: New price list" in ran.err


def test_somebody_new_follows(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("left", "zeleznik", "Petra", "--on", "30.11.", "--successor", "Mojca Hribar", cwd=handbook)
    assert ran.code == 0
    assert "left_on: 2026-11-30" in plan(handbook)
    assert "{id: mojca-hribar, name: Mojca Hribar, title: Head of purchasing" in plan(handbook)


def test_somebody_of_the_plan_follows_whose_name_is_begun(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("left", "zeleznik", "petra-cuk", "--on", "friday", "--successor", "Rok", cwd=handbook)
    assert ran.code == 0
    assert "left_on: 2026-11-20" in plan(handbook)
    assert "successor: rok-zajc" in plan(handbook)


def test_a_successor_that_becomes_known_later_is_added_alone(kamdocs, handbook):  # noqa: F811
    kamdocs("left", "zeleznik", "petra-cuk", "--on", "2026-11-13", cwd=handbook)
    ran = kamdocs("left", "zeleznik", "petra-cuk", "--successor", "none", cwd=handbook)
    assert ran.code == 0
    assert "left_on: 2026-11-13" in plan(handbook)
    assert "successor: none" in plan(handbook)


def test_who_has_left_is_told_since_when(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("left", "zeleznik", "nada", cwd=handbook)
    assert ran.code == 2
    assert "2026-08-31" in ran.err
    assert kamdocs("left", "zeleznik", "nada", "--on", "2026-08-30", "--correct", cwd=handbook).code == 0


def test_nobody_of_that_name_is_an_error(kamdocs, handbook):  # noqa: F811
    assert kamdocs("left", "zeleznik", "xyzzy", cwd=handbook).code == 2


def test_a_name_that_is_nearly_somebodys_is_no_newcomer(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("left", "zeleznik", "petra-cuk", "--successor", "Rok Zajec", cwd=handbook)
    assert ran.code == 2
    assert "did you mean rok-zajc?" in ran.err


def test_without_a_person_it_asks_who_when_and_who_follows(kamdocs, handbook, told):  # noqa: F811
    assert kamdocs("left", "zeleznik", cwd=handbook).code == 2
    told("petra", "31.11.", "20.11.", "", "y")
    ran = kamdocs("left", "zeleznik", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "that month has 30 days" in ran.out
    assert "left_on: 2026-11-20" in plan(handbook).split("id: petra-cuk")[1].split("joze-kos")[0]


def test_asked_whether_that_is_meant_a_no_writes_nothing(kamdocs, handbook, told):  # noqa: F811
    before = plan(handbook)
    told("petra", "", "none", "n")
    assert kamdocs("left", "zeleznik", cwd=handbook).code != 0
    assert plan(handbook) == before


def test_nobody_left_before_they_were_there(kamdocs, handbook):  # noqa: F811
    assert kamdocs("person", "zeleznik", "Rok Novi", cwd=handbook).code == 0
    before = plan(handbook)
    ran = kamdocs("left", "zeleznik", "rok novi", "--on", "yesterday", cwd=handbook)
    assert ran.code == 2
    assert "is in the plan since 2026-11-23, and can't have left on 2026-11-22" in ran.err
    assert "kamdocs set ACCOUNT/rok-novi added_on=DAY" in ran.err
    assert plan(handbook) == before
