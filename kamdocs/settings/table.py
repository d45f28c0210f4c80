"""Where the settings are: the ``[tool.kamdocs]`` of the nearest ``pyproject.toml``, as plain data."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kamdocs.language import LANGUAGES, _
from kamdocs.settings.error import SettingsError

FILE = "pyproject.toml"


def read_file(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none."""
    return path.read_bytes() if path.is_file() else None


def nearest_table(
    start: Path, read: Callable[[Path], bytes | None] = read_file
) -> tuple[Mapping[str, Any], Path] | None:
    """The nearest table, from ``start`` upward, with its folder; None where there is none.

    ``read`` gives the bytes of a file, None where there is none. Raises :class:`SettingsError`.
    """
    for folder in (start, *start.parents):
        if (table := _table(folder / FILE, read)) is not None:
            return table, folder
    return None


def language_here(start: Path) -> str:
    """The language that the nearest settings ask for; English where they don't say, or can't be read."""
    try:
        found = nearest_table(start)
    except SettingsError:
        return LANGUAGES[0]  # whoever reads the settings in earnest says what is wrong with them
    asked = found[0].get("language") if found and isinstance(found[0], dict) else None
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _table(path: Path, read: Callable[[Path], bytes | None]) -> Mapping[str, Any] | None:
    try:
        data = read(path)
        if data is None:
            return None
        tool = tomllib.loads(data.decode("utf-8")).get("tool", {})
    except (OSError, UnicodeDecodeError) as error:
        message = _("{path} can't be read").format(path=path)
        raise SettingsError(message, _("check that it is a file in UTF-8 that you may read")) from error
    except tomllib.TOMLDecodeError as error:
        message = _("{path} is not TOML: {reason}").format(path=path, reason=error)
        raise SettingsError(message, _("correct that line")) from error
    table: Mapping[str, Any] | None = tool.get("kamdocs") if isinstance(tool, dict) else None
    return table
