"""Views that look back, as a site's build makes them."""

from datetime import date

from kamdocs.handbook import HORIZON_DAYS, View
from kamdocs.lint import evaluate, find_scope, judge, kept_since, looked_back
from kamdocs.schema.audience import INTERNAL
from kamdocs.settings.load import load_settings


def review_view(folder, as_of="2026-11-23", audience=INTERNAL):
    """The view as of an ISO day, with how things stood at the last review."""
    settings = load_settings(folder)
    day = date.fromisoformat(as_of)
    scope = find_scope(settings.accounts, audience)
    evaluation = evaluate(settings, kept_since(settings, day, len(scope.folder.accounts)), scope)
    return View(
        judge(evaluation, settings.policies, day, upcoming_days=HORIZON_DAYS),
        evaluation.shared,
        settings.policies,
        lambda path, line: None,
        audience=audience,
        past=looked_back(evaluation, settings, day) if audience.everything else None,
    )
