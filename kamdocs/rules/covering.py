"""One cause, one finding: which gaps follow from which. A gap that is covered counts for its cell, and is not told."""

from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from kamdocs.model import Account
from kamdocs.rules.gap import Gap


class Covering(msgspec.Struct, frozen=True):
    """How gaps of another check follow from a cause: where ``follows`` says so of both, and the account.

    A cause covers what opened on its own opening day or later; ``older`` ones too where that is said. It covers while
    it is accepted by a waiver as well, but where ``while_waived`` is false.
    """

    follows: Callable[[Gap, Gap, Account], bool]
    older: bool = False
    while_waived: bool = True

    def holds(self, cause: Gap, gap: Gap, account: Account) -> bool:
        """Whether the gap follows from the cause."""
        return (self.older or _opening(gap) >= _opening(cause)) and self.follows(cause, gap, account)


def whenever(*codes: str, while_waived: bool = True) -> Mapping[str, Covering]:
    """The gaps of these checks follow whenever the cause is open."""
    return dict.fromkeys(codes, Covering(lambda _cause, _gap, _account: True, while_waived=while_waived))


def _same_record(cause: Gap, gap: Gap, _account: Account) -> bool:
    return cause.record == gap.record


def _same_order(cause: Gap, gap: Gap, _account: Account) -> bool:
    """The record of a delay begins with that of its order."""
    return (gap.record or "").startswith(f"{cause.record}/")


def _persons_area(cause: Gap, gap: Gap, account: Account) -> bool:
    person = account.people.get(cause.record or "")
    return person is not None and person.area == gap.record


of_the_same_record = Covering(_same_record)
"""Only what is about the same record follows."""
of_the_same_record_always = Covering(_same_record, older=True)
"""Only what is about the same record follows, also what was open before the cause."""
of_the_same_order = Covering(_same_order)
"""Only what is about a delay of the same order follows."""
of_the_persons_area = Covering(_persons_area)
"""Only what is about the decision area of the person whom the cause is about follows."""


def _opening(gap: Gap) -> date:
    return gap.opens_on or date.min
