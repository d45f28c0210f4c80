"""What changed since the last review: gaps that opened and closed, by account and by who looks after it."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from kamdocs.handbook.view import View
from kamdocs.lint import Finding, Standing

_Key = tuple[object, ...]


class Changes(msgspec.Struct, frozen=True):
    """The gaps of an account (None: of the portfolio) that opened and closed; errors and warnings that count."""

    standing: Standing | None
    opened: Sequence[Finding]
    closed: Sequence[Finding]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.opened) + len(self.closed)


class OwnerChanges(msgspec.Struct, frozen=True):
    """The changes in the accounts of one of ours; ``where`` are the accounts with something new, the most first."""

    owner: str | None
    closed: int
    opened: int
    where: Sequence[Changes]


def changes(view: View) -> Sequence[Changes]:
    """What changed, account by account in the order of attention; nothing where nobody looked back.

    Opened is what counts now and did not then; closed is only what is mended: not what is waived, or told with its
    cause.
    """
    if view.past is None:
        return ()
    before: dict[str | None, list[Finding]] = {}
    for finding in view.past.findings:
        if _counts(finding):
            before.setdefault(finding.gap.account, []).append(finding)
    found = (_changes(one, view, before.get(one.id if one else None, ())) for one in (*view.by_attention, None))
    return [one for one in found if one.number]


def _changes(standing: Standing | None, view: View, before: Sequence[Finding]) -> Changes:
    known = view.findings.get(standing.id if standing else None, ())
    opened = [one for one in known if _counts(one)]
    then, now = _keys(before), _keys(one for one in known if one.gap.open_on(view.as_of))
    return Changes(
        standing,
        [one for one in opened if _key(one) not in then],
        [one for one in before if _key(one) not in now],
    )


def _counts(finding: Finding) -> bool:
    return finding.decisive and finding.gap.severity != "info"


def _keys(findings: Iterable[Finding]) -> frozenset[_Key]:
    return frozenset(_key(one) for one in findings)


def _key(finding: Finding) -> _Key:
    """What tells apart the gaps of one evaluation: a gap may open a second time."""
    return (*finding.gap.identity, finding.gap.opens_on, finding.gap.place)


def by_owner(changed: Iterable[Changes], view: View) -> Sequence[OwnerChanges]:
    """The changes by the account's owner, in the order of their names; last what nobody looks after."""
    found: dict[str | None, list[Changes]] = {}
    for one in changed:
        found.setdefault(one.standing.owner if one.standing else None, []).append(one)
    return [_owner(owner, mine) for owner, mine in sorted(found.items(), key=lambda one: _place(one[0], view))]


def _owner(owner: str | None, mine: Sequence[Changes]) -> OwnerChanges:
    where = sorted((one for one in mine if one.opened), key=lambda one: -len(one.opened))
    return OwnerChanges(owner, sum(len(one.closed) for one in mine), sum(len(one.opened) for one in mine), where)


def _place(owner: str | None, view: View) -> tuple[bool, str, str]:
    return owner is None, view.person(owner).casefold() if owner else "", owner or ""


def numbers(changed: Iterable[Changes]) -> Mapping[str, tuple[int, int]]:
    """How many gaps opened and closed, by account."""
    return {one.standing.id: (len(one.opened), len(one.closed)) for one in changed if one.standing}
