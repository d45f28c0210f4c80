"""Try a check on a small plan: for the tests of a team's own checks."""

from collections.abc import Mapping
from datetime import date

from kamdocs.model import Shared, build_account
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.check import Check
from kamdocs.rules.engine import Terms, find_gaps
from kamdocs.rules.explanation import PLAN
from kamdocs.rules.gap import Gap
from kamdocs.rules.policies import Policies, default_policy
from kamdocs.schema import validate
from kamdocs.source import load_document

MINIMUM: Mapping[str, str] = {"name": "Example d.o.o.", "status": "active", "tier": "key", "key_since": "2024-01-08"}
"""What every plan holds; a plan that leaves one of these out is given it."""


def gaps_in(plan: str, check: Check, shared: Shared | None = None) -> list[Gap]:
    """All gaps of an account check in a plan (the text of a file), past and future ones included, oldest first.

    ``shared`` holds the team and the offerings. Raises ``ValueError`` where the plan breaks the schema.
    """
    present = {line.partition(":")[0] for line in plan.splitlines()}
    missing = "".join(f"{field}: {value}\n" for field, value in MINIMUM.items() if field not in present)
    document = load_document(PLAN, (missing + plan).encode())
    faults = [*document.faults, *(validate(document, "account") if document.readable else ())]
    if faults:
        raise ValueError(f"line {faults[0].place.line}: {faults[0].message}")
    account = build_account("example", PLAN, document.data)
    known = [one for one in CHECKS if one.name != check.name]
    policies = Policies(default_policy(one) for one in (*known, check))
    gaps = find_gaps(account, document, Terms(policies, shared or Shared()))
    return sorted((gap for gap in gaps if gap.check == check.code), key=lambda gap: gap.opens_on or date.min)


def open_on(gaps: list[Gap], day: str) -> list[Gap]:
    """Those of the gaps that are open on an ISO day."""
    return [gap for gap in gaps if gap.open_on(date.fromisoformat(day))]
