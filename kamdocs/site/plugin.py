"""The handbook in MkDocs: what happens at each event of a build, in a few lines each."""

import html
import logging
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from kamdocs.handbook import (
    GAP_PAGES,
    HEADERS,
    Failure,
    FoundPage,
    Page,
    View,
    found_page,
    headers_file,
    inline_scripts,
    passages_of,
    search_index,
)
from kamdocs.language import Sentence, _, spoken
from kamdocs.lint import Report
from kamdocs.settings.error import SettingsError
from kamdocs.settings.values import Settings
from kamdocs.site.addresses import SourceUrls, absolute_address, address_from
from kamdocs.site.asked import KamdocsConfig, asked, day_of, ground_of, is_strict, settings_of, told_as_errors
from kamdocs.site.contents import (
    Assessment,
    Contents,
    assess,
    custom_failures,
    fault_note,
    faulty_plans,
    faulty_shared_files,
    make_contents,
    own_failures,
)
from kamdocs.site.filing import Filing
from kamdocs.site.folder import drop_aside, put_back, remove_files, set_aside
from kamdocs.site.ground import mark
from kamdocs.site.memory import Memory, Surroundings, surroundings_of
from kamdocs.site.missing import MISSING, missing_template
from kamdocs.site.navigation import go_after_translators, is_translated, prepare, watched, without
from kamdocs.site.works import Works

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from kamdocs.site.serving import Serving

log = logging.getLogger("mkdocs.plugins.kamdocs")


