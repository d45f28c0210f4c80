"""What a plan tells of a period: promises kept, requests answered, contacts, each in figures."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from kamdocs.history.periods import Period
from kamdocs.model import Account, Id, Shared
from kamdocs.rules.answering import last_day_of
from kamdocs.rules.engine import Terms, case_of
from kamdocs.rules.policies import Policies


class Kept(msgspec.Struct, frozen=True):
    """How much of what fell due was done in time, and how much was not."""

    in_time: int = 0
    late: int = 0

    @property
    def due(self) -> int:
        """How much fell due."""
        return self.in_time + self.late


class Dealt(msgspec.Struct, frozen=True):
    """What fell due in a period, as it was known at its end, and the contacts in it.

    ``by`` counts the contacts by whom of ours; one that two of us had counts for each of them, and once in
    ``contacts``.
    """

    promises: Kept = Kept()
    requests: Kept = Kept()
    contacts: int = 0
    by: Mapping[Id, int] = {}


def dealt_with(account: Account, period: Period, policies: Policies, shared: Shared) -> Dealt:
    """What a plan tells of a period."""
    contacts = [one for one in account.interactions if period.holds(one.date)]
    return Dealt(
        _kept(promises_kept(account, period)),
        _kept(_requests(account, period, Terms(policies, shared))),
        len(contacts),
        _counted(person for one in contacts for person in dict.fromkeys(one.by)),
    )


def summed(parts: Iterable[Dealt]) -> Dealt:
    """All of them together."""
    known = tuple(parts)
    return Dealt(
        Kept(sum(one.promises.in_time for one in known), sum(one.promises.late for one in known)),
        Kept(sum(one.requests.in_time for one in known), sum(one.requests.late for one in known)),
        sum(one.contacts for one in known),
        _counted(person for one in known for person, number in one.by.items() for _time in range(number)),
    )


def _kept(told: Iterable[bool]) -> Kept:
    known = list(told)
    return Kept(sum(known), len(known) - sum(known))


def _counted(people: Iterable[Id]) -> Mapping[Id, int]:
    found: dict[Id, int] = {}
    for person in people:
        found[person] = found.get(person, 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def promises_kept(account: Account, period: Period) -> Iterator[bool]:
    """Whether each promise that fell due was kept by then; one that the customer released us from in time is none."""
    for promise in account.commitments:
        due = promise.due
        if due is None or not period.holds(due) or _by(promise.released_on, due):
            continue
        yield _by(promise.kept_on, due)


def _by(day: date | None, due: date) -> bool:
    return day is not None and day <= due


def _requests(account: Account, period: Period, terms: Terms) -> Iterator[bool]:
    """Whether each request whose promised time ended was answered within it, by the hours of the checks."""
    case = case_of(account, terms)
    hours = terms.policies["request-unanswered"].limits[account.tier]["default_hours"]
    for request in account.requests:
        end = case.promise_end(request, hours)
        if period.holds(last_day_of(end)):
            yield request.responded_at is not None and request.responded_at <= end
