"""Judge an evaluation as of a day: which gaps are open, upcoming, waived or covered, and the ten cells."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from kamdocs.language import _
from kamdocs.lint.evaluate import AccountFile, Evaluation
from kamdocs.lint.report import DUE_SOON_DAYS, Cell, Finding, Report, Standing, State
from kamdocs.lint.waivers import find_waiver
from kamdocs.model import Account, Shared, Waiver
from kamdocs.rules.gap import Gap
from kamdocs.rules.golden import GOLDEN_RULES, GoldenRule
from kamdocs.rules.policies import Policies, Policy
from kamdocs.rules.spans import later

COVERS: Mapping[str, frozenset[str]] = {
    "KAM1001": frozenset({"KAM901", "KAM905", "KAM906", "KAM908", "KAM1003", "KAM1004"}),
    "KAM1002": frozenset({"KAM1005"}),
    "KAM202": frozenset({"KAM203"}),
}
"""One cause, one finding: a gap of the first check is the cause of gaps of the others."""
NEWCOMER = "KAM910"
"""A newcomer whom nobody of us has met is the cause of what is missing about that person and the person's area."""
CAUSES = frozenset({*COVERS, NEWCOMER})


class JudgedFile(msgspec.Struct, frozen=True):
    """What is judged of one file: its findings in sight, and how its account stands."""

    file: AccountFile
    findings: tuple[Finding, ...]
    standing: Standing


def judge(
    evaluation: Evaluation, policies: Policies, as_of: date, *, upcoming_days: int = 0, waivers: bool = True
) -> Report:
    """The report as of a day; gaps that open within ``upcoming_days`` are listed too."""
    horizon = later(as_of, upcoming_days)
    judged = [judge_file(file, policies, as_of, horizon, waivers=waivers) for file in evaluation.files]
    return report_of(evaluation, judged, policies, as_of, horizon)


def judge_file(
    file: AccountFile, policies: Policies, as_of: date, horizon: date, *, waivers: bool = True
) -> JudgedFile:
    """One file as of a day; gaps that open by the ``horizon`` are listed too."""
    accepted = file.account.waivers if file.account and waivers else ()
    causes = [gap for gap in file.gaps if gap.check in CAUSES]
    findings = tuple(
        _finding(gap, policies, as_of, causes, accepted, file.account)
        for gap in file.gaps
        if _in_sight(gap, as_of, horizon)
    )
    return JudgedFile(
        file, findings, Standing(file.id, file.path, file.account, _cells(file, policies, as_of, accepted))
    )


def report_of(
    evaluation: Evaluation, judged: Iterable[JudgedFile], policies: Policies, as_of: date, horizon: date
) -> Report:
    """The report that the judged files add up to, with what the shared files and the portfolio lack."""
    findings = [_finding(gap, policies, as_of, (), ()) for gap in evaluation.gaps if _in_sight(gap, as_of, horizon)]
    standings = []
    for one in judged:
        findings += one.findings
        standings.append(one.standing)
    findings.sort(key=lambda finding: finding.rank)
    texts = {file.path: file.text for file in evaluation.files if file.text}
    return Report(
        as_of=as_of,
        standings=tuple(sorted(standings, key=lambda standing: (standing.id, standing.path))),
        findings=tuple(findings),
        texts={**evaluation.shared_texts, **texts},
        notes=(*_notes(evaluation.shared), *map(str, evaluation.notes)),
        checks=policies.checks,
        mishaps=evaluation.mishaps,
    )


def _notes(shared: Shared) -> Iterator[str]:
    if not shared.has_team:
        yield _("there is no _team.yml: every person named counts as unknown")
    if not shared.has_offerings:
        yield _("there is no _offerings.yml: every offering named counts as unknown")


def _in_sight(gap: Gap, as_of: date, horizon: date) -> bool:
    return (gap.opens_on is None or gap.opens_on <= horizon) and (gap.closes_on is None or gap.closes_on > as_of)


def _telling_day(gap: Gap, as_of: date) -> date:
    """The day on which a gap is looked at: today, or the day on which it opens."""
    return max(as_of, gap.opens_on or as_of)


def _finding(
    gap: Gap,
    policies: Policies,
    as_of: date,
    causes: Iterable[Gap],
    waivers: Collection[Waiver],
    account: Account | None = None,
) -> Finding:
    day = _telling_day(gap, as_of)
    waiver = find_waiver(waivers, gap, day, policies)
    state: State = "waived" if waiver else "open" if gap.open_on(as_of) else "upcoming"
    coverer = next((other for other in causes if _covers(other, gap, account) and other.open_on(day)), None)
    return Finding(gap, policies.by_code[gap.check].check, state, coverer.check if coverer else None, waiver)


def _covers(cause: Gap, gap: Gap, account: Account | None) -> bool:
    if gap.check in COVERS.get(cause.check, ()):
        return True
    if cause.check != NEWCOMER or account is None:
        return False
    if gap.check == "KAM1004":
        return cause.record == gap.record
    newcomer = account.people.get(cause.record or "")
    return gap.check == "KAM905" and newcomer is not None and newcomer.area == gap.record


def _cells(file: AccountFile, policies: Policies, as_of: date, waivers: Collection[Waiver]) -> tuple[Cell, ...]:
    rules = [rule for rule in GOLDEN_RULES if rule.number > 0]
    account = file.account
    if account is None or not account.held:
        return tuple(Cell(rule.slug, "not assessed") for rule in rules)
    weighty = [gap for gap in file.gaps if gap.severity != "info"]
    return tuple(_cell(rule, account, weighty, policies, as_of, waivers) for rule in rules)


def _cell(
    rule: GoldenRule,
    account: Account,
    gaps: Iterable[Gap],
    policies: Policies,
    as_of: date,
    waivers: Collection[Waiver],
) -> Cell:
    horizon = later(as_of, DUE_SOON_DAYS)
    mine = [gap for gap in gaps if policies.by_code[gap.check].check.rule is rule and _in_sight(gap, as_of, horizon)]
    counted = [gap for gap in mine if not find_waiver(waivers, gap, _telling_day(gap, as_of), policies)]
    waived = any(gap.open_on(as_of) and find_waiver(waivers, gap, as_of, policies) for gap in mine)
    opened = [gap.opens_on for gap in counted if gap.open_on(as_of)]
    if opened:
        return Cell(rule.slug, "gap", min((day for day in opened if day), default=None), waived)
    if counted:
        return Cell(rule.slug, "due soon", min(gap.opens_on for gap in counted if gap.opens_on), waived)
    assessed = any(_can_tell(policies[check.name], account) for check in policies.of_rule(rule.slug))
    return Cell(rule.slug, "met" if assessed else "not assessed", None, waived)


def _can_tell(policy: Policy, account: Account) -> bool:
    """Whether a check that can yield a warning or an error has something to look at in the plan."""
    if not policy.enabled or policy.severity[account.tier] == "info":
        return False
    return policy.check.can_look_at(account)
