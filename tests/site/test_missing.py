"""The page for a wrong address: it lies anywhere, so it leads on from the host."""

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig

from kamdocs.site.missing import missing_template, rooted_address

MAIN = "{% block htmltitle %}{% endblock %}|{% block content %}{% endblock %}"


def config_of(tmp_path, **values):
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    (tmp_path / "docs").mkdir(exist_ok=True)
    config.load_dict({"site_name": "Ours & theirs", "docs_dir": str(tmp_path / "docs"), **values})
    errors, _ = config.validate()
    assert errors == []
    return config


@pytest.mark.parametrize(
    ("values", "home", "accounts"),
    [
        ({}, "/", "/accounts/"),
        ({"site_url": "https://x.example/kam"}, "/kam/", "/kam/accounts/"),
        ({"site_url": "https://x.example/a/", "use_directory_urls": False}, "/a/index.html", "/a/accounts/index.html"),
    ],
)
def test_its_links_hold_wherever_it_lies(tmp_path, values, home, accounts):
    config = config_of(tmp_path, **values)
    assert rooted_address("index", config) == home
    assert rooted_address("accounts/index", config) == accounts
    env = Environment(loader=DictLoader({"main.html": MAIN, "404.html": "theirs"}))
    page = missing_template(env.get_template("404.html"), config).render(config=config)
    assert "<title>Page not found - Ours &amp; theirs</title>" in page
    assert f'<a href="{home}">' in page
    assert f'<a href="{accounts}">' in page


def test_a_page_of_a_teams_own_stays_and_a_theme_without_a_frame_has_its_own(tmp_path):
    custom = tmp_path / "overrides"
    custom.mkdir()
    (custom / "404.html").write_text("ours", "utf-8")
    config = config_of(tmp_path, theme={"name": "mkdocs", "custom_dir": str(custom)})
    own = config.theme.get_env().get_template("404.html")
    assert missing_template(own, config).render() == "ours"
    bare = Environment(loader=DictLoader({"404.html": "theirs"}))
    assert missing_template(bare.get_template("404.html"), config).render() == "theirs"
