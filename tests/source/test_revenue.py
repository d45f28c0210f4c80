"""The revenue table: strict CSV, each fault at its line and column."""

import pytest

from kamdocs.source.revenue import load_revenue

HEAD = b"customer,name,year,revenue,currency\n"
FAULTS = {
    "another header": (b"customer;name\n", (1, 1)),
    "empty": (b"", (1, 1)),
    "too few cells": (HEAD + b"a,A,2025\n", (2, 1)),
    "a year that is none": (HEAD + b"a,A,20x5,1,EUR\n", (2, 5)),
    "a decimal comma": (HEAD + b'a,A,2025,"1,5",EUR\n', (2, 10)),
    "a currency that is none": (HEAD + b"a,A,2025,1,euro\n", (2, 12)),
    "two rows of a customer and year": (HEAD + b"a,A,2025,1,EUR\na,A,2025,2,EUR\n", (3, 1)),
    "two currencies in a year": (HEAD + b"a,A,2025,1,EUR\nb,B,2025,2,USD\n", (3, 1)),
    "a cell that never ends": (HEAD + b"a," + b"x" * 200_000 + b",2025,1,EUR\n", (2, 1)),
    "not UTF-8": (HEAD + b"a,\xe8,2025,1,EUR\n", (2, 3)),
}


@pytest.mark.parametrize(("data", "place"), FAULTS.values(), ids=FAULTS.keys())
def test_every_fault_has_its_place(data, place):
    table = load_revenue("_revenue.csv", data)
    assert [(fault.place.line, fault.place.column) for fault in table.faults] == [place]
    assert str(table.faults[0].hint)


def test_rows_are_read_with_their_lines():
    table = load_revenue("_revenue.csv", HEAD + "kos,Kos č d.o.o.,2025,1234.50,EUR\n".encode())
    assert table.faults == ()
    row = table.rows[0]
    assert (row.customer, row.name, row.year, row.revenue, row.currency, row.line) == (
        "kos", "Kos č d.o.o.", 2025, 1234.5, "EUR", 2,
    )  # fmt: skip
