"""The plugin in MkDocs and ProperDocs: whole sites, built as people build them."""

import re

import pytest

from kamdocs.handbook.lists import LISTS
from tests.handbook.sites import ROOT, build, site_folder
from tests.handbook.test_pages import EVIL, evil_plan
from tests.plans import write_handbook

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = site_folder(tmp_path_factory.mktemp("handbook"))
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    return folder / "site"


def read(site, path):
    return (site / path).read_text("utf-8")


def test_it_builds_strictly_with_everything_in_place(site):
    assert "Tina Oblak" in read(site, "people/tina.oblak/index.html")
    assert (site / "assets" / "kamdocs.css").is_file()
    assert "As of <time" in read(site, "index.html")


def test_links_between_pages_are_relative_and_lead_somewhere(site):
    for page in site.rglob("index.html"):
        for link in re.findall(r'<a href="([^"#:?]*)["#?]', page.read_text("utf-8")):
            if link and "://" not in link:
                target = (page.parent / link).resolve()
                assert (target / "index.html").is_file() or target.is_file(), (page, link)


def test_titles_and_the_table_of_contents(site):
    page = read(site, "accounts/zgledna-orodjarna/index.html")
    assert "<title>Zgledna orodjarna d.o.o. - Key-account handbook</title>" in page
    assert 'href="#what-they-say"' in page
    assert page.count("<h1") == 1


def test_an_edit_link_leads_to_the_file_of_the_plan(site):
    page = read(site, "accounts/zgledna-orodjarna/index.html")
    assert 'href="https://github.com/kamdocs/kamdocs/edit/main/accounts/zgledna-orodjarna.yml"' in page
    lines = re.findall(
        r'href="https://github.com/kamdocs/kamdocs/blob/main/accounts/zgledna-orodjarna.yml#L(\d+)"', page
    )
    assert lines  # of the gaps, in the fold that says how to close them


def test_no_plan_is_published_as_it_is(site):
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in (".yml", ".yaml", ".csv")}
    assert found == {"data/gaps.csv", *(f"data/lists/{key}.csv" for key in LISTS)}


def test_it_builds_under_properdocs_unchanged(site):
    folder = site.parent
    ran = build(folder, "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", "proper")
    assert ran.returncode == 0, ran.stderr
    ours = {path.relative_to(site) for path in site.rglob("*.html")}
    assert {path.relative_to(folder / "proper") for path in (folder / "proper").rglob("*.html")} == ours


def test_without_directory_addresses(tmp_path):
    folder = site_folder(tmp_path / "h")
    path = folder / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("use_directory_urls: true", "use_directory_urls: false"), "utf-8")
    assert build(folder).returncode == 0
    page = read(folder / "site", "accounts/zgledna-orodjarna.html")
    assert 'href="../people/ana.novak.html"' in page
    assert 'href="../index.html"' in page
    assert 'href="accounts/zgledna-orodjarna.html"' in read(folder / "site", "index.html")


def test_northwind_builds(tmp_path):
    folder = site_folder(
        tmp_path / "h", ROOT / "tests" / "data" / "northwind" / "accounts", settings="as_of = 1998-05-06\n"
    )
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    assert "Île de la Réunion" not in ran.stderr
    assert len(list((folder / "site" / "accounts").iterdir())) == 92
    assert "6 May 1998" in read(folder / "site", "index.html")


def test_hostile_plans_stay_text(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": evil_plan()})
    ran = build(site_folder(folder))
    assert ran.returncode == 0, ran.stderr
    for path in (folder / "site").rglob("*.html"):
        assert "alert(1)</script>" not in path.read_text("utf-8"), path
        assert "<img src=x" not in path.read_text("utf-8"), path
    assert EVIL not in read(folder / "site", "sitemap.xml")


def test_a_broken_file_is_a_page_unless_strict(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": "name: [\n", "y": {}})
    ran = build(site_folder(folder))
    assert ran.returncode == 0, ran.stderr
    assert "can't be assessed" in read(folder / "site", "accounts/x/index.html")
    other = tmp_path / "strict"
    ran = build(site_folder(write_handbook(other, {"x": "name: [\n", "y": {}}), mkdocs="{strict: true}"))
    assert ran.returncode != 0
    assert "accounts/x.yml" in ran.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("{accounts: nowhere}", "there is no accounts folder"),
        ("{accounts: docs}", "published as they are"),
        ("{as_of: soon}", "not a day such as 2026-11-23"),
    ],
)
def test_wrong_options_are_told_without_a_traceback(tmp_path, options, says):
    folder = site_folder(write_handbook(tmp_path / "h", {"y": {}}), mkdocs=options)
    ran = build(folder)
    assert ran.returncode != 0
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_plugins_day_goes_before_that_of_the_settings(tmp_path):
    folder = site_folder(write_handbook(tmp_path / "h", {"y": {}}), mkdocs="{as_of: 2026-02-03}")
    assert build(folder).returncode == 0
    assert "3 Feb 2026" in read(folder / "site", "index.html")
    ran = build(folder, "kamdocs", "build", "--as-of", "2026-02-04", "--site-dir", "other")
    assert ran.returncode == 0, ran.stderr
    assert "4 Feb 2026" in read(folder / "other", "index.html")
    assert "The handbook of 1 account as of 2026-02-04, internal edition, is built." in ran.stderr


def test_build_names_broken_files_and_fails_where_it_is_strict(tmp_path):
    folder = site_folder(write_handbook(tmp_path / "h", {"x": "name: [\n"}))
    ran = build(folder, "kamdocs", "build")
    assert (ran.returncode, "accounts/x.yml can't be assessed" in ran.stderr) == (0, True)
    ran = build(folder, "kamdocs", "build", "--strict")
    assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)
    (folder / "mkdocs.yml").write_text("site_name: x\nplugins: []\n", "utf-8")
    ran = build(folder, "kamdocs", "build")
    assert (ran.returncode, "does not list the plugin kamdocs" in ran.stderr) == (2, True)
    (folder / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    assert build(folder, "kamdocs", "build").returncode == 2


def test_an_address_in_use_and_a_folder_that_can_not_be_written_are_told(tmp_path):
    import socket

    folder = site_folder(write_handbook(tmp_path / "h", {"x": {}}))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = build(folder, "kamdocs", "serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)
    assert "another program listens there" in ran.stderr
    assert "serve elsewhere: kamdocs serve --address 127.0.0.1:" in ran.stderr
    assert "Building" not in ran.stderr
    (folder / "blocked").write_text("a file", "utf-8")
    ran = build(folder, "kamdocs", "build", "--site-dir", "blocked/site")
    assert (ran.returncode, "blocked" in ran.stderr, "Traceback" in ran.stderr) == (2, True, False)


@pytest.mark.parametrize("site", ["accounts", "accounts/site", "."])
def test_a_build_never_empties_the_accounts(tmp_path, site):
    folder = site_folder(write_handbook(tmp_path / "h", {"x": {}}))
    ran = build(folder, "kamdocs", "build", "--site-dir", site)
    assert ran.returncode == 2
    assert any(why in ran.stderr for why in ("a build empties that folder", "docs_dir", "among the accounts"))
    assert (folder / "accounts" / "x.yml").is_file()


def test_docs_within_the_accounts_are_refused(tmp_path):
    folder = site_folder(write_handbook(tmp_path / "h", {"x": {}}))
    (folder / "docs").rename(folder / "accounts" / "docs")
    path = folder / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("docs_dir: docs", "docs_dir: accounts/docs"), "utf-8")
    ran = build(folder)
    assert ran.returncode != 0
    assert "overlap" in ran.stderr
