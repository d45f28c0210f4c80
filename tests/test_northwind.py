"""Real third-party input: the expected gaps are derived from the source tables with csv alone, by none of our code."""

import csv
import re
import shutil
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.plans import report_on, told

FOLDER = Path(__file__).parent / "data" / "northwind"
AS_OF = date(1998, 5, 6)
SINCE_WITHOUT_ORDERS = date(1996, 7, 4)


def table(name):
    with (FOLDER / "source" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def day(text):
    return date.fromisoformat(text[:10]) if text else None


def days(number):
    return timedelta(days=number)


@pytest.fixture(scope="module")
def account_ids():
    """CustomerID to account id, by the text of the files."""
    found = {}
    for path in (FOLDER / "accounts").glob("[!_]*.yml"):
        customer = re.search(r'northwind: "(\w+)"', path.read_text(encoding="utf-8"))[1]
        found[customer] = path.stem
    return found


@pytest.fixture(scope="module")
def orders():
    return [
        (row["OrderID"], row["CustomerID"], day(row["OrderDate"]), day(row["RequiredDate"]), day(row["ShippedDate"]))
        for row in table("orders")
    ]


@pytest.fixture(scope="module")
def since(orders, account_ids):
    first = dict.fromkeys(account_ids, SINCE_WITHOUT_ORDERS)
    first |= {customer: min(o[2] for o in orders if o[1] == customer) for customer in {o[1] for o in orders}}
    return first


@pytest.fixture(scope="module")
def revenue():
    """Revenue by customer and year, from the order lines."""
    when = {row["OrderID"]: (row["CustomerID"], int(row["OrderDate"][:4])) for row in table("orders")}
    found = defaultdict(float)
    for row in table("order_details"):
        found[when[row["OrderID"]]] += float(row["UnitPrice"]) * int(row["Quantity"]) * (1 - float(row["Discount"]))
    return found


@pytest.fixture(scope="module")
def report():
    return report_on(FOLDER, AS_OF.isoformat())


def opened(report, check):
    return {
        (account, record, opens) for account, _, record, state, opens in told(report, check=check) if state == "open"
    }


def test_the_files_are_read_without_a_fault(report):
    assert len(report.standings) == 91
    assert {finding.gap.check for finding in report.findings if finding.gap.check.startswith("DOC")} == set()


def test_orders_past_their_promise(report, orders, account_ids):
    expected = {
        (account_ids[customer], order, str(required + days(1)))
        for order, customer, _, required, shipped in orders
        if shipped is None and required < AS_OF
    }
    assert opened(report, "KAM502") == expected


@pytest.mark.parametrize("as_of", [date(1997, 3, 10), date(1997, 11, 20)])
def test_orders_past_their_promise_as_of_other_days(orders, account_ids, as_of):
    expected = {
        (account_ids[customer], order, str(required + days(1)))
        for order, customer, _, required, shipped in orders
        if required < as_of and (shipped is None or shipped > as_of)
    }
    assert expected
    assert opened(report_on(FOLDER, as_of.isoformat()), "KAM502") == expected


def test_orders_that_nobody_checked(report, orders, account_ids):
    expected = {
        (account_ids[customer], order, str(max(ordered, three_working_days_before(required))))
        for order, customer, ordered, required, shipped in orders
        if shipped is None and max(ordered, three_working_days_before(required)) <= AS_OF <= required
    }
    assert expected
    assert opened(report, "KAM503") == expected


def three_working_days_before(day):
    return [one for one in (day - days(number) for number in range(1, 6)) if one.isoweekday() <= 5][2]


def test_deliveries_that_nobody_asked_after(report, orders, account_ids):
    expected = {
        (account_ids[customer], order, str(shipped + days(14)))
        for order, customer, _, _, shipped in orders
        if shipped and shipped + days(14) <= AS_OF < shipped + days(90)
    }
    assert len(expected) > 100
    assert opened(report, "KAM505") == expected


def test_interviews_overdue(report, since, account_ids):
    expected = {
        (account_ids[customer], None, str(first + days(365)))
        for customer, first in since.items()
        if first + days(365) <= AS_OF
    }
    assert expected
    assert opened(report, "KAM101") == expected


def test_falling_revenue(report, revenue, account_ids):
    """1997 is compared with 1996 as recorded; it counts from 1 January 1998 plus 60 days."""
    expected = {
        (account_ids[customer], "1997", "1998-03-02")
        for customer, year in revenue
        if year == 1996 and (customer, 1997) in revenue
        and round(revenue[customer, 1997], 2) <= 0.9 * round(revenue[customer, 1996], 2)
    }  # fmt: skip
    assert expected
    assert opened(report, "KAM005") == expected


def test_owners_with_more_than_ten_accounts(report, orders, since):
    employees = {row["EmployeeID"]: f"{row['FirstName']}.{row['LastName']}".lower() for row in table("employees")}
    counts = defaultdict(Counter)
    for row in table("orders"):
        counts[row["CustomerID"]][row["EmployeeID"]] += 1
    owned = defaultdict(list)
    for customer, by_employee in counts.items():
        owner = min(by_employee, key=lambda one: (-by_employee[one], int(one)))
        owned[employees[owner]].append(since[customer])
    expected = {(owner, str(sorted(dates)[10])) for owner, dates in owned.items() if len(dates) > 10}
    assert expected
    assert {(record, opens) for _, record, opens in opened(report, "KAM010")} == expected


def test_a_customer_of_the_top_fifth_without_a_plan(revenue, account_ids, tmp_path):
    by_size = sorted((customer for customer, year in revenue if year == 1997), key=lambda one: -revenue[one, 1997])
    top = by_size[: -(-len(by_size) // 5)]
    folder = tmp_path / "handbook"
    shutil.copytree(FOLDER, folder)
    without = [account_ids[customer] for customer in (by_size[0], top[-1], by_size[len(top)])]
    for account in without:
        (folder / "accounts" / f"{account}.yml").unlink()
    found = opened(report_on(folder, AS_OF.isoformat()), "KAM011")
    assert found == {(None, without[0], "1998-03-02"), (None, without[1], "1998-03-02")}


def test_a_large_share_without_a_risk(revenue, account_ids, tmp_path):
    total = sum(amount for (_, year), amount in revenue.items() if year == 1997)
    expected = {
        (None, account_ids[customer], "1998-03-02")
        for customer, year in revenue
        if year == 1997 and revenue[customer, 1997] > 0.05 * total
    }
    folder = tmp_path / "handbook"
    shutil.copytree(FOLDER, folder)
    (folder / "pyproject.toml").write_text("[tool.kamdocs.checks.concentration-high]\npercent = 5\n", encoding="utf-8")
    assert expected
    assert opened(report_on(folder, AS_OF.isoformat()), "KAM012") == expected
    assert opened(report_on(FOLDER, AS_OF.isoformat()), "KAM012") == set()
