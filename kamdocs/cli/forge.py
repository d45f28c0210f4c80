"""What a new handbook needs to know of the world around it: which forge it is on, and where kamdocs comes from."""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import quote

import msgspec

from kamdocs.source.git import GitError, open_repository

FORGES = ("github", "gitlab")
_EDIT = {"github": "edit", "gitlab": "-/edit"}
_WEB = re.compile(r"(?P<scheme>https?)://(?:[^/@]*@)?(?P<host>[\w.-]+(?::\d+)?)/(?P<path>[\w./~-]+?)(?:\.git)?/?")
_SSH = re.compile(r"(?:ssh://)?(?:[\w.-]+@)?(?P<host>[\w.-]+)(?::\d+(?=/)|:(?!/))?/?(?P<path>[\w./~-]+?)(?:\.git)?/?")


class Remote(msgspec.Struct, frozen=True):
    """Where a folder is kept: the repository's address in the browser, its branch, and the folder's path in it."""

    web: str
    branch: str
    folder: str

    @property
    def forge(self) -> str | None:
        """Which forge it is, as far as its host's name tells."""
        host = self.web.partition("://")[2].partition("/")[0]
        return next((forge for forge in FORGES if forge in re.split(r"[.:-]", host)), None)

    def edit_address(self, forge: str | None, path: str) -> str | None:
        """Where people edit a path of the folder; None where nobody says which forge it is."""
        known = self.forge or forge
        if known not in FORGES:
            return None
        return "/".join(filter(None, (self.web, _EDIT[known], quote(self.branch), quote(self.folder), path)))


def find_remote(folder: Path) -> Remote | None:
    """The remote of the repository that a folder lies, or will lie, in; None where there is none on a forge."""
    here = folder.resolve()
    standing = next(one for one in (here, *here.parents) if one.is_dir())
    try:
        repository = open_repository(standing)
        url, branch = repository.remote()
    except GitError:
        return None
    root = repository.root.resolve()
    web = web_address(url)
    within = here.relative_to(root).parts
    return Remote(web, branch, "/".join(within)) if web else None


def lies_in_repository(folder: Path) -> bool:
    """Whether a folder is kept in a repository of git."""
    try:
        open_repository(folder.resolve())
    except GitError:
        return False
    return True


def web_address(url: str) -> str | None:
    """The address in the browser of what git clones from, without a name or a token; None for a path on a disk."""
    if found := _WEB.fullmatch(url):
        return f"{found['scheme']}://{found['host']}/{found['path']}"
    if url.startswith(("/", ".", "file:")) or not (found := _SSH.fullmatch(url)) or "." not in found["host"]:
        return None
    return f"https://{found['host']}/{found['path']}"


def requirement() -> str | None:
    """What installs this very kamdocs again, by the commit or the hash it was installed from (PEP 610).

    None where that is not recorded, or lies on this machine: a name alone could be anybody's on an index.
    """
    try:
        origin = json.loads(distribution("kamdocs").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    url = str(origin.get("url", ""))
    if not url.startswith("https://"):
        return None
    if commit := origin.get("vcs_info", {}).get("commit_id"):
        return f"kamdocs @ git+{url}@{commit}"
    hashed = origin.get("archive_info", {}).get("hashes", {}).get("sha256")
    return f"kamdocs @ {url.partition('#')[0]}#sha256={hashed}" if hashed else None
