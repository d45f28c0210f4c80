"""Judge an evaluation as of a day: which gaps are open, upcoming, waived or covered, and the ten cells."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

import msgspec

from kamdocs.language import _, ngettext, plain_day
from kamdocs.lint.attention import in_order
from kamdocs.lint.evaluation import AccountFile, Evaluation
from kamdocs.lint.report import DUE_SOON_DAYS, Cell, Finding, Report, Standing, State, asked_later
from kamdocs.lint.waivers import find_waiver
from kamdocs.model import Shared, Waiver
from kamdocs.rules.check import Check
from kamdocs.rules.gap import SEVERITIES, Gap
from kamdocs.rules.golden import GOLDEN_RULES, GoldenRule
from kamdocs.rules.policies import Policies
from kamdocs.rules.spans import later

_TOLD = 5
"""Of how many accounts that are asked later a note tells."""


class Asked(msgspec.Struct, frozen=True):
    """What a report is asked for: the day, how far ahead to look, and whether waivers hold."""

    policies: Policies
    as_of: date
    upcoming_days: int = 0
    waivers: bool = True

    @property
    def horizon(self) -> date:
        """The last day of which gaps that open are listed."""
        return later(self.as_of, self.upcoming_days)


class JudgedFile(msgspec.Struct, frozen=True):
    """What is judged of one file: its findings in sight, and how its account stands."""

    file: AccountFile
    findings: tuple[Finding, ...]
    standing: Standing


def judge(
    evaluation: Evaluation, policies: Policies, as_of: date, *, upcoming_days: int = 0, waivers: bool = True
) -> Report:
    """The report as of a day; gaps that open within ``upcoming_days`` are listed too."""
    asked = Asked(policies, as_of, upcoming_days, waivers)
    return report_of(evaluation, [judge_file(file, asked) for file in evaluation.files], asked)


def judge_file(file: AccountFile, asked: Asked) -> JudgedFile:
    """One file as of a day."""
    judge = _Judge(file, asked)
    standing = Standing(file.id, file.path, file.account, tuple(judge.cells()), file.assessed, file.lasting_id)
    return JudgedFile(file, judge.findings(standing, asked), standing)


def findings_of(file: AccountFile, asked: Asked) -> tuple[Finding, ...]:
    """The findings of one file in sight on a day; without the cells, for who asks for many days."""
    return _Judge(file, asked).findings(Standing(file.id, file.path, file.account, ()), asked)


def decided(file: AccountFile, asked: Asked) -> Iterator[tuple[Gap, bool]]:
    """The gaps of one file that are open on the day, each with whether it counts: neither waived nor covered.

    In their order; much faster than findings, for who asks for many days of many versions.
    """
    judge = _Judge(file, asked)
    return ((gap, judge.counts(gap)) for gap in file.gaps if gap.open_on(asked.as_of))


def findings_of_all(evaluation: Evaluation, asked: Asked) -> list[Finding]:
    """The findings of the portfolio and of the shared files in sight on a day."""
    return [_finding_of_all(gap, asked) for gap in evaluation.gaps if _in_sight(gap, asked.as_of, asked.horizon)]


def report_of(evaluation: Evaluation, judged: Iterable[JudgedFile], asked: Asked) -> Report:
    """The report that the judged files add up to, with what the shared files and the portfolio lack."""
    findings = findings_of_all(evaluation, asked)
    standings = []
    for one in judged:
        findings += one.findings
        standings.append(one.standing)
    texts = {file.path: file.text for file in evaluation.files if file.text}
    fixes = {**evaluation.shared_fixes, **{file.path: file.fixes for file in evaluation.files if file.fixes}}
    return Report(
        as_of=asked.as_of,
        standings=tuple(sorted(standings, key=lambda standing: (standing.id, standing.path))),
        findings=in_order(findings),
        texts={**evaluation.shared_texts, **texts},
        notes=(*_notes(evaluation.shared), *map(str, evaluation.notes), *_not_asked_yet(standings, asked.as_of)),
        checks=asked.policies.checks,
        mishaps=evaluation.mishaps,
        unseen=evaluation.unseen,
        fixes=fixes,
        unchecked=asked.policies.unchecked,
    )


def _finding_of_all(gap: Gap, asked: Asked) -> Finding:
    """A gap of the portfolio or of a shared file: nobody can waive it."""
    opened = gap.open_on(asked.as_of)
    return Finding(gap, asked.policies.by_code[gap.check].check, "open" if opened else "upcoming", ahead=not opened)


def _notes(shared: Shared) -> Iterator[str]:
    if not shared.has_team:
        yield _("there is no _team.yml: every person named counts as unknown")
    if not shared.has_offerings:
        yield _("there is no _offerings.yml: every offering named counts as unknown")


def _not_asked_yet(standings: Sequence[Standing], as_of: date) -> Iterator[str]:
    told = asked_later(standings, as_of)
    for day, standing in told[:_TOLD]:
        words = _("of {account} nothing is asked before {day}: key_since, or the plan's started_on, is still to come")
        yield words.format(account=standing.id, day=plain_day(day))
    if len(told) > _TOLD:
        words = ngettext("and of {number} more account", "and of {number} more accounts", len(told) - _TOLD)
        yield words.format(number=len(told) - _TOLD)


def _in_sight(gap: Gap, as_of: date, horizon: date) -> bool:
    return (gap.opens_on is None or gap.opens_on <= horizon) and (gap.closes_on is None or gap.closes_on > as_of)


def _telling_day(gap: Gap, as_of: date) -> date:
    """The day on which a gap is looked at: today, or the day on which it opens."""
    return max(as_of, gap.opens_on or as_of)


class _Judge:
    """Judges one file."""

    def __init__(self, file: AccountFile, asked: Asked) -> None:
        self.file, self.policies, self.as_of = file, asked.policies, asked.as_of
        self.account = file.account if file.assessed else None
        self.waivers: Collection[Waiver] = self.account.waivers if self.account and asked.waivers else ()
        self.causes: dict[str, list[Gap]] = {}
        for gap in file.gaps:
            for covered in self.check(gap).covers:
                self.causes.setdefault(covered, []).append(gap)

    def check(self, gap: Gap) -> Check:
        return self.policies.by_code[gap.check].check

    def findings(self, standing: Standing, asked: Asked) -> tuple[Finding, ...]:
        horizon = asked.horizon
        return tuple(self.finding(gap, standing) for gap in self.file.gaps if _in_sight(gap, self.as_of, horizon))

    def finding(self, gap: Gap, standing: Standing) -> Finding:
        day = _telling_day(gap, self.as_of)
        waiver = find_waiver(self.waivers, gap, day, self.policies)
        state: State = "waived" if waiver else "open" if gap.open_on(self.as_of) else "upcoming"
        coverer = next((cause.check for cause in self.causes_of(gap) if self.covers(cause, gap, day)), None)
        ahead = not gap.open_on(self.as_of)
        return Finding(gap, self.check(gap), state, coverer, waiver, ahead, standing.tier, standing.status)

    def counts(self, gap: Gap) -> bool:
        """Whether a gap that is open counts."""
        if self.waivers and self.waived(gap):
            return False
        return not any(self.covers(cause, gap, self.as_of) for cause in self.causes_of(gap))

    def causes_of(self, gap: Gap) -> Sequence[Gap]:
        """The gaps from which a gap may follow."""
        return self.causes.get(gap.check, ())

    def covers(self, cause: Gap, gap: Gap, day: date) -> bool:
        covering = self.check(cause).covers[gap.check]
        if self.account is None or not cause.open_on(day):
            return False
        idle = not covering.while_waived and find_waiver(self.waivers, cause, day, self.policies)
        return not idle and covering.holds(cause, gap, self.account)

    def cells(self) -> Iterator[Cell]:
        rules = [rule for rule in GOLDEN_RULES if rule.number > 0]
        if self.account is None or not self.account.held or self.account.asked_since > self.as_of:
            yield from (Cell(rule.slug, "not assessed") for rule in rules)
            return
        horizon = later(self.as_of, DUE_SOON_DAYS)
        weighty: dict[str, list[Gap]] = {rule.slug: [] for rule in GOLDEN_RULES}
        for gap in self.file.gaps:
            if gap.severity != "info" and _in_sight(gap, self.as_of, horizon):
                weighty.setdefault(self.check(gap).rule.slug, []).append(gap)
        failed = {mishap.check.rule for mishap in self.file.mishaps if mishap.check} | {*self.policies.unchecked}
        for rule in rules:
            yield self.cell(rule, weighty[rule.slug], can_tell=rule not in failed)

    def cell(self, rule: GoldenRule, mine: Sequence[Gap], *, can_tell: bool) -> Cell:
        counted = [gap for gap in mine if not self.waived(gap)]
        opened = [gap for gap in counted if gap.open_on(self.as_of)]
        evidence = self.newest_evidence(rule)
        cell = partial(
            Cell,
            rule.slug,
            evidence_on=evidence,
            waived=any(gap.open_on(self.as_of) and self.waived(gap) for gap in mine),
        )
        if opened:
            worst = min((gap.severity for gap in opened), key=SEVERITIES.index)
            return cell("gap", worst, min((gap.opens_on for gap in opened if gap.opens_on), default=None))
        if counted:
            return cell("soon", None, min(gap.opens_on for gap in counted if gap.opens_on))
        if not can_tell:
            return cell("not assessed")
        return cell("in order" if evidence else "no record")

    def waived(self, gap: Gap) -> bool:
        return find_waiver(self.waivers, gap, _telling_day(gap, self.as_of), self.policies) is not None

    def newest_evidence(self, rule: GoldenRule) -> date | None:
        """The last day of those that count now on which the rule is recorded as followed."""
        days = (
            start
            for start, end in self.file.evidence.get(rule.slug, ())
            if start <= self.as_of < min(end, later(start, self.policies.evidence_days))
        )
        return max(days, default=None)
