"""Golden rule 0, the portfolio: who is a key account, seen over all customers together."""

import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import msgspec

from kamdocs.language import Amount, say, say_many
from kamdocs.model import Account, CustomerRevenue, Portfolio
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import elsewhere, mend
from kamdocs.rules.namesakes import Namesakes
from kamdocs.rules.spans import Span, until, year_span
from kamdocs.schema.suggest import folded


@check(
    "KAM010",
    "owner-overloaded",
    "info",
    hint="give some of the accounts another owner, or decide which of them is no key account",
    mend=mend("Which accounts get another owner?", elsewhere("kamdocs handover gives accounts to a colleague")),
    scope="portfolio",
    accounts=10,
)
def owner_overloaded(portfolio: Portfolio, accounts: int) -> Iterator[Lapse]:
    """Nobody owns more accounts than one person can look after.

    Why: with ten key accounts, each has two working days a month at most. Beyond that, personal attention is only a
    word.

    How to close: give accounts to a colleague, or decide which of them is not key.

    Bad:

        owner: ana.novak
        # file: another.yml
        owner: ana.novak
        # file: pyproject.toml
        [tool.kamdocs.checks.owner-overloaded]
        accounts = 1

    Good:

        owner: ana.novak
        # file: another.yml
        owner: luka.zupan
        # file: pyproject.toml
        [tool.kamdocs.checks.owner-overloaded]
        accounts = 1
    """
    held: defaultdict[str, list[date]] = defaultdict(list)
    for account in portfolio.accounts:
        if account.held and account.owner:
            held[account.owner].append(account.key_since)
    for owner, days in sorted(held.items()):
        member = portfolio.shared.members.get(owner)
        if len(days) > accounts and member:
            message = say_many(
                "{name} owns {number} account; at most {limit} can be looked after",
                "{name} owns {number} accounts; at most {limit} can be looked after",
                len(days),
                name=member.name,
                limit=accounts,
            )
            yield Lapse(Span(sorted(days)[accounts], until(member.left_on).end), member, message)


@check(
    "KAM011",
    "pareto-drift",
    "warning",
    hint="write a plan for the customer, its file called as the customer is in _revenue.csv",
    mend=mend(
        "Is it a key customer?",
        elsewhere("kamdocs new begins a plan; its file is called as the customer is in _revenue.csv"),
    ),
    scope="portfolio",
    percent=20,
    days=60,
)
def pareto_drift(portfolio: Portfolio, percent: int, days: int) -> Iterator[Lapse]:
    """Every customer within the top fifth by revenue has a plan.

    Why: some 20 % of the customers bring 80 % of the revenue, and who they are changes from year to year.

    How to close: add a plan for the customer. The file's stem has to be the customer's id in _revenue.csv.

    Bad:

        tier: key
        # file: _revenue.csv
        customer,name,year,revenue,currency
        livarna-jug,Livarna Jug d.o.o.,2025,910000,EUR
        example,Example d.o.o.,2025,440000,EUR

    Good:

        tier: key
        # file: _revenue.csv
        customer,name,year,revenue,currency
        livarna-jug,Livarna Jug d.o.o.,2025,120000,EUR
        example,Example d.o.o.,2025,440000,EUR
    """
    namesakes = Namesakes(portfolio)
    for year, groups, span in _years(portfolio, days):
        top = groups[: math.ceil(len(groups) * percent / 100)]
        for row in (group.largest for group in top):
            if row.customer not in namesakes.planned:
                message = say(
                    "{name} is among the top {percent} % of customers of {year} by revenue and has no plan",
                    name=row.name,
                    percent=percent,
                    year=year,
                )
                yield Lapse(span, row, message, hint=namesakes.hint(row))


