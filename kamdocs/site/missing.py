"""The site's page for a wrong address: in the theme's frame, in the handbook's language, with ways on."""

from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Template, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig

from kamdocs.handbook import missing_page
from kamdocs.site.addresses import relative_address

MISSING = "404.html"
"""What hosts of static sites send for an address at which there is nothing."""
_FRAME = """{% extends "main.html" %}
{% block htmltitle %}<title>{{ kamdocs_missing_title }} - {{ config.site_name | e }}</title>{% endblock %}
{% block content %}{{ kamdocs_missing }}{% endblock %}"""


def missing_template(template: Template, config: MkDocsConfig) -> Template:
    """The template of the page, in the place of the theme's; a team's own one stays, as does one without a frame."""
    custom = config.theme.custom_dir
    if custom and template.filename and Path(template.filename).is_relative_to(Path(custom).absolute()):
        return template
    page = missing_page()
    given = {
        "kamdocs_missing_title": escape(page.title),
        "kamdocs_missing": page.html(lambda path: rooted_address(path, config)),
    }
    try:
        template.environment.get_template("main.html")
    except TemplateNotFound:
        return template
    return template.environment.from_string(_FRAME, globals=given)


def rooted_address(path: str, config: MkDocsConfig) -> str:
    """A page's address from the host on, which holds wherever the wrong address lies."""
    home = urlsplit(config.site_url or "/").path.rstrip("/") + "/"
    return home + relative_address(path, "", config.use_directory_urls).removeprefix("./")
