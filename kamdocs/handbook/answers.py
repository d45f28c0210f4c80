"""What is done about what a customer said: one answer for every page, the same that the checks go by."""

from collections.abc import Iterable
from datetime import date

import msgspec
from markupsafe import Markup, escape

from kamdocs.handbook.words import day
from kamdocs.language import _, label
from kamdocs.model import Action, Id
from kamdocs.rules.case import Case
from kamdocs.rules.spans import Span


class Answers(msgspec.Struct, frozen=True):
    """The answers in a plan as of a day.

    A dropped action answers nothing, nor does one that was done before. That nothing answers is said where the plan is
    ``complete`` for who reads it.
    """

    case: Case
    as_of: date
    complete: bool

    def known(self, action: Id | None) -> Action | None:
        """The action of that id, where the plan has it."""
        return next((one for one in self.case.account.actions if one.id == action), None) if action else None

    def holds(self, event: date, action: Id | None, decision: str | None = None) -> bool:
        """Whether a decision, or the action of that id, answers something of a day."""
        return bool(decision) or self._now(self.case.answered(action, event))

    def served(self, record: Id, event: date) -> bool:
        """Whether an action that serves a record answers something of a day."""
        return self._now(self.case.answered_by(self.case.actions_serving(record), event))

    def _now(self, spans: Iterable[Span]) -> bool:
        return any(span.start <= self.as_of < span.end for span in spans)

    def state(self, action: Id | None) -> Markup:
        """The action with how far it is; empty where none is known."""
        known = self.known(action)
        if known is None:
            return Markup()
        when = Markup(" {}").format(day(known.done_on)) if known.done_on else Markup()
        return Markup("{} <small>({}{})</small>").format(known.text, label(known.status), when)

    def words(self, event: date, action: Id | None, decision: str | None = None) -> Markup:
        """What is done, and that nothing answers it where that is so; empty where nothing is done."""
        decided = escape(_("decided: {decision}").format(decision=decision)) if decision else Markup()
        said = Markup("; ").join(filter(None, (self.state(action), decided)))
        if not said or not self.complete or self.holds(event, action, decision):
            return said
        return Markup('{} <span class="kd-late">{}</span>').format(said, nothing_answers())

    def owed(self, event: date, action: Id | None, decision: str | None = None) -> Markup:
        """As :meth:`words`; where nothing is done, that it is so."""
        nothing = Markup("<em>{}</em>").format(_("nothing yet")) if self.complete else Markup()
        return self.words(event, action, decision) or nothing


def nothing_answers() -> str:
    """What is said of something that has an action which doesn't answer it."""
    return _("nothing answers it")
