"""The pages of the guide for people who edit, as they go into a new handbook.

In English they are pages of our own guide; what they link to there, and a new handbook lacks, is linked to on the web.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

GUIDE = ("begin.md", "edit.md", "gaps.md", "review.md", "strip.md", "take-along.md")
"""The pages; the starter has an index of them in each language."""
HOME = "https://github.com/kamdocs/kamdocs/blob/main/docs/guide/"
"""Where the other pages of our guide are read."""
_LINK = re.compile(r"\]\((?P<page>[\w.-]+\.md)(?=[)#])")


def guide_folder() -> Path:
    """Where our guide lies: inside the installed package, or in the docs of a checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "guide"
    return packaged if packaged.is_dir() else package.parent / "docs" / "guide"


def guide_pages() -> Iterator[tuple[PurePosixPath, str]]:
    """The pages in English: where they go in a new handbook, and their texts."""
    for name in GUIDE:
        text = (guide_folder() / name).read_text(encoding="utf-8")
        yield PurePosixPath("docs", "guide", name), _LINK.sub(_link, text)


def _link(found: re.Match[str]) -> str:
    page = found["page"]
    return found[0] if page in GUIDE else f"]({posixpath.join(HOME, page)}"
