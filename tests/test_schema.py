"""The schemas: what they ask for, how faults are told, and that both validators agree."""

import copy
import json
import random
import re
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest
import yaml

from kamdocs.schema import formats, load_schema, schema_folder, validate
from kamdocs.schema.faults import explain
from kamdocs.schema.walk import schema_tree
from kamdocs.source import load_document

DATA = Path(__file__).parent / "data"
REFERENCE = DATA / "reference" / "accounts"
MORE = ("zeleznik-livarna.yml", "zeleznik-holding.yml")
KINDS = ("account", "team", "offerings")
WRITTEN = ("diff", "report", "portfolio", "account-data", "gaps", "history")


def faults(text, kind="account"):
    document = load_document("x.yml", text.encode())
    assert document.faults == ()
    return [
        (fault.place.line, fault.place.column, str(fault.message), str(fault.hint))
        for fault in validate(document, kind)
    ]


@pytest.mark.parametrize("kind", [*KINDS, *WRITTEN])
def test_schemas_are_valid_and_name_no_other_host(kind):
    schema = load_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    hosts = re.findall(r"https?://([^/\"]+)", text.replace(schema["$schema"], ""))
    assert {host.rpartition(".")[2] for host in hosts} <= {"example"}
    for keyword in ("oneOf", "anyOf", "unevaluatedProperties", "prefixItems"):
        assert f'"{keyword}"' not in text


@pytest.mark.parametrize("kind", [*KINDS, *WRITTEN])
def test_every_property_has_a_title_and_a_description(kind):
    def walk(node):
        if isinstance(node, dict):
            for name, field in node.get("properties", {}).items():
                if "const" not in field and set(field) - {"minimum", "maximum", "enum", "minItems"}:
                    assert field.get("title"), name
                    assert field.get("description"), name
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(load_schema(kind))


def paths_of(node, value):
    """The fields of the schema that a value of a file holds, each by its path."""
    if isinstance(value, dict):
        for name, field in value.items():
            if name in node.fields:
                yield node.fields[name].path
                yield from paths_of(node.fields[name], field)
    elif isinstance(value, list):
        for item in value:
            yield from paths_of(node.items, item)


@pytest.mark.parametrize("kind", KINDS)
def test_the_reference_files_use_every_field_of_the_schema(kind):
    """The reference account holds all that one plan can; two more hold what goes with nothing in it, or not there."""
    names = {"team": ["_team.yml"], "offerings": ["_offerings.yml"]}.get(kind, ["zeleznik.yml", *MORE])
    files = [load_document(name, path.read_bytes()) for name in names for path in DATA.glob(f"*/accounts/{name}")]
    tree = schema_tree(kind)
    assert {path for file in files for path in paths_of(tree, file.data)} == {node.path for node in tree.below()}


def test_the_reference_account_has_every_field_of_a_plan_but_one():
    """It belongs to no group."""
    document = load_document("x.yml", (REFERENCE / "zeleznik.yml").read_bytes())
    assert schema_tree("account").fields.keys() - document.data.keys() == {"parent"}


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("reference/accounts/zeleznik.yml", "account"),
        *((f"fields/accounts/{name}", "account") for name in MORE),
        ("reference/accounts/_team.yml", "team"),
        ("fields/accounts/_team.yml", "team"),
        ("reference/accounts/_offerings.yml", "offerings"),
        ("fields/accounts/_offerings.yml", "offerings"),
    ],
)
def test_the_reference_files_are_valid(file, kind):
    document = load_document(file, (DATA / file).read_bytes())
    assert document.faults == ()
    assert validate(document, kind) == ()


