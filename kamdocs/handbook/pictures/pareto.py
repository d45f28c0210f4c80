"""The 80/20 curve: how few customers bring how much, counted from ``_revenue.csv``, and which of them have a plan."""

import math
from collections.abc import Iterator
from itertools import groupby

import msgspec
from markupsafe import Markup

from kamdocs.handbook.paths import account_path, has_page
from kamdocs.handbook.pictures.axis import place
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View
from kamdocs.language import Amount
from kamdocs.model import CustomerRevenue

TOP, MOST = 20, 80
"""The old saying, in percent of the customers and of the revenue: the marks stand there, the curve where it is."""
SHOWN = 20
"""How many customers the table names, the largest first."""
POINTS = 400
"""How many points the curve is drawn with at most."""


class Customer(msgspec.Struct, frozen=True):
    """A customer of the year, or a group of a parent and its subsidiaries; ``rows`` are its own, the largest first.

    ``share`` and ``together`` are in percent of the revenue; ``plan`` is the account's id, of a group the group's.
    """

    name: str
    rows: tuple[CustomerRevenue, ...]
    share: float
    together: float
    plan: str | None
    group: bool = False

    @property
    def revenue(self) -> float:
        """What it brings, with all of its group."""
        return sum(row.revenue for row in self.rows)


class Pareto(msgspec.Struct, frozen=True):
    """The customers of a year, from the largest down, and their revenue in one currency."""

    year: int
    currency: str
    total: float
    customers: tuple[Customer, ...]

    @property
    def top(self) -> int:
        """How many customers the top fifth is, rounded up as the check pareto-drift does."""
        return math.ceil(len(self.customers) * TOP / 100)

    @property
    def top_share(self) -> float:
        """What the top fifth brings, in percent of the revenue."""
        return self.customers[self.top - 1].together

    @property
    def needed(self) -> int:
        """With how many customers, from the largest down, four fifths of the revenue are reached."""
        return next(place for place, one in enumerate(self.customers, 1) if one.together >= MOST - 1e-9)

    @property
    def planned(self) -> tuple[Customer, ...]:
        """The customers that have a plan."""
        return tuple(one for one in self.customers if one.plan)

    @property
    def unplanned_top(self) -> tuple[Customer, ...]:
        """Customers of the top fifth that have no plan."""
        return tuple(one for one in self.customers[: self.top] if not one.plan)


def pareto(view: View) -> Pareto | None:
    """The curve of the newest year that has ended, else of the newest; None without revenue."""
    rows = view.shared.revenue
    years = {row.year for row in rows}
    year = max((one for one in years if one < view.as_of.year), default=max(years, default=0))
    found = [row for row in rows if row.year == year]
    total = sum(row.revenue for row in found)
    if total <= 0:
        return None
    return Pareto(year, found[0].currency, total, tuple(_customers(_ranked(found, view), total, view)))


def _ranked(rows: list[CustomerRevenue], view: View) -> list[tuple[str, tuple[CustomerRevenue, ...]]]:
    """The customers from the largest down, a group as one, by the account at its top; a customer's rows likewise."""
    found: dict[str, list[CustomerRevenue]] = {}
    for row in rows:
        found.setdefault(view.portfolio.group_of(row.customer), []).append(row)
    ranked = [(one, tuple(sorted(mine, key=lambda row: (-row.revenue, row.customer)))) for one, mine in found.items()]
    return sorted(ranked, key=lambda one: (-sum(row.revenue for row in one[1]), one[1][0].customer))


def _customers(ranked: list[tuple[str, tuple[CustomerRevenue, ...]]], total: float, view: View) -> Iterator[Customer]:
    summed = 0.0
    for customer, rows in ranked:
        revenue = sum(row.revenue for row in rows)
        summed += revenue
        group = any(view.portfolio.account_of(row.customer) != view.portfolio.account_of(customer) for row in rows)
        plan = view.portfolio.account_of(customer)  # a plan that can't be read is one, too
        name = view.standings[plan].name if plan and group else rows[0].name
        yield Customer(name, rows, revenue * 100 / total, summed * 100 / total, plan, group)


def curve(picture: Pareto) -> tuple[str, float]:
    """The curve as an SVG path over 0 to 100 both ways (y grows downwards), and the share at its top in percent."""
    customers = picture.customers
    height = max(100.0, *(one.together for one in customers))
    step = math.ceil(len(customers) / POINTS)
    kept = sorted({*range(0, len(customers), step), picture.top - 1, picture.needed - 1, len(customers) - 1})
    points = [
        f"L{place((index + 1) * 100 / len(customers))} {place(100 - customers[index].together * 100 / height)}"
        for index in kept
    ]
    return "M0 100" + "".join(points), height


def rug(picture: Pareto, *, planned: bool) -> str:
    """The customers with a plan, or without, as one SVG path of blocks over the same width as the curve."""
    width = 100 / len(picture.customers)
    blocks, start = [], 0
    for has_plan, group in groupby(picture.customers, key=lambda one: one.plan is not None):
        length = len(list(group))
        if has_plan is planned:
            gap = min(width * 0.12, 0.3)
            singles = length if len(picture.customers) <= POINTS else 1
            for index in range(singles):
                at, wide = start + index * length / singles, length / singles
                blocks.append(f"M{place(at * width)} 0h{place(wide * width - gap)}v10h-{place(wide * width - gap)}z")
        start += length
    return "".join(blocks)


def _percent(value: float) -> str:
    """A share with one decimal where it has one; never a negative zero."""
    share = round(value, 1) + 0.0
    return str(Amount(share, 0 if share.is_integer() else 1))


def pareto_picture(view: View) -> Markup:
    """The picture; empty where no revenue is kept."""
    picture = pareto(view)
    if picture is None:
        return Markup()
    line, height = curve(picture)
    number = len(picture.customers)
    return render(
        "pictures/pareto.html",
        "picture",
        pareto=picture,
        line=line,
        mark_x=place(picture.top * 100 / number),
        mark_y=place(100 - picture.top_share * 100 / height),
        needed_x=place(picture.needed * 100 / number),
        most_y=place(100 - MOST * 100 / height),
        shown=picture.customers[:SHOWN],
        rest=picture.customers[SHOWN:],
        planned=rug(picture, planned=True),
        unplanned=rug(picture, planned=False),
        plan_share=sum(one.share for one in picture.planned),
        path=lambda account: account_path(account) if has_page(account) else None,
        percent=_percent,
    )
