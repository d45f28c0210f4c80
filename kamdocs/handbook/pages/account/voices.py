"""What they say: what bothers, what is missing, what they expect, need and praise, all in one table."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
from markupsafe import Markup, escape

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import record_anchor
from kamdocs.handbook.answers import nothing_answers
from kamdocs.handbook.pages.account.complaints import Complaint, complaint_rows
from kamdocs.handbook.pages.account.subject import Part, Subject, section
from kamdocs.handbook.words import short_day_in
from kamdocs.language import _, label, ngettext
from kamdocs.model import Action, Expectation, Id, Need, SatisfactionReview

REVIEWS = 2
"""How many reviews are shown; earlier ones are folded, but those of which something isn't answered."""
WISHES = 20
"""How many of what they expect and need are shown; the rest is folded."""


class Voice(msgspec.Struct, frozen=True):
    """Something that they said: what kind, the words, what is said beside it, by whom and when.

    ``state`` tells how it stands, ``doing`` what we do; ``lacking`` says that nothing answers it. ``record`` is where
    it stands in the plan, empty for what stands with its review.
    """

    kind: str
    text: str
    who: str
    day: date | None
    state: str | Markup = ""
    doing: Markup = Markup()
    beside: str = ""
    lacking: bool = False
    record: str = ""

    @property
    def anchor(self) -> str:
        """Its place in the page."""
        return record_anchor(self.record)


class Asked(msgspec.Struct, frozen=True):
    """A review with what was said in it."""

    review: SatisfactionReview
    voices: Sequence[Voice]

    @property
    def lacking(self) -> bool:
        """Whether something of it isn't answered."""
        return any(one.lacking for one in self.voices)


def voices_part(of: Subject) -> Part:
    """Open complaints, a row each with its steps; then all that was said."""
    asked = [Asked(review, [*_said(review, of)]) for review in _newest(of.account.satisfaction)]
    shown = [one for place, one in enumerate(asked) if place < REVIEWS or one.lacking]
    wishes = sorted([*_wishes(of)], key=lambda one: not one.lacking)
    complaints = complaint_rows(of)
    parts = of.filled(
        "voices",
        asked=shown,
        earlier=[one for one in asked if one not in shown],
        wishes=wishes[:WISHES],
        more=wishes[WISHES:],
        complaints=complaints,
        opportunities_place=anchors.OPPORTUNITIES.anchor,
        never=of.complete and not asked,
    )
    said = [one for one in (*wishes, *(voice for each in asked for voice in each.voices)) if one.lacking]
    told = _numbers(complaints) if of.complete else []
    if said:
        told.append(ngettext("{number} not answered", "{number} not answered", len(said)).format(number=len(said)))
    made = section(anchors.BOTHERS, parts.part("voices"), ", ".join(told), of=of)
    words = ngettext("{number} complaint", "{number} complaints", len(complaints)).format(number=len(complaints))
    return Part(made, (words if complaints else str(len(said))) if of.complete else "")


def _numbers(complaints: Sequence[Complaint]) -> list[str]:
    """How many complaints are open, and how many are settled and still ask for something."""
    waiting = sum(one.record.open for one in complaints)
    rest = len(complaints) - waiting
    open_ = ngettext("{number} open complaint", "{number} open complaints", waiting).format(number=waiting)
    others = ngettext("{number} settled that asks for something", "{number} settled that ask for something", rest)
    return [*([open_] if waiting else []), *([others.format(number=rest)] if rest else [])]


def _newest(reviews: Iterable[SatisfactionReview]) -> list[SatisfactionReview]:
    return sorted(reviews, key=lambda one: (one.date, one.id), reverse=True)


def _said(review: SatisfactionReview, of: Subject) -> Iterator[Voice]:
    for kind, bothers in ((_("Bothers"), review.bothers), (_("Lacking"), review.misses)):
        for one in bothers:
            state, doing, lacking = _answer(of, review.date, one.action, one.decision)
            yield Voice(kind, one.text, of.theirs(one.from_), review.date, state, doing, lacking=lacking)
    for praise in review.praises:
        yield Voice(_("Praises"), praise.text, of.theirs(praise.from_), review.date)


def _wishes(of: Subject) -> Iterator[Voice]:
    yield from (_expectation(one, of) for one in of.account.expectations)
    yield from (_need(one, of) for one in of.account.needs)


def _expectation(one: Expectation, of: Subject) -> Voice:
    unmet = one.fulfilment in ("partly", "not-met")
    _state, doing, lacking = _answer(of, one.as_of, one.action, None, owed=unmet)
    beside = _("{importance} importance").format(importance=label(one.importance)) if one.importance else ""
    return Voice(
        _("Expects"),
        one.text,
        of.theirs(one.stakeholder),
        one.as_of,
        label(one.fulfilment),
        doing,
        beside,
        lacking,
        f"expectations/{one.id}",
    )


def _need(one: Need, of: Subject) -> Voice:
    state: str | Markup = label(one.status)
    if one.addressed_on:
        state = Markup("{} {}").format(state, short_day_in(one.addressed_on, of.as_of))
    confirmed = one.confirmed_on and one.confirmed_on != one.added_on
    told = short_day_in(one.confirmed_on, of.as_of).striptags() if confirmed and one.confirmed_on else ""
    beside = _("confirmed {day}").format(day=told) if told else ""
    who, doing = of.theirs(one.source), Markup("; ").join(_solutions(one.id, of))
    return Voice(_("Needs"), one.text, who, one.added_on, state, doing, beside, record=f"needs/{one.id}")


def _solutions(need: Id, of: Subject) -> Iterator[Markup]:
    """The opportunities and briefings that answer a need."""
    for chance in of.account.opportunities:
        if chance.need == need:
            yield _link(f"opportunities/{chance.id}", _("Opportunity: {title}").format(title=chance.title))
    for briefing in of.account.briefings:
        if briefing.need == need:
            yield _link(f"briefings/{briefing.id}", f"{label(briefing.kind)}: {briefing.topic}")


def _answer(
    of: Subject, said_on: date, action: Id | None, decision: str | None, *, owed: bool = True
) -> tuple[str, Markup, bool]:
    """How it stands, what we do, and whether nothing answers what is ``owed`` an answer, of a complete plan."""
    known = of.answers.known(action)
    doing = Markup("; ").join(filter(None, (_action(known, of), escape(decision) if decision else Markup())))
    lacking = owed and of.complete and not of.answers.holds(said_on, action, decision)
    state = label(known.status) if known else _("decided") if decision else ""
    if lacking:
        return state, Markup('{} <span class="kd-late">{}</span>').format(doing, _nothing(bool(doing))), True
    return state, doing, False


def _nothing(something: bool) -> str:
    return nothing_answers() if something else _("nothing yet")


def _action(known: Action | None, of: Subject) -> Markup:
    if known is None:
        return Markup()
    text = f"{of.view.person(known.owner)}: {known.text}" if known.owner else known.text
    told = _link(f"actions/{known.id}", text)
    if known.open and known.due:
        return told + ", " + escape(_("by {day}")).format(day=short_day_in(known.due, of.as_of))
    return told + (" " + short_day_in(known.done_on, of.as_of) if known.done_on else Markup())


def _link(record: str, text: str) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(record_anchor(record), text)
