"""Checks of our own."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import say
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.spans import Span


@check("ACME002", "twin", "warning", rule="key-account", hint="keep one plan", scope="portfolio")
def twin(portfolio) -> Iterator[Lapse]:
    """No two plans have the same name.

    Why: they would be looked after twice.

    How to close: keep one.

    Bad:

        tier: key

    Good:

        tier: key
    """
    seen = {}
    for account in portfolio.accounts:
        if account.name in seen:
            yield Lapse(
                Span(account.key_since, date(9999, 12, 31)),
                account,
                say("{a} and {b} have one name", a=account.id, b=seen[account.name]),
            )
        seen[account.name] = account.id
