"""Golden rule 0, key account: know which customers are key; each has a named manager."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from kamdocs.language import say
from kamdocs.model import CustomerRevenue, Portfolio, Revenue
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.namesakes import Namesakes
from kamdocs.rules.spans import FOREVER, Span, after, later, uncovered, until


@check(
    "KAM001",
    "owner-missing",
    "error",
    hint="name the account manager under owner, by the id of the team roster",
    starter=True,
)
def owner_missing(case: Case) -> Iterator[Lapse]:
    """Every key account has an owner: one account manager with a name.

    Why: a customer that everybody looks after is left to itself. One person has to notice when something slips.

    How to close: write the manager's id from the team roster under owner.

    Bad:

        key_since: 2024-01-08

    Good:

        key_since: 2024-01-08
        owner: ana.novak
    """
    if case.account.owner is None:
        yield Lapse(Span(case.since), case.account, say("no owner is named"), field="owner")


@check(
    "KAM002",
    "owner-departed",
    "error",
    hint="name the account manager who takes over under owner",
    subject=lambda account: account.owner,
    starter=True,
)
def owner_departed(case: Case) -> Iterator[Lapse]:
    """The owner of the account is still with us.

    Why: when an account manager leaves, the customer notices the silence before we do.

    How to close: name the successor as owner, and introduce the two in person.

    Bad:

        owner: igor.bevk

    Good:

        owner: ana.novak
    """
    owner = case.shared.members.get(case.account.owner or "")
    if owner and owner.left_on:
        message = say("the owner {name} left on {day}", name=owner.name, day=owner.left_on)
        yield Lapse(Span(max(after(owner.left_on), case.since)), case.account, message, field="owner")


@check("KAM003", "key-reason-missing", "warning", hint="record a year under revenue, or say why under key_reason")
def key_reason_missing(case: Case) -> Iterator[Lapse]:
    """The plan says what makes the customer key: its revenue, or another reason.

    Why: a key account costs time and attention. Who can't say why it is one will give that time to the wrong customer.

    How to close: add the revenue of at least one year, or a key_reason such as reference or growth-potential.

    Bad:

        key_since: 2024-01-08

    Good:

        key_since: 2024-01-08
        key_reason: growth-potential
    """
    if case.account.key_reason is None and not case.account.revenue:
        yield Lapse(Span(case.since), case.account, say("neither revenue nor a reason says what makes it key"))


@check(
    "KAM004",
    "revenue-stale",
    "info",
    hint="add the revenue of the newest full year",
    subject=lambda account: account.revenue,
    days=400,
)
def revenue_stale(case: Case, days: int) -> Iterator[Lapse]:
    """Where revenue is kept, its newest year is recent.

    Why: yesterday's figures hide today's fall, and the 80/20 view is only as good as its newest year.

    How to close: add a row for the newest full year.

    Bad:

        revenue:
          - {year: 2024, amount: 410000, currency: EUR}

    Good:

        revenue:
          - {year: 2024, amount: 410000, currency: EUR}
          - {year: 2025, amount: 440000, currency: EUR}
    """
    if case.account.revenue:
        newest = max(case.account.revenue, key=lambda row: row.year)
        opens = max(later(date(newest.year, 12, 31), days), case.since)
        yield Lapse(Span(opens), newest, say("the newest year of revenue is {year}", year=newest.year))


@check(
    "KAM005",
    "revenue-falling",
    "warning",
    hint="plan an action that serves key-account: find out why, and what would turn it",
    subject=lambda account: len(account.revenue) > 1,
    fall_percent=10,
    days=60,
)
def revenue_falling(case: Case, fall_percent: int, days: int) -> Iterator[Lapse]:
    """When revenue falls by a tenth or more from one year to the next, an action answers it.

    Why: a customer that buys less has found somebody else, or is in trouble itself. Both are worth a conversation
    early.

    How to close: plan an action with serves: key-account. It closes the gap while it is open, or when it was done
    after the gap opened.

    Bad:

        revenue:
          - {year: 2024, amount: 500000, currency: EUR}
          - {year: 2025, amount: 410000, currency: EUR}

    Good:

        revenue:
          - {year: 2024, amount: 500000, currency: EUR}
          - {year: 2025, amount: 410000, currency: EUR}
        actions:
          - {id: a1, text: Ask what changed, added_on: 2026-01-20, due: 2026-12-10, status: open, serves: key-account}
    """
    rows = {row.year: row for row in case.account.revenue}
    for year, row in sorted(rows.items()):
        before = rows.get(year - 1)
        if before is None or not _fell(before, row, fall_percent):
            continue
        if date(year, 12, 31) < case.since:
            continue
        opens, ends = _year_span(year, days, (one for one in rows if one > year))
        for lapse in uncovered(opens, [case.answered_by_action("key-account", opens)]):
            message = say(
                "revenue fell from {before} in {last_year} to {amount} {currency} in {year}, and no action answers it",
                before=f"{before.amount:,.0f}",
                last_year=year - 1,
                amount=f"{row.amount:,.0f}",
                currency=row.currency,
                year=year,
            )
            span = Span(max(lapse.start, case.since), min(lapse.end, ends))
            yield Lapse(span, row, message)


def _fell(before: Revenue, row: Revenue, percent: int) -> bool:
    same = before.currency == row.currency and before.amount > 0
    return same and (before.amount - row.amount) * 100 >= percent * before.amount


def _year_span(year: int, days: int, later_years: Iterable[int]) -> Span:
    """When the figures of a year count: from some days after its end, until those of the next one that is there do."""
    following = min(later_years, default=None)
    end = later(date(following + 1, 1, 1), days) if following else FOREVER
    return Span(later(date(year + 1, 1, 1), days), end)


@check(
    "KAM010",
    "owner-overloaded",
    "info",
    hint="hand some of the accounts over, or say no to some",
    scope="portfolio",
    accounts=10,
)
def owner_overloaded(portfolio: Portfolio, accounts: int) -> Iterator[Lapse]:
    """Nobody owns more accounts than one person can look after.

    Why: with ten key accounts, each has two working days a month at most. Beyond that, personal attention is a
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
            message = say(
                "{name} owns {number} accounts; at most {limit} can be looked after",
                name=member.name,
                number=len(days),
                limit=accounts,
            )
            yield Lapse(Span(sorted(days)[accounts], until(member.left_on).end), member, message)


