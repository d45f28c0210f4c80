"""Whatever the bytes hold, reading ends with faults and never with an error: broken plans and tables, always the same."""

import random
from pathlib import Path

import pytest

from kamdocs.schema.read import held_against_schema
from kamdocs.source import load_document
from kamdocs.source.revenue import load_revenue

DATA = Path(__file__).parent.parent / "data"
PLANS = [(DATA / "reference" / "accounts" / "zeleznik.yml"), *sorted((DATA / "cases").glob("*/*.yml"))]
TABLES = sorted((DATA / "cases").glob("*/*.csv"))
FRAGMENTS = [
    "*name", "*x: Acme", "{*a : b}", "*a *b : c", "&x ", "&a *b", "? ", "? {a: 1}\n: x", "? |\n a\n: b", "- ", "- - - ", "\t",
    ": ", " #", "[", "]", "{", "}", "[[[[", "{a: ", "{? a : b}", "[a: b, c]", '"', "'", "'' ", "|\n", ">-\n", "|2\n",
    "!!python/x ", "! ", "!<tag:x> a", "%YAML 1.1\n", "---\n", "...\n", "<<: ", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n",
    "\n", "\r\n", "\r", "  ", "\u00a0", "\u200b", "\ufeff", "“", "„a“", "–", "：", "812.000", "1.240,50", "1,5", "0x1F", "12:30:00",
    "NO", "~", ".nan", "1e999", "9" * 30, "\\", '"C:\\new"', '"\\ud800"', "@", "`", ",", ";", "=", "a: b: c", "a:b", "1: x",
    "null: x", "\x00", "\x1b", "\u2028", "😀",
]  # fmt: skip


def broken(text, chance):
    for _ in range(chance.choice([1, 1, 2, 5])):
        at, end = sorted(chance.randrange(len(text) + 1) for _ in "ab")
        fragment = chance.choice(FRAGMENTS)
        text = chance.choice([
            text[:at] + fragment + text[at:],
            text[:at] + fragment * 150 + text[at:],
            text[:at] + text[min(end, at + 20) :],
            text[:at] + text[at : at + 60] + text[at:],
        ])  # fmt: skip
    return text.encode()


def holds(faults, text):
    for fault in faults:
        assert str(fault.message)
        assert str(fault.hint)
        assert fault.place.column >= 1
        assert 1 <= fault.place.line <= text.count("\n") + 2


@pytest.mark.parametrize("seed", range(20))
def test_no_plan_stops_the_reading(seed):
    chance = random.Random(seed)
    for _ in range(50):
        data = broken(chance.choice(PLANS).read_text("utf-8"), chance)
        document = held_against_schema(load_document("x.yml", data), "account")
        assert document.readable or document.faults
        holds(document.faults, document.text)


@pytest.mark.parametrize("seed", range(5))
def test_no_table_stops_the_reading(seed):
    chance = random.Random(seed)
    for _ in range(200):
        table = load_revenue("_revenue.csv", broken(chance.choice(TABLES).read_text("utf-8"), chance))
        holds(table.faults, table.text)
