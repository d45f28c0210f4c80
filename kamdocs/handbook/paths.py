"""Where the pages of accounts, people and rules stand, as paths of the site."""

from kamdocs.rules.golden import GoldenRule
from kamdocs.schema.formats import is_file_id


def account_path(account: str) -> str:
    """The path of an account's page."""
    return f"accounts/{account}"


def brief_path(account: str) -> str:
    """The path of an account's meeting brief.

    Not below the account's page: without directory addresses the folder of ``x.html`` would be the page of ``x``.
    """
    return f"briefs/{account}"


def interview_path(account: str) -> str:
    """The path of the sheet for the talk about satisfaction with an account."""
    return f"interviews/{account}"


def handover_path(account: str) -> str:
    """The path of the sheet for the colleague who takes an account over."""
    return f"handover/{account}"


def leaving_path(member: str) -> str:
    """The path of the page that tells what hangs on one of ours."""
    return f"leaving/{member}"


def person_path(member: str) -> str:
    """The path of the page of one of ours."""
    return f"people/{member}"


def rule_path(rule: GoldenRule) -> str:
    """The path of a golden rule's page."""
    return f"rules/{rule.slug}"


def has_page(account: str) -> bool:
    """Whether the id can be part of an address; ``index`` is the list of accounts."""
    return is_file_id(account)
