"""The story of a change as text, as Markdown for a pull request's comment, and as JSON."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from kamdocs.language import _, pgettext
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
    return "\n".join(lines or [_("nothing that the plans tell changed")]) + "\n"


def render_story_markdown(story: Story) -> str:
    """The story as a short comment: the figures, with the details folded."""
    lines = [
        MARKER,
        f"**{_('What this change does to the plans')}**, {_('as of {day}').format(day=story.as_of)}: {_figures(story)}",
        "",
    ]
    for title, rows in _parts(story, plain):
        shown = [f"- {row}" for row in rows[:ROWS]]
        more = _("and {number} more: {command} lists them").format(number=len(rows) - ROWS, command="`kamdocs diff`")
        lines += [
            f"<details{' open' if title in map(_, ALWAYS_SHOWN) else ''}><summary>{title} ({len(rows)})</summary>",
            "",
            *shown,
            *([f"- {more}"] if len(rows) > ROWS else []),
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
        template.format(number=len(rows))
        for rows, template in (
            (story.closed, _("closed: {number}")),
            (story.opened, _("opened: {number}")),
            (story.moved, _("moved: {number}")),
            ([gap for one in story.waivers for gap in one.accepts], _("waived: {number}")),
        )
        if rows
    ]
    return _("gaps {figures}").format(figures=", ".join(parts)) if parts else _("no gap opened or closed")


def _parts(story: Story, safe: Callable[[object], str]) -> Iterator[tuple[str, list[str]]]:
    """The parts that hold something: a title, and a line for each entry; ``safe`` makes a file's text harmless."""
    parts = {
        _("Settings"): [safe(one) for one in story.settings],
        _("Waivers"): [_waiver_line(one, safe) for one in story.waivers],
        _("Opened"): [_line(one, safe) for one in story.opened],
        _("Closed"): [_line(one, safe) for one in story.closed],
        _("Moved"): [
            _("{gap} (was {before})").format(gap=_line(one.finding, safe), before=one.was or _("always"))
            for one in story.moved
        ],
        _("Accounts added"): [safe(one) for one in story.added],
        _("Accounts removed"): [safe(one) for one in story.removed],
        _("Accounts renamed"): [
            _("{old} is now {new}").format(old=safe(old), new=safe(new)) for old, new in story.renamed
        ],
        _("Facts"): [f"{safe(account)}: {safe(one)}" for account, rows in story.facts.items() for one in rows],
    }
    return ((title, rows) for title, rows in parts.items() if rows)


def _line(finding: Finding, safe: Callable[[object], str]) -> str:
    gap = finding.gap
    where = safe(gap.account) if gap.account else _("the portfolio")
    opens = _("opens {day}") if finding.state == "upcoming" else _("since {day}")
    day = f", {opens.format(day=gap.opens_on)}" if gap.opens_on else ""
    return f"{where}: {pgettext('value', gap.severity)} {gap.check} {finding.check.name}: {safe(gap.message)}{day}"


def _waiver_line(change: WaiverChange, safe: Callable[[object], str]) -> str:
    """Who accepts which gap, why and until when; of an altered waiver also what it was."""
    words = _terms(change.waiver, safe)
    if change.now is None:
        words = _("withdrawn; it was {terms}").format(terms=words)
    elif change.was is not None:
        words = _("{gap} (was {before})").format(gap=words, before=_terms(change.was, safe))
    accepted = "; ".join(safe(one.gap.message) for one in change.accepts)
    return f"{safe(change.account)}: {safe(change.waiver.key)}{': ' + accepted if accepted else ''}: {words}"


def _terms(waiver: Waiver, safe: Callable[[object], str]) -> str:
    told = _("until {day}, by {name}, because {reason}")
    return told.format(day=waiver.until, name=safe(waiver.by), reason=safe(waiver.reason))


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
