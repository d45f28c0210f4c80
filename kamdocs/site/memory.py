"""What `serve` remembers between two builds, so that saving one plan makes one page and not a thousand.

Pages of accounts that did not change go through as they were written last. That is right as long as nothing changed
that every page depends on: the settings, the day, the shared files, the guide, the theme, who owns accounts.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from mkdocs.config.defaults import MkDocsConfig

from kamdocs.handbook import Asset, Page, Sheet, View
from kamdocs.handbook.groups import family
from kamdocs.handbook.paths import account_path, brief_path, handover_path, interview_path
from kamdocs.lint import Evaluated, JudgedFile
from kamdocs.site.trends import Remembered

_LINKED = re.compile(r"(?:accounts|people|rules|offerings|calendar)/[\w.-]+\.md")

Kinship = tuple[tuple[str, ...], int, int]
"""Of whom of its group an account's page tells, how many stand beside it, and of how many it can't be told."""
ALONE: Kinship = ((), 0, 0)

Surroundings = tuple[object, ...]
"""What all pages depend on besides the plans; equal means that they are still right."""


class Memory(msgspec.Struct):
    """The last build: what was evaluated and judged, the values, and what stands in the site's folder.

    ``written`` are the source paths of the pages that were written, ``placed`` the places of all files in the site,
    ``builds`` how many there were.
    """

    evaluated: Evaluated | None = None
    surroundings: Surroundings | None = None
    judged: tuple[JudgedFile, ...] = ()
    pages: Mapping[str, Page] = {}
    sheets: Mapping[str, Sheet] = {}
    assets: Mapping[str, Asset] = {}
    written: set[str] = set()
    placed: frozenset[str] = frozenset()
    sitemap: str | None = None
    owners: Mapping[str, frozenset[str]] = {}
    families: Mapping[str, Kinship] = {}
    trend: Remembered | None = None
    builds: int = 0

    def holds(self, evaluated: Evaluated, around: Surroundings) -> bool:
        """Whether what is remembered is still right where no plan changed."""
        return bool(evaluated.reused) and around == self.surroundings

    def known_pages(self, evaluated: Evaluated, view: View) -> Mapping[str, Page]:
        """The pages of accounts that are still right, by path.

        Other pages may be: they know what they are made of. What our people owe may stand in any account.
        """
        accounts = (account_path(account) for account in self._same_accounts(evaluated, view))
        others = (path for path, page in self.pages.items() if page.made_of)
        return {path: self.pages[path] for path in (*accounts, *others) if path in self.pages}

    def known_sheets(self, evaluated: Evaluated, view: View) -> Mapping[str, Sheet]:
        """The briefs, and the sheets for talks and for handovers, that are still right, by path."""
        same = self._same_accounts(evaluated, view)
        paths = (
            path for account in same for path in (brief_path(account), interview_path(account), handover_path(account))
        )
        return {path: self.sheets[path] for path in paths if path in self.sheets}

    def _same_accounts(self, evaluated: Evaluated, view: View) -> Iterator[str]:
        """The accounts that did not change, nor anybody of their groups of whom their pages tell."""
        families = families_of(view)
        for account in evaluated.reused:
            related, _siblings, _unsure = kinship = families.get(account, ALONE)
            if kinship == self.families.get(account, ALONE) and evaluated.reused.issuperset(related):
                yield account


def families_of(view: View) -> Mapping[str, Kinship]:
    """The kinship of the accounts that belong to a group."""
    parents = view.portfolio.parents
    found = ((one, family(view.standings[one], view)) for one in sorted({*parents, *parents.values()}))
    return {one: (kin.related, kin.siblings, kin.unsure) for one, kin in found}


def surroundings_of(view: View, config: MkDocsConfig, root: Path) -> Surroundings:
    """What all pages of a build depend on."""
    folders = [Path(config.docs_dir), *(Path(one) for one in config.theme.dirs)]
    files = (Path(config.config_file_path or "mkdocs.yml"), root / "pyproject.toml")
    stamps = tuple(sorted(_stamps(folders))) + tuple(_stamp(path) for path in files)
    settings = (config.site_dir, config.use_directory_urls, config.site_url)
    return stamps, frozenset(view.owners), frozenset(view.standings), settings


def linked_pages(config: MkDocsConfig) -> frozenset[str]:
    """The source paths of pages that the guide links to: they have to be there as pages."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in Path(config.docs_dir).rglob("*.md"))
    return frozenset(link for text in texts for link in _LINKED.findall(text))


def _stamps(folders: Iterable[Path]) -> Iterable[tuple[str, int, int]]:
    return (
        _stamp(Path(folder, name))
        for top in folders
        for folder, below, names in os.walk(top)
        if _seen(below)
        for name in names
    )


def _seen(folders: list[str]) -> bool:
    """Don't go where a theme keeps ten thousand icons, which pages take in by name: none changes while we look."""
    folders[:] = [name for name in folders if name != ".icons"]
    return True


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return str(path), -1, -1
    return str(path), status.st_mtime_ns, status.st_size
