"""The story of a change as text, as Markdown for a pull request's comment, and as JSON."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from kamdocs.language import _, label, ngettext, plain_day
from kamdocs.lint import Finding, Held, Names, Story, WaiverChange
from kamdocs.model import Waiver
from kamdocs.report.json import json_text
from kamdocs.report.plain import plain
from kamdocs.report.printable import printable

MARKER = "<!-- kamdocs diff -->"
"""The first line of the Markdown: by it a bot finds its comment again, to update it."""
ROWS = 50
"""So many rows of a part stand in a comment: forges refuse long ones."""
ALWAYS_SHOWN = ("Settings", "Waivers")
"""What is open from the start: by these, too, a change can make gaps vanish without closing one."""
VERSION = 1


def render_story_text(story: Story) -> str:
    """The story for people at a terminal."""
    parts = (*_held(story, _printable), *_parts(story, _printable))
    lines = [line for title, rows in parts for line in (title, *(f"  {row}" for row in rows))]
    return "\n".join(lines or [_("nothing that the plans tell changed")]) + "\n"


def render_story_markdown(story: Story) -> str:
    """The story as a short comment: the figures, what plans are held to as plain text, and the details folded."""
    as_of = _("as of {day}").format(day=plain_day(story.as_of))
    lines = [
        MARKER,
        f"**{_('What this change does to the plans')}**, {as_of}: {_figures(story)}",
        "",
    ]
    for title, rows in _held(story, plain):
        lines += [f"**{title}**", "", *_listed(rows), ""]
    for title, rows in _parts(story, plain):
        lines += [
            f"<details{' open' if title in map(_, ALWAYS_SHOWN) else ''}><summary>{title} ({len(rows)})</summary>",
            "",
            *_listed(rows),
            "",
            "</details>",
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def _listed(rows: list[str]) -> Iterator[str]:
    yield from (f"- {row}" for row in rows[:ROWS])
    if len(rows) > ROWS:
        more = _("and {number} more: {command} lists them")
        yield f"- {more.format(number=len(rows) - ROWS, command='`kamdocs diff`')}"


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
        "held_to": [
            {"account": one.account, "facts": one.told, "hidden": [_gap(gap) for gap in one.hidden]}
            for one in story.held
        ],
        "waivers": [_waiver_change(one) for one in story.waivers],
        "facts": story.facts,
        "settings": story.settings,
        "team": story.team,
    }
    return json_text(document)


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


def _printable(text: object) -> str:
    return printable(str(text))


def _held(story: Story, safe: Callable[[object], str]) -> Iterator[tuple[str, list[str]]]:
    """What plans are held to, where that changed: those first whose gaps vanish by it."""
    say = _Teller(story.names, safe)
    if story.held:
        ordered = sorted(story.held, key=lambda one: -len(one.hidden))
        yield _("What plans are held to"), [say.held(one) for one in ordered]


def _parts(story: Story, safe: Callable[[object], str]) -> Iterator[tuple[str, list[str]]]:
    """The parts that hold something: a title, and a line for each entry; ``safe`` makes a file's text harmless."""
    say = _Teller(story.names, safe)
    parts = {
        _("Settings"): [safe(one) for one in story.settings],
        _("Our people"): [safe(one) for one in story.team],
        _("Waivers"): [say.waiver(one) for one in story.waivers],
        _("Opened"): [say.gap(one) for one in story.opened],
        _("Closed"): [say.gap(one) for one in story.closed],
        _("Moved"): [
            _("{gap} (was {before})").format(
                gap=say.gap(one.finding), before=plain_day(one.was) if one.was else _("always")
            )
            for one in story.moved
        ],
        _("Accounts added"): [say.account(one) for one in story.added],
        _("Accounts removed"): [say.account(one) for one in story.removed],
        _("Accounts renamed"): [
            _("{old} is now {new}").format(old=safe(old), new=say.account(new)) for old, new in story.renamed
        ],
        _("Facts"): [f"{say.account(account)}: {safe(one)}" for account, rows in story.facts.items() for one in rows],
    }
    return ((title, rows) for title, rows in parts.items() if rows)


class _Teller(msgspec.Struct, frozen=True):
    """Says in words what stands in a story: ids with their names, and each text of a file made harmless."""

    names: Names
    safe: Callable[[object], str]

    def account(self, account: str) -> str:
        return self._named(self.names.accounts.get(account), account)

    def gap(self, finding: Finding) -> str:
        gap = finding.gap
        where = self.account(gap.account) if gap.account else _("the portfolio")
        opens = _("opens {day}") if finding.state == "upcoming" else _("since {day}")
        day = f", {opens.format(day=plain_day(gap.opens_on))}" if gap.opens_on else ""
        told = self.safe(finding.message)
        return f"{where}: {label(gap.severity)} {gap.check} {finding.check.name}: {told}{day}"

    def held(self, held: Held) -> str:
        """What an account is held to now, and which gaps would be open otherwise."""
        told = f"{self.account(held.account)}: {'; '.join(map(self.safe, held.told))}"
        if not held.hidden:
            return told
        otherwise = ngettext(
            "{number} gap would be open otherwise: {names}",
            "{number} gaps would be open otherwise: {names}",
            len(held.hidden),
        )
        names = ", ".join(dict.fromkeys(f"{one.gap.check} {one.check.name}" for one in held.hidden))
        return f"{told}. {otherwise.format(number=len(held.hidden), names=self.safe(names))}"

    def waiver(self, change: WaiverChange) -> str:
        """Who accepts which gap, why and until when; of an altered waiver also what it was."""
        waiver = change.waiver
        words = self._terms(waiver)
        if change.now is None:
            words = _("withdrawn; it was {terms}").format(terms=words)
        elif change.was is not None:
            words = _("{gap} (was {before})").format(gap=words, before=self._terms(change.was))
        accepted = "; ".join(self.safe(one.message) for one in change.accepts)
        what = self._named(self.names.records.get((change.account, waiver.record or "")), waiver.record)
        which = f"{self.safe(waiver.check)}{f' – {what}' if what else ''}{f': {accepted}' if accepted else ''}"
        return f"{self.account(change.account)}: {which}: {words}"

    def _terms(self, waiver: Waiver) -> str:
        told = _("until {day}, by {name}, because {reason}")
        by = self._named(self.names.people.get(waiver.by), waiver.by)
        return told.format(day=plain_day(waiver.until), name=by, reason=self.safe(waiver.reason))

    def _named(self, name: str | None, one: str | None) -> str:
        """A name with the id behind it; the id alone where it has no other name."""
        if not one:
            return ""
        return self.safe(one) if name in (None, one) else f"{self.safe(name)} ({self.safe(one)})"


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
