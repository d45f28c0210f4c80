"""``kamdocs fix``: mend what has one right reading."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli.exits import Exit
from kamdocs.cli.options import as_of_day
from kamdocs.cli.streams import show, tell
from kamdocs.language import _, counted, ngettext
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.fixing import Choice
    from kamdocs.lint import Finding
    from kamdocs.lint.mending import MendedFile, Mender
    from kamdocs.settings.values import Settings
    from kamdocs.source import AccountsFolder

Work = tuple["Mender", list["MendedFile"]]
"""The files of a folder, mended, and what mends them."""


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--write", "writes", is_flag=True, help="Write the mended files; without it they are only shown.")
@click.option("--ask", "asks", is_flag=True, help="Ask about what has two readings; only on a terminal.")
def command(paths: tuple[Path, ...], writes: bool, asks: bool) -> int:
    """Mend what has one right reading, and show it as a diff.

    Texts that lack their quotes, days as 4. 3. 2026, decimal commas, no-break spaces, tabs, misspelt fields and words,
    names where ids belong, and the like. What has several readings is left as it is, and told.
    PATH is a plan, a shared file or a folder of them; without one, all of the settings' accounts folder is looked at.

    \b
    Examples:
      kamdocs fix                                what could be mended, as a diff
      kamdocs fix --write                        mend it
      kamdocs fix accounts/acme.yml --ask        ask whether 03/04/2026 is in March or in April

    \b
    Exit codes: 0 nothing to mend, or all of it written; 1 something could be mended, or was left; 2 wrong use.
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.cli.asking import at_terminal
    from kamdocs.settings.load import load_settings

    settings = load_settings(Path.cwd(), allowed="off")
    works = [(mender, list(mender.mend(chosen))) for mender, chosen in _chosen(paths, settings)]
    if asks:
        if not at_terminal():
            raise SettingsError(_("--ask needs a terminal"), _("leave it out: what has two readings is told"))
        works = [(mender, [_asked(mender, file) for file in files]) for mender, files in works]
    for _mender, files in works:
        _show(files)
    if writes:
        for mender, files in works:
            _write(files, mender.folder.root)
    return _tell(works, settings, writes=writes)


def _chosen(paths: Sequence[Path], settings: "Settings") -> Iterator[tuple["Mender", list[Path]]]:
    """The files that are looked at, by the folders to which they belong."""
    from kamdocs.lint.mending import Mender
    from kamdocs.source import AccountsFolder, find_files

    own = _normal(settings.accounts)
    if not paths and not own.is_dir():
        message = _("there is no accounts folder {path}").format(path=settings.accounts)
        raise SettingsError(message, _("name it in pyproject.toml under [tool.kamdocs] as accounts, or give a path"))
    given = list(dict.fromkeys(_normal(path) for path in paths)) or [own]
    folder = find_files(own) if own.is_dir() else AccountsFolder(own)
    part: list[Path] = []
    for path in given:
        if path.is_dir() and not path.is_relative_to(own):
            other = find_files(path)
            yield Mender(settings, other), _all_files(other)
        elif path.is_dir():
            part += [one for one in _all_files(folder) if one.is_relative_to(path)]
        else:
            part.append(_held(path, folder))
    if part:
        yield Mender(settings, folder), list(dict.fromkeys(part))


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def _all_files(folder: "AccountsFolder") -> list[Path]:
    return [*(path for path in (folder.team, folder.offerings) if path), *folder.accounts]


def _held(path: Path, folder: "AccountsFolder") -> Path:
    """A file that can be mended; raises :class:`SettingsError` for others."""
    from kamdocs.source.folder import SUFFIXES

    shared = path.name.startswith("_") and path not in (folder.team, folder.offerings)
    if path.suffix.lower() not in SUFFIXES or shared:
        message = _("{path} is no account plan and no shared file of this handbook").format(path=path)
        raise SettingsError(message, _("name a file of the accounts folder that ends in .yml"))
    return path


