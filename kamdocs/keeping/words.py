"""The words of the trade: what each command that adds a record means by its arguments and options.

A word is data: the list that it adds to, the field that its argument is, what each option puts where, and what holds
where nothing is said. Whatever reads values and writes records knows nothing of promises or orders.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import msgspec

from kamdocs.language import marked
from kamdocs.writing.edit import Way


class Default(Enum):
    """What holds where nothing is said and only the moment knows."""

    TODAY = "today"
    ME = "me"


class Option(msgspec.Struct, frozen=True):
    """An option of a command: the field of the record that it is for, and its help.

    With a ``value`` it is a switch that puts that value; ``many`` says that it may be given several times.
    """

    flag: str
    field: str
    help: str
    value: Any = None
    many: bool = False


class Word(msgspec.Struct, frozen=True):
    """A command that adds a record: to which list, what its argument says, and what is filled in.

    ``asks`` are the fields that are asked for on a terminal, in that order, besides those without which the record
    can't be; ``supplies`` are those of them that the command itself puts in. ``told`` is what a commit says of it.
    """

    name: str
    list_name: str
    says: str
    metavar: str
    told: str
    options: tuple[Option, ...]
    defaults: Mapping[str, Any] = {}
    asks: tuple[str, ...] = ()
    supplies: tuple[str, ...] = ()

    def flag_of(self, field: str) -> str | None:
        """The option that is for a field."""
        return next((one.flag for one in self.options if one.field == field and one.value is None), None)


_DAY = "2026-11-25, 25.11., today, yesterday, friday."
_COMING = "2026-12-05, 5.12., tomorrow, friday, +2w."
_OF_THEM = "a person at the customer, by id or name."
_OF_US = "one of our people, by id or name; me."
_BY_ME = "[default: whose e-mail git knows]"


def _on(field: str, what: str) -> Option:
    return Option("--on", field, f"{what}: {_DAY} [default: today]")


LOG = Word(
    "log", "interactions", "kind", "[KIND]", marked("{what}"),
    (
        Option("--with", "with", f"Who of them took part: {_OF_THEM} May be repeated, or listed by comma.", many=True),
        Option("--outcome", "outcome", "What came of it."),
        _on("date", "When it was"),
        Option("--by", "by", f"Who of us took part: {_OF_US} {_BY_ME}", many=True),
        Option("--theirs", "initiated_by", "They took the initiative, not we.", value="customer"),
        Option("--purpose", "purpose",
               "What it was for: relationship, satisfaction, order, education, expansion, help, complaint, review."),
    ),
    {"date": Default.TODAY, "by": Default.ME, "initiated_by": "us"},
    ("kind", "with", "date", "outcome"),
)  # fmt: skip
PROMISE = Word(
    "promise", "commitments", "text", "[TEXT]", marked("promise: {what}"),
    (
        Option("--to", "to", f"Whom we promised it: {_OF_THEM}"),
        Option("--due", "due", f"By when: {_COMING}"),
        Option("--by", "by", f"Who promised it: {_OF_US} {_BY_ME}"),
        _on("made_on", "When it was promised"),
    ),
    {"made_on": Default.TODAY, "by": Default.ME},
    ("text", "to", "due"),
)  # fmt: skip
COMPLAINT = Word(
    "complaint", "nonconformities", "text", "[TEXT]", marked("complaint: {what}"),
    (
        Option("--from", "received_from", f"Who raised it: {_OF_THEM}"),
        Option("--kind", "kind", "remark, complaint or claim. [default: complaint]"),
        Option("--severity", "severity", "minor, major or critical."),
        Option("--owner", "owner", f"Who of us handles it: {_OF_US} {_BY_ME}"),
        Option("--remedy", "remedy_sought", "What they ask for."),
        _on("received_on", "When it reached us"),
        Option("--acknowledged", "acknowledged_on", "When we answered that we have it."),
    ),
    {"kind": "complaint", "status": "received", "received_on": Default.TODAY, "owner": Default.ME},
    ("text", "kind", "severity", "received_from"),
)  # fmt: skip
REQUEST = Word(
    "request", "requests", "subject", "[SUBJECT]", marked("request: {what}"),
    (
        Option("--from", "from", f"Who asked: {_OF_THEM}"),
        Option("--channel", "channel", "How it came: phone, e-mail …"),
        Option("--urgent", "urgent", "It was urgent.", value=True),
    ),
    {},
    ("subject", "from", "channel"),
    ("received_at",),
)  # fmt: skip
ORDER = Word(
    "order", "orders", "id", "[ORDER]", marked("order: {what}"),
    (
        Option("--promised", "promised_on", f"For which day we promised it: {_COMING}"),
        Option("--text", "text", "What was ordered."),
        Option("--amount", "amount", "What it is worth: 61000, 61k, 61000 EUR."),
        Option("--number", "number", "What the customer calls it."),
        _on("ordered_on", "When it was ordered"),
        Option("--status", "status", "confirmed, in-execution, on-hold … [default: confirmed]"),
    ),
    {"status": "confirmed", "ordered_on": Default.TODAY},
    ("id", "promised_on", "text", "amount"),
)  # fmt: skip
NEED = Word(
    "need", "needs", "text", "[TEXT]", marked("need: {what}"),
    (
        Option("--from", "source", f"Who told us: {_OF_THEM}"),
        Option("--confirmed", "confirmed_on", "When they confirmed it."),
        _on("added_on", "When we learned of it"),
    ),
    {"status": "open", "added_on": Default.TODAY},
    ("text", "source"),
)  # fmt: skip
OPPORTUNITY = Word(
    "opportunity", "opportunities", "title", "[TITLE]", marked("opportunity: {what}"),
    (
        Option("--offering", "offering", "Which of our offerings, by id or name."),
        Option("--unit", "unit", "Which unit of the customer, by id or name."),
        Option("--need", "need", "Which of their needs, by id or its words."),
        Option("--stage", "stage", "idea, qualified, proposal, negotiation … [default: idea]"),
        Option("--value", "value", "What it is worth: 90000, 90k, 90000 EUR."),
        Option("--next", "next_step", "The next step."),
        Option("--due", "next_step_on", f"When the next step is due: {_COMING}"),
        Option("--close", "expected_close", f"When they are expected to decide: {_COMING}"),
        _on("added_on", "When we saw it"),
    ),
    {"stage": "idea", "added_on": Default.TODAY},
    ("title", "offering", "stage", "value", "next_step", "next_step_on"),
)  # fmt: skip
ACTION = Word(
    "action", "actions", "text", "[TEXT]", marked("action: {what}"),
    (
        Option("--due", "due", f"By when: {_COMING}"),
        Option("--owner", "owner", f"Who of us does it: {_OF_US} {_BY_ME}"),
        Option("--serves", "serves", "What it is for: a golden rule (expansion …) or a record of the plan."),
        _on("added_on", "When it was planned"),
    ),
    {"status": "open", "added_on": Default.TODAY, "owner": Default.ME},
    ("text", "due", "owner", "serves"),
)  # fmt: skip
HELP_ASKED = Word(
    "help-asked", "help", "topic", "[TOPIC]", marked("help with {what}"),
    (
        Option("--from", "from", f"Who asked: {_OF_THEM}"),
        _on("asked_on", "When we were asked"),
        Option("--answered", "answered_on", "When we answered."),
        Option("--outcome", "outcome", "helped, referred, declined-politely or open. [default: open]"),
    ),
    {"asked_on": Default.TODAY, "outcome": "open"},
    ("topic", "from"),
)  # fmt: skip
INTERVIEW = Word(
    "interview", "satisfaction", "respondents", "[PERSON]...", marked("satisfaction: {what}"),
    (
        Option("--with", "respondents", f"Who was asked: {_OF_THEM} May be repeated, or listed by comma.", many=True),
        Option("--method", "method",
               "interview-in-person, interview-remote, third-party-interview, survey or workshop. "
               "[default: interview-in-person]"),
        _on("date", "When it was"),
        Option("--by", "by", f"Who of us asked: {_OF_US} {_BY_ME}"),
        Option("--nothing", "none_stated", "They were asked, and nothing bothers them or is missing.", value=True),
    ),
    {"method": "interview-in-person", "date": Default.TODAY, "by": Default.ME},
    ("respondents", "method", "date"),
)  # fmt: skip
PERSON = Word(
    "person", "stakeholders", "name", "[NAME]", marked("a person is added"),
    (
        Option("--title", "title", "What the person is called there: Head of purchasing."),
        Option("--area", "area",
               "purchasing, technical, production, quality, logistics, finance, it, legal, management, end-users or "
               "other."),
        Option("--level", "level", "executive, senior, middle or operational."),
        Option("--influence", "influence", "high, medium, low or unknown."),
        Option("--role", "buying_roles", "decider, buyer, user, influencer, approver … May be repeated.", many=True),
        Option("--attitude", "attitude", "champion, supporter, neutral, sceptic, opponent or unknown."),
        Option("--unit", "unit", "Which unit of the customer, by id or name."),
        Option("--reports-to", "reports_to", f"Whom the person reports to: {_OF_THEM}"),
        Option("--known-by", "relationship_owner", f"Who of us keeps the relationship: {_OF_US}"),
        Option("--email", "email", "An address; may be repeated.", many=True),
        Option("--phone", "phone", "A number; may be repeated.", many=True),
        _on("added_on", "When we came to know the person"),
    ),
    {"added_on": Default.TODAY},
    ("name", "title", "area", "level", "influence", "relationship_owner"),
)  # fmt: skip
_WORDS = (LOG, PROMISE, COMPLAINT, REQUEST, ORDER, NEED, OPPORTUNITY, ACTION, HELP_ASKED, INTERVIEW, PERSON)


def word_for(way: Way) -> Word | None:
    """The command that is made for the records of a list at the top of a plan."""
    return next((one for one in _WORDS if way == (one.list_name,)), None)
