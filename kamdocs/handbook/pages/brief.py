"""The meeting brief: one sheet of A4 with what one needs at a customer's table.

It is a document of its own without theme and script: fast on a phone, and on paper what it is on the screen. The lists
are as long as one sheet has room for and say how many more there are; the account's page has the rest.
"""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.answers import Answers
from kamdocs.handbook.failed import Guard, failed_brief
from kamdocs.handbook.happenings import contacts, next_steps
from kamdocs.handbook.page import Sheet
from kamdocs.handbook.pages.brief_dealings import complaints_first, favours, order_lines, without_orders
from kamdocs.handbook.pages.brief_facts import facts, map_address, ours_to_call
from kamdocs.handbook.pages.brief_room import MOST, arranged
from kamdocs.handbook.passages import address_line
from kamdocs.handbook.paths import brief_path, has_page
from kamdocs.handbook.questions import questions
from kamdocs.handbook.templating import Filled, fill
from kamdocs.handbook.troubles import notices
from kamdocs.handbook.view import View
from kamdocs.handbook.words import clipped
from kamdocs.lint import Standing
from kamdocs.lint.report import DUE_SOON_DAYS, Cell
from kamdocs.model import Account, Commitment, Id
from kamdocs.rules.case import Case


class Few(msgspec.Struct, frozen=True):
    """The first entries of a list, and how many more there are."""

    html: Markup
    more: int


class Form(msgspec.Struct, frozen=True):
    """The template with what is the same on all briefs; ``cell`` makes one of the ten cells, whatever its days are."""

    template: Filled
    cell: Callable[[Cell], Markup]


class Line(msgspec.Struct, frozen=True):
    """A line of what is open; ``lacking`` is what isn't done, ``planned`` says that it was to be done on its day."""

    day: date
    kind: str
    text: str
    who: Id | None = None
    lacking: str = ""
    planned: bool = True


class Visit(msgspec.Struct, frozen=True):
    """Whom a brief is about, and what stands on it whatever room there is."""

    standing: Standing
    account: Account
    case: Case
    complete: bool
    cells: Markup
    parent: str
    interview: str | None
    reminders: int

    @property
    def place(self) -> str:
        """Where the customer sits."""
        return address_line(self.account)

    @property
    def map(self) -> str:
        """Where a map of it is."""
        return map_address(self.account)

    def person_name(self, person: Id | None) -> str:
        """One of the customer's people by name."""
        return clipped(self.case.person_name(person), 24) if person else ""


def brief_sheets(view: View, known: Mapping[str, Sheet], guard: Guard) -> Iterator[Sheet]:
    """The brief of each account whose plan could be read; ``known`` are those that are still right."""
    form: Form | None = None
    for standing in view.standings.values():
        if standing.account and has_page(standing.id):
            path = brief_path(standing.id)
            if sheet := known.get(path):
                yield sheet
                continue
            form = form or _form(view)
            make = functools.partial(_sheet, standing, standing.account, view, form)
            yield guard.made(path, standing.id, make, functools.partial(failed_brief, standing))


def _form(view: View) -> Form:
    def phones(member: Id) -> Sequence[str]:
        return view.shared.members[member].phones if member in view.shared.members else ()

    attitudes = view.audience.reads("stakeholders.attitude")
    template = fill("brief.html", view=view, phones=phones, attitudes=attitudes)
    return Form(template, functools.cache(lambda cell: template.part("cell", cell)))


def _sheet(standing: Standing, account: Account, view: View, form: Form) -> Sheet:
    part = form.template.part
    visit = _visit(standing, account, view, form)
    lists = _lists(visit, view)
    entries = {name: [part(name, one, visit) for one in lists[name][: most + 1]] for name, most in MOST.items()}
    told = [part("fact", one) for one in facts(account, view, complete=visit.complete)]
    way = arranged(entries, told)
    few = {name: Few(_joined(entries[name][:shown]), len(lists[name]) - shown) for name, shown in way.shown.items()}
    return Sheet(brief_path(standing.id), part("document", visit, _joined(told), few, way.name))


def _joined(html: Sequence[Markup]) -> Markup:
    return Markup("\n".join(html))  # noqa: S704 (each is our template's)


def _visit(standing: Standing, account: Account, view: View, form: Form) -> Visit:
    parent = view.portfolio.parents.get(account.id)
    return Visit(
        standing,
        account,
        view.case(account),
        view.complete(standing),
        cells=_joined([form.cell(Cell(one.rule, one.word, one.severity, waived=one.waived)) for one in standing.cells]),
        parent=view.standings[parent].name if parent else "",
        interview=view.interview(standing),
        reminders=sum(one.gap.severity == "info" for one in view.open_gaps(standing.id)),
    )


def _lists(visit: Visit, view: View) -> Mapping[str, Sequence[object]]:
    """By the name of its part of the sheet, what the sheet has as much of as it has room for, in full."""
    account, complete = visit.account, visit.complete
    answers = Answers(visit.case, view.as_of, complete)
    gaps = view.open_gaps(account.id)
    soon = view.upcoming(account.id, DUE_SOON_DAYS)
    return {
        "ours": ours_to_call(account, view),
        "people": _who_matters(account, view),
        "troubles": complaints_first(account, answers),
        "promises": _promises(account),
        "orders": order_lines(account, view, complete=complete),
        "lines": list(_open_lines(account, view, complete=complete)),
        "help": favours(account),
        "gaps": [one for one in gaps if one.gap.severity != "info"],
        "questions": questions(answers, [*gaps, *soon]) if view.assessed else [],
        "last": contacts(answers.case, view.as_of),
    }


def _who_matters(account: Account, view: View) -> list[Known]:
    """The people who are there: those who decide, then those of influence, then by level."""
    present = view.present_people(account)
    return sorted(present, key=lambda one: (not one.person.decides, not one.person.influential))


def _promises(account: Account) -> list[Commitment]:
    """What is promised and not settled, soonest first; what has no day comes last."""
    return sorted((one for one in account.commitments if not one.settled_on), key=lambda one: one.due or date.max)


def _open_lines(account: Account, view: View, *, complete: bool) -> Iterator[Line]:
    """What one should know first, then the dated steps but promises and deliveries, which have parts of their own."""
    case = view.case(without_orders(account))
    for notice in notices(case, view.as_of, complete=complete):
        yield Line(notice.day, notice.kind, notice.text, lacking=notice.lacking, planned=False)
    for step in next_steps(account, view):
        if not step.record.startswith(("commitments/", "orders/")):
            yield Line(step.day, step.kind, step.text, step.who, planned=step.planned)
