"""For everyone: no fault that axe-core finds, nothing run or fetched but the site's own, a narrow window, a keyboard."""

import functools
import http.server
import os
import threading
from contextlib import contextmanager
from importlib.resources import files

import pytest

from tests.handbook.sites import build, site_folder

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (
    "", "accounts/", "accounts/zgledna-orodjarna/", "accounts/namisljena-tiskarna/", "heatmap/", "rules/",
    "rules/satisfaction/", "people/", "people/luka.zupan/", "offerings/", "calendar/", "calendar/2026-12/", "fields/",
    "guide/", "guide/settings/", "briefs/zgledna-orodjarna/", "review/", "review/#zgled-mlekarna", "404.html",
    "contacts/", "lists/opportunities/", "leaving/luka.zupan/", "handover/zgledna-orodjarna/",
)  # fmt: skip
VIEWS = ((1440, "light"), (1440, "dark"), (390, "light"), (390, "dark"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
ASK = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules});
  return found.violations.flatMap(one => one.nodes.slice(0, 3).map(node => `${one.id}: ${node.html.slice(0, 200)}`));
}"""


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["KAMDOCS_CHROMIUM"], args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = site_folder(tmp_path_factory.mktemp("handbook"))
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    return folder / "site"


class WithHeaders(http.server.SimpleHTTPRequestHandler):
    """Serves a folder with the headers of its file, as the hosts do that read it."""

    def end_headers(self):
        for line in self.rules.splitlines()[1:]:
            name, _, value = line.strip().partition(": ")
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def served(site):
    handler = type("Handler", (WithHeaders,), {"rules": (site / "_headers").read_text("utf-8")})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def address(site):
    with served(site) as base:
        yield base


def every_page(site):
    """The addresses of all pages but those that only lead on to where a page moved to."""
    pages = sorted(site.rglob("*.html"))
    stays = [one for one in pages if 'http-equiv="refresh"' not in one.read_text("utf-8")]
    return [one.relative_to(site).as_posix().removesuffix("index.html") for one in stays]


@pytest.mark.parametrize("view", range(len(VIEWS)), ids=lambda view: "-".join(map(str, VIEWS[view])))
def test_axe_finds_nothing(browser, site, view):
    """On each kind of page in each view, and on every page in one of the views."""
    from tests.handbook.sites import served as plainly_served

    width, scheme = VIEWS[view]
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    with plainly_served(site) as base:  # without the policy, which would keep axe out
        for path in dict.fromkeys([*PAGES, *every_page(site)[view :: len(VIEWS)]]):
            page.goto(base + path)
            page.evaluate(AXE)
            if faults := page.evaluate(ASK, RULES):
                found[path] = faults
    page.close()
    assert found == {}


def test_axe_would_find_a_fault(browser):
    page = browser.new_page()
    page.set_content("<html><body><img src=x><input></body></html>")
    page.evaluate(AXE)
    assert page.evaluate(ASK, RULES)
    page.close()


def test_the_policy_lets_all_of_the_site_run_and_nothing_else(browser, address):
    page = browser.new_page()
    broken = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("response", lambda one: broken.append(one.url) if one.status >= 400 else None)
    for path in PAGES:
        answer = page.goto(address + path)
        if answer:  # a place within the page that is there already asks for nothing
            assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]
        page.wait_for_load_state("networkidle")
    page.goto(f"{address}accounts/?tier=strategic")
    assert page.locator("table.kd-accounts tbody tr:visible").count() == 2
    page.keyboard.press("/")
    page.keyboard.type("4500031")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("label.md-header__button:visible").first.click()  # the colours
    assert broken == []
    for tag in ("const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.head.append(one)",
                "const one = document.createElement('img'); one.src = 'https://elsewhere.example/x'; document.body.append(one)"):  # fmt: skip
        page.evaluate(tag)
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert len([text for text in broken if "Content Security Policy" in text]) == 2
    page.close()


def test_a_script_in_a_page_of_the_guide_gets_no_hash(tmp_path):
    folder = site_folder(tmp_path / "book")
    assert build(folder).returncode == 0
    before = (folder / "site" / "_headers").read_text("utf-8")
    with (folder / "docs" / "guide" / "limits.md").open("a", encoding="utf-8") as page:
        page.write("\n\n<script>alert(1)</script>\n")
    assert build(folder).returncode == 0
    assert "alert(1)" in (folder / "site" / "guide" / "limits" / "index.html").read_text("utf-8")
    assert (folder / "site" / "_headers").read_text("utf-8") == before


@pytest.mark.parametrize("width", [768, 720, 320])  # 720: 1440 at 200 %; 320: WCAG's reflow
def test_pages_fit_a_narrow_window(browser, address, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    wider = {}
    for path in PAGES:
        page.goto(address + path)
        by = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if by > 0:
            wider[path] = by
    page.close()
    assert wider == {}
