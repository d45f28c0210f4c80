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
    "an unfinished merge": (HEAD + b"<<<<<<< HEAD\na,A,2025,1,EUR\n=======\na,A,2025,2,EUR\n>>>>>>> x\n", (2, 1)),
    "a quotation mark that is never closed": (HEAD + b'a,A,2025,1,EUR\nb,"B,2025,1,EUR\nc,C,2025,1,EUR\n', (3, 1)),
    "a quotation mark that takes the next row along": (HEAD + b'a,"A,2025,1,EUR\nb,"B",2025,1,EUR\n', (2, 1)),
    "a cell behind quotes with a comma": (HEAD + b'a,"A, d.o.o.", 20x5 ,1,EUR\n', (2, 16)),
    "a currency that is missing": (HEAD + b"a,A,2025,1,\n", (2, 12)),
    "too many cells": (HEAD + b"a,A,2025,1,EUR,x\n", (2, 1)),
    "not UTF-8": (HEAD + b"a,\xe8,2025,1,EUR\n", (2, 3)),
}


@pytest.mark.parametrize(("data", "place"), FAULTS.values(), ids=FAULTS.keys())
def test_every_fault_has_its_place(data, place):
    table = load_revenue("_revenue.csv", data)
    assert [(fault.place.line, fault.place.column) for fault in table.faults] == [place]
    assert str(table.faults[0].hint)


SEMICOLON, TAB = (HEAD.replace(b",", separator) for separator in (b";", b"\t"))
# A row under a header -> what it is read as.
READ = {
    "as it is asked for": (HEAD + b"acme,Acme,2025,1000.50,EUR\n", ("acme", "Acme", 1000.5)),
    "with a byte order mark and line ends of Windows": (
        b"\xef\xbb\xbf" + HEAD.replace(b"\n", b"\r\n") + b"acme,Acme,2025,1000.50,EUR\r\n", ("acme", "Acme", 1000.5),
    ),
    "in quotes": (
        b'"customer","name","year","revenue","currency"\n"acme","Acme, d.o.o.","2025","1000.50","EUR"\n',
        ("acme", "Acme, d.o.o.", 1000.5),
    ),
    "with quotes in quotes": (HEAD + b'acme,"The ""best"" Acme",2025,1,EUR\n', ("acme", 'The "best" Acme', 1)),
    "with an inch in a name": (HEAD + b'acme,Acme 3" pipes,2025,1,EUR\n', ("acme", 'Acme 3" pipes', 1)),
    "with a name over two lines": (HEAD + b'acme,"Acme\nd.o.o.",2025,1,EUR\n', ("acme", "Acme d.o.o.", 1)),
    "with blanks around": (
        b" Customer , NAME,Year ,revenue , currency\n acme , \"Acme\" ,2025 , 1 ,EUR\n", ("acme", "Acme", 1),
    ),
    "with blanks that nobody sees": (HEAD + "acme\u00a0,\u200bAcme,2025,1\u202f,EUR\n".encode(), ("acme", "Acme", 1)),
    "with empty columns and rows": (
        b"customer,name,year,revenue,currency,,\nacme,Acme,2025,1,EUR,,\n,,,,,,\n\n  \n", ("acme", "Acme", 1),
    ),
    "with semicolons": (SEMICOLON + b"acme;Acme d.o.o.;2025;1000,50;EUR\n", ("acme", "Acme d.o.o.", 1000.5)),
    "with tabs": (TAB + b"acme\tAcme\t2025\t1000,50\tEUR\n", ("acme", "Acme", 1000.5)),
    "with points between thousands": (SEMICOLON + b"acme;A;2025;1.240.000,50;EUR\n", ("acme", "A", 1_240_000.5)),
    "with points and no cents": (SEMICOLON + b"acme;A;2025;1.240.000;EUR\n", ("acme", "A", 1_240_000)),
    "with blanks between thousands": (SEMICOLON + b"acme;A;2025;1 240 000,50;EUR\n", ("acme", "A", 1_240_000.5)),
    "with no-break spaces between thousands": (
        SEMICOLON + "acme;A;2025;1\u00a0240\u00a0000,50;EUR\n".encode(), ("acme", "A", 1_240_000.5),
    ),
    "with commas between thousands, and tabs": (TAB + b"acme\tA\t2025\t1,240,000.50\tEUR\n", ("acme", "A", 1_240_000.5)),
    "with a decimal point and semicolons": (SEMICOLON + b"acme;A;2025;-1000.50;EUR\n", ("acme", "A", -1000.5)),
    "with three digits that can be no thousands": (HEAD + b"acme,A,2025,1240.125,EUR\n", ("acme", "A", 1240.125)),
    "with less than one": (HEAD + b"acme,A,2025,0.125,EUR\n", ("acme", "A", 0.125)),
}  # fmt: skip


