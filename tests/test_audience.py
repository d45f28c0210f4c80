"""Who may read what: the schema's marks, what is taken out, and audiences of the settings."""

from datetime import date

import pytest
import yaml

from kamdocs.handbook import View
from kamdocs.lint import NothingToCheck, evaluate, find_scope, judge
from kamdocs.model import Shared, build_account
from kamdocs.schema import follow, load_schema
from kamdocs.schema.audience import INTERNAL, KINDS, make_audience, readable_part
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import load_settings
from kamdocs.source import load_document
from tests.plans import write_handbook

SHAREABLE = make_audience("shareable")


def plan(text):
    return load_document("x.yml", text.encode()).data


def test_internal_reads_everything():
    data = plan("name: A\nsummary: secret\n")
    assert readable_part(data, "account", INTERNAL) is data


def test_a_field_without_a_mark_is_internal():
    data = plan("name: A\nsummary: secret\nrevenue: [{year: 2025, amount: 1, currency: EUR}]\nunknown: secret\n")
    assert readable_part(data, "account", SHAREABLE) == {"name": "A"}


def test_fields_within_records_are_looked_at_one_by_one():
    data = plan("stakeholders: [{id: a, name: A, attitude: opponent, email: a@x.example}]\n")
    assert readable_part(data, "account", SHAREABLE) == {"stakeholders": [{"id": "a", "name": "A"}]}


def test_values_that_say_too_much_have_other_words():
    data = plan("status: at-risk\ntier: strategic\n")
    assert readable_part(data, "account", SHAREABLE) == {"status": "active", "tier": "key"}


def test_what_the_customer_was_not_told_is_read_by_nobody_outside():
    data = plan(
        "orders:\n"
        "  - {id: a, status: delayed, ordered_on: 2026-01-01, promised_on: 2026-02-01, delays: [{known_on: 2026-01-20, to: 2026-03-01}]}\n"
        "  - {id: b, status: delayed, ordered_on: 2026-01-01, promised_on: 2026-02-01, delays: [{known_on: 2026-01-20, to: 2026-03-01, told_on: 2026-01-21}, {known_on: 2026-02-20, to: 2026-04-01}]}\n"
        "nonconformities:\n"
        "  - {id: c, kind: claim, status: rejected, text: T, received_on: 2026-01-01, resolved_on: 2026-01-09, rejected_because: R}\n"
        "  - {id: d, kind: claim, status: rejected, text: T, received_on: 2026-01-01, resolved_on: 2026-01-09, rejected_because: R, told_on: 2026-01-10}\n"
        "  - {id: e, kind: claim, status: resolved, text: T, received_on: 2026-01-01, resolved_on: 2026-01-09}\n"
    )
    part = readable_part(data, "account", SHAREABLE)
    assert [(one["status"], [delay["to"] for delay in one["delays"]]) for one in part["orders"]] == [
        ("in-execution", []),
        ("delayed", ["2026-03-01"]),
    ]
    assert [one["status"] for one in part["nonconformities"]] == ["in-progress", "rejected", "resolved"]
    assert ["rejected_because" in one for one in part["nonconformities"]] == [False, True, False]
    assert ["resolved_on" in one for one in part["nonconformities"]] == [False, True, True]


def test_what_may_not_be_read_may_not_be_named():
    data = plan("commitments: [{id: c, made_on: 2026-01-01, to: petra-cuk, by: ana, text: T}]\n")
    hidden = make_audience("x", hides=["stakeholders", "expectations", "requests"])
    assert readable_part(data, "account", hidden)["commitments"] == [
        {"id": "c", "made_on": data["commitments"][0]["made_on"], "by": "ana", "text": "T"}
    ]
    scores = plan(
        "satisfaction: [{id: s, date: 2026-01-01, method: survey, scores: [{stakeholder: a, scale: nps, value: 9}]}]"
    )
    reads = make_audience("x", reads=["satisfaction"], hides=["stakeholders"])
    assert readable_part(scores, "account", reads)["satisfaction"][0]["scores"] == []


