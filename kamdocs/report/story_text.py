"""The story of a change for people at a terminal: with the codes and ids that commands take."""

from kamdocs.language import _
from kamdocs.lint import Doubts, Story
from kamdocs.report.links import Links
from kamdocs.report.printable import printable
from kamdocs.report.story_words import Wording, named, parts_of


def render_story_text(story: Story, _links: Links) -> str:
    """The parts, each with its rows, in the order in which people ask."""
    wording = Wording(_printable, lambda one: named(story.names.accounts.get(one), one, wording), codes=True)
    lines = [line for part in parts_of(story, wording) for line in (part.title, *(f"  {row}" for row in part.rows))]
    if story.empty:
        whole = story.doubts == Doubts()
        lines.append(
            _("nothing that the plans tell changed")
            if whole
            else _("of what could be assessed, no gap opened or closed")
        )
    return "\n".join(lines) + "\n"


def _printable(text: object) -> str:
    return printable(str(text))
