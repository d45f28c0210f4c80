"""Which findings somebody wants to see: by check, by rule, by owner."""

from collections.abc import Iterable, Sequence

import msgspec

from kamdocs.language import _
from kamdocs.lint.report import Finding, Report, Standing
from kamdocs.rules.check import Check
from kamdocs.rules.golden import BY_SLUG
from kamdocs.settings.error import SettingsError, did_you_mean


class Selection(msgspec.Struct, frozen=True):
    """What to keep: ``select`` and ``ignore`` hold codes, names, rule slugs or prefixes of codes; ``owner`` an id."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    owner: str | None = None


def select(report: Report, selection: Selection) -> Report:
    """The report with the selected findings and accounts; raises :class:`SettingsError` for an unknown name.

    What keeps a file from being judged stays, whichever checks are asked for, and for an owner where the file's own
    owner can't be read: what it would say is not known.
    """
    chosen = _codes(selection.select, report.checks) if selection.select else {one.code for one in report.checks}
    chosen -= _codes(selection.ignore, report.checks)
    owner = selection.owner
    standings = tuple(one for one in report.standings if owner is None or _in_question(one, owner))
    owned = {one.path for one in standings}
    findings = tuple(
        finding
        for finding in report.findings
        if (finding.check.code in chosen or finding.gap.blinding) and (owner is None or _belongs(finding, owned, owner))
    )
    return msgspec.structs.replace(report, standings=standings, findings=findings)


def _in_question(standing: Standing, owner: str) -> bool:
    return standing.owner == owner or (standing.owner is None and not standing.assessed)


def _belongs(finding: Finding, owned: set[str], owner: str) -> bool:
    gap = finding.gap
    if gap.account:
        return gap.path in owned
    return gap.record == owner or gap.check.startswith("DOC")  # what is wrong with the shared files concerns all


def _codes(words: Iterable[str], checks: Sequence[Check]) -> set[str]:
    return {check.code for word in words for check in _matching(word, checks)}


def _matching(word: str, checks: Sequence[Check]) -> list[Check]:
    matching = [
        check for check in checks if word in (check.name, check.rule.slug) or check.code.startswith(word.upper())
    ]
    exact = [check for check in matching if check.code == word.upper()]
    if not matching:
        known = [*(check.name for check in checks), *BY_SLUG]
        raise SettingsError(_("no check is called {name}").format(name=word), did_you_mean(word, known))
    return exact or matching
