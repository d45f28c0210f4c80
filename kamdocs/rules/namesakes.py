"""Customers of the revenue table that are an account by another spelling: of whom it knows the id only nearly."""

import difflib
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from kamdocs.language import Sentence, say
from kamdocs.model import CustomerRevenue, Id, Portfolio

MOST_TOLD = 5
"""Of how many customers a report tells."""


class Namesakes:
    """The accounts of a portfolio by their ids and names, without what people write now one way and now another."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._accounts = portfolio.accounts
        self.planned = portfolio.ids.union(*({one.id, *one.former_ids} for one in portfolio.accounts))

    @cached_property
    def _by_folded(self) -> dict[str, Id]:
        names = {_folded(account.name): account.id for account in reversed(self._accounts)}
        return names | {_folded(one): one for one in sorted(self.planned)}

    def same(self, row: CustomerRevenue) -> Id | None:
        """The account that a row without one means: its id or its name, but for case, marks and signs."""
        if row.customer in self.planned:
            return None
        return self._by_folded.get(_folded(row.customer)) or self._by_folded.get(_folded(row.name))

    def hint(self, row: CustomerRevenue) -> Sentence | None:
        """The account that a row without one may mean, as a hint; None where none is near."""
        near = self.same(row) or next(
            iter(difflib.get_close_matches(row.customer, sorted(self.planned), n=1, cutoff=0.8)), None
        )
        if near is None:
            return None
        return say("did you mean the account {id}? Then write {id} under customer in _revenue.csv", id=near)


def nearly_accounts(portfolio: Portfolio) -> Iterator[Sentence]:
    """Of each customer of the revenue table that is an account by another spelling: its revenue counts for nobody."""
    namesakes = Namesakes(portfolio)
    rows = {row.customer: row for row in portfolio.shared.revenue if row.customer not in namesakes.planned}
    near = ((customer, namesakes.same(row)) for customer, row in rows.items())
    for customer, account in islice((one for one in near if one[1]), MOST_TOLD):
        yield say(
            "the customer {customer} of _revenue.csv is no account; did you mean {id}?", customer=customer, id=account
        )


def _folded(text: str) -> str:
    """A text's letters and digits; itself where it has none."""
    plain = text.casefold()
    return "".join(filter(str.isalnum, plain if plain.isascii() else unicodedata.normalize("NFKD", plain))) or text
