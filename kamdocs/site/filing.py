"""The handbook's values become files of the site: pages for the engine, and what stands as it is.

How it is fast and safe: the Markdown of a page holds its headings only, and none of a file's text. The page's real HTML
goes in when other plugins have read it.
"""

import functools
import posixpath
from collections.abc import Iterable, Iterator, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from kamdocs.handbook import SEARCH_WAYS, Asset, FoundPage, Page, Sheet, found_page
from kamdocs.site.addresses import relative_address
from kamdocs.site.contents import Contents
from kamdocs.site.folder import InPlace
from kamdocs.site.memory import Memory, linked_pages


class Filing:
    """The files of one build.

    ``pages`` are those that the engine writes, by source path, and ``passed`` the source paths of those that pass
    through; ``found`` is what search finds, by source path.
    """

    def __init__(self, contents: Contents, before: Memory, files: Files, config: MkDocsConfig) -> None:
        self.before, self.files, self.config = before, files, config
        self.titles = {path: page.title for path, page in contents.pages.items()}
        self.found: dict[str, FoundPage] = {}
        self.passed = self._pass_through(contents.pages)
        self.pages = self._add_pages(contents.pages)
        for path, asset in contents.assets.items():
            kind = InPlace if asset == before.assets.get(path) else File
            files.append(kind.generated(config, path, content=asset.data))
        self._add_sheets(contents.sheets.values())

    def found_in_order(self) -> list[FoundPage]:
        """What search finds, our pages first: what is found equally well stands in this order."""
        ours = self.pages.keys() | self.passed
        return [page for _, page in sorted(self.found.items(), key=lambda item: (item[0] not in ours, item[0]))]

    def ways(self) -> Iterator[tuple[str, str]]:
        """Where search leads on when it finds nothing: the address and title of each such page that the site has."""
        for path in SEARCH_WAYS:
            file = self.files.get_file_from_path(f"{path}.md")
            written = file.page.title if file and file.page else None
            if title := self.titles.get(path) or written:
                yield relative_address(path, "", self.config.use_directory_urls), str(title)

    def add(self, asset: Asset) -> None:
        """Add a file that could not be made before."""
        self.files.append(File.generated(self.config, asset.path, content=asset.data))

    def _pass_through(self, pages: Mapping[str, Page]) -> frozenset[str]:
        """Leave the pages in their place that are as they were in the build before; their source paths."""
        if not self.before.written:
            return frozenset()
        linked = linked_pages(self.config)
        same = {
            f"{path}.md": page
            for path, page in pages.items()
            if path.count("/") == 1 and not path.endswith("/index") and page.is_the_same(self.before.pages.get(path))
        }
        passed = frozenset(same) & self.before.written - linked
        for uri in sorted(passed):
            stand_in = File.generated(self.config, uri, content="")
            self.files.append(InPlace.generated(self.config, stand_in.dest_uri, content=""))
            if same[uri].search:
                self.found[uri] = found_page(stand_in.url, same[uri])
        return passed

    def _add_pages(self, pages: Mapping[str, Page]) -> Mapping[str, Page]:
        named = {f"{path}.md": page for path, page in pages.items()}
        added = {uri: page for uri, page in named.items() if uri not in self.passed}
        for uri, page in added.items():
            inclusion = InclusionLevel.NOT_IN_NAV
            self.files.append(File.generated(self.config, uri, content=page.outline, inclusion=inclusion))
        return added

    def _add_sheets(self, sheets: Iterable[Sheet]) -> None:
        """Add the documents that need no engine, where no page of the site stands in their place."""
        directories = self.config.use_directory_urls
        taken = {file.dest_uri for file in self.files}
        for sheet in sheets:
            uri = f"{sheet.path}/index.html" if directories else f"{sheet.path}.html"
            if uri in taken:
                continue
            if uri in self.before.placed and sheet == self.before.sheets.get(sheet.path):
                self.files.append(InPlace.generated(self.config, uri, content=""))
                continue
            address = functools.partial(relative_address, start=posixpath.dirname(uri), use_directory_urls=directories)
            self.files.append(File.generated(self.config, uri, content=sheet.html(address)))
