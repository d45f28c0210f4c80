"""``kamdocs init``."""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import click

from kamdocs.cli import options
from kamdocs.cli.output import write_atomically
from kamdocs.language import LANGUAGES, _, counted, language
from kamdocs.schema import schema_folder

FORGES = ("github", "gitlab")
EDITED = ("account.schema.json", "offerings.schema.json", "team.schema.json")
"""The schemas of the files that people edit."""


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]")
@click.option("--forge", type=click.Choice([*FORGES, "none"]), default="github", show_default=True,
              help="Whose CI to write a workflow for.")  # fmt: skip
@click.option("--language", "language_", type=click.Choice(LANGUAGES), default=language,
              help="What the handbook speaks. [default: the settings', else en]")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
def command(folder: Path, forge: str, language_: str, dry_run: bool) -> None:
    """Begin a handbook: folders, settings, one commented plan, the site, the editor's settings and a workflow.

    A file that is there already is kept as it is.
    """
    written = 0
    for path, text in starter_files(forge, options.today(), language_):
        target = folder / path
        if target.exists() or target.is_symlink():
            click.echo(f"{_('kept'):<8} {target}")
            continue
        if not dry_run:
            write_atomically(target, text)
        written += 1
        click.echo(f"{_('would write') if dry_run else _('wrote'):<8} {target}")
    told = _("{files} to write.") if dry_run else _("{files} written.")
    click.echo(told.format(files=counted(written, "file")), err=True)
    if not dry_run:
        where = "" if folder == Path() else f"cd {folder} && "
        click.echo(_("Next: {commands}").format(commands=f"{where}kamdocs check && kamdocs serve"), err=True)


def starter_files(forge: str, today: date, language: str) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of a new handbook in a language: where they go, and their texts; the plan begins today."""
    starter = files("kamdocs") / "starter"
    days = {"{today}": today.isoformat(), "{soon}": (today + timedelta(days=14)).isoformat()}
    translated = dict(_walk(starter / language, PurePosixPath())) if (starter / language).is_dir() else {}
    for path, written in _walk(starter, PurePosixPath()):
        if path.parts[0] in LANGUAGES:
            continue
        entry = translated.get(path, written)
        if path.parts[0] in FORGES:
            if path.parts[0] != forge:
                continue
            path = path.relative_to(forge)
        text = entry.read_text(encoding="utf-8")
        if path.parts[0] == "accounts":
            for name, value in days.items():
                text = text.replace(name, value)
        yield path, text
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
