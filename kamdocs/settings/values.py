"""The settings of a handbook as a value."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kamdocs.language import LANGUAGES, Sentence, _, say
from kamdocs.rules.custom import Allowed
from kamdocs.rules.evidence import EVIDENCE_DAYS
from kamdocs.rules.policies import Policies
from kamdocs.schema.audience import INTERNAL, Audience
from kamdocs.settings.error import SettingsError, did_you_mean


class Settings(msgspec.Struct, frozen=True):
    """The settings in force. ``root`` is the folder of ``pyproject.toml``; paths in it are relative to that.

    ``custom_checks`` are the modules that were asked for, ``failures`` tell of checks in them that can't be used.
    ``timezone`` says whose day is today; without it that is the machine's. ``country`` is whose public holidays count,
    ``evidence_days`` how long evidence of a golden rule counts, ``review_on`` the day of the last review. ``given`` are
    the names of the settings that stand in the file, such as ``checks.account-silent.days``.
    """

    root: Path
    accounts: Path
    as_of: date | None
    policies: Policies
    profile: str = "standard"
    baseline: Path | None = None
    custom_checks: tuple[str, ...] = ()
    allowed: Allowed = "all"
    failures: tuple[Sentence, ...] = ()
    given: frozenset[str] = frozenset()
    audience: Audience = INTERNAL
    audiences: Mapping[str, Audience] = {}
    language: str = LANGUAGES[0]
    offline: bool = False
    timezone: ZoneInfo | None = None
    country: str | None = None
    evidence_days: int = EVIDENCE_DAYS
    review_on: date | None = None

    @property
    def not_run(self) -> tuple[Sentence, ...]:
        """That checks of the team's own were not run, where they may not: what they would find is not known."""
        if self.allowed == "all" or not self.custom_checks:
            return ()
        modules = ", ".join(self.custom_checks)
        return (say("the checks of {modules} were not run, as KAMDOCS_CUSTOM_CHECKS forbids it", modules=modules),)

    def audience_called(self, name: str) -> Audience:
        """The audience of that name; raises :class:`SettingsError`."""
        if name not in self.audiences:
            message = _("no audience is called {name}").format(name=name)
            raise SettingsError(message, did_you_mean(name, self.audiences))
        return self.audiences[name]
