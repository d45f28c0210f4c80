"""What is missing: a line each, grouped by rule; codes, files and what to do folded below.

A gap that a to-do or a complaint's row tells is not told again as a line. It stands among the folded ones, as all do.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.subject import NEWEST, Part, Subject, aside
from kamdocs.handbook.templating import fill
from kamdocs.handbook.todos import told_by_todos
from kamdocs.handbook.view import View
from kamdocs.handbook.words import clipped, told
from kamdocs.language import _, ngettext
from kamdocs.lint import Finding, Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Waiver
from kamdocs.rules.spans import later

LETTERS = 160
"""How long a line is at most; the whole of it stands with how to close the gap."""


class Listed(msgspec.Struct, frozen=True, dict=True):
    """The gaps of an account's page, in the order of attention; who isn't told of gaps has none.

    ``lines`` are told as such, ``reminders`` folded below them; ``soon`` open within a month, ``more`` have no line
    for want of room. ``known`` are all with how to close them, grouped by rule, and ``first`` tells by ``id()`` of
    which rule a finding is the first place.
    """

    lines: Sequence[Finding] = ()
    reminders: Sequence[Finding] = ()
    soon: Sequence[Finding] = ()
    more: int = 0
    open: int = 0
    in_complaints: int = 0
    in_todos: int = 0
    known: Sequence[Finding] = ()
    first: Mapping[int, str] = {}

    def lined(self, one: Finding) -> bool:
        """Whether a gap has a line of its own."""
        return id(one) in self._lined

    @cached_property
    def _lined(self) -> frozenset[int]:
        return frozenset(map(id, (*self.lines, *self.reminders, *self.soon)))

    @property
    def rules(self) -> frozenset[str]:
        """The rules that have a place among the gaps."""
        return frozenset(self.first.values())


def listed_gaps(standing: Standing, view: View, of: Subject | None) -> Listed:
    """Of a plan that can't be assessed all that is wrong with its file, none of it told elsewhere."""
    if not view.assessed:
        return Listed()
    gaps = view.open_gaps(standing.id)
    soon = view.upcoming(standing.id, DUE_SOON_DAYS)
    covered = [one for one in view.findings.get(standing.id, ()) if one.state == "open" and one.covered_by]
    elsewhere = _told_elsewhere(of) if of else lambda _one: ""
    where = {id(one): elsewhere(one) for one in (*gaps, *soon)}
    here = _by_rule(one for one in gaps if not where[id(one)])
    lines = [one for one in here if one.gap.severity != "info"]
    reminders = [one for one in here if one.gap.severity == "info"]
    ahead = [one for one in soon if not where[id(one)] and one.gap.severity != "info"]
    reminders += [one for one in soon if not where[id(one)] and one.gap.severity == "info"]
    more = sum(max(0, len(one) - NEWEST) for one in (lines, reminders, ahead))
    lines, reminders, ahead = lines[:NEWEST], reminders[:NEWEST], ahead[:NEWEST]
    known = _by_rule((*gaps, *soon, *covered))
    first: dict[str, int] = {}
    for one in (*lines, *reminders, *ahead, *known):
        first.setdefault(one.check.rule.slug, id(one))
    return Listed(
        lines,
        reminders,
        ahead,
        more,
        len(gaps),
        sum(where[id(one)] == "complaint" for one in gaps),
        sum(where[id(one)] == "todo" for one in gaps),
        known,
        {finding: slug for slug, finding in first.items()},
    )


def _by_rule(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of a rule together, the rules in the order in which they come first."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.check.rule.slug, []).append(one)
    return [one for group in found.values() for one in group]


def _told_elsewhere(of: Subject) -> Callable[[Finding], str]:
    """Tells where a gap is told besides: in a complaint's row, by a to-do, or nowhere."""
    complaints = {one.id for one in of.account.nonconformities}

    def where(one: Finding) -> str:
        if one.gap.record in complaints and one.check.rule.slug == "nonconformities":
            return "complaint"
        return "todo" if told_by_todos(one, of.todos) else ""

    return where


def gaps_part(standing: Standing, view: View, listed: Listed, of: Subject | None) -> Part:
    """The gaps of an account; of a plan with faults in its file what is wrong there, with all that is known of it."""
    account = standing.account
    complete = view.complete(standing)
    whole = view.sure_of(standing)
    parts = fill(
        "account/gaps.html",
        view=view,
        standing=standing,
        listed=listed,
        complete=complete,
        whole=whole,
        waivers=account.waivers if account else (),
        accepted=lambda waiver: _accepted(waiver, standing, view, of),
        letters=LETTERS,
        owner=view.person(standing.owner) if standing.owner else "",
        last_day=_last_day,
        exceptions_place=anchors.WAIVERS.anchor if view.assessed else "",
        mark=lambda one: listed.first.get(id(one), ""),
        lined=listed.lined,
        groups=[(rule, list(found)) for rule, found in groupby(listed.known, key=lambda one: one.check.rule)],
    )
    if not view.assessed:  # what is accepted is a record; that there are gaps is not told
        return Part(Section(anchors.WAIVERS, parts.part("faults")))
    if not complete:
        return Part(Section(anchors.GAPS, parts.part("faults")))
    words = ", ".join(_numbers(listed, whole=whole))
    return Part(Section(anchors.GAPS, parts.part("gaps"), aside(words)), str(listed.open))


def _numbers(listed: Listed, *, whole: bool) -> Sequence[str]:
    open_ = ngettext("{number} open", "{number} open", listed.open).format(number=listed.open)
    said = [open_ if listed.open else _("none open") if whole else _("none known")]
    if listed.in_complaints:
        number = listed.in_complaints
        words = ngettext("{number} in the table of complaints", "{number} in the table of complaints", number)
        said.append(words.format(number=number))
    if listed.in_todos:
        words = ngettext("{number} under To do", "{number} under To do", listed.in_todos)
        said.append(words.format(number=listed.in_todos))
    if listed.soon:
        said.append(ngettext("{number} soon", "{number} soon", len(listed.soon)).format(number=len(listed.soon)))
    return said


def _last_day(one: Finding) -> date | None:
    """The last good day of what opens soon."""
    return later(one.gap.opens_on, -1) if one.gap.opens_on else None


def _accepted(waiver: Waiver, standing: Standing, view: View, of: Subject | None) -> str:
    """What a waiver accepts, in words: the gap where there is one, else the check and the record."""
    waived = (one for one in view.findings.get(standing.id, ()) if one.state == "waived" and one.waiver == waiver)
    if view.assessed and (gap := next(waived, None)):
        return clipped(told(gap.message), LETTERS)
    known = (one for one in view.report.checks if waiver.check in (one.name, one.code))
    check = next(known, None)
    title = (check.title if check else waiver.check).replace("-", " ")
    return f"{title} ({_record_name(waiver.record, of)})" if waiver.record else title


def _record_name(record: str, of: Subject | None) -> str:
    """What a record is called that a waiver names."""
    if of is None:
        return record
    orders = {one.id: _("order {id}").format(id=one.name) for one in of.account.orders}
    return orders.get(record) or of.theirs(record)
