"""Valid plain data to values."""

from collections.abc import Mapping
from typing import Any

import msgspec

from kamdocs.model.account import Account
from kamdocs.model.people import Offering, TeamMember
from kamdocs.schema.formats import LAST_DAY, moment_of

STAND_INS: Mapping[str, object] = {"status": "former", "tier": "developing", "key_since": LAST_DAY}
"""What stands in for a field that every plan has, where a file doesn't tell it: what asks least of the plan.

The name's stand-in is the account's id. Pages don't show them: ``Account.unknown`` names the fields.
"""


def build_account(account_id: str, path: str, data: Mapping[str, Any]) -> Account:
    """The plan of one customer, from data that the account schema holds valid, or from what is left of such data.

    See :func:`kamdocs.schema.salvage.salvage`, and ``STAND_INS`` for what may be missing then.
    """
    stand_ins = {"name": account_id, **STAND_INS}
    unknown = stand_ins.keys() - data.keys()
    requests = [_with_moments(request) for request in data.get("requests", ())]
    known = {**stand_ins, **data} if unknown else data
    return msgspec.convert(
        {**known, "requests": requests, "id": account_id, "path": path, "unknown": sorted(unknown)}, Account
    )


def build_team(data: Mapping[str, Any]) -> tuple[TeamMember, ...]:
    """The team, from data that the team schema holds valid, or from what is left of such data."""
    return msgspec.convert(data.get("team", ()), tuple[TeamMember, ...])


def build_offerings(data: Mapping[str, Any]) -> tuple[Offering, ...]:
    """The offerings, from data that the offerings schema holds valid, or from what is left of such data."""
    return msgspec.convert(data.get("offerings", ()), tuple[Offering, ...])


def _with_moments(request: Mapping[str, Any]) -> Mapping[str, Any]:
    """A request with its times read: the schema lets more spellings pass than msgspec does."""
    return {name: moment_of(value) if name.endswith("_at") else value for name, value in request.items()}
