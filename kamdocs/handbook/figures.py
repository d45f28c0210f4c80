"""The key figures of a review: each with where it leads, what changed since the last one, and a small line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from kamdocs.handbook.then import complaints_on, last_months, late_on, promises_kept
from kamdocs.handbook.todo import tally
from kamdocs.handbook.todos import TOLD_BY_ROWS
from kamdocs.handbook.view import View
from kamdocs.handbook.words import number
from kamdocs.language import Amount, _, ngettext
from kamdocs.lint import Finding, Past
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Account, Revenue
from kamdocs.rules.spans import later

Way = Literal["up", "down", "same"]
_MILLION = 1_000_000
_LONG = 100_000
"""From here on an amount is told in millions."""
_YEARS = 5
_WIDTH, _HEIGHT = 60, 16
"""Of the drawing of a small line."""


class Change(msgspec.Struct, frozen=True):
    """What changed: an arrow, and the words that say the same."""

    way: Way
    words: str


class Figure(msgspec.Struct, frozen=True):
    """A figure: its name, the page that it leads to, the number, the words behind it, and what changed.

    ``line`` are the values of the small line, oldest first, empty where nobody knows them; ``told`` says what they are.
    None stands for a month without a value, in which the line is broken; the newest has one.
    """

    title: str
    path: str
    value: str
    words: str
    change: Change | None
    line: Sequence[float | None] = ()
    told: str = ""

    @property
    def drawn(self) -> str:
        """The line as an SVG path, within 60 by 16."""
        low, high = min(known := [value for value in self.line if value is not None]), max(known)
        step = _WIDTH / (len(self.line) - 1)
        spread = (high - low) or 1
        path, pen = "", "M"
        for place, value in enumerate(self.line):
            if value is None:
                pen = "M"
                continue
            y = _HEIGHT - _HEIGHT * (value - low) / spread if high > low else _HEIGHT / 2
            path, pen = f"{path}{pen}{place * step:.4g} {y:.4g}", "L"
        return path

    @property
    def end(self) -> str:
        """How high the line ends."""
        return self.drawn.rpartition(" ")[2]

    @property
    def values(self) -> str:
        """The values of the line as text."""
        return ", ".join("–" if value is None else number(value) for value in self.line)


def figures(view: View) -> Iterator[Figure]:
    """The key figures; for who is told of gaps."""
    accounts = [one.account for one in view.standings.values() if one.account]
    yield _at_risk(accounts, view)
    yield _late(accounts, view)
    yield _complaints(accounts, view)
    yield _errors(view)
    yield from _kept(accounts, view)
    yield from _revenue(accounts, view)


def _at_risk(accounts: Sequence[Account], view: View) -> Figure:
    now = [one for one in accounts if one.status == "at-risk" and "status" not in one.unknown]
    words = ngettext("of {number} account", "of {number} accounts", len(view.standings))
    unknown = sum(one.status is None for one in view.standings.values())
    return Figure(
        _("At risk"),
        "accounts/index?status=at-risk",
        number(len(now)),
        words.format(number=number(len(view.standings))) + _unknown(unknown),
        _risk_change(accounts, now, view),
        view.trend.at_risk if view.trend else (),
        _("At risk, as it was known month by month: {values}"),
    )


def _unknown(standings: int) -> str:
    """Of how many accounts nobody can tell, because their files don't."""
    words = ngettext(", {number} not known", ", {number} not known", standings)
    return words.format(number=number(standings)) if standings else ""


def _risk_change(accounts: Sequence[Account], now: Sequence[Account], view: View) -> Change:
    """What is known: who came to be at risk since. Who was at risk and isn't any more, a plan doesn't tell."""
    new = [one for one in now if one.status_since and one.status_since > view.since]
    if new:
        return Change("up", ngettext("{number} new", "{number} new", len(new)).format(number=number(len(new))))
    changed = any(one.status_since and one.status_since > view.since for one in accounts)
    return Change("same", _("none new") if changed else _("as before"))