MINIMAL = "name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\n"
EXPLAINED = {
    "an unknown field": (MINIMAL + "ownr: ana\n", (5, 1, "the field ownr is not known", "did you mean owner?")),
    "an unknown field of a record": (
        MINIMAL + "orders:\n  - {id: a, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01, amont: 3}\n",
        (6, 81, "the field amont is not known in orders › a", "did you mean amount?"),
    ),
    "a comma that cuts a text off": (
        MINIMAL + "needs: [{id: n1, status: open, text: Fast, and cheap}]\n",
        (5, 44, "the field and cheap is not known in needs › n1",
         "if it belongs to the text before it, put the whole text in quotes: within { } a comma ends it"),
    ),
    "a missing field": ("name: X\nstatus: active\ntier: key\n", (1, 1, "the field key_since is missing", "add a line: key_since: year-month-day")),
    "a word that is not in the list": (
        MINIMAL.replace("tier: key", "tier: kee"),
        (3, 7, "tier is kee; expected one of strategic, key, developing", "did you mean key?"),
    ),
    "a number where text belongs": (
        MINIMAL + "industry: 12\n",
        (5, 11, "industry is the number 12; expected text", 'put it in quotes if it is meant as text: "12"'),
    ),
    "nothing": (MINIMAL + "owner:\n", (5, 7, "owner is nothing; expected text", "write a value, or delete the line")),
    "a day that is not in the calendar": (
        MINIMAL.replace("2024-01-08", "2024-02-30"),
        (4, 12, "key_since is 2024-02-30; expected a day such as 2026-03-04",
         "write year-month-day; the day has to be in the calendar, from 1900 to 2199"),
    ),
    "a status without its date": (
        MINIMAL + "orders:\n  - {id: a, status: delivered, ordered_on: 2026-01-01, promised_on: 2026-02-01}\n",
        (6, 5, "orders › a lacks delivered_on, because status is delivered", "add within the braces, after a comma: delivered_on: year-month-day"),
    ),
    "a script for a web address": (
        MINIMAL + "website: javascript:alert(1)\n",
        (5, 10, "website is javascript:alert(1); expected a web address", "begin it with https:// or http://"),
    ),
    "a text where a list belongs": (
        MINIMAL + "tags: export\n",
        (5, 7, "tags is the text export; expected a list", "write a list: tags: [export]"),
    ),
    "the same twice": (
        MINIMAL + "tags: [a, a]\n", (5, 7, "tags holds the same item twice", "keep one of the two"),
    ),
    "too much": (
        MINIMAL + "share_of_wallet: {percent: 120, as_of: 2026-01-01}\n",
        (5, 28, "share_of_wallet › percent is 120; expected at most 100", "correct the number"),
    ),
    "too little": (
        MINIMAL + "agreed_cadence_days: 0\n",
        (5, 22, "agreed_cadence_days is 0; expected at least 1", "correct the number"),
    ),
    "not more than": (
        MINIMAL + "reachability: {first_response_hours: 0}\n",
        (5, 38, "reachability › first_response_hours is 0; expected more than 0", "correct the number"),
    ),
    "an empty text": (
        MINIMAL + "industry: ''\n", (5, 11, "industry is empty", "write a value, or delete the line"),
    ),
    "a text that is too long": (
        MINIMAL + f"industry: {'x' * 300}\n",
        (5, 11, "industry is longer than 200 characters",
         "keep it short and plain; long texts belong into a document of their own"),
    ),
    "a score beyond its scale": (
        MINIMAL + "satisfaction: [{id: s, date: 2026-01-01, method: survey, scores: [{stakeholder: a, scale: csat, value: 7}]}]\n",
        (5, 104, "satisfaction › s › scores › 1 › value is 7; expected at most 5", "correct the number"),
    ),
    "a currency in words": (
        MINIMAL + "revenue: [{year: 2025, amount: 3, currency: eur}]\n",
        (5, 45, "revenue › 2025 › currency is eur; expected a text such as EUR", "did you mean EUR?"),
    ),
    "true where a record belongs": (
        MINIMAL + "plan: true\n",
        (5, 7, "plan is true; expected a record with fields",
         "write it such as plan: {reviewed_on: 2026-09-15}; the page Field reference of the handbook, at "
         "fields/#field-account-plan, tells more"),
    ),
    "delayed without a delay": (
        MINIMAL + "orders:\n  - {id: a, status: delayed, ordered_on: 2026-01-01, promised_on: 2026-02-01}\n",
        (6, 5, "orders › a lacks delays, because status is delayed",
         "add within the braces, after a comma: delays: [{known_on: year-month-day}]"),
    ),
    "delayed with an empty list": (
        MINIMAL + "orders: [{id: a, status: delayed, ordered_on: 2026-01-01, promised_on: 2026-02-01, delays: []}]\n",
        (5, 92, "orders › a › delays is an empty list", "write an item, or delete the line"),
    ),
    "addressed without its day": (
        MINIMAL + "needs:\n  - {id: n, text: T, status: addressed}\n",
        (6, 5, "needs › n lacks addressed_on, because status is addressed",
         "add within the braces, after a comma: addressed_on: year-month-day"),
    ),
    "hours in words": (
        MINIMAL + "reachability: {hours: Mon-Fri 7-15}\n",
        (5, 23, "reachability › hours is Mon-Fri 7-15; expected hours such as Mo-Fr 07:00-17:00",
         "did you mean Mo-Fr 07:00-15:00?"),
    ),
    "hours that nobody understands": (
        MINIMAL + "reachability: {hours: by appointment}\n",
        (5, 23, "reachability › hours is by appointment; expected hours such as Mo-Fr 07:00-17:00",
         "write days and times as in Mo-Fr 07:00-17:00; Sa 08:00-12:00"),
    ),
    "a day where a delay belongs": (
        MINIMAL + "orders: [{id: a, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01, delays: 2026-03-01}]\n",
        (5, 94, "orders › a › delays is the text 2026-03-01; expected a list",
         "it is a list of records: write delays: [{known_on: year-month-day}]"),
    ),
    "nobody of ours": (
        MINIMAL + "interactions: [{id: i, date: 2026-01-01, kind: call, by: []}]\n",
        (5, 58, "interactions › i › by is an empty list", "write an item, or delete the line"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXPLAINED.values(), ids=EXPLAINED.keys())
def test_faults_say_what_was_found_what_is_expected_and_what_to_do(text, expected):
    assert faults(text) == [expected]


def mutations(data, number, seed):
    """Copies of the data, each with one value taken away, doubled, or put in place of another."""
    chance = random.Random(seed)
    odd = [
        None,
        True,
        7,
        -1,
        2.5,
        "",
        " ",
        "x" * 600,
        [],
        {},
        "2026-02-30",
        "2026-03-04",
        "a b",
        "ž",
        "none",
        [1, 1],
        "EUR\n",
    ]
    for _ in range(number):
        mutant = copy.deepcopy(data)
        node = mutant
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(node[key], dict | list) and node[key] and chance.random() < 0.8:
                node = node[key]
                continue
            what = chance.randrange(4)
            if what == 0:
                del node[key]
            elif what == 1 and isinstance(node, dict):
                node[f"{key}x"] = node[key]
            elif what == 2 and isinstance(node, list):
                node.append(copy.deepcopy(node[key]))
            else:
                node[key] = chance.choice(odd)
            break
        yield mutant


@pytest.mark.parametrize("kind", KINDS)
def test_both_validators_agree_on_many_mutated_files(kind):
    file = {"account": "zeleznik.yml", "team": "_team.yml", "offerings": "_offerings.yml"}[kind]
    data = load_document(file, (REFERENCE / file).read_bytes()).data
    schema = load_schema(kind)
    fast = jsonschema_rs.Draft202012Validator(dict(schema), formats=dict(formats.FORMATS), validate_formats=True)
    verdicts = set()
    for mutant in mutations(data, 600 if kind == "account" else 200, seed=kind):
        document = load_document("x.yml", yaml.dump(mutant, Dumper=yaml.CSafeDumper, allow_unicode=True).encode())
        if document.readable:
            explained = explain(document, kind)
            assert fast.is_valid(document.data) == (not explained), mutant
            assert all(str(fault.message) and str(fault.hint) for fault in explained)
            verdicts.add(bool(explained))
    assert verdicts == {True, False}


def test_messages_hold_no_raw_python():
    data = load_document("x", (REFERENCE / "zeleznik.yml").read_bytes()).data
    for mutant in mutations(data, 300, seed="words"):
        document = load_document("x.yml", yaml.dump(mutant, Dumper=yaml.CSafeDumper, allow_unicode=True).encode())
        for fault in explain(document, "account") if document.readable else ():
            for raw in ("None", "True", "False", "{'", "['", "is not of type", "\n"):
                assert raw not in str(fault.message)


def test_formats_are_strict_and_let_other_types_be():
    assert formats.is_date("2026-03-04")
    assert not formats.is_date("20260304")
    assert formats.is_time("2026-11-02T09:10:00+01:00")
    assert not formats.is_time("2026-11-02T09:10:00")
    assert formats.is_email("ana@supplier.example")
    assert not formats.is_email("ana@supplier@company")
    assert not formats.is_id("../x")
    assert all(is_valid(7) for is_valid in formats.FORMATS.values())


def test_what_tells_of_the_past_is_what_the_reference_account_says():
    text = " ".join(line.removeprefix("# ") for line in (REFERENCE / "zeleznik.yml").read_text("utf-8").splitlines())
    listed = re.search(r"may not lie after the as-of date: (.*?)\. All others", text)[1].split(", ")
    marked = {node.name for node in schema_tree("account").below() if node.keywords.get("x-past")}
    assert {name for name in marked if not name.endswith("_at")} == set(listed) - {"*_at"}


DELAYS = "delays: [{known_on: year-month-day, to: year-month-day, told_on: year-month-day}]"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("revised_on", DELAYS), ("delayed_on", DELAYS), ("customer_informed_on", DELAYS), ("zamuda", DELAYS),
        ("nov_rok", DELAYS), ("delayed_to", DELAYS), ("new_date", DELAYS), ("prestavljeno_na", DELAYS), ("po", "number"),
        ("številka naročila", "number"), ("številka", "number"), ("no", "number"), ("opis", "text"),
    ],
)  # fmt: skip
def test_other_words_for_the_fields_of_an_order_lead_there(written, meant):
    order = f'id: a, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01, "{written}": 2026-03-01'
    told = faults(MINIMAL + f"orders:\n  - {{{order}}}\n")
    assert [one[3] for one in told] == [f"did you mean {meant}?"]


def test_the_number_of_an_order_without_an_id_is_its_id():
    order = 'status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01, "številka": 45'
    assert [one[3] for one in faults(MINIMAL + f"orders:\n  - {{{order}}}\n")] == ["did you mean id?"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("old_names", "former_names"), ("prejšnja imena", "former_names"), ("holding", "parent"), ("krovna družba", "parent"),
        ("at_risk_since", "status_since"), ("telefon", "phone"),
    ],
)  # fmt: skip
def test_other_words_for_new_fields_lead_there(written, meant):
    if meant == "phone":
        text = f'team: [{{id: a, name: A, "{written}": "1"}}]\n'
        assert [one[3] for one in faults(text, "team")] == ["did you mean phone?"]
    else:
        assert [one[3] for one in faults(MINIMAL + f'"{written}": x\n')] == [f"did you mean {meant}?"]


def test_the_schemas_have_one_home():
    assert schema_folder().name in ("schema", "schemas")
    assert {path.name for path in schema_folder().iterdir()} == {
        f"{kind}.schema.json" for kind in (*KINDS, *WRITTEN)
    }  # fmt: skip
