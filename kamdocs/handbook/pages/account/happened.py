"""What has happened with a customer, newest first; what waits for an answer stays in sight."""

from kamdocs.handbook import anchors
from kamdocs.handbook.happenings import Event, events
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.subject import NEWEST, Part, Subject, aside
from kamdocs.language import _, ngettext
from kamdocs.rules.spans import later

YEAR = 365


def history_part(of: Subject) -> Part:
    """The newest happenings and those that are owed something; the rest is folded, still in the page."""
    told = events(of.account, of.view, complete=of.complete)
    shown = [one for place, one in enumerate(told) if place < NEWEST or one.record in of.owed]
    kept = {id(one) for one in shown}
    more = [one for one in told if id(one) not in kept]
    parts = of.filled("history", shown=shown, more=more, last=more[-1].day if more else None, anchored=_anchored)
    words = ", ".join(filter(None, (_number(told, more), _initiative(of)))) if of.complete else ""
    return Part(Section(anchors.HISTORY, parts.part("history"), aside(words)), str(len(told)) if of.complete else "")


def _anchored(event: Event) -> bool:
    """Whether the record has its place here; a review has it in what they say."""
    return not event.record.startswith("satisfaction/")


def _number(told: list[Event], more: list[Event]) -> str:
    if not more:
        return ""
    return _("newest {shown} of {all}").format(shown=len(told) - len(more), all=len(told))


def _initiative(of: Subject) -> str:
    """Who began the contacts of the last twelve months, in a few words."""
    recent = [one for one in of.account.interactions if later(of.as_of, -YEAR) < one.date <= of.as_of]
    if not recent:
        return _("no contact in 12 months") if of.account.interactions else ""
    numbers = {who: sum(one.initiated_by == who for one in recent) for who in ("us", "customer", None)}
    told = _("in 12 months we began {ours}, they {theirs}").format(ours=numbers["us"], theirs=numbers["customer"])
    unsaid = numbers[None]
    rest = ngettext("of {number} nobody wrote it", "of {number} nobody wrote it", unsaid).format(number=unsaid)
    return f"{told}, {rest}" if unsaid else told
