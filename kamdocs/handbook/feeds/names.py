"""By which names subscriptions know their entries: the same when a day moves, a text changes, or a file is renamed."""

import hashlib
from collections.abc import Iterable, Iterator

from kamdocs.handbook.view import View
from kamdocs.lint import Finding


def step_name(account: str, record: str, view: View) -> str:
    """The name of something dated in a plan: of the account's lasting id and the record."""
    return _name(view.lasting_ids.get(account, account), record)


def named(findings: Iterable[Finding], view: View) -> Iterator[tuple[Finding, str]]:
    """Findings with their names: of the account's lasting id, check and record; of several, the later ones count up."""
    seen: dict[str, int] = {}
    for finding in findings:
        gap = finding.gap
        account = view.lasting_ids.get(gap.account, gap.account) if gap.account else ""
        name = _name(account, gap.check, gap.record or "")
        seen[name] = seen.get(name, 0) + 1
        yield finding, name if seen[name] == 1 else f"{name}-{seen[name]}"


def _name(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
