"""``kamdocs colleague`` as people run it."""

import pytest
import yaml

from tests.cli.changing import committed, git, handbook, plan  # noqa: F401
from tests.cli.commands import kamdocs  # noqa: F401


def team(folder):
    return (folder / "accounts" / "_team.yml").read_text("utf-8")


def member(folder, one):
    return next(person for person in yaml.safe_load(team(folder))["team"] if person["id"] == one)


def test_somebody_new_is_added_and_nothing_else_changes(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    before = team(handbook)
    ran = kamdocs(
        "colleague", "Eva Brod", "--title", "Buyer", "--email", "eva@supplier.example", "--reports-to", "maja",
        "--phone", "+386 1 000 200", "--commit", cwd=handbook,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "{id: eva.brod, name: Eva Brod, title: Buyer, email: eva@supplier.example" in ran.out
    assert "accounts/_team.yml:7" in ran.out
    assert team(handbook).startswith(before)
    assert member(handbook, "eva.brod")["reports_to"] == "maja.kranjc"
    assert git(handbook, "log", "-1", "--format=%s").strip() == "our team: Eva Brod is added"


@pytest.mark.parametrize("said", ["luka.zupan", "Luka Župan", "luk", "LUKA ZUPAN"])
def test_what_the_team_says_of_somebody_is_set(kamdocs, handbook, said):  # noqa: F811
    ran = kamdocs("colleague", said, "--title", "Sales director", cwd=handbook)
    assert ran.code == 0, ran.err
    assert member(handbook, "luka.zupan")["title"] == "Sales director"
    assert len(yaml.safe_load(team(handbook))["team"]) == 4


def test_who_leaves_stays_in_the_file_and_it_is_told_how_the_work_goes_over(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("colleague", "ana", "--left", "20.11.", cwd=handbook)
    assert ran.code == 0, ran.err
    assert str(member(handbook, "ana.novak")["left_on"]) == "2026-11-20"
    assert "opens: " in ran.out
    assert "zeleznik: " in ran.out
    assert "1 plan names ana.novak: kamdocs handover ana.novak TO" in ran.err


def test_one_whom_plans_name_and_the_team_lacks_closes_their_fault(kamdocs, handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    path.write_text(plan(handbook).replace("owner: ana.novak", "owner: eva.brod", 1), "utf-8")
    ran = kamdocs("colleague", "Eva Brod", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "closes: unknown-reference: zeleznik: " in ran.out


def test_the_first_of_a_team_begins_its_file(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "_team.yml").unlink()
    (handbook / "schema").mkdir()
    (handbook / "schema" / "team.schema.json").write_text("{}", "utf-8")
    ran = kamdocs("colleague", "Ana Novak", "--email", "ana@supplier.example", "--dry-run", cwd=handbook)
    assert ran.code == 0, ran.err
    assert not (handbook / "accounts" / "_team.yml").exists()
    assert kamdocs("colleague", "Ana Novak", "--email", "ana@supplier.example", cwd=handbook).code == 0
    assert team(handbook).startswith("# yaml-language-server: $schema=../schema/team.schema.json\nteam:")
    assert member(handbook, "ana.novak") == {
        "id": "ana.novak", "name": "Ana Novak", "email": "ana@supplier.example",
    }  # fmt: skip
    assert kamdocs("colleague", "Luka Zupan", cwd=handbook).code == 0
    assert member(handbook, "luka.zupan")["name"] == "Luka Zupan"


@pytest.mark.parametrize(
    ("said", "why", "hint"),
    [
        (("Eva",), "nobody of our team is called Eva", "first and the last name"),
        (("Luka Zupam",), "nobody of our team is called Luka Zupam", "luka.zupan"),
        (("ana",), "nothing changes", "--email"),
        (("k",), "k may be several", "the id"),
        (("Eva Brod", "--email", "LUKA@supplier.example"), "is the address of Luka Zupan", "their own"),
        (("Eva Brod", "--reports-to", "nobody"), "nobody of our team", "kamdocs colleague"),
        (("Eva Brod", "--left", "soon"), "soon is no day", "25.11."),
        ((), "no colleague is named", "last name"),
    ],
)
def test_what_can_not_be_is_told(kamdocs, handbook, said, why, hint):  # noqa: F811
    before = team(handbook)
    ran = kamdocs("colleague", *said, cwd=handbook)
    assert ran.code == 2
    assert why in ran.err
    assert hint in ran.err
    assert team(handbook) == before


def test_a_wrong_address_is_refused_and_nothing_is_written(kamdocs, handbook):  # noqa: F811
    before = team(handbook)
    assert kamdocs("colleague", "Eva Brod", "--email", "eva at home", cwd=handbook).code == 1
    assert team(handbook) == before


def test_another_of_nearly_that_name_is_added_anyway(kamdocs, handbook):  # noqa: F811
    assert kamdocs("colleague", "Luka Zupam", "--anyway", cwd=handbook).code == 0
    assert member(handbook, "luka.zupam")["name"] == "Luka Zupam"


def test_whose_address_git_has_is_known_from_then_on(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    git(handbook, "config", "user.email", "igor@home.example")
    ran = kamdocs("log", "zeleznik", "visit", cwd=handbook)
    assert ran.code == 2
    assert "kamdocs colleague NAME --email igor@home.example" in ran.err
    assert kamdocs("colleague", "igor", "--email", "igor@home.example", cwd=handbook).code == 0
    ran = kamdocs("log", "zeleznik", "visit", "--on", "2024-06-03", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "by: [igor.bevk]" in ran.out
