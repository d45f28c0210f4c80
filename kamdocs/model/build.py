"""Valid plain data to values."""

from collections.abc import Mapping
from typing import Any

import msgspec

from kamdocs.model.account import Account
from kamdocs.model.people import Offering, TeamMember


def build_account(account_id: str, path: str, data: Mapping[str, Any]) -> Account:
    """The plan of one customer, from data that the account schema holds valid."""
    return msgspec.convert({**data, "id": account_id, "path": path}, Account)


def build_team(data: Mapping[str, Any]) -> tuple[TeamMember, ...]:
    """The team, from data that the team schema holds valid."""
    return msgspec.convert(data["team"], tuple[TeamMember, ...])


def build_offerings(data: Mapping[str, Any]) -> tuple[Offering, ...]:
    """The offerings, from data that the offerings schema holds valid."""
    return msgspec.convert(data["offerings"], tuple[Offering, ...])
