"""All checks, in the order of their codes. To add one, write it in its rule's module and list it here."""

from kamdocs.rules import file, key_account, satisfaction
from kamdocs.rules.check import Check

CHECKS: tuple[Check, ...] = (
    file.yaml_error,
    file.schema_error,
    file.unknown_reference,
    file.duplicate_id,
    file.impossible_date,
    file.waiver_lapsed,
    file.waiver_unused,
    key_account.owner_missing,
    key_account.owner_departed,
    key_account.key_reason_missing,
    key_account.revenue_stale,
    key_account.revenue_falling,
    key_account.owner_overloaded,
    key_account.pareto_drift,
    key_account.concentration_high,
    satisfaction.satisfaction_interview_overdue,
    satisfaction.dissatisfaction_not_asked,
    satisfaction.bother_without_action,
    satisfaction.feedback_not_reported_back,
    satisfaction.users_not_heard,
    satisfaction.one_voice_only,
    satisfaction.expectations_missing,
    satisfaction.expectation_unmet,
    satisfaction.low_score_no_follow_up,
)

BY_CODE = {check.code: check for check in CHECKS}
BY_NAME = {check.name: check for check in CHECKS}


def find_check(code_or_name: str) -> Check | None:
    """The check with that code or name."""
    return BY_CODE.get(code_or_name.upper()) or BY_NAME.get(code_or_name)
