"""Whose fault it is where a build breaks off."""

import shutil

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin, PluginCollection

from kamdocs.settings.error import SettingsError
from kamdocs.site.blame import blamed, told
from kamdocs.site.explained import explained
from tests.handbook.sites import ROOT, build
from tests.plans import write_handbook

CASE = ROOT / "tests" / "data" / "cases" / "15-static-i18n"


class Broken(BasePlugin):
    """Fails in one event, and may be called from elsewhere."""

    def on_nav(self, nav, **_rest):
        return {}[nav]

    def read(self):
        raise ValueError("two\n  lines")


def plugins_with(**plugins):
    collection = PluginCollection()
    for name, plugin in plugins.items():
        collection[name] = plugin
    return collection


def error_of(call, *arguments, **named):
    try:
        call(*arguments, **named)
    except BaseException as error:
        return error
    raise AssertionError("it did not fail")


def test_a_plugin_is_named_with_its_event_and_its_line():
    fault = blamed(error_of(plugins_with(tags=Broken()).on_nav, "x", config=None, files=None))
    assert str(fault).startswith("the plugin tags failed in on_nav (")
    assert "test_blame.py, line " in str(fault)
    assert str(fault).endswith("): KeyError: 'x'")
    assert "report it to its makers" in fault.hint


def test_a_fault_in_our_own_event_is_ours():
    assert blamed(error_of(plugins_with(kamdocs=Broken()).on_nav, "x", config=None, files=None)) is None


def test_the_innermost_plugin_is_to_blame():
    class Outer(BasePlugin):
        def on_env(self, env, **_rest):
            return plugins_with(kamdocs=Broken()).on_nav("x", config=None, files=None)

    assert blamed(error_of(plugins_with(outer=Outer()).on_env, "x", config=None, files=None)) is None


def test_what_the_engine_calls_of_a_plugin_between_events_is_the_plugins():
    def engine(config):
        return config.plugins["macros"].read()

    config = MkDocsConfig()
    config.plugins = plugins_with(macros=Broken())
    fault = blamed(error_of(engine, config))
    assert str(fault).startswith("the plugin macros failed (")
    assert str(fault).endswith("ValueError: two lines")


def test_what_is_nobodys_is_ours():
    assert blamed(error_of(int, "x")) is None
    assert explained(error_of(int, "x")) is None


def test_an_error_is_told_in_one_line():
    assert told(ValueError("a\n\n b")) == "ValueError: a b"
    assert told(ValueError()) == "ValueError"
    assert len(told(ValueError("x" * 5000))) < 400


def test_what_the_engine_says_is_told_with_a_hint():
    assert str(explained(ConfigurationError("no theme "))) == "no theme"
    assert explained(Abort("Aborted")).hint == "the lines above say why"
    assert str(explained(PermissionError(13, "Permission denied", "/site"))) == "/site: Permission denied"
    assert explained(OSError("odd")).hint
    within = Abort("Aborted with a BuildError!")
    within.__context__ = SettingsError("as_of is soon", "write a day")
    assert (str(explained(within)), explained(within).hint) == ("as_of is soon", "write a day")


@pytest.fixture
def book(tmp_path):
    folder = write_handbook(tmp_path / "h", {"acme": {}})
    (folder / "docs").mkdir()
    shutil.copytree(CASE, folder, dirs_exist_ok=True)
    return folder


@pytest.mark.slow
def test_a_hook_that_fails_is_named_and_the_site_is_not_made(book):
    ran = build(book, "kamdocs", "build")
    assert ran.returncode == 2
    assert "Error: the hook takes_each_file_from_disk.py failed in on_files (" in ran.stderr
    assert "takes_each_file_from_disk.py, line 6): TypeError: " in ran.stderr
    assert "Hint: mend it, or take it out of mkdocs.yml" in ran.stderr
    assert "fault of its own" not in ran.stderr
    assert not (book / "site").exists()
    debugged = build(book, "kamdocs", "--debug", "build")
    assert (debugged.returncode, "Traceback" in ran.stderr, "Traceback" in debugged.stderr) == (2, False, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{% extends 'base.html' %}\n{% block content %}\n{{ no.such.thing }}\n{% endblock %}\n", "main.html failed on line 3: UndefinedError: 'no' is undefined"),
        ("{% extends 'base.html' %}\n{% blck %}\n", "main.html failed on line 2: TemplateSyntaxError: "),
    ],
)  # fmt: skip
def test_a_template_that_fails_is_named_with_its_line(book, template, says):
    (book / "over").mkdir()
    (book / "over" / "main.html").write_text(template, "utf-8")
    (book / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: false, custom_dir: over}\nplugins: [kamdocs]\n", "utf-8"
    )
    ran = build(book, "kamdocs", "build")
    assert ran.returncode == 2
    assert f"Error: the template {book / 'over' / 'main.html'} failed" in ran.stderr
    assert says in ran.stderr


def test_a_plugin_that_reads_all_from_disk_goes_first():
    from kamdocs.site.navigation import go_after_translators

    class Adds(BasePlugin):
        def on_files(self, files, config):
            return files

    config, ours, theirs = MkDocsConfig(), Adds(), Adds()
    config.plugins = plugins_with(kamdocs=ours, i18n=theirs)
    go_after_translators(config, ours.on_files)
    assert config.plugins.events["files"] == [theirs.on_files, ours.on_files]
    config.plugins = plugins_with(kamdocs=ours, other=theirs)
    go_after_translators(config, ours.on_files)
    assert config.plugins.events["files"] == [ours.on_files, theirs.on_files]
