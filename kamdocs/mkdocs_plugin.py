"""The handbook in MkDocs: a thin adapter from pages as values to files of a site.

How it is fast and safe: the Markdown of a page holds its headings only, and none of a file's text. What search reads
(``on_page_content``) is plain text of our choosing; the page's real HTML goes in after search has read it
(``on_page_context`` at a low priority).
"""

import functools
import html
import json
import logging
import posixpath
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import msgspec
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from kamdocs.config import FILE as SETTINGS_FILE
from kamdocs.config import Settings, SettingsError, load_settings
from kamdocs.handbook import HORIZON_DAYS, Page, View, folded_words, make_assets, make_pages
from kamdocs.lint import NothingToCheck, Report, evaluate, judge

log = logging.getLogger("mkdocs.plugins.kamdocs")

asked_day: ContextVar[date | None] = ContextVar("asked_day", default=None)
"""The as-of date that a command line asked for; it goes before the plugin's option."""


class KamdocsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options; each stands in for the setting of the same name."""

    accounts = config_options.Optional(config_options.Type(str))
    as_of = config_options.Optional(config_options.Type((str, date)))
    strict = config_options.Type(bool, default=False)


class KamdocsPlugin(BasePlugin[KamdocsConfig]):  # type: ignore[no-untyped-call]
    """Adds the handbook's pages to a site."""

    pages: Mapping[str, Page] = {}
    report: Report

    @event_priority(50)  # before search reads its options
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings, watch the accounts, and give the search index a field for plain letters."""
        self.folder = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        try:
            self.settings = self._settings(config)
        except SettingsError as error:
            raise PluginError(f"{error} ({error.hint})" if error.hint else str(error)) from error
        config.watch.append(str(self.settings.accounts))
        if (self.settings.root / SETTINGS_FILE).is_file():
            config.watch.append(str(self.settings.root / SETTINGS_FILE))
        for name in ("search", "material/search"):
            if name in config.plugins and "fields" in config.plugins[name].config:
                config.plugins[name].config["fields"].setdefault("fold", {"boost": 1.0})
        for asset in make_assets():
            listed = config.extra_css if asset.path.endswith(".css") else config.extra_javascript
            if asset.path not in listed:
                listed.append(asset.path)
        return config

    def _settings(self, config: MkDocsConfig) -> Settings:
        settings = load_settings(self.folder)
        accounts = self.folder / self.config.accounts if self.config.accounts else settings.accounts
        if not accounts.is_dir():
            raise SettingsError(
                f"there is no accounts folder {accounts}", "set accounts in mkdocs.yml or pyproject.toml"
            )
        if _overlap(accounts, Path(config.docs_dir)):
            raise SettingsError(
                "the accounts folder and docs_dir overlap, and files there are published as they are",
                "keep the two side by side",
            )
        site = Path(config.site_dir)
        if _overlap(accounts, site) or settings.root.resolve().is_relative_to(site.resolve()):
            raise SettingsError(
                f"the site can't go to {site}: a build empties that folder", "choose a folder of its own, such as site"
            )
        return msgspec.structs.replace(settings, accounts=accounts)

    def _as_of(self) -> date:
        option: Any = self.config.as_of
        if isinstance(option, str):
            try:
                option = date.fromisoformat(option)
            except ValueError:
                raise PluginError(f"as_of is {option}, not a day such as 2026-11-23") from None
        if option is not None and type(option) is not date:
            raise PluginError(f"as_of is {option}, not a day such as 2026-11-23")
        day: date = asked_day.get() or option or self.settings.as_of or date.today()
        return day

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a file for each page and asset."""
        day = self._as_of()
        try:
            evaluation = evaluate(self.settings, day)
        except NothingToCheck as error:
            raise PluginError(str(error)) from error
        self.report = judge(evaluation, self.settings.policies, day, upcoming_days=HORIZON_DAYS)
        self._tell_of_broken_files()
        self.urls = _SourceUrls(config, self.settings.root)
        view = View(self.report, evaluation.shared, self.settings.policies, self.urls.line)
        self.pages = {f"{page.path}.md": page for page in make_pages(view)}
        for uri, page in self.pages.items():
            file = File.generated(config, uri, content=page.outline, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(file)
        for asset in make_assets():
            files.append(File.generated(config, asset.path, content=asset.data))
        return files

    def _tell_of_broken_files(self) -> None:
        broken = [standing.path for standing in self.report.standings if standing.account is None]
        if broken and self.config.strict:
            raise PluginError(f"files that can't be assessed: {', '.join(broken)}; kamdocs check says why")
        for path in broken:
            log.info("%s can't be assessed; its page says why", path)

    def on_page_markdown(self, markdown: str, *, page: SitePage, **_: Any) -> str:
        """Give our pages their titles, which are a file's text, and leave the unnamed ones out of search."""
        if ours := self.pages.get(page.file.src_uri):
            page.meta["title"] = html.escape(ours.title)  # themes put it into the page as it is
            page.edit_url = self.urls.edit(ours.source) if ours.source else None
            page.meta["hide"] = ["navigation", "toc"] if ours.wide else ["navigation"]
            page.meta["search"] = {"exclude": not ours.search}
        return markdown

    def on_page_content(self, content: str, *, page: SitePage, **_: Any) -> str:
        """Hand search the text that it may find a page by."""
        ours = self.pages.get(page.file.src_uri)
        return f"<p>{html.escape(ours.search)}</p>" if ours else content

    @event_priority(-100)  # after search has read the page
    def on_page_context(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, **_: Any
    ) -> TemplateContext:
        """Put the real page in."""
        if ours := self.pages.get(page.file.src_uri):
            page.content = ours.html(lambda path: _address(path, page, config))
        return context

    @event_priority(-100)  # after search has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the words in plain letters to the search index."""
        path = Path(config.site_dir) / "search" / "search_index.json"
        if not path.is_file():
            return
        index = json.loads(path.read_text(encoding="utf-8"))
        for entry in index["docs"]:
            if words := folded_words(f"{html.unescape(entry['title'])} {html.unescape(entry['text'])}"):
                entry["fold"] = words
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _address(path: str, page: SitePage, config: MkDocsConfig) -> str:
    """From a page's path to its address, relative to the page that links to it."""
    start = page.url if page.url.endswith("/") or not page.url else posixpath.dirname(page.url)
    return _relative(path, start, config.use_directory_urls)


@functools.lru_cache(maxsize=65536)
def _relative(path: str, start: str, use_directory_urls: bool) -> str:
    if not use_directory_urls:
        return posixpath.relpath(f"{path}.html", start or ".")
    target = path.removesuffix("index").removesuffix("/")
    return posixpath.relpath(target or ".", start or ".") + "/"


class _SourceUrls:
    """Addresses of files in the forge, where ``edit_uri`` tells of one; paths are from the settings' folder."""

    def __init__(self, config: MkDocsConfig, root: Path) -> None:
        docs = posixpath.relpath(_posix(config.docs_dir), root.as_posix())
        edit = config.edit_uri or ""
        if not edit.startswith("http"):
            edit = posixpath.join(config.repo_url, edit) if edit and config.repo_url else ""
        self.base = edit.rstrip("/").removesuffix(docs)

    def edit(self, path: str) -> str | None:
        """Where a file is edited."""
        if not self.base or PurePosixPath(path).is_absolute():
            return None
        return self.base + quote(path)

    def line(self, path: str, line: int) -> str | None:
        """Where a line of a file is shown."""
        edit = self.edit(path)
        return f"{edit.replace('/edit/', '/blob/', 1)}#L{line}" if edit else None


def _overlap(one: Path, other: Path) -> bool:
    first, second = one.resolve(), other.resolve()
    return first.is_relative_to(second) or second.is_relative_to(first)


def _posix(path: str) -> str:
    return Path(path).as_posix()
