"""What the site's own settings need of us: the theme's language, our styles and scripts, the navigation."""

from collections.abc import Callable, Collection
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from kamdocs.handbook import PAPER_STYLE, make_assets
from kamdocs.rules.custom import module_path
from kamdocs.settings.table import FILE as SETTINGS_FILE
from kamdocs.settings.values import Settings

TRANSLATORS = frozenset({"i18n"})
"""Plugins that take each page for a file in docs_dir (mkdocs-static-i18n); the handbook has one language itself."""


def prepare(config: MkDocsConfig, settings: Settings) -> None:
    """Let the engine know the handbook's language, its styles and scripts, and what to watch.

    Our search stands in the place of the theme's.
    """
    if config.theme.get("language", "en") == "en":  # English is what themes speak by themselves
        config.theme["language"] = settings.language
    for name in ("search", "material/search"):
        if name in config.plugins and "enabled" in config.plugins[name].config:
            config.plugins[name].config["enabled"] = False
    if settings.offline:
        config.use_directory_urls = False  # a browser shows a folder's files, not its index.html
    for path in (PAPER_STYLE, *(asset.path for asset in reversed(make_assets()))):
        if path.endswith(".css") and path not in config.extra_css:
            config.extra_css.insert(0, path)  # a team's own styles come after and win
        if path.endswith(".js") and path not in config.extra_javascript:
            config.extra_javascript.insert(0, path)
    config.watch.extend(watched(settings))


def is_translated(config: MkDocsConfig) -> bool:
    """Whether another plugin builds the site several times, a language each."""
    return not TRANSLATORS.isdisjoint(config.plugins)


def go_after_translators(config: MkDocsConfig, add_files: Callable[..., Files]) -> None:
    """Let our files come after a plugin that makes a site in each language has been through: it reads all from disk."""
    events = config.plugins.events["files"]
    if is_translated(config) and add_files in events:
        events.remove(add_files)
        events.append(add_files)


def watched(settings: Settings) -> list[str]:
    """The files and folders besides the engine's own that a handbook is made of."""
    modules = (module_path(name, settings.root) for name in settings.custom_checks)
    found = (settings.accounts, settings.root / SETTINGS_FILE, *(path for path in modules if path))
    return [str(path) for path in found if path.exists()]


def without(nav: Any, missing: Collection[str]) -> Any:
    """The navigation without the pages that this audience doesn't get."""
    if isinstance(nav, list):
        return [kept for entry in nav if (kept := without(entry, missing)) not in (None, {}, [])]
    if isinstance(nav, dict):
        return {title: kept for title, entry in nav.items() if (kept := without(entry, missing)) is not None}
    return None if nav in missing else nav
