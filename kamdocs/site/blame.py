"""Whose fault it is where a build breaks off: a plugin's, a hook's, a template's; what is nobody's of these is ours."""

import traceback
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from types import FrameType

import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection

from kamdocs.language import _
from kamdocs.settings.error import SettingsError

OURS = "kamdocs"
TEMPLATES = (".html", ".xml")
"""Jinja lets a template stand in a traceback by its own name and lines."""
LONGEST = 300
"""How much of an error's own words a message holds."""
PACKAGE = Path(__file__).parent.parent


class Blame(msgspec.Struct, frozen=True):
    """A plugin or hook, in which of its events it failed, of which package it is, and where in that it failed.

    Without a plugin it is the template at that path.
    """

    plugin: str
    event: str = ""
    home: str = ""
    path: Path = Path()
    line: int = 0


def blamed(error: BaseException) -> SettingsError | None:
    """Who is to blame for an error that came out of a build, in words; None where it is us, or the engine."""
    blame: Blame | None = None
    packages: Mapping[str, str] = {}
    for frame, line in traceback.walk_tb(error.__traceback__):
        packages = packages or _packages(frame)
        path, home = Path(frame.f_code.co_filename), _home(frame)
        if event := _event(frame):
            blame = None if event[0] == OURS else Blame(*event)
        elif (plugin := _owner(frame, packages)) and blame is None:
            blame = Blame(plugin, "", home, path, line)
        elif path.suffix in TEMPLATES:
            blame = None if path.is_relative_to(PACKAGE) else Blame("", "", str(path), path, line)
        elif blame and blame.home in ("", home):
            blame = msgspec.structs.replace(blame, home=home, path=path, line=line)
    return _fault(blame, error) if blame else None


def _home(frame: FrameType) -> str:
    """The package that a frame's code belongs to."""
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


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


def _fault(blame: Blame, error: BaseException) -> SettingsError:
    values = {"path": blame.path, "line": blame.line, "error": told(error), "event": blame.event, "name": blame.plugin}
    if not blame.plugin:
        message = _("the template {path} failed on line {line}: {error}")
        return SettingsError(message.format(**values), _("mend it, or take it out of the theme's custom_dir"))
    if blame.plugin.endswith(".py"):
        message = _("the hook {name} failed in {event} ({path}, line {line}): {error}")
        return SettingsError(message.format(**values), _("mend it, or take it out of mkdocs.yml"))
    message = _("the plugin {name} failed in {event} ({path}, line {line}): {error}")
    if not blame.event:
        message = _("the plugin {name} failed ({path}, line {line}): {error}")
    hint = _("report it to its makers with what kamdocs --debug build shows; until then, take it out of mkdocs.yml")
    return SettingsError(message.format(**{**values, "name": _known_as(blame.plugin)}), hint)


def _known_as(plugin: str) -> str:
    """A plugin's name, with that of what it was installed by where that is another one."""
    package = next(
        (point.dist.name for point in entry_points(group="mkdocs.plugins", name=plugin) if point.dist), plugin
    )
    return plugin if package == plugin else f"{plugin} ({package})"


def told(error: BaseException) -> str:
    """An error as one line: its kind and its own words."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:LONGEST]}" if words else type(error).__name__
