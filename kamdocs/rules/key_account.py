"""Golden rule 0, key account: know which customers are key; each has a named manager."""

from collections.abc import Iterator, Mapping
from datetime import date

from kamdocs.language import Amount, say
from kamdocs.model import Account, Record, Revenue
from kamdocs.rules.answers import DECIDED, YEAR_OF_REVENUE, acts, by_action
from kamdocs.rules.case import Case
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.mend import TODAY, adds, corrects, made, mend, picks, sets, way
from kamdocs.rules.question import ask
from kamdocs.rules.spans import FOREVER, Span, after, later, uncovered, year_span

TIER_LATER = 45
"""How much longer a new plan has until its tier is asked about: its first year has enough to do."""


@check(
    "KAM001",
    "owner-missing",
    "error",
    hint="name the account manager under owner, by the id of the team roster",
    mend=mend("Which of us owns the account?", sets("owner")),
    ahead="an owner is to be named by {due}",
    starter=True,
)
def owner_missing(case: Case) -> Iterator[Lapse]:
    """Every key account has an owner: one account manager with a name.

    Why: a customer that everybody looks after is left to itself. One person has to notice when something slips.

    How to close: write the manager's id from the team roster under owner.

    Bad:

        key_since: 2024-01-08

    Good:

        key_since: 2024-01-08
        owner: ana.novak
    """
    if case.account.owner is None:
        yield Lapse(Span(case.since), case.account, say("no owner is named"), field="owner")


@check(
    "KAM002",
    "owner-departed",
    "error",
    hint="name the account manager who takes over under owner",
    mend=mend("Who takes the account over?", sets("owner")),
    ahead="the owner {name} leaves on {day}",
    starter=True,
)
def owner_departed(case: Case) -> Iterator[Lapse]:
    """The owner of the account is still with us.

    Why: when an account manager leaves, the customer notices the silence before we do.

    How to close: name the successor as owner, and introduce the two in person.

    Bad:

        owner: igor.bevk

    Good:

        owner: ana.novak
    """
    owner = case.shared.members.get(case.account.owner or "")
    if owner and owner.left_on:
        message = say("the owner {name} left on {day}", name=owner.name, day=owner.left_on)
        yield Lapse(Span(max(after(owner.left_on), case.since)), case.account, message, field="owner")


@check(
    "KAM003",
    "key-reason-missing",
    "warning",
    hint="record a year under revenue, or say why under key_reason",
    mend=mend(
        "What makes the customer key?", way("its revenue", YEAR_OF_REVENUE), way("another reason", sets("key_reason"))
    ),
    ahead="revenue, or a reason that makes it key, is to be written down by {due}",
)
def key_reason_missing(case: Case) -> Iterator[Lapse]:
    """The plan says what makes the customer key: its revenue, or another reason.

    Why: a key account costs time and attention. Who can't say why it is one will give that time to the wrong customer.

    How to close: add the revenue of at least one year, or a key_reason such as reference or growth-potential.

    Bad:

        key_since: 2024-01-08

    Good:

        key_since: 2024-01-08
        key_reason: growth-potential
    """
    if case.account.key_reason is None and not case.account.revenue:
        yield Lapse(Span(case.since), case.account, say("neither revenue nor a reason says what makes it key"))


@check(
    "KAM004",
    "revenue-stale",
    "info",
    hint="add the newest full year under revenue",
    mend=mend("What was the revenue of the newest full year?", YEAR_OF_REVENUE),
    ahead="the revenue of the years after {year} is to be added by {due}",
    days=400,
)
def revenue_stale(case: Case, days: int) -> Iterator[Lapse]:
    """Where revenue is kept, its newest year is recent.

    Why: yesterday's figures hide today's fall, and the 80/20 view is only as good as its newest year.

    How to close: add a row for the newest full year.

    Bad:

        revenue:
          - {year: 2024, amount: 410000, currency: EUR}

    Good:

        revenue:
          - {year: 2024, amount: 410000, currency: EUR}
          - {year: 2025, amount: 440000, currency: EUR}
    """
    if case.account.revenue:
        newest = max(case.account.revenue, key=lambda row: row.year)
        opens = max(later(date(newest.year, 12, 31), days), case.since)
        yield Lapse(Span(opens), newest, say("the newest year of revenue is {year}", year=newest.year))


