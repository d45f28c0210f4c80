"""The checks of our own team."""

from collections.abc import Iterator

from kamdocs.language import say
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.spans import last_before, lasting, later, uncovered


@check(
    "ACME001",
    "visit-overdue",
    "warning",
    rule="relationship",
    hint="visit them, and record it under interactions with the kind visit",
    ahead="the next visit is due by {due}",
    days=(90, 180, 365),
)
def visit_overdue(case: Case, days: int) -> Iterator[Lapse]:
    """One of us was on their premises within the time that goes with the tier.

    Why: what we see in their halls nobody tells us on the telephone.

    How to close: visit them, and record it as an interaction of the kind visit.

    Bad:

        interactions:
          - {id: i1, date: 2026-11-12, kind: call, with: [petra-cuk], by: [ana.novak]}

    Good:

        interactions:
          - {id: i1, date: 2026-11-12, kind: visit, with: [petra-cuk], by: [ana.novak]}
    """
    visits = [one.date for one in case.account.interactions if one.kind == "visit"]
    for span in uncovered(later(case.since, days), [lasting(visits, days)]):
        last, due = last_before(visits, span.start, case.since), later(span.start, -1)
        message = say("no visit is recorded since {last}; one was due by {due}", last=last, due=due)
        yield Lapse(span, case.account, message, field="interactions")