@pytest.mark.parametrize(("data", "row"), READ.values(), ids=READ.keys())
def test_what_a_spreadsheet_writes_is_understood(data, row):
    table = load_revenue("_revenue.csv", data)
    assert [str(fault.message) for fault in table.faults] == []
    assert [(one.customer, one.name, one.revenue) for one in table.rows] == [row]
    assert (table.rows[0].year, table.rows[0].currency, table.rows[0].line) == (2025, "EUR", 2)


# An amount -> what is said of it, and what to do.
AMOUNTS = {
    "three digits after the point": (
        HEAD + b"a,A,2025,812.000,EUR\n", "yaml-error",
        "revenue is 812.000, which can be read as 812 or as 812000", "write 812 or 812000, whichever is meant",
    ),
    "the same with semicolons": (
        SEMICOLON + b"a;A;2025;1.240;EUR\n", "yaml-error",
        "revenue is 1.240, which can be read as 1.24 or as 1240", "write 1.24 or 1240, whichever is meant",
    ),
    "three digits after the comma": (
        SEMICOLON + b"a;A;2025;-812,000;EUR\n", "yaml-error",
        "revenue is -812,000, which can be read as -812 or as -812000", "write -812 or -812000, whichever is meant",
    ),
    "a decimal comma where commas part the cells": (
        HEAD + b'a,A,2025,"1.240,50",EUR\n', "schema-error",
        "revenue is 1.240,50", "write 1240.5: a decimal point, and nothing between the other digits",
    ),
    "a currency in the amount": (
        SEMICOLON + "a;A;2025;1000 €;EUR\n".encode(), "schema-error",
        "revenue is 1000 €", "write a number with a decimal point and without separators, such as 1240000.50",
    ),
    "more digits than anybody earns": (
        SEMICOLON + b"a;A;2025;1.000.000.000.000.000.000;EUR\n", "schema-error",
        "revenue is 1.000.000.000.000.000.000", "write a number with a decimal point and without separators, such as 1240000.50",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "check", "message", "hint"), AMOUNTS.values(), ids=AMOUNTS.keys())
def test_what_an_amount_means_is_not_guessed(data, check, message, hint):
    told = [(one.check, str(one.message), str(one.hint)) for one in load_revenue("_revenue.csv", data).faults]
    assert told == [(check, message, hint)]


def test_a_name_with_what_parts_the_cells_gets_quotes():
    fault = load_revenue("_revenue.csv", SEMICOLON + b"a;A; and sons;2025;1;EUR\n").faults[0]
    assert str(fault.message) == "the row has 6 fields; expected 5"
    assert str(fault.hint) == "put quotes around a name that holds a semicolon"


def test_what_excel_writes_before_the_header_is_passed_over():
    table = load_revenue("_revenue.csv", b"sep=;\r\n" + SEMICOLON + b"acme;Acme;2025;1000,50;EUR\nb;B;20x5;1;EUR\n")
    assert [(row.customer, row.revenue, row.line) for row in table.rows] == [("acme", 1000.5, 3)]
    assert [fault.place.line for fault in table.faults] == [4]
    assert [fault.place.line for fault in load_revenue("_revenue.csv", b"sep=;\n").faults] == [2]


@pytest.mark.parametrize(
    "header", [b"customer;name;year;revenue;currency;Note\n", b"customer;name;note;year;revenue;currency\n"]
)
def test_a_column_too_many_is_named(header):
    (fault,) = load_revenue("_revenue.csv", header + b"acme;Acme;2025;1000,50;EUR;x\n").faults
    assert str(fault.message) == "the header has a column too many: note"
    assert str(fault.hint) == "delete it with its cells; expected are customer;name;year;revenue;currency"


def test_a_quotation_mark_that_is_never_closed_is_told_where_its_row_begins():
    fault = load_revenue("_revenue.csv", HEAD + b'a,"A,2025,1,EUR\nb,B,2025,1,EUR\n').faults[0]
    assert str(fault.message) == "a quotation mark in this row is closed only on line 4, or never"


def test_rows_are_read_with_their_lines():
    table = load_revenue("_revenue.csv", HEAD + "kos,Kos č d.o.o.,2025,1234.50,EUR\n".encode())
    assert table.faults == ()
    row = table.rows[0]
    assert (row.customer, row.name, row.year, row.revenue, row.currency, row.line) == (
        "kos", "Kos č d.o.o.", 2025, 1234.5, "EUR", 2,
    )  # fmt: skip
