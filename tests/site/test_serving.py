"""`serve` outlives its builds: what is wrong stands in the browser until it is mended, and no request waits."""

import html
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from mkdocs.exceptions import Abort, ConfigurationError

from kamdocs.settings.error import SettingsError
from kamdocs.site.serving import error_page
from tests.plans import write_handbook

SITE = "site_name: x\ntheme: {name: material, font: false}\nplugins: [kamdocs]\n"


def test_the_page_says_what_is_wrong_where_and_what_mends_it():
    page = error_page(
        SettingsError("pyproject.toml: <b> on line 3", "write & save"),
        ["Config value 'x': odd", "pyproject.toml: <b> on line 3"],
    )
    assert '<pre role="alert">pyproject.toml: &lt;b&gt; on line 3</pre>' in page
    assert "<p>Hint: write &amp; save</p>" in page
    assert page.count("&lt;b&gt;") == 1
    assert "Config value &#x27;x&#x27;: odd" in page
    assert "this page shows the handbook as soon as it can be built again" in page


def test_the_page_loads_nothing_from_elsewhere():
    page = error_page(ConfigurationError("<script src=https://evil.example>"), [])
    assert re.findall(r'(?:src|href)="([^"]*)', page) == ["data:,"]
    assert "<script src" not in page


def test_what_the_engine_only_logs_stands_on_the_page():
    page = error_page(Abort("Aborted with 1 configuration errors!"), ["Config value 'theme': Unrecognised theme name"])
    assert "Unrecognised theme name" in page
    assert "the lines above" not in page
    assert "mkdocs.yml is the place" in page


def test_a_fault_of_ours_is_told_as_ours(capsys):
    page = error_page(ZeroDivisionError("division by zero"), [])
    assert "kamdocs failed by a fault of its own (ZeroDivisionError: division by zero)" in page
    assert "please report it" in page
    assert "ZeroDivisionError: division by zero" in capsys.readouterr().err


