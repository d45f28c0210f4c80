"""What opens when: the next twelve months, a page a month, and more where a month is full."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.failed import Guard
from kamdocs.handbook.feeds.calendars import everyones_calendar
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.pictures.opening import opening_picture
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import View
from kamdocs.handbook.words import month
from kamdocs.language import _
from kamdocs.lint import Finding, soonest

MONTHS, ENTRIES = 12, 300
"""How far the calendar looks, and how many entries a page shows."""


def calendar_pages(view: View, known: Mapping[str, Page], guard: Guard) -> Iterator[Page]:
    """The overview of the months, and their pages; who isn't told of gaps gets the calendar to subscribe to alone.

    ``known`` are pages, by path, that are right if they are made of the same.
    """
    found: dict[date, list[Finding]] = {first: [] for first in _months(view.as_of)}
    for finding in view.report.findings:
        opens = finding.gap.opens_on
        if opens and finding.state == "upcoming" and not finding.covered_by and opens.replace(day=1) in found:
            found[opens.replace(day=1)].append(finding)
    rows = [
        (_path(first, 1) if findings else None, first, view.count_by_severity(findings))
        for first, findings in found.items()
    ]
    about = (
        _("Which gaps open in the next twelve months")
        if view.assessed
        else _("What is due, for a calendar of your own.")
    )
    parts = fill("calendar.html", view=view, rows=rows, calendar=everyones_calendar())
    yield Page(
        path="calendar/index",
        title=_("Calendar"),
        lead=parts.part("lead"),
        sections=sections(
            {
                anchors.NEXT_QUARTER: opening_picture(view) if view.assessed else Markup(),
                anchors.MONTHS: parts.part("months") if view.assessed else Markup(),
                anchors.DATA: parts.part("data"),
            }
        ),
        search=(Passage("", (about,)),),
        wide=True,
    )
    for part in _parts(found):
        made_of = (part, view.faces)
        kept = known.get(part.path)
        make = functools.partial(_month_page, view, part, made_of)
        yield kept if kept and kept.made_of == made_of else guard.page(part.path, make)


class _Part(msgspec.Struct, frozen=True):
    """What opens in a month, or as much of it as a page shows; ``before`` and ``next`` are the pages around it."""

    first: date
    number: int
    findings: tuple[Finding, ...]
    before: str | None
    next: str | None

    @property
    def path(self) -> str:
        return _path(self.first, self.number)

    @property
    def title(self) -> str:
        if self.number == 1:
            return _("What opens in {month}").format(month=month(self.first))
        return _("What opens in {month}, page {number}").format(month=month(self.first), number=self.number)

    @property
    def by_day(self) -> list[tuple[date | None, list[Finding]]]:
        return [(day, list(one)) for day, one in groupby(self.findings, key=lambda finding: finding.gap.opens_on)]


def _parts(found: Mapping[date, Sequence[Finding]]) -> Iterator[_Part]:
    chunks = [
        (first, number, chunk) for first, findings in found.items() for number, chunk in enumerate(_chunks(findings), 1)
    ]
    paths = [_path(first, number) for first, number, _chunk in chunks]
    for place, (first, number, chunk) in enumerate(chunks):
        before, after = paths[place - 1] if place else None, paths[place + 1] if place + 1 < len(paths) else None
        yield _Part(first, number, tuple(chunk), before, after)


def _month_page(view: View, part: _Part, made_of: tuple[object, ...]) -> Page:
    parts = fill(
        "calendar.html",
        view=view,
        part=part,
        owner=lambda finding: getattr(view.standings.get(finding.gap.account), "owner", None) or "",
    )
    return Page(
        path=part.path,
        title=part.title,
        lead=parts.part("month_lead"),
        sections=sections({anchors.DAYS: parts.part("days")}),
        made_of=made_of,
        wide=True,
    )


def _months(as_of: date) -> list[date]:
    start = as_of.year * 12 + as_of.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(start, start + MONTHS + 1) if index < 9999 * 12]


def _path(first: date, number: int) -> str:
    return f"calendar/{first:%Y-%m}" + (f"-{number}" if number > 1 else "")


def _chunks(findings: Sequence[Finding]) -> list[list[Finding]]:
    ordered = soonest(findings)
    return [ordered[start : start + ENTRIES] for start in range(0, len(ordered), ENTRIES)]
