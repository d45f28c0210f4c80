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


def working_days(start, number):
    """The day so many Mondays to Fridays after a day, or before it; the tables' country is not set."""
    step = days(1 if number > 0 else -1)
    seen = 0
    while seen < abs(number):
        start += step
        seen += start.isoweekday() <= 5
    return start


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
def tiers(revenue, account_ids):
    """The 18 largest customers, those that bring 80 % together with them, and the rest."""
    sums = Counter(dict.fromkeys(account_ids, 0))
    for (customer, _), amount in revenue.items():
        sums[customer] += amount
    found, reached = {}, 0
    for place, (customer, amount) in enumerate(sums.most_common()):
        found[customer] = 0 if place < 18 else 1 if reached < 0.8 * sum(sums.values()) else 2
        reached += amount
    return found


@pytest.fixture(scope="module")
def categories(account_ids):
    """What each customer has ever bought, by category."""
    of_product = {row["ProductID"]: row["CategoryID"] for row in table("products")}
    of_order = {row["OrderID"]: row["CustomerID"] for row in table("orders")}
    found = {customer: set() for customer in account_ids}
    for row in table("order_details"):
        found[of_order[row["OrderID"]]].add(of_product[row["ProductID"]])
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
    """From the third working day before the promise, or from the order; until the promised day is over."""
    begins = {order[0]: max(order[2], working_days(order[3], -3)) for order in orders}
    expected = {
        (account_ids[customer], order, str(begins[order]))
        for order, customer, _, required, shipped in orders
        if shipped is None and begins[order] <= AS_OF <= required
    }
    assert expected
    assert opened(report, "KAM503") == expected


def test_orders_that_nobody_watched(report, orders, account_ids):
    """A month after the order, until the promise is near."""
    expected = {
        (account_ids[customer], order, str(ordered + days(30)))
        for order, customer, ordered, required, shipped in orders
        if shipped is None and ordered + days(30) <= AS_OF < max(ordered, working_days(required, -3))
    }
    assert opened(report, "KAM507") == expected


@pytest.mark.parametrize("as_of", [date(1996, 12, 28), date(1997, 3, 12), date(1998, 6, 2)])
def test_orders_that_nobody_watched_as_of_other_days(orders, account_ids, as_of):
    expected = {
        (account_ids[customer], order, str(ordered + days(30)))
        for order, customer, ordered, required, shipped in orders
        if ordered + days(30) <= as_of < min(max(ordered, working_days(required, -3)), shipped or date.max)
    }
    assert expected
    assert opened(report_on(FOLDER, as_of.isoformat()), "KAM507") == expected


def late(orders, account_ids, as_of):
    """Every promise that passed, told to nobody: the day after it and one working day more; for 90 days of delivery."""
    for order, customer, _, required, shipped in orders:
        known = required + days(1)
        opens = working_days(known, 1) + days(1)
        passed = shipped is None or shipped > required
        if passed and opens <= as_of and (shipped is None or as_of < shipped + days(90)):
            severity = "warning" if shipped and shipped <= as_of else "error"
            yield (
                account_ids[customer],
                f"{order}/{known}",
                str(opens if severity == "error" else max(opens, shipped)),
                severity,
            )


@pytest.mark.parametrize("as_of", [date(1996, 10, 4), date(1997, 3, 10), AS_OF, date(1998, 6, 2)])
def test_delays_that_nobody_told(orders, account_ids, as_of):
    expected = set(late(orders, account_ids, as_of))
    found = report_on(FOLDER, as_of.isoformat()).findings
    assert expected
    assert {
        (one.gap.account, one.gap.record, str(one.gap.opens_on), one.gap.severity)
        for one in found
        if one.gap.check == "KAM504"
    } == expected


def test_a_delay_is_covered_while_its_order_is_not_delivered(orders, account_ids):
    as_of = date(1998, 6, 2)
    waiting = {order for order, _, _, _, shipped in orders if shipped is None}
    found = {
        one.gap.record.split("/")[0]: one.covered_by
        for one in report_on(FOLDER, as_of.isoformat()).findings
        if one.gap.check == "KAM504"
    }
    assert waiting & found.keys() and found.keys() - waiting
    assert found == {order: "KAM502" if order in waiting else None for order in found}


