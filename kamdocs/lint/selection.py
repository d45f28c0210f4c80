"""Which findings somebody wants to see: by check, by rule, by owner."""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from kamdocs.language import _
from kamdocs.lint.report import Finding, Report
from kamdocs.rules.check import Check
from kamdocs.rules.golden import BY_NUMBER, BY_SLUG
from kamdocs.settings.error import SettingsError, did_you_mean


class Selection(msgspec.Struct, frozen=True):
    """What to keep: ``select`` and ``ignore`` hold codes, names, rule slugs or prefixes of codes; ``owner`` an id."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    owner: str | None = None


def select(report: Report, selection: Selection) -> Report:
    """The report with the selected findings and accounts; raises :class:`SettingsError` for an unknown name.

    What keeps a file from being judged stays, whichever checks are asked for, and for an owner where the file's own
    owner can't be read: what it would say is not known. What follows from a cause stands for itself where the cause was
    not asked for.
    """
    chosen = _codes(selection.select, report.checks) if selection.select else {one.code for one in report.checks}
    chosen -= _codes(selection.ignore, report.checks)
    owner = selection.owner
    unclear = _whose_is_unclear(report)
    standings = tuple(one for one in report.standings if owner is None or one.owner == owner or one.path in unclear)
    owned = {one.path for one in standings}
    findings = tuple(
        _uncovered(finding, chosen)
        for finding in report.findings
        if (finding.check.code in chosen or finding.gap.blinding) and (owner is None or _belongs(finding, owned, owner))
    )
    return msgspec.structs.replace(report, standings=standings, findings=findings)


def hold_owner(owner: str | None, report: Report) -> None:
    """Refuse an owner of nothing; where some plan's owner can't be read, nobody is known to own nothing."""
    owners = {standing.owner for standing in report.standings if standing.owner}
    if owner is not None and owner not in owners and not _whose_is_unclear(report):
        raise SettingsError(_("no account is owned by {name}").format(name=owner), did_you_mean(owner, sorted(owners)))


def _whose_is_unclear(report: Report) -> set[str]:
    """The paths of plans whose owner can't be read: not at all, or not what is written there."""
    blinded = {finding.gap.path for finding in report.findings if finding.gap.blinding}
    return {one.path for one in report.standings if one.owner is None and (not one.assessed or one.path in blinded)}


def _uncovered(finding: Finding, chosen: Collection[str]) -> Finding:
    if finding.covered_by is None or finding.covered_by in chosen:
        return finding
    return msgspec.structs.replace(finding, covered_by=None)


def _belongs(finding: Finding, owned: set[str], owner: str) -> bool:
    gap = finding.gap
    if gap.account:
        return gap.path in owned
    return gap.record == owner or gap.check.startswith("DOC")  # what is wrong with the shared files concerns all


def _codes(words: Iterable[str], checks: Sequence[Check]) -> set[str]:
    return {check.code for word in words for check in find_checks(word, checks)}


def find_checks(word: str, checks: Sequence[Check]) -> list[Check]:
    """The checks that a word means: a code, a name, a rule by its slug or as ``KAM`` and its number, or a beginning.

    ``KAM1`` is golden rule 1 and ``KAM10`` rule 10, although codes of other rules begin so, too. Raises
    :class:`SettingsError` where it means nothing, or could mean two things.
    """
    code = word.upper()
    if exact := [check for check in checks if code == check.code or word.lower() in (check.name, check.rule.slug)]:
        return exact
    beginning = [check for check in checks if check.code.startswith(code)]
    digits = code.removeprefix("KAM")
    if code.startswith("KAM") and digits.isdecimal() and len(digits) <= 2 and int(digits) in BY_NUMBER:
        return _of_rule(word, int(digits), checks)
    if not beginning:
        known = [*(check.name for check in checks), *BY_SLUG]
        raise SettingsError(_("no check is called {name}").format(name=word), did_you_mean(word, known))
    return beginning


def _of_rule(word: str, number: int, checks: Sequence[Check]) -> list[Check]:
    """Our checks of a golden rule; a number with a zero before it could also be the beginning of codes of rule 0."""
    if number and word[3:].startswith("0"):
        message = _("{name} may mean golden rule {number}, or codes of rule 0 that begin so")
        hint = _("write KAM{number} for the rule, or whole codes").format(number=number)
        raise SettingsError(message.format(name=word, number=number), hint)
    return [check for check in checks if check.code.startswith("KAM") and check.rule.number == number]
