"""The strict loader: every row of the policy on what a file may be, each fault at its line and column."""

import pytest

from kamdocs.source import load_document

# What the file holds -> the faults: line, column, a part of the message; and whether the rest still stands.
FAULTS = {
    "yes or no without quotes": (b"name: x\ncountry: NO\n", [(2, 10, "NO without quotes is read as yes or no")], True),
    "on as a value": (b"a: on\n", [(1, 4, "on without quotes")], True),
    "base 60": (b"at: 12:30:00\n", [(1, 5, "12:30:00 without quotes is read as another number")], True),
    "leading zero": (b"id: 0123\n", [(1, 5, "0123 without quotes")], True),
    "underscores": (b"n: 1_000\n", [(1, 4, "1_000 without quotes")], True),
    "hexadecimal": (b"n: 0x1F\n", [(1, 4, "0x1F without quotes")], True),
    "infinity": (b"n: .inf\n", [(1, 4, ".inf is not a number that can be counted with")], False),
    "not a number": (b"n: .nan\n", [(1, 4, ".nan is not a number")], False),
    "too many digits": (b"n: 1234567890123456789\n", [(1, 4, "more digits than a number can hold")], False),
    "a field twice": (b"a: 1\nb: 2\na: 3\n", [(3, 1, "the field a stands here twice, first on line 1")], False),
    "a number as a field": (b"1: x\n", [(1, 1, "a field's name is not text: 1")], False),
    "a record as a field": (b"? {a: 1}\n: x\n", [(1, 3, "a field's name can't be a record or a list")], False),
    "anchor and alias": (
        b"a: &x 1\nb: *x\n",
        [(1, 4, "&x is an anchor"), (2, 4, "*x is an alias, which is not allowed")],
        False,
    ),
    "merge key": (b"a: {<<: {b: 1}}\n", [(1, 5, "the merge key << is not allowed")], False),
    "a tag of Python": (b"a: !!python/object/apply:os.system [x]\n", [(1, 4, "is not allowed")], False),
    "a binary tag": (b"a: !!binary aGk=\n", [(1, 4, "the tag tag:yaml.org,2002:binary is not allowed")], False),
    "a tag of one's own": (b"a: !x y\n", [(1, 4, "the tag !x is not allowed")], False),
    "too deep": (b"a: " + b"[" * 100_000, [(1, 103, "nest deeper than 100 levels")], False),
    "too deep in curly brackets": (b"a: " + b"{a: " * 5_000, [(1, 400, "nest deeper than 100 levels")], False),
    "too deep, a bracket a line": (b"a:\n" + b" [\n" * 5_000, [(101, 2, "nest deeper than 100 levels")], False),
    "too deep in lists of lists": (b"- " * 5_000 + b"a\n", [(1, 201, "nest deeper than 100 levels")], False),
    "too deep in records": (
        "".join(f"{' ' * n}a:\n" for n in range(2_000)).encode(),
        [(101, 101, "nest deeper than 100 levels")],
        False,
    ),
    "too deep behind brackets in texts": (
        b"# " + b"[" * 200 + b"\na: 'x" + b"[" * 200 + b'\' # {{{\nb: ["[[[", ' + b"[" * 3_000,
        [(3, 110, "nest deeper than 100 levels")],
        False,
    ),
    "a second document": (b"a: 1\n---\nb: 2\n", [(2, 1, "a second document begins here")], False),
    "empty": (b"", [(1, 1, "the file is empty")], False),
    "comments only": (b"# nothing\n", [(1, 1, "the file is empty")], False),
    "a list at the top": (b"- a\n", [(1, 1, "the file holds a list")], False),
    "a scalar at the top": (b"a\n", [(1, 1, "the file holds a single value")], False),
    "a tab in the indentation": (b"a:\n\tb: 1\n", [(2, 1, "a tab stands in the indentation")], False),
    "an unclosed bracket": (b"a: [1, 2\nb: 3\n", [(2, 2, "it begins on line 1, column 4")], False),
    "a colon in a text within brackets": (
        b"a: [{b: One: two}]\n",
        [(1, 12, "a colon stands within a text here")],
        False,
    ),
    "an unclosed quote": (b'a: "x\n', [(1, 4, "a quotation mark is opened and never closed")], False),
    "three digits after the point": (
        b"a: 812.000\n",
        [(1, 4, "812.000 without quotes can be read as 812 or as 812000")],
        True,
    ),
    "a negative one": (b"a: -1.240\n", [(1, 4, "can be read as -1.24 or as -1240")], True),
    "an alias as a field": (b"*x: Acme\n", [(1, 1, "*x is an alias, which is not allowed")], False),
    "an alias as a field in brackets": (b"{*x : a}\n", [(1, 2, "*x is an alias, which is not allowed")], False),
    "an anchor at a field": (b"&x a: b\n", [(1, 1, "&x is an anchor, which is not allowed")], False),
    "more faults than anybody reads": (
        b"a: [" + b"NO, " * 200 + b"]",
        [(1, 5 + 4 * n, "NO without") for n in range(100)],
        False,
    ),
    "UTF-16": ("a: 1\n".encode("utf-16"), [(1, 1, "UTF-16 or UTF-32")], False),
    "Latin-1": ("a: 1\nb: é\n".encode("latin-1"), [(2, 4, "the byte 0xE9 is not UTF-8")], False),
    "cp1250": ("a: Čuk\n".encode("cp1250"), [(1, 4, "0xC8 is not UTF-8")], False),
    "NUL": (b"a: \x00\n", [(1, 4, "a NUL character")], False),
    "a control character": (b"a: \x07\n", [(1, 4, "a control character (U+0007)")], False),
    "a lone carriage return": (b"a: 1\rb: 2\n", [(1, 5, "an old Mac line end")], False),
    "NEL": ("a: 1\x85\n".encode(), [(1, 5, "NEL")], False),
    "a line separator": ("a: x\u2028y\n".encode(), [(1, 5, "a line separator")], False),
    "too large": (b"a: " + b"x" * (4 * 1024 * 1024), [(1, 1, "larger than 4 MB")], False),
}


