"""``kamdocs init``: a handbook to begin with, and nobody's file overwritten."""

import json
import re
import subprocess

import pytest
import yaml

from kamdocs.cli.forge import Remote, requirement, web_address
from kamdocs.cli.guide import GUIDE
from kamdocs.handbook import View, make_pages
from kamdocs.language import LANGUAGES
from kamdocs.lint import evaluate, judge
from kamdocs.rules.catalogue import CHECKS
from kamdocs.settings.clock import today
from kamdocs.settings.load import load_settings
from tests.ci.test_pull_request import git
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("forge", "file"), [("github", ".github/workflows/handbook.yml"), ("gitlab", ".gitlab-ci.yml"), ("none", None)]
)
def test_a_new_handbook_is_sound(kamdocs, tmp_path, forge, file, language):  # noqa: F811
    ran = kamdocs("init", "mine", "--forge", forge, "--language", language, cwd=tmp_path)
    assert ran.code == 0, ran.err
    folder = tmp_path / "mine"
    workflows = {".github/workflows/handbook.yml", ".gitlab-ci.yml"}
    assert {one for one in workflows if (folder / one).is_file()} == ({file} if file else set())
    for path in folder.rglob("*"):
        if path.suffix in (".yml", ".yaml") and path.is_file():
            assert yaml.safe_load(path.read_text("utf-8"))
        if path.suffix == ".json":
            assert json.loads(path.read_text("utf-8"))
        assert "dot-" not in path.name
    ran = kamdocs("check", cwd=folder)
    assert (ran.code, ran.out) == (0, "")
    ran = kamdocs("check", "--as-of", "2027-12-31", cwd=folder)
    assert ran.code == 1
    assert "KAM" in ran.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_handbook_begins_with_the_few_checks_and_says_so(kamdocs, tmp_path, language):  # noqa: F811
    kamdocs("init", "--language", language, cwd=tmp_path)
    text = (tmp_path / "pyproject.toml").read_text("utf-8")
    assert re.search(r'^# [^\n]*profile = "standard"\.\nprofile = "starter"\n', text, re.MULTILINE)
    settings = load_settings(tmp_path)
    assert (settings.profile, settings.language, settings.timezone) == ("starter", language, None)
    assert {one.check.code for one in settings.policies.values() if one.enabled} == {
        check.code for check in CHECKS if check.starter
    }
    (tmp_path / "pyproject.toml").write_text(text.replace("# timezone", "timezone"), "utf-8")
    assert str(load_settings(tmp_path).timezone) == "Europe/Ljubljana"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_example_shows_how_the_plan_of_an_old_customer_is_begun(kamdocs, tmp_path, language):  # noqa: F811
    kamdocs("init", "--language", language, cwd=tmp_path)
    settings = tmp_path / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace('profile = "starter"', 'profile = "standard"'), "utf-8")
    path = tmp_path / "accounts" / "example-customer.yml"
    text = path.read_text("utf-8")
    assert kamdocs("check", "--fail-on", "info", cwd=tmp_path).code == 0
    path.write_text(re.sub(r"\nplan:\n +started_on: [^\n]+", "", text), "utf-8")
    assert path.read_text("utf-8") != text
    assert kamdocs("check", "--fail-on", "info", cwd=tmp_path).code == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_that_lists_something_is_in_the_navigation_and_no_account(kamdocs, tmp_path, language):  # noqa: F811
    kamdocs("init", "--language", language, cwd=tmp_path)
    settings = load_settings(tmp_path)
    evaluation = evaluate(settings, today(None))
    report = judge(evaluation, settings.policies, today(None))
    paths = {one.path for one in make_pages(View(report, evaluation.shared, settings.policies, lambda *_: None))}
    overview = {path for path in paths if "/" not in path or path.endswith("/index")}
    nav = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))["nav"]
    guide = {f"guide/{name}" for name in ("index.md", *GUIDE)}
    listed = [path for entry in nav for path in entry.values()]
    assert {path for path in listed if isinstance(path, str)} == {f"{path}.md" for path in overview} | {"about.md"}
    (below,) = (path for path in listed if not isinstance(path, str))
    assert {one if isinstance(one, str) else next(iter(one.values())) for one in below} == guide


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_handbook_is_built_without_a_warning(kamdocs, tmp_path, language):  # noqa: F811
    git(tmp_path, "init", "-q", "-b", "trunk")
    git(tmp_path, "remote", "add", "origin", "git@github.com:acme/handbooks.git")
    ran = kamdocs("init", "kupci", "--language", language, cwd=tmp_path)
    assert ran.code == 0, ran.err
    ran = kamdocs("build", "--strict", cwd=tmp_path / "kupci")
    assert ran.code == 0, ran.err
    assert "WARNING" not in ran.err
    page = (tmp_path / "kupci" / "site" / "accounts" / "example-customer" / "index.html").read_text("utf-8")
    assert 'href="https://github.com/acme/handbooks/edit/trunk/kupci/accounts/example-customer.yml"' in page
    about = (tmp_path / "kupci" / "site" / "about" / "index.html").read_text("utf-8")
    assert 'href="https://github.com/acme/handbooks/edit/trunk/kupci/docs/about.md"' in about


