"""The way through the gaps: which is asked next, what was done with those before, and what one answer changed.

Gaps come in the order of attention, the open ones before those that open soon. What is covered by its cause or accepted
for a while is not asked. Everything here is a value; reading, asking and writing are done elsewhere.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import msgspec

from kamdocs.lint import Finding, in_order
from kamdocs.rules.gap import Identity

Key: TypeAlias = tuple[Identity, str]
"""Which question it is: the gap, and its words, because several gaps may have one identity."""
Did: TypeAlias = Literal["answered", "waived", "skipped"]


class Passed(msgspec.Struct, frozen=True):
    """A gap that was asked about, and what was done; where that wrote the file, its bytes ``before`` and ``after``."""

    finding: Finding
    did: Did
    before: bytes | None = None
    after: bytes | None = None


class Walk(msgspec.Struct, frozen=True):
    """What is still to ask, the next first; what was asked, the last one last; and what was left behind for good.

    ``kept`` holds what was written and stays so though somebody went back past it.
    """

    ahead: tuple[Finding, ...] = ()
    behind: tuple[Passed, ...] = ()
    kept: tuple[Passed, ...] = ()

    @property
    def next(self) -> Finding | None:
        """The gap that is asked about next."""
        return self.ahead[0] if self.ahead else None

    def passing(self, did: Did, before: bytes | None = None, after: bytes | None = None) -> "Walk":
        """The walk after something was done about the next gap."""
        first, *rest = self.ahead
        return Walk(tuple(rest), (*self.behind, Passed(first, did, before, after)), self.kept)

    def back(self, *, kept: bool = False) -> "Walk":
        """The walk with the last gap asked about once more; or ``kept`` as it was answered, and only left behind."""
        last = self.behind[-1]
        if kept:
            return Walk(self.ahead, self.behind[:-1], (*self.kept, last))
        return Walk((last.finding, *self.ahead), self.behind[:-1], self.kept)

    def seen_anew(self, account: str | None, findings: Iterable[Finding], *, first: Finding | None = None) -> "Walk":
        """The walk after an account was looked at again: its gaps as they are now, without those that were skipped.

        With ``first`` that one stays in front, if it is still there.
        """
        skipped = {key_of(one.finding) for one in self.behind if one.did == "skipped"}
        fresh = [one for one in to_ask(findings) if one.gap.account == account and key_of(one) not in skipped]
        others = [one for one in self.ahead if one.gap.account != account]
        ahead = in_order([*others, *fresh])
        if first is not None:
            asked = key_of(first)
            ahead = (*(one for one in ahead if key_of(one) == asked), *(one for one in ahead if key_of(one) != asked))
        return Walk(ahead, self.behind, self.kept)

    def count(self, *did: Did) -> int:
        """Of how many gaps that was done."""
        return sum(one.did in did for one in (*self.behind, *self.kept))

    @property
    def written(self) -> Sequence[str]:
        """The files that were written, as messages call them, each once."""
        paths = (one.finding.gap.path for one in (*self.kept, *self.behind) if one.after is not None)
        return list(dict.fromkeys(path for path in paths if path))

    @property
    def unreadable(self) -> Sequence[str]:
        """The files that could not be judged, because of a gap that is not answered; each once."""
        left = (*(one.finding for one in self.behind if one.did == "skipped"), *self.ahead)
        return list(dict.fromkeys(one.gap.path for one in left if one.gap.blinding and one.gap.path))


def key_of(finding: Finding) -> Key:
    """What tells one question from another, on one day."""
    return finding.gap.identity, str(finding.gap.message)


def to_ask(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that are asked about: what is open or opens soon, neither accepted nor explained by its cause."""
    return tuple(one for one in findings if one.state != "waived" and one.covered_by is None)
