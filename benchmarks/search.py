"""Searching 1,000 accounts in a real browser, each time with nothing cached, beside what else could search them.

``python benchmarks/search.py [--accounts 1000] [--repeat 5]``; ``KAMDOCS_CHROMIUM`` names the browser. Told is the time
from the start of loading the page to the first result that is seen, with the words typed as soon as there is a box; how
much of it the page takes without search; and what is transferred for the search alone. The server compresses, as
servers of sites do. The theme's search has the same passages to look through. Pagefind has the pages, and no box, only
its answer; it takes part where it is installed (``pip install pagefind pagefind-bin``).
"""

import argparse
import functools
import gzip
import http.server
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from make_accounts import write_handbook
from measure import run

ROOT = Path(__file__).parent.parent
QUERIES = ("45005000", "kovač", "kovac", "steel quality 7")
PATIENCE = 8000
"""Milliseconds to wait for a result; after that, nothing was found."""
NETWORKS = {
    "this machine": None,
    "9 Mbit/s, 85 ms": {"offline": False, "latency": 85, "downloadThroughput": 9e6 / 8, "uploadThroughput": 3e6 / 8},
}
SEEN = "(selector) => document.querySelector(selector)?.offsetParent && performance.now()"
PAGEFIND = """async (words) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI));
  const found = await pagefind.search(words);
  if (!found.results.length) return Infinity;
  await found.results[0].data();
  return performance.now();
}"""
FILES = {"ours": "assets/search", "the theme's": "search", "pagefind": "pagefind/"}
SENT: list[tuple[str, int]] = []
"""What the server has sent: each path with its bytes."""
Way = Callable[[Any, str], float]


def main() -> None:
    """Build the sites, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sites: dict[str, tuple[Path, Way]] = {"ours": (build(Path(name) / "ours", given.accounts), ours)}
        sites["the theme's"] = (themes_site(Path(name) / "theme", Path(name) / "ours"), themes)
        if importlib.util.find_spec("pagefind"):
            run([sys.executable, "-m", "pagefind", "--site", str(sites["ours"][0])], ROOT)
            sites["pagefind"] = (sites["ours"][0], pagefind)
        measure(sites, given.repeat)


def measure(sites: dict[str, tuple[Path, Way]], repeat: int) -> None:
    """Print a line for each way to search, network and query."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("KAMDOCS_CHROMIUM"), args=["--no-sandbox"])
        for name, (site, way) in sites.items():
            with served(site) as address:
                for network, conditions in NETWORKS.items():
                    for words in QUERIES:
                        told = [cold(browser, address, way, words, conditions, FILES[name]) for _ in range(repeat)]
                        times, pages, sizes = zip(*told, strict=True)
                        seconds, page = statistics.median(times) / 1000, statistics.median(pages) / 1000
                        result = f"{seconds:.2f} s" if seconds < float("inf") else "nothing"
                        print(
                            f"{name:12} {network:16} {words:16} {result:>8} (page {page:.2f} s) {sizes[0] / 1000:6.0f} KB"
                        )
        browser.close()


def cold(
    browser: Any, address: str, way: Way, words: str, conditions: dict[str, float] | None, path: str
) -> tuple[float, float, int]:
    """Milliseconds to the first result in a browser that has seen nothing yet, and to the page without search.

    And the bytes of the files whose path begins so.
    """
    context = browser.new_context()
    page = context.new_page()
    if conditions:
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", conditions)
    SENT.clear()
    page.goto(address, wait_until="domcontentloaded")
    time = way(page, words)
    ready = float(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
    page.wait_for_timeout(200)
    context.close()
    return time, ready, sum(size for one, size in SENT if one.startswith(f"/{path}"))


def ours(page: Any, words: str) -> float:
    """Search as in our handbook."""
    page.keyboard.press("/")
    page.keyboard.insert_text(words)
    return seen(page, ".kd-search-list a")


def themes(page: Any, words: str) -> float:
    """Search with the box of the theme."""
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(words)
    return seen(page, ".md-search-result__item a")


def seen(page: Any, selector: str) -> float:
    """Milliseconds since the page began to load, when the first such thing is seen; endless where none is."""
    from playwright.sync_api import TimeoutError as TooLong

    try:
        return float(page.wait_for_function(SEEN, arg=selector, polling="raf", timeout=PATIENCE).json_value())
    except TooLong:
        return float("inf")


def pagefind(page: Any, words: str) -> float:
    """Search with Pagefind's library: no box, only the first answer with its text."""
    return float(page.evaluate(PAGEFIND, words))


def build(folder: Path, accounts: int) -> Path:
    """Our handbook."""
    write_handbook(folder, accounts)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    run([sys.executable, "-m", "mkdocs", "build", "-q"], folder)
    return folder / "site"


def themes_site(folder: Path, handbook: Path) -> Path:
    """A page with the search of the theme, which has our passages to look through."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: false}\nplugins: [search]\n", encoding="utf-8"
    )
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True)
    script = (handbook / "site" / "assets" / "search-index.js").read_text(encoding="utf-8")
    ours = json.loads(script.split(" = ", 1)[1].rstrip(";\n"))
    path = folder / "site" / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = list(documents(ours))
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return folder / "site"


def documents(ours: Any) -> Iterator[dict[str, str]]:
    """Our passages as the theme's index has them."""
    for address, title, passages in ours["pages"]:
        yield {"location": address, "title": title, "text": ""}
        for head, lines, *_records in passages:
            anchor, heading = ours["heads"][head]
            yield {"location": f"{address}#{anchor or 'x'}", "title": heading or title, "text": lines}


class _Compressing(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, compressed = _body(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        SENT.append((self.path, len(body)))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@functools.cache
def _body(path: Path) -> tuple[bytes, bool]:
    helps = path.suffix in (".html", ".css", ".js", ".json", ".xml", ".svg")
    return (gzip.compress(path.read_bytes(), 6), True) if helps else (path.read_bytes(), False)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives the address."""
    handler = functools.partial(_Compressing, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    main()
