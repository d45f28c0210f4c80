"""A history for people: tables that fit a line of a hundred characters, the newest row last."""

from collections.abc import Iterator, Sequence

from kamdocs.history.dealings import Kept, summed
from kamdocs.history.history import History, Row
from kamdocs.language import _, ngettext, pgettext, plain_day
from kamdocs.report.printable import printable
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.golden import GOLDEN_RULES

_NOTHING = "–"
"""What stands where nothing is known, or nothing fell due."""
_MOST_CHECKS = 15
_MOST_PEOPLE = 10


def history_text(history: History) -> str:
    """The tables: how it stood, by golden rule, contacts by whom, how long gaps stay open."""
    parts = [_course(history.rows), _by_rule(history.rows), _by_person(history), _lasting(history)]
    return "\n".join("\n".join(part) + "\n" for part in map(list, parts) if part)


def _course(rows: Sequence[Row]) -> Iterator[str]:
    unread = any(row.not_assessed for row in rows)
    heads = [
        *(_("until"), _("plans"), *([_("unread")] if unread else [])),
        *(
            _("errors"),
            _("warnings"),
            _("reminders"),
            _("opened"),
            _("closed"),
            pgettext("promises", "kept"),
            _("answered"),
            _("contacts"),
        ),
    ]
    yield from _table([heads, *(_cells(row, unread=unread) for row in rows)])


def _cells(row: Row, *, unread: bool) -> list[str]:
    return [
        plain_day(row.until),
        str(row.accounts),
        *([str(row.not_assessed)] if unread else []),
        *(str(row.open[severity]) for severity in SEVERITIES),
        _number(row.opened),
        _number(row.closed),
        _kept(row.dealt.promises),
        _kept(row.dealt.requests),
        str(row.dealt.contacts),
    ]


def _number(number: int | None) -> str:
    return _NOTHING if number is None else str(number)


def _kept(kept: Kept) -> str:
    return f"{kept.in_time}/{kept.due}" if kept.due else _NOTHING


def _by_rule(rows: Sequence[Row]) -> Iterator[str]:
    """How many gaps of each rule are open, in the first row, in the middle one and in the last."""
    shown = list(dict.fromkeys((0, len(rows) // 2, len(rows) - 1)))
    told = [rule for rule in GOLDEN_RULES if any(rows[one].by_rule[rule.slug] for one in shown)]
    if not told:
        return
    yield from _table(
        [
            [_("open by golden rule"), *(plain_day(rows[one].until) for one in shown)],
            *([rule.title, *(str(rows[one].by_rule[rule.slug]) for one in shown)] for rule in told),
        ]
    )


def _by_person(history: History) -> Iterator[str]:
    counts = list(summed(row.dealt for row in history.rows).by.items())
    if not counts:
        return
    since = plain_day(history.rows[0].since)
    rows = [[printable(history.names.get(one, one)), str(number)] for one, number in counts[:_MOST_PEOPLE]]
    yield from _table([[_("contacts since {day}, by").format(day=since), ""], *rows])
    if len(counts) > _MOST_PEOPLE:
        yield _more(len(counts) - _MOST_PEOPLE)


def _lasting(history: History) -> Iterator[str]:
    """The checks whose gaps were closed or are open, most of both first."""
    told = sorted(history.lasting, key=lambda one: (-one.closed - one.still_open, one.check.code))
    if not told:
        return
    rows = [
        [
            f"{one.check.code} {one.check.name}",
            str(one.closed),
            _number(one.days),
            str(one.still_open),
            plain_day(one.oldest) if one.oldest else _NOTHING,
        ]
        for one in told[:_MOST_CHECKS]
    ]
    heads = [_("how long gaps stay open"), _("closed"), _("days (median)"), _("still open"), _("known since")]
    yield from _table([heads, *rows])
    if len(told) > _MOST_CHECKS:
        yield _more(len(told) - _MOST_CHECKS)


def _more(number: int) -> str:
    return ngettext("and {number} more", "and {number} more", number).format(number=number)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as lines, the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = [
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join([first, *others]).rstrip()
