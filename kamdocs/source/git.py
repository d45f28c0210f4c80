"""Files as they were at a commit, out of git, without a checkout."""

import itertools
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec

from kamdocs.language import _

_AT_ONCE = 50
"""How many contents are asked for at once: their names fit into the smallest pipe, so that nobody waits for nobody."""


class GitError(Exception):
    """Git can't give what was asked for; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Changes(msgspec.Struct, frozen=True):
    """What differs between a commit and the working tree: paths there, paths here, and renamed ones (old to new)."""

    before: frozenset[Path]
    after: frozenset[Path]
    renamed: Mapping[Path, Path]


def _how_to_have(ref: str) -> str:
    """A clone of one branch keeps no name for another that it fetches, unless it is told to."""
    remote, slash, branch = ref.partition("/")
    if remote != "origin" or not slash:
        return _("git branch --all lists the branches that there are")
    return _("fetch it first: {line}").format(line=f"git fetch origin {branch}:refs/remotes/origin/{branch}")


class Repository(msgspec.Struct, frozen=True):
    """A repository of git; ``root`` is the top of its working tree."""

    root: Path

    def commit(self, ref: str) -> str:
        """The commit that a branch, a tag or a part of its name stands for."""
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", check=False)
        if not found:
            raise GitError(_("git knows no commit {ref}").format(ref=ref), _how_to_have(ref))
        return found.decode().split()[-1]

    def merge_base(self, ref: str, head: str = "HEAD") -> str:
        """The newest commit that two have in common."""
        found = self._run("merge-base", self.commit(head), self.commit(ref), check=False)
        if not found:
            hint = _("a shallow clone has too little history: git fetch --unshallow (in CI: fetch-depth: 0)")
            message = _("no commit that {head} and {ref} have in common is known here").format(head=head, ref=ref)
            raise GitError(message, hint)
        return found.decode().strip()

    def files(self, commit: str, folder: Path) -> dict[Path, str]:
        """The ordinary files of a folder at a commit, with the names of their contents; links are left out."""
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", commit, "--", self._inside(folder)) or b""
        found = {}
        for entry in filter(None, listed.split(b"\0")):
            head, _, name = entry.partition(b"\t")
            mode, _, blob = head.decode().split()
            if mode.startswith("100"):
                found[self.root / name.decode("utf-8", "surrogateescape")] = blob
        return found

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """The bytes of many contents, by their names, with one process."""
        asked = list(dict.fromkeys(blobs))
        output = self._run("cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in asked).encode()) or b""
        found, at = {}, 0
        for blob in asked:
            end = output.index(b"\n", at)
            size = int(output[at:end].split()[2])
            found[blob] = output[end + 1 : end + 1 + size]
            at = end + 1 + size + 1
        return found

    def history(self, folder: Path) -> bytes:
        """The commits that touched a folder along the first-parent line, newest first, as ``git log --raw -z`` tells.

        A record is ``commit NAME SECONDS`` and what it changed; nothing where there is no commit yet. Settings of the
        user, such as those for signatures and for the order, change nothing in it.
        """
        settings = ("-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c", "log.follow=false")
        asked = (
            "log",
            "--first-parent",
            "-m",
            "--raw",
            "-M",
            "-l2000",
            "--no-abbrev",
            "-z",
            "--no-color",
            "--no-ext-diff",
        )
        form = "--format=tformat:commit %H %ct"
        where = self._inside(folder)
        begun = self._run("rev-parse", "--verify", "--quiet", "HEAD", check=False) is not None
        return self._run("--literal-pathspecs", *settings, *asked, form, "HEAD", "--", where, check=begun) or b""

    def streamed(self, blobs: Iterable[str], limit: int) -> Iterator[bytes | None]:
        """The bytes of contents, one by one and in their order, with one process; None for one that is not there.

        Of a content that is larger than ``limit``, one byte more than that is given, and the rest is let go.
        """
        command = _command(self.root, "cat-file", "--batch")
        try:
            process = subprocess.Popen(  # noqa: S603 (a fixed program)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except FileNotFoundError as error:
            raise _not_installed() from error
        with process:
            assert process.stdin is not None  # noqa: S101 (it is a pipe)
            assert process.stdout is not None  # noqa: S101
            names = iter(blobs)
            while batch := list(itertools.islice(names, _AT_ONCE)):
                try:
                    process.stdin.write("".join(f"{blob}\n" for blob in batch).encode())
                    process.stdin.flush()
                except OSError as error:
                    with suppress(OSError):
                        process.stdin.close()
                    raise _cut_short() from error
                for _blob in batch:
                    yield _next_content(process.stdout, limit)
            process.stdin.close()

    def committed_at(self, commit: str) -> datetime:
        """When a commit was committed, in UTC."""
        told = self._run("show", "-s", "--no-show-signature", "--format=%ct", commit, "--") or b""
        return moment(told.split()[-1])

    def private_folder(self) -> Path:
        """The folder that git keeps for itself, one for all working trees of a clone."""
        told = self._run("rev-parse", "--git-common-dir") or b".git"
        return self.root / told.decode("utf-8", "surrogateescape").rstrip("\n")

    def is_shallow(self) -> bool:
        """Whether the clone holds only the newest part of the history."""
        return (self._run("rev-parse", "--is-shallow-repository", check=False) or b"").strip() == b"true"

    def changes(self, commit: str, folder: Path, head: str | None = None) -> Changes:
        """What differs in a folder between a commit and ``head``.

        Without a head it is the working tree, files that git doesn't track yet included.
        """
        sides = [commit] if head is None else [commit, self.commit(head)]
        listed = self._run("diff", "--name-status", "-z", "-M", "--no-ext-diff", *sides, "--", str(folder)) or b""
        new = b""
        if head is None:
            new = self._run("ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", str(folder)) or b""
        fields = iter(listed.split(b"\0"))
        before, after, renamed = set(), {self._path(name) for name in filter(None, new.split(b"\0"))}, {}
        for status in fields:
            if not status:
                break
            path = self._path(next(fields))
            if status[:1] in (b"R", b"C"):
                other = self._path(next(fields))
                after.add(other)
                if status[:1] == b"R":
                    before.add(path)
                    renamed[path] = other
                continue
            if status[:1] != b"A":
                before.add(path)
            if status[:1] != b"D":
                after.add(path)
        return Changes(frozenset(before), frozenset(after), renamed)

    def find(self, name: str) -> tuple[Path, ...]:
        """The files of that name, in whatever folder, that git tracks or would."""
        asked = ("ls-files", "-z", "--full-name", "--cached", "--others", "--exclude-standard")
        listed = self._run(*asked, "--", f":(top,glob)**/{name}", check=False) or b""
        return tuple(dict.fromkeys(self._path(path) for path in filter(None, listed.split(b"\0"))))

    def remote(self) -> tuple[str, str]:
        """Where it is cloned from, and the main branch there; raises :class:`GitError` where it has no remote."""
        names = (self._run("remote", check=False) or b"").decode().split()
        name = "origin" if "origin" in names or not names else names[0]
        url = (self._run("remote", "get-url", name) or b"").decode("utf-8", "replace").strip()
        head = self._run("symbolic-ref", "--short", f"refs/remotes/{name}/HEAD", check=False)
        here = self._run("symbolic-ref", "--short", "HEAD", check=False)
        branch = head.decode().strip().removeprefix(f"{name}/") if head else (here or b"main").decode().strip()
        return url, branch

    def _path(self, name: bytes) -> Path:
        return self.root / name.decode("utf-8", "surrogateescape")

    def _inside(self, path: Path) -> str:
        if not path.is_relative_to(self.root):
            message = _("{path} is not in the repository {root}").format(path=path, root=self.root)
            raise GitError(message, _("run the command in the handbook's repository"))
        return path.relative_to(self.root).as_posix()

    def _run(self, *arguments: str, stdin: bytes | None = None, check: bool = True) -> bytes | None:
        return _git(self.root, *arguments, stdin=stdin, check=check)


def open_repository(folder: Path) -> Repository:
    """The repository that a folder lies in; raises :class:`GitError` where there is none."""
    top = _git(folder, "rev-parse", "--show-toplevel", check=False)
    if top is None:
        message = _("{folder} is in no git repository").format(folder=folder)
        raise GitError(message, _("what a change does can only be told inside of one"))
    return Repository(Path(top.decode("utf-8", "surrogateescape").rstrip("\n")))


def _git(folder: Path, *arguments: str, stdin: bytes | None = None, check: bool = True) -> bytes | None:
    """What git says; None where it fails and ``check`` is off."""
    command = _command(folder, *arguments)
    try:
        ran = subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603 (a fixed program)
    except FileNotFoundError as error:
        raise _not_installed() from error
    if ran.returncode == 0:
        return ran.stdout
    if check:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        message = _("git failed: {reason}").format(reason=said[-1] if said else arguments[0])
        raise GitError(message, _("look at the repository with git status"))
    return None


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(folder), "-c", "core.quotePath=off", "-c", "core.fsmonitor=false", *arguments]


def _not_installed() -> GitError:
    return GitError(_("git is not installed"), _("install git, or leave --base out"))


def _cut_short() -> GitError:
    message = _("git failed: {reason}").format(reason="cat-file")
    return GitError(message, _("look at the repository with git fsck"))


def moment(seconds: bytes) -> datetime:
    """A time of git, in seconds since 1970; one beyond the calendar is its end."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(tzinfo=UTC)


def _next_content(stream: IO[bytes], limit: int) -> bytes | None:
    """The next content that ``git cat-file --batch`` gives."""
    line = stream.readline()
    if not line:
        raise _cut_short()
    told = line.split()
    if len(told) != len(("NAME", "KIND", "SIZE")):  # it is missing
        return None
    left = int(told[2])
    kept = stream.read(min(left, limit + 1))
    left -= len(kept)
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        left -= len(part)
    stream.read(1)
    return kept if told[1] == b"blob" else None
