"""Where pages stand on the site, and files in the forge: MkDocs' ways of writing addresses."""

import posixpath
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage


def address_from(path: str, page: SitePage, config: MkDocsConfig) -> str:
    """From a page's path to its address, relative to the page that links to it."""
    start = page.url if page.url.endswith("/") or not page.url else posixpath.dirname(page.url)
    return relative_address(path, start, config.use_directory_urls)


def absolute_address(path: str, config: MkDocsConfig) -> str | None:
    """A page's address with its host; None where the site's own address is not set.

    The site is a folder, whether its address ends with a slash or, as one that a plugin has set may, without.
    """
    if not config.site_url:
        return None
    home = config.site_url.rstrip("/") + "/"
    return urljoin(home, relative_address(path, "", config.use_directory_urls))


def relative_address(path: str, start: str, use_directory_urls: bool) -> str:
    """From a page's path to its address, as seen from the folder ``start``."""
    if not use_directory_urls:
        return _climb(f"{path}.html", start)
    target = path.removesuffix("index").removesuffix("/")
    return (_climb(target, start) or ".") + "/"


def _climb(target: str, start: str) -> str:
    """From a folder of the site to a place of it; both are plain paths, and a page has a hundred links."""
    there, here = (place.strip("/").split("/") if place else [] for place in (target, start))
    shared = 0
    while shared < min(len(there), len(here)) and there[shared] == here[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


class SourceUrls:
    """Addresses of files in the forge, where ``edit_uri`` tells of one; paths are from the settings' folder."""

    def __init__(self, config: MkDocsConfig, root: Path, *, open_to_reader: bool) -> None:
        docs = posixpath.relpath(_posix(config.docs_dir), root.as_posix())
        edit = config.edit_uri or ""
        if not edit.startswith("http"):
            edit = posixpath.join(config.repo_url, edit) if edit and config.repo_url else ""
        self.base = edit.rstrip("/").removesuffix(docs) if open_to_reader else ""

    def edit(self, path: str) -> str | None:
        """Where a file is edited."""
        if not self.base or PurePosixPath(path).is_absolute():
            return None
        return self.base + quote(path)

    def line(self, path: str, line: int) -> str | None:
        """Where a line of a file is shown."""
        edit = self.edit(path)
        return f"{edit.replace('/edit/', '/blob/', 1)}#L{line}" if edit else None


def _posix(path: str) -> str:
    return Path(path).as_posix()
