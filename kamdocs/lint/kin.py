"""The parents that plans name: each is another file, which a run may not look at.

What is wrong with a parent depends on other files than the plan's own, so it is found anew in every run, even for a
plan that stands for itself from before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from kamdocs.lint.evaluation import AccountFile
from kamdocs.model import Account, Id, former_owners
from kamdocs.rules.course import circles_among
from kamdocs.rules.engine import file_gap
from kamdocs.rules.gap import FileLapse, Gap
from kamdocs.rules.groups import PARENT, beginning_of, circle_of_parents, unknown_parent
from kamdocs.rules.policies import Policies
from kamdocs.source import Document

Glance = Callable[[Path], tuple[Account | None, bool]]
"""Reads the plan of a file that is not looked at, and says whether all of it could be read."""

_CHECKS = ("DOC003", "DOC005")


class Kin:
    """The accounts that a parent may name: all of a folder, by the ids that they have and had.

    ``paths`` are the files of the folder by account id. Those that are not looked at are read where they are asked for.
    """

    def __init__(self, files: Iterable[AccountFile], paths: Mapping[Id, Path], glance: Glance) -> None:
        self._known: dict[Id, tuple[Account | None, bool]] = {}
        for file in files:
            if file.account is not None or file.id not in self._known:
                self._known[file.id] = (file.account, file.assessed)
        self._looked_at = frozenset(one for one, (_account, whole) in self._known.items() if whole)
        self._paths, self._glance = paths, glance

    def lapses(self) -> Mapping[Id, tuple[str, FileLapse]]:
        """What is wrong with the parents of the plans that are looked at and assessed, by account: check and lapse."""
        above = self._above()
        unknown = {one: parent for one, parent in self._parents() if above.get(one) is None}
        found = {
            one: ("DOC003", unknown_parent(parent, self._names, self._formerly)) for one, parent in unknown.items()
        }
        for circle in circles_among({one: parent for one, parent in above.items() if parent is not None}):
            if first := beginning_of(circle, self._looked_at):
                found[first] = ("DOC005", circle_of_parents(circle, first))
        return found

    def _parents(self) -> Iterator[tuple[Id, Id]]:
        for one in sorted(self._looked_at):
            account, _whole = self._known[one]
            if account is not None and account.parent is not None:
                yield one, account.parent

    def _above(self) -> Mapping[Id, Id | None]:
        """The parent of every plan that is looked at, and of those above it; None where it names no account."""
        above: dict[Id, Id | None] = {}
        way = [one for one, _parent in self._parents()]
        while way:
            one = way.pop()
            parent = account.parent if one not in above and (account := self._account(one)) else None
            if parent is not None:
                above[one] = self._now(parent)
                way.append(above[one] or parent)
        return above

    def _account(self, account_id: Id) -> Account | None:
        if account_id not in self._known and account_id in self._paths:
            self._known[account_id] = self._glance(self._paths[account_id])
        return self._known.get(account_id, (None, False))[0]

    def _now(self, named: Id) -> Id | None:
        """The id that an account has now; None for what no account is or was called, as far as can be told."""
        if named in self._paths:
            return named
        # A plan that can't be read may have been called so.
        return self._formerly.get(named) or (None if all(whole for _account, whole in self._all) else named)

    @cached_property
    def _all(self) -> Iterable[tuple[Account | None, bool]]:
        for one in self._paths:
            self._account(one)
        return tuple(self._known.values())

    @cached_property
    def _formerly(self) -> Mapping[Id, Id]:
        return former_owners([account for account, _whole in self._all if account], self._paths)

    @cached_property
    def _names(self) -> Mapping[Id, str]:
        """What the accounts are called, by their ids and by former ones."""
        names = {account.id: account.name for account, _whole in self._all if account}
        return names | {former: names[now] for former, now in self._formerly.items()}


def with_parents_told(
    files: Iterable[AccountFile], kin: Kin, policies: Policies, read: Callable[[Id], Document]
) -> Iterator[AccountFile]:
    """The files with the gaps of their parents; ``read`` gives the document of an account where there is one to show.

    A file of which nothing new is to be said is the same value.
    """
    lapses = kin.lapses()
    for file in files:
        own = tuple(gap for gap in file.gaps if not of_parent(gap))
        code, lapse = lapses.get(file.id, ("", None))
        if file.account is None or lapse is None or not policies.by_code[code].enabled:
            yield file if len(own) == len(file.gaps) else msgspec.structs.replace(file, gaps=own)
            continue
        document = read(file.id)
        lasting = file.lasting_id if file.lasting_id != file.id else None
        gap = msgspec.structs.replace(
            file_gap(policies.by_code[code], lapse, document, file.id), lasting_account=lasting
        )
        if gap in file.gaps:
            yield file
        else:
            yield msgspec.structs.replace(file, gaps=(*own, gap), text=document.text)


def of_parent(gap: Gap) -> bool:
    """Whether a gap is about the parent that a plan names: what is known of it depends on all other plans."""
    return gap.check in _CHECKS and gap.record == "/".join(PARENT)