def test_settings_add_fields_with_all_that_is_in_them():
    data = plan(
        "orders: [{id: o, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01, amount: 5, additional_needs: [{id: n, text: T, noted_on: 2026-01-01}]}]\n"
    )
    whole = make_audience("x", reads=["orders"])
    assert readable_part(data, "account", whole) == data
    assert (
        "additional_needs"
        not in readable_part(data, "account", make_audience("x", reads=["orders.amount"]))["orders"][0]
    )


@pytest.mark.parametrize(
    ("hides", "message"),
    [
        ("orders.status", "the records of orders can't be told without status"),
        ("tier", "plans can't be told without tier"),
    ],
)
def test_a_record_keeps_what_it_cannot_be_told_without(hides, message):
    with pytest.raises(ValueError, match=message):
        make_audience("x", hides=[hides])


@pytest.mark.parametrize("kind", KINDS)
def test_every_readable_record_of_the_schema_has_its_required_fields(kind):
    def walk(node, readable, path):
        node = follow(schema, node)
        node = follow(schema, node["items"]) if "items" in node else node
        for name, field in node.get("properties", {}).items():
            mark = field.get("x-audience")
            assert mark in (None, "shareable")
            if readable and name in node.get("required", ()):
                assert mark == "shareable", f"{path}.{name} is required"
            assert readable or mark is None, f"{path}.{name} is marked in a record that may not be read"
            walk(field, mark == "shareable", f"{path}.{name}")

    schema = load_schema(kind)
    walk(schema, True, kind)


def test_what_is_left_is_still_a_plan():
    data = plan("name: A\nstatus: at-risk\ntier: strategic\nkey_since: 2024-01-08\nsummary: secret\n")
    account = build_account("a", "a.yml", readable_part(data, "account", SHAREABLE))
    assert (account.name, account.summary) == ("A", None)


def test_settings_name_audiences(tmp_path):
    text = "audience = 'service'\n[tool.kamdocs.audiences.service]\nreads = ['orders.amount']\n"
    settings = load_settings(write_handbook(tmp_path, {"x": {}}, settings=text))
    assert settings.audience.name == "service"
    assert set(settings.audiences) == {"internal", "shareable", "service"}
    assert ("orders", "amount") in settings.audience.fields


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("audience = 'nobody'\n", "audience is nobody"),
        ("[tool.kamdocs.audiences.internal]\nhides = ['orders']\n", "internal reads everything"),
        ("[tool.kamdocs.audiences.x]\nreads = ['order']\n", "order is no field"),
        ("[tool.kamdocs.audiences.x]\nhides = ['name']\n", "plans can't be told without name"),
        ("[tool.kamdocs.audiences.x]\nwrites = ['orders']\n", "does not know the setting writes"),
        ("[tool.kamdocs.audiences.x]\nreads = 'orders'\n", "reads is not a list of texts"),
        ("[tool.kamdocs.audiences.'../x']\n", "is no name"),
        ("audiences = 3\n", "is not a table"),
        ("[tool.kamdocs.audiences.x]\naccounts = []\n", "accounts names none"),
        ("[tool.kamdocs.audiences.x]\ntags = []\n", "tags names none"),
        ("[tool.kamdocs.audiences.x]\naccounts = 'zeleznik'\n", "accounts is not a list of texts"),
        ("[tool.kamdocs.audiences.x]\ntags = ['']\n", "tags is not a list of texts"),
    ],
)
def test_what_is_wrong_with_an_audience_is_said(tmp_path, text, message):
    with pytest.raises(SettingsError, match=message):
        load_settings(write_handbook(tmp_path, {"x": {}}, settings=text))


# An audience that may know of some accounts alone.

AS_OF = date(2026, 11, 23)


