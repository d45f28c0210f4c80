"""``kamdocs new``: the plan of a new customer."""

import pytest
import yaml

from kamdocs.keeping.beginning import called_alike, nearly_called, new_id, new_text
from kamdocs.keeping.finding import Candidate
from tests.cli.changing import committed, git, handbook, plan  # noqa: F401 (a fixture)
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_keeping import told  # noqa: F401 (a fixture)

TEMPLATE = """\
# yaml-language-server: $schema=../schema/account.schema.json
# Ours begin so.
name: NAME          # as it stands in the register
status: active
tier: developing    # ask Maja

key_since: 2000-01-01
decision_areas: [purchasing, management]   # at least these
"""
SAID = ("--tier", "key", "--since", "1.3.", "--reason", "promet")


def test_a_plan_begins_with_what_is_known(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    (handbook / "schema").mkdir()
    (handbook / "schema" / "account.schema.json").write_text("{}", "utf-8")
    ran = kamdocs("new", "Livarna Kranj d.o.o.", *SAID, "--commit", cwd=handbook)
    assert ran.code == 0, ran.err
    assert plan(handbook, "livarna-kranj") == (
        "# yaml-language-server: $schema=../schema/account.schema.json\n"
        "name: Livarna Kranj d.o.o.\nstatus: active\ntier: key\nkey_since: 2026-03-01\nkey_reason: revenue\n"
        "owner: ana.novak\nplan: {started_on: 2026-11-23}\n"
    )
    assert ran.out.startswith("accounts/livarna-kranj.yml:1\n")
    assert git(handbook, "log", "-1", "--format=%s").strip() == "Livarna Kranj d.o.o.: its plan is begun"
    assert git(handbook, "show", "--name-only", "--format=").split() == ["accounts/livarna-kranj.yml"]
    assert kamdocs("check", "--select", "DOC", cwd=handbook).code == 0


def test_it_lies_in_a_folder_and_its_modeline_leads_back(kamdocs, handbook):  # noqa: F811
    (handbook / "schema").mkdir()
    (handbook / "schema" / "account.schema.json").write_text("{}", "utf-8")
    ran = kamdocs("new", "Hotel: Bled #1", *SAID, "--folder", "tourism/lakes", "--owner", "luka", cwd=handbook)
    assert ran.code == 0, ran.err
    text = plan(handbook, "tourism/lakes/hotel-bled-1")
    assert text.startswith("# yaml-language-server: $schema=../../../schema/account.schema.json\n")
    assert yaml.safe_load(text)["name"] == "Hotel: Bled #1"


@pytest.mark.parametrize("folder", ["/tmp/elsewhere", "../out", ".hidden", "a/../../b", "_x", "C:\\x", "a\nb"])
def test_it_lies_nowhere_else(kamdocs, handbook, folder):  # noqa: F811
    ran = kamdocs("new", "Hotel", *SAID, "--folder", folder, cwd=handbook)
    assert ran.code == 2
    assert "no folder within the accounts folder" in ran.err


def test_what_is_wrong_with_the_folder_already_stops_no_new_plan(kamdocs, handbook, tmp_path):  # noqa: F811
    (handbook / "accounts" / "link").symlink_to(tmp_path)
    assert "link to a folder" in kamdocs("check", cwd=handbook).out
    ran = kamdocs("new", "Hotel", *SAID, cwd=handbook)
    assert ran.code == 0, ran.err
    assert "link" not in ran.out


def test_the_one_template_is_taken_byte_for_byte(kamdocs, handbook):  # noqa: F811
    (handbook / "templates").mkdir()
    (handbook / "templates" / "ours.yml").write_text(TEMPLATE, "utf-8")
    ran = kamdocs("new", "Livarna", *SAID, "--owner", "ana", cwd=handbook)
    assert ran.code == 0, ran.err
    kept = plan(handbook, "livarna").splitlines()
    gone = [line for line in TEMPLATE.splitlines() if line not in kept]
    assert gone == [
        "name: NAME          # as it stands in the register",
        "tier: developing    # ask Maja",
        "key_since: 2000-01-01",
    ]
    assert "# as it stands in the register" in plan(handbook, "livarna")
    assert yaml.safe_load(plan(handbook, "livarna"))["owner"] == "ana.novak"
    ran = kamdocs("new", "Livarna Dva", *SAID, "--plain", cwd=handbook)
    assert "Ours begin so" not in plan(handbook, "livarna-dva")


def test_of_several_templates_one_is_named_or_chosen(kamdocs, handbook, told):  # noqa: F811
    (handbook / "templates").mkdir()
    for name in ("hotel", "ours"):
        (handbook / "templates" / f"{name}.yml").write_text(TEMPLATE.replace("Ours begin", name), "utf-8")
    ran = kamdocs("new", "Livarna", *SAID, cwd=handbook)
    assert (ran.code, "hotel, ours" in ran.err) == (2, True)
    ran = kamdocs("new", "Livarna", *SAID, "--template", "motel", cwd=handbook)
    assert (ran.code, "hotel, ours" in ran.err) == (2, True)
    assert kamdocs("new", "Livarna", *SAID, "--template", "hotel.yml", cwd=handbook).code == 0
    assert "# hotel so." in plan(handbook, "livarna")
    told("2")
    assert kamdocs("new", "Brod", *SAID, cwd=handbook).code == 0
    assert "# ours so." in plan(handbook, "brod")


@pytest.mark.parametrize("text", ["name: NAME\n[", "name: NAME\nstatus: nonsense\ncolour: red\n"])
def test_a_template_that_is_broken_is_refused(kamdocs, handbook, text):  # noqa: F811
    (handbook / "templates").mkdir()
    (handbook / "templates" / "ours.yml").write_text(text, "utf-8")
    ran = kamdocs("new", "Livarna", *SAID, cwd=handbook)
    assert ran.code in (1, 2)
    assert not (handbook / "accounts" / "livarna.yml").exists()


def test_the_lines_of_a_template_keep_their_ends(kamdocs, handbook):  # noqa: F811
    (handbook / "templates").mkdir()
    file = handbook / "templates" / "ours.yml"
    file.write_bytes(TEMPLATE.replace("\n", "\r\n").encode())
    assert kamdocs("new", "Livarna", *SAID, cwd=handbook).code == 0
    written = (handbook / "accounts" / "livarna.yml").read_bytes()
    assert written.count(b"\r\n") == written.count(b"\n")
    file.write_bytes("name: Žaga\n".encode("cp1250"))
    ran = kamdocs("new", "Žaga", *SAID, cwd=handbook)
    assert (ran.code, "ours.yml is not UTF-8" in ran.err) == (2, True)


def test_outside_of_a_repository_nothing_is_begun_with_a_commit(kamdocs, handbook, monkeypatch):  # noqa: F811
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(handbook.parent))
    ran = kamdocs("new", "Livarna", *SAID, "--commit", cwd=handbook)
    assert ran.code == 2
    assert not (handbook / "accounts" / "livarna.yml").exists()