class KamdocsPlugin(BasePlugin[KamdocsConfig]):  # type: ignore[no-untyped-call]
    """Adds the handbook's pages to a site."""

    settings: Settings
    report: Report
    filing: Filing
    day: date
    ground: Path
    urls: SourceUrls
    memory = Memory()
    failures: Sequence[Failure] = ()
    own_failures: Sequence[Sentence] = ()
    server: "Serving | None" = None
    serving = keeps = False
    dirty = False

    def __init__(self) -> None:
        self.works = Works()
        self.scripts: set[str] = set()

    @property
    def pages(self) -> Mapping[str, Page]:
        """The pages that the engine writes in this build, by source path."""
        return self.filing.pages

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keep this plugin from one build of `serve` to the next."""
        self.serving, self.dirty = command == "serve", dirty
        self.works.close()
        self.works = Works(told_of_end=True)
        self.memory = Memory()

    @event_priority(50)  # before the theme's search reads its options
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings, look whether the site may go where it is to go, and prepare the engine."""
        with told_as_errors():
            self.settings = settings_of(self.config, config)
            self.day = day_of(self.config, self.settings)
            if not self.serving and not self.works.running:
                self.ground = ground_of(self.settings, config)
        prepare(config, self.settings)
        self.keeps = self.serving and not is_translated(config)
        go_after_translators(config, self.on_files)
        return config

    @event_priority(100)  # before other plugins ask where the site is
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Save what may still be right from being deleted, or have the site built beside the one that stands."""
        if self.keeps:
            set_aside(Path(config.site_dir), self.memory.placed)
        elif not (self.serving or self.dirty):
            with told_as_errors():
                self.works.begin(self.ground, config)

    def on_serve(self, server: "LiveReloadServer", **_rest: Any) -> "LiveReloadServer":
        """Let the server outlive builds that fail."""
        from kamdocs.site.serving import Serving  # a build needs no server

        self.server = Serving(server, lambda: watched(self.settings))
        return server

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a file for each page and asset."""
        with spoken(self.settings.language), told_as_errors():
            assessment = assess(self.settings, self.day, self.memory)
            self.report = assessment.report
            self._tell_of_faults()
            view = self._view(assessment, config)
            around = surroundings_of(view, config, self.settings.root) if self.keeps else ()
            before = self._before(assessment, around, Path(config.site_dir))
            contents = make_contents(view, assessment.evaluated, before)
            self._tell_of_failures(contents)
            self._file(Filing(contents, before, files, config))
        config.nav = without(config.nav, {f"{path}.md" for path in GAP_PAGES} - self.pages.keys())
        if self.keeps:
            self._remember(assessment, contents, around, before)
        return files

    def _file(self, filing: Filing) -> None:
        """Begin anew; a build within a build, as of another language, adds to the one around it."""
        if self.works.nested:
            filing.found = {**self.filing.found, **filing.found}
        else:
            self.scripts = set()
        self.filing = filing

    def _view(self, assessment: Assessment, config: MkDocsConfig) -> View:
        audience = self.settings.audience
        self.urls = SourceUrls(config, self.settings.root, open_to_reader=audience.everything)
        return View(
            assessment.report,
            assessment.evaluated.evaluation.shared,
            self.settings.policies,
            self.urls.line,
            lambda path: absolute_address(path, config),
            audience,
            assessment.past,
            assessment.trend[1],
            self.urls.edit,
        )

    def _tell_of_faults(self) -> None:
        plans = faulty_plans(self.report)
        if is_strict(self.config) and (faulty := [*(one.path for one in plans), *faulty_shared_files(self.settings)]):
            message = _("files with faults: {files}; kamdocs check says what they are")
            raise SettingsError(message.format(files=", ".join(faulty)), _("correct them, or build without strict"))
        for standing in plans:
            log.info(fault_note(standing, self.settings.audience))

    def _tell_of_failures(self, contents: Contents) -> None:
        """Tell what failed; of what is ours our command line tells at the end, because the site stands all the same."""
        self.failures = contents.failures
        self.own_failures = own_failures(self.report, contents.failures)
        for sentence in custom_failures(self.settings, self.report):
            log.warning("%s", sentence)
        for sentence in self.own_failures if asked.get() is None or self.serving else ():
            log.error("%s", sentence)

    def _before(self, assessment: Assessment, around: Surroundings, site: Path) -> Memory:
        """The last build if what it made is right where no plan changed, and stands; else nothing."""
        right = self.memory.holds(assessment.evaluated, around) and put_back(site)
        if self.keeps:
            drop_aside(site)
        return self.memory if right else Memory()

    def _remember(self, assessment: Assessment, contents: Contents, around: Surroundings, before: Memory) -> None:
        filing = self.filing
        placed = frozenset(file.dest_uri for file in filing.files)
        remove_files(Path(filing.config.site_dir), before.placed - placed)
        self.memory = Memory(
            assessment.evaluated,
            around,
            assessment.judged,
            contents.pages,
            contents.sheets,
            contents.assets,
            set(before.written),
            placed,
            before.sitemap if filing.passed else None,
            contents.owners,
            contents.families,
            assessment.trend,
            self.memory.builds + 1,
        )

    def on_page_markdown(self, markdown: str, *, page: SitePage, **_rest: Any) -> str:
        """Give our pages their titles, which are a file's text."""
        if ours := self.pages.get(page.file.src_uri):
            page.meta["title"] = html.escape(ours.title)  # themes put it into the page as it is
            page.edit_url = None  # an account's page leads to its file by itself
            page.meta["hide"] = ["navigation", "toc"] if ours.wide else ["navigation"]
        return markdown

    def on_page_content(self, content: str, *, page: SitePage, **_rest: Any) -> str:
        """Note what a page can be found by, and give the table of contents the anchors of our headings."""
        if ours := self.pages.get(page.file.src_uri):
            for entry, part in zip(page.toc, ours.sections, strict=True):
                entry.id = part.heading.anchor  # the engine makes one of the heading's words, which differ by language
            found = found_page(page.url, ours)
        elif page.meta.get("search", {}).get("exclude"):
            return content
        else:
            found = FoundPage(page.url, str(page.title), tuple(passages_of(content)))
        if found.passages:
            self.filing.found[page.file.src_uri] = found
        return content

    def on_env(self, env: Environment, **_rest: Any) -> Environment:
        """Add the search index, now that all pages are read."""
        self.filing.add(search_index(self.filing.found_in_order(), self.filing.ways()))
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
            if self.keeps:
                self.memory.written.add(page.file.src_uri)
            page.content = ""  # it is written: a thousand pages kept twice are a hundred megabytes
        return output

    def on_pre_template(self, template: Template, *, config: MkDocsConfig, **given: Any) -> Template:
        """Put our page for a wrong address in the place of the theme's."""
        with spoken(self.settings.language):
            return missing_template(template, config) if given["template_name"] == MISSING else template

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, **_rest: Any) -> str:
        """Note those of the theme's pages without a source, such as the one for a wrong address."""
        if template_name.endswith(".html"):
            self.scripts |= inline_scripts(output)
        if self.keeps and template_name == "sitemap.xml":  # the engine's list lacks what only passed through
            self.memory.sitemap = output = self.memory.sitemap or output
        return output

    def on_build_error(self, **_rest: Any) -> None:
        """Remember nothing of a build that failed, and leave the site that stands as it was."""
        self.memory = Memory()
        self.works.fail()

    @event_priority(-10_000)  # the last: nothing may fail any more
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the headers that go with the site, for hosts that read them from a file; and let it take its place."""
        (Path(config.site_dir) / HEADERS).write_text(headers_file(self.scripts), encoding="utf-8")
        if self.serving:
            mark(Path(config.site_dir))
        with told_as_errors():
            self.works.end()

    def on_shutdown(self) -> None:
        """Clear up; the engine may use this plugin for another build of the same process."""
        self.works.close()
        self.works = Works()
        if self.server:
            self.server.stop()
