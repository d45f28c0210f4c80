"""Reports as text: one file a format, each a pure function from a report to a string."""

from collections.abc import Callable, Mapping

from kamdocs.lint import Report
from kamdocs.report.json import render_json
from kamdocs.report.text import render_text

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": render_text,
    "json": render_json,
}
"""The formats by the name that the command line calls them."""

__all__ = ["FORMATS", "render_json", "render_text"]
