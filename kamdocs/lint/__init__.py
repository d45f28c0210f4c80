"""From files to a report: evaluate all plans once, then judge them as of any day."""

from kamdocs.lint.change import Before, brought_in, evaluate_before
from kamdocs.lint.evaluate import AccountFile, Evaluation, NothingToCheck, evaluate
from kamdocs.lint.judge import judge
from kamdocs.lint.report import Cell, Finding, Report, Standing, State, Word, merge
from kamdocs.lint.selection import Selection, select

__all__ = [
    "AccountFile",
    "Before",
    "Cell",
    "Evaluation",
    "Finding",
    "NothingToCheck",
    "Report",
    "Selection",
    "Standing",
    "State",
    "Word",
    "brought_in",
    "evaluate",
    "evaluate_before",
    "judge",
    "merge",
    "select",
]