def test_customers_whose_orders_nobody_tracks(report, orders, since, account_ids, tiers):
    """A year after the last delivery where nothing is on its way; without any order 60 days after the beginning."""
    expected = set()
    for customer, first in since.items():
        shipped = [order[4] for order in orders if order[1] == customer]
        opens = max([first + days(60), *(one + days(365) for one in shipped if one)])
        if None not in shipped and opens <= AS_OF:
            expected.add((account_ids[customer], None, str(opens)))
    assert len(expected) > 2
    assert opened(report, "KAM501") == expected
    strategic = {account_ids[customer] for customer, tier in tiers.items() if tier == 0}
    severities = {one.gap.account: one.gap.severity for one in report.findings if one.gap.check == "KAM501"}
    assert severities == {one: "warning" if one in strategic else "info" for one in severities}


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


def fallen(revenue, customer, year):
    """By a tenth against the year before, or by 15 % against the best of the three before, in cents."""
    cents = {one: round(amount * 100) for (who, one), amount in revenue.items() if who == customer}
    best = max((cents.get(year - back, 0) for back in (1, 2, 3)), default=0)
    if year not in cents:
        return False
    return cents[year] * 10 <= cents.get(year - 1, 0) * 9 or bool(best and cents[year] * 20 <= best * 17)


def test_falling_revenue(report, revenue, account_ids):
    """1997 is compared with 1996 as recorded; it counts from 1 January 1998 plus 60 days."""
    expected = {(account_ids[one], "1997", "1998-03-02") for one in account_ids if fallen(revenue, one, 1997)}
    assert expected
    assert opened(report, "KAM005") == expected


def test_falling_revenue_a_year_later(revenue, account_ids):
    """Then 1998 counts, against 1997 and 1996; 1997 counts no longer, but where 1998 has no row."""
    expected = {(account_ids[one], "1998", "1999-03-02") for one in account_ids if fallen(revenue, one, 1998)}
    still = {one for one in account_ids if fallen(revenue, one, 1997) and (one, 1998) not in revenue}
    assert expected and still
    expected |= {(account_ids[one], "1997", "1998-03-02") for one in still}
    assert opened(report_on(FOLDER, "1999-03-02"), "KAM005") == expected
    assert {record for _, record, _ in opened(report_on(FOLDER, "1999-03-01"), "KAM005")} == {"1997"}


# What no table knows is missing everywhere: days from the beginning, by tier.
MISSING = {
    "KAM101": (365, 365, 365),
    "KAM107": (90, 90, 90),
    "KAM201": (30, 30, 30),
    "KAM202": (30, 30, 30),
    "KAM401": (75, 75, 75),
    "KAM402": (183, 183, 365),
    "KAM901": (180, 180, 180),
    "KAM902": (60, 60, 60),
    "KAM903": (45, 45, 45),
    "KAM904": (75, 75, 75),
    "KAM906": (183, 365, 365),
    "KAM908": (365, 365, 365),
    "KAM1001": (30, 45, 90),
    "KAM1002": (14, 14, 14),
    "KAM1003": (90, 90, 90),
    "KAM1007": (92, 183, 365),
    "KAM1008": (92, 92, 183),
    "KAM1009": (105, 105, 105),
    "KAM014": (410, 410, 410),
}


@pytest.mark.parametrize("check", MISSING)
def test_what_no_table_knows(report, since, account_ids, tiers, check):
    expected = {
        (account_ids[customer], None, str(first + days(MISSING[check][tiers[customer]])))
        for customer, first in since.items()
        if first + days(MISSING[check][tiers[customer]]) <= AS_OF
    }
    assert expected
    assert opened(report, check) == expected


def test_only_strategic_customers_need_a_sponsor(report, since, account_ids, tiers):
    expected = {
        (account_ids[customer], None, str(first + days(90)))
        for customer, first in since.items()
        if tiers[customer] == 0 and first + days(90) <= AS_OF
    }
    assert opened(report, "KAM907") == expected


def test_what_they_buy(report, since, account_ids, categories):
    """A grid is asked for where nothing was bought; a second tie of whoever buys one thing at most."""
    wanted = {
        "KAM601": ((customer, 120) for customer, bought in categories.items() if not bought),
        "KAM608": ((customer, 395) for customer, bought in categories.items() if len(bought) < 2),
    }
    for check, customers in wanted.items():
        expected = {
            (account_ids[customer], None, str(since[customer] + days(number)))
            for customer, number in customers
            if since[customer] + days(number) <= AS_OF
        }
        assert expected, check
        assert opened(report, check) == expected, check
    assert opened(report, "KAM610") == set()  # a grid names every category


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
