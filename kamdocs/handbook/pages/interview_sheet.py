"""The sheet for the yearly talk about satisfaction: whom to ask, a few well-chosen questions, room to write.

Like the brief it is a document of its own, made to be printed. It tells who was not asked and what wasn't settled,
which is for who is told of gaps.
"""

import functools
import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from kamdocs.handbook.answers import Answers
from kamdocs.handbook.failed import Guard, failed_sheet
from kamdocs.handbook.page import Sheet
from kamdocs.handbook.pages.interview_questions import Talk, last_asked, newest_review, talk, uses
from kamdocs.handbook.paths import brief_path
from kamdocs.handbook.templating import Filled, fill
from kamdocs.handbook.view import View
from kamdocs.language import _
from kamdocs.lint import Standing
from kamdocs.model import Account, Id, SatisfactionReview, Stakeholder
from kamdocs.rules.case import Case
from kamdocs.rules.spans import later

PEOPLE = 8
"""How many people the sheet proposes; how many more there are is said."""


class Heard(msgspec.Struct, frozen=True):
    """A person to ask, when it was asked last, and whether that is too long ago or never was."""

    person: Stakeholder
    last: date | None
    due: bool


class Interview(msgspec.Struct, frozen=True):
    """What stands on a sheet: ``last`` is when they were asked last, ``more`` how many more people there are.

    ``commands`` write it down; the days are within what there is an answer, and within what they hear of it.
    """

    standing: Standing
    title: str
    brief: str
    complete: bool
    last: SatisfactionReview | None
    whom: Sequence[Heard]
    more: int
    talk: Talk
    commands: Sequence[str]
    answer_days: int
    report_days: int


def interview_sheets(view: View, known: Mapping[str, Sheet], guard: Guard) -> Iterator[Sheet]:
    """The sheet of each account that is asked; ``known`` are those that are still right."""
    template: Filled | None = None
    for standing in view.standings.values():
        path = view.interview(standing)
        if not path or not standing.account:
            continue
        if sheet := known.get(path):
            yield sheet
            continue
        template = template or fill("interview.html", view=view)
        make = functools.partial(_sheet, path, standing, standing.account, view, template)
        instead = functools.partial(failed_sheet, path, interview_title(standing), standing)
        yield guard.made(path, standing.id, make, instead)


def interview_title(standing: Standing) -> str:
    """What the sheet is called."""
    return _("Talk about satisfaction: {name}").format(name=standing.name)


def _sheet(path: str, standing: Standing, account: Account, view: View, template: Filled) -> Sheet:
    return Sheet(path, template.part("document", _interview(standing, account, view)))


def _interview(standing: Standing, account: Account, view: View) -> Interview:
    case, complete = view.case(account), view.complete(standing)
    whom = _whom(account, view, case, complete=complete)
    questions = talk(account, Answers(case, view.as_of, complete), view)
    return Interview(
        standing,
        interview_title(standing),
        brief_path(standing.id),
        complete,
        newest_review(account),
        whom[:PEOPLE],
        more=max(0, len(whom) - PEOPLE),
        talk=questions,
        commands=[_command(account.id, [one.person.id for one in whom]), *_logs(questions)],
        answer_days=case.limits("bother-without-action")["days"],
        report_days=case.limits("feedback-not-reported-back")["days"],
    )


def _whom(account: Account, view: View, case: Case, *, complete: bool) -> list[Heard]:
    """The people who are there: who wasn't asked for long first; of those the users, who decides, who has influence.

    Where the plan isn't ``complete`` for who reads it, who was asked may stand in what isn't read.
    """
    asked, since = last_asked(account), later(view.as_of, -case.limits("users-not-heard")["days"])
    present = [one for one in account.stakeholders if one.present_on(view.as_of)]
    heard = [Heard(one, asked.get(one.id), complete and asked.get(one.id, date.min) <= since) for one in present]

    def rank(one: Heard) -> tuple[bool, bool, bool, bool]:
        return not one.due, not uses(one.person), not one.person.decides, not one.person.influential

    return sorted(heard, key=rank)


def _command(account: Id, people: Sequence[Id]) -> str:
    """The line that writes the talk down, with the first two to ask."""
    named = [shlex.quote(one) for one in people[:2]] or ["PERSON"]
    return " ".join(("kamdocs interview", shlex.quote(account), *named, '--bother "…" --miss "…" --praise "…"'))


def _logs(questions: Talk) -> list[str]:
    """How the answers are written down that belong to records of their own: one line of each kind shows it."""
    lines = [one.log for one in questions.asked if one.log]
    return list({line.split()[1]: line for line in reversed(lines)}.values())
