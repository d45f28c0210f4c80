"""What opens when: the next twelve months, a page a month, and more where a month is full."""

import functools
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from markupsafe import Markup

from kamdocs.handbook.failed import Guard
from kamdocs.handbook.feeds.calendars import everyones_calendar
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.pictures.opening import opening_picture
from kamdocs.handbook.templating import macros
from kamdocs.handbook.view import View
from kamdocs.handbook.words import month
from kamdocs.language import _, marked
from kamdocs.lint import Finding

MONTHS, ENTRIES = 12, 300
"""How far the calendar looks, and how many entries a page shows."""


def calendar_pages(view: View, known: Mapping[str, Page], guard: Guard) -> Iterator[Page]:
    """The overview of the months, and their pages; who isn't told of gaps gets the calendar to subscribe to alone.

    ``known`` are pages, by path, that are right if they are made of the same.
    """
    found = {first: [] for first in _months(view.as_of)}  # type: dict[date, list[Finding]]
    for finding in view.report.findings:
        opens = finding.gap.opens_on
        if opens and finding.state == "upcoming" and not finding.covered_by and opens.replace(day=1) in found:
            found[opens.replace(day=1)].append(finding)
    rows = [
        (_path(first, 1) if findings else None, first, view.count_by_severity(findings))
        for first, findings in found.items()
    ]
    parts = macros("calendar.html", view=view, rows=rows, calendar=everyones_calendar())
    yield Page(
        path="calendar/index",
        title=_("Calendar"),
        lead=parts.lead(),
        sections=sections(
            {
                marked("The next 90 days"): opening_picture(view) if view.assessed else Markup(),
                marked("Months"): parts.months() if view.assessed else Markup(),
                marked("Data"): parts.data(),
            }
        ),
        search=(Passage("", (_("Which gaps open in the next twelve months"),)),),
    )
    pages = [
        (first, number, chunk) for first, findings in found.items() for number, chunk in enumerate(_chunks(findings), 1)
    ]
    paths = [_path(first, number) for first, number, _ in pages]
    for place, (path, (first, number, chunk)) in enumerate(zip(paths, pages, strict=True)):
        turn = (paths[place - 1] if place else None, paths[place + 1] if place + 1 < len(paths) else None)
        made_of = (*turn, *((finding, view.standings.get(finding.gap.account or "")) for finding in chunk))
        kept = known.get(path)
        make = functools.partial(_month_page, view, first, number, chunk, turn, made_of)
        yield kept if kept and kept.made_of == made_of else guard.page(path, make)


def _month_page(
    view: View,
    first: date,
    number: int,
    findings: list[Finding],
    turn: tuple[str | None, str | None],
    made_of: tuple[object, ...],
) -> Page:
    if number == 1:
        title = _("What opens in {month}").format(month=month(first))
    else:
        title = _("What opens in {month}, page {number}").format(month=month(first), number=number)
    by_day = [(day, list(one)) for day, one in groupby(findings, key=lambda finding: finding.gap.opens_on)]
    parts = macros(
        "calendar.html",
        view=view,
        title=title,
        by_day=by_day,
        owner=lambda finding: getattr(view.standings.get(finding.gap.account), "owner", None) or "",
        before=turn[0],
        next=turn[1],
    )
    return Page(
        path=_path(first, number),
        title=title,
        lead=parts.month_lead(),
        sections=sections({marked("Days"): parts.days()}),
        made_of=made_of,
    )


def _months(as_of: date) -> list[date]:
    start = as_of.year * 12 + as_of.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(start, start + MONTHS + 1) if index < 9999 * 12]


def _path(first: date, number: int) -> str:
    return f"calendar/{first:%Y-%m}" + (f"-{number}" if number > 1 else "")


def _chunks(findings: list[Finding]) -> list[list[Finding]]:
    ordered = sorted(findings, key=lambda finding: (finding.gap.opens_on or date.min, finding.rank))
    return [ordered[start : start + ENTRIES] for start in range(0, len(ordered), ENTRIES)]
