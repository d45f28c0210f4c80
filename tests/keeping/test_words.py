"""The words of the trade: what was typed as values, and what a record still lacks."""

from datetime import date

import pytest

from kamdocs.cli import COMMANDS
from kamdocs.keeping import words
from kamdocs.keeping.adding import assigned, nested, place_meant
from kamdocs.keeping.composing import command_with, forms, lacking, with_id
from kamdocs.keeping.reading import Reading, currency_in, read_value, word_of
from kamdocs.keeping.words import LOG, PROMISE, Word
from kamdocs.language import spoken
from kamdocs.schema.walk import schema_tree
from kamdocs.settings.error import SettingsError
from kamdocs.source import load_document
from tests.keeping.reference import DATA

READING = Reading(date(2026, 11, 25), None, lambda target, text: f"<{target}: {text}>")
WORDS = [one for one in vars(words).values() if isinstance(one, Word)]


def field(*path):
    node = schema_tree("account")
    for name in path:
        node = node.value.fields[name]
    return node


def read(path, *texts):
    return read_value(field(*path.split("/")), texts, READING)


@pytest.fixture(scope="module")
def document():
    return load_document("", (DATA / "accounts" / "zeleznik.yml").read_bytes())


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.name)
def test_every_word_names_fields_that_its_list_has(word):
    record = field(word.list_name).record
    named = {word.says, *word.defaults, *word.asks, *word.supplies, *(one.field for one in word.options)}
    assert named <= record.fields.keys()
    assert len({one.flag for one in word.options}) == len(word.options)
    assert word.name in COMMANDS
    assert "{what}" in word.told or word.name == "person"  # whose name stays out of the messages of commits


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("interactions/kind", ["obisk"], "visit"),
        ("interactions/kind", ["rev"], "business-review"),
        ("interactions/kind", ["VISIT"], "visit"),
        ("interactions/with", ["petra, joze", "petra"], ["<stakeholder: petra>", "<stakeholder: joze>"]),
        ("interactions/date", ["friday"], "2026-11-20"),
        ("orders/promised_on", ["friday"], "2026-11-27"),
        ("key_since", ["1.3."], "2026-03-01"),
        ("orders/amount", ["61 000,50"], 61000.5),
        ("orders/amount", ["61k EUR"], 61000),
        ("orders/currency", ["€"], "EUR"),
        ("orders/currency", ["nok"], "NOK"),
        ("revenue/year", ["2026"], 2026),
        ("expansion/pursue", ["da"], True),
        ("expansion/pursue", ["no"], False),
        ("tags", ["a, b", "c"], ["a", "b", "c"]),
        ("stakeholders/email", ["a@b.example"], "a@b.example"),
        ("stakeholders/email", ["a@b.example, c@d.example"], ["a@b.example", "c@d.example"]),
        ("stakeholders/phone", ["+386 1 200 30 40, +386 40 111 222"], ["+386 1 200 30 40", "+386 40 111 222"]),
        ("stakeholders/buying_roles", ["decider,user"], ["decider", "user"]),
        ("website", ["www.acme.example"], "https://www.acme.example"),
        ("reachability/hours", ["Mon-Fri 7-15"], "Mo-Fr 07:00-15:00"),
        ("interactions/outcome", ["  Well. "], "Well."),
    ],
)
def test_what_was_typed_becomes_what_the_plan_has(path, typed, value):
    assert read(path, *typed) == value
    assert type(read(path, *typed)) is type(value)


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        ("interactions/kind", ["vist"], "did you mean visit"),
        ("tier", ["s"], "strategic, key or developing"),
        ("tier", ["qqqqqqq"], "known here"),
        ("orders/amount", ["1.240"], "without spaces"),
        ("orders/amount", ["much"], "1240000.50"),
        ("agreed_cadence_days", ["1,5"], "1240000.50"),
        ("expansion/pursue", ["perhaps"], "yes or no"),
        ("name", ["A", "B"], "once"),
        ("name", [" "], "leave the field out"),
        ("satisfaction/bothers", ["x"], "add each"),
        ("interactions/date", ["soon"], "yesterday"),
    ],
)
def test_what_a_field_does_not_take_is_refused_with_what_it_takes(path, typed, told):
    with pytest.raises(SettingsError) as raised:
        read(path, *typed)
    assert told in raised.value.hint