@pytest.mark.parametrize(("data", "faults", "stands"), FAULTS.values(), ids=FAULTS.keys())
def test_every_fault_has_its_place_and_says_what_to_do(data, faults, stands):
    document = load_document("x.yml", data)
    assert document.readable is stands
    assert len(document.faults) == len(faults)
    for fault, (line, column, message) in zip(document.faults, faults, strict=True):
        assert (fault.place.line, fault.place.column) == (line, column)
        assert message in str(fault.message)
        assert str(fault.hint)
        assert fault.check == "yaml-error"


def test_brackets_in_texts_and_comments_are_no_depth():
    deep = b"[" * 3_000 + b"{" * 3_000
    document = load_document(
        "x.yml", b"# " + deep + b"\na: '" + deep + b"'\nb: x" + deep + b"\nc: |\n  " + deep + b"\n"
    )
    assert document.faults == ()


def test_a_hundred_levels_are_not_too_deep():
    text = b"a: " + b"[" * 99 + b"]" * 99
    assert load_document("x.yml", text).faults == ()
    assert [fault.place.column for fault in load_document("x.yml", b"b: [" + text[3:] + b"]").faults] == [103]


def test_plain_values_are_what_the_core_schema_says():
    text = b"a: 1\nb: 1.5\nc: true\nd: ~\ne: 2026-03-04\nf: '0123'\ng: \"NO\"\nh: 1e3\ni: 0.125\nj: 1234.567\nk: 1.24\n"
    document = load_document("x.yml", text)
    assert document.faults == ()
    assert document.data == {
        "a": 1, "b": 1.5, "c": True, "d": None, "e": "2026-03-04", "f": "0123", "g": "NO", "h": 1000.0,
        "i": 0.125, "j": 1234.567, "k": 1.24,
    }  # fmt: skip


def test_an_ambiguous_value_stays_text():
    document = load_document("x.yml", b"country: NO\npostcode: 0123\n")
    assert document.data == {"country": "NO", "postcode": "0123"}


@pytest.mark.parametrize("text", ["\ufeffname: Čuk\norders:\n  - {id: a}\n", "name: Čuk\r\norders:\r\n  - {id: a}\r\n"])
def test_byte_order_mark_and_windows_line_ends_are_fine(text):
    document = load_document("x.yml", text.encode())
    assert document.faults == ()
    assert document.data == {"name": "Čuk", "orders": [{"id": "a"}]}
    place = document.place_of(("orders", 0, "id"))
    assert (place.line, place.column) == (3, 6)
    assert document.lines()[2] == "  - {id: a}"


def test_columns_count_characters():
    document = load_document("x.yml", "🙂č: {b: 1}\n".encode())
    assert document.place_of(("🙂č", "b")).column == 6


def test_places_of_what_is_absent_are_those_of_what_holds_it():
    document = load_document("x.yml", b"name: x\nplan:\n  reviewed_on: 2026-01-01\n")
    assert document.place_of(("plan", "owner")).line == 2
    assert document.place_of(("nothing",)).line == 1


def test_names_lead_to_a_value_whatever_its_place_in_the_list():
    document = load_document("x.yml", b"orders:\n  - {id: a}\n  - {id: b, amount: x}\nrevenue: [{year: 2025}]\n")
    assert document.names_to(("orders", 1, "amount")) == ("orders", "b", "amount")
    assert document.names_to(("revenue", 0, "year")) == ("revenue", "2025", "year")
