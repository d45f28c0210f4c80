"""The course of things in a file: what has to lie in the past, what can't come before what, and circles."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, tzinfo

from kamdocs.language import Sentence, say
from kamdocs.rules.gap import FileLapse
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.spans import DAWN, FOREVER, Span
from kamdocs.schema.annotations import LISTS, Annotated
from kamdocs.schema.formats import moment_of

_TOLD = 8
"""How many of a circle are named."""
_LEADING = {
    "reports_to": say("somebody in the circle reports to another person, or to nobody here: correct that one"),
    "successor": say("somebody in the circle was followed by another person: correct that one, or write none"),
}
"""The fields that lead from one person to the next, each with what to do where they lead back."""
ALWAYS = Span(DAWN, FOREVER)
"""The span of what hangs on no day."""


def impossible_days(file: PlanFile) -> Iterator[FileLapse]:
    """The days that can't be: to come in what tells of the past, or before what they follow."""
    for value in file.annotated:
        if value.past:
            yield _to_come(value, file.zone)
        if value.not_before:
            yield from _too_early(value, file.zone)


def _too_early(value: Annotated, zone: tzinfo | None) -> Iterator[FileLapse]:
    """The gap of a day that lies before one that it follows; of several such days, the latest is told."""
    days = [(day, name) for name in value.not_before if isinstance(day := value.sibling(name), str)]
    missed = [(day, name) for day, name in days if _earlier(value.value, day, zone)]
    if missed:
        first, other = max(missed)
        message = say(
            "{field} is {day}, before {other} ({first})",
            field=value.pointer[-1],
            day=value.value,
            other=other,
            first=first,
        )
        yield FileLapse(ALWAYS, value.pointer, message)


def circles(file: PlanFile) -> Iterator[FileLapse]:
    """Those who report to, or succeed, each other in a circle, each circle once, where it begins in the file."""
    people = LISTS["stakeholder" if file.kind == "account" else "person"]
    records = file.document.data.get(people, ())
    places: dict[str, int] = {}
    for place, record in enumerate(records):
        places.setdefault(record["id"], place)  # of two with the same id, the first stands
    for field, hint in _LEADING.items():
        next_one = {one: records[place][field] for one, place in places.items() if field in records[place]}
        for circle in circles_among(next_one):
            first = min(circle, key=lambda person: places[person])
            message = say("{field} leads in a circle: {names}", field=field, names=way_around(circle, first))
            yield FileLapse(ALWAYS, (people, places[first], field), message, hint)


def way_around(circle: Sequence[str], first: str) -> str:
    """A circle in words, from the first back to it; of a long one the beginning."""
    start = circle.index(first)
    way = [*circle[start:], *circle[:start]]
    return " → ".join([*way[:_TOLD], *(["…"] if len(way) > _TOLD else []), first])


def circles_among(above: Mapping[str, str]) -> Iterator[list[str]]:
    """The circles among those who stand below somebody, each once."""
    seen: set[str] = set()
    for start in above:
        way: dict[str, int] = {}
        person = start
        while person in above and person not in seen and person not in way:
            way[person] = len(way)
            person = above[person]
        if person in way:
            yield list(way)[way[person] :]
        seen.update(way)


def _to_come(value: Annotated, zone: tzinfo | None) -> FileLapse:
    """The gap of a day that tells of the past, while it lies ahead; on most days there is none."""
    day = _day(value.value, zone)
    message = say("{field} tells of the past, but {day} is still to come", field=value.pointer[-1], day=day)
    return FileLapse(Span(DAWN, day), value.pointer, message, _where_plans_stand(value.planned))


@functools.cache
def _where_plans_stand(planned: str | None) -> Sentence | None:
    if planned is None:
        return None
    if planned == "actions":
        return say(
            "correct the date; what is still planned stands under actions with a due day, or as next_step of an "
            "opportunity, until it has happened"
        )
    return say("correct the date; a day that is still to come stands in {field}", field=planned)


def _earlier(one: str, other: str, zone: tzinfo | None) -> bool:
    if _is_day(one) or _is_day(other):
        return _day(one, zone) < _day(other, zone)
    return moment_of(one) < moment_of(other)


def _day(text: str, zone: tzinfo | None) -> date:
    """The day of a date, or of an instant: its day in the zone, else on the machine's calendar, as today is."""
    if _is_day(text):
        return date.fromisoformat(text)
    return moment_of(text).astimezone(zone).date()


def _is_day(text: str) -> bool:
    return len(text) == len("2026-03-04")
