"""The settings of a handbook: ``[tool.kamdocs]`` of the nearest ``pyproject.toml``, read strictly."""

import difflib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.model import TIERS, Tier
from kamdocs.rules.catalogue import BY_NAME, CHECKS
from kamdocs.rules.check import Check
from kamdocs.rules.engine import Policies, Policy, default_policy
from kamdocs.rules.gap import SEVERITIES

FILE = "pyproject.toml"
DEFAULT_ACCOUNTS = "accounts"
PROFILES = ("starter", "standard", "strict")
STARTER = frozenset({
    "DOC001", "DOC002", "DOC003", "DOC004", "DOC005", "DOC006", "KAM001", "KAM002", "KAM101", "KAM103", "KAM301",
    "KAM502", "KAM802", "KAM805", "KAM901", "KAM909", "KAM1001", "KAM1002",
})  # fmt: skip
"""The checks to begin with; the others are off in that profile unless the settings turn them on."""


class SettingsError(Exception):
    """The settings, or how the program was called, are wrong; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Settings(msgspec.Struct, frozen=True):
    """The settings in force. ``root`` is the folder of ``pyproject.toml``; paths in it are relative to that."""

    root: Path
    accounts: Path
    as_of: date | None
    policies: Policies
    profile: str = "standard"
    baseline: Path | None = None
    offline: bool = False


def read_file(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none."""
    return path.read_bytes() if path.is_file() else None


def load_settings(start: Path, read: Callable[[Path], bytes | None] = read_file) -> Settings:
    """The settings of the nearest ``pyproject.toml`` with a ``[tool.kamdocs]``, from ``start`` upward.

    Without one, the defaults hold, with ``start`` as the root. ``read`` gives the bytes of a file, None where there is
    none. Raises :class:`SettingsError`.
    """
    for folder in (start, *start.parents):
        path = folder / FILE
        if (table := _read(path, read)) is not None:
            return settings_from(table, folder, str(path))
    return settings_from({}, start, FILE)


def _read(path: Path, read: Callable[[Path], bytes | None]) -> Mapping[str, Any] | None:
    try:
        data = read(path)
        if data is None:
            return None
        tool = tomllib.loads(data.decode("utf-8")).get("tool", {})
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be read", "check that it is a file in UTF-8 that you may read") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not TOML: {error}", "correct that line") from error
    table: Mapping[str, Any] | None = tool.get("kamdocs") if isinstance(tool, dict) else None
    return table


def settings_from(table: Mapping[str, Any], root: Path, source: str) -> Settings:
    """The settings of a ``[tool.kamdocs]`` table; ``source`` is what errors call its file."""
    reader = _Reader(source)
    reader.only(table, ("accounts", "as_of", "profile", "baseline", "offline", "checks"), "tool.kamdocs")
    profile = reader.profile(table)
    return Settings(
        root=root,
        accounts=root / reader.text(table, "accounts", DEFAULT_ACCOUNTS),
        as_of=reader.day(table, "as_of"),
        policies=reader.policies(table.get("checks", {}), profile),
        profile=profile,
        baseline=root / reader.text(table, "baseline", "") if "baseline" in table else None,
        offline=reader.switch(table, "offline", "tool.kamdocs.offline", False),
    )


class _Reader:
    """Reads one table; every fault is a :class:`SettingsError` that names the file and the key."""

    def __init__(self, source: str) -> None:
        self.source = source

    def fail(self, message: str, hint: str) -> SettingsError:
        return SettingsError(f"{self.source}: {message}", hint)

    def only(self, table: Any, known: Iterable[str], where: str) -> None:
        if not isinstance(table, dict):
            raise self.fail(f"{where} is not a table", f"write it as [{where}]")
        for key in table:
            if key not in known:
                raise self.fail(f"{where} does not know the setting {key!s}", did_you_mean(key, known))

    def text(self, table: Mapping[str, Any], key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str) or not value:
            raise self.fail(f"tool.kamdocs.{key} is not a text", f'write {key} = "{default}"')
        return value

    def switch(self, table: Mapping[str, Any], key: str, where: str, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(f"{where} is neither true nor false", f"write {key} = true or {key} = false")
        return value

    def day(self, table: Mapping[str, Any], key: str) -> date | None:
        value = table.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = 0
        if value is not None and type(value) is not date:
            raise self.fail(f"tool.kamdocs.{key} is not a day", f"write {key} = 2026-11-23")
        return value

    def profile(self, table: Mapping[str, Any]) -> str:
        value = table.get("profile", "standard")
        if value not in PROFILES:
            raise self.fail("tool.kamdocs.profile is not known", f"write one of {', '.join(PROFILES)}")
        return str(value)

    def policies(self, tables: Any, profile: str) -> Policies:
        self.only(tables, BY_NAME, "tool.kamdocs.checks")
        found = {check.name: self.policy(check, tables.get(check.name, {})) for check in CHECKS}
        if profile == "starter":
            off = {one.name for one in CHECKS if one.code not in STARTER and "enabled" not in tables.get(one.name, {})}
            found |= {name: msgspec.structs.replace(found[name], enabled=False) for name in off}
        return found

    def policy(self, check: Check, table: Any) -> Policy:
        where = f"tool.kamdocs.checks.{check.name}"
        self.only(table, ("enabled", "severity", *check.thresholds), where)
        usual = default_policy(check)
        if not table:
            return usual
        enabled = self.switch(table, "enabled", f"{where}.enabled", True)
        severity = self.tiers(check, table, "severity", where, usual.severity)
        for value in severity.values():
            if value not in SEVERITIES:
                raise self.fail(f"{where}.severity is {value!s}", f"write one of {', '.join(SEVERITIES)}")
        limits: dict[Tier, dict[str, int]] = {tier: dict(usual.limits[tier]) for tier in TIERS}
        for name in check.thresholds:
            usual_limits = {tier: usual.limits[tier][name] for tier in TIERS}
            for tier, value in self.tiers(check, table, name, where, usual_limits).items():
                limits[tier][name] = self.number(value, f"{where}.{name}")
        return Policy(check, severity, limits, enabled)

    def tiers(self, check: Check, table: Any, key: str, where: str, usual: Mapping[Tier, Any]) -> dict[Tier, Any]:
        value = table.get(key)
        if value is None:
            return dict(usual)
        if not isinstance(value, dict):
            return dict.fromkeys(TIERS, value)
        if check.scope in ("portfolio", "file", "elsewhere"):
            raise self.fail(
                f"{where}.{key} differs by tier, but the check looks at all accounts alike", "write one value"
            )
        self.only(value, TIERS, f"{where}.{key}")
        return {**usual, **value}

    def number(self, value: Any, where: str) -> int:
        if type(value) is not int or not 0 <= value <= 100_000:
            raise self.fail(f"{where} is not a whole number from 0 to 100000", "write a number, or one per tier")
        return value


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint: the known name that is closest, or all of them where none is close."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]}?"
    listed = ", ".join(names[:12])
    return f"known here: {listed}" + (" …" if len(names) > 12 else "")
