"""A view of a handbook on disk, as the plugin makes it."""

from datetime import date

from kamdocs.handbook import HORIZON_DAYS, View, make_files, make_sheets
from kamdocs.lint import evaluate, find_scope, judge
from kamdocs.schema.audience import INTERNAL
from kamdocs.settings.load import load_settings
from tests.handbook.sites import ROOT as ROOT_FOLDER

__all__ = ["ROOT_FOLDER", "files_of", "sheets_of", "view_of"]


def view_of(folder, as_of="2026-11-23", home=None, audience=INTERNAL):
    """The view as of an ISO day; ``home`` is the site's address."""
    settings = load_settings(folder)
    day = date.fromisoformat(as_of)
    evaluation = evaluate(settings, day, find_scope(settings.accounts, audience))
    report = judge(evaluation, settings.policies, day, upcoming_days=HORIZON_DAYS)
    return View(
        report,
        evaluation.shared,
        settings.policies,
        lambda path, line: None,
        lambda path: f"{home}{path.removesuffix('index')}" if home else None,
        audience,
    )


def files_of(folder, as_of="2026-11-23", home=None, audience=INTERNAL):
    """The files that readers take along, by path."""
    return {one.path: one.data for one in make_files(view_of(folder, as_of, home, audience))}


def sheets_of(folder, as_of="2026-11-23"):
    """The documents that need no engine, by path, with links to pages left as they are."""
    return {
        one.path: one.html(lambda path: f"/{path.removesuffix('index')}") for one in make_sheets(view_of(folder, as_of))
    }
