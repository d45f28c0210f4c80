"""What a build is asked for: by the command line, by the plugin's options in mkdocs.yml, and by the settings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from kamdocs.language import _
from kamdocs.rules.spans import FOREVER
from kamdocs.settings.clock import today
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import allowed_checks, load_settings
from kamdocs.settings.values import Settings
from kamdocs.site.ground import overlap, site_ground, within


class Asked(msgspec.Struct, frozen=True):
    """What a command line asks for; it goes before the plugin's options and the settings."""

    as_of: date | None = None
    audience: str | None = None
    strict: bool = False


asked: ContextVar[Asked | None] = ContextVar("asked", default=None)
"""What kamdocs' own command line asks for; None under the engine's."""


@contextmanager
def asking(given: Asked) -> Iterator[None]:
    """Ask for something within a block."""
    token = asked.set(given)
    try:
        yield
    finally:
        asked.reset(token)


class KamdocsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options; each stands in for the setting of the same name."""

    accounts = config_options.Optional(config_options.Type(str))
    as_of = config_options.Optional(config_options.Type((str, date)))
    audience = config_options.Optional(config_options.Type(str))
    strict = config_options.Type(bool, default=False)


@contextmanager
def told_as_errors() -> Iterator[None]:
    """Tell what is wrong with settings or disk in the way of whoever builds: our command line has room for a hint."""
    try:
        yield
    except (SettingsError, OSError) as error:
        if asked.get() is not None:
            raise
        raise PluginError(_one_line(error)) from error


def _one_line(error: SettingsError | OSError) -> str:
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return f"{error} ({error.hint})" if error.hint else str(error)


def settings_of(options: KamdocsConfig, config: MkDocsConfig) -> Settings:
    """The settings in force for a site; raises :class:`SettingsError`."""
    folder = config_folder(config)
    settings = load_settings(folder, allowed=allowed_checks(os.environ))
    accounts = folder / options.accounts if options.accounts else settings.accounts
    if not accounts.is_dir():
        message = _("there is no accounts folder {path}").format(path=accounts)
        raise SettingsError(message, _("set accounts in mkdocs.yml or pyproject.toml"))
    if overlap(accounts, Path(config.docs_dir)):
        raise SettingsError(
            _("the accounts folder and docs_dir overlap, and files there are published as they are"),
            _("keep the two side by side"),
        )
    name = _asked().audience or options.audience
    audience = settings.audience_called(name) if name else settings.audience
    return msgspec.structs.replace(settings, accounts=accounts, audience=audience)


def config_folder(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").absolute().parent


def day_of(options: KamdocsConfig, settings: Settings) -> date:
    """The day that the site tells of; raises :class:`SettingsError`."""
    return _asked().as_of or _day(options.as_of) or settings.as_of or today(settings.timezone)


def _day(option: Any) -> date | None:
    try:
        day = option if option is None or type(option) is date else date.fromisoformat(option)
    except (TypeError, ValueError):
        message = _("as_of is {value}, not a day such as 2026-11-23").format(value=option)
        raise SettingsError(message, _("correct as_of of the plugin in mkdocs.yml")) from None
    if day == FOREVER:
        message = _("as_of is the last day of the calendar, after which nothing can be reckoned")
        raise SettingsError(message, _("correct as_of of the plugin in mkdocs.yml"))
    return day


def is_strict(options: KamdocsConfig) -> bool:
    """Whether a file with a fault stops the build."""
    return options.strict or _asked().strict


def _asked() -> Asked:
    return asked.get() or Asked()


def ground_of(settings: Settings, config: MkDocsConfig) -> Path:
    """The folder that the site may take; raises :class:`SettingsError`."""
    themes = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    precious = (settings.root, config_folder(config), settings.accounts, Path(config.docs_dir), *themes)
    site = site_ground(Path(config.site_dir), precious)
    if within(site, settings.accounts):
        message = _("the site can't go to {site}: that is among the accounts").format(site=site)
        raise SettingsError(message, _("choose a folder of its own, such as site"))
    return site
