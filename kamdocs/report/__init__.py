"""Reports as text: one file a format, each a pure function from a report to a string."""

from collections.abc import Callable, Mapping

from kamdocs.lint import Report
from kamdocs.report.github import render_github
from kamdocs.report.gitlab import render_gitlab
from kamdocs.report.json import render_json
from kamdocs.report.junit import render_junit
from kamdocs.report.markdown import render_markdown
from kamdocs.report.sarif import render_sarif
from kamdocs.report.story import STORY_FORMATS
from kamdocs.report.text import render_text

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": render_text,
    "json": render_json,
    "sarif": render_sarif,
    "github": render_github,
    "gitlab": render_gitlab,
    "junit": render_junit,
    "markdown": render_markdown,
}
"""The formats by the name that the command line calls them."""

FORGE_FORMATS = frozenset({"sarif", "github", "gitlab"})
"""The formats that a forge reads: their paths are those of the repository."""
PLACED_FORMATS = frozenset({"sarif", "gitlab"})
"""The formats in which every finding has to stand in a file."""

__all__ = ["FORGE_FORMATS", "FORMATS", "PLACED_FORMATS", "STORY_FORMATS"]