def test_of_many_gaps_the_first_are_told_and_the_others_counted(kamdocs, handbook):  # noqa: F811
    (handbook / "templates").mkdir()
    actions = "".join(f"- {{id: a{one}, text: Step {one}, status: open}}\n" for one in range(7))
    (handbook / "templates" / "ours.yml").write_text(f"{TEMPLATE}actions:\n{actions}", "utf-8")
    ran = kamdocs("new", "Livarna", *SAID, cwd=handbook)
    assert ran.code == 0, ran.err
    *_text, last, left = ran.out.splitlines()
    assert (last.startswith("opens: "), ran.out.count("opens: ")) == (True, 5)
    assert left == "3 more gaps open; kamdocs walk livarna goes through them"


@pytest.mark.parametrize("name", ["Orodjarna Železnik d.o.o.", "orodjarna zeleznik", "ŽELEZNIK ORODJA S.P."])
def test_a_customer_that_has_a_plan_gets_no_second_one(kamdocs, handbook, name):  # noqa: F811
    ran = kamdocs("new", name, *SAID, cwd=handbook)
    assert ran.code == 2
    assert "(zeleznik)" in ran.err
    ran = kamdocs("new", name, *SAID, "--anyway", "--dry-run", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "--- /dev/null" in ran.out
    assert not list((handbook / "accounts").glob("orodjarna*"))


def test_nearly_the_name_of_a_customer_is_asked_about(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("new", "Orodjarna Zelznik", *SAID, cwd=handbook)
    assert ran.code == 2
    assert "did you mean Orodjarna Železnik d.o.o. (zeleznik)?" in ran.err
    assert kamdocs("new", "Orodjarna Zelznik", *SAID, "--anyway", "--dry-run", cwd=handbook).code == 0


@pytest.mark.parametrize("name", ["Hotel B", "Hotel 2", "Hotel Bled"])
def test_names_that_a_letter_or_a_number_tells_apart_are_not_nearly_the_same(name):
    assert nearly_called(name, [Candidate("a", "Hotel A"), Candidate("1", "Hotel 1")]) is None
    assert nearly_called("Hotle A", [Candidate("a", "Hotel A d.o.o.")]) == Candidate("a", "Hotel A d.o.o.")


def test_an_id_is_free_and_can_be_one(kamdocs, handbook):  # noqa: F811
    for one, said in (
        ("zeleznik", "there is an account zeleznik already"),
        ("Zeleznik", "some file systems don't tell capitals apart"),
        ("zeleznik-orodja", "zeleznik was called zeleznik-orodja before"),
        ("index", "index can't be an id"),
        ("../x", "../x can't be an id"),
    ):
        ran = kamdocs("new", "Livarna", *SAID, "--id", one, cwd=handbook)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    assert kamdocs("new", "Livarna", *SAID, "--id", "liv", cwd=handbook).code == 0
    assert (handbook / "accounts" / "liv.yml").exists()


def test_what_is_missing_is_told_and_asked_for_on_a_terminal(kamdocs, handbook, told):  # noqa: F811
    ran = kamdocs("new", "Livarna", cwd=handbook)
    assert ran.code == 2
    assert "how important the customer is (strategic, key or developing), since when they are a key account" in ran.err
    ran = kamdocs("new", cwd=handbook)
    assert (ran.code, "no customer is named" in ran.err) == (2, True)
    ran = kamdocs("new", "株式会社", *SAID, cwd=handbook)
    assert (ran.code, "--id zeleznik" in ran.err) == (2, True)
    told("Livarna", "2", "", "")
    ran = kamdocs("new", cwd=handbook)
    assert ran.code == 0, ran.err
    found = yaml.safe_load(plan(handbook, "livarna"))
    assert (found["tier"], str(found["key_since"]), "key_reason" in found) == ("key", "2026-11-23", False)
    assert "say --owner" in ran.err


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Orodjarna Železnik d.o.o.", "orodjarna-zeleznik"),
        ("Mlekarna Planina z.o.o.", "mlekarna-planina"),
        ("Fabryka Sp. z o.o.", "fabryka"),
        ("Ljubljanski zoo", "ljubljanski-zoo"),
        ("Müller & Söhne GmbH & Co. KG", "muller-sohne"),
        ("ACME, Inc.", "acme"),
        ("SA", "sa"),
        ("O'Neill s. p.", "oneill"),
        ("taken", "taken-2"),
        ("Index", "index-2"),
        ("x" * 60, "x" * 40),
        ("!!!", None),
    ],
)
def test_an_id_is_made_of_the_name_without_what_the_company_is_by_law(name, id_):
    assert new_id(name, ("other-one",), {"taken", "other-one"}) == id_


def test_names_are_alike_without_what_the_company_is_by_law(tmp_path):
    known = (Candidate("a", "Livarna d.o.o.", ("Old name",)),)
    assert called_alike("livarna", known) is called_alike("OLD NAME d.d.", known) is known[0]
    assert called_alike("Livarna Kranj", known) is None
    assert new_text(tmp_path, tmp_path, {"name": "yes", "plan": {"started_on": "2026-11-23"}}) == (
        'name: "yes"\nplan: {started_on: 2026-11-23}\n'
    )
