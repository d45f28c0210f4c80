"""What an audience may not read is nowhere in its site: a canary in every field, and every file of the build read."""

import copy
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

    def __init__(self, number=0):
        self.planted = {}
        self.number = number

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
        if kind == "opening-hours":
            return "Mo-Fr 07:00-17:00"
        text = {"email": f"canary{self.number}x@canary.example", "uri": f"https://canary{self.number}x.example"}
        if "pattern" in node and kind is None:
            return "EUR"
        return self.keep(path, text.get(kind, f"canary{self.number}x"))

    def keep(self, path, value):
        self.planted[path] = str(value)
        return value


def present(number):
    """Somebody who is still there, unlike the others, whom the planter gives a day of leaving in each field of a day."""
    return {
        "id": f"present-{number}", "name": f"presentname{number}x", "title": f"presenttitle{number}x",
        "phone": [f"+386 1 {7_310_000 + number}"], "email": f"presentmail{number}x@canary.example",
    }  # fmt: skip


def planted_files(number):
    """A plan, a team and offerings with a canary in every field; the canaries by field."""
    planter = Planter(number)
    files = {kind: planter.value(load_schema(kind), load_schema(kind), ()) for kind in ("account", "team", "offerings")}
    files["account"] |= {"key_since": date(2001, 1, 1), "former_ids": [f"formerly-{number}"]}
    link(files, planter.planted)
    files["account"]["stakeholders"].append({**copy.deepcopy(files["account"]["stakeholders"][0]), **present(number)})
    del files["account"]["stakeholders"][1]["left_on"]
    return files, {**planter.planted, ("former_ids",): f"formerly-{number}"}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A handbook of two accounts with a canary in every field, and its sites; the canaries of both by field."""
    (files, canaries), (others, theirs) = planted_files(0), planted_files(5000)
    folder = write_handbook(
        tmp_path_factory.mktemp("book"), {"customer": files["account"], "stranger": others["account"]}
    )
    boss = {"id": "the-boss", "name": "canarybossx"}
    files["team"]["team"][0]["reports_to"] = others["team"]["team"][0]["reports_to"] = boss["id"]
    team = [*files["team"]["team"], *others["team"]["team"], boss]
    (folder / "accounts" / "_team.yml").write_text(yaml.safe_dump({"team": team}, allow_unicode=True), "utf-8")
    offerings = [*files["offerings"]["offerings"], *others["offerings"]["offerings"]]
    (folder / "accounts" / "_offerings.yml").write_text(yaml.safe_dump({"offerings": offerings}), "utf-8")
    (folder / "accounts" / "_revenue.csv").write_text(
        "customer,name,year,revenue,currency\ncustomer,canaryrevenuex,2025,7319999,EUR\n", "utf-8"
    )
    (folder / "accounts" / "broken.yml").write_text("name: canarybrokenx\nsummary: [\n", "utf-8")
    every_field = sorted({field.path[0] for field in _all_fields()})
    settings = f"as_of = {AS_OF}\n[tool.kamdocs.audiences.one]\naccounts = ['customer']\nreads = {every_field}\n"
    site_folder(folder, settings=settings)
    checked = build(folder, "kamdocs", "check", "--select", "DOC", "--format", "json", "accounts/customer.yml")
    found = json.loads(checked.stdout)["findings"]
    assert [
        one["message"] for one in found if one["severity"] == "error" and one["code"] not in ("DOC005", "DOC011")
    ] == []
    for name in ("internal", "shareable", "one"):
        ran = build(folder, "kamdocs", "build", "--audience", name, "--site-dir", f"site-{name}")
        assert ran.returncode == 0, ran.stderr
        assert "WARNING" not in ran.stderr, ran.stderr
        told = {"internal": "its page says why", "shareable": "it is left out of this site"}.get(name)
        assert ("accounts/broken.yml" in ran.stderr) == bool(told)
        assert not told or told in ran.stderr
    return folder, canaries, theirs


def link(files, planted):
    """Make the references lead somewhere: what refers to a record is no canary of its own."""
    plan, member = files["account"], files["team"]["team"][0]["id"]
    offering = files["offerings"]["offerings"][0]["id"]
    ids = {
        "stakeholder": plan["stakeholders"][0]["id"], "unit": plan["units"][0]["id"], "need": plan["needs"][0]["id"],
        "opportunity": plan["opportunities"][0]["id"], "action": plan["actions"][0]["id"], "person": member,
        "offering": offering, "stakeholder-or-none": "none", "check": "bow-tie", "rule-or-record": "activity",
        "account": "broken",
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
    folder, canaries, _theirs = planted
    seen = {found[0] for found in found_in(folder / "site-internal", canaries)}
    elsewhere = {"key_since", "team.absences.from", "team.absences.to"}  # other values; long over
    assert {".".join(field) for field in canaries} - seen <= elsewhere


def test_no_canary_is_anywhere_in_the_site_of_an_audience(planted):
    folder, canaries, _theirs = planted
    hidden = {field: value for field, value in canaries.items() if field not in SHAREABLE.fields}
    assert len(hidden) > 60
    assert ("former_ids",) in hidden
    assert found_in(folder / "site-shareable", hidden) == set()
    others = {
        ("revenue",): "canaryrevenuex", ("sum",): "7319999", ("broken",): "canarybrokenx", ("its name",): "broken.yml",
        ("its page",): "accounts/broken", ("where it is",): "accounts/customer.yml",
    }  # fmt: skip
    assert found_in(folder / "site-shareable", others) == set()


def test_who_is_there_is_listed_with_what_may_be_read_alone(planted):
    folder, *_ = planted
    row = {name: value for name, value in present(0).items() if name not in ("id", "phone", "email")}
    listed = (folder / "site-shareable" / "contacts" / "index.html").read_text("utf-8")
    assert set(row) == {name for name in row if ("stakeholders", name) in SHAREABLE.fields}
    assert all(value in listed for value in row.values())
    hidden = {("phone",): "7310000", ("email",): "presentmail0x"}
    assert {found[0] for found in found_in(folder / "site-internal", hidden)} == {"phone", "email"}
    assert found_in(folder / "site-shareable", hidden) == set()
    internal, shareable = ({path.relative_to(folder / name).parts[0] for path in (folder / name).iterdir()}
                           for name in ("site-internal", "site-shareable"))  # fmt: skip
    assert internal - shareable >= {"heatmap", "lists", "leaving", "handover", "interviews"}
    assert {path.name for path in (folder / "site-internal" / "vcards" / "people" / "customer").iterdir()} == {
        "present-0.vcf"
    }


def test_a_site_for_one_customer_holds_nothing_of_others(planted):
    folder, canaries, theirs = planted
    site = folder / "site-one"
    others = {field: value for field, value in theirs.items() if field[0] != "offerings"}
    assert len(others) > 120
    assert found_in(site, others) == set()
    names = {
        ("its id",): "stranger", ("the boss",): "canarybossx", ("the id of the boss",): "the-boss",
        ("broken",): "canarybrokenx", ("its page",): "accounts/broken", ("revenue",): "canaryrevenuex",
    }  # fmt: skip
    assert found_in(site, names) == set()
    assert {found[0] for found in found_in(site, canaries)} >= {
        "name",
        "former_ids",
        "summary",
        "team.name",
        "team.email",
    }
    portfolio = json.loads((site / "data" / "portfolio.json").read_text("utf-8"))
    assert [one["id"] for one in portfolio["accounts"]] == ["customer"]
    assert [one["accounts"] for one in portfolio["people"]] == [1]


# What nobody says to who isn't told of gaps, as words of pages, data and calendars.
TELLING = (
    r"\bgaps?\b", r"\boverdue\b", r"\bnot assessed\b", r"\bin order\b", r"\bno record\b", r'"open":', r"\bnobody\b", r"\b[Nn]othing\b",
    r"\bnever\b", r"\bnot (?:told|answered|asked)\b", r"\bcan(?:'|&#39;)t be\b", r"\bNo \w+ (?:gap|step|promise)?", r"kd-cell",
    r"kd-gap", r"kd-late", r'"cells"', r'"findings"', r'"oldest_open_error"', r'"path"', r"\bopens\b|\bis open\b|\bopen gaps\b", r"open(?:ed)? since",
    r"\bfalls? short\b", r"\bmet\b", r"\bDOC\d|\bKAM\d",
)  # fmt: skip


def told_in(site):
    """What a site says of its accounts: its own pages, data and calendars, without the rules and the guide."""
    general = {"guide", "fields", "rules", "examples", "assets"}
    for path, data in contents(site):
        if general.isdisjoint(path.relative_to(site).parts) and path.suffix in (".html", ".json", ".ics"):
            text = data.decode("utf-8")
            if "schema" not in path.name:
                text = re.sub(r' data-kd-words="[^"]*"', "", text)  # what a filter without a hit says, of no plan
                yield path.relative_to(site), text.partition("<article")[2].partition("</article>")[0] or text
    index = (site / "assets" / "search-index.js").read_text("utf-8")
    for address, title, passages in json.loads(index.partition(" = ")[2].rstrip(";\n"))["pages"]:
        if not address.startswith(("guide/", "fields/", "rules/")):
            yield f"search: {address}", "\n".join([title, *(lines for _, lines, *_ in passages)])


@pytest.mark.parametrize("name", ["shareable", "one"])
def test_nothing_is_said_of_gaps_in_the_site_of_an_audience(planted, name):
    folder, *_ = planted
    pages = dict(told_in(folder / f"site-{name}"))
    assert len(pages) > 10
    assert said_of(pages) == set()


def said_of(pages):
    return {(str(path), one[0]) for path, text in pages.items() for word in TELLING for one in re.finditer(word, text)}


def test_nothing_is_said_of_gaps_of_the_example_accounts(tmp_path):
    folder = site_folder(tmp_path / "book", settings=f"as_of = {AS_OF}\n")
    (folder / "accounts" / "broken.yml").write_text("name: [\n", "utf-8")
    ran = build(folder, "kamdocs", "build", "--audience", "shareable")
    assert ran.returncode == 0, ran.stderr
    assert said_of(dict(told_in(folder / "site"))) == set()
    assert "broken" not in (folder / "site" / "sitemap.xml").read_text("utf-8")


def test_what_may_be_read_is_there(planted):
    folder, canaries, _theirs = planted
    readable = {field: value for field, value in canaries.items() if field in SHAREABLE.fields}
    seen = {found[0] for found in found_in(folder / "site-shareable", readable)}
    assert seen >= {"name", "stakeholders.name", "commitments.text", "orders.id", "team.email", "offerings.name"}


def test_words_that_say_too_much_are_not_told(planted):
    folder, *_ = planted
    text = b"".join(
        data for path, data in contents(folder / "site-shareable") if {"guide", "fields", "rules"}.isdisjoint(path.parts)
        and "schema" not in path.name and "search" not in path.name and path.suffix in (".html", ".json", ".ics")
    )  # fmt: skip
    assert b"at risk" not in text
    assert b'"at-risk"' not in text
    assert b'"strategic"' not in text


def test_the_pages_say_for_whom_and_when(planted):
    folder, *_ = planted
    page = (folder / "site-shareable" / "accounts" / "customer" / "index.html").read_text("utf-8")
    assert "shareable edition" in page
    assert "23 Nov 2026" in page
    assert "site-shareable" not in page
    assert "KAM" not in page
    assert not (folder / "site-shareable" / "heatmap").exists()
    assert not (folder / "site-shareable" / "data" / "gaps.csv").exists()


def test_every_field_of_the_schema_was_filled(planted):
    _, canaries, _ = planted
    scalars = {field.path for field in _all_fields()}
    assert set(canaries) <= scalars
