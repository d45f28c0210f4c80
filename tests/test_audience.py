"""Who may read what: the schema's marks, what is taken out, and audiences of the settings."""

import pytest

from kamdocs.model import build_account
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
    ],
)
def test_what_is_wrong_with_an_audience_is_said(tmp_path, text, message):
    with pytest.raises(SettingsError, match=message):
        load_settings(write_handbook(tmp_path, {"x": {}}, settings=text))
