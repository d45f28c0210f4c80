"""Renew the README's pictures: ``python -m tests.make_pictures`` in a checkout, with the example handbook built.

Its pages are photographed in Chromium, an account on a phone, too; the check is its real output on a page.
"""

import html
import os
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.handbook.sites import served
from tests.small_png import smaller

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "36": "#79c0ff"}
SHELL = """<body style="margin:0;background:#0d1117;color:#e6edf3;font:15px/1.45 monospace">
<pre style="margin:0;padding:22px 26px;white-space:pre">{}</pre></body>"""


def main() -> None:
    """Make all pictures."""
    with sync_playwright() as playwright, served(ROOT / "site") as address:
        path = os.environ.get("KAMDOCS_CHROMIUM") or None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        photograph(browser, address, IMAGES / "handbook.png", 1200, 860)
        photograph(browser, f"{address}review/#primerna-steklarna", IMAGES / "review.png", 1440, 900)
        photograph(browser, f"{address}heatmap/", IMAGES / "heatmap.png", 1200, 860)
        photograph(browser, f"{address}accounts/zgledna-orodjarna/", IMAGES / "account.png", 1200, 860)
        photograph(browser, f"{address}accounts/zgledna-orodjarna/", IMAGES / "phone.png", 390, 844)
        photograph_check(browser, IMAGES / "check.png")
        browser.close()


def photograph(browser: Browser, address: str, target: Path, width: int, height: int) -> None:
    """A page as a reader sees it first."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    target.write_bytes(smaller(page.screenshot()))
    page.close()


def photograph_check(browser: Browser, target: Path) -> None:
    """The output of a check, in the colours of a terminal."""
    command = ["check", "--select", "relationship,KAM204", "--owner", "tina.oblak", "--fail-on", "never"]
    environment = {**os.environ, "FORCE_COLOR": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "kamdocs", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    text = f"$ kamdocs {' '.join(command[:-2])}\n{ran.stdout}\n{ran.stderr}"
    page = browser.new_page(viewport={"width": 1180, "height": 400})
    page.set_content(SHELL.format(coloured(text)))
    target.write_bytes(smaller(page.screenshot(full_page=True)))
    page.close()


def coloured(text: str) -> str:
    """ANSI colours as HTML."""
    parts, opened = [], 0
    for piece in re.split(r"(\x1b\[\d+m)", html.escape(text)):
        code = re.fullmatch(r"\x1b\[(\d+)m", piece)
        if code is None:
            parts.append(piece)
        elif code[1] == "0":
            parts.append("</span>" * opened)
            opened = 0
        else:
            styles = {"1": "font-weight:bold", "2": "opacity:.6", "4": "text-decoration:underline"}
            style = styles.get(code[1]) or f"color:{COLOURS.get(code[1], 'inherit')}"
            parts.append(f'<span style="{style}">')
            opened += 1
    return "".join(parts)


if __name__ == "__main__":
    main()
