"""What the cooperation stands on, and whom of ours to call: the head of a customer's brief."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import msgspec
from markupsafe import Markup, escape

from kamdocs.handbook.contract import last_day_of_notice, terms
from kamdocs.handbook.passages import address_line
from kamdocs.handbook.pictures.revenue import RevenueBar, revenue_bars
from kamdocs.handbook.view import View
from kamdocs.handbook.words import clipped, day, day_words, money, number
from kamdocs.language import _, label, ngettext
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Absence, Account, Id, WhitespaceCell
from kamdocs.rules.spans import later

NAMED, NAME, PLACE = 3, 28, 40
"""How many offerings a fact names; how many letters the name of one has room for, and who delivers it or where."""
_MAP = "https://www.openstreetmap.org/search?query="


class Fact(msgspec.Struct, frozen=True):
    """Something that one knows before one goes there: what about, and its words."""

    title: str
    words: Markup


class Ours(msgspec.Struct, frozen=True):
    """One of our people to call: in which roles, and away when, today or within 30 days."""

    member: Id
    roles: tuple[str, ...]
    away: Absence | None


def map_address(account: Account) -> str:
    """The address of a map of where the customer sits: a link, nothing is loaded. Empty where no address is known."""
    line = address_line(account)
    return _MAP + quote(line, safe="") if line else ""


def facts(account: Account, view: View, *, complete: bool) -> list[Fact]:
    """Revenue and its trend, the contract, what they buy and what they don't; what the plan says nothing of is out.

    Of each list the first are named, and how many more there are.
    """
    found = {
        _("Revenue"): _revenue(account, view),
        _("Contract"): _contract(account, view.as_of, complete=complete),
        _("They buy"): _cells(account, view, "owned"),
        _("At a competitor"): _cells(account, view, "competitor"),
        _("In the pipeline"): _cells(account, view, "in-pipeline"),
        _("Not bought yet"): _cells(account, view, "open"),
    }
    return [Fact(title, words) for title, words in found.items() if words]


def _revenue(account: Account, view: View) -> Markup:
    """The newest year that is over against the one before, the running one, and how much of the whole that is."""
    bars = revenue_bars(view.revenue_of(account), view.as_of)
    newest = max((one.year for one in bars if not one.running), default=None)
    words = [_year(one) for one in bars if one.year == newest]
    words += [
        _("{year} so far {amount}").format(year=one.year, amount=money(one.amount, one.currency))
        for one in bars
        if one.year == view.as_of.year
    ]
    if share := account.share_of_wallet:
        told = _("{percent} % of what they spend in our field").format(percent=number(share.percent))
        words.append(f"{told} ({', '.join(filter(None, (label(share.source), day_words(share.as_of))))})")
    return escape("; ".join(words))


def _year(one: RevenueBar) -> str:
    values = {"year": one.year, "amount": money(one.amount, one.currency), "before": one.year - 1}
    if one.change is None:
        return _("{year}: {amount}").format(**values)
    if one.change == 0:
        return _("{year}: {amount}, as much as in {before}").format(**values)
    told = _("{year}: {amount}, {percent} % more than in {before}")
    if one.change < 0:
        told = _("{year}: {amount}, {percent} % less than in {before}")
    return told.format(percent=number(abs(one.change)), **values)


def _contract(account: Account, as_of: date, *, complete: bool) -> Markup:
    contract = account.contract
    if contract is None:
        return Markup()
    words = list(terms(contract, as_of, complete=complete))
    notice = last_day_of_notice(contract)
    if notice and notice >= as_of and not contract.ended_on:
        words.append(escape(_("last day of notice {day}")).format(day=day(notice)))
    return Markup(" · ").join(words)


def _cells(account: Account, view: View, status: str) -> Markup:
    """The offerings of a status with where they use them; of a competitor, who that is and until when it is settled."""
    named = list(dict.fromkeys(_named(account, view, status)))
    shown = named[:NAMED]
    if more := len(named) - len(shown):
        shown.append(ngettext("and {number} more", "and {number} more", more).format(number=number(more)))
    return escape("; ".join(shown))


def _named(account: Account, view: View, status: str) -> Iterator[str]:
    units = {unit.id: unit.name for unit in account.units}
    found: dict[Id, list[WhitespaceCell]] = {}
    for cell in account.whitespace:
        if cell.status == status:
            found.setdefault(cell.offering, []).append(cell)
    for offering, cells in found.items():
        where = [units.get(cell.unit, cell.unit) for cell in cells if cell.unit]
        whose = dict.fromkeys(cell.competitor for cell in cells if cell.competitor and status == "competitor")
        name, inside = clipped(view.offering(offering), NAME), clipped(", ".join((*whose, *where)), PLACE)
        yield f"{name} ({inside})" if inside else name


def ours_to_call(account: Account, view: View) -> list[Ours]:
    """The owner, the deputy, the sponsor, and who else looks after somebody there who hasn't left; each once."""
    roles: dict[Id, list[str]] = {}
    named = ((account.owner, _("owner")), (account.deputy, _("deputy")), (account.executive_sponsor, _("sponsor")))
    for member, role in named:
        if member:
            roles.setdefault(member, []).append(role)
    for member, people in _looked_after(account, view).items():
        if member not in roles:
            roles[member] = [_("looks after {people}").format(people=_people(people))]
    return [Ours(member, tuple(said), _away(member, view)) for member, said in roles.items()]


def _looked_after(account: Account, view: View) -> dict[Id, list[str]]:
    found: dict[Id, list[str]] = {}
    for person in account.stakeholders:
        if person.relationship_owner and person.present_on(view.as_of):
            found.setdefault(person.relationship_owner, []).append(person.name)
    return dict(sorted(found.items(), key=lambda one: -len(one[1])))


def _people(names: list[str]) -> str:
    shown = ", ".join(clipped(name, 24) for name in names[:2])
    return f"{shown} +{len(names) - 2}" if len(names) > 2 else shown


def _away(member: Id, view: View) -> Absence | None:
    """The absence of today, else the next one of the next 30 days."""
    known = view.shared.members.get(member)
    coming = (one for one in known.absences if one.to >= view.as_of) if known else ()
    first = min(coming, key=lambda one: one.from_, default=None)
    return first if first and first.from_ <= later(view.as_of, DUE_SOON_DAYS) else None
