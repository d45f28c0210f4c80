"""What a change does to the waivers: granted, altered and withdrawn ones, whether they accept a gap today or not."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kamdocs.lint.report import Finding, Report, Standing
from kamdocs.model import Waiver


class WaiverChange(msgspec.Struct, frozen=True):
    """A waiver that a change grants (``was`` is None), alters, or withdraws (``now`` is None).

    ``accepts`` are the gaps that it accepts as of the day.
    """

    account: str
    now: Waiver | None
    was: Waiver | None
    accepts: tuple[Finding, ...] = ()

    @property
    def waiver(self) -> Waiver:
        """The waiver as it is now, or was."""
        waiver = self.now or self.was
        assert waiver is not None  # noqa: S101 (one of the two is there)
        return waiver


def waiver_changes(was: Mapping[str, Standing], after: Report) -> Iterator[WaiverChange]:
    """The waivers that differ, by account; ``was`` has the accounts as they were, by the ids that they have now."""
    accepted: dict[str | None, list[Finding]] = {}
    for finding in after.findings:
        if finding.state == "waived":
            accepted.setdefault(finding.gap.account, []).append(finding)
    for standing in after.standings:
        before = _waivers(was[standing.id]) if standing.id in was else []
        changed = _changes(standing.id, before, _waivers(standing), accepted.get(standing.id, ()))
        yield from (one for one in changed if one.now or not standing.faulty)  # it may stand where nobody can read it


def _waivers(standing: Standing) -> list[Waiver]:
    return list(standing.account.waivers) if standing.account else []


def _changes(
    account: str, before: list[Waiver], after: list[Waiver], accepted: Iterable[Finding]
) -> Iterator[WaiverChange]:
    gone = [waiver for waiver in before if waiver not in after]
    for waiver in after:
        if waiver in before:
            continue
        was = next((one for one in gone if one.key == waiver.key), None)
        if was is not None:
            gone.remove(was)
        yield WaiverChange(account, waiver, was, tuple(one for one in accepted if one.waiver == waiver))
    yield from (WaiverChange(account, None, waiver) for waiver in gone)