REMOTES = {
    "git@github.com:o/r.git": ("https://github.com/o/r", "https://github.com/o/r/edit/main/docs/"),
    "https://name:token@github.com/o/r.git": ("https://github.com/o/r", "https://github.com/o/r/edit/main/docs/"),
    "https://gitlab.com/g/sub/r": ("https://gitlab.com/g/sub/r", "https://gitlab.com/g/sub/r/-/edit/main/docs/"),
    "ssh://git@gitlab.acme.example:2222/g/r.git": (
        "https://gitlab.acme.example/g/r", "https://gitlab.acme.example/g/r/-/edit/main/docs/",
    ),
    "https://git.acme.example:8443/o/r.git": ("https://git.acme.example:8443/o/r", None),
    "/srv/git/r.git": (None, None),
    "../r": (None, None),
    "file:///srv/r": (None, None),
    "C:/srv/r": (None, None),
    "https://github.com/o/r\nx: y": (None, None),
    "": (None, None),
}  # fmt: skip


class TestForge:
    """The edit link and the workflow are those of the forge where the repository is."""

    @pytest.mark.parametrize(("url", "web", "edit"), [(url, *told) for url, told in REMOTES.items()])
    def test_addresses(self, url, web, edit):
        assert web_address(url) == web
        assert (Remote(web, "main", "").edit_address(None, "docs/") if web else None) == edit

    def test_whoever_names_the_forge_is_believed_where_its_host_does_not_tell(self):
        remote = Remote("https://git.acme.example/o/r", "a b", "x/y")
        assert remote.edit_address("gitlab", "docs/") == "https://git.acme.example/o/r/-/edit/a%20b/x/y/docs/"
        assert remote.edit_address("none", "docs/") is None

    def test_the_workflow_is_that_of_the_remote(self, kamdocs, tmp_path):  # noqa: F811
        git(tmp_path, "init", "-q", "-b", "main")
        git(tmp_path, "remote", "add", "up", "https://gitlab.com/g/r.git")
        kamdocs("init", cwd=tmp_path)
        assert (tmp_path / ".gitlab-ci.yml").is_file()
        assert not (tmp_path / ".github").exists()
        assert "\nedit_uri: https://gitlab.com/g/r/-/edit/main/docs/\n" in (tmp_path / "mkdocs.yml").read_text("utf-8")

    def test_without_a_remote_the_line_waits_for_its_address(self, kamdocs, tmp_path):  # noqa: F811
        kamdocs("init", cwd=tmp_path)
        assert "\n# edit_uri: https://forge.example/" in (tmp_path / "mkdocs.yml").read_text("utf-8")
        assert (tmp_path / ".github").is_dir()


