"""The page of one of ours, my work: what I owe, to whom a word, what opens in my accounts, what I closed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import Heading
from kamdocs.handbook.feeds.calendars import person_calendar
from kamdocs.handbook.feeds.vcards import has_our_card, our_vcard
from kamdocs.handbook.owed_words import OwedWord, owed_words
from kamdocs.handbook.page import Column, Page, Passage, Section
from kamdocs.handbook.passages import line
from kamdocs.handbook.paths import leaving_path, person_path
from kamdocs.handbook.templating import Filled, fill
from kamdocs.handbook.todo import Todo, tally
from kamdocs.handbook.todos import told_by_todos
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.language import _
from kamdocs.lint import Finding, Standing, in_order, soonest
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, Id, TeamMember
from kamdocs.rules.spans import after, later, months_before

GRID = 25
"""How many accounts are told with their cells; the others by name."""
NAMES = 200
"""How many of the others are named."""
GAPS = 60
"""How many gaps of a list a page shows."""
NAMED = 3
"""How many accounts of a deputy are named."""
FOLDED = 10
"""How many gaps of a list are seen before the rest folds."""


class Term(msgspec.Struct, frozen=True):
    """To-dos that fall due together: a week, say. ``begins`` and ``ends`` are its days, None where it has none.

    ``folded`` says that it is looked at when asked for, ``ranked`` that they stand in the order of attention.
    """

    title: str
    todos: Sequence[Todo]
    begins: date | None = None
    ends: date | None = None
    folded: bool = False
    ranked: bool = False


class StandIn(msgspec.Struct, frozen=True):
    """A deputy by the plans: for which accounts of somebody, the first ones, and how many more."""

    member: Id
    accounts: Sequence[Standing]
    more: int


class Done(msgspec.Struct, frozen=True):
    """Something that one of ours brought to an end."""

    day: date
    text: str
    account: str
    anchor: str


class Holdings(msgspec.Struct, frozen=True):
    """How many accounts somebody looks after, and how many of ours report to the person."""

    accounts: int
    team: int


class Work(msgspec.Struct, frozen=True):
    """All that a person's page tells."""

    terms: Sequence[Term]
    owed: Sequence[Todo]
    words: Sequence[OwedWord]
    closed: Sequence[Done]
    missing: Sequence[Finding]
    opening: Sequence[Finding]
    deputy: Sequence[Standing]


def my_work_page(member: TeamMember, view: View, known: Mapping[str, Page]) -> Page:
    """The page of one of ours; the ``known`` one is right if it is made of the same."""
    standings = view.owners.get(member.id, ())
    work = _work(member, standings, view)
    until = later(view.as_of, DUE_SOON_DAYS)
    team = [one for one in view.colleagues if one.reports_to == member.id]
    told = {
        "member": member,
        "work": work,
        "until": until,
        "since": months_before(view.as_of, 1),
        "counts": tally(work.owed, view.as_of, until),
        "absences": [absence for absence in member.absences if absence.to >= view.as_of],
        "standings": standings[:GRID],
        "others": standings[GRID : GRID + NAMES],
        "more": len(standings[GRID:]),
        "limit": GAPS,
        "stand_ins": _stand_ins(standings),
        "rules": TEN_RULES,
        "folded": FOLDED,
        "calendar": person_calendar(member.id),
        "card": our_vcard(member.id) if has_our_card(member, view) else None,
        "leaving": leaving_path(member.id),
        "team": [(one, tally(view.todos_by(one.id), view.as_of, until), _errors(one, view)) for one in team],
    }
    made_of, kept = (told, view.faces), known.get(person_path(member.id))
    if kept and kept.made_of == made_of:
        return kept
    parts = fill("my_work.html", view=view, **told)
    has = Holdings(len(standings), len(team))
    below = tuple(_sections(parts, work, view, has=has))
    headings = [one.heading for one in below]
    return Page(
        path=person_path(member.id),
        title=member.name,
        lead=parts.part("lead", [(one.anchor, one.text, _number(one, work, has)) for one in headings]),
        sections=below,
        search=(Passage("", (line(member.title, *member.emails, *member.phones, member.id),)),),
        made_of=made_of,
        wide=True,
    )


def _sections(parts: Filled, work: Work, view: View, *, has: Holdings) -> list[Section]:
    """What concerns nobody is left out: a director without accounts has people instead."""

    def part(heading: Heading, name: str, column: Column = "", aside: str = "") -> Section:
        return Section(heading, parts.part(name), parts.part(aside) if aside else Markup(), column)

    found = []
    if work.owed or view.assessed:  # who doesn't read everything isn't told that there is nothing
        found.append(part(anchors.WHAT_I_OWE, "owed", "left", "owed_aside"))
    if view.assessed:
        if has.accounts or work.words:
            found.append(part(anchors.OWED_A_WORD, "words", "right", "words_aside"))
        found.append(part(anchors.CLOSED_LATELY, "closed", "right", "closed_aside"))
    if has.team:
        found.append(part(anchors.MY_TEAM, "their_team"))
    if has.accounts:
        found.append(part(anchors.MY_ACCOUNTS, "accounts", "", "accounts_aside"))
        if view.assessed:
            found += [part(anchors.ALSO_MISSING, "missing", "left"), part(anchors.WHAT_ELSE_OPENS, "opening", "right")]
    if work.deputy:
        found.append(part(anchors.DEPUTY, "deputy"))
    return found