@check(
    "KAM011",
    "pareto-drift",
    "warning",
    hint="write a plan for the customer, or decide that it is not key",
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
    for year, rows, span in _years(portfolio, days):
        top = rows[: math.ceil(len(rows) * percent / 100)]
        for row in top:
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
    hint="write down under risks what happens if the customer leaves, and what would soften it",
    scope="portfolio",
    percent=20,
    days=60,
)
def concentration_high(portfolio: Portfolio, percent: int, days: int) -> Iterator[Lapse]:
    """A customer that brings more than a fifth of the revenue has a risk written down.

    Why: a company that hangs on one customer should have thought about the day without it.

    How to close: add a risk to the customer's plan, with the action that mitigates it.

    Bad:

        tier: key
        # file: _revenue.csv
        customer,name,year,revenue,currency
        example,Example d.o.o.,2025,440000,EUR
        livarna-jug,Livarna Jug d.o.o.,2025,120000,EUR

    Good:

        tier: key
        risks: [{id: r1, text: They bring most of our revenue, likelihood: low, impact: high}]
        # file: _revenue.csv
        customer,name,year,revenue,currency
        example,Example d.o.o.,2025,440000,EUR
        livarna-jug,Livarna Jug d.o.o.,2025,80000,EUR
    """
    plans = {one: account for account in portfolio.accounts for one in (*account.former_ids, account.id)}
    unread, namesakes = portfolio.ids - plans.keys(), Namesakes(portfolio)
    for year, rows, span in _years(portfolio, days):
        total = sum(row.revenue for row in rows)
        if total <= 0:
            continue
        for row in rows:
            plan = plans.get(row.customer)
            if row.revenue * 100 > percent * total and row.customer not in unread and not (plan and plan.risks):
                message = say(
                    "{name} brings {share} % of the revenue of {year} and no risk is written down",
                    name=row.name,
                    share=f"{row.revenue * 100 / total:.0f}",
                    year=year,
                )
                yield Lapse(span, row, message, hint=None if plan else namesakes.hint(row))


def _years(portfolio: Portfolio, days: int) -> Iterator[tuple[int, list[CustomerRevenue], Span]]:
    """Each year of revenue, its rows from the largest down, and when its figures count."""
    years: defaultdict[int, list[CustomerRevenue]] = defaultdict(list)
    for row in portfolio.shared.revenue:
        years[row.year].append(row)
    for year, rows in sorted(years.items()):
        by_size = sorted(rows, key=lambda row: (-row.revenue, row.customer))
        yield year, by_size, _year_span(year, days, (one for one in years if one > year))
