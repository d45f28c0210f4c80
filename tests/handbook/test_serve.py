"""Serving: saving a plan gives the same site as a build from nothing, and most of it passes through."""

import shutil

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from tests.handbook.sites import site_folder
from tests.plans import write_handbook

pytestmark = pytest.mark.slow
PROMISE = "commitments: [{id: c, text: New prices, made_on: 2026-01-05, by: ana.novak, due: 2026-02-15}]\n"


class Server:
    """What ``mkdocs serve`` does at each change: the settings anew, the same plugin, a build into an empty folder."""

    def __init__(self, folder, name, command="serve"):
        self.folder, self.name = folder, name
        self.config = self.load()
        self.config.plugins.on_startup(command=command, dirty=False)

    def load(self):
        return load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / self.name))

    def build(self):
        self.config = self.load()
        build_site(self.config)
        return self.config.plugins["kamdocs"]

    def stop(self):
        self.config.plugins.on_shutdown()


def contents(site):
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def book(tmp_path):
    plans = {name: {"owner": "ana.novak", "commitments": []} for name in ("acme", "beta", "gamma")}
    return site_folder(write_handbook(tmp_path / "book", plans), settings="as_of = 2026-02-20\n")


@pytest.fixture
def server(book):
    running = Server(book, "served")
    running.build()
    yield running
    running.stop()


def from_nothing(book):
    """The files of a build by a plugin of its own: the engine keeps those that serve, and this one must remember nothing."""
    option = dict(MkDocsConfig._schema)["plugins"]
    kept, option.plugin_cache = option.plugin_cache, {}
    try:
        other = Server(book, "fresh", "build")
        other.build()
        other.stop()
        return contents(book / "fresh")
    finally:
        option.plugin_cache = kept


def save(book, name, text):
    path = book / "accounts" / f"{name}.yml"
    path.write_text(path.read_text("utf-8").replace("commitments: []\n", text), "utf-8")


def same(served, fresh):
    assert served.keys() == fresh.keys()
    different = [path for path in served if served[path] != fresh[path] and path.name != "sitemap.xml.gz"]
    assert different == []


def test_saving_a_plan_gives_what_a_build_from_nothing_gives(book, server):
    save(book, "beta", PROMISE)
    plugin = server.build()
    assert "accounts/acme.md" not in plugin.pages  # it passed through
    assert "accounts/beta.md" in plugin.pages
    served = contents(book / "served")
    assert b"New prices" in served[next(path for path in served if path.as_posix() == "accounts/beta/index.html")]
    same(served, from_nothing(book))


def test_the_second_save_too(book, server):
    save(book, "beta", PROMISE)
    server.build()
    save(book, "gamma", PROMISE.replace("New prices", "Samples"))
    plugin = server.build()
    assert "accounts/beta.md" not in plugin.pages
    same(contents(book / "served"), from_nothing(book))


@pytest.mark.parametrize("what", ["team", "settings", "new", "gone", "guide", "owner"])
def test_what_all_pages_hang_on_is_made_anew(book, server, what):
    accounts = book / "accounts"
    if what == "team":
        text = (accounts / "_team.yml").read_text("utf-8")
        (accounts / "_team.yml").write_text(text.replace("Ana Novak", "Ana Novak Kos"), "utf-8")
    if what == "settings":
        (book / "pyproject.toml").write_text("[tool.kamdocs]\nas_of = 2026-02-21\n", "utf-8")
    if what == "new":
        shutil.copy(accounts / "acme.yml", accounts / "delta.yml")
    if what == "gone":
        (accounts / "gamma.yml").unlink()
    if what == "guide":
        (book / "docs" / "guide" / "limits.md").write_text("# Limits, told anew\n", "utf-8")
    if what == "owner":
        text = (accounts / "beta.yml").read_text("utf-8")
        (accounts / "beta.yml").write_text(text.replace("owner: ana.novak", "owner: maja.kranjc"), "utf-8")
    plugin = server.build()
    assert "accounts/acme.md" in plugin.pages
    same(contents(book / "served"), from_nothing(book))


GROUP = {
    "holding": {"owner": "ana.novak"},
    "south": {"owner": "luka.zupan", "parent": "holding", "commitments": []},
    "north": {"owner": "maja.kranjc", "parent": "holding", "commitments": []},
    "plant": {"owner": "luka.zupan", "parent": "south", "commitments": []},
    "other": {"owner": "ana.novak", "commitments": []},
}


@pytest.fixture
def group(tmp_path):
    book = site_folder(write_handbook(tmp_path / "book", GROUP), settings="as_of = 2026-02-20\n")
    running = Server(book, "served")
    running.build()
    yield book, running
    running.stop()


def made(plugin):
    return {path.removeprefix("accounts/").removesuffix(".md") for path in plugin.pages if path.startswith("accounts/")}


def test_a_changed_subsidiary_brings_the_pages_above_it_along_and_no_others(group):
    book, server = group
    save(book, "plant", PROMISE)
    assert made(server.build()) == {"index", "plant", "south", "holding"}
    same(contents(book / "served"), from_nothing(book))


def test_a_renamed_parent_brings_those_below_it_along(group):
    book, server = group
    plan = book / "accounts" / "south.yml"
    plan.write_text(plan.read_text("utf-8").replace("name: Example south d.o.o.", "name: Renamed d.o.o."), "utf-8")
    assert made(server.build()) == {"index", "south", "plant", "holding"}
    same(contents(book / "served"), from_nothing(book))


