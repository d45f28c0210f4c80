"""The calendars: for everyone, for each account manager, and for each account.

They lie in folders of their own below ``calendar/``: an id may end with ``.ics``, and a file beside the pages could
then stand where a page's folder has to be.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from kamdocs.handbook.failed import Guard, failed_words
from kamdocs.handbook.feeds.ics import Event, render_calendar, render_event
from kamdocs.handbook.feeds.moved import former_ids
from kamdocs.handbook.happenings import Step, next_steps
from kamdocs.handbook.page import Asset
from kamdocs.handbook.paths import account_path, has_page
from kamdocs.handbook.view import View
from kamdocs.handbook.words import sentence
from kamdocs.language import _, plain_day
from kamdocs.lint import Finding, Standing, soonest
from kamdocs.lint.fingerprint import digest, numbered

OPENED_DAYS = 90
"""How long a gap stays in the calendars after the day on which it opened, if it is still open."""
ENTRIES = 2000
"""How many entries a calendar holds: about a megabyte, which is what calendar programs take."""


class _Entry(msgspec.Struct, frozen=True):
    """An entry as text, for as many calendars as it belongs to; ``who`` of us it is for besides the owner.

    ``failed`` stands in the place of an account's: nobody knows whom those are for, so it is for everyone.
    """

    day: date
    uid: str
    text: str
    who: str | None = None
    failed: bool = False


def everyones_calendar() -> str:
    """Where the calendar of all accounts lies."""
    return "calendar/all.ics"


def account_calendar(account: str) -> str:
    """Where an account's calendar lies."""
    return f"calendar/accounts/{account}.ics"


def person_calendar(member: str) -> str:
    """Where an account manager's calendar lies."""
    return f"calendar/people/{member}.ics"


def calendar_files(view: View, guard: Guard) -> Iterator[Asset]:
    """All calendars. An account's stands at its former ids too, so that a subscription goes on after a new name."""
    entries = {account: _guarded(standing, view, guard) for account, standing in view.standings.items()}
    portfolio: list[_Entry] = guard.made(everyones_calendar(), None, lambda: list(_gap_entries(None, view)), list)
    everyone = [*portfolio, *(entry for found in entries.values() for entry in found)]
    yield Asset(everyones_calendar(), _calendar(_("Key accounts"), everyone, view))
    former: dict[str, list[str]] = {}
    for old, account in former_ids(view).items():
        former.setdefault(account, []).append(old)
    for account, found in entries.items():
        if has_page(account):
            data = _calendar(view.standings[account].name, found, view)
            yield Asset(account_calendar(account), data)
            yield from (Asset(account_calendar(old), data) for old in former.get(account, ()))
    failed = {entry.uid: entry for entry in everyone if entry.failed}
    meant: dict[str, dict[str, _Entry]] = {}
    for entry in everyone:
        if entry.who:
            meant.setdefault(entry.who, {})[entry.uid] = entry
    for member in (one.id for one in view.colleagues):
        if has_page(member):
            owned = view.owners.get(member, ())
            mine = {entry.uid: entry for standing in owned for entry in entries[standing.id]}
            mine |= meant.get(member, {}) | failed
            name = _("Key accounts of {name}").format(name=view.person(member))
            yield Asset(person_calendar(member), _calendar(name, mine.values(), view))


def _calendar(name: str, entries: Iterable[_Entry], view: View) -> bytes:
    ordered = sorted(entries, key=lambda entry: (entry.day, entry.uid))
    shown = _nearest(ordered, view.as_of)
    about = _("What is due and which gaps open, as of {day}.") if view.assessed else _("What is due, as of {day}.")
    about = about.format(day=plain_day(view.as_of))
    if len(shown) < len(ordered):
        about += " " + _("The nearest {shown} of {all} entries.").format(shown=len(shown), all=len(ordered))
    return render_calendar(name, about, (entry.text for entry in shown))


def _nearest(ordered: Sequence[_Entry], as_of: date) -> Sequence[_Entry]:
    if len(ordered) <= ENTRIES:
        return ordered
    nearest = sorted(ordered, key=lambda entry: abs((entry.day - as_of).days))[:ENTRIES]
    return sorted(nearest, key=lambda entry: (entry.day, entry.uid))


def _guarded(standing: Standing, view: View, guard: Guard) -> list[_Entry]:
    """The entries of an account; where they fail, one of today that says so."""
    path = account_calendar(standing.id)
    return guard.made(path, standing.id, lambda: _entries(standing, view), lambda: [_failed_entry(standing, view)])


def _failed_entry(standing: Standing, view: View) -> _Entry:
    event = Event(
        uid=f"{digest(standing.lasting_id, 'failed')}@kamdocs",
        day=view.as_of,
        summary=f"{standing.name}: {_('This calendar could not be made')}",
        description=failed_words(),
        category=_("Key accounts"),
        url=_address(standing.id, view),
    )
    return _Entry(event.day, event.uid, render_event(event, view.as_of), failed=True)


def _entries(standing: Standing, view: View) -> list[_Entry]:
    found = list(_gap_entries(standing.id, view))
    if standing.account:
        found += [_step_entry(step, standing, view) for step in next_steps(standing.account, view) if step.planned]
    return found


def _gap_entries(account: str | None, view: View) -> Iterator[_Entry]:
    """The days on which gaps open, and have opened lately; reminders are left out, they would drown the rest."""
    told = [finding for finding in view.findings.get(account, ()) if _told(finding, view)]
    for finding, identity in numbered(soonest(told)):
        gap = finding.gap
        standing = view.standings.get(account) if account else None
        day = gap.opens_on or view.as_of
        notes = [
            _("To do: {hint}").format(hint=gap.hint),
            f"{gap.check} {finding.check.name}",
        ]
        summary = f"{standing.name}: {finding.message}" if standing else sentence(finding.message)
        event = Event(
            uid=f"{identity}@kamdocs",
            day=day,
            summary=summary,
            description="\n".join(notes),
            category=_("Gap opens"),
            url=_address(account, view),
        )
        yield _Entry(day, event.uid, render_event(event, view.as_of))


def _told(finding: Finding, view: View) -> bool:
    if finding.gap.opens_on is None or finding.gap.severity == "info" or finding.covered_by:
        return False
    return finding.state == "upcoming" or (finding.state == "open" and view.days_to(finding) >= -OPENED_DAYS)


def _step_entry(step: Step, standing: Standing, view: View) -> _Entry:
    notes = [_("Who: {name}").format(name=view.person(step.who))] if step.who else []
    if view.assessed:
        notes.append(_("In the plan: {record}").format(record=step.record))
    event = Event(
        uid=f"{digest(standing.lasting_id, step.record)}@kamdocs",
        day=step.day,
        summary=f"{standing.name}: {step.kind}: {step.text}",
        description="\n".join(notes),
        category=sentence(step.kind),
        url=_address(standing.id, view),
    )
    return _Entry(step.day, event.uid, render_event(event, view.as_of), step.who)


def _address(account: str | None, view: View) -> str | None:
    if account is None:
        return view.page_url("index")
    return view.page_url(account_path(account)) if has_page(account) else None
