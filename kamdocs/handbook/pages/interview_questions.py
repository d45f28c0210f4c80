"""What to ask in the yearly talk about satisfaction: what always is, and what follows from the plan.

The sheet is read out: its questions speak to the customer. First what is open to any answer, then what the plan asks.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest

import msgspec
from markupsafe import Markup, escape

from kamdocs.handbook.answers import Answers
from kamdocs.handbook.questions import mended
from kamdocs.handbook.view import View
from kamdocs.handbook.words import clipped, count, day, joined
from kamdocs.language import _, label
from kamdocs.model import Account, Expectation, Id, Nonconformity, SatisfactionReview, Stakeholder
from kamdocs.rules.spans import later

MOST = 7
"""How many questions follow from the plan; with the three that are always asked that is what one hour has room for."""
NAMED = 4
LETTERS = 110


class Ask(msgspec.Struct, frozen=True):
    """A question with what one has to know of it, the answers to tick, and how many lines there are to write on.

    ``option`` is what takes the answer in the line that writes the talk down; ``log`` is the line that writes it down
    where it belongs to a record of its own.
    """

    text: str
    note: Markup = Markup()
    choices: tuple[str, ...] = ()
    lines: int = 2
    log: str = ""
    option: str = ""


class Talk(msgspec.Struct, frozen=True):
    """The questions in the order of the talk, and those for which it has no room."""

    asked: Sequence[Ask]
    left: Sequence[Ask]


def talk(account: Account, answers: Answers, view: View) -> Talk:
    """The questions: of each kind that the plan leads to some, so that no kind fills the sheet."""
    kinds = [
        list(_complaints(account, answers)),
        list(_said(account, answers)),
        list(_expectations(account, answers)),
        list(_competitors(account, view)),
        list(_users(answers)),
    ]
    turns = list(dict.fromkeys(one for turn in zip_longest(*kinds) for one in turn if one is not None))
    chosen = frozenset(turns[:MOST])
    follow = dict.fromkeys(one for kind in kinds for one in kind if one in chosen)
    open_ones = (
        Ask(_("What bothers you?"), lines=4, option="--bother"),
        Ask(_("What is missing?"), lines=3, option="--miss"),
    )
    last = Ask(_("If we were gone tomorrow, what would you miss?"), lines=3, option="--praise")
    return Talk((*open_ones, *follow, last), turns[MOST:])


def last_asked(account: Account) -> Mapping[Id, date]:
    """When each person was asked last how satisfied it is."""
    days: dict[Id, date] = {}
    for review in account.satisfaction:
        for person in review.respondents:
            days[person] = max(review.date, days.get(person, date.min))
    return days


def uses(person: Stakeholder) -> bool:
    """Whether the person uses what we deliver."""
    return "user" in person.buying_roles or person.area == "end-users"


def newest_review(account: Account) -> SatisfactionReview | None:
    """The last time that they were asked."""
    return max(account.satisfaction, key=lambda review: review.date, default=None)


def _complaints(account: Account, answers: Answers) -> Iterator[Ask]:
    """Of complaints that are over for us: whether they are for the customer. What is a year old and more rests."""
    for one in sorted(account.nonconformities, key=lambda one: (not one.grave, -one.received_on.toordinal())):
        if one.open:
            continue
        if one.unsatisfied_since:
            text = _("What is still not right with this: {what}?")
        elif _unconfirmed(one, answers):
            text = _("Are you satisfied with how this was settled: {what}?")
        else:
            continue
        yield Ask(_of(text, one.text), _settlement(one), log=_line("done", account.id, one.id, "--confirmed"))


def _unconfirmed(one: Nonconformity, answers: Answers) -> bool:
    if one.status not in ("resolved", "closed") or one.resolved_on is None or not answers.complete:
        return False
    return one.confirmed_by_customer_on is None and later(one.resolved_on, 365) >= answers.as_of


def _settlement(one: Nonconformity) -> Markup:
    kind = ", ".join(filter(None, (label(one.kind), label(one.severity))))
    settled = Markup("; {} {}").format(_("settled"), day(one.resolved_on)) if one.resolved_on else Markup()
    outcome = Markup(": {}").format(clipped(one.agreed_outcome, LETTERS)) if one.agreed_outcome else Markup()
    return escape(kind) + settled + outcome


def _said(account: Account, answers: Answers) -> Iterator[Ask]:
    """What bothered them and what they missed when they said so last, and what came of it."""
    told = [review for review in account.satisfaction if review.bothers or review.misses]
    newest = max(told, key=lambda review: review.date, default=None)
    if newest is None:
        return
    still = [(one, "--bother", _("Does this still bother you: {what}?")) for one in newest.bothers]
    still += [(one, "--miss", _("Do you still miss this: {what}?")) for one in newest.misses]
    for one, option, text in still:
        if mended(one, newest.date, answers):
            text = _("Has this become better: {what}?")
        note = [_by(one.from_, newest.date, answers), answers.owed(newest.date, one.action, one.decision)]
        yield Ask(_of(text, one.text), Markup(" → ").join(filter(None, note)), option=option)


def _expectations(account: Account, answers: Answers) -> Iterator[Ask]:
    """The important ones and those that we don't meet, the worst first: how far we meet them."""
    worst = ("not-met", "partly", None, "unknown", "met", "exceeded")
    asked = [one for one in account.expectations if one.importance == "high" or one.fulfilment in worst[:2]]
    choices = tuple(label(word) for word in ("exceeded", "met", "partly", "not-met"))

    def rank(one: Expectation) -> tuple[bool, int]:
        return one.importance != "high", worst.index(one.fulfilment)

    for one in sorted(asked, key=rank):
        last = [_by(one.stakeholder, one.as_of, answers), escape(label(one.fulfilment))]
        note = Markup(": ").join(filter(None, last))
        log = _line("set", f"{account.id}/{one.id}", "fulfilment=met", "as_of=today")
        yield Ask(_of(_("How far do we meet this: {what}?"), one.text), note, choices, lines=1, log=log)


