"""Small files with one slip each: what is mended becomes the file beside it, what is left has none."""

from pathlib import Path

import pytest

from kamdocs.fixing.mend import mended
from kamdocs.source import load_document
from kamdocs.writing.splice import spliced
from tests.fixing.faults import NAMES, fatal_forms, faults_of

CASES = Path(__file__).parent / "cases"
BEFORE = sorted(CASES.glob("*.before.yml"))
NAMED = [path.name.removesuffix(".before.yml") for path in BEFORE]


def read(path):
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", BEFORE, ids=NAMED)
def test_a_file_is_mended_as_it_was_meant(path):
    name = path.name.removesuffix(".before.yml")
    after = path.with_name(f"{name}.after.yml")
    before = read(path)
    found = mended(before, "account", NAMES)
    assert after.exists() != (name == "valid" or name.startswith("left-"))
    assert found.text == (read(after) if after.exists() else before)
    assert bool(found.fixes) == after.exists()
    assert spliced(before, (splice for fix in found.fixes for splice in fix.splices)) == found.text
    if found.fixes:
        again = mended(found.text, "account", NAMES)
        assert (again.text, again.fixes) == (found.text, ())
        _has_fewer_faults(before, found.text)


def _has_fewer_faults(before, after):
    """Hold that a file has fewer faults than before, and none that it had not."""
    assert faults_of(before)
    if fatal_forms(before):
        assert not fatal_forms(after)
    else:
        assert len(faults_of(after)) < len(faults_of(before))


@pytest.mark.parametrize("path", BEFORE, ids=NAMED)
def test_it_is_the_same_with_other_line_ends(path):
    text = read(path).replace("\r\n", "\n")
    here, there = mended(text, "account", NAMES), mended(text.replace("\n", "\r\n"), "account", NAMES)
    assert there.text.replace("\r\n", "\n") == here.text
    assert there.text.count("\r\n") == text.count("\n")
    assert [str(fix.what) for fix in there.fixes] == [str(fix.what) for fix in here.fixes]


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("left-day-slashes", ["2026-03-04", "2026-04-03"]),
        ("left-number-grouped", ["812", "812000"]),
        ("left-remark-without-blank", ['"SAP #ask Ana for the view"', " "]),
        ("left-colon-that-may-begin-a-field", None),
    ],
)
def test_what_has_two_readings_is_for_people_to_choose(name, readings):
    found = mended(read(CASES / f"{name}.before.yml"), "account", NAMES)
    if readings is None:
        assert found.choices == ()
        return
    (choice,) = found.choices
    assert [fix.splices[0].text for fix in choice.fixes] == readings
    for fix in choice.fixes:
        assert len(faults_of(spliced(found.text, fix.splices))) < len(faults_of(found.text))


def test_places_are_those_of_the_faults():
    text = read(CASES / "behind-a-slip.before.yml")
    first = load_document("x.yml", text.encode()).faults[0].place
    assert mended(text, "account", NAMES).fixes[0].place == first


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("team", "team:\n  - {id: a, name: A, phone: 041123456}\n", '  - {id: a, name: A, phone: "041123456"}\n'),
        ("team", "team:\n  - {id: a, name: A, left_on: 4. 3. 2026}\n", "  - {id: a, name: A, left_on: 2026-03-04}\n"),
        ("team", "team:\n  - {id: a, name: Ana Novak}\n  - {id: b, name: B, reports_to: Ana Novak}\n",
         "  - {id: a, name: Ana Novak}\n  - {id: b, name: B, reports_to: a}\n"),
        ("team", "ekipa:\n  - {id: a, ime: A}\n", "  - {id: a, name: A}\n"),
        ("offerings", "offerings:\n  - {id: a, name: A, opis: About: it}\n", '  - {id: a, name: A, description: "About: it"}\n'),
    ],
)  # fmt: skip
def test_shared_files_are_mended_too(kind, before, after):
    assert mended(before, kind).text == f"{kind}:\n{after}"


def test_an_id_of_a_shared_file_is_left_because_any_plan_may_name_it():
    text = "team:\n  - {id: a, name: Ana}\n  - {id: a, name: Bor}\n"
    assert mended(text, "team").fixes == ()


def test_a_name_without_a_roster_is_left():
    text = "name: Q\nstatus: active\ntier: key\nkey_since: 2025-01-01\nowner: Ana Novak\n"
    assert mended(text, "account").fixes == ()
    assert mended(text.replace("owner", "skrbnik").replace("Ana Novak", "ana.novak"), "account").fixes != ()
