"""Golden rule 2, responsiveness: be reachable, and answer as fast as you can."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import say, say_many
from kamdocs.model import Request
from kamdocs.rules.answering import last_day_of
from kamdocs.rules.case import Case
from kamdocs.rules.check import TO_THE_END, check
from kamdocs.rules.covering import whenever
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import elsewhere, mend, sets
from kamdocs.rules.question import ask
from kamdocs.rules.quota import Enough, falling_short
from kamdocs.rules.spans import Span, after, later, uncovered, until, within


@check(
    "KAM201",
    "response-promise-missing",
    ("error", "error", "warning"),
    hint="agree first_response_hours and channels with the customer, and write them under reachability",
    mend=mend(
        "How fast do we answer first, in hours, and how are we reached?",
        sets("first_response_hours", "channels", at="reachability"),
    ),
    ahead="how fast we answer, and how to reach us, is to be written down by {due}",
    question=ask(23, "How fast do they need an answer from us?"),
    days=30,
)
def response_promise_missing(case: Case, days: int) -> Iterator[Lapse]:
    """The plan says how fast we answer first, and by which channel we can be reached.

    Why: to be reachable is a duty towards a key customer. What nobody promised, nobody keeps.

    How to close: agree first_response_hours and channels with the customer, and write them under reachability.

    Bad:

        reachability: {hours: "Mo-Fr 07:00-17:00"}

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
    ("error", "warning", "warning"),
    hint="name a deputy who is with us and is not the owner",
    mend=mend("Who stands in for the owner?", sets("deputy")),
    ahead="a deputy who is with us and is not the owner is to be named by {due}",
    covers=whenever("KAM203", while_waived=False),
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
    known = case.shared.members.get(deputy or "")
    for span in uncovered(later(case.since, days), [[case.team_presence(deputy)] if deputy else []]):
        message, ahead = say("no deputy is named who is not the owner"), None
        if known and known.left_on:
            message = say("the deputy {name} left on {day}", name=known.name, day=known.left_on)
            if span.start == after(known.left_on):
                ahead = say("the deputy {name} leaves on {day}", name=known.name, day=known.left_on)
        yield Lapse(span, case.account, message, field="deputy", ahead=ahead)


def _deputy(case: Case) -> str | None:
    account = case.account
    return account.deputy if account.deputy != account.owner else None