def _competitors(account: Account, view: View) -> Iterator[Ask]:
    """What somebody else delivers there: what that one does better; one question for each competitor."""
    found: dict[str, list[str]] = {}
    for cell in account.whitespace:
        if cell.status == "competitor":
            found.setdefault(cell.competitor or "", []).append(view.offering(cell.offering))
    for competitor, offerings in found.items():
        what = clipped(", ".join(dict.fromkeys(offerings)), LETTERS // 2)
        who = clipped(competitor, LETTERS // 3) or _("the other supplier")
        yield Ask(_("What does {who} do better than we do: {what}?").format(who=who, what=what))


def _users(answers: Answers) -> Iterator[Ask]:
    """Those who use what we deliver, where none or not all of them were asked within the year of the check."""
    text = _("Who uses what we deliver, and how well does it serve them?")
    if not answers.complete:
        yield Ask(text)
        return
    account, days = answers.case.account, answers.case.limits("users-not-heard")["days"]
    users = [one for one in account.stakeholders if uses(one) and one.present_on(answers.as_of)]
    asked, since = last_asked(account), later(answers.as_of, -days)
    silent = [one.name for one in users if asked.get(one.id, date.min) <= since]
    if not users:
        yield Ask(text, escape(_("the plan names nobody who uses what we deliver")))
    elif silent:
        told = _("not asked within {days}: {people}")
        yield Ask(text, escape(told.format(days=count(days, "day"), people=_first(silent))))


def _first(names: Sequence[str]) -> str:
    shown = ", ".join(clipped(name, 30) for name in names[:NAMED])
    return f"{shown} +{len(names) - NAMED}" if len(names) > NAMED else shown


def _of(text: str, what: str) -> str:
    return text.format(what=clipped(what, LETTERS))


def _by(person: Id | None, when: date, answers: Answers) -> Markup:
    """Who said it, and when."""
    name = clipped(answers.case.person_name(person), 30) if person else ""
    return joined(filter(None, (name, day(when))))


def _line(*words: str) -> str:
    """A line for a shell; an id may hold what one takes for something of its own."""
    return shlex.join(("kamdocs", *words))
