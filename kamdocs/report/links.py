"""Where a comment on a change may lead: to an account's page in the handbook, else to its file in the change."""

import hashlib
from typing import Literal
from urllib.parse import quote

import msgspec


class Change(msgspec.Struct, frozen=True):
    """A change that is looked at on a forge: its address there, and the way from the repository to the settings."""

    forge: Literal["github", "gitlab"]
    address: str
    prefix: str = ""

    def file(self, path: str) -> str:
        """Where the change shows what it does to a file; ``path`` is from the settings' folder."""
        name = f"{self.prefix}/{path}".lstrip("/").encode("utf-8", "surrogateescape")
        if self.forge == "github":
            return f"{self.address}/files#diff-{hashlib.sha256(name).hexdigest()}"
        return f"{self.address}/diffs#{hashlib.sha1(name, usedforsecurity=False).hexdigest()}"


class Links(msgspec.Struct, frozen=True):
    """What is known of addresses: the handbook's ``site``, whether its pages are folders, and the change itself."""

    site: str | None = None
    folders: bool = True
    change: Change | None = None

    def account(self, account: str, path: str | None, *, on_site: bool) -> str | None:
        """The page of an account, where the site has it, else its file in the change; None where neither is known."""
        if self.site and on_site:
            return f"{self.site.rstrip('/')}/accounts/{quote(account, safe='')}{'/' if self.folders else '.html'}"
        return self.change.file(path) if self.change and path else None
