"""The formats: what is right passes, whatever it looks like, and what would be misread doesn't."""

import pytest

from kamdocs.schema.formats import is_date, is_email, is_phone, is_time, is_uri, moment_of, phone_numbers

# The first ones are valid by the form that the WHATWG asks of <input type=email>; the last have other alphabets.
ADDRESSES = [
    "ana.o'primer@big.example", "a+b@x.example", "a&b@x.example", "!#$%&'*+/=?^_`{|}~-.a@x.example", "ops@erp", "a@1.example",
    "a@" + "b" * 63 + ".example", "čaša@podjetje-žaga.example", "ana@中国.example",
]  # fmt: skip
NO_ADDRESSES = [
    "", "ana", "ana@", "@x.example", "a b@x.example", "a@x..example", "a@-x.example", "a@x-.example", "a@x_y.example", "a@b@c",
    "a@x.example, b@x.example", "Ana <a@x.example>", "mailto:a@x.example ", "a@" + "b" * 64 + ".example", "a@x.example\n", "a\u202e@x.example",
]  # fmt: skip


@pytest.mark.parametrize("text", ADDRESSES)
def test_valid_addresses_are_valid(text):
    assert is_email(text)


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_address_is_none(text):
    assert not is_email(text)


@pytest.mark.parametrize("text", ["1900-01-01", "2024-02-29", "2199-12-31"])
def test_days_within_the_bounds(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["1899-12-31", "2200-01-01", "9999-12-31", "0001-01-01", "2026-02-29", "20260304", "2026-3-4", "٢٠٢٦-03-04"]
)
def test_days_that_a_plan_may_not_name(text):
    assert not is_date(text)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2026-11-02T09:10+01:00", "2026-11-02T08:10:00+00:00"),
        ("2026-11-02T09:10:30Z", "2026-11-02T09:10:30+00:00"),
        ("2026-11-02 09:10+01:00", "2026-11-02T08:10:00+00:00"),
        ("2026-11-02 09:10:00 -05:00", "2026-11-02T14:10:00+00:00"),
        ("2026-11-02T09:10+0100", "2026-11-02T08:10:00+00:00"),
        ("2026-11-02T09:10:00.5+13:00", "2026-11-01T20:10:00.500000+00:00"),
    ],
)
def test_times_as_people_write_them(text, same):
    assert is_time(text)
    assert moment_of(text) == moment_of(same)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-02T09:10",
        "2026-11-02",
        "2026-11-02T24:10Z",
        "9999-12-31T09:10Z",
        "2026-11-02T09:10+99:00",
        "2026-11-02T9:10Z",
    ],
)
def test_times_without_an_offset_or_beyond_the_calendar(text):
    assert not is_time(text)


@pytest.mark.parametrize(
    "text",
    ["+386 1 234 56 78 (office)", "(5) 555-4729", "0221 / 0644327", "+386 (0)1 234 56 78", "01 234 56 78 / 79", "040/123-456",
     "555-1234, ext. 12", "112", "ask at the gate"],
)  # fmt: skip
def test_one_number_with_what_is_written_around_it(text):
    assert is_phone(text)


@pytest.mark.parametrize(
    "text",
    ["+386 1 234 56 78 (office), +386 41 123 456 (mobile)", "01 234 56 78; 041 123 456", "01 234 56 78 / 041 123 456",
     "+386 1 2345678 +386 41 123456", "01 234 56 78 ali 041 123 456"],
)  # fmt: skip
def test_two_numbers_are_two(text):
    assert not is_phone(text)
    assert len(phone_numbers(text)) == 2


def test_an_address_of_the_web_may_hold_an_apostrophe():
    assert is_uri("https://x.example/o'brien?q=1#a")
    assert not is_uri("https://x.example/a b")
    assert not is_uri("ftp://x.example")
