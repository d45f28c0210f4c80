"""Cells to values: one right reading, or none."""

from decimal import Decimal

import pytest

from kamdocs.exchange.headers import COMMON, SOURCES, load_source
from kamdocs.exchange.values import (
    OTHER_LISTS,
    SCHEMA_LISTS,
    Habits,
    Misread,
    ValueTables,
    cleaned,
    currency_of,
    day_of,
    emails_of,
    habits_of,
    number_of,
    phones_of,
    plain_number,
    shortened,
    truth_of,
    values_of,
    website_of,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-03-04", "2026-03-04"), ("2026-03-04T08:30:00.000+0000", "2026-03-04"), ("2026-03-04 08:30", "2026-03-04"),
     ("4.3.2026", "2026-03-04"), ("04.03.2026 9:05", "2026-03-04"), ("13/3/2026", "2026-03-13"), ("3/13/2026 9:05 AM", "2026-03-13"),
     ("20260304", "2026-03-04"), ("4. March 2026", "2026-03-04"), ("", None)],
)  # fmt: skip
def test_days(text, day):
    assert day_of("Day", text, Habits()) == day


def test_days_of_two_readings_need_to_be_decided():
    with pytest.raises(Misread, match="3/4/2026"):
        day_of("Day", "3/4/2026", Habits())
    assert day_of("Day", "3/4/2026", Habits(date_order="day-first")) == "2026-04-03"
    assert day_of("Day", "3/4/2026 10:00", Habits(date_order="month-first")) == "2026-03-04"
    with pytest.raises(Misread, match="no day"):
        day_of("Day", "soon", Habits())


def test_numbers():
    assert number_of("N", "1.240,50 €", Habits()) == Decimal("1240.50")
    assert number_of("N", "", Habits()) is None
    with pytest.raises(Misread, match="812 or 812000"):
        number_of("N", "812.000", Habits())
    assert number_of("N", "812.000", Habits(decimal=",")) == 812000
    assert number_of("N", "812.125", Habits(decimal=".")) == Decimal("812.125")
    assert number_of("N", "812,000", Habits(decimal=".")) == 812000
    assert number_of("N", "-1,500", Habits(decimal=",")) == Decimal("-1.500")
    with pytest.raises(Misread, match="no number"):
        number_of("N", "many", Habits())
    assert [plain_number(Decimal(one)) for one in ("5.0", "5.25")] == [5, 5.25]


def test_a_column_tells_how_it_is_written():
    habits = habits_of([["3/4/2026", "23/11/2026"], ["1.500", "12,50", "7"]], Habits())
    assert (habits.date_order, habits.decimal) == ("day-first", ",")
    assert habits_of([["3/13/2026"], ["1,234.5"]], Habits()) == Habits("month-first", ".")
    assert habits_of([["13/3/2026", "3/13/2026", "1,5", "1.5"]], Habits()) == Habits()
    assert habits_of([["1.234.567"]], Habits()).decimal == ","
    assert habits_of([["13/3/2026"]], Habits("month-first")).date_order == "month-first"


def test_currencies():
    words = {"evro": "EUR", "99": ""}
    assert currency_of("C", "eur", "5", words, Habits()) == "EUR"
    assert currency_of("C", "Evro", "5", words, Habits()) == "EUR"
    assert currency_of("C", "", "5 €", words, Habits()) == "EUR"
    assert currency_of("C", "", "USD 5", words, Habits(currency="EUR")) == "USD"
    assert currency_of("C", "-99", "5", words, Habits(currency="EUR")) == "EUR"
    assert currency_of("C", "", "5", words, Habits()) is None
    with pytest.raises(Misread):
        currency_of("C", "shells", "5", words, Habits())


def test_small_ones():
    assert cleaned("  a\u200b\x07 b\n c\u0301") == "a b ć"
    assert shortened("one two three", 9) == "one two …"
    assert shortened("x" * 20, 5) == "xxxx…"
    assert shortened("short", 9) == "short"
    assert emails_of("Ana <ana@x.example>; b@x.example, Ana@x.example") == ["ana@x.example", "b@x.example"]
    assert emails_of("nobody") == []
    assert phones_of("+386 1 234 567", "+386 1 234567", "+386 40 111 222") == ["+386 1 234 567", "+386 40 111 222"]
    assert phones_of("1.23457E+11", "3,8640E+10", "4E+11") == []
    assert website_of("www.x.example") == "https://www.x.example"
    assert [website_of(one) for one in ("", "http://", "two words.example")] == [None, None, None]
    assert [truth_of(one) for one in ("true", "Ne", "perhaps")] == [True, False, None]


def test_closed_lists_are_peoples_own_then_the_systems_then_the_schemas():
    tables = ValueTables("salesforce", {"stage": {"Perception Analysis": "idea", "Odd": ""}})
    assert tables.meant("stage", "PERCEPTION ANALYSIS") == "idea"
    assert tables.meant("stage", "odd") == ""
    assert tables.meant("stage", "Id. Decision Makers") == "qualified"
    assert tables.meant("stage", "Verhandlung") == "negotiation"
    assert tables.meant("stage", "won") == "won"
    assert tables.meant("stage", "Wonn") is None
    assert tables.meant("area", "Nabava") == "purchasing"


@pytest.mark.parametrize("name", [*SOURCES, COMMON])
def test_the_tables_lead_to_values_that_there_are(name):
    source = load_source(name)
    for kind, words in source.values.items():
        assert kind in SCHEMA_LISTS or kind in OTHER_LISTS
        if kind != "currency":
            assert {*words.values(), ""} <= {*values_of(kind), ""}
    for table, names in source.tables.items():
        assert names.columns.keys() <= load_source(COMMON).tables[table].columns.keys()
