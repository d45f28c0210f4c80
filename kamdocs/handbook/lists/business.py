"""Lists of what the customers bring: opportunities by stage, renewals, revenue against last year."""

from collections.abc import Sequence
from datetime import date

from kamdocs.handbook import anchors
from kamdocs.handbook.contract import last_day_of_notice
from kamdocs.handbook.lists.listing import Cell, Column, Listing, Part, Row, accounts_of, due, sums
from kamdocs.handbook.view import View
from kamdocs.handbook.words import money, number
from kamdocs.handbook.years import last_year
from kamdocs.language import _, label, ngettext
from kamdocs.lint import Standing
from kamdocs.model import Account, Contract, Opportunity, Revenue

_STAGES = ("negotiation", "proposal", "qualified", "idea", "won", "lost")


def opportunities(view: View) -> Listing:
    """The opportunities by stage, the nearest to an order first; and those won or lost."""
    found = [(one, account) for account in accounts_of(view) for one in account.opportunities]
    found.sort(key=lambda pair: (_STAGES.index(pair[0].stage), pair[0].expected_close or date.max))
    rows = [_opportunity(one, account, view) for one, account in found if one.open]
    return Listing(
        _("Opportunities"),
        (
            Column(_("Stage"), "stage", "text", "value"),
            Column(_("Opportunity"), "opportunity", title=True),
            Column(_("Offering"), "offering", "text", "value"),
            Column(_("Account"), "account", "account", "value"),
            Column(_("Next step"), "step"),
            Column(_("On"), "on", "day"),
            Column(_("How it stands"), "stands", "state"),
            Column(_("Expected close"), "close", "day"),
            Column(_("Value"), "value", "number"),
        ),
        Part(anchors.OPEN, rows, _by_stage(found)),
        _("No opportunity is open."),
        Part(anchors.WON_AND_LOST, [_opportunity(one, account, view) for one, account in found if not one.open]),
        summed=8,
    )


def _by_stage(found: list[tuple[Opportunity, Account]]) -> str:
    """How much lies in each stage, by currency."""
    told = []
    for stage in _STAGES[:4]:
        rows = [
            Row(account.id, (Cell(amount=one.value, currency=one.currency or ""),))
            for one, account in found
            if one.stage == stage
        ]
        if rows:
            amounts = ", ".join(money(amount, currency) for currency, amount in sums(rows, 0))
            told.append(f"{label(stage)} {len(rows)}" + (f" ({amounts})" if amounts else ""))
    return " · ".join(told)


def _opportunity(one: Opportunity, account: Account, view: View) -> Row:
    return Row(
        account.id,
        (
            Cell(label(one.stage)),
            Cell(one.title, record=f"opportunities/{one.id}"),
            Cell(view.offering(one.offering)),
            Cell(id=account.id),
            Cell(one.next_step or ""),
            Cell(day=one.next_step_on),
            due(one.next_step_on, view.as_of) if one.open else Cell(),
            Cell(day=one.expected_close),
            Cell(amount=one.value, currency=one.currency or ""),
        ),
    )


def renewals(view: View) -> Listing:
    """The contracts that are renewed or end, by day, with the last day of notice and who prepares it."""
    found = [(account, account.contract) for account in accounts_of(view) if account.contract]
    living = [(account, one) for account, one in found if one.renewal_on and not one.ended_on]
    living.sort(key=lambda pair: (pair[1].renewal_on or date.max, pair[0].id))
    without = sum(one.renewal_on is None and not one.ended_on and not one.open_ended for _account, one in found)
    words = ngettext("{number} more contract without a day", "{number} more contracts without a day", without)
    return Listing(
        _("Renewals"),
        (
            Column(_("Renewal"), "renewal", "day"),
            Column(_("How it stands"), "stands", "state"),
            Column(_("Last day of notice"), "notice", "day"),
            Column(_("How it goes on"), "goes"),
            Column(_("Prepared by"), "action"),
            Column(_("Account"), "account", "account", title=True),
            Column(_("Which of us"), "who", "ours", "value"),
            Column(_("Revenue of the last year"), "revenue", "number"),
        ),
        Part(anchors.CONTRACTS, [_renewal(account, one, view) for account, one in living],
             words.format(number=number(without)) if without else ""),
        _("No contract with a day of renewal is written down."),
        summed=7,
    )  # fmt: skip


def _renewal(account: Account, contract: Contract, view: View) -> Row:
    prepared = next((one for one in account.actions if one.id == contract.action), None)
    stands = due(contract.renewal_on, view.as_of)
    if contract.renewal_on and contract.renewal_on < view.as_of:
        stands = Cell(_("past, and no newer day is recorded"), bad=True)
    last = last_year(view.revenue_of(account), view.as_of.year)
    return Row(
        account.id,
        (
            Cell(day=contract.renewal_on),
            stands,
            Cell(day=last_day_of_notice(contract)),
            Cell(_("renews itself") if contract.auto_renew else ""),
            Cell(prepared.text, record=f"actions/{prepared.id}") if prepared else Cell(_("nobody yet"), bad=True),
            Cell(id=account.id),
            Cell(id=account.owner),
            Cell(amount=last.rows[0].amount, currency=last.rows[0].currency) if last else Cell(),
        ),
    )


def revenue(view: View) -> Listing:
    """What each customer brought in the last year that is over, against the year before."""
    found = [
        (one, last_year(view.revenue_of(one.account), view.as_of.year)) for one in view.by_attention if one.account
    ]
    told = sorted(
        ((one, row) for one, brought in found if brought for row in brought.rows),
        key=lambda pair: (pair[1].currency, -pair[1].amount, pair[0].id),
    )
    untold = [one for one, brought in found if brought is None]
    rows = [_revenue(one, row, view.revenue_of(one.account)) for one, row in told] + [_unknown(one) for one in untold]
    words = ngettext("of {number} account no figure is known", "of {number} accounts no figure is known", len(untold))
    return Listing(
        _("Revenue"),
        (
            Column(_("Account"), "account", "account", title=True),
            Column(_("Which of us"), "who", "ours", "value"),
            Column(_("Tier"), "tier", "text", "value"),
            Column(_("Year"), "year", "text", "value"),
            Column(_("Revenue"), "revenue", "number"),
            Column(_("The year before"), "before", "number"),
            Column(_("Change"), "change", "percent"),
        ),
        Part(anchors.ACCOUNTS, rows, words.format(number=number(len(untold))) if untold else ""),
        _("No revenue is written down."),
        summed=4,
        summed_by=3,
    )


def _revenue(standing: Standing, row: Revenue, rows: Sequence[Revenue]) -> Row:
    before = next((one for one in rows if (one.year, one.currency) == (row.year - 1, row.currency)), None)
    change = (row.amount - before.amount) / before.amount * 100 if before and before.amount else None
    return Row(
        standing.id,
        (
            Cell(id=standing.id),
            Cell(id=standing.owner),
            Cell(label(standing.tier)),
            Cell(str(row.year)),
            Cell(amount=row.amount, currency=row.currency),
            Cell(amount=before.amount, currency=before.currency) if before else Cell(),
            Cell(amount=change, bad=change is not None and change <= -10),
        ),
    )


def _unknown(standing: Standing) -> Row:
    known = (Cell(id=standing.id), Cell(id=standing.owner), Cell(label(standing.tier)))
    return Row(standing.id, (*known, Cell(), Cell(), Cell(), Cell()))
