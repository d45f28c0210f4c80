"""From files to a report: evaluate what a scope looks at, judge it as of any day, and tell what a change does."""

from kamdocs.lint.again import Evaluated, evaluate_again, judge_again
from kamdocs.lint.attention import account_rank, by_account, gap_rank, group_rank, in_order, soonest
from kamdocs.lint.baseline import (
    Known,
    beyond,
    idle_note,
    known_gaps,
    pruned,
    read_baseline,
    render_baseline,
    unjudged,
)
from kamdocs.lint.caring import Arrival, Care, Departure
from kamdocs.lint.change import After, Before, at_commit, evaluate_before
from kamdocs.lint.comparison import Comparison, Move, brought_in, compare, renames
from kamdocs.lint.evaluate import collector_at_rest, evaluate
from kamdocs.lint.evaluation import AccountFile, Evaluation
from kamdocs.lint.fingerprint import fingerprint, numbered
from kamdocs.lint.holding import Held
from kamdocs.lint.judge import JudgedFile, judge
from kamdocs.lint.looking_back import Past, kept_since, last_review, looked_back
from kamdocs.lint.merging import merge
from kamdocs.lint.mishaps import tell_mishaps
from kamdocs.lint.names import Names
from kamdocs.lint.report import Cell, Finding, Report, Standing, State, Word, narrowed, seen_from
from kamdocs.lint.scope import NothingToCheck, Scope, find_scope, part_of, whole_of
from kamdocs.lint.selection import Selection, hold_owner, select
from kamdocs.lint.setting_changes import in_words
from kamdocs.lint.story import Doubts, Side, Story, tell_story
from kamdocs.lint.waiver_changes import WaiverChange

__all__ = [
    "AccountFile",
    "After",
    "Arrival",
    "Before",
    "Care",
    "Cell",
    "Comparison",
    "Departure",
    "Doubts",
    "Evaluated",
    "Evaluation",
    "Finding",
    "Held",
    "JudgedFile",
    "Known",
    "Move",
    "Names",
    "NothingToCheck",
    "Past",
    "Report",
    "Scope",
    "Selection",
    "Side",
    "Standing",
    "State",
    "Story",
    "WaiverChange",
    "Word",
    "account_rank",
    "at_commit",
    "beyond",
    "brought_in",
    "by_account",
    "collector_at_rest",
    "compare",
    "evaluate",
    "evaluate_again",
    "evaluate_before",
    "find_scope",
    "fingerprint",
    "gap_rank",
    "group_rank",
    "hold_owner",
    "idle_note",
    "in_order",
    "in_words",
    "judge",
    "judge_again",
    "kept_since",
    "known_gaps",
    "last_review",
    "looked_back",
    "merge",
    "narrowed",
    "numbered",
    "part_of",
    "pruned",
    "read_baseline",
    "renames",
    "render_baseline",
    "seen_from",
    "select",
    "soonest",
    "tell_mishaps",
    "tell_story",
    "unjudged",
    "whole_of",
]