def shown(folder, table):
    """What is evaluated for an audience of the settings."""
    (folder / "pyproject.toml").write_text(
        f"[tool.kamdocs]\naudience = 'one'\n[tool.kamdocs.audiences.one]\n{table}", "utf-8"
    )
    settings = load_settings(folder)
    return evaluate(settings, AS_OF, find_scope(settings.accounts, settings.audience))


@pytest.fixture
def three(tmp_path):
    plans = {
        "a": {"tags": ["export"], "owner": "ana.novak", "former_ids": ["alpha"]},
        "b": {"tags": ["food", "export"], "owner": "luka.zupan", "deputy": "maja.kranjc"},
        "c": {"owner": "maja.kranjc"},
    }
    return write_handbook(tmp_path, plans)


@pytest.mark.parametrize(
    ("table", "accounts"),
    [
        ("accounts = ['a']", ["a"]), ("accounts = ['a', 'c']", ["a", "c"]), ("tags = ['export']", ["a", "b"]),
        ("tags = ['food']\naccounts = ['c']", ["b", "c"]), ("reads = ['revenue']", ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_an_audience_knows_of_its_accounts_alone(three, table, accounts):
    evaluation = shown(three, table)
    assert [file.id for file in evaluation.files] == accounts


def test_it_knows_of_those_of_us_whom_its_plans_name(three):
    team = [
        {"id": "ana.novak", "name": "Ana", "email": "ana@x.example", "reports_to": "maja.kranjc",
         "absences": [{"from": "2026-11-01", "to": "2026-12-01", "cover": "luka.zupan"}]},
        {"id": "luka.zupan", "name": "Luka"}, {"id": "maja.kranjc", "name": "Maja"},
    ]  # fmt: skip
    (three / "accounts" / "_team.yml").write_text(yaml.safe_dump({"team": team}), "utf-8")
    reads = "reads = ['team']\n"
    (member,) = shown(three, f"accounts = ['a']\n{reads}").shared.team
    assert (member.id, member.reports_to, member.absences[0].cover) == ("ana.novak", None, None)
    assert [one.id for one in shown(three, f"accounts = ['b']\n{reads}").shared.team] == ["luka.zupan", "maja.kranjc"]
    everyone = shown(three, reads).shared.team
    assert (everyone[0].id, everyone[0].reports_to) == ("ana.novak", "maja.kranjc")
    hidden = shown(three, "accounts = ['b']\nhides = ['deputy']\n").shared.team
    assert [one.id for one in hidden] == ["luka.zupan"]


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        ("accounts = ['a', 'zeleznk']", "the audience one is for the account zeleznk, which is not there", "known here: a, b, c"),
        ("accounts = ['alpha']", "the audience one is for the account alpha", "it is called a now"),
        ("accounts = ['B']", "the audience one is for the account B", ""),
        ("tags = ['exports']", "the audience one is for accounts with the tag exports", "did you mean export?"),
    ],
)  # fmt: skip
def test_an_account_or_a_tag_that_is_not_there_is_said(three, table, message, hint):
    with pytest.raises(SettingsError, match=message) as error:
        shown(three, table)
    assert hint in error.value.hint


def test_a_plan_that_can_not_be_read_is_told_to_who_builds_and_never_shown(three):
    (three / "accounts" / "d.yml").write_text("name: [\n", "utf-8")
    evaluation = shown(three, "accounts = ['a', 'd']")
    assert [(file.id, file.account is None) for file in evaluation.files] == [("a", False), ("d", True)]
    assert [file.id for file in shown(three, "accounts = ['a']").files] == ["a"]
    assert [file.id for file in shown(three, "tags = ['food']").files] == ["b", "d"]  # its tags are not known
    with pytest.raises(NothingToCheck, match="no plan that can be read for one"):
        shown(three, "accounts = ['d']")
    settings = load_settings(three)
    report = judge(shown(three, "accounts = ['a', 'd']"), settings.policies, AS_OF)
    view = View(report, Shared(), settings.policies, lambda path, line: None, audience=settings.audiences["one"])
    assert list(view.standings) == ["a"]