def test_who_changes_its_group_changes_the_pages_of_both(group):
    book, server = group
    plan = book / "accounts" / "plant.yml"
    plan.write_text(plan.read_text("utf-8").replace("parent: south", "parent: holding"), "utf-8")
    assert made(server.build()) == {"index", "plant", "south", "north", "holding"}  # beside south and north is one more
    plan.write_text(plan.read_text("utf-8").replace("parent: holding\n", ""), "utf-8")
    assert made(server.build()) == {"index", "plant", "south", "north", "holding"}
    same(contents(book / "served"), from_nothing(book))


def test_a_parent_that_is_named_by_a_former_id_no_longer_known_is_told_as_wrong(group):
    book, server = group
    for name, old, new in (
        ("holding", "owner: ana", "former_ids: [elder]\nowner: ana"),
        ("north", "parent: holding", "parent: elder"),
    ):
        plan = book / "accounts" / f"{name}.yml"
        plan.write_text(plan.read_text("utf-8").replace(old, new), "utf-8")
    server.build()
    plan = book / "accounts" / "holding.yml"
    plan.write_text(plan.read_text("utf-8").replace("[elder]", "[oldest]"), "utf-8")
    assert "north" in made(server.build())
    same(contents(book / "served"), from_nothing(book))


def test_a_page_that_the_guide_links_to_stays_a_page(book, server):
    with (book / "docs" / "guide" / "limits.md").open("a", encoding="utf-8") as page:
        page.write("\n[Acme](../accounts/acme.md)\n")
    server.build()
    save(book, "beta", PROMISE)
    plugin = server.build()
    assert "accounts/acme.md" in plugin.pages
    assert "accounts/gamma.md" not in plugin.pages
    same(contents(book / "served"), from_nothing(book))


def test_what_is_still_right_is_not_written_again(book, server):
    page, data = (book / "served" / path for path in ("accounts/acme/index.html", "data/accounts/acme.json"))
    written = page.stat().st_mtime_ns, data.stat().st_mtime_ns
    save(book, "beta", PROMISE)
    server.build()
    assert (page.stat().st_mtime_ns, data.stat().st_mtime_ns) == written
    assert [path.name for path in (book / "served").iterdir() if path.name.startswith(".")] == []


def test_months_are_made_anew_where_a_gap_or_an_account_changed(book, server):
    months = {path.name for path in (book / "served" / "calendar").glob("20*")}
    save(book, "beta", PROMISE.replace("due: 2026-02-15", "due: 2026-12-15"))
    server.build()
    assert {path.name for path in (book / "served" / "calendar").glob("20*")} > months
    same(contents(book / "served"), from_nothing(book))
    plan = book / "accounts" / "beta.yml"
    plan.write_text(plan.read_text("utf-8").replace("name: Example beta d.o.o.", "name: Renamed d.o.o."), "utf-8")
    server.build()
    same(contents(book / "served"), from_nothing(book))
    assert "Renamed" in (book / "served" / "calendar" / "2026-12" / "index.html").read_text("utf-8")


def test_what_a_plan_no_longer_brings_is_gone(book, server):
    plan = book / "accounts" / "beta.yml"
    before = plan.read_text("utf-8")
    due = PROMISE.replace("due: 2026-02-15", "due: 2026-12-15")
    plan.write_text(before.replace("commitments: []\n", f"former_ids: [old-beta]\n{due}"), "utf-8")
    server.build()
    moved = book / "served" / "accounts" / "old-beta"
    assert moved.is_dir()
    plan.write_text(before, "utf-8")
    server.build()
    assert not moved.exists()
    same(contents(book / "served"), from_nothing(book))


def test_after_a_build_that_failed_everything_is_made_anew(book, server, monkeypatch):
    save(book, "beta", PROMISE)
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr("kamdocs.site.plugin.search_index", lambda *_: 1 / 0)
        server.build()
    plugin = server.build()
    assert "accounts/acme.md" in plugin.pages
    same(contents(book / "served"), from_nothing(book))


def test_a_folder_that_somebody_emptied_is_filled(book, server):
    shutil.rmtree(book / "served")
    save(book, "beta", PROMISE)
    server.build()
    same(contents(book / "served"), from_nothing(book))


def test_a_build_keeps_nothing(book):
    running = Server(book, "built")
    plugin = running.config.plugins["kamdocs"]
    plugin.on_startup(command="build", dirty=False)
    running.build()
    assert plugin.memory.evaluated is None


def test_whatever_changes_in_a_plan_each_page_that_tells_of_it_is_made_anew(book, server):
    """The tables over all customers know what they are made of; each tells more of an account than its own rows."""
    plan = book / "accounts" / "beta.yml"
    for old, new in (
        ("status: active", "status: at-risk"),  # a badge beside the name, in all tables
        ("name: Example beta d.o.o.", "name: Beta & Sons"),
        ("commitments: []", "commitments: [{id: c, text: Cut, made_on: 2026-01-05, by: luka.zupan, due: 2026-03-01}]"),
        ("tier: key\n", "tier: key\nfield_that_is_not: 1\n"),  # a mark of the file's fault, and nothing is assessed
    ):
        text = plan.read_text("utf-8")
        assert old in text
        plan.write_text(text.replace(old, new), "utf-8")
        server.build()
        same(contents(book / "served"), from_nothing(book))


def test_tables_that_tell_of_nothing_that_changed_pass_through(book, server):
    save(book, "beta", PROMISE)
    server.build()
    plan = book / "accounts" / "beta.yml"
    plan.write_text(plan.read_text("utf-8").replace("New prices", "Samples"), "utf-8")
    plugin = server.build()
    passing = {"lists/orders.md", "rules/education.md", "people/luka.zupan.md"}
    assert {"lists/promises.md", "people/ana.novak.md"} <= plugin.pages.keys()
    assert passing <= {f"{path}.md" for path in plugin.memory.pages}
    assert passing & plugin.pages.keys() == set()
