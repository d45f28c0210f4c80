"""Golden rule 7, non-obligatory help: answer what is neither our trade nor our duty; it is remembered longest."""

from collections.abc import Iterator

from kamdocs.language import say
from kamdocs.rules import question
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import mend, sets
from kamdocs.rules.question import ask
from kamdocs.rules.spans import Span, later


@check(
    "KAM701",
    "help-unanswered",
    "warning",
    hint="answer, even if only with a name to turn to, and set answered_on",
    mend=mend("When was it answered?", sets("answered_on", may=("outcome",))),
    ahead="they asked on {day} and wait for an answer: {topic}",
    days=5,
)
def help_unanswered(case: Case, days: int) -> Iterator[Lapse]:
    """What they asked us outside our trade was answered within five working days.

    Why: whoever asks for help trusts us. Not to answer is to decline without a word.

    How to close: help, refer to somebody, or decline politely; and set answered_on.

    Bad:

        help: [{id: h1, asked_on: 2026-11-02, from: petra-cuk, topic: A good customs broker}]

    Good:

        help: [{id: h1, asked_on: 2026-11-02, from: petra-cuk, topic: A good customs broker, answered_on: 2026-11-03}]
    """
    for favour in case.account.help:
        if not favour.answered_on and favour.outcome not in (None, "open"):
            continue  # what came of it tells that there was an answer
        message = say("they asked on {day} and got no answer: {topic}", day=favour.asked_on, topic=favour.topic)
        opens = case.calendar.past(favour.asked_on, days)
        span = case.owed(favour.asked_on, opens, favour.answered_on, remembered=365)
        yield Lapse(span, favour, message)


@check(
    "KAM702",
    "help-without-outcome",
    "info",
    hint="ask what came of it, and set outcome",
    mend=mend(
        "What came of our answer?", sets("outcome", among={"outcome": ("helped", "referred", "declined-politely")})
    ),
    ahead="what came of our answer of {day} is to be asked by {due}: {topic}",
    question=ask(24, "Did our answer help them with this: {what}?", question.favour),
    days=30,
)
def help_without_outcome(case: Case, days: int) -> Iterator[Lapse]:
    """What came of our answer is known.

    Why: who helps and never asks what came of it seems not to care; and a good reason to call is lost.

    How to close: ask, and set the outcome to helped, referred or declined-politely.

    Bad:

        help: [{id: h1, asked_on: 2026-10-01, topic: A good customs broker, answered_on: 2026-10-02, outcome: open}]

    Good:

        help: [{id: h1, asked_on: 2026-10-01, topic: A good customs broker, answered_on: 2026-10-02, outcome: helped}]
    """
    for favour in case.account.help:
        if favour.answered_on and favour.outcome in (None, "open"):
            message = say(
                "what came of our answer of {day} is not recorded: {topic}", day=favour.answered_on, topic=favour.topic
            )
            yield Lapse(case.past(favour.answered_on, later(favour.answered_on, days)), favour, message)


def evidence(case: Case) -> Iterator[Span]:
    """The days on which help was answered."""
    yield from (Span(one.answered_on) for one in case.account.help if one.answered_on)
