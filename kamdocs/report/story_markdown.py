"""The story of a change as a comment that is read in ten seconds: in words, with links, and the details folded."""

from collections import Counter
from collections.abc import Callable, Iterator

from kamdocs.language import _, plain_day
from kamdocs.lint import Story
from kamdocs.report.links import Links
from kamdocs.report.plain import plain
from kamdocs.report.story_words import Part, Wording, parts_of, summary

MARKER = "<!-- kamdocs diff -->"
"""The first line of the Markdown: by it a bot finds its comment again, to update it."""
SHOWN = 10
"""So many rows of a part are read without unfolding."""
ROWS = 50
"""So many rows of a part stand in a comment: forges refuse long ones."""
LIMIT = 55_000
"""Bytes after which no further row is written: comments of forges hold some 65,000 characters."""
LONGEST = 300
"""Characters of a text of a file, after which it is cut."""


def render_story_markdown(story: Story, links: Links) -> str:
    """The line of all, then what is open to everyone, then what is folded; what could not be assessed comes first."""
    wording, brief = (Wording(_safe, _accounts(story, one), codes=False) for one in (links, Links()))
    parts = list(parts_of(story, wording))
    as_of = _("as of {day}").format(day=plain_day(story.as_of))
    title = f"**{_('What this change does to the plans')}**, {as_of}: {summary(story, brief)}."
    doubts = [part for part in parts if part.title == _("Not assessed")]
    sized = _Sized([MARKER, *_doubted(doubts), title, ""])
    for part in parts:
        if part not in doubts:
            sized.add(part)
    if checks := list(_by_check(story)):
        sized.add(Part(_("By check"), checks, folded=True))
    if not story.empty:
        sized.lines.append(_("`kamdocs diff` on a terminal tells all of it."))
    return "\n".join(sized.lines).rstrip() + "\n"


def _safe(text: object) -> str:
    told = str(text)
    return plain(told if len(told) <= LONGEST else f"{told[:LONGEST].rstrip()} …")


def _accounts(story: Story, links: Links) -> Callable[[str], str]:
    """How an account is called: by its name with a link, and its id only where two have one name."""
    former = {old for old, _new in story.renamed}
    counts = Counter(name for one, name in story.names.accounts.items() if one not in former)
    elsewhere = {*story.added, *story.removed, *(new for _old, new in story.renamed)}

    def account(one: str) -> str:
        name = story.names.accounts.get(one, one)
        told = _safe(name if counts[name] < 2 or name == one else f"{name} ({one})")
        address = links.account(one, story.names.paths.get(one), on_site=one not in elsewhere)
        return f"[{told}]({address})" if address else told

    return account


def _doubted(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        yield f"**{part.title}**"
        yield ""
        yield from (f"- {row}" for row in part.rows[:SHOWN])
        if len(part.rows) > SHOWN:
            yield f"- {_('and {number} more').format(number=len(part.rows) - SHOWN)}"
        yield ""


def _by_check(story: Story) -> Iterator[str]:
    """How many gaps of each check somebody closed, and how many opened, by the codes that those who mend look up."""
    closed, opened = (Counter((one.gap.check, one.check.name) for one in side) for side in (story.mended, story.opened))
    for code, name in sorted(closed.keys() | opened.keys()):
        counts = (
            _("closed: {number}").format(number=closed[code, name]) if closed[code, name] else "",
            _("opened: {number}").format(number=opened[code, name]) if opened[code, name] else "",
        )
        yield f"{code} {plain(name)}: {', '.join(filter(None, counts))}"


class _Sized:
    """The lines of a comment, of which the last rows are left out where it would get too long."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.room = LIMIT - sum(map(_size, lines))

    def add(self, part: Part) -> None:
        """Write a part: folded, or its first rows open and the others folded."""
        rows = self._fitting(part.rows[:ROWS])
        shown = [] if part.folded else rows[:SHOWN]
        rest = rows[len(shown) :]
        left = len(part.rows) - len(rows)
        if not part.folded:
            self.lines += [f"### {part.title} ({len(part.rows)})", "", *(f"- {row}" for row in shown), ""]
        more = _("and {number} more: {command} lists them").format(number=left, command="`kamdocs diff`")
        listed = [f"- {row}" for row in rest] + ([f"- {more}"] if left else [])
        if listed:
            title = part.title if part.folded else _("and {number} more").format(number=len(part.rows) - len(shown))
            count = f" ({len(part.rows)})" if part.folded else ""
            self.lines += [f"<details><summary>{title}{count}</summary>", "", *listed, "", "</details>", ""]

    def _fitting(self, rows: list[str]) -> list[str]:
        fitting = []
        for row in rows:
            self.room -= _size(row)
            if self.room < 0:
                break
            fitting.append(row)
        return fitting


def _size(line: str) -> int:
    return len(line.encode("utf-8")) + 3
