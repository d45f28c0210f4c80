"""What a plan is held to, and what a change of that hides: moving these makes gaps vanish, and nobody did anything."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from kamdocs.language import _
from kamdocs.lint.evaluation import AccountFile
from kamdocs.lint.facts import Facts, as_word, changes, shown
from kamdocs.lint.judge import Asked, judge_file
from kamdocs.lint.report import Finding, Report, Standing
from kamdocs.model import Account, PlanReview, Shared
from kamdocs.rules.engine import Terms, find_gaps
from kamdocs.rules.guard import Mishap
from kamdocs.rules.policies import Policies
from kamdocs.source import Document

HELD_BY = ("status", "tier", "key_since", "agreed_cadence_days", "reachability")


class Held(msgspec.Struct, frozen=True):
    """What an account is held to now, where that changed, in sentences.

    ``hidden`` are the gaps that would be open if nothing of it had changed, and are not.
    """

    account: str
    told: tuple[str, ...]
    hidden: tuple[Finding, ...] = ()


def held_to(standing: Standing) -> Facts:
    """Status, tier, the days from which the rules ask something, and what was agreed on contact and answers.

    What the file doesn't tell is left out.
    """
    account = standing.account
    if account is None:
        return {}
    known: dict[str, tuple[str, object]] = {
        "status": (_("the status"), as_word(account.status)),
        "tier": (_("the tier"), as_word(account.tier)),
        "key_since": (_("key account since"), account.key_since),
        "started_on": (_("the plan's first day"), _started_on(account)),
        "agreed_cadence_days": (_("the agreed days between contacts"), account.agreed_cadence_days),
    }
    if reach := account.reachability:
        known["first_response_hours"] = _("the hours promised for an answer"), reach.first_response_hours
        known["urgent_response_hours"] = _("the hours promised for an urgent answer"), reach.urgent_response_hours
        known["hours"] = _("the hours in which answering times run"), reach.hours
    return {
        (name,): (label, shown(value))
        for name, (label, value) in known.items()
        if value is not None and name not in account.unknown
    }


def held_changes(was: Mapping[str, Standing], after: Report, policies: Policies, shared: Shared) -> Iterator[Held]:
    """The accounts that are held to something else; ``was`` has them as they were, by the ids that they have now.

    Where a side can't be assessed, only what both tell is compared: the rest may stand in the file.
    """
    asked = Asked(policies, after.as_of)
    for standing in after.standings:
        before = was.get(standing.id)
        if before is None or standing.account is None or before.account is None:
            continue
        old, new = held_to(before), held_to(standing)
        if not (standing.assessed and before.assessed):
            both = old.keys() & new.keys()
            old, new = ({name: side[name] for name in side if name in both} for side in (old, new))
        if told := tuple(changes(old, new)):
            hidden = _hidden(before.account, standing, after, asked, shared) if standing.assessed else ()
            yield Held(standing.id, told, tuple(hidden))


def _hidden(before: Account, standing: Standing, after: Report, asked: Asked, shared: Shared) -> Iterator[Finding]:
    """What would be open if the account were held to what it was before, and is not."""
    assert standing.account is not None  # noqa: S101 (the caller knows)
    mine = (one for one in after.findings if one.gap.account == standing.id and one.state != "upcoming")
    here = {(one.gap.check, one.gap.record) for one in mine}
    account = _held_as(before, standing.account)
    failed: list[Mishap] = []  # told where the file itself is looked at
    document = Document(account.path, "", {}, {})
    gaps = tuple(find_gaps(account, document, Terms(asked.policies, shared, asked.as_of, failed.append)))
    file = AccountFile(account.id, account.path, account, gaps, "", lasting_id=standing.lasting_id)
    found = judge_file(file, asked).findings
    yield from (one for one in found if one.decisive and (one.gap.check, one.gap.record) not in here)


def _held_as(before: Account, account: Account) -> Account:
    """The account as it is now, held to what it was before; what is not known of that stays."""
    known = {name: getattr(before, name) for name in HELD_BY if name not in before.unknown}
    began = _started_on(before)
    plan = msgspec.structs.replace(account.plan or PlanReview(), started_on=began) if account.plan or began else None
    return msgspec.structs.replace(account, plan=plan, **known)


def _started_on(account: Account) -> date | None:
    return account.plan.started_on if account.plan else None
