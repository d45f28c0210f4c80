"""What a check gives out: the report in a format, with the paths that its reader knows."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from kamdocs.cli.streams import tell, unwritable
from kamdocs.language import _
from kamdocs.lint import Report, seen_from
from kamdocs.report import FORGE_FORMATS, FORMATS, PLACED_FORMATS
from kamdocs.report.place import placed
from kamdocs.settings.error import SettingsError, did_you_mean
from kamdocs.settings.values import Settings


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
    if name in PLACED_FORMATS:
        report = placed(report)
    seen = seen_from(report, repository_path(settings.root)) if name in FORGE_FORMATS else report
    return FORMATS[name](seen)


def add_job_summary(text: str) -> None:
    """Add Markdown to the summary of the job, where GitHub names a file for it; the verdict doesn't depend on that."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        try:
            with Path(path).open("a", encoding="utf-8") as stream:
                stream.write(text)
        except OSError as error:
            tell(_("note: {note}").format(note=unwritable(path, error)))


def parse_outputs(values: Iterable[str], formats: Collection[str] = FORMATS) -> list[tuple[str, Path]]:
    """``FORMAT=FILE`` pairs; raises :class:`SettingsError` before anything is checked."""
    outputs = []
    for value in values:
        name, equals, file = value.partition("=")
        if not equals or not file:
            message = _("--output {value} is not FORMAT=FILE").format(value=value)
            raise SettingsError(message, _("write for example --output json=report.json"))
        if name not in formats:
            message = _("--output does not know the format {name}").format(name=name)
            raise SettingsError(message, did_you_mean(name, formats))
        outputs.append((name, Path(file)))
    return outputs