ORIGINS = {
    "a commit": (
        {"url": "https://github.com/kamdocs/kamdocs", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
        f"kamdocs @ git+https://github.com/kamdocs/kamdocs@{COMMIT}",
    ),
    "an archive": (
        {"url": "https://x.example/k.whl#egg=k", "archive_info": {"hashes": {"sha256": "a" * 64}}},
        f"kamdocs @ https://x.example/k.whl#sha256={'a' * 64}",
    ),
    "an archive without a hash": ({"url": "https://x.example/k.whl", "archive_info": {}}, None),
    "a clone on this machine": ({"url": "file:///srv/k", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, None),
    "a folder": ({"url": "file:///srv/k", "dir_info": {"editable": True}}, None),
    "an index": (None, None),
}  # fmt: skip


class TestRequirement:
    """What installs kamdocs in CI is this one, by its commit; a name alone could be anybody's."""

    @pytest.mark.parametrize(("origin", "line"), ORIGINS.values(), ids=ORIGINS.keys())
    def test_it_is_taken_from_where_this_one_came(self, monkeypatch, kamdocs, tmp_path, origin, line):  # noqa: F811
        class Installed:
            def read_text(self, name):
                assert name == "direct_url.json"
                return json.dumps(origin) if origin else None

        monkeypatch.setattr("kamdocs.cli.forge.distribution", lambda _name: Installed())
        assert requirement() == line
        ran = kamdocs("init", cwd=tmp_path)
        text = (tmp_path / "requirements.txt").read_text("utf-8")
        (asked,) = [one for one in text.splitlines() if one and not one.startswith("#")]
        assert asked == (line or "kamdocs @ git+https://github.com/kamdocs/kamdocs@COMMIT")  # git knows no such commit
        assert ("Write into requirements.txt" in ran.err) is (line is None)


def test_a_new_handbook_can_speak_slovenian(kamdocs, tmp_path):  # noqa: F811
    for language in ("en", "sl"):
        ran = kamdocs("init", language, "--language", language, cwd=tmp_path)
        assert ran.code == 0
    assert "sl/README.md" in ran.out
    assert "wrote" not in ran.out
    assert "Nadaljujte: cd sl && git init && kamdocs check" in ran.err
    english, slovenian = (
        {path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("*")} for name in ("en", "sl")
    )
    assert english == slovenian
    assert "Naš priročnik ključnih kupcev" in (tmp_path / "sl" / "README.md").read_text("utf-8")
    assert "# Kako urediti načrt" in (tmp_path / "sl" / "docs" / "guide" / "edit.md").read_text("utf-8")
    assert "name: Vzorčni kupec" in (tmp_path / "sl" / "accounts" / "example-customer.yml").read_text("utf-8")
    assert "1 kupec, preverbe, ki so se izvedle, niso našle vrzeli" in kamdocs("check", cwd=tmp_path / "sl").err
    assert kamdocs("init", "another", cwd=tmp_path / "sl").code == 0
    assert "Naš priročnik" in (tmp_path / "sl" / "another" / "README.md").read_text("utf-8")


def test_files_that_are_there_are_kept(kamdocs, tmp_path):  # noqa: F811
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / "mkdocs.yml").symlink_to("elsewhere.yml")
    ran = kamdocs("init", cwd=tmp_path)
    assert "kept  README.md" in ran.out
    assert "kept  mkdocs.yml" in ran.out
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"
    assert not (tmp_path / "elsewhere.yml").exists()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = kamdocs("init", cwd=tmp_path)
    assert "0 files written." in ran.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_was_deleted_beside_own_accounts_does_not_come_back(kamdocs, tmp_path):  # noqa: F811
    kamdocs("init", ".", cwd=tmp_path)
    example = tmp_path / "accounts" / "example-customer.yml"
    own = example.with_name("hribi.yml")
    own.write_text(example.read_text("utf-8").replace("example-customer", "hribi"), "utf-8")
    example.unlink()
    (tmp_path / "mkdocs.yml").unlink()
    ran = kamdocs("init", ".", cwd=tmp_path)
    assert ran.code == 0
    assert "accounts of its own" in ran.err
    assert (example.exists(), (tmp_path / "mkdocs.yml").exists()) == (False, True)


@pytest.mark.parametrize("name", ["accounts", "docs", ".github", "schema"])
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_nothing_is_written_through_a_link(kamdocs, tmp_path, name, dry):  # noqa: F811
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "mine"
    elsewhere.mkdir()
    folder.mkdir()
    (folder / name).symlink_to(elsewhere, target_is_directory=True)
    ran = kamdocs("init", "mine", *dry, "--language", "en", cwd=tmp_path)
    assert ran.code == 2
    assert f"leads through the symbolic link mine/{name}" in ran.err
    assert str(elsewhere) in ran.err
    assert [path.name for path in folder.iterdir()] == [name]
    assert not list(elsewhere.iterdir())


def test_a_folder_that_is_a_link_itself_was_named(kamdocs, tmp_path):  # noqa: F811
    (tmp_path / "real").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "real", target_is_directory=True)
    assert kamdocs("init", "way", cwd=tmp_path).code == 0
    assert (tmp_path / "real" / "accounts" / "_team.yml").is_file()


def test_a_file_in_the_place_of_a_folder_is_told_before_anything_is_written(kamdocs, tmp_path):  # noqa: F811
    (tmp_path / "schema").write_text("mine", "utf-8")
    ran = kamdocs("init", cwd=tmp_path)
    assert (ran.code, "schema is a file, not a folder" in ran.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["schema"]


def test_a_dry_run_writes_nothing(kamdocs, tmp_path):  # noqa: F811
    ran = kamdocs("init", "mine", "--dry-run", cwd=tmp_path)
    assert "would write mine/pyproject.toml" in ran.out
    assert list(tmp_path.iterdir()) == []


def test_what_comes_next_begins_with_a_repository_where_there_is_none(kamdocs, tmp_path):  # noqa: F811
    assert "Next: git init && kamdocs check" in kamdocs("init", ".", cwd=tmp_path).err
    (tmp_path / "kept").mkdir()
    subprocess.run(["git", "init", "-q", str(tmp_path / "kept")], check=True)
    ran = kamdocs("init", "handbook", cwd=tmp_path / "kept")
    assert "Next: cd handbook && kamdocs check" in ran.err
    assert 'Then: kamdocs new "NAME", kamdocs log, kamdocs walk' in ran.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", ["README.md", "docs/guide/index.md"])
def test_a_newcomer_reads_of_the_commands_before_the_files(kamdocs, tmp_path, file, language):  # noqa: F811
    kamdocs("init", ".", "--language", language, cwd=tmp_path)
    text = (tmp_path / file).read_text("utf-8")
    for command in ("new", "log", "done", "walk", "fix", "import"):
        assert f"kamdocs {command}" in text
    assert text.index("kamdocs log") < text.index("kamdocs fix")