@check(
    "KAM005",
    "revenue-falling",
    "warning",
    hint="plan an action with serves: key-account: find out why, and what would turn it",
    mend=mend("What do we do about the fall of revenue, who, and by when?", acts(serves="key-account")),
    fall_percent=10,
    long_fall_percent=15,
    days=60,
)
def revenue_falling(case: Case, fall_percent: int, long_fall_percent: int, days: int) -> Iterator[Lapse]:
    """When revenue falls by a tenth in a year, or by 15 % against the best of three years, an action answers it.

    Why: a customer that buys less has found somebody else, or is in trouble itself. Both are worth a conversation
    early; a slow fall is the one that nobody notices.

    How to close: plan an action with serves: key-account. It closes the gap while it is open, or when it was done
    after the year.

    Bad:

        revenue:
          - {year: 2024, amount: 500000, currency: EUR}
          - {year: 2025, amount: 410000, currency: EUR}

    Good:

        revenue:
          - {year: 2024, amount: 500000, currency: EUR}
          - {year: 2025, amount: 410000, currency: EUR}
        actions:
          - {id: a1, text: Ask what changed, added_on: 2026-01-20, due: 2026-12-10, status: open, serves: key-account}
    """
    rows = {row.year: row for row in case.account.revenue}
    for year, row in sorted(rows.items()):
        before = _fallen_from(rows, row, fall_percent, long_fall_percent)
        if before is None or date(year, 12, 31) < case.since:
            continue
        opens, ends = year_span(year, days, rows)
        known = date(year, 12, 31)
        for lapse in uncovered(opens, [case.answered_by(case.actions_serving("key-account"), known)]):
            message = say(
                "revenue fell from {before} in {last_year} to {amount} {currency} in {year}, and no action answers it",
                before=Amount(before.amount),
                last_year=before.year,
                amount=Amount(row.amount),
                currency=row.currency,
                year=year,
            )
            span = Span(max(lapse.start, case.since), min(lapse.end, ends))
            yield Lapse(span, row, message)


def _fallen_from(rows: Mapping[int, Revenue], row: Revenue, percent: int, long_percent: int) -> Revenue | None:
    """The year from which revenue fell by too much: the one before, or the best of the three before."""
    earlier = [rows[year] for year in range(row.year - 3, row.year) if year in rows]
    comparable = [one for one in earlier if one.currency == row.currency and one.amount > 0]
    for one in comparable[-1:] if comparable and comparable[-1].year == row.year - 1 else []:
        if (one.amount - row.amount) * 100 >= percent * one.amount:
            return one
    best = max(comparable, key=lambda one: one.amount, default=None)
    if best is not None and (best.amount - row.amount) * 100 >= long_percent * best.amount:
        return best
    return None


@check(
    "KAM006",
    "at-risk-without-plan",
    "error",
    hint="set status_since, write the risk under risks, and name under its mitigation the action against it",
    mend=mend(
        "What could make them leave, and what do we do against it?",
        way(
            "a risk that is not in the plan yet",
            adds("risks", "text", gives={"noted_on": TODAY, "mitigation": made("actions")}),
            acts(),
        ),
        way("a risk of the plan", picks("risks", mitigation=made("actions")), acts()),
    ),
    ahead="an action against the risk of losing the customer is due by {due}",
    starter=True,
    question=ask(2, "What would have to change so that they stay?"),
    days=7,
)
def at_risk_without_plan(case: Case, days: int) -> Iterator[Lapse]:
    """A plan that is at risk says what the risk is, and an action goes against it.

    Why: to write down that a customer may leave, and to do nothing, is the most expensive sentence in the plan.

    How to close: add the risk with its mitigation: the id of an action that is open, or was done since the plan has
    been at risk.

    Bad:

        status: at-risk
        status_since: 2026-10-01

    Good:

        status: at-risk
        status_since: 2026-10-01
        risks: [{id: r1, text: A second supplier delivers on trial, noted_on: 2026-10-01, mitigation: a1}]
        actions:
          - {id: a1, text: Agree a weekly call with their plant, owner: ana.novak, due: 2026-12-10, status: open}
    """
    account = case.account
    if account.status != "at-risk":
        return
    began = account.status_since or case.since
    answers = [span for risk in account.risks for span in case.answered(risk.mitigation, began)]
    message = say("the customer is at risk, and no action goes against it")
    if account.status_since:
        message = say("the customer has been at risk since {day}, and no action goes against it", day=began)
    for lapse in uncovered(later(max(began, case.since), days), [answers]):
        yield Lapse(lapse, account, message, field="status")


