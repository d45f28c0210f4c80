"""``kamdocs log``: a visit, a call or another talk, and the step that follows from it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.adding import Finished, adding, talk_of
from kamdocs.cli.completion import complete_person, complete_value
from kamdocs.cli.streams import tell
from kamdocs.keeping.words import LOG
from kamdocs.language import _

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields
    from kamdocs.writing import Edit

_RULES = {
    "order": "orders",
    "help": "goodwill",
    "complaint": "nonconformities",
    "review": "activity",
}
"""The golden rule that a purpose belongs to, where it is called otherwise."""


def _finish(fields: "Fields", record: dict[str, Any], own: Mapping[str, Any]) -> Finished:
    return Finished(record, talk_of(record, "kind", "date"), _next_step(fields, record, own))


def _next_step(fields: "Fields", record: Mapping[str, Any], own: Mapping[str, Any]) -> "tuple[Edit, ...]":
    """The action that follows: ours from today on, for the rule that the talk was for."""
    from kamdocs.cli.fields import ask_text, can_ask
    from kamdocs.keeping.composing import with_id
    from kamdocs.keeping.words import Default
    from kamdocs.report.printable import printable
    from kamdocs.schema.walk import schema_tree
    from kamdocs.settings.error import SettingsError
    from kamdocs.writing import Add

    given = {name: [own[name]] for name in ("due", "owner", "serves") if own[name]}
    step = own["next_step"] or (ask_text(_("what is to be done next? (may be left out)")) if own["asked"] else None)
    if not step:
        if given:
            raise SettingsError(_("{option} belongs to a next step").format(option=f"--{min(given)}"),
                                _("say what is to be done: --next TEXT"))  # fmt: skip
        return ()
    node = schema_tree("account").fields["actions"].value
    purpose = str(record.get("purpose", "relationship"))
    usual = {"added_on": Default.TODAY, "owner": Default.ME, "status": "open", "serves": _RULES.get(purpose, purpose)}
    action = fields.record(node, {"text": [step], **given}, usual)
    if "due" not in action and can_ask():
        fields.ask(node, action, ("due",))
    if "due" not in action:
        tell(_("note: without a day, {step} counts as no next step: say --due").format(step=printable(step)))
    return (Add(("actions",), with_id(node, action, fields.plan.data, fields.plan.document.text)),)


command = adding(
    LOG,
    """Log a talk with a customer: a visit, a call, a meeting, a video call, an e-mail, an event or a business review.

    ACCOUNT is the customer's id or the beginning of its name, KIND one of visit, call, meeting, video, email, event and
    review. The next step becomes an action of the plan.

    \b
    Examples:
      kamdocs log zeleznik visit --with petra,kos --outcome "Samples wanted by December"
      kamdocs log zeleznik call --with petra --outcome "Price list agreed" --theirs --on yesterday
      kamdocs log železnik visit --with petra --outcome "Samples wanted" --next "Send samples" --due friday
    """,
    click.option("--next", "next_step", metavar="TEXT", help="What is to be done next; it becomes an action."),
    click.option("--due", metavar="DAY", help="When the next step is due: 5.12., tomorrow, friday, +2w."),
    click.option("--owner", metavar="TEXT", shell_complete=complete_person,
                 help="Who of us does the next step. [default: whose e-mail git knows]"),
    click.option("--serves", metavar="TEXT", shell_complete=complete_value("serves", "actions"),
                 help="What the next step is for: a golden rule or a record. [default: the rule of the purpose]"),
    finish=_finish,
)  # fmt: skip
