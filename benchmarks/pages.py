"""What pages weigh, and how long an account's is on a phone: ``python benchmarks/pages.py SITE...``, of sites that are built.

``KAMDOCS_CHROMIUM`` names the browser. Told are the bytes of the files and the nodes of their content, and the screens of
844 px of the accounts' pages at 390 px: of at most 40 of them, evenly picked.
"""

import argparse
import os
import statistics
from pathlib import Path
from typing import Any

from search import served

PAGES = ("index.html", "heatmap/index.html", "review/index.html")
PHONE = {"width": 390, "height": 844}
MOST = 40
NODES = "() => (document.querySelector('article') ?? document.body).querySelectorAll('*').length"


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path, nargs="+")
    given = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("KAMDOCS_CHROMIUM"), args=["--no-sandbox"])
        page = browser.new_page(viewport=PHONE)
        for site in given.sites:
            with served(site) as address:
                measure(site, address, page)
        browser.close()


def measure(site: Path, address: str, page: Any) -> None:
    """Print what a site's pages weigh, and how long its accounts' pages are."""
    print(site)
    for name in PAGES:
        if (site / name).is_file():
            page.goto(address + name)
            print(f"  {name:20} {(site / name).stat().st_size:8} bytes {page.evaluate(NODES):6} nodes")
    screens = []
    for path in picked(site):
        page.goto(f"{address}accounts/{path.parent.name}/")
        screens.append(page.evaluate("document.documentElement.scrollHeight") / PHONE["height"])
    print(f"  {len(screens)} accounts: {statistics.median(screens):.1f} screens, at most {max(screens):.1f}")


def picked(site: Path) -> list[Path]:
    """Pages of accounts; those that lead on from a former id are left out."""
    pages = (
        path for path in sorted(site.glob("accounts/*/index.html")) if b'http-equiv="refresh' not in path.read_bytes()
    )
    found = list(pages)
    return found[:: len(found) // MOST + 1]


if __name__ == "__main__":
    main()
