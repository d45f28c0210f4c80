"""``kamdocs init``."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import click

from kamdocs.cli import forge as around
from kamdocs.cli.guide import guide_pages
from kamdocs.cli.streams import show, tell
from kamdocs.cli.targets import guard_new, write_atomically
from kamdocs.language import LANGUAGES, _, counted, language, spoken
from kamdocs.report.printable import printable
from kamdocs.schema import schema_folder
from kamdocs.settings.clock import today
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import allowed_checks, load_settings
from kamdocs.settings.table import FILE
from kamdocs.source import find_files

EDITED = ("account.schema.json", "offerings.schema.json", "team.schema.json")
"""The schemas of the files that people edit."""
_ACCOUNTS = "accounts"
"""Where the starter has its accounts."""
_PLACE_OF_EDIT_LINK = "# edit_uri: https://forge.example/our/handbook/edit/main/docs/"
_PLACE_OF_REQUIREMENT = "kamdocs @ git+https://github.com/kamdocs/kamdocs@COMMIT"


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]")
@click.option("--forge", type=click.Choice([*around.FORGES, "none"]),
              help="Whose CI to write a workflow for. [default: that of git's remote, else github]")  # fmt: skip
@click.option("--language", "language_", type=click.Choice(LANGUAGES), default=language,
              help="What the handbook speaks. [default: the settings', else en]")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
def command(folder: Path, forge: str | None, language_: str, dry_run: bool) -> None:
    """Begin a handbook: folders, settings, one commented plan, the site, the editor's settings and a workflow.

    A file that is there already is kept as it is. Beside accounts that are not its own it puts nothing.
    """
    remote = around.find_remote(folder)
    edit = remote.edit_address(forge, "docs/") if remote else None
    requirement = around.requirement()
    values = {
        _PLACE_OF_EDIT_LINK: f"edit_uri: {edit}" if edit else _PLACE_OF_EDIT_LINK,
        _PLACE_OF_REQUIREMENT: requirement or _PLACE_OF_REQUIREMENT,
    }
    chosen = forge or (remote.forge if remote else None) or around.FORGES[0]
    texts = dict(starter_files(chosen, today(None), language_, values))
    begun = _is_begun(folder, texts)
    left = {path for path in texts if begun and path.parts[0] == _ACCOUNTS and not (folder / path).exists()}
    texts = {path: text for path, text in texts.items() if path not in left}
    with spoken(language_):
        guard_new(folder, map(Path, texts))
        written = _write(folder, texts, dry_run=dry_run)
        told = _("{files} to write.") if dry_run else _("{files} written.")
        tell(told.format(files=counted(len(written), "file")))
        if left:
            tell(_("The handbook has accounts of its own: nothing is put beside them."))
        if dry_run:
            return
        if not requirement and PurePosixPath("requirements.txt") in written:
            tell(_("Write into requirements.txt which kamdocs to install: the file says how."))
        where = "" if folder == Path() else f"cd {printable(str(folder))} && "
        begin = "" if around.lies_in_repository(folder) else "git init && "
        tell(_("Next: {commands}").format(commands=f"{where}{begin}kamdocs check && kamdocs serve"))
        tell(_("Then: {commands}").format(commands='kamdocs new "NAME", kamdocs log, kamdocs walk'))


def _is_begun(folder: Path, texts: Mapping[PurePosixPath, str]) -> bool:
    """Whether there are plans that no ``init`` has written: what was deleted beside them is not wanted any more."""
    accounts = folder / _ACCOUNTS
    if (folder / FILE).is_file():
        with suppress(SettingsError):  # what is wrong with the settings is told by every other command
            accounts = load_settings(folder, allowed=allowed_checks(os.environ)).accounts
    plans = find_files(accounts).accounts if accounts.is_dir() else ()
    return any(PurePosixPath(_ACCOUNTS, path.name) not in texts for path in plans)


def _write(folder: Path, texts: Mapping[PurePosixPath, str], *, dry_run: bool) -> list[PurePosixPath]:
    """Write the files that are not there yet, and say so; which they were."""
    written = []
    kept, new = _("kept"), _("would write") if dry_run else _("wrote")
    width = max(len(kept), len(new))
    for path, text in texts.items():
        target = folder / path
        if target.exists() or target.is_symlink():
            show(f"{kept:<{width}} {printable(str(target))}")
            continue
        if not dry_run:
            write_atomically(target, text)
        written.append(path)
        show(f"{new:<{width}} {printable(str(target))}")
    return written


def starter_files(
    forge: str, today: date, language: str, values: Mapping[str, str]
) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of a new handbook in a language: where they go, and their texts; the plan begins today.

    ``values`` are what stands there for something that only the place knows, with what it is here.
    """
    starter = files("kamdocs") / "starter"
    days = {"{today}": today.isoformat(), "{soon}": (today + timedelta(days=14)).isoformat()}
    translated = dict(_walk(starter / language, PurePosixPath())) if (starter / language).is_dir() else {}
    for path, written in _walk(starter, PurePosixPath()):
        if path.parts[0] in LANGUAGES:
            continue
        entry = translated.get(path, written)
        if path.parts[0] in around.FORGES:
            if path.parts[0] != forge:
                continue
            path = path.relative_to(forge)
        text = entry.read_text(encoding="utf-8")
        for name, value in (days if path.parts[0] == "accounts" else values).items():
            text = text.replace(name, value)
        yield path, text
    for path, text in guide_pages():
        yield path, translated[path].read_text(encoding="utf-8") if path in translated else text
    for name in EDITED:
        yield PurePosixPath("schema") / name, (schema_folder() / name).read_text(encoding="utf-8")


def _walk(folder: Traversable, at: PurePosixPath) -> Iterator[tuple[PurePosixPath, Traversable]]:
    """The files below, their dots written out: packaging tools pass over names that begin with one."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = at / entry.name.replace("dot-", ".", 1) if entry.name.startswith("dot-") else at / entry.name
        if entry.is_dir():
            yield from _walk(entry, path)
        else:
            yield path, entry
