"""Hours in which somebody can be reached, in the opening_hours form of OpenStreetMap, and what people write instead."""

import functools
import re
from collections.abc import Mapping

from kamdocs.schema.suggest import folded

_DAYS: Mapping[str, str] = {
    word: day
    for day, words in {
        "Mo": "mo mon monday pon po ponedeljek",
        "Tu": "tu tue tues tuesday tor to torek",
        "We": "we wed wednesday sre sr sreda",
        "Th": "th thu thur thurs thursday cet ce cetrtek",
        "Fr": "fr fri friday pet pe petek petka petkom",
        "Sa": "sa sat saturday sob so sobota",
        "Su": "su sun sunday ned ne nedelja",
        "Mo-Fr": "weekdays workdays weekday workday delavnik delavniki delavnikih",
        "Mo-Su": "daily everyday dnevno",
    }.items()
    for word in words.split()
}
_PIECES = re.compile(r"[^\W\d_]+\.?|[0-9]{1,2}(?:[:.h][0-9]{2})?|\S")
_LONGEST = 100


def is_opening_hours(value: object) -> bool:
    """Whether a text tells hours in which somebody is there: ``Mo-Fr 07:00-17:00``."""
    return not isinstance(value, str) or _tells_hours(value)


def hours_meant(written: str) -> str | None:
    """The hours that somebody means who wrote ``Mon-Fri 7-15``; None where nobody can tell."""
    pieces = _PIECES.findall(written) if len(written) <= _LONGEST else []
    meant = "".join(map(_part, pieces))
    # Days and times are parted by a space, hours of other days by a semicolon.
    meant = re.sub(r"(?<=[a-z]):?(?=[0-9])", " ", meant)
    meant = re.sub(r"(?<=[0-9])[,;]?(?=[A-Z])", "; ", meant)
    return meant if any(map(str.isdigit, meant)) and _tells_hours(meant) else None


def _part(piece: str) -> str:
    if piece[0].isdigit():
        hour, minutes = (*re.split("[:.h]", piece), "00")[:2]
        return f"{int(hour):02}:{minutes}"
    word = folded(piece.removesuffix("."))
    if piece in "\N{EN DASH}\N{EM DASH}" or word in ("do", "till", "until", "through"):
        return "-"
    if word in ("od", "ob", "from", "h", "ure", "uri", "at"):
        return ""
    return {"in": ",", "and": ",", "&": ","}.get(word) or _DAYS.get(word, piece)


@functools.lru_cache(maxsize=1024)  # the hours of one team stand in many plans
def _tells_hours(text: str) -> bool:
    from opening_hours import validate  # few plans tell hours

    return validate(text)
