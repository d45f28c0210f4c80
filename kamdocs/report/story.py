"""The story of a change as text, as Markdown for a pull request's comment, and as JSON."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from kamdocs.lint import Finding, Story
from kamdocs.report.markdown import plain

MARKER = "<!-- kamdocs diff -->"
"""The first line of the Markdown: by it a bot finds its comment again, to update it."""
VERSION = 1


def render_story_text(story: Story) -> str:
    """The story for people at a terminal."""
    lines = [line for title, rows in _parts(story, str) for line in (title, *(f"  {row}" for row in rows))]
    return "\n".join(lines or ["nothing that the plans tell changed"]) + "\n"


def render_story_markdown(story: Story) -> str:
    """The story as a short comment: the figures, with the details folded."""
    lines = [MARKER, f"**What this change does to the plans**, as of {story.as_of}: {_figures(story)}", ""]
    for title, rows in _parts(story, plain):
        lines += [
            f"<details><summary>{title} ({len(rows)})</summary>",
            "",
            *(f"- {row}" for row in rows),
            "",
            "</details>",
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def render_story_json(story: Story) -> str:
    """The story for programs; ``version`` changes with the meaning of a field."""
    document = {
        "version": VERSION,
        "as_of": story.as_of,
        "added": story.added,
        "removed": story.removed,
        "renamed": [{"from": old, "to": new} for old, new in story.renamed],
        "opened": [_gap(one) for one in story.opened],
        "closed": [_gap(one) for one in story.closed],
        "moved": [{**_gap(one.finding), "was": one.was} for one in story.moved],
        "waived": [_gap(one) for one in story.waived],
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
            (story.waived, "waived"),
        )
        if rows
    ]
    return f"gaps {', '.join(parts)}" if parts else "no gap opened or closed"


def _parts(story: Story, safe: Callable[[object], str]) -> Iterator[tuple[str, list[str]]]:
    """The parts that hold something: a title, and a line for each entry; ``safe`` makes a file's text harmless."""
    parts = {
        "Settings": [safe(one) for one in story.settings],
        "Waived": [f"{_line(one, safe)}: {_waiver(one, safe)}" for one in story.waived],
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


def _waiver(finding: Finding, safe: Callable[[object], str]) -> str:
    waiver = finding.waiver
    return f"until {waiver.until}, by {safe(waiver.by)}, because {safe(waiver.reason)}" if waiver else ""


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
