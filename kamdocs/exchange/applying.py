"""A draft to the text of its plan, proven; where a part can't be had, the others are, and its rows are rejected."""

from collections.abc import Sequence
from datetime import date

import msgspec

from kamdocs.exchange.drafts import Draft, Group
from kamdocs.exchange.rejected import Rejection
from kamdocs.keeping.beginning import new_text
from kamdocs.keeping.handbook import Change, Handbook, Plan
from kamdocs.language import Sentence, say
from kamdocs.schema.walk import schema_tree
from kamdocs.writing import Edit, Refused, edited
from kamdocs.writing.habits import Habits
from kamdocs.writing.rendering import Pen


class Applied(msgspec.Struct, frozen=True):
    """What comes of a draft: the change, None where nothing changes; the groups in it, and the rows left out."""

    change: Change | None
    groups: tuple[Group, ...]
    rejections: tuple[Rejection, ...] = ()


def apply(draft: Draft, plan: Plan | None, handbook: Handbook, day: date) -> Applied:
    """What a draft makes of its plan; ``plan`` is None for a new one. Nothing is written."""
    work = _Work(draft, plan, handbook, day)
    whole = work.change(draft.groups)
    if not isinstance(whole, Sentence):
        return Applied(whole, tuple(draft.groups))
    done: list[Group] = []
    rejections: list[Rejection] = []
    last: Change | None = None
    for group in draft.groups:
        change = work.change([*done, group]) if group.edits or draft.new else last
        if isinstance(change, Sentence):
            rejections += [Rejection(row, change) for row in group.rows]
            if draft.new and not done:  # the plan itself can't be begun
                rejections += [Rejection(row, change) for one in draft.groups[1:] for row in one.rows]
                return Applied(None, (), tuple(rejections))
        else:
            done.append(group)
            last = change
    return Applied(last, tuple(done), tuple(rejections))


class _Work(msgspec.Struct, frozen=True):
    """What is needed to try a change."""

    draft: Draft
    plan: Plan | None
    handbook: Handbook
    day: date

    def change(self, groups: Sequence[Group]) -> Change | Sentence | None:
        """The change that some groups make; None where they change nothing, and why where they can't be had."""
        edits = [one for group in groups for one in group.edits]
        if self.plan is not None and not edits:
            return None
        try:
            change = self._begun(edits) if self.plan is None else self.handbook.change(self.plan, edits, self.day)
        except Refused as error:
            return error.message
        if change.refused_by:
            return change.refused_by[0].message
        if self.plan is None and (faults := change.written.document.faults):
            return faults[0].message
        return change

    def _begun(self, edits: Sequence[Edit]) -> Change:
        """A new plan, all of it written in one go."""
        data = edited(self.draft.base, edits)
        head = new_text(self.draft.path.parent, self.handbook.root, {})
        lines = Pen(Habits(), schema_tree("account")).record(data, 0)
        change = self.handbook.begin(self.draft.path, head + "\n".join((*lines, "")), self.day)
        if change.written.document.data != data and not change.written.document.faults:
            hint = say("begin the plan by hand")
            raise Refused(say("the plan can't be written so that it says what it should"), hint)
        return change
