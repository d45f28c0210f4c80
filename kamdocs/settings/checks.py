"""Reads what is asked of the checks: the profile, and a table for each check that differs from its defaults."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from kamdocs.language import _
from kamdocs.model import TIERS, Tier
from kamdocs.rules.check import Check
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.policies import Policies, Policy, default_policy
from kamdocs.settings.reader import Reader

PROFILES = ("starter", "standard", "strict")


def read_policies(reader: Reader, tables: Any, profile: str, checks: Iterable[Check], *, complete: bool) -> Policies:
    """The policies of all checks; where they are not complete, the table of an unknown check is left alone."""
    names = [check.name for check in checks]
    reader.only(tables, tables if isinstance(tables, dict) and not complete else names, "tool.kamdocs.checks")
    found = []
    for check in checks:
        table = tables.get(check.name, {})
        policy = _policy(reader, check, table)
        starting = check.starter or check.origin is not None or "enabled" in table
        off = profile == "starter" and not starting
        found.append(msgspec.structs.replace(policy, enabled=False, left_out=True) if off else policy)
    return Policies(found, complete=complete)


def _policy(reader: Reader, check: Check, table: Any) -> Policy:
    where = f"tool.kamdocs.checks.{check.name}"
    reader.only(table, ("enabled", "severity", *check.thresholds), where)
    usual = default_policy(check)
    if not table:
        return usual
    if check.always:
        message = _("{where} stands as it is: a plan that can't be read can't be assessed").format(where=where)
        raise reader.fail(message, _("delete that table; a waiver or a baseline doesn't help either"))
    enabled = reader.switch(table, "enabled", f"{where}.enabled", True)
    tiers = _Tiers(reader, check, table, where)
    severity = tiers.read("severity", usual.severity)
    for value in severity.values():
        if value not in SEVERITIES:
            message = _("{where}.severity is {value}").format(where=where, value=value)
            raise reader.fail(message, _("write one of {values}").format(values=", ".join(SEVERITIES)))
    limits: dict[Tier, dict[str, int]] = {tier: dict(usual.limits[tier]) for tier in TIERS}
    for name in check.thresholds:
        for tier, value in tiers.read(name, {tier: usual.limits[tier][name] for tier in TIERS}).items():
            limits[tier][name] = reader.number(value, f"{where}.{name}")
    return Policy(check, severity, limits, enabled)


class _Tiers(msgspec.Struct, frozen=True):
    """Reads the values of one check's table: one for all tiers, or one for each."""

    reader: Reader
    check: Check
    table: Mapping[str, Any]
    where: str

    def read(self, key: str, usual: Mapping[Tier, Any]) -> dict[Tier, Any]:
        value = self.table.get(key)
        if value is None:
            return dict(usual)
        if not isinstance(value, dict):
            return dict.fromkeys(TIERS, value)
        if self.check.scope in ("portfolio", "file", "elsewhere"):
            message = _("{where}.{key} differs by tier, but the check looks at all accounts alike")
            raise self.reader.fail(message.format(where=self.where, key=key), _("write one value"))
        self.reader.only(value, TIERS, f"{self.where}.{key}")
        return {**usual, **value}
