"""The to-dos of an account: what its records owe, and what its gaps owe where there is no record yet.

Late is what is past its last good day: of a promise the day it was promised for, of a gap the day before it opens.
A gap that stands for no to-do is told among the gaps alone; of a complaint the next step owed is told, in one row.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kamdocs.handbook.todo import Kind, Todo
from kamdocs.handbook.words import day_words, money
from kamdocs.language import _, label
from kamdocs.lint import Finding
from kamdocs.model import Account, Nonconformity, Opportunity, Order
from kamdocs.rules.answering import last_day_of
from kamdocs.rules.case import Case
from kamdocs.rules.spans import later


def kind_word(kind: Kind) -> str:
    """A kind of to-do as people read it."""
    return {
        "action": _("action"),
        "promise": _("promise"),
        "next step": _("next step"),
        "delivery": _("delivery"),
        "request": _("request"),
        "complaint": _("complaint"),
        "renewal": _("renewal"),
        "review": _("review"),
        "contact": _("contact"),
        "help": _("help"),
    }[kind]


def todos_of(case: Case, findings: Iterable[Finding], as_of: date, *, assessed: bool) -> Sequence[Todo]:
    """All to-dos of an account.

    Who isn't told of gaps (not ``assessed``) gets what records say of days to come: whether an earlier one was done may
    stand in what isn't read.
    """
    recorded = [*_of_records(case.account)]
    if not assessed:
        return [one for one in recorded if one.due is not None and one.due >= as_of]
    owed = [one for one in findings if one.state != "waived" and one.covered_by is None]
    return [*recorded, *_requests(case), *_complaints(case.account, owed), *_of_gaps(case.account, owed)]


TOLD_BY_ROWS = frozenset({
    "KAM101", "KAM104", "KAM204", "KAM301", "KAM302", "KAM502", "KAM606", "KAM607", "KAM609", "KAM701",
    "KAM801", "KAM802", "KAM803", "KAM804", "KAM805", "KAM807", "KAM809", "KAM810", "KAM1001", "KAM1005", "KAM1006",
})  # fmt: skip
"""The checks whose gaps a row of to-dos tells of."""


def told_by_todos(finding: Finding, todos: Iterable[Todo]) -> bool:
    """Whether one of its account's to-dos tells of a gap; what else opens, or is open, stands among the gaps alone."""
    if finding.check.code not in TOLD_BY_ROWS:
        return False
    about = {"KAM1001": "interactions", "KAM101": "satisfaction", "KAM607": "contract", "KAM609": "contract"}
    record = about.get(finding.check.code)
    return any(
        (one.record if record else one.record.partition("/")[2]) == (record or finding.gap.record) for one in todos
    )


def _of_records(account: Account) -> Iterator[Todo]:
    for action in account.actions:
        if action.open:
            yield Todo(account.id, "action", action.text, f"actions/{action.id}", action.owner, action.due)
    for promise in account.commitments:
        if not promise.settled_on:
            text = _("Promise: {text}").format(text=promise.text)
            yield Todo(account.id, "promise", text, f"commitments/{promise.id}", promise.by, promise.due)
    for chance in account.opportunities:
        if chance.open and chance.next_step_on:
            record = f"opportunities/{chance.id}"
            yield Todo(account.id, "next step", _next_step(chance), record, account.owner, chance.next_step_on)
    for order in account.orders:
        if order.open and order.status != "on-hold":
            record = f"orders/{order.id}"
            yield Todo(account.id, "delivery", _delivery(order), record, account.owner, order.promise)


def _next_step(chance: Opportunity) -> str:
    """The step, and in brackets what it is to sell: a step alone says too little."""
    about = ", ".join(filter(None, (chance.title, money(chance.value, chance.currency))))
    return f"{chance.next_step} ({about})" if chance.next_step else about


def _delivery(order: Order) -> str:
    told = _("Deliver order {name}").format(name=order.name)
    return f"{told}: {order.text}" if order.text else told


