"""From files to a report: evaluate all plans once, then judge them as of any day."""

from kamdocs.lint.again import Evaluated, evaluate_again, judge_again
from kamdocs.lint.baseline import beyond, count_gaps, pruned, read_baseline, render_baseline
from kamdocs.lint.change import Before, at_commit, brought_in, evaluate_before
from kamdocs.lint.evaluate import AccountFile, Evaluation, NothingToCheck, collector_at_rest, evaluate
from kamdocs.lint.judge import JudgedFile, judge
from kamdocs.lint.mishaps import tell_mishaps
from kamdocs.lint.names import Names
from kamdocs.lint.report import Cell, Finding, Report, Standing, State, Word, merge, seen_from
from kamdocs.lint.selection import Selection, select
from kamdocs.lint.story import Move, Side, Story, tell_story
from kamdocs.lint.waiver_changes import WaiverChange

__all__ = [
    "AccountFile",
    "Before",
    "Cell",
    "Evaluated",
    "Evaluation",
    "Finding",
    "JudgedFile",
    "Move",
    "Names",
    "NothingToCheck",
    "Report",
    "Selection",
    "Side",
    "Standing",
    "State",
    "Story",
    "WaiverChange",
    "Word",
    "at_commit",
    "beyond",
    "brought_in",
    "collector_at_rest",
    "count_gaps",
    "evaluate",
    "evaluate_again",
    "evaluate_before",
    "judge",
    "judge_again",
    "merge",
    "pruned",
    "read_baseline",
    "render_baseline",
    "seen_from",
    "select",
    "tell_mishaps",
    "tell_story",
]