@check(
    "KAM012",
    "concentration-high",
    "info",
    hint="write down under risks of its plan what happens if the customer leaves, and what would soften it",
    mend=mend("What happens if the customer leaves?", elsewhere("kamdocs add writes a risk into the customer's plan")),
    scope="portfolio",
    percent=20,
    days=60,
)
def concentration_high(portfolio: Portfolio, percent: int, days: int) -> Iterator[Lapse]:
    """A customer that brings more than a fifth of the revenue has a risk written down.

    Why: a company that depends on one customer should have thought about the day without it.

    How to close: add a risk to the customer's plan, with the action that mitigates it.

    Bad:

        tier: key
        # file: _revenue.csv
        customer,name,year,revenue,currency
        example,Example d.o.o.,2025,440000,EUR
        livarna-jug,Livarna Jug d.o.o.,2025,80000,EUR

    Good:

        tier: key
        risks: [{id: r1, text: They bring most of our revenue, likelihood: low, impact: high}]
        # file: _revenue.csv
        customer,name,year,revenue,currency
        example,Example d.o.o.,2025,440000,EUR
        livarna-jug,Livarna Jug d.o.o.,2025,80000,EUR
    """
    members: defaultdict[str, list[Account]] = defaultdict(list)
    for account in portfolio.accounts:
        members[portfolio.group_of(account.id)].append(account)
    unread, namesakes = portfolio.ids - {one.id for one in portfolio.accounts}, Namesakes(portfolio)
    for year, groups, span in _years(portfolio, days):
        total = sum(group.revenue for group in groups)
        if total <= 0:
            continue
        for group in groups:
            plans = members[group.id]
            told = any(plan.risks for plan in plans) or not unread.isdisjoint({group.id, *group.customers})
            if group.revenue * 100 > percent * total and not told:
                message = say(
                    "{name} brings {share} % of the revenue of {year} and no risk is written down",
                    name=next((plan.name for plan in plans if plan.id == group.id), group.largest.name),
                    share=Amount(group.revenue * 100 / total),
                    year=year,
                )
                hint = None if plans else namesakes.hint(group.largest)
                yield Lapse(span, group.largest, message, hint=hint)


@check(
    "KAM013",
    "account-twice",
    "warning",
    hint="keep one plan, with the other's file name under former_ids; in one group, name the group's plan under parent",
    mend=mend(
        "Which of the two plans stays?",
        elsewhere("put the two plans together in an editor, or name the group's plan under parent with kamdocs set"),
    ),
    scope="portfolio",
)
def account_twice(portfolio: Portfolio) -> Iterator[Lapse]:
    """No two plans are of the same customer: the same name, or the same number in one system.

    Why: two plans of one customer are two halves of the truth, and two managers who each believe the other calls.

    How to close: keep one plan. Where the two are of one group, name the group's plan under parent.

    Bad:

        name: Livarna Jug d.o.o.
        # file: another.yml
        name: Livarna Jug d.o.o.

    Good:

        name: Livarna Jug d.o.o.
        # file: another.yml
        name: Livarna Sever d.o.o.
    """
    first: dict[tuple[str, str], Account] = {}
    told: set[tuple[str, str]] = set()
    for account in sorted(portfolio.accounts, key=lambda one: (one.key_since, one.id)):
        for system, name in (("", folded(account.name)), *account.external_ref.items()) if account.held else ():
            other = first.setdefault((system, name), account)
            if other.id == account.id or portfolio.one_group(other, account) or (other.id, account.id) in told:
                continue
            told.add((other.id, account.id))
            what = say("the same name") if not system else say("the same {system} number", system=system)
            message = say("{one} and {other} have {what}", one=other.id, other=account.id, what=what)
            yield Lapse(Span(max(other.key_since, account.key_since)), account, message, record=account.id)


class _Group(msgspec.Struct, frozen=True):
    """The rows of one customer in a year, or of a group with its subsidiaries, the largest first.

    ``id`` is that of the plan at its top, or of the customer.
    """

    id: str
    rows: tuple[CustomerRevenue, ...]

    @property
    def customers(self) -> list[str]:
        return [row.customer for row in self.rows]

    @property
    def revenue(self) -> float:
        return sum(row.revenue for row in self.rows)

    @property
    def largest(self) -> CustomerRevenue:
        return self.rows[0]


def _years(portfolio: Portfolio, days: int) -> Iterator[tuple[int, list[_Group], Span]]:
    """Each year of revenue, its customers from the largest down, a group as one, and when its figures count."""
    years: defaultdict[int, defaultdict[str, list[CustomerRevenue]]] = defaultdict(lambda: defaultdict(list))
    for row in portfolio.shared.revenue:
        years[row.year][portfolio.group_of(row.customer)].append(row)
    for year, found in sorted(years.items()):
        groups = [_Group(one, tuple(sorted(rows, key=_largest_first))) for one, rows in found.items()]
        groups.sort(key=lambda group: (-group.revenue, group.largest.customer))
        yield year, groups, year_span(year, days, years)


def _largest_first(row: CustomerRevenue) -> tuple[float, str]:
    return -row.revenue, row.customer
