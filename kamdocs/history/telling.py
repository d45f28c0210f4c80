"""The history of a handbook, put together: what is asked, and the rows that answer it."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from kamdocs.history.history import History, lasting_of, rows_of
from kamdocs.history.knowing import Wanted, stretches, what_was_known
from kamdocs.history.periods import Every, Period, periods
from kamdocs.history.sources import Sources, find_story, known_stories, notes_of
from kamdocs.history.stories import Story
from kamdocs.language import _, ngettext
from kamdocs.model import Id

MOST_VERSIONS = 10_000
"""How many versions out of git are judged, at 2 to 4 ms each: at most 40 s. Of a longer history only month ends are."""


class Question(msgspec.Struct, frozen=True):
    """What is asked: the days, the rows, and which account; None for all."""

    since: date
    as_of: date
    every: Every = "month"
    account: Id | None = None


def tell_history(sources: Sources, question: Question) -> History:
    """How the plans stood; raises :class:`~kamdocs.source.git.GitError` where git fails in the midst of it."""
    as_of, past = question.as_of, sources.past
    stories = known_stories(sources, as_of)
    if question.account is not None:
        meant = find_story(stories, question.account)
        stories = (meant,) if meant else ()
    first = min((one.versions[0].day for one in stories), default=as_of)
    wanted, every, thinned = _wanted(stories, question, max(question.since, first))
    store = sources.store()
    known = what_was_known(stories, sources.bench, wanted, store)
    store.save()
    begins_on = past.begins_on if past and past.begins_on and past.begins_on <= as_of else None
    policies = sources.settings.policies
    notes = (*thinned, *notes_of(past, question.since, begins_on), *_failed(sum(one.failed for one in known)))
    return History(
        as_of,
        every,
        question.account,
        begins_on,
        tuple(rows_of(known, wanted.periods, policies, begins_on or as_of)),
        lasting_of(known, policies, as_of),
        notes,
        {one.id: one.name for one in sources.shared_files.shared.team},
    )


def _wanted(stories: Sequence[Story], question: Question, since: date) -> tuple[Wanted, Every, tuple[str, ...]]:
    """What is wanted of the stories; of more versions than can be judged in time only months, and a note that says so.

    Whether it is too much doesn't depend on what was judged before: the same question has the same answer.
    """
    asked = periods(since, question.as_of, question.every)
    wanted = Wanted(asked[0].begins_after, question.as_of, asked)
    number = sum(one.version.blob is not None for one in stretches(stories, wanted))
    if number <= MOST_VERSIONS:
        return wanted, question.every, ()
    months = periods(since, question.as_of, "month")
    thin = Wanted(months[0].begins_after, question.as_of, months, only=_ends(months))
    words = _(
        "the history is long, {number} versions: only those at the ends of months are judged, and what opened and "
        "closed within a month is not told"
    )
    return thin, "month", (words.format(number=number),)


def _ends(asked: Sequence[Period]) -> frozenset[date]:
    return frozenset({asked[0].begins_after, *(one.until for one in asked)})


def _failed(number: int) -> Iterator[str]:
    if number:
        words = ngettext(
            "a check failed on {number} version of a plan: gaps may be missing there",
            "checks failed on {number} versions of plans: gaps may be missing there",
            number,
        )
        yield words.format(number=number)
