"""Every address of a site leads to a file of it, and to a place in that file: for all who read it, in both languages."""

import pytest

from kamdocs.handbook import View, make_files, make_pages, make_sheets
from kamdocs.language import spoken
from kamdocs.lint import evaluate, find_scope, judge
from kamdocs.schema.audience import INTERNAL, make_audience
from kamdocs.settings.load import load_settings
from tests.handbook.links import dead_links, files_of_site
from tests.handbook.pictures.views import AS_OF
from tests.handbook.sites import ROOT, build, site_folder
from tests.handbook.test_pages import evil_plan
from tests.plans import write_handbook


def test_the_checker_sees_what_leads_nowhere():
    files = {
        "index.html": b'<a href="a/">a</a><a href="a/#x">x</a><a href="a/#y">y</a><a href="b/">b</a><img src="c.png">',
        "a/index.html": b'<p id="x"></p><a href="..">up</a><a href="#z">z</a><a href="https://x.example/#q">q</a>',
    }
    assert dead_links(files) == [
        "a/index.html: #z",
        "index.html: a/#y",
        "index.html: b/",
        "index.html: c.png",
    ]


def made(folder, audience, language):
    """The pages, sheets and files of a handbook, without an engine."""
    settings = load_settings(folder)
    with spoken(language):
        evaluation = evaluate(settings, AS_OF, find_scope(settings.accounts, audience))
        report = judge(evaluation, settings.policies, AS_OF, upcoming_days=366)
        view = View(report, evaluation.shared, settings.policies, lambda path, line: None, audience=audience)
        files = {asset.path: asset.data for asset in make_files(view)}
        for page in (*make_pages(view), *make_sheets(view)):
            place = (
                f"{page.path}/index.html".removeprefix("index/")
                if not page.path.endswith("/index")
                else f"{page.path}.html"
            )
            files[place] = page.html(
                lambda path: f"/{path.removesuffix('index').rstrip('/')}/".replace("//", "/")
            ).encode()
    return files


@pytest.mark.parametrize("language", ["en", "sl"])
@pytest.mark.parametrize("audience", [INTERNAL, make_audience("shareable")], ids=lambda one: one.name)
def test_marks_cells_and_links_lead_to_a_place(audience, language):
    assert _without_assets(dead_links(made(ROOT, audience, language))) == []


def test_a_plan_that_is_hostile_or_broken_has_its_places_too(tmp_path):
    plans = {
        "x": evil_plan(),
        "y": "name: [\n",
        "z": {"owner": "ana.novak", "former_ids": ["old"]},
        "w": {"status": "former"},
    }
    folder = write_handbook(tmp_path / "h", plans)
    assert _without_assets(dead_links(made(folder, INTERNAL, "en"))) == []


def _without_assets(found):
    """Links to home from a file's folder are the engine's to resolve."""
    return [one for one in found if "assets/" not in one.partition(": ")[2]]


SITES = {
    "internal": ("", "", "mkdocs build --strict"),
    "shareable": ("audience = 'shareable'\n", "", "mkdocs build --strict"),
    "one customer": ("audience = 'one'\n[tool.kamdocs.audiences.one]\naccounts = ['zgledna-orodjarna']\n", "", "kamdocs build"),
    "offline": ("offline = true\n", "", "mkdocs build --strict"),
    "slovenian": ("language = 'sl'\n", "", "mkdocs build --strict"),
    "with an address": ("", "site_url: https://kam.example/book/\n", "mkdocs build --strict"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", SITES)
def test_every_address_of_a_site_leads_somewhere(tmp_path, name):
    settings, mkdocs, command = SITES[name]
    folder = site_folder(tmp_path / "book", settings=f"as_of = 2026-11-23\n{settings}")
    path = folder / "mkdocs.yml"
    path.write_text(mkdocs + path.read_text("utf-8"), "utf-8")
    ran = build(folder, *command.split())
    assert ran.returncode == 0, ran.stderr
    files = files_of_site(folder / "site")
    assert len(files) > 80
    assert dead_links(files, *([mkdocs.split()[1]] if mkdocs else [])) == []
