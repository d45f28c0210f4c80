"""What git holds of a file, and how to take a person out of it: that rewrites history, so it is told and not done."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kamdocs.cli.running_git import git_says
from kamdocs.language import _

if TYPE_CHECKING:
    from kamdocs.keeping.forgetting import Person


class Past(msgspec.Struct, frozen=True):
    """How many commits touched a file, and all paths that it had, from the top of the repository."""

    commits: int
    paths: Sequence[str]


def past_of(root: Path, path: Path) -> Past | None:
    """The past of a file in all branches; None without git or outside of a repository."""
    top = git_says(root, "rev-parse", "--show-toplevel")
    if top is None:
        return None
    told = git_says(root, "log", "--all", "--follow", "--name-only", "--format=commit %H", "--", str(path)) or ""
    lines = [line for line in told.splitlines() if line]
    commits = [line for line in lines if line.startswith("commit ")]
    return Past(len(commits), tuple(dict.fromkeys(line for line in lines if not line.startswith("commit "))))


def how_to_erase(past: Past, person: "Person") -> Iterator[str]:
    """The steps, each a line: commands with the exact words and paths."""
    yield _("to take the person out of it, once all work is pushed, in a fresh clone:")
    yield _("  1. write these lines into erase.txt:")
    for word, instead in ((person.name, person.erased_name), (person.id, person.erased_id)):
        yield f"       {word}==>{instead}"
    for contact in person.contacts:
        yield f"       {contact}==>{person.erased_name}"
    yield "  2. git filter-repo --replace-text erase.txt --replace-message erase.txt"
    paths = " ".join(f"--path {shlex.quote(path)}" for path in past.paths)
    yield _("     or, to take out all of the file's past: {command}").format(
        command=f"git filter-repo --invert-paths {paths} --replace-message erase.txt"
    )
    yield _("     (keep a copy of the file, and add it again after that)")
    yield _("  3. git push --force --all, delete erase.txt, and have everybody clone anew")
    yield _("pages, feeds and exports that were made before hold the person until they are made again")
