"""Where reports go: colours only for people who see them, files replaced as a whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kamdocs.language import _
from kamdocs.lint import Report, seen_from
from kamdocs.report import FORGE_FORMATS, FORMATS
from kamdocs.settings.error import SettingsError, did_you_mean
from kamdocs.settings.values import Settings


def colour() -> bool | None:
    """Whether to colour: never with ``NO_COLOR``, always with ``FORCE_COLOR``, else None: on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def format_here() -> str:
    """The format that fits where the program runs: the annotations of a forge in its CI, else text for people."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if os.environ.get("GITLAB_CI") == "true" else "text"


def repository_path(folder: Path) -> str:
    """The path of a folder within its repository; empty for the root, and outside of one."""
    root = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
    path = folder.relative_to(root).as_posix()
    return "" if path == "." else path


def render(report: Report, name: str, settings: Settings) -> str:
    """The report in a format, with the paths that its reader knows."""
    seen = seen_from(report, repository_path(settings.root)) if name in FORGE_FORMATS else report
    return FORMATS[name](seen)


def add_job_summary(text: str) -> None:
    """Add Markdown to the summary of the job, where GitHub names a file for it."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(text)


def parse_outputs(values: Iterable[str]) -> list[tuple[str, Path]]:
    """``FORMAT=FILE`` pairs; raises :class:`SettingsError` before anything is checked."""
    outputs = []
    for value in values:
        name, equals, file = value.partition("=")
        if not equals or not file:
            message = _("--output {value} is not FORMAT=FILE").format(value=value)
            raise SettingsError(message, _("write for example --output json=report.json"))
        if name not in FORMATS:
            message = _("--output does not know the format {name}").format(name=name)
            raise SettingsError(message, did_you_mean(name, FORMATS))
        outputs.append((name, Path(file)))
    return outputs


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old one or the whole new one; makes its folder.

    What is no ordinary file (a device, a pipe) is written to, never replaced; a link is followed.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8")
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.umask(mask := os.umask(0))
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(target)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        message = _("{path} can't be written: {reason}").format(path=path, reason=reason)
        raise SettingsError(message, _("check the folder and your rights")) from error