@check(
    "KAM007",
    "risk-unmitigated",
    "warning",
    hint="name under mitigation the action against it, or write under decision why you live with it",
    mend=mend("What is done about the risk?", *by_action("mitigation"), DECIDED),
    ahead="an action or a decision is due by {due} on the risk {text}",
    days=14,
)
def risk_unmitigated(case: Case, days: int) -> Iterator[Lapse]:
    """A risk of high impact that is not unlikely has an action against it, or a decision.

    Why: a risk that is only written down is a prophecy.

    How to close: link an action of the plan under mitigation, or write down under decision why nothing is done.

    Bad:

        risks: [{id: r1, text: A rival is being qualified, noted_on: 2026-10-01, impact: high}]

    Good:

        risks: [{id: r1, text: A rival is being qualified, noted_on: 2026-10-01, impact: high, mitigation: a1}]
        actions:
          - {id: a1, text: Show them our new furnace, owner: ana.novak, due: 2026-12-10, status: open}
    """
    for risk in case.account.risks:
        if risk.impact != "high" or risk.likelihood == "low" or risk.decision:
            continue
        noted = risk.noted_on or case.since
        message = say("nothing is done about the risk {text}", text=risk.text)
        for lapse in uncovered(max(later(noted, days), case.since), [case.answered(risk.mitigation, noted)]):
            yield Lapse(lapse, risk, message)


@check(
    "KAM008",
    "work-of-departed",
    "warning",
    hint="name a colleague who is with us under owner, by or relationship_owner",
    mend=mend("Which of us takes it over?", corrects()),
    ahead="{name} leaves on {day}, and nobody takes over yet: {what}",
)
def work_of_departed(case: Case) -> Iterator[Lapse]:
    """Nothing is left to a colleague who is gone: no open action, promise or complaint, no person to look after.

    Why: everybody believes that somebody else does what a colleague who left was to do.

    How to close: name the colleague who takes it over.

    Bad:

        actions:
          - {id: a1, text: Prepare the offer, owner: igor.bevk, added_on: 2024-05-06, due: 2026-12-10, status: open}

    Good:

        actions:
          - {id: a1, text: Prepare the offer, owner: ana.novak, added_on: 2024-05-06, due: 2026-12-10, status: open}
    """
    for record, who, field, until_day in _work(case.account):
        member = case.shared.members.get(who)
        if member and member.left_on:
            terms = {"name": member.name, "day": member.left_on, "what": _called(record)}
            message = say("{name} left on {day}, and nobody has taken over: {what}", **terms)
            span = Span(max(after(member.left_on), case.since), until_day or FOREVER)
            hint = say("name a colleague who is with us under {field}", field=field)
            if field == "by":
                hint = say("agree with the customer who keeps it now, and name that colleague under by")
            yield Lapse(span, record, message, field=field, hint=hint)


def _work(account: Account) -> Iterator[tuple[Record, str, str, date | None]]:
    """What hangs on one of ours: the record, who, in which field, and the day on which it ends, if it does."""
    for action in account.actions:
        if action.owner and action.open:
            yield action, action.owner, "owner", None
    for promise in account.commitments:
        if promise.by and promise.settled_on is None:
            yield promise, promise.by, "by", None
    for one in account.nonconformities:
        if one.owner and one.open:
            yield one, one.owner, "owner", None
    for person in account.stakeholders:
        if person.relationship_owner:
            gone = after(person.left_on) if person.left_on else None
            yield person, person.relationship_owner, "relationship_owner", gone


def _called(record: Record) -> str:
    return str(getattr(record, "text", None) or getattr(record, "name", None) or record.key)


@check(
    "KAM014",
    "tier-unreviewed",
    "info",
    hint="ask whether tier and share of wallet still hold, and set tier_reviewed_on",
    mend=mend("Which tier does the customer have today?", sets("tier", tier_reviewed_on=TODAY)),
    ahead="whether the tier still holds is to be asked by {due}",
    days=365,
)
def tier_unreviewed(case: Case, days: int) -> Iterator[Lapse]:
    """Somebody asked within a year whether the tier and the share of wallet still hold.

    Why: a customer that was strategic three years ago may still take a strategic account's time, and bring the revenue
    of a small one.

    How to close: look at revenue, share of wallet and what lies ahead; correct tier, and set tier_reviewed_on.

    Bad:

        tier: key
        tier_reviewed_on: 2025-06-02

    Good:

        tier: key
        tier_reviewed_on: 2026-06-02
    """
    reviewed = case.account.tier_reviewed_on
    opens = max(later(reviewed, days), case.since) if reviewed else later(case.since, days + TIER_LATER)
    message = say("nobody has asked yet whether the tier still holds")
    if reviewed:
        message = say("whether the tier still holds was last asked on {day}", day=reviewed)
    yield Lapse(Span(opens), case.account, message, field="tier_reviewed_on")
