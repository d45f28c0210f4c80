"""One cause, one finding: which gaps follow from which. A gap that is covered counts for its cell, and is not told."""

from collections.abc import Callable, Mapping

from kamdocs.model import Account
from kamdocs.rules.gap import Gap

Covering = Callable[[Gap, Gap, Account], bool]
"""From a cause, another gap of the account, and the account: whether the other follows from the cause."""


def whenever(*codes: str) -> Mapping[str, Covering]:
    """The gaps of these checks follow whenever the cause is open."""
    return dict.fromkeys(codes, _always)


def of_the_same_record(cause: Gap, gap: Gap, _account: Account) -> bool:
    """Only what is about the same record follows."""
    return cause.record == gap.record


def of_the_same_order(cause: Gap, gap: Gap, _account: Account) -> bool:
    """Only what is about a delay of the same order follows; its record begins with the order's."""
    return (gap.record or "").startswith(f"{cause.record}/")


def of_the_persons_area(cause: Gap, gap: Gap, account: Account) -> bool:
    """Only what is about the decision area of the person whom the cause is about follows."""
    person = account.people.get(cause.record or "")
    return person is not None and person.area == gap.record


def _always(_cause: Gap, _gap: Gap, _account: Account) -> bool:
    return True
