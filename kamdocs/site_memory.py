"""What `serve` remembers between two builds, so that saving one plan makes one page and not a thousand.

Pages of accounts that did not change go through as they were written last. That is right as long as nothing changed
that every page hangs on: the settings, the day, the shared files, the guide, the theme, who owns accounts.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from mkdocs.config.defaults import MkDocsConfig

from kamdocs.handbook import Page, Sheet, View
from kamdocs.handbook.view import account_path, brief_path, person_path
from kamdocs.lint import Evaluated

_LINKED = re.compile(r"(?:accounts|people|rules|offerings|calendar)/[\w.-]+\.md")

Surroundings = tuple[object, ...]
"""What all pages hang on besides the plans; equal means that they are still right."""


class Memory(msgspec.Struct):
    """The last build: what was evaluated, the values, and each page as it was written, by source path."""

    evaluated: Evaluated | None = None
    surroundings: Surroundings | None = None
    pages: Mapping[str, Page] = {}
    sheets: Mapping[str, Sheet] = {}
    written: dict[str, str] = {}
    sitemap: str | None = None
    owners: Mapping[str, frozenset[str]] = {}

    def known_pages(self, evaluated: Evaluated, view: View, around: Surroundings) -> Mapping[str, Page]:
        """The pages that are still right, by path: of accounts, and of those who look after none that changed."""
        if around != self.surroundings:
            return {}
        accounts = (account_path(account) for account in evaluated.reused)
        people = (
            person_path(member)
            for member, owned in view.owners.items()
            if all(standing.id in evaluated.reused for standing in owned) and member in self.owned_by(view)
        )
        return {path: self.pages[path] for path in (*accounts, *people) if path in self.pages}

    def known_sheets(self, evaluated: Evaluated, around: Surroundings) -> Mapping[str, Sheet]:
        """The briefs that are still right, by path."""
        if around != self.surroundings:
            return {}
        paths = (brief_path(account) for account in evaluated.reused)
        return {path: self.sheets[path] for path in paths if path in self.sheets}

    def owned_by(self, view: View) -> frozenset[str]:
        """Who looks after the same accounts as in the last build."""
        return frozenset(
            member
            for member, owned in view.owners.items()
            if self.owners.get(member) == frozenset(standing.id for standing in owned)
        )


def surroundings_of(view: View, config: MkDocsConfig, root: Path) -> Surroundings:
    """What all pages of a build hang on."""
    folders = [Path(config.docs_dir), *(Path(one) for one in config.theme.dirs)]
    files = (Path(config.config_file_path or "mkdocs.yml"), root / "pyproject.toml")
    stamps = tuple(sorted(_stamps(folders))) + tuple(_stamp(path) for path in files)
    return stamps, frozenset(view.owners), frozenset(view.standings), config.use_directory_urls, config.site_url


def linked_pages(config: MkDocsConfig) -> frozenset[str]:
    """The source paths of pages that the guide links to: they have to be there as pages."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in Path(config.docs_dir).rglob("*.md"))
    return frozenset(link for text in texts for link in _LINKED.findall(text))


def _stamps(folders: Iterable[Path]) -> Iterable[tuple[str, int, int]]:
    return (_stamp(path) for folder in folders for path in folder.rglob("*") if path.is_file())


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return str(path), -1, -1
    return str(path), status.st_mtime_ns, status.st_size
