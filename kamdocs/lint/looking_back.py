"""How things stood before the report's day: today's files, judged as of the last review and of the months before it."""

from datetime import date

import msgspec

from kamdocs.lint.evaluation import Evaluation
from kamdocs.lint.judge import Asked, findings_of, findings_of_all
from kamdocs.lint.report import Finding
from kamdocs.rules.policies import Policies
from kamdocs.rules.spans import months_before
from kamdocs.settings.values import Settings

MONTHS = 12
FEW = 300
"""Up to so many accounts the months before are looked at, too; with more that would take seconds."""


class Past(msgspec.Struct, frozen=True):
    """A day before the report's, and the gaps that were open on it, by what today's files say.

    ``months`` are the same day of each of the twelve months before the report's, oldest first; none where there are
    very many accounts.
    """

    day: date
    findings: tuple[Finding, ...]
    months: tuple["Past", ...] = ()


def last_review(settings: Settings, as_of: date) -> date:
    """The day since which changes are told: the last review's, else the same day of the month before."""
    told = settings.review_on
    return told if told and told < as_of else months_before(as_of, 1)


def kept_since(settings: Settings, as_of: date, accounts: int) -> date:
    """The day for which files have to be evaluated, so that one can look back from another: gaps since are kept."""
    since = last_review(settings, as_of)
    return min(since, months_before(as_of, MONTHS)) if accounts <= FEW else since


def looked_back(evaluation: Evaluation, settings: Settings, as_of: date) -> Past:
    """How the files of ``as_of`` stood before; the evaluation has to be made for :func:`kept_since`."""
    days = [months_before(as_of, months) for months in range(MONTHS, 0, -1)] if len(evaluation.files) <= FEW else []
    months = tuple(_past(evaluation, settings.policies, day, as_of) for day in days)
    return msgspec.structs.replace(
        _past(evaluation, settings.policies, last_review(settings, as_of), as_of), months=months
    )


def _past(evaluation: Evaluation, policies: Policies, day: date, as_of: date) -> Past:
    asked = Asked(policies, day)
    found = [one for file in evaluation.files for one in findings_of(file, asked)]
    return Past(day, tuple(one for one in (*findings_of_all(evaluation, asked), *found) if not _to_come(one, as_of)))


def _to_come(finding: Finding, as_of: date) -> bool:
    """Whether it only says that a day lay ahead then, which had not been written down yet."""
    gap = finding.gap
    return gap.opens_on is None and gap.closes_on is not None and gap.closes_on <= as_of