def test_the_currency_may_stand_beside_the_amount():
    currency = field("orders", "currency")
    said = {"61k": None, "€61k": "EUR", "61.000 EUR": "EUR", "5 CHF": "CHF", "61 tisoč": None}
    assert {text: currency_in(text, currency) for text in said} == said


def test_a_record_lacks_what_is_required_and_what_its_status_needs():
    assert lacking(field("orders").record, {"id": "1", "status": "delivered"}) == [
        "ordered_on", "promised_on", "delivered_on",
    ]  # fmt: skip
    assert lacking(field("commitments").record, {"text": "x", "made_on": "2026-11-25"}) == []
    assert forms(field("interactions").record, ["date", "kind"]).startswith(
        "the day of it (such as 25.11. or friday), what kind of talk it was (visit, "
    )


def test_an_id_is_made_where_a_record_needs_one(document):
    made = with_id(field("commitments").record, {"text": "x"}, document.data, document.text)
    assert made == {"id": "c4", "text": "x"}
    assert with_id(field("revenue").record, {"year": 2026}, document.data, document.text) == {"year": 2026}
    given = with_id(field("orders").record, {"id": "77"}, document.data, document.text)
    assert given == {"id": "77"}


def test_a_command_is_shown_whole_with_what_it_lacks():
    line = command_with(PROMISE, ["zeleznik", "A new list"], {"to": ["petra"]}, ["due"])
    assert line == "kamdocs promise zeleznik 'A new list' --to petra --due …"
    assert command_with(LOG, ["zeleznik"], {}, ["kind", "by"]) == "kamdocs log zeleznik … --by …"


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("risk", ("risks",)),
        ("obljuba", ("commitments",)),
        ("orders/4500031/delays", ("orders", "4500031", "delays")),
        ("4500031/delay", ("orders", "4500031", "delays")),
        ("s2026/bother", ("satisfaction", "s2026", "bothers")),
        ("contract", ("contract",)),
        ("tags", ("tags",)),
    ],
)
def test_any_list_or_record_is_meant_by_its_word(document, said, way):
    assert place_meant(document.data, said).way == way


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("delay", "orders/…/delays"),
        ("score", "satisfaction/…/scores"),
        ("nothing", "stakeholders"),
        ("orders/99/delays", "no record of this plan"),
        ("orders/450/delays", "4500012"),
        ("risks/r1/x", "known here"),
    ],
)
def test_what_can_not_be_added_is_told(document, said, told):
    with pytest.raises(SettingsError) as raised:
        place_meant(document.data, said)
    assert told in raised.value.hint or told in str(raised.value)


def test_fields_are_said_by_their_names_other_words_and_ways(document):
    place = place_meant(document.data, "person")
    found = assigned(place, ["Nova Oseba", "funkcija=Vodja", "external_ref.crm=x=y", "phone=1", "phone=2"])
    assert found == {
        ("name",): ["Nova Oseba"], ("title",): ["Vodja"], ("external_ref", "crm"): ["x=y"], ("phone",): ["1", "2"],
    }  # fmt: skip
    assert nested({("a", "b"): 1, ("a", "c"): 2, ("d",): 3}) == {"a": {"b": 1, "c": 2}, "d": 3}


@pytest.mark.parametrize("said", [["One", "Two"], ["colour=red"], ["name="]])
def test_what_is_no_field_is_refused(document, said):
    with pytest.raises(SettingsError) as raised:
        assigned(place_meant(document.data, "person"), said)
    assert raised.value.hint


def test_a_list_of_plain_values_has_no_fields(document):
    with pytest.raises(SettingsError, match="belongs to no field"):
        assigned(place_meant(document.data, "tags"), ["x=y"])


def test_what_is_no_word_of_a_list_is_answered_in_the_words_of_the_language():
    severity = field("nonconformities", "severity")
    with spoken("sl"):
        with pytest.raises(SettingsError) as refused:
            word_of(severity, "hujša")
        assert "večja (major)" in str(refused.value.hint)
        words = [one.rpartition(" (")[0] for one in str(refused.value.hint).partition(": ")[2].split(", ")]
        assert [word_of(severity, one) for one in words] == ["minor", "major", "critical"]
