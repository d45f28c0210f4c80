"""``kamdocs files``: what a hook runs before a commit."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from kamdocs.cli.exits import Exit
from kamdocs.cli.options import as_of_day
from kamdocs.cli.streams import show, tell
from kamdocs.language import _, counted, spoken
from kamdocs.lint import Report, evaluate, judge, part_of
from kamdocs.lint.stopping import STOPPING
from kamdocs.report import FORMATS
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import load_settings
from kamdocs.settings.table import FILE, nearest_table
from kamdocs.settings.values import Settings
from kamdocs.source import find_files
from kamdocs.source.folder import SUFFIXES
from kamdocs.source.git import GitError, open_repository
from kamdocs.source.names import shown_path


@click.command("files")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...",
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
def command(paths: tuple[Path, ...]) -> int:
    """Check files for what makes them unreadable or untrue; for a hook before the commit.

    Of each FILE the handbook is found, wherever in the repository it lies; what is no plan or shared file of one is
    left alone. Gaps, lapsed waivers and faults of other files are left to kamdocs check.

    \b
    Exit codes: 0 none of these faults, 1 faults, 2 wrong use or settings, 3 an internal error.
    """  # noqa: D301 (click wants the backspace itself)
    asked = tuple(dict.fromkeys(Path(os.path.normpath(path.absolute())) for path in paths))
    failed = looked_at = False
    for settings in _handbooks(asked):
        files = [path for path in asked if _is_read(path, settings.accounts)]
        if files:
            looked_at = True
            with spoken(settings.language):
                failed |= _check(files, settings)
    if not looked_at:
        tell(_("none of these files is a plan or a shared file of a handbook"))
    return Exit.FINDINGS if failed else Exit.OK


def _check(files: list[Path], settings: Settings) -> bool:
    """Tell the faults of files of one handbook; whether there are any that stop a commit."""
    day, _note = as_of_day(None, settings)
    scope = part_of(find_files(settings.accounts), files)
    report = judge(evaluate(settings, day, scope), settings.policies, day)
    names = {shown_path(path, settings.root) for path in files}
    found = tuple(one for one in report.decisive() if one.gap.check in STOPPING and one.gap.path in names)
    show(FORMATS["text"](_seen_here(msgspec.structs.replace(report, findings=found), settings.root)), nl=False)
    stopping = [one for one in found if one.gap.severity == "error" or settings.profile == "strict"]
    told = counted(len(found), "error") if found else _("no fault")
    tell(_("{files} looked at: {found}").format(files=counted(len(files), "file"), found=told))
    return bool(stopping)


def _seen_here(report: Report, root: Path) -> Report:
    """The report with paths from the working folder, which editors and terminals can open."""
    replace = msgspec.structs.replace

    def here(path: str | None) -> str:
        return Path(os.path.relpath(root / (path or ""))).as_posix()

    findings = tuple(replace(one, gap=replace(one.gap, path=here(one.gap.path))) for one in report.findings)
    return replace(report, findings=findings, texts={here(path): text for path, text in report.texts.items()})


def _handbooks(paths: Iterable[Path]) -> Iterator[Settings]:
    """The settings of all handbooks that the files could belong to; raises :class:`SettingsError` where there is none.

    Those above the files and the working folder must be right; others of the repository count where they are.
    """
    folders = dict.fromkeys((*(path.parent for path in paths), Path.cwd()))
    above = dict.fromkeys(found[1] for folder in folders if (found := nearest_table(folder)))
    for root in above:
        settings = _settings(root)
        if not settings.accounts.is_dir():
            message = _("there is no accounts folder {path}").format(path=settings.accounts)
            raise SettingsError(message, _("name it in pyproject.toml under [tool.kamdocs] as accounts"))
        yield settings
    others = [readable for root in _elsewhere(above) if (readable := _readable(root))]
    yield from others
    if not above and not others:
        here = _settings(Path.cwd())
        if not here.accounts.is_dir():
            message = _("there is no handbook in {folder}").format(folder=here.root)
            raise SettingsError(message, _("a handbook has an accounts folder, which its pyproject.toml may name"))
        yield here


def _elsewhere(known: Iterable[Path]) -> Iterator[Path]:
    """The folders of the repository with settings that don't lie above the files: their plans may lie beside them."""
    try:
        found = open_repository(Path.cwd()).find(FILE)
    except GitError:
        return
    yield from (path.parent for path in found if path.parent not in set(known))


def _readable(root: Path) -> Settings | None:
    try:
        found = nearest_table(root)
        return _settings(root) if found and found[1] == root else None
    except SettingsError:
        return None  # it is no affair of this commit


def _settings(root: Path) -> Settings:
    """The settings of a handbook; no code of its custom checks runs for faults of files."""
    settings = load_settings(root, allowed="off")
    return msgspec.structs.replace(settings, accounts=Path(os.path.normpath(settings.accounts)))


def _is_read(path: Path, accounts: Path) -> bool:
    """Whether a check of the accounts folder reads the file."""
    if not path.is_relative_to(accounts) or any(part.startswith(".") for part in path.relative_to(accounts).parts):
        return False
    return path.suffix.lower() in SUFFIXES or (path.name.startswith("_") and path.suffix.lower() == ".csv")
