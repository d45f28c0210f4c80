"""Hours in which somebody can be reached, in the opening_hours form of OpenStreetMap, and what people write instead."""

import functools
import re
from collections.abc import Mapping

from kamdocs.schema.suggest import folded

_DAYS: Mapping[str, str] = {
    word: day
    for day, words in {
        "Mo": "mo mon monday mondays pon po ponedeljek ponedeljka",
        "Tu": "tu tue tues tuesday tuesdays tor to torek torka",
        "We": "we wed wednesday wednesdays sre sr sreda srede",
        "Th": "th thu thur thurs thursday thursdays cet ce cetrtek cetrtka",
        "Fr": "fr fri friday fridays pet pe petek petka petkom",
        "Sa": "sa sat saturday saturdays sob so sobota sobote sobotah",
        "Su": "su sun sunday sundays ned ne nedelja nedelje nedeljah",
        "Mo-Fr": "weekdays workdays weekday workday delavnik delavniki delavnikih",
        "Mo-Su": "daily everyday dnevno vsakdan",
        "PH": "ph holiday holidays praznik prazniki praznikih",
    }.items()
    for word in words.split()
}
_SAID_OTHERWISE = (
    (r"\bevery day\b", "daily"),
    (r"\bvsak dan\b", "vsakdan"),
    (r"\b(?:every|each) (?=\w)", ""),
    (r"\b(?:except|but not|closed on|razen(?: ob)?)\s+(?:public\s+)?(?:holidays|praznikov|praznikih)\b", "PH off"),
    (r"\b24\s*(?:h|hrs|hours|ur|ure)\b", "00:00-24:00"),
)
_LEFT_OUT = ("od", "ob", "from", "h", "ure", "uri", "ur", "at", "on", "hours", "hrs")
_PIECES = re.compile(r"[0-9]{1,2}(?:[:.h][0-9]{2})?(?:\s*[ap]\.?m\b\.?)?|[^\W\d_]+\.?|\S", re.IGNORECASE)
_SPAN = re.compile(r"([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})")
_NAMED_DAY = re.compile(r"\b(?:mo|tu|we|th|fr|sa|su)\b|24/7", re.IGNORECASE)
_LONGEST = 100


def is_opening_hours(value: object) -> bool:
    """Whether a text tells hours of the clock in which somebody is there: ``Mo-Fr 07:00-17:00``.

    Without days they hold on all seven, as they do to OpenStreetMap.
    """
    return not isinstance(value, str) or (_tells_hours(value) and any(map(str.isdigit, value)))


def hours_meant(written: str) -> str | None:
    """The hours that somebody means who wrote ``Mon-Fri 7-15``; None where nobody can tell."""
    meant = _as_maps_write(written)
    return meant if _can_be(meant) and _NAMED_DAY.search(meant) else None


def hours_on_workdays(written: str) -> str | None:
    """The hours that somebody wrote without days, as they are on workdays; None where there are none, or days, too."""
    meant = _as_maps_write(written)
    return f"Mo-Fr {meant}" if _can_be(meant) and not _NAMED_DAY.search(meant) else None


def _as_maps_write(written: str) -> str:
    text = written if len(written) <= _LONGEST else ""
    for said, meant in _SAID_OTHERWISE:
        text = re.sub(said, meant, text, flags=re.IGNORECASE)
    joined = "".join(map(_part, _PIECES.findall(text))).strip(",;")
    joined = re.sub(r"[,;]?PHoff", "; PH off", joined)
    days_last = re.fullmatch(r"([0-9:,-]+?),?([A-Z][A-Za-z,-]*)(; PH off)?", joined)
    if days_last:
        joined = f"{days_last[2]}{days_last[1]}{days_last[3] or ''}"
    # Days and times are parted by a space, hours of other days by a semicolon.
    joined = re.sub(r"(?<=[a-zH])[:,]?(?=[0-9])", " ", joined)
    return re.sub(r"(?<=[0-9])[,;]?(?=[A-Z])", "; ", joined)


def _part(piece: str) -> str:
    if piece[0].isdigit():
        return _clock(piece)
    word = folded(piece.removesuffix("."))
    if piece in "\N{EN DASH}\N{EM DASH}" or word in ("to", "do", "till", "until", "through"):
        return "-"
    if word in _LEFT_OUT:
        return ""
    return {"in": ",", "and": ",", "&": ","}.get(word) or _DAYS.get(word, piece)


def _clock(piece: str) -> str:
    """``8``, ``8.30`` and ``4 pm`` as a time of the day."""
    hour, minutes = (*re.findall("[0-9]+", piece), "00")[:2]
    half = re.search(r"([ap])\.?m", piece, re.IGNORECASE)
    number = int(hour) % 12 + 12 * (half[1] in "pP") if half else int(hour)
    return f"{number:02}:{minutes}"


def _can_be(text: str) -> bool:
    """Whether a text tells hours, and none of which nobody knows whether they end in the evening: ``9-5``."""
    halves = [one for one in _SPAN.findall(text) if one[1] <= one[0] <= "12:00"]
    return bool(_SPAN.search(text)) and not halves and _tells_hours(text)


@functools.lru_cache(maxsize=1024)  # the hours of one team stand in many plans
def _tells_hours(text: str) -> bool:
    from opening_hours import validate  # few plans tell hours

    return validate(text)