def _asked(mender: "Mender", file: "MendedFile") -> "MendedFile":
    """The file after asking about what has two readings, one after the other."""
    import msgspec

    from kamdocs.writing.splice import spliced

    passed: set[tuple[str, ...]] = set()
    fixes = file.mended.fixes
    while choice := next((one for one in file.mended.choices if _key(one) not in passed), None):
        passed.add(_key(choice))
        answer = _answer(file.shown, choice)
        if answer is not None:
            text = spliced(file.mended.text, choice.fixes[answer].splices)
            found = mender.mend_bytes(file.path, file.before, text.encode())
            fixes = (*fixes, choice.fixes[answer], *found.mended.fixes)
            file = msgspec.structs.replace(found, mended=msgspec.structs.replace(found.mended, fixes=fixes))
    return file


def _key(choice: "Choice") -> tuple[str, ...]:
    return (str(choice.place.line), *(str(one.what) for one in choice.fixes))


def _answer(shown: str, choice: "Choice") -> int | None:
    """Which of the readings is meant; None to leave it as it is."""
    from kamdocs.report.printable import printable

    show(f"{printable(shown)}:{choice.place.line}:{choice.place.column}")
    for number, one in enumerate(choice.fixes, 1):
        show(f"  {number}  {printable(str(one.what))}")
    numbers = [str(number) for number in range(1, len(choice.fixes) + 1)]
    given = click.prompt(_("which one is meant? (- leaves it)"), type=click.Choice([*numbers, "-"]), default="-")
    return None if given == "-" else int(given) - 1


def _show(files: Iterable["MendedFile"]) -> None:
    """Each fix as a sentence with its place, and the diff of each file."""
    from kamdocs.report.difference import coloured
    from kamdocs.report.printable import printable
    from kamdocs.writing.difference import unified_diff

    for file in files:
        for fix in file.mended.fixes:
            place = f"{printable(file.shown)}:{fix.place.line}:{fix.place.column}"
            show(f"{place}: {printable(str(fix.what))}")
        if file.mended.fixes:
            show(coloured(unified_diff(file.before.decode(), file.mended.text, file.shown)), nl=False)


def _write(files: Iterable["MendedFile"], root: Path) -> None:
    from kamdocs.writing import WriteError, replace_file

    written: list[str] = []
    for file in files:
        if not file.mended.fixes:
            continue
        try:
            replace_file(file.path, file.before, file.after, _root_of(file.path, root))
        except WriteError as error:
            before = ", ".join(written)
            message = _("{message}; written before that: {files}").format(message=error, files=before)
            raise SettingsError(message if written else str(error), error.hint) from error
        written.append(file.shown)


def _root_of(path: Path, root: Path) -> Path:
    """The folder out of which no link may lead: the accounts folder, or where a file beside it lies."""
    return root if path.is_relative_to(root) else path.parent


def _tell(works: Sequence[Work], settings: "Settings", *, writes: bool) -> Exit:
    """What is left to people, and how much was mended; how to end."""
    day, _note = as_of_day(None, settings)
    left = [one for mender, _files in works for one in mender.left(day)]
    _show_left(left)
    fixes = sum(len(file.mended.fixes) for _mender, files in works for file in files)
    changed = counted(sum(bool(file.mended.fixes) for _mender, files in works for file in files), "file")
    tell(_sentence(fixes, changed, writes=writes))
    if left:
        told = ngettext("{number} fault is left to you", "{number} faults are left to you", len(left))
        tell(told.format(number=len(left)))
    return Exit.FINDINGS if left or (fixes and not writes) else Exit.OK


def _sentence(fixes: int, files: str, *, writes: bool) -> str:
    if not fixes:
        return _("nothing to mend")
    if writes:
        return ngettext("{number} fault mended in {files}", "{number} faults mended in {files}", fixes).format(
            number=fixes, files=files
        )
    told = ngettext("{number} fault could be mended in {files}: kamdocs fix --write does it",
                    "{number} faults could be mended in {files}: kamdocs fix --write does it", fixes)  # fmt: skip
    return told.format(number=fixes, files=files)


def _show_left(left: Iterable["Finding"]) -> None:
    from kamdocs.report.printable import printable

    for one in left:
        gap = one.gap
        place = f"{printable(gap.path or '')}:{gap.place.line}:{gap.place.column}"
        show(_("{place}: left: {message}").format(place=place, message=printable(str(one.message))))
        show(f"    {_('hint')}: {printable(str(gap.hint))}")
