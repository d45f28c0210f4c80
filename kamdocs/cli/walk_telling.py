"""How a walk tells a gap: whose it is, what is missing, since when, why it matters, and what stands in the file."""

from collections.abc import Iterator, Sequence

import click

from kamdocs.cli.said import sentence
from kamdocs.cli.streams import show
from kamdocs.keeping.showing import shown_at
from kamdocs.keeping.spot import Spot
from kamdocs.language import _, label, ngettext, plain_day
from kamdocs.lint import Finding
from kamdocs.report.printable import printable
from kamdocs.rules.check import Check

_MOST_LINES = 8
"""Of a long record so many lines are shown."""
_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


def tell_gap(finding: Finding, account: str, spot: Spot | None, left: Sequence[Finding]) -> None:
    """Tell a gap; ``left`` are those still to ask, this one with them."""
    severity = finding.gap.severity
    head = " · ".join((click.style(printable(account), bold=True), click.style(label(severity), fg=_COLOURS[severity])))
    show(f"\n{head} · {_since(finding)} · {_to_go(left)}")
    for line in _lines(finding):
        show(f"  {printable(line)}")
    if finding.gap.path:
        show(f"  {printable(f'{finding.gap.path}:{finding.gap.place.line}')}")
    if spot is not None and spot.pointer:
        lines = shown_at(spot.document, spot.pointer).lines
        for line in lines[:_MOST_LINES]:
            show(click.style(f"    {printable(line)}", dim=True))
        if len(lines) > _MOST_LINES:
            show(click.style("    …", dim=True))


def tell_more(check: Check) -> str:
    """All that a check says of itself."""
    told = check.explanation
    more = _("kamdocs explain {name} shows a bad and a good example").format(name=check.name)
    return "\n".join((f"{check.code} {check.name}", *map(sentence, (told.demands, told.why, told.how_to_close)), more))


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.message}  ({finding.check.code} {finding.check.name})"
    yield _("why: {why}").format(why=_first_sentence(sentence(finding.check.explanation.why)))
    yield _("to do: {hint}").format(hint=finding.gap.hint)


def _to_go(left: Sequence[Finding]) -> str:
    """How many are still to ask; where some open in days to come, how many of them."""
    ahead = sum(one.ahead for one in left)
    still_open = len(left) - ahead
    if not ahead:
        return ngettext("{number} to go", "{number} to go", still_open).format(number=still_open)
    coming = ngettext("{number} to come", "{number} to come", ahead).format(number=ahead)
    if not still_open:
        return coming
    told = ngettext("{number} open", "{number} open", still_open).format(number=still_open)
    return f"{told}, {coming}"


def _since(finding: Finding) -> str:
    day = finding.gap.opens_on
    if finding.ahead and day is not None:
        return _("opens on {day}").format(day=plain_day(day))
    return _("open since {day}").format(day=plain_day(day)) if day is not None else _("open")


def _first_sentence(text: str) -> str:
    first, dot, _rest = text.partition(". ")
    return first + dot.strip()