def _late(accounts: Sequence[Account], view: View) -> Figure:
    counts = tally(view.todos, view.as_of, later(view.as_of, DUE_SOON_DAYS))
    change, line = None, []
    if view.past:
        now = _late_then(accounts, Past(view.as_of, view.report.findings))
        change = _more(now - _late_then(accounts, view.past))
        line = [_late_then(accounts, month) for month in view.past.months]
    words = ngettext("of {number}", "of {number}", counts.now).format(number=number(counts.now))
    told = _("To-dos that were late, month by month: {values}")
    drawn = [*line, counts.late] if line else ()
    return Figure(_("To do, late"), "lists/todos?stands=late", number(counts.late), words, change, drawn, told)


def _late_then(accounts: Sequence[Account], past: Past) -> int:
    """How many to-dos were late on a day: what records tell by their own days, and what only gaps tell of."""
    return sum(late_on(one, past.day) for one in accounts) + _owed_by_gaps(past.findings)


_STANDS_FOR_RECORD = frozenset({"KAM301", "KAM302", "KAM502", "KAM606", "KAM1005", "KAM1006"})
"""Of what a to-do tells, what records tell by their own days, too."""


def _owed_by_gaps(findings: Iterable[Finding]) -> int:
    """How much is owed that only gaps tell of; of a complaint one step."""
    told = TOLD_BY_ROWS - _STANDS_FOR_RECORD
    owed = [one for one in findings if one.decisive and one.check.code in told]
    return len({(one.gap.account, one.check.rule.slug, one.gap.record or one.check.code) for one in owed})


def _complaints(accounts: Sequence[Account], view: View) -> Figure:
    line = [sum(complaints_on(one, day) for one in accounts) for day in last_months(view.as_of)]
    found = [one for account in accounts for one in account.nonconformities if one.open]
    critical = sum(one.severity == "critical" for one in found)
    words = ngettext("open, {number} critical", "open, {number} critical", critical).format(number=number(critical))
    then = sum(complaints_on(one, view.since) for one in accounts)
    told = _("Open complaints, month by month: {values}")
    return Figure(
        _("Complaints"),
        "lists/complaints?next=open",
        number(len(found)),
        words if critical else _("open"),
        _more(len(found) - then),
        line,
        told,
    )


def _errors(view: View) -> Figure:
    now = _open_errors(view.report.findings)
    where = len({one.gap.account for one in now if one.gap.account})
    change = _more(len(now) - len(_open_errors(view.past.findings))) if view.past else None
    words = ngettext("in {number} account", "in {number} accounts", where).format(number=number(where))
    told = _("Open errors, month by month: {values}")
    line: Sequence[float] = ()
    if view.trend:
        line, told = view.trend.errors, _("Open errors of the plans alone, month by month: {values}")
    elif view.past and view.past.months:
        line = [*(len(_open_errors(month.findings)) for month in view.past.months), len(now)]
    return Figure(_("Errors"), "accounts/index?errors=some", number(len(now)), words, change, line, told)


def _open_errors(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.decisive and one.gap.severity == "error"]


def _kept(accounts: Sequence[Account], view: View) -> Iterator[Figure]:
    kept, due = promises_kept(accounts, view.as_of)
    if not due:
        return
    before, due_before = promises_kept(accounts, view.since)
    words = ngettext("of {number} promise", "of {number} promises", due).format(number=number(due))
    line = [_share(*promises_kept(accounts, day)) for day in last_months(view.as_of)]
    told = _("Promises of a year that were kept in time, in percent, month by month: {values}")
    change = _kept_change((kept, due), (before, due_before))
    drawn = line if len(line) - line.count(None) > 1 else ()
    yield Figure(_("Kept in time"), "lists/promises", number(kept), words, change, drawn, told)


def _kept_change(now: tuple[int, int], before: tuple[int, int]) -> Change | None:
    """What changed in promises kept of those due; nothing where none was due before."""
    share, share_before = _share(*now), _share(*before)
    if share is None or share_before is None:
        return None
    if now == before:
        return Change("same", _("as before"))
    told = _("{kept} of {due} before").format(kept=number(before[0]), due=number(before[1]))
    return Change(_way(share - share_before), told)


