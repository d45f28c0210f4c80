"""What an audience may not read is nowhere in its site: a canary in every field, and every file of the build read."""

import gzip
import json
import re
from datetime import date, timedelta

import pytest
import yaml

from kamdocs.schema import follow, load_schema
from kamdocs.schema.audience import _all_fields, make_audience
from tests.handbook.sites import build, site_folder
from tests.plans import write_handbook

pytestmark = pytest.mark.slow
AS_OF = date(2026, 11, 23)
SHAREABLE = make_audience("shareable")
# What the form of a value leaves no room for: a closed list, a switch, a short number.
WORDS = {("tier",): "strategic", ("status",): "at-risk"}


class Planter:
    """Fills every field that the schema has, each with a value that is found nowhere else."""

    def __init__(self):
        self.planted = {}
        self.number = 0

    def value(self, schema, node, path):
        node = follow(schema, node)
        self.number += 1
        if node["type"] == "object":
            if "properties" not in node:
                return {"crm": self.keep(path, f"canary{self.number}x")}
            return {name: self.value(schema, field, (*path, name)) for name, field in node["properties"].items()}
        if node["type"] == "array":
            return [self.value(schema, node["items"], path)]
        if "enum" in node:
            return WORDS.get(path, node["enum"][0])
        if node["type"] == "boolean":
            return False
        return self.scalar(node, path)

    def scalar(self, node, path):
        kind = node.get("format")
        if node["type"] == "integer" and "maximum" in node:
            return max(node.get("minimum", 0), min(node["maximum"], 7))
        if node["type"] in ("integer", "number"):
            return self.keep(path, 7_310_000 + self.number) if node["maximum"] > 8_000_000 else 7
        if kind == "date":
            return self.keep(path, date(2001, 1, 1) + timedelta(days=self.number))
        if kind == "date-time":
            return f"2002-01-01T00:00:{self.number % 60:02}+01:00"
        text = {"email": f"canary{self.number}x@canary.example", "uri": f"https://canary{self.number}x.example"}
        if "pattern" in node and kind is None:
            return "EUR"
        return self.keep(path, text.get(kind, f"canary{self.number}x"))

    def keep(self, path, value):
        self.planted[path] = str(value)
        return value


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A handbook with a canary in every field, its sites for both audiences, and the canaries by field."""
    planter = Planter()
    files = {kind: planter.value(load_schema(kind), load_schema(kind), ()) for kind in ("account", "team", "offerings")}
    plan = files["account"]
    plan |= {"key_since": date(2001, 1, 1), "former_ids": ["formerly-called"]}
    link(files, planter.planted)
    folder = site_folder(write_handbook(tmp_path_factory.mktemp("book"), {"customer": plan}))
    (folder / "accounts" / "_team.yml").write_text(yaml.safe_dump(files["team"], allow_unicode=True), "utf-8")
    (folder / "accounts" / "_offerings.yml").write_text(yaml.safe_dump(files["offerings"], allow_unicode=True), "utf-8")
    (folder / "accounts" / "_revenue.csv").write_text(
        "customer,name,year,revenue,currency\ncustomer,canaryrevenuex,2025,7319999,EUR\n", "utf-8"
    )
    (folder / "accounts" / "broken.yml").write_text("name: canarybrokenx\nsummary: [\n", "utf-8")
    (folder / "pyproject.toml").write_text(f"[tool.kamdocs]\nas_of = {AS_OF}\n", "utf-8")
    checked = build(folder, "kamdocs", "check", "--select", "DOC", "--format", "json", "accounts/customer.yml")
    found = json.loads(checked.stdout)["findings"]
    assert [one["message"] for one in found if one["severity"] == "error" and one["code"] != "DOC005"] == []
    for name in ("internal", "shareable"):
        ran = build(folder, "kamdocs", "build", "--audience", name, "--site-dir", f"site-{name}")
        assert ran.returncode == 0, ran.stderr
        assert "WARNING" not in ran.stderr, ran.stderr
    return folder, planter.planted


def link(files, planted):
    """Make the references lead somewhere: what refers to a record is no canary of its own."""
    plan, member = files["account"], files["team"]["team"][0]["id"]
    offering = files["offerings"]["offerings"][0]["id"]
    ids = {
        "stakeholder": plan["stakeholders"][0]["id"], "unit": plan["units"][0]["id"], "need": plan["needs"][0]["id"],
        "opportunity": plan["opportunities"][0]["id"], "action": plan["actions"][0]["id"], "person": member,
        "offering": offering, "stakeholder-or-none": "none", "check": "bow-tie", "rule-or-record": "activity",
    }  # fmt: skip

    def walk(schema, node, value, path):
        node = follow(schema, node)
        if isinstance(value, dict) and "properties" in node:
            for name in value:
                value[name] = walk(schema, node["properties"][name], value[name], (*path, name))
        elif isinstance(value, list):
            return [walk(schema, node["items"], one, path) for one in value]
        elif target := node.get("x-refers-to"):
            planted.pop(path, None)
            return ids[target]
        return value

    for kind, data in files.items():
        walk(load_schema(kind), load_schema(kind), data, ())


def contents(site):
    """Every file of a site with its path, packed ones unpacked."""
    for path in site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield path, gzip.decompress(data) if path.suffix == ".gz" else data


def shown(value):
    """How a canary may look in a file."""
    if value.count("-") == 2 and value.replace("-", "").isdigit():
        day = date.fromisoformat(value)
        return {value, value.replace("-", ""), f"{day.day} {day:%b} {day.year}"}
    if value.isdigit():
        return {value, f"{int(value):,}".replace(",", "\N{NARROW NO-BREAK SPACE}")}
    return {value}


def found_in(site, canaries):
    whole = {path: f"{path.relative_to(site)}\n".encode() + data for path, data in contents(site)}
    ours = {path: data for path, data in whole.items() if "javascripts" not in path.parts}
    return {
        (".".join(field), str(path.relative_to(site)), one)
        for field, value in canaries.items()
        for path, data in ours.items()
        for one in shown(value)
        if re.search(rb"(?<![0-9])" + re.escape(one.encode()) + rb"(?![0-9])", data)
    }


def test_the_canaries_are_seen_by_who_may_read_everything(planted):
    folder, canaries = planted
    seen = {found[0] for found in found_in(folder / "site-internal", canaries)}
    elsewhere = {"key_since", "former_ids", "team.absences.from", "team.absences.to"}  # other values; long over
    assert {".".join(field) for field in canaries} - seen <= elsewhere


def test_no_canary_is_anywhere_in_the_site_of_an_audience(planted):
    folder, canaries = planted
    hidden = {field: value for field, value in canaries.items() if field not in SHAREABLE.fields}
    assert len(hidden) > 60
    assert found_in(folder / "site-shareable", hidden) == set()
    others = {("revenue",): "canaryrevenuex", ("sum",): "7319999", ("broken",): "canarybrokenx"}
    assert found_in(folder / "site-shareable", others) == set()


def test_what_may_be_read_is_there(planted):
    folder, canaries = planted
    readable = {field: value for field, value in canaries.items() if field in SHAREABLE.fields}
    seen = {found[0] for found in found_in(folder / "site-shareable", readable)}
    assert seen >= {"name", "stakeholders.name", "commitments.text", "orders.id", "team.email", "offerings.name"}


def test_words_that_say_too_much_are_not_told(planted):
    folder, _ = planted
    text = b"".join(
        data for path, data in contents(folder / "site-shareable") if {"guide", "fields"}.isdisjoint(path.parts)
        and "schema" not in path.name and "search" not in path.name and path.suffix in (".html", ".json", ".ics")
    )  # fmt: skip
    assert b"at risk" not in text
    assert b'"at-risk"' not in text
    assert b'"strategic"' not in text


def test_the_pages_say_for_whom_and_when(planted):
    folder, _ = planted
    page = (folder / "site-shareable" / "accounts" / "customer" / "index.html").read_text("utf-8")
    assert "for shareable" in page
    assert "23 Nov 2026" in page
    assert "site-shareable" not in page
    assert "KAM" not in page
    assert not (folder / "site-shareable" / "heatmap").exists()
    assert not (folder / "site-shareable" / "data" / "gaps.csv").exists()


def test_every_field_of_the_schema_was_filled(planted):
    _, canaries = planted
    scalars = {field.path for field in _all_fields()}
    assert set(canaries) <= scalars
