"""Rows of ``_revenue.csv``: what is changed, and that nothing else is."""

from decimal import Decimal

import pytest

from kamdocs.source.revenue import load_revenue
from kamdocs.writing.revenue_rows import RevenueRefused, changed_rows, renamed_rows

HEADER = "customer,name,year,revenue,currency\n"
PLAIN = HEADER + "acme,Acme d.o.o.,2024,100,EUR\nbolt,Bolt d.d.,2024,200.50,EUR\nacme,Acme d.o.o.,2025,300,EUR\n"


def figure(amount, name="Acme d.o.o.", currency="EUR"):
    return name, Decimal(amount), currency


def rows(text):
    table = load_revenue("_revenue.csv", text.encode())
    assert not table.faults
    return {(row.customer, row.year): (row.revenue, row.currency) for row in table.rows}


def test_the_same_figures_change_nothing():
    text = "\ufeffsep=;\r\ncustomer;name;year;revenue;currency\r\nacme; Acme ;2024; 1.240.000,50 ;EUR\r\n"
    assert changed_rows(text, {("acme", 2024): figure("1240000.5", "Other")}) == text


def test_only_the_amount_that_changes_is_written():
    assert changed_rows(PLAIN, {("bolt", 2024): figure("201")}) == PLAIN.replace("200.50", "201")


def test_the_form_of_the_file_is_kept():
    text = '\ufeffsep=;\r\ncustomer;name;year;revenue;currency\r\n"acme";"Acme; ""A""";2024;"100,5";EUR\r\n'
    new = changed_rows(text, {("acme", 2024): figure("99.25"), ("bolt", 2024): figure("7.5", 'B "x"')})
    assert new == text.replace("100,5", "99,25") + '"bolt";"B ""x""";2024;"7,50";EUR\r\n'


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_file_without_a_last_line_end_keeps_it_so(end):
    text = HEADER + "acme,Acme,2025,1,EUR" + end
    assert changed_rows(text, {("bolt", 2025): figure(2, "Bolt")}) == HEADER + (
        "acme,Acme,2025,1,EUR\nbolt,Bolt,2025,2,EUR" + end
    )


def test_new_rows_come_where_the_years_say():
    rising = HEADER + "a,A,2023,1,EUR\na,A,2024,1,EUR\na,A,2025,1,EUR\n"
    assert changed_rows(rising, {("b", 2024): figure(2, "B")}).splitlines()[3] == "b,B,2024,2,EUR"
    falling = HEADER + "a,A,2025,1,EUR\na,A,2024,1,EUR\n"
    assert changed_rows(falling, {("b", 2025): figure(2, "B")}).splitlines()[2] == "b,B,2025,2,EUR"
    assert changed_rows(falling, {("b", 2026): figure(2, "B")}).splitlines()[1] == "b,B,2026,2,EUR"
    grouped = HEADER + "a,A,2024,1,EUR\na,A,2025,1,EUR\nb,B,2024,1,EUR\n"
    assert changed_rows(grouped, {("a", 2026): figure(2, "A")}).splitlines()[3] == "a,A,2026,2,EUR"


def test_a_missing_file_is_made():
    text = changed_rows("", {("a", 2025): figure("1.005", "=A()"), ("b", 2024): figure(-5, "B")})
    assert text == HEADER + "b,B,2024,-5,EUR\na,A(),2025,1,EUR\n"


def test_three_decimals_are_rounded_so_that_they_say_one_thing():
    text = "customer;name;year;revenue;currency\n"
    assert rows(changed_rows(text, {("a", 2025): figure("812.125", "A")})) == {("a", 2025): (812.12, "EUR")}


def test_a_table_with_faults_is_left_alone():
    with pytest.raises(RevenueRefused, match="line 2"):
        changed_rows(HEADER + "acme,Acme,2025,many,EUR\n", {("bolt", 2025): figure(1)})
    with pytest.raises(RevenueRefused):
        changed_rows(PLAIN, {("new", 2025): figure(1, currency="USD")})
    with pytest.raises(RevenueRefused):
        changed_rows("a,b\n", {("new", 2025): figure(1)})


def test_blank_lines_and_empty_cells_behind_stay():
    text = "customer\tname\tyear\trevenue\tcurrency\t\n\nacme\tAcme\t2025\t1\tEUR\t\t\n\t\t\t\t\n"
    new = changed_rows(text, {("acme", 2025): figure(2)})
    assert new == text.replace("\t1\t", "\t2\t")


def test_a_customer_is_renamed_in_all_its_rows():
    assert renamed_rows(PLAIN, "acme", "acme-si") == PLAIN.replace("acme,", "acme-si,")
    assert renamed_rows(PLAIN, "nobody", "x") == PLAIN
    assert renamed_rows("", "acme", "x") == ""
    quoted = HEADER + '"acme" ,Acme,2025,1,EUR\n'
    assert renamed_rows(quoted, "acme", "a,b") == HEADER + '"a,b" ,Acme,2025,1,EUR\n'
    with pytest.raises(RevenueRefused):
        renamed_rows(PLAIN, "acme", "bolt")