def _requests(case: Case) -> Iterator[Todo]:
    account, hours = case.account, case.limits("request-unanswered")["default_hours"]
    for request in account.requests:
        if request.responded_at is None:
            subject = request.subject or label(request.channel) or day_words(request.received_at.date())
            urgent = _("Answer at once: {subject}") if request.urgent else _("Answer: {subject}")
            due = last_day_of(case.promise_end(request, hours))
            record = f"requests/{request.id}"
            yield Todo(account.id, "request", urgent.format(subject=subject), record, account.owner, due)
    for favour in account.help:
        if favour.answered_on is None and favour.outcome in (None, "open"):  # another outcome tells of an answer
            due = case.calendar.workday_after(favour.asked_on, case.limits("help-unanswered")["days"])
            text = _("Answer: {subject}").format(subject=favour.topic)
            yield Todo(account.id, "help", text, f"help/{favour.id}", account.owner, due)


_TAKE_OVER = "KAM801"


def _step_words(check: str) -> str:
    """What a complaint owes next, by the check that asks for it."""
    return {
        _TAKE_OVER: _("Nobody looks after it: {text}"),
        "KAM802": _("Confirm receipt: {text}"),
        "KAM803": _("Find a remedy at once: {text}"),
        "KAM804": _("Tell them how it stands: {text}"),
        "KAM805": _("Settle it: {text}"),
        "KAM807": _("Ask whether they are satisfied: {text}"),
        "KAM809": _("Tell them why it is rejected: {text}"),
        "KAM810": _("They are not satisfied: {text}"),
    }.get(check, "")


def _complaints(account: Account, findings: Sequence[Finding]) -> Iterator[Todo]:
    """Of each complaint the step that is owed first; of an open one of which no check asks anything the agreed day."""
    for one in account.nonconformities:
        steps = [finding for finding in findings if finding.gap.record == one.id and _step_words(finding.check.code)]
        first = min(steps, key=_last_day, default=None)
        if first is not None:
            yield _complaint(account, one, _step_words(first.check.code), _last_day(first))
        elif one.open:
            yield _complaint(account, one, _step_words("KAM805"), one.agreed_due)


def _complaint(account: Account, one: Nonconformity, words: str, due: date | None) -> Todo:
    return Todo(account.id, "complaint", words.format(text=one.text), f"nonconformities/{one.id}", one.owner, due)


def _last_day(finding: Finding) -> date:
    """The last good day of what a gap asks for; nobody has to take over a complaint before it is there."""
    opens = finding.gap.opens_on or date.min
    return opens if finding.check.code == _TAKE_OVER else later(opens, -1)


def _of_gaps(account: Account, findings: Iterable[Finding]) -> Iterator[Todo]:
    """What is owed where no record says so: a contact, a talk about satisfaction, what came of it, a renewal."""
    for finding in findings:
        if told := _gap_words(finding, account):
            kind, words, record = told
            yield Todo(account.id, kind, words, record, account.owner, _last_day(finding))


def _gap_words(finding: Finding, account: Account) -> tuple[Kind, str, str] | None:
    """The kind, the words and the record of the to-do that a gap stands for; None where it stands for none."""
    code, said = finding.check.code, finding.gap.message.values
    if code == "KAM1001":
        every = _("Get in touch; agreed every {days} days") if account.agreed_cadence_days else None
        usual = every or _("Get in touch; due every {days} days")
        return "contact", usual.format(days=said["cadence"]), "interactions"
    if code == "KAM101":
        return "review", _("Ask in person what bothers them"), "satisfaction"
    if code == "KAM104":
        words = _("Tell them what came of the review of {day}").format(day=day_words(_day(said["day"])))
        return "review", words, f"satisfaction/{finding.gap.record}"
    if code == "KAM607":
        words = _("Prepare the renewal of {day}").format(day=day_words(_day(said["day"])))
        return "renewal", words, "contract"
    if code == "KAM609":
        renews = account.contract and account.contract.auto_renew
        written = _("Write down the next day of the contract, after {day}") if renews else None
        agreed = _("Agree how the contract goes on after {day}")
        return "renewal", (written or agreed).format(day=day_words(_day(said["day"]))), "contract"
    return None


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(value)
    return value
