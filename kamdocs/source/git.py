"""Files as they were at a commit, out of git, without a checkout."""

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from kamdocs.language import _


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
    command = ["git", "-C", str(folder), "-c", "core.quotePath=off", "-c", "core.fsmonitor=false", *arguments]
    try:
        ran = subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603 (a fixed program)
    except FileNotFoundError as error:
        raise GitError(_("git is not installed"), _("install git, or leave --base out")) from error
    if ran.returncode == 0:
        return ran.stdout
    if check:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        message = _("git failed: {reason}").format(reason=said[-1] if said else arguments[0])
        raise GitError(message, _("look at the repository with git status"))
    return None
