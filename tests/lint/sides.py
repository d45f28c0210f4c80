"""A side of a change, from a handbook on disk."""

from datetime import date

from kamdocs.lint import Side, evaluate, judge
from kamdocs.settings.load import load_settings

AS_OF = date(2026, 3, 20)


def side(folder):
    """The side that a handbook is, looking ten years ahead."""
    settings = load_settings(folder)
    evaluation = evaluate(settings, AS_OF)
    return Side(settings, evaluation.shared, judge(evaluation, settings.policies, AS_OF, upcoming_days=3660))