class Browser:
    """Asks the server, each time for some seconds only."""

    def __init__(self, address):
        self.address = address

    def get(self, path="", tries=80):
        """The status and the text of a page; waits for the server to begin."""
        for _try in range(tries):
            try:
                with urllib.request.urlopen(self.address + path, timeout=15) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.read().decode()
            except urllib.error.URLError:
                time.sleep(0.25)
        raise AssertionError("the server does not answer")

    def until(self, status, path="", says=""):
        """The text of a page when it has this status and says this, at last."""
        for _try in range(300):
            found, text = self.get(path)
            if found == status and says in html.unescape(text):
                return html.unescape(text)
            time.sleep(0.1)
        raise AssertionError((found, text[:2000]))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = write_handbook(tmp_path_factory.mktemp("served") / "h", {"acme": {"name": "Acme d.o.o."}})
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n", "utf-8")
    (folder / "mkdocs.yml").write_text(SITE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser(book):
    """The handbook, served from its folder as people do."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kamdocs", "serve", "--address", f"127.0.0.1:{port}"]
    with (book / "log").open("w") as log, subprocess.Popen(command, cwd=book, stderr=log) as server:
        browser = Browser(f"http://127.0.0.1:{port}/")
        assert browser.get()[0] == 200
        yield browser
        assert server.poll() is None, "the server has died"
        server.send_signal(signal.SIGINT)
    assert server.returncode == 0, "it does not end well"


BROKEN = {
    "a misspelt setting": ("pyproject.toml", "[tool.kamdocs]\n", "[tool.kamdocs]\nas_off = 2026-02-20\n", ["pyproject.toml: tool.kamdocs does not know the setting as_off", "did you mean as_of?"]),
    "settings that are no TOML": ("pyproject.toml", "[tool.kamdocs]\n", "[tool.kamdocs]\nas_of = = 1\n", ["pyproject.toml is not TOML", "at line 2, column 9", "Hint: correct that line"]),
    "a mkdocs.yml that is no YAML": ("mkdocs.yml", "plugins:", "x: [\nplugins:", ["mkdocs.yml", ", line "]),
    "a theme that isn't there": ("mkdocs.yml", "name: material", "name: materil", ["Unrecognised theme name: 'materil'"]),
    "a plugin that isn't there": ("mkdocs.yml", "[kamdocs]", "[kamdocs, nope]", ['The "nope" plugin is not installed']),
    "a template with a fault": ("mkdocs.yml", "font: false", "font: false, custom_dir: over", ["over/main.html failed on line 2", "blck"]),
    "a hook that fails": ("mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:", ["the hook hook.py failed in on_page_markdown", "hook.py, line 2", "KeyError: 'boom'"]),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("name", "old", "new", "says"), BROKEN.values(), ids=BROKEN)
def test_a_fault_stands_in_the_browser_until_it_is_mended(book, browser, name, old, new, says):
    (book / "over").mkdir(exist_ok=True)
    (book / "over" / "main.html").write_text("{% extends 'base.html' %}\n{% blck %}\n", "utf-8")
    (book / "hook.py").write_text("def on_page_markdown(markdown, **rest):\n    raise KeyError('boom')\n", "utf-8")
    browser.until(200)
    whole = (book / name).read_text("utf-8")
    (book / name).write_text(whole.replace(old, new), "utf-8")
    text = browser.until(503, says=says[0])
    for words in says:
        assert words in text
    assert browser.get("accounts/acme/")[0] == 503
    assert browser.get("assets/kamdocs.css")[0] == 503
    (book / name).write_text(whole, "utf-8")
    assert "Acme d.o.o." in browser.until(200, "accounts/acme/")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("accounts", "there is no accounts folder"),
        ("mkdocs.yml", "mkdocs.yml"),
        ("docs", "docs"),
        ("accounts/acme.yml", "no account file (*.yml) in accounts"),
    ],
)
def test_what_was_taken_away_is_told_and_found_again(book, browser, name, says):
    browser.until(200)
    shutil.move(book / name, book / "away")
    assert says in browser.until(503)
    shutil.move(book / "away", book / name)
    browser.until(200, "accounts/acme/", "Acme d.o.o.")
    plan = book / "accounts" / "acme.yml"
    whole = plan.read_text("utf-8")
    plan.write_text(whole.replace("Acme d.o.o.", "Acme and Sons"), "utf-8")
    browser.until(200, "accounts/acme/", "Acme and Sons")
    plan.write_text(whole, "utf-8")
    browser.until(200, "accounts/acme/", "Acme d.o.o.")


@pytest.mark.slow
def test_files_that_can_not_be_read_are_told_on_their_pages(book, browser):
    for name, page, says in (("acme.yml", "accounts/acme/", "can't be assessed"), ("_team.yml", "", "_team.yml:")):
        path = book / "accounts" / name
        whole = path.read_text("utf-8")
        path.write_text(f"{whole}\n{{[\n", "utf-8")
        browser.until(200, page, says)
        path.write_text(whole, "utf-8")
        browser.until(200, "accounts/acme/", "Acme d.o.o.")


@pytest.mark.slow
def test_accounts_that_have_moved_are_watched_where_they_are_now(book, browser):
    browser.until(200)
    settings = (book / "pyproject.toml").read_text("utf-8")
    shutil.copytree(book / "accounts", book / "plans")
    plan = book / "plans" / "acme.yml"
    whole = plan.read_text("utf-8")
    plan.write_text(whole.replace("Acme d.o.o.", "Acme, moved"), "utf-8")
    (book / "pyproject.toml").write_text(f'{settings}accounts = "plans"\n', "utf-8")
    browser.until(200, "accounts/acme/", "Acme, moved")
    plan.write_text(whole.replace("Acme d.o.o.", "Acme, settled"), "utf-8")
    browser.until(200, "accounts/acme/", "Acme, settled")
    (book / "pyproject.toml").write_text(settings, "utf-8")
    browser.until(200, "accounts/acme/", "Acme d.o.o.")


@pytest.mark.slow
def test_what_is_wrong_at_the_start_is_told_on_the_terminal(tmp_path):
    folder = write_handbook(tmp_path / "h", {"acme": {}}, settings="nonsense = 1\n")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SITE, "utf-8")
    command = [sys.executable, "-m", "kamdocs", "serve", "--address", "127.0.0.1:0"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, "does not know the setting nonsense" in ran.stderr) == (2, True)