def _share(kept: int, due: int) -> float | None:
    return round(100 * kept / due) if due else None


def _revenue(accounts: Sequence[Account], view: View) -> Iterator[Figure]:
    """The revenue of the last full year, by currency; the one that most accounts are told in comes first.

    Change and line tell of that currency alone. Key accounts without a figure of that year are counted.
    """
    told_of = [view.revenue_of(account) for account in accounts]
    years = {row.year for rows in told_of for row in rows if row.year < view.as_of.year}
    if not years:
        return
    year = max(years)
    currency, *others = _currencies(told_of, year)
    known = [amounts for rows in told_of if year in (amounts := _by_year(rows, currency))]
    compared = sorted(one for one in years if all(one in amounts for amounts in known))[-_YEARS:]
    line = [sum(amounts[one] for amounts in known) for one in compared]
    told = _("Revenue in {currency} of the years from {first}: {values}") if others else ""
    told = told or _("Revenue of the years from {first}: {values}")
    value, words = amount_words(sum(one[year] for one in known), currency)
    more = [" ".join(amount_words(_together(told_of, year, one), one)) for one in others]
    yield Figure(
        _("Revenue {year}").format(year=year),
        "lists/revenue",
        value,
        " + ".join([words, *more]) + _untold(year, view),
        _revenue_change([one for one in known if year - 1 in one], year, currency if others else ""),
        line if len(line) > 1 else (),
        told.format(first=compared[0], currency=currency, values="{values}"),
    )


def _currencies(told_of: Iterable[Sequence[Revenue]], year: int) -> list[str]:
    """The currencies of a year's revenue, that of the most accounts first; of as many, the larger sum."""
    found: dict[str, list[float]] = {}
    for rows in told_of:
        for row in rows:
            if row.year == year:
                found.setdefault(row.currency, []).append(row.amount)
    return sorted(found, key=lambda one: (-len(found[one]), -sum(found[one]), one))


def _together(told_of: Iterable[Sequence[Revenue]], year: int, currency: str) -> float:
    return sum(_by_year(rows, currency).get(year, 0) for rows in told_of)


def _by_year(rows: Iterable[Revenue], currency: str) -> Mapping[int, float]:
    return {row.year: row.amount for row in rows if row.currency == currency}


def _untold(year: int, view: View) -> str:
    """How many of those who are customers, or may be, have no figure of the year: the sum is without them."""
    asked = [one.account for one in view.standings.values() if one.status is None or (one.account and one.account.held)]
    without = sum(not any(row.year == year for row in view.revenue_of(account)) for account in asked)
    words = ngettext(", {number} account without a figure", ", {number} accounts without a figure", without)
    return words.format(number=number(without)) if without else ""


def amount_words(amount: float, currency: str) -> tuple[str, str]:
    """An amount in a few letters, and what it is in."""
    if abs(amount) < _LONG:
        return number(round(amount)), currency
    return number(round(amount / _MILLION, 2)), _("M {currency}").format(currency=currency)


def _revenue_change(known: Sequence[Mapping[int, float]], year: int, currency: str) -> Change | None:
    """How much more or less than the year before; the ``currency`` is said where there are others."""
    now, before = (sum(one[told] for one in known) for told in (year, year - 1))
    if before <= 0:
        return None
    percent = round((now / before - 1) * 100, 1) + 0.0
    shown = Amount(abs(percent), 0 if percent.is_integer() else 1)
    template = _("{percent} % on {year} in {currency}") if currency else _("{percent} % on {year}")
    words = template.format(percent=shown, year=year - 1, currency=currency)
    return Change(_way(percent), words if percent or currency else _("as before"))


def _more(difference: int) -> Change:
    if not difference:
        return Change("same", _("as before"))
    if difference > 0:
        words = ngettext("{number} more", "{number} more", difference)
    else:
        words = ngettext("{number} fewer", "{number} fewer", -difference)
    return Change(_way(difference), words.format(number=number(abs(difference))))


def _way(difference: float) -> Way:
    return "same" if not difference else "up" if difference > 0 else "down"
