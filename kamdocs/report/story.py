"""The story of a change in its formats; as JSON it is what ``schema/diff.schema.json`` has."""

from collections.abc import Callable, Mapping

from kamdocs.lint import Finding, Story, WaiverChange
from kamdocs.model import Waiver
from kamdocs.report.json import json_text
from kamdocs.report.links import Links
from kamdocs.report.story_markdown import render_story_markdown
from kamdocs.report.story_text import render_story_text

VERSION = 1


def render_story_json(story: Story, _links: Links) -> str:
    """The story for programs, as ``schema/diff.schema.json`` has it."""
    document = {
        "version": VERSION,
        "as_of": story.as_of,
        "added": story.added,
        "removed": story.removed,
        "renamed": [{"from": old, "to": new} for old, new in story.renamed],
        "opened": [_gap(one) for one in story.opened],
        "closed": [_gap(one) for one in story.mended],
        "gone": [_gap(one) for plan in story.departures for one in plan.gaps],
        "unasked": [_gap(one) for one in story.unasked],
        "not_assessed": _not_assessed(story),
        "moved": [{**_gap(one.finding), "was": one.was} for one in story.moved],
        "held_to": [
            {"account": one.account, "facts": one.told, "hidden": [_gap(gap) for gap in one.hidden]}
            for one in story.held
        ],
        "waivers": [_waiver_change(one) for one in story.waivers],
        "facts": story.facts,
        "settings": [one.told for one in story.settings],
        "team": story.team,
    }
    return json_text(document)


STORY_FORMATS: Mapping[str, Callable[[Story, Links], str]] = {
    "text": render_story_text,
    "markdown": render_story_markdown,
    "json": render_story_json,
}


def _not_assessed(story: Story) -> dict[str, object]:
    """What nobody knows: an empty list in each place is the all-clear, and nothing else."""
    doubts = story.doubts
    return {
        "accounts": doubts.now,
        "accounts_before": doubts.before,
        "shared_files": doubts.lost,
        "failed": [str(one) for one in doubts.failed],
        "gaps": [_gap(one) for one in (*story.out_of_sight, *story.unsure)],
    }


def _waiver_change(change: WaiverChange) -> dict[str, object]:
    return {
        "account": change.account,
        "check": change.waiver.check,
        "record": change.waiver.record,
        "now": _waiver(change.now),
        "was": _waiver(change.was),
        "accepts": [_gap(one) for one in change.accepts],
    }


def _waiver(waiver: Waiver | None) -> dict[str, object] | None:
    return {"until": waiver.until, "by": waiver.by, "reason": waiver.reason} if waiver else None


def _gap(finding: Finding) -> dict[str, object]:
    gap = finding.gap
    return {
        "account": gap.account,
        "code": gap.check,
        "name": finding.check.name,
        "record": gap.record,
        "severity": gap.severity,
        "state": finding.state,
        "opens_on": gap.opens_on,
        "message": str(finding.message),
    }
