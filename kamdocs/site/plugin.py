"""The handbook in MkDocs: a thin adapter from pages as values to files of a site.

How it is fast and safe: the Markdown of a page holds its headings only, and none of a file's text; the page's real HTML
goes in after other plugins have read it (``on_page_context`` at a low priority).
"""

import functools
import gc
import html
import logging
import os
import posixpath
from collections.abc import Collection, Iterable, Mapping
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from kamdocs.handbook import (
    GAP_PAGES,
    HEADERS,
    HORIZON_DAYS,
    PAPER_STYLE,
    FoundPage,
    Page,
    Sheet,
    View,
    headers_file,
    inline_scripts,
    make_assets,
    make_files,
    make_pages,
    make_sheets,
    passages_of,
    search_index,
)
from kamdocs.language import _, spoken
from kamdocs.lint import Evaluated, NothingToCheck, Report, collector_at_rest, evaluate_again, judge_again, tell_mishaps
from kamdocs.rules.custom import module_path
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import allowed_checks, load_settings
from kamdocs.settings.table import FILE as SETTINGS_FILE
from kamdocs.settings.values import Settings
from kamdocs.site.addresses import SourceUrls, absolute_address, address_from, relative_address
from kamdocs.site.folder import InPlace, drop_aside, put_back, remove_files, set_aside
from kamdocs.site.memory import Memory, Surroundings, linked_pages, surroundings_of

log = logging.getLogger("mkdocs.plugins.kamdocs")

asked_day: ContextVar[date | None] = ContextVar("asked_day", default=None)
"""The as-of date that a command line asked for; it goes before the plugin's option."""
asked_audience: ContextVar[str | None] = ContextVar("asked_audience", default=None)
"""The audience that a command line asked for; it goes before the plugin's option."""


class KamdocsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options; each stands in for the setting of the same name."""

    accounts = config_options.Optional(config_options.Type(str))
    as_of = config_options.Optional(config_options.Type((str, date)))
    audience = config_options.Optional(config_options.Type(str))
    strict = config_options.Type(bool, default=False)


class KamdocsPlugin(BasePlugin[KamdocsConfig]):  # type: ignore[no-untyped-call]
    """Adds the handbook's pages to a site."""

    pages: Mapping[str, Page] = {}
    scripts: set[str]
    found: dict[str, FoundPage]
    passed: frozenset[str] = frozenset()
    report: Report
    memory = Memory()
    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 (MkDocs gives both)
        """Keep this plugin from one build of `serve` to the next."""
        self.serving = command == "serve"
        self.memory = Memory()

    @event_priority(50)  # before the theme's search reads its options
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings, watch the accounts, and let our search stand in the place of the theme's."""
        self.folder = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        try:
            self.settings = self._settings(config)
        except SettingsError as error:
            raise PluginError(f"{error} ({error.hint})" if error.hint else str(error)) from error
        _speak(config, self.settings.language)
        config.watch.append(str(self.settings.accounts))
        if (self.settings.root / SETTINGS_FILE).is_file():
            config.watch.append(str(self.settings.root / SETTINGS_FILE))
        modules = (module_path(name, self.settings.root) for name in self.settings.custom_checks)
        config.watch.extend(str(path) for path in modules if path)
        for name in ("search", "material/search"):
            if name in config.plugins and "enabled" in config.plugins[name].config:
                config.plugins[name].config["enabled"] = False
        if self.settings.offline:
            config.use_directory_urls = False  # a browser shows a folder's files, not its index.html
        for path in (PAPER_STYLE, *(asset.path for asset in reversed(make_assets()))):
            if path.endswith(".css") and path not in config.extra_css:
                config.extra_css.insert(0, path)  # a team's own styles come after and win
            if path.endswith(".js") and path not in config.extra_javascript:
                config.extra_javascript.insert(0, path)
        return config

    def _settings(self, config: MkDocsConfig) -> Settings:
        settings = load_settings(self.folder, allowed=allowed_checks(os.environ))
        accounts = self.folder / self.config.accounts if self.config.accounts else settings.accounts
        if not accounts.is_dir():
            message = _("there is no accounts folder {path}").format(path=accounts)
            raise SettingsError(message, _("set accounts in mkdocs.yml or pyproject.toml"))
        if _overlap(accounts, Path(config.docs_dir)):
            raise SettingsError(
                _("the accounts folder and docs_dir overlap, and files there are published as they are"),
                _("keep the two side by side"),
            )
        site = Path(config.site_dir)
        if _overlap(accounts, site) or settings.root.resolve().is_relative_to(site.resolve()):
            message = _("the site can't go to {site}: a build empties that folder").format(site=site)
            raise SettingsError(message, _("choose a folder of its own, such as site"))
        name = asked_audience.get() or self.config.audience
        audience = settings.audience_called(name) if name else settings.audience
        return msgspec.structs.replace(settings, accounts=accounts, audience=audience)

    def _as_of(self) -> date:
        option: Any = self.config.as_of
        if isinstance(option, str):
            try:
                option = date.fromisoformat(option)
            except ValueError:
                raise PluginError(_("as_of is {value}, not a day such as 2026-11-23").format(value=option)) from None
        if option is not None and type(option) is not date:
            raise PluginError(_("as_of is {value}, not a day such as 2026-11-23").format(value=option))
        day: date = asked_day.get() or option or self.settings.as_of or date.today()
        return day

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Save what may still be right from being deleted."""
        if self.serving:
            set_aside(Path(config.site_dir), self.memory.placed)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a file for each page and asset."""
        with spoken(self.settings.language):
            return self._add_files(files, config)

    def _add_files(self, files: Files, config: MkDocsConfig) -> Files:
        day = self._as_of()
        try:
            evaluated = evaluate_again(self.settings, day, self.settings.audience, self.memory.evaluated)
        except NothingToCheck as error:
            raise PluginError(str(error)) from error
        except SettingsError as error:  # an audience that is for an account that isn't there
            raise PluginError(f"{error} ({error.hint})") from error
        evaluation = evaluated.evaluation
        with collector_at_rest():
            self.report, judged = judge_again(evaluated, HORIZON_DAYS, self.memory.judged)
        gc.freeze()  # plans and gaps live to the end of the build: the collector need not look at them again and again
        self._tell_of_broken_files()
        for failure in (*self.settings.failures, *tell_mishaps(self.report.mishaps)):
            log.warning("%s", failure)
        audience = self.settings.audience
        self.urls = SourceUrls(config, self.settings.root, open_to_reader=audience.everything)
        view = View(
            self.report,
            evaluation.shared,
            self.settings.policies,
            self.urls.line,
            lambda path: absolute_address(path, config),
            audience,
        )
        around = surroundings_of(view, config, self.settings.root) if self.serving else ()
        before = self._before(evaluated, around, Path(config.site_dir))
        pages = {page.path: page for page in make_pages(view, before.known_pages(evaluated, view))}
        sheets = {sheet.path: sheet for sheet in make_sheets(view, before.known_sheets(evaluated))}
        assets = {asset.path: asset for asset in (*make_assets(), *make_files(view))}
        self.passed = self._pass_through(pages, before, files, config)
        self.pages = {f"{path}.md": page for path, page in pages.items() if f"{path}.md" not in self.passed}
        config.nav = _without(config.nav, {f"{path}.md" for path in GAP_PAGES} - self.pages.keys())
        for uri, page in self.pages.items():
            file = File.generated(config, uri, content=page.outline, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(file)
        for path, asset in assets.items():
            kind = InPlace if asset == before.assets.get(path) else File
            files.append(kind.generated(config, path, content=asset.data))
        self._add_sheets(sheets.values(), before, files, config)
        if self.serving:
            placed = frozenset(file.dest_uri for file in files)
            remove_files(Path(config.site_dir), before.placed - placed)
            owners = {member: frozenset(one.id for one in owned) for member, owned in view.owners.items()}
            sitemap = before.sitemap if self.passed else None
            self.memory = Memory(
                evaluated, around, judged, pages, sheets, assets, set(before.written), placed, sitemap, owners
            )
        return files

    def _before(self, evaluated: Evaluated, around: Surroundings, site: Path) -> Memory:
        """The last build if what it made is right where no plan changed, and stands; else nothing."""
        right = self.memory.holds(evaluated, around) and put_back(site)
        if self.serving:
            drop_aside(site)
        return self.memory if right else Memory()

    def _pass_through(
        self, pages: Mapping[str, Page], before: Memory, files: Files, config: MkDocsConfig
    ) -> frozenset[str]:
        """Leave the pages in their place that are as they were in the last build; their source paths."""
        self.found = {}
        if not before.written:
            self.scripts = set()
            return frozenset()
        linked = linked_pages(config)
        same = {
            f"{path}.md": page
            for path, page in pages.items()
            if path.count("/") == 1 and not path.endswith("/index") and page == before.pages.get(path)
        }
        passed = frozenset(same) & before.written - linked
        for uri in sorted(passed):
            stand_in = File.generated(config, uri, content="")
            files.append(InPlace.generated(config, stand_in.dest_uri, content=""))
            if same[uri].search:
                self.found[uri] = FoundPage(stand_in.url, same[uri].title, same[uri].search)
        return passed

    def _add_sheets(self, sheets: Iterable[Sheet], before: Memory, files: Files, config: MkDocsConfig) -> None:
        """Add the documents that need no engine, where no page of the site stands in their place."""
        taken = {file.dest_uri for file in files}
        for sheet in sheets:
            uri = f"{sheet.path}/index.html" if config.use_directory_urls else f"{sheet.path}.html"
            if uri in taken:
                continue
            if uri in before.placed and sheet == before.sheets.get(sheet.path):
                files.append(InPlace.generated(config, uri, content=""))
                continue
            address = functools.partial(
                relative_address, start=posixpath.dirname(uri), use_directory_urls=config.use_directory_urls
            )
            files.append(File.generated(config, uri, content=sheet.html(address)))

    def _tell_of_broken_files(self) -> None:
        everything = self.settings.audience.everything
        broken = [one.path for one in self.report.standings if one.account is None or (everything and one.faulty)]
        if broken and self.config.strict:
            message = _("files that can't be assessed: {files}; kamdocs check says why")
            raise PluginError(message.format(files=", ".join(broken)))
        told = _("{path} can't be assessed; its page says why")
        if not everything:
            told = _("{path} can't be read: it is left out of this site; kamdocs check says why")
        for path in broken:
            log.info(told.format(path=path))

    def on_page_markdown(self, markdown: str, *, page: SitePage, **_rest: Any) -> str:
        """Give our pages their titles, which are a file's text."""
        if ours := self.pages.get(page.file.src_uri):
            page.meta["title"] = html.escape(ours.title)  # themes put it into the page as it is
            page.edit_url = self.urls.edit(ours.source) if ours.source else None
            page.meta["hide"] = ["navigation", "toc"] if ours.wide else ["navigation"]
        return markdown

    def on_page_content(self, content: str, *, page: SitePage, **_rest: Any) -> str:
        """Note what a page can be found by, and give the table of contents the anchors of our headings."""
        if ours := self.pages.get(page.file.src_uri):
            for entry, part in zip(page.toc, ours.sections, strict=True):
                entry.id = part.heading.anchor  # the engine makes one of the heading's words, which differ by language
            found = FoundPage(page.url, ours.title, ours.search)
        elif page.meta.get("search", {}).get("exclude"):
            return content
        else:
            found = FoundPage(page.url, str(page.title), tuple(passages_of(content)))
        if found.passages:
            self.found[page.file.src_uri] = found
        return content

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Add the search index, now that all pages are read; what is found equally well stands in its order."""
        ours = self.pages.keys() | self.passed
        found = sorted(self.found.items(), key=lambda item: (item[0] not in ours, item[0]))
        asset = search_index(page for _, page in found)
        files.append(File.generated(config, asset.path, content=asset.data))
        return env

    @event_priority(-100)  # after other plugins have read the page
    def on_page_context(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, **_rest: Any
    ) -> TemplateContext:
        """Put the real page in."""
        if ours := self.pages.get(page.file.src_uri):
            with spoken(self.settings.language):
                page.content = ours.html(lambda path: address_from(path, page, config))
        return context

    @event_priority(-100)  # after other plugins have changed the page
    def on_post_page(self, output: str, *, page: SitePage, **_rest: Any) -> str:
        """Note the theme's own inline scripts, which the policy lets run; none of what stands in a page's text."""
        self.scripts |= inline_scripts(output.replace(page.content or "", ""))
        if page.file.src_uri in self.pages:
            if self.serving:
                self.memory.written.add(page.file.src_uri)
            page.content = ""  # it is written: a thousand pages kept twice are a hundred megabytes
        return output

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, **_rest: Any) -> str:
        """Note those of the theme's pages without a source, such as the one for a wrong address."""
        if template_name.endswith(".html"):
            self.scripts |= inline_scripts(output)
        if self.serving and template_name == "sitemap.xml":  # the engine's list lacks what only passed through
            self.memory.sitemap = output = self.memory.sitemap or output
        return output

    def on_build_error(self, **_rest: Any) -> None:
        """Remember nothing of a build that failed: what stands in the folder is half of each."""
        self.memory = Memory()

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the headers that go with the site, for hosts that read them from a file."""
        gc.unfreeze()
        (Path(config.site_dir) / HEADERS).write_text(headers_file(self.scripts), encoding="utf-8")


def _speak(config: MkDocsConfig, language: str) -> None:
    """Let the theme speak our language where mkdocs.yml names none; English is what themes speak by themselves."""
    if config.theme.get("language", "en") == "en":
        config.theme["language"] = language


def _without(nav: Any, missing: Collection[str]) -> Any:
    """The navigation without the pages that this audience doesn't get."""
    if isinstance(nav, list):
        return [kept for entry in nav if (kept := _without(entry, missing)) not in (None, {}, [])]
    if isinstance(nav, dict):
        return {title: kept for title, entry in nav.items() if (kept := _without(entry, missing)) is not None}
    return None if nav in missing else nav


def _overlap(one: Path, other: Path) -> bool:
    first, second = one.resolve(), other.resolve()
    return first.is_relative_to(second) or second.is_relative_to(first)