def _number(heading: Heading, work: Work, has: Holdings) -> int | None:
    """What the bar says beside a heading."""
    return {
        anchors.WHAT_I_OWE: len(work.owed),
        anchors.OWED_A_WORD: len(work.words),
        anchors.CLOSED_LATELY: len(work.closed),
        anchors.MY_ACCOUNTS: has.accounts,
        anchors.MY_TEAM: has.team,
        anchors.ALSO_MISSING: len(work.missing),
        anchors.WHAT_ELSE_OPENS: len(work.opening),
        anchors.DEPUTY: len(work.deputy),
    }.get(heading)


def _work(member: TeamMember, standings: Sequence[Standing], view: View) -> Work:
    todos = view.todos_by(member.id)
    owed = [one for one in todos if one.kind != "contact"]
    open_gaps = [one for standing in standings for one in view.open_gaps(standing.id)]
    soon = [one for standing in standings for one in view.upcoming(standing.id, DUE_SOON_DAYS)]
    return Work(
        terms=[one for one in terms(owed, view.as_of) if one.todos or view.assessed],
        owed=owed,
        words=owed_words([one for one in todos if one.kind == "contact"], view),
        closed=closed_lately(member, view) if view.assessed else (),
        missing=in_order(one for one in open_gaps if not _in_a_row(one, view)),
        opening=soonest(in_order(one for one in soon if not _in_a_row(one, view))),
        deputy=[one for one in view.by_attention if one.account and one.account.deputy == member.id],
    )


def _in_a_row(finding: Finding, view: View) -> bool:
    return told_by_todos(finding, view.todos_of(finding.gap.account or ""))


def terms(todos: Sequence[Todo], as_of: date) -> list[Term]:
    """The to-dos by when they fall due; a term without any is left out, but this week, of which it is worth saying."""
    return [one for one in _terms(todos, as_of) if one.todos or (todos and one.begins == as_of)]


def _terms(todos: Sequence[Todo], as_of: date) -> Iterator[Term]:
    week_ends = later(as_of, 6 - as_of.weekday())
    next_ends, until = later(week_ends, 7), later(as_of, DUE_SOON_DAYS)
    yield Term(_("Late"), [one for one in todos if one.late(as_of)], ranked=True)
    yield Term(_("No day set"), [one for one in todos if one.due is None])
    yield Term(_("This week"), _between(todos, as_of, week_ends), as_of, week_ends)
    yield Term(_("Next week"), _between(todos, after(week_ends), next_ends), after(week_ends), next_ends)
    yield Term(_("After that"), _between(todos, after(next_ends), until), after(next_ends), until)
    yield Term(_("Later"), _between(todos, after(until), date.max), folded=True)


def _between(todos: Sequence[Todo], first: date, last: date) -> list[Todo]:
    return [one for one in todos if one.due is not None and first <= one.due <= last]


def _stand_ins(standings: Sequence[Standing]) -> list[StandIn]:
    """The deputies of somebody's accounts, who has the first of them in the order of attention first."""
    found: dict[Id, list[Standing]] = {}
    for one in standings:
        if one.account and one.account.deputy:
            found.setdefault(one.account.deputy, []).append(one)
    return [StandIn(member, its[:NAMED], max(0, len(its) - NAMED)) for member, its in found.items()]


def closed_lately(member: TeamMember, view: View) -> list[Done]:
    """What one of ours brought to an end within the last month, the newest first, by what the plans record."""
    since = months_before(view.as_of, 1)
    accounts = (one.account for one in view.standings.values() if one.account)
    found = [one for account in accounts for one in _done_by(member.id, account) if since <= one.day <= view.as_of]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.account, one.anchor))


def _done_by(member: str, account: Account) -> Iterator[Done]:
    for action in account.actions:
        if action.owner == member and action.status == "done" and action.done_on:
            yield _done(action.done_on, action.text, account, f"actions/{action.id}")
    for promise in account.commitments:
        if promise.by == member and promise.kept_on:
            text = _("Promise: {text}").format(text=promise.text)
            yield _done(promise.kept_on, text, account, f"commitments/{promise.id}")
    for one in account.nonconformities:
        if one.owner == member and one.resolved_on and not one.open:
            text = _("Settled: {text}").format(text=one.text)
            yield _done(one.resolved_on, text, account, f"nonconformities/{one.id}")


def _done(day: date, text: str, account: Account, record: str) -> Done:
    return Done(day, text, account.id, anchors.record_anchor(record))


def _errors(member: TeamMember, view: View) -> int:
    """How many of somebody's accounts have an open error."""
    owned = view.owners.get(member.id, ())
    return sum(any(gap.gap.severity == "error" for gap in view.open_gaps(one.id)) for one in owned)
