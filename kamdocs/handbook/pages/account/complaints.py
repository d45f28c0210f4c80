"""Complaints: those that ask for something a row each, a step a column; the others folded, each with all of it."""

from collections.abc import Sequence
from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import record_anchor
from kamdocs.handbook.pages.account.subject import Part, Subject, section
from kamdocs.handbook.words import day_words
from kamdocs.language import _, label, ngettext, pgettext
from kamdocs.lint import Finding
from kamdocs.model import Nonconformity
from kamdocs.rules.spans import later

OWNED, CONFIRMED, REMEDY, TOLD, SETTLED, SATISFIED = "KAM801", "KAM802", "KAM803", "KAM804", "KAM805", "KAM807"
UNEXPLAINED, UNSATISFIED = "KAM809", "KAM810"
STEPS = frozenset({OWNED, CONFIRMED, REMEDY, TOLD, SETTLED, SATISFIED, UNEXPLAINED, UNSATISFIED})
"""The checks of a complaint's steps; what others find is told with the cause."""


class Step(msgspec.Struct, frozen=True):
    """A step of a complaint: what is told of it, and its sign: done, a gap's severity, soon, or none.

    ``due`` is the last good day of what is still to be done, ``beside`` what else is known.
    """

    sign: str = ""
    text: str = ""
    day: date | None = None
    beside: str = ""
    due: date | None = None


class Complaint(msgspec.Struct, frozen=True):
    """A complaint with its steps, in the order of the columns."""

    record: Nonconformity
    steps: Sequence[Step]
    others: Sequence[Finding]

    @property
    def anchor(self) -> str:
        """Its place in the page."""
        return record_anchor(f"nonconformities/{self.record.id}")


def asks_for_something(one: Nonconformity, of: Subject) -> bool:
    """Whether a complaint has a row: it is open, or something of it is owed."""
    return one.open or f"nonconformities/{one.id}" in of.owed or bool(of.by_record.get(one.id))


def complaint_rows(of: Subject) -> list[Complaint]:
    """The complaints that ask for something: the open ones first, newest first."""
    asking = [one for one in of.account.nonconformities if asks_for_something(one, of)]
    asking.sort(key=lambda one: (not one.open, -one.received_on.toordinal()))
    return [_complaint(one, of) for one in asking]


def _complaint(one: Nonconformity, of: Subject) -> Complaint:
    findings = of.by_record.get(one.id, ()) if of.complete else ()
    by_check = {finding.check.code: finding for finding in findings}
    owner = of.view.person(one.owner) if one.owner else ""
    told = max((update.date for update in one.updates), default=None)
    rejected = by_check.get(UNEXPLAINED)
    unheard, unowned = (rejected if one.told_on is None else None), (None if one.owner else rejected)
    again = one.agreed_due if one.open else None
    steps = (
        Step("", owner) if owner else _step(None, by_check.get(OWNED) or unowned, _("nobody")),
        _step(one.acknowledged_on, by_check.get(CONFIRMED), _("not yet")),
        _step(one.contained_on, by_check.get(REMEDY), _("none yet")),
        _step(one.told_on or told, by_check.get(TOLD) or unheard, _("not told"), keep=True),
        Step("", one.cause or ""),
        _step(one.resolved_on, by_check.get(SETTLED), _("not yet"), due=again),
        _step(_satisfied(one), by_check.get(UNSATISFIED) or by_check.get(SATISFIED), _satisfaction(one)),
    )
    return Complaint(one, steps, [finding for finding in findings if finding.check.code not in STEPS])


def _satisfied(one: Nonconformity) -> date | None:
    return None if one.unsatisfied_since else one.confirmed_by_customer_on


def _satisfaction(one: Nonconformity) -> str:
    return _("not satisfied") if one.unsatisfied_since else _("not asked")


def _step(
    done: date | None, finding: Finding | None, lacking: str, *, due: date | None = None, keep: bool = False
) -> Step:
    """What is told of a step: that it is done, what is lacking, or until when; ``keep`` tells the last day besides."""
    opens = finding.gap.opens_on if finding else None
    if finding and finding.state == "open":
        since = _("last on {day}").format(day=day_words(done)) if done and keep else ""
        return Step(finding.gap.severity, lacking, beside=since)
    if done and not (finding and keep):
        return Step("done", day=done)
    if finding and opens:
        return Step("soon", due=later(opens, -1), day=done if keep else None)
    return Step(due=due)


def settled_part(of: Subject) -> Part:
    """The complaints of which nothing is owed any more, each folded with all that is known of it."""
    rest = [one for one in of.account.nonconformities if not asks_for_something(one, of)]
    rest.sort(key=lambda one: one.received_on, reverse=True)
    parts = of.filled("complaints", rest=rest, headline=_headline)
    waiting = sum(one.open for one in of.account.nonconformities)
    closed = ngettext("{number} settled", "{number} settled", len(rest)).format(number=len(rest))
    open_ = ngettext("{number} open", "{number} open", waiting).format(number=waiting) if waiting else _("none open")
    words = f"{open_}, {closed}" if of.complete else ""
    made = section(anchors.NONCONFORMITIES, parts.part("settled"), words, of=of)
    return Part(made, open_ if of.complete else "")


def _headline(one: Nonconformity) -> str:
    """A settled complaint in one line: what, when, and how it ended."""
    kind = _("{kind} of {day}").format(kind=label(one.kind), day=day_words(one.received_on))
    settled = _("settled on {day}").format(day=day_words(one.resolved_on)) if one.resolved_on else ""
    content = one.confirmed_by_customer_on if not one.unsatisfied_since else None
    satisfied = _("satisfied on {day}").format(day=day_words(content)) if content else ""
    ended = [settled, satisfied] if settled or satisfied else []
    if one.status == "rejected" or not ended:
        ended = [pgettext("nonconformity", "%(status)s") % {"status": label(one.status)}, *ended[1:]]
    return f"{one.text}: {', '.join(filter(None, (kind, *ended)))}"
