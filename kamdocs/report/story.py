"""The story of a change as text, as Markdown for a pull request's comment, and as JSON."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from kamdocs.lint import Finding, Story, WaiverChange
from kamdocs.model import Waiver
from kamdocs.report.markdown import plain

MARKER = "<!-- kamdocs diff -->"
"""The first line of the Markdown: by it a bot finds its comment again, to update it."""
ROWS = 50
"""So many rows of a part stand in a comment: forges refuse long ones."""
ALWAYS_SHOWN = ("Settings", "Waivers")
"""What is never folded: by these a change can make gaps vanish without closing one."""
VERSION = 1


def render_story_text(story: Story) -> str:
    """The story for people at a terminal."""
    lines = [line for title, rows in _parts(story, str) for line in (title, *(f"  {row}" for row in rows))]
    return "\n".join(lines or ["nothing that the plans tell changed"]) + "\n"


def render_story_markdown(story: Story) -> str:
    """The story as a short comment: the figures, with the details folded."""
    lines = [MARKER, f"**What this change does to the plans**, as of {story.as_of}: {_figures(story)}", ""]
    for title, rows in _parts(story, plain):
        shown = [f"- {row}" for row in rows[:ROWS]]
        more = [f"- and {len(rows) - ROWS} more: `kamdocs diff` lists them"] if len(rows) > ROWS else []
        lines += [
            f"<details{' open' if title in ALWAYS_SHOWN else ''}><summary>{title} ({len(rows)})</summary>",
            "",
            *shown,
            *more,
            "",
            "</details>",
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def render_story_json(story: Story) -> str:
    """The story for programs, as ``schema/diff.schema.json`` has it."""
    document = {
        "version": VERSION,
        "as_of": story.as_of,
        "added": story.added,
        "removed": story.removed,
        "renamed": [{"from": old, "to": new} for old, new in story.renamed],
        "opened": [_gap(one) for one in story.opened],
        "closed": [_gap(one) for one in story.closed],
        "moved": [{**_gap(one.finding), "was": one.was} for one in story.moved],
        "waivers": [_waiver_change(one) for one in story.waivers],
        "facts": story.facts,
        "settings": story.settings,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


STORY_FORMATS: Mapping[str, Callable[[Story], str]] = {
    "text": render_story_text,
    "markdown": render_story_markdown,
    "json": render_story_json,
}


def _figures(story: Story) -> str:
    parts = [
        f"{len(rows)} {word}"
        for rows, word in (
            (story.closed, "closed"),
            (story.opened, "opened"),
            (story.moved, "moved"),
            ([gap for one in story.waivers for gap in one.accepts], "waived"),
        )
        if rows
    ]
    return f"gaps {', '.join(parts)}" if parts else "no gap opened or closed"


def _parts(story: Story, safe: Callable[[object], str]) -> Iterator[tuple[str, list[str]]]:
    """The parts that hold something: a title, and a line for each entry; ``safe`` makes a file's text harmless."""
    parts = {
        "Settings": [safe(one) for one in story.settings],
        "Waivers": [_waiver_line(one, safe) for one in story.waivers],
        "Opened": [_line(one, safe) for one in story.opened],
        "Closed": [_line(one, safe) for one in story.closed],
        "Moved": [f"{_line(one.finding, safe)} (was {one.was or 'always'})" for one in story.moved],
        "Accounts added": [safe(one) for one in story.added],
        "Accounts removed": [safe(one) for one in story.removed],
        "Accounts renamed": [f"{safe(old)} is now {safe(new)}" for old, new in story.renamed],
        "Facts": [f"{safe(account)}: {safe(one)}" for account, rows in story.facts.items() for one in rows],
    }
    return ((title, rows) for title, rows in parts.items() if rows)


def _line(finding: Finding, safe: Callable[[object], str]) -> str:
    gap = finding.gap
    where = safe(gap.account) if gap.account else "the portfolio"
    day = f", {'opens' if finding.state == 'upcoming' else 'since'} {gap.opens_on}" if gap.opens_on else ""
    return f"{where}: {gap.severity} {gap.check} {finding.check.name}: {safe(gap.message)}{day}"


def _waiver_line(change: WaiverChange, safe: Callable[[object], str]) -> str:
    """Who accepts which gap, why and until when; of an altered waiver also what it was."""
    waiver, was = change.waiver, change.was
    words = f"until {waiver.until}, by {safe(waiver.by)}, because {safe(waiver.reason)}"
    if change.now is None:
        words = f"withdrawn; it was {words}"
    elif was is not None:
        words = f"{words} (was until {was.until}, by {safe(was.by)}, because {safe(was.reason)})"
    accepted = "; ".join(safe(one.gap.message) for one in change.accepts)
    return f"{safe(change.account)}: {safe(waiver.key)}{': ' + accepted if accepted else ''}: {words}"


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
        "message": str(gap.message),
    }
