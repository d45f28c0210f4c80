"""Golden rule 6, the contract: what holds the cooperation, when it is renewed, and who prepares that."""

from collections.abc import Iterator
from datetime import date

from kamdocs.language import Sentence, say
from kamdocs.model import Account, Contract
from kamdocs.rules.answers import OVER, RENEWED, by_action
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse, Severity
from kamdocs.rules.mend import mend, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, YEAR, Span, later, uncovered, within


@check(
    "KAM607",
    "renewal-unprepared",
    "error",
    hint="plan the action that prepares the renewal, and name it under contract.action",
    mend=mend("Which action prepares the renewal?", *by_action("action", at="contract"), OVER),
    ahead="the contract renews on {day}; the action that prepares that is to be named by {due}",
    felt=True,
    question=ask(20, "What has to change so that they renew the contract?"),
    days=90,
)
def renewal_unprepared(case: Case, days: int) -> Iterator[Lapse]:
    """Three months before the last day of notice, the contract names the action that prepares its renewal.

    Why: whoever begins after the last day of notice has nothing left to offer, or has lost already.

    How to close: plan an action that prepares the offer, and write its id under contract.action. It counts while it is
    open, and when it was done within a year before the renewal.

    Bad:

        contract: {start: 2025-01-01, renewal_on: 2027-01-01, notice_days: 30}

    Good:

        contract: {start: 2025-01-01, renewal_on: 2027-01-01, notice_days: 30, action: a1}
        actions:
          - {id: a1, text: Prepare the renewal, owner: ana.novak, added_on: 2026-06-20, due: 2026-12-10, status: open}
    """
    contract = case.account.contract
    if contract is None or contract.renewal_on is None:
        return
    opens = later(contract.renewal_on, -(contract.notice_days or 0) - days)
    closes = min(contract.renewal_on, contract.ended_on or FOREVER)
    prepared = case.answered(contract.action, later(contract.renewal_on, -YEAR))
    message, hint = _unprepared(case.account, contract.renewal_on, contract)
    for span in within(uncovered(max(opens, case.since), [prepared]), Span(opens, closes)):
        yield Lapse(span, contract, message, field="renewal_on", hint=hint)


def _unprepared(account: Account, renewal: date, contract: Contract) -> tuple[Sentence, Sentence | None]:
    """What to say, and to do, of a renewal that nothing prepares; an action that is named may be over."""
    terms = {"day": renewal, "last": later(renewal, -(contract.notice_days or 0))}
    named = next((one for one in account.actions if one.id == contract.action), None)
    if named is not None:
        hint = say("open that action again, or name another one under contract.action")
        return say("the contract renews on {day}, and its action is over: {text}", text=named.text, **terms), hint
    if contract.notice_days:
        told = say(
            "the contract renews on {day}, with notice until {last}, and it names no action that prepares that", **terms
        )
        return told, None
    return say("the contract renews on {day}, and it names no action that prepares that", **terms), None


@check(
    "KAM609",
    "contract-ended",
    "error",
    hint="write the new renewal_on, or ended_on where the contract is over",
    mend=mend("How does the contract stand?", RENEWED, OVER),
    ahead="the contract is to be renewed on {day}",
    felt=True,
    days=1,
    renewed_days=30,
)
def contract_ended(case: Case, days: int, renewed_days: int) -> Iterator[Lapse]:
    """A contract whose renewal has passed has a newer day, or says that it ended.

    Why: a customer without a contract may leave tomorrow, and nobody in the house knows.

    How to close: write the new renewal_on; or ended_on, and what comes now. For one that renews
    itself there is a month, and then it is a warning.

    Bad:

        contract: {start: 2024-11-01, renewal_on: 2026-11-01}

    Good:

        contract: {start: 2024-11-01, renewal_on: 2027-11-01}
    """
    contract = case.account.contract
    if contract is None or contract.renewal_on is None:
        return
    opens = later(contract.renewal_on, renewed_days if contract.auto_renew else days)
    message = say("the contract was to be renewed on {day}, and nothing newer is recorded", day=contract.renewal_on)
    ahead = None
    if contract.auto_renew:
        message = say("the contract renewed itself on {day}, and the next day is not recorded", day=contract.renewal_on)
        due = later(opens, -1)
        ahead = say("the next day of the contract, after {day}, is to be written down by {due}",
                    day=contract.renewal_on, due=due)  # fmt: skip
    severity: Severity | None = "warning" if contract.auto_renew else None
    span = Span(max(opens, case.since), contract.ended_on or FOREVER)
    yield Lapse(span, contract, message, field="renewal_on", severity=severity, ahead=ahead)


@check(
    "KAM611",
    "contract-undated",
    "info",
    hint="write renewal_on; ended_on where it is over; open_ended: true where it has no end",
    mend=mend(
        "How does the contract stand?", RENEWED, OVER, way("it has no end", sets(at="contract", open_ended=True))
    ),
    ahead="when the contract is renewed or ends is to be written down by {due}",
    days=90,
)
def contract_undated(case: Case, days: int) -> Iterator[Lapse]:
    """A contract says when it is renewed or when it ended, or that it has no end.

    Why: a day that nobody wrote down comes all the same.

    How to close: write renewal_on; ended_on where it is over; open_ended: true where it runs until somebody ends it.

    Bad:

        contract: {start: 2025-01-01}

    Good:

        contract: {start: 2025-01-01, open_ended: true}
    """
    contract = case.account.contract
    if contract and not (contract.renewal_on or contract.ended_on or contract.open_ended):
        opens = max(later(contract.start or case.since, days), case.since)
        yield Lapse(Span(opens), contract, say("when the contract is renewed or ends is not recorded"))
