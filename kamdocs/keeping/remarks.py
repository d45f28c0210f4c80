"""What somebody said in a talk about satisfaction, and who: ``kos: Blanks arrive late``."""

import difflib
import re
from collections.abc import Sequence
from typing import Any

from kamdocs.keeping.finding import Candidate, find_among
from kamdocs.language import _
from kamdocs.schema.suggest import folded
from kamdocs.settings.error import SettingsError

_LIKE_A_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}")
_NEARLY = 0.75
"""So alike a word and a name are no two things."""


def remark_of(said: str, people: Sequence[Candidate]) -> dict[str, Any]:
    """A remark of one of the ``people`` who were asked; without a name it is the one's who was asked alone.

    Raises :class:`SettingsError` where what stands before a colon looks like the name of nobody who was asked: as a
    part of the text it would say something else.
    """
    name, colon, rest = (part.strip() for part in said.partition(":"))
    if colon and rest:
        found = find_among(name, people)
        if found.one:
            return {"text": rest, "from": found.one.id}
        if found.several or _is_like_a_name(name, people):
            raise SettingsError(_("{name} is nobody who was asked").format(name=name), _whom(name, people))
    return {"text": said.strip(), **({"from": people[0].id} if len(people) == 1 else {})}


def _is_like_a_name(text: str, people: Sequence[Candidate]) -> bool:
    """Whether a text is one word, some words with capitals, or nearly a name: ``janez``, ``Ana Kos``, ``petra cik``."""
    if not _LIKE_A_NAME.fullmatch(text):
        return False
    words = text.split()
    return len(words) == 1 or all(word[0].isupper() for word in words) or bool(_nearest(text, people))


def _nearest(name: str, people: Sequence[Candidate]) -> Candidate | None:
    known = {folded(word): one for one in people for word in (one.id, one.name, *one.name.split())}
    near = difflib.get_close_matches(folded(name), known, n=1, cutoff=_NEARLY)
    return known[near[0]] if near else None


def _whom(name: str, people: Sequence[Candidate]) -> str:
    nearest = _nearest(name, people)
    if nearest:
        return _("did you mean {name}?").format(name=nearest.told)
    asked = ", ".join(one.told for one in people)
    return _("asked were: {names}; a text that begins with a word and a colon is written without that colon").format(
        names=asked
    )