@check(
    "KAM203",
    "owner-absent-uncovered",
    "warning",
    hint="name under cover of the absence in _team.yml who stands in: somebody who is with us and not away then",
    mend=mend(
        "Who stands in during the absence?", elsewhere("name under cover of the absence in _team.yml who stands in")
    ),
    ahead="{owner} will be away from {first} to {day}, and nobody will stand in",
)
def owner_absent_uncovered(case: Case) -> Iterator[Lapse]:
    """While the owner is away, the deputy is there, or whom the roster names as cover.

    Why: the customer's machine stands still in August too.

    How to close: name the person under cover of the absence in _team.yml: somebody who is with us and not away then.

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
    for absence in owner.absences if owner else ():
        if owner is None or absence.to < absence.from_:
            continue
        cover = absence.cover if absence.cover != owner.id else None
        there = [*_presence(case, _deputy(case)), *_presence(case, cover)]
        away = within([until(absence.to, absence.from_)], Span(case.since))
        terms = {"owner": owner.name, "first": absence.from_, "day": absence.to}
        message = say("{owner} is away until {day} and nobody stands in", **terms)
        for span in within(uncovered(absence.from_, [there]), away[0]) if away else ():
            record = absence.from_.isoformat()
            yield Lapse(span, case.account, message, field="deputy", record=record)


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
    mend=mend("When was it answered?", sets("responded_at")),
    ahead="the request of {day} is to be answered by {due}: {subject}",
    felt=True,
    holds=TO_THE_END,
    default_hours=24,
)
def request_unanswered(case: Case, default_hours: int) -> Iterator[Lapse]:
    """A logged request is answered within the promised time; where none is promised, within a day.

    Why: answering fast is no favour and no matter of spare time. A customer that waits asks somebody else.

    How to close: answer, and set responded_at. The time runs in reachability.hours; without them, or without a promise,
    round the clock on working days.

    Bad:

        requests:
          - {id: q1, received_at: 2026-11-16T09:00:00+01:00, from: petra-cuk, subject: An offer}

    Good:

        requests:
          - {id: q1, received_at: 2026-11-16T09:00:00+01:00, responded_at: 2026-11-16T15:00:00+01:00, subject: An offer}
    """
    for request in case.account.requests:
        received = case.calendar.day_of(request.received_at)
        promised = last_day_of(case.promise_end(request, default_hours))
        answered = (
            case.calendar.day_of(request.responded_at, request.received_at.tzinfo) if request.responded_at else None
        )
        terms = {"day": received, "due": promised, "subject": request.subject or request.id}
        message = say("the request of {day} was not answered by {due}: {subject}", **terms)
        span = case.owed(received, after(promised), answered, remembered=365)
        yield Lapse(span, request, message)


@check(
    "KAM205",
    "answers-slipping",
    "warning",
    hint="answer in time and set responded_at: it closes when the late ones are old, or few among many",
    mend=mend(
        "Were all requests logged, those answered in time, too?",
        elsewhere("kamdocs request logs a request and its answer; what was late grows old by itself"),
    ),
    requests=3,
    window_days=90,
    percent=90,
    late=1,
)
def answers_slipping(case: Case, requests: int, window_days: int, percent: int, late: int) -> Iterator[Lapse]:
    """Of the requests of three months, nine of ten were answered within the promised time, and at most one was late.

    Why: one late answer is forgiven. Many are a habit.

    How to close: answer in time; the gap closes when the late ones are three months old, or few among many.

    Bad:

        requests:
          - {id: q1, received_at: 2026-10-01T09:00:00+02:00, responded_at: 2026-10-05T09:00:00+02:00}
          - {id: q2, received_at: 2026-10-02T09:00:00+02:00, responded_at: 2026-10-02T10:00:00+02:00}
          - {id: q3, received_at: 2026-10-05T09:00:00+02:00, responded_at: 2026-10-05T10:00:00+02:00}

    Good:

        requests:
          - {id: q1, received_at: 2026-10-01T09:00:00+02:00, responded_at: 2026-10-01T10:00:00+02:00}
          - {id: q2, received_at: 2026-10-02T09:00:00+02:00, responded_at: 2026-10-02T10:00:00+02:00}
          - {id: q3, received_at: 2026-10-05T09:00:00+02:00, responded_at: 2026-10-05T10:00:00+02:00}
    """
    default_hours = case.limits("request-unanswered")["default_hours"]
    known = [
        _known(case, request, default_hours)
        for request in case.account.requests
        if case.calendar.day_of(request.received_at) >= case.since
    ]
    enough = Enough(requests, percent, late)
    for short in falling_short(known, window_days, enough):
        terms = {"requests": short.number, "days": window_days, "day": short.span.start}
        message = say_many(
            "of {requests} requests in the {days} days to {day}, {number} was not answered in time",
            "of {requests} requests in the {days} days to {day}, {number} were not answered in time",
            short.late,
            **terms,
        )
        ahead = say_many(
            "without more answers in time, of {requests} requests within {days} days {number} is late",
            "without more answers in time, of {requests} requests within {days} days {number} are late",
            short.late,
            **terms,
        )
        yield Lapse(short.span, case.account, message, field="requests", ahead=ahead)


def _known(case: Case, request: Request, default_hours: int) -> tuple[date, bool]:
    """The day from which a request counts, and whether it was answered in time."""
    promised = case.promise_end(request, default_hours)
    if request.responded_at and request.responded_at <= promised:
        return case.calendar.day_of(request.responded_at, request.received_at.tzinfo), True
    return last_day_of(promised), False


def evidence(case: Case) -> Iterator[Span]:
    """The days on which a request was answered within the promised time."""
    default_hours = case.limits("request-unanswered")["default_hours"]
    for request in case.account.requests:
        answered, in_time = _known(case, request, default_hours)
        if in_time:
            yield Span(answered)
