"""Who of ours looks after which account, and what a change does to that."""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

import msgspec

from kamdocs.lint.report import Finding, Standing
from kamdocs.model import Shared

Role = Literal["owner", "deputy", "executive_sponsor"]
ROLES: tuple[Role, ...] = get_args(Role)


class Care(msgspec.Struct, frozen=True):
    """Who has a role at an account now and had it before, by name; None is nobody."""

    account: str
    role: Role
    now: str | None
    before: str | None


class Arrival(msgspec.Struct, frozen=True):
    """An account that is new. ``known`` says whether its file tells who looks after it, ``owner`` who that is."""

    account: str
    owner: str | None
    known: bool


class Departure(msgspec.Struct, frozen=True):
    """An account whose plan is gone, who looked after it, and which open gaps went with it: nobody closed those."""

    account: str
    owner: str | None
    gaps: tuple[Finding, ...]


def care_changes(
    here: Mapping[str, Standing], was: Mapping[str, Standing], before: Shared, after: Shared
) -> Iterator[Care]:
    """The roles that somebody else has than before; what a file doesn't tell, because of its faults, is left out."""
    for account, standing in here.items():
        old = was.get(account)
        for role in ROLES if old else ():
            told = [_who(side, role, shared) for side, shared in ((old, before), (standing, after)) if side]
            if None not in told and told[0] != told[1]:
                yield Care(account, role, now=_named(told[1]), before=_named(told[0]))


def arrival(standing: Standing, shared: Shared) -> Arrival:
    """What to tell of a new account."""
    who = _who(standing, "owner", shared)
    return Arrival(standing.id, _named(who), known=who is not None)


def departure(standing: Standing, shared: Shared, gaps: tuple[Finding, ...]) -> Departure:
    """What to tell of an account that is gone."""
    return Departure(standing.id, _named(_who(standing, "owner", shared)), gaps)


_Who = tuple[str, str]
"""Whoever has a role, by id and name; both are empty for nobody."""


def _who(standing: Standing, role: Role, shared: Shared) -> _Who | None:
    """None where the file doesn't tell."""
    account = standing.account
    if account is None or role in account.unknown:
        return None
    member: str | None = getattr(account, role)
    if member is None:
        return ("", "") if standing.assessed else None
    return member, shared.person_name(member)


def _named(who: _Who | None) -> str | None:
    return (who[1] or None) if who else None
