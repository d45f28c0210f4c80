"""Golden rule 2, responsiveness: be reachable, and answer as fast as you can."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from kamdocs.language import say
from kamdocs.model import Account, Request
from kamdocs.rules.case import Case
from kamdocs.rules.check import TO_THE_END, check
from kamdocs.rules.covering import whenever
from kamdocs.rules.gap import Lapse
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, Span, after, later, local, uncovered, until, within

USUAL_HOURS = 24.0
"""What holds where no response time is promised."""
_SATURDAY = 5


@check(
    "KAM201",
    "response-promise-missing",
    "warning",
    hint="agree how fast we answer and how to reach us, under reachability",
    question=ask(23, "How fast do they need an answer from us?"),
    days=30,
)
def response_promise_missing(case: Case, days: int) -> Iterator[Lapse]:
    """The plan says how fast we answer first, and by which channel we can be reached.

    Why: to be reachable is a duty towards a key customer. What nobody promised, nobody keeps.

    How to close: agree first_response_hours and channels with the customer, and write them under reachability.

    Bad:

        reachability: {hours: "Mon-Fri 7:00-17:00"}

    Good:

        reachability: {first_response_hours: 8, channels: [phone]}
    """
    reach = case.account.reachability
    if reach is None or reach.first_response_hours is None or not reach.channels:
        message = say("how fast we answer, or how to reach us, is not recorded")
        yield Lapse(Span(later(case.since, days)), case.account, message, field="reachability")


@check(
    "KAM202",
    "deputy-missing",
    ("error", "error", "warning"),
    hint="name a deputy who is with us and is not the owner",
    covers=whenever("KAM203"),
    days=30,
)
def deputy_missing(case: Case, days: int) -> Iterator[Lapse]:
    """The owner has a deputy who is somebody else and is still with us.

    Why: customers need answers when the owner is ill as well.

    How to close: name a deputy, and tell the customer who it is.

    Bad:

        owner: ana.novak
        deputy: igor.bevk

    Good:

        owner: ana.novak
        deputy: luka.zupan
    """
    deputy = _deputy(case)
    for span in uncovered(later(case.since, days), [[case.team_presence(deputy)] if deputy else []]):
        yield Lapse(span, case.account, say("no deputy who is with us is recorded"), field="deputy")


def _deputy(case: Case) -> str | None:
    account = case.account
    return account.deputy if account.deputy != account.owner else None


@check(
    "KAM203",
    "owner-absent-uncovered",
    "warning",
    hint="name in the roster who covers, or move the deputy's absence",
)
def owner_absent_uncovered(case: Case) -> Iterator[Lapse]:
    """While the owner is away, the deputy is there, or the roster names who covers.

    Why: the customer's machine stands still in August too.

    How to close: name the person under cover of the absence in _team.yml.

    Bad:

        owner: ana.novak
        deputy: luka.zupan
        # file: _team.yml
        team:
          - {id: ana.novak, name: Ana Novak, absences: [{from: 2026-11-16, to: 2026-11-27}]}
          - {id: luka.zupan, name: Luka Zupan, absences: [{from: 2026-11-23, to: 2026-11-24}]}

    Good:

        owner: ana.novak
        deputy: luka.zupan
        # file: _team.yml
        team:
          - {id: ana.novak, name: Ana Novak, absences: [{from: 2026-11-16, to: 2026-11-27}]}
          - {id: luka.zupan, name: Luka Zupan}
    """
    owner = case.shared.members.get(case.account.owner or "")
    there = _presence(case, _deputy(case))
    for absence in owner.absences if owner else ():
        if absence.cover or absence.to < absence.from_:
            continue
        away = within([until(absence.to, absence.from_)], Span(case.since))
        for span in within(uncovered(absence.from_, [there]), away[0]) if away else ():
            message = say(
                "{owner} is away until {day} and nobody stands in", owner=owner.name if owner else "", day=absence.to
            )
            yield Lapse(span, case.account, message, field="deputy", record=absence.from_.isoformat())


def _presence(case: Case, member_id: str | None) -> list[Span]:
    """When a member of our team is there: with us, and not away."""
    if member_id is None:
        return []
    member = case.shared.members.get(member_id)
    away = [until(absence.to, absence.from_) for absence in member.absences] if member else []
    return within(uncovered(date.min, [away]), case.team_presence(member_id))


@check(
    "KAM204",
    "request-unanswered",
    "error",
    hint="answer it, and set responded_at",
    subject=lambda account: account.requests,
    holds=TO_THE_END,
)
def request_unanswered(case: Case) -> Iterator[Lapse]:
    """A logged request is answered within the promised time; where none is promised, within a day.

    Why: answering fast is no favour and no matter of spare time. A customer that waits asks somebody else.

    How to close: answer, and set responded_at. Only Monday to Friday count.

    Bad:

        requests:
          - {id: q1, received_at: 2026-11-16T09:00:00+01:00, from: petra-cuk, subject: An offer}

    Good:

        requests:
          - {id: q1, received_at: 2026-11-16T09:00:00+01:00, responded_at: 2026-11-16T15:00:00+01:00, subject: An offer}
    """
    for request in case.account.requests:
        received = local(request.received_at, case.zone).date()
        promised = _last_day(promise_end(request, case.account, case.zone))
        message = say("the request of {day} is not answered", day=received)
        if request.subject:
            message = say("the request of {day} is not answered: {subject}", day=received, subject=request.subject)
        yield Lapse(case.past(received, after(promised), _answered_on(request, case.zone)), request, message)


@check(
    "KAM205",
    "answers-slipping",
    "warning",
    hint="find out why answers are late, and plan an action against it",
    subject=lambda account: account.requests,
    requests=5,
    window_days=90,
    percent=90,
)
def answers_slipping(case: Case, requests: int, window_days: int, percent: int) -> Iterator[Lapse]:
    """Of the requests of three months, nine of ten were answered within the promised time.

    Why: one late answer is forgiven. Many are how we are.

    How to close: answer in time; the gap closes when the late ones are three months old, or few among many.

    Bad:

        requests:
          - {id: q1, received_at: 2026-10-01T09:00:00+02:00, responded_at: 2026-10-05T09:00:00+02:00}
          - {id: q2, received_at: 2026-10-02T09:00:00+02:00, responded_at: 2026-10-02T10:00:00+02:00}
          - {id: q3, received_at: 2026-10-05T09:00:00+02:00, responded_at: 2026-10-05T10:00:00+02:00}
          - {id: q4, received_at: 2026-10-06T09:00:00+02:00, responded_at: 2026-10-06T10:00:00+02:00}
          - {id: q5, received_at: 2026-10-07T09:00:00+02:00, responded_at: 2026-10-07T10:00:00+02:00}

    Good:

        requests:
          - {id: q1, received_at: 2026-10-01T09:00:00+02:00, responded_at: 2026-10-01T10:00:00+02:00}
          - {id: q2, received_at: 2026-10-02T09:00:00+02:00, responded_at: 2026-10-02T10:00:00+02:00}
          - {id: q3, received_at: 2026-10-05T09:00:00+02:00, responded_at: 2026-10-05T10:00:00+02:00}
          - {id: q4, received_at: 2026-10-06T09:00:00+02:00, responded_at: 2026-10-06T10:00:00+02:00}
          - {id: q5, received_at: 2026-10-07T09:00:00+02:00, responded_at: 2026-10-07T10:00:00+02:00}
    """
    known = [
        _known(request, case.account, case.zone)
        for request in case.account.requests
        if local(request.received_at, case.zone).date() >= case.since
    ]
    changes: dict[date, list[int]] = {}
    for day, in_time in known:
        for edge, step in ((day, 1), (later(day, window_days), -1)):
            counted = changes.setdefault(edge, [0, 0])
            counted[0] += step
            counted[1] += step * in_time
    short: list[Span] = []
    number = kept = 0
    for start, end in pairwise([*sorted(changes), FOREVER]):
        number, kept = number + changes[start][0], kept + changes[start][1]
        if number >= requests and kept * 100 < percent * number:
            short.append(Span(start, end))
    # What is short is what an empty cover leaves over: so neighbouring spans are joined.
    for span in uncovered(case.since, [_complement(short)]):
        message = say("fewer than {percent} % of the last requests were answered in time", percent=percent)
        yield Lapse(span, case.account, message, field="requests")


def _complement(spans: list[Span]) -> list[Span]:
    return list(uncovered(date.min, [spans]))


def _known(request: Request, account: Account, zone: tzinfo | None) -> tuple[date, bool]:
    """The day from which a request counts, and whether it was answered in time."""
    promised = promise_end(request, account, zone)
    if request.responded_at and request.responded_at <= promised:
        return _answered_on(request, zone) or promised.date(), True
    return _last_day(promised), False


def _answered_on(request: Request, zone: tzinfo | None) -> date | None:
    """The handbook's day of the answer; without a zone the day where the request was received."""
    if request.responded_at is None:
        return None
    return local(request.responded_at, zone or request.received_at.tzinfo).date()


def _last_day(end: datetime) -> date:
    """The last day on which a promise is still kept: midnight belongs to the day before."""
    return later(end.date(), -1) if end.time() == time() else end.date()


def promise_end(request: Request, account: Account, zone: tzinfo | None = None) -> datetime:
    """When the promised time for an answer ends: hours of Monday to Friday on the handbook's calendar.

    Without a ``zone`` that is the one of the offset of ``received_at``.
    """
    received = local(request.received_at, zone)
    reach = account.reachability
    hours = (reach.first_response_hours if reach else None) or USUAL_HOURS
    if request.urgent and reach and reach.urgent_response_hours:
        hours = reach.urgent_response_hours
    try:
        return _working_hours_later(received, timedelta(hours=hours))
    except OverflowError:  # at the end of the calendar
        return datetime.max.replace(tzinfo=request.received_at.tzinfo)


def _working_hours_later(start: datetime, left: timedelta) -> datetime:
    while True:
        midnight = datetime.combine(start.date() + timedelta(days=1), time(), start.tzinfo)
        if start.weekday() < _SATURDAY:
            if left <= midnight - start:
                return start + left
            left -= midnight - start
        start = midnight
