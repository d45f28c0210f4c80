"""The way through a schema: every field once, with its path, whatever stands between."""

import pytest

from kamdocs.schema import load_schema
from kamdocs.schema.faults import explain
from kamdocs.schema.validate import compiled
from kamdocs.schema.walk import field_anchor, schema_tree
from kamdocs.source import load_document

KINDS = ("account", "team", "offerings")


def test_records_and_items_of_lists_are_opened():
    tree = schema_tree("account")
    assert tree.at(("orders", 2, "additional_needs", 0, "noted_on")).path == ("orders", "additional_needs", "noted_on")
    assert tree.at(("orders", 2)).record is tree.at(("orders",)).record
    assert tree.at(("plan", "reviewed_on")).required is False
    assert tree.at(("orders",)).record.required_fields == {"id", "status", "ordered_on", "promised_on"}
    assert tree.at(("external_ref", "crm")).keywords["maxLength"] == 200
    assert tree.at(("stakeholders", 0, "phone")).types == ("string", "array")
    assert tree.at(("nothing",)) is None
    assert tree.at(("name", 0, "x")) is None


def test_no_field_is_walked_twice():
    for kind in KINDS:
        paths = [node.path for node in schema_tree(kind).below()]
        assert len(paths) == len(set(paths))
        anchors = {field_anchor(kind, path) for path in paths}
        assert len(anchors) == len(paths)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_title_a_description_and_an_example_that_is_valid(kind):
    definitions = load_schema(kind).get("$defs", {})
    for node in schema_tree(kind).below():
        assert node.keywords["title"], node.path
        assert node.keywords["description"], node.path
        examples = node.keywords["examples"]
        assert examples, node.path
        is_valid = compiled({**node.keywords, "$defs": definitions})
        assert all(map(is_valid, examples)), node.path


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_and_text_has_its_bounds(kind):
    for node in schema_tree(kind).below():
        for one in filter(None, (node, node.items, node.others)):
            if {"number", "integer"} & set(one.types):
                assert {"minimum", "exclusiveMinimum"} & one.keywords.keys(), node.path
                assert "maximum" in one.keywords, node.path
            if (
                "string" in one.types
                and not {"enum", "pattern"} & one.keywords.keys()
                and one.keywords.get("format") not in ("date", "date-time")
            ):
                assert "maxLength" in one.keywords, node.path
            if "array" in one.types:
                assert "maxItems" in one.keywords, node.path


def test_the_other_names_of_fields_and_values_lead_to_one():
    for kind in KINDS:
        for node in (schema_tree(kind), *schema_tree(kind).below()):
            values = node.value.keywords.get("x-value-synonyms", {})
            assert not values or set(values) <= set(node.value.keywords.get("enum", values))
            words = [word for listed in values.values() for word in listed.split(", ")]
            assert len(words) == len(set(words)), node.path
            for name, field in (node.record.fields if node.record else {}).items():
                other_names = field.keywords.get("x-synonyms", "").split(", ")
                assert name not in other_names, field.path


def test_an_example_of_every_list_is_a_plan():
    tree = schema_tree("account")
    plan = {name: field.keywords["examples"][0] for name, field in tree.fields.items()}
    document = load_document("x.yml", b"name: X\n")
    assert explain(document.__class__("x.yml", "", plan, {}), "account") == []
