"""What the tests of the pages share: a real browser."""

import os

import pytest


@pytest.fixture(scope="module")
def browser():
    """Chromium, started once for each file of tests."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("KAMDOCS_CHROMIUM")
    assert path, "KAMDOCS_CHROMIUM names no browser: run the tests with make test"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
