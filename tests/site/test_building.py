"""`kamdocs build` and `mkdocs build`: what stands stays whole, and nobody's files are taken away."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from kamdocs.site.ground import MARK
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.handbook.sites import build, site_folder
from tests.plans import write_handbook

pytestmark = pytest.mark.slow
BUILDS = [("kamdocs", "build"), ("mkdocs", "build")]
SMALL = "site_name: x\ntheme: {name: material, font: false}\nplugins: [kamdocs]\n"


@pytest.fixture
def book(tmp_path):
    """A small handbook with a guide of one page."""
    folder = write_handbook(tmp_path / "h", {"acme": {"name": "Acme d.o.o."}}, settings="as_of = 2026-02-20\n")
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n", "utf-8")
    (folder / "mkdocs.yml").write_text(SMALL, "utf-8")
    return folder


def contents(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def siblings(site):
    return sorted(path.name for path in site.parent.iterdir() if path.name.startswith("."))


@pytest.mark.parametrize("command", BUILDS, ids=" ".join)
def test_a_folder_with_somebodys_work_is_refused(book, command):
    keep = book / "keep"
    keep.mkdir()
    (keep / "thesis.txt").write_text("years of work", "utf-8")
    ran = build(book, *command, "--site-dir", "keep")
    assert (ran.returncode, "Traceback" in ran.stderr) == (2 if command[0] == "kamdocs" else 1, False)
    assert "a build empties that folder, and no build of kamdocs made thesis.txt" in ran.stderr
    assert "choose another folder" in ran.stderr
    assert contents(keep) == {"thesis.txt": b"years of work"}
    assert siblings(keep) == []


@pytest.mark.parametrize("command", BUILDS, ids=" ".join)
def test_a_second_build_replaces_the_first_with_all_that_is_in_it(book, command):
    assert build(book, *command).returncode == 0
    first = contents(book / "site")
    assert first[MARK].decode() == "kamdocs makes this folder, and replaces it as a whole: keep nothing else in it.\n"
    (book / "site" / "stale.html").write_text("x", "utf-8")
    (book / "site" / ".nojekyll").write_text("", "utf-8")
    ran = build(book, *command)
    assert ran.returncode == 0, ran.stderr
    second = contents(book / "site")
    assert second.keys() == {*first, ".nojekyll"}
    assert siblings(book / "site") == []


@pytest.mark.parametrize("command", BUILDS, ids=" ".join)
def test_a_build_that_fails_at_the_very_end_leaves_the_old_site(book, command):
    """MkDocs counts its warnings after its last event; a hook may fail in that."""
    assert build(book, *command).returncode == 0
    before = contents(book / "site")
    (book / "docs" / "about.md").write_text("# About\n\n[gone](gone.md)\n", "utf-8")
    ran = build(book, *command, "--strict")
    assert ran.returncode != 0
    assert "gone.md" in ran.stderr
    assert contents(book / "site") == before
    (book / "late.py").write_text("def on_post_build(config):\n    raise ValueError('late')\n", "utf-8")
    (book / "mkdocs.yml").write_text(f"{SMALL}hooks: [late.py]\n", "utf-8")
    ran = build(book, *command)
    assert ran.returncode != 0
    assert contents(book / "site") == before
    assert siblings(book / "site") == []


def test_a_first_build_that_fails_leaves_nothing(book):
    (book / "docs" / "about.md").write_text("[gone](gone.md)\n", "utf-8")
    for command in BUILDS:
        assert build(book, *command, "--strict").returncode != 0
        assert not (book / "site").exists()
        assert siblings(book / "site") == []


def test_a_build_through_a_link_fills_the_folder_that_it_leads_to(book):
    (book / "www").mkdir(mode=0o750)
    (book / "site").symlink_to("www")
    for _again in range(2):
        ran = build(book, "kamdocs", "build")
        assert ran.returncode == 0, ran.stderr
        assert (book / "site").is_symlink()
        assert (book / "www" / "accounts" / "acme" / "index.html").is_file()
    assert (book / "www").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("site", [".", "accounts", "..", "accounts/site", "over"])
def test_a_folder_of_the_handbook_is_no_place_for_a_site(book, kamdocs, site):  # noqa: F811
    (book / "mkdocs.yml").write_text(SMALL.replace("font: false", "font: false, custom_dir: over/mine"), "utf-8")
    (book / "over" / "mine").mkdir(parents=True)
    ran = kamdocs("build", "--site-dir", site, cwd=book)
    assert ran.code == 2
    assert any(
        why in ran.err for why in ("a build empties that folder, and ", "docs_dir", "that is among the accounts")
    )
    assert (book / "accounts" / "acme.yml").is_file()
    assert (book / "over" / "mine").is_dir()


def test_of_two_builds_one_is_told_that_the_other_is_at_work(book):
    (book / "slow.py").write_text(
        "import pathlib, time\n\n\ndef on_env(env, config, files):\n"
        "    pathlib.Path('begun').touch()\n    time.sleep(5)\n",
        "utf-8",
    )
    (book / "mkdocs.yml").write_text(f"{SMALL}hooks: [slow.py]\n", "utf-8")
    command = [sys.executable, "-m", "kamdocs", "build"]
    with subprocess.Popen(command, cwd=book, stderr=subprocess.PIPE, text=True) as first:
        while not (book / "begun").exists():
            time.sleep(0.05)
        second = build(book, "kamdocs", "build")
        assert second.returncode == 2
        assert f"another build is at work: process {first.pid} on " in second.stderr
        assert "Hint: wait until it has ended" in second.stderr
        first.communicate()
    assert first.returncode == 0
    assert (book / "site" / "accounts" / "acme" / "index.html").is_file()
    assert siblings(book / "site") == []


def test_killed_at_any_moment_it_leaves_the_old_site_or_the_new_one(book):
    assert build(book, "kamdocs", "build").returncode == 0
    chance, command = random.Random(3), [sys.executable, "-m", "kamdocs", "build"]
    for number in range(6):
        before = contents(book / "site")
        (book / "docs" / "about.md").write_text(f"# About {number}\n", "utf-8")
        with subprocess.Popen(command, cwd=book, stderr=subprocess.DEVNULL) as building:
            time.sleep(0.3 + chance.random() * 2)
            building.send_signal(signal.SIGKILL)
        after = contents(book / "site")
        whole = f"About {number}".encode() in after["about/index.html"] and after.keys() == before.keys()
        assert after == before or whole
    ran = build(book, "kamdocs", "build")
    assert ran.returncode == 0, ran.stderr
    assert b"About 5" in contents(book / "site")["about/index.html"]
    assert siblings(book / "site") == []


def test_an_engine_that_deploys_finds_the_site_in_its_place(book):
    """As gh-deploy and mike do: build, then ask the settings where the site is."""
    script = (
        "from mkdocs.config import load_config\nfrom mkdocs.commands.build import build\n"
        "config = load_config()\nconfig.plugins.on_startup(command='gh-deploy', dirty=False)\n"
        "build(config)\nconfig.plugins.on_shutdown()\nprint(config.site_dir)\n"
    )
    for told in (script, "\n".join(line for line in script.splitlines() if "on_s" not in line)):
        ran = subprocess.run(
            [sys.executable, "-c", told], cwd=book, capture_output=True, text=True, check=False, env={**os.environ}
        )
        assert ran.stdout.splitlines()[-1:] == [str(book / "site")], ran.stderr
        assert (book / "site" / "index.html").is_file()
        assert siblings(book / "site") == []


def test_a_build_of_what_changed_alone_keeps_the_rest(book):
    assert build(book, "mkdocs", "build").returncode == 0
    before = contents(book / "site")
    ran = build(book, "mkdocs", "build", "--dirty")
    assert ran.returncode == 0, ran.stderr
    assert contents(book / "site").keys() == before.keys()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_team.yml", "team:\n  - {id: ana.novak, name: Ana, reports_to: nobody}\n"),
        ("_team.yml", "team: [\n"),
        ("_offerings.yml", "offerings: {}\n"),
        ("_revenue.csv", "customer,name,year,revenue,currency\nacme,Acme,soon,1,EUR\n"),
        ("_ofers.yml", "offerings: []\n"),
    ],
)
def test_strict_fails_on_a_fault_of_a_shared_file(book, kamdocs, name, text):  # noqa: F811
    (book / "accounts" / name).write_text(text, "utf-8")
    for audience in ("internal", "shareable"):  # these readers are not told of faults; who builds is
        ran = kamdocs("build", "--strict", "--audience", audience, cwd=book)
        assert ran.code == 2
        assert f"files with faults: accounts/{name}; kamdocs check says what they are" in ran.err
        assert "Hint: correct them" in ran.err
        assert not (book / "site").exists()
    ran = kamdocs("build", cwd=book)
    assert ran.code == 0, ran.err
    assert f"note: accounts/{name} has a fault; kamdocs check says which" in ran.err


@pytest.mark.parametrize("text", ["offerings: []\n", None, "offerings: [\n", "", "[]\n"])
def test_a_handbook_without_offerings_is_built(book, kamdocs, text):  # noqa: F811
    if text is None:
        (book / "accounts" / "_offerings.yml").unlink()
    else:
        (book / "accounts" / "_offerings.yml").write_text(text, "utf-8")
    ran = kamdocs("build", cwd=book)
    assert (ran.code, "Error" in ran.err) == (0, False), ran.err
    assert (book / "site" / "offerings" / "index.html").is_file()


@pytest.mark.parametrize("directories", ["true", "false"])
def test_a_name_that_is_too_long_for_a_page_is_told_and_breaks_nothing(book, kamdocs, directories):  # noqa: F811
    (book / "mkdocs.yml").write_text(f"{SMALL}use_directory_urls: {directories}\n", "utf-8")
    plan = (book / "accounts" / "acme.yml").read_text("utf-8")
    for length in (250, 251):
        (book / "accounts" / f"{'x' * length}.yml").write_text(plan, "utf-8")
    ran = kamdocs("build", cwd=book)
    assert ran.code == 0, ran.err
    assert f"note: accounts/{'x' * 251}.yml has no page of its own; kamdocs check says why" in ran.err
    made = book / "site" / "accounts"
    assert sorted(len(path.stem) for path in made.glob("x*")) == [250]
    assert "x" * 251 in (made / "index.html").read_text("utf-8")
    found = json.loads(kamdocs("check", "--format", "json", cwd=book).out)["findings"]
    messages = {one["message"]: one["hint"] for one in found if one["code"] == "DOC002"}
    assert messages == {"the file's name has more than 250 letters": "give it a shorter one"}


def test_a_fault_of_ours_is_told_by_the_accounts_name_and_the_others_are_made(book, kamdocs, monkeypatch):  # noqa: F811
    (book / "accounts" / "beta.yml").write_text(
        (book / "accounts" / "acme.yml").read_text("utf-8").replace("Acme", "Beta"), "utf-8"
    )
    from kamdocs import handbook

    honest = handbook.account_page

    def broken(standing, view):
        return 1 / 0 if standing.id == "beta" else honest(standing, view)

    monkeypatch.setattr(handbook, "account_page", broken)
    for options in ((), ("--strict",)):
        ran = kamdocs("build", *options, cwd=book)
        assert ran.code == 3
        assert (
            "Error: accounts/beta of the account beta could not be made, by a fault of kamdocs (ZeroDivisionError)"
            in ran.err
        )
        assert "The handbook of 2 accounts" in ran.err
        assert "Traceback" not in ran.err
        page = (book / "site" / "accounts" / "beta" / "index.html").read_text("utf-8")
        assert "<h1>Beta d.o.o.</h1>" in page
        assert "This could not be made, by a fault of kamdocs." in page
        assert "No gap is open" not in page
        assert "Acme d.o.o." in (book / "site" / "accounts" / "acme" / "index.html").read_text("utf-8")
        assert '"This page could not be made"' not in page
        index = (book / "site" / "assets" / "search-index.js").read_text("utf-8")
        assert '"Beta d.o.o.",[[' in index
        assert '"beta\\nThis page could not be made' in index
    assert "ZeroDivisionError: division by zero" in kamdocs("--debug", "build", cwd=book).err


def test_the_examples_build_as_they_are(tmp_path):
    folder = site_folder(tmp_path / "h")
    ran = build(folder, "kamdocs", "build", "--strict")
    assert ran.returncode == 0, ran.stderr
    assert siblings(folder / "site") == []
