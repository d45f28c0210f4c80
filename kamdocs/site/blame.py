"""Whose fault it is where a build breaks off: a plugin's, a hook's, a template's; what is nobody's of these is ours."""

import traceback
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from types import FrameType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection

from kamdocs.language import _
from kamdocs.settings.error import SettingsError

OURS = "kamdocs"
TEMPLATES = (".html", ".xml")
"""Jinja lets a template stand in a traceback by its own name and lines."""
LONGEST = 300
"""How much of an error's own words a message holds."""


def blamed(error: BaseException) -> SettingsError | None:
    """Who is to blame for an error that came out of a build, in words; None where it is us, or the engine."""
    found: SettingsError | None = None
    packages: Mapping[str, str] = {}
    for frame, line in traceback.walk_tb(error.__traceback__):
        packages = packages or _packages(frame)
        if event := _event(frame):
            found = None if event[0] == OURS else _plugins_fault(*event, error)
        elif (plugin := _owner(frame, packages)) and found is None:
            found = _plugins_fault(plugin, "", error)
        elif (path := Path(frame.f_code.co_filename)).suffix in TEMPLATES:
            found = None if _is_ours(path) else _templates_fault(path, line, error)
    return found


def _event(frame: FrameType) -> tuple[str, str] | None:
    """The plugin or hook whose event runs in a frame of the engine, and the event."""
    plugins = frame.f_locals.get("self")
    if frame.f_code.co_name != "run_event" or not isinstance(plugins, PluginCollection):
        return None
    origin = plugins._event_origins.get(frame.f_locals.get("method"))  # type: ignore[arg-type]
    return (origin, f"on_{frame.f_locals.get('name')}") if origin else None


def _packages(frame: FrameType) -> Mapping[str, str]:
    """The packages of the plugins in use, as far as a frame of the engine knows them, with the plugins' names."""
    config = frame.f_locals.get("config")
    if not isinstance(config, MkDocsConfig):
        return {}
    modules = {name: type(plugin).__module__ for name, plugin in config.plugins.items()}
    return {module.rpartition(".")[0] or module: name for name, module in modules.items() if _is_foreign(module)}


def _is_foreign(module: str) -> bool:
    return module.partition(".")[0] not in (OURS, "mkdocs", "properdocs")


def _owner(frame: FrameType, packages: Mapping[str, str]) -> str | None:
    module = str(frame.f_globals.get("__name__", ""))
    return next((name for package, name in packages.items() if f"{module}.".startswith(f"{package}.")), None)


def _plugins_fault(plugin: str, event: str, error: BaseException) -> SettingsError:
    known = {point.name: point.dist.name for point in entry_points(group="mkdocs.plugins") if point.dist}
    name = f"{plugin} ({known[plugin]})" if known.get(plugin, plugin) != plugin else plugin
    message = _("the plugin {plugin} failed in {event}: {error}") if event else _("the plugin {plugin} failed: {error}")
    hint = _("report it to its makers with what kamdocs --debug build shows; until then, take it out of mkdocs.yml")
    return SettingsError(message.format(plugin=name, event=event, error=told(error)), hint)


def _templates_fault(path: Path, line: int, error: BaseException) -> SettingsError:
    message = _("the template {path} failed on line {line}: {error}").format(path=path, line=line, error=told(error))
    return SettingsError(message, _("mend it, or take it out of the theme's custom_dir"))


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(Path(__file__).parent.parent)


def told(error: BaseException) -> str:
    """An error as one line: its kind and its own words."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:LONGEST]}" if words else type(error).__name__
