"""What somebody means who says a word or two on the command line: an account, a person, a record, a day.

What may be several is asked about on a terminal, and refused elsewhere with those that it may be.
"""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamdocs.language import _, marked
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:  # each is a room of its own to load, and completion needs none of them
    from kamdocs.keeping.finding import Candidate, Found
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.schema.walk import Node
    from kamdocs.writing.edit import Way

ME = frozenset({"me", "jaz"})
"""What stands for the person of the team whose e-mail address git knows."""
_LISTED = 8
_MOST = 20
"""How many are told of what there is."""
_UNKNOWN = {
    "account": marked("no account is called {name}"),
    "record": marked("no record of this plan is called {name}"),
    "stakeholder": marked("nobody at this customer is called {name}"),
    "person": marked("nobody of our team is called {name}"),
    "offering": marked("no offering is called {name}"),
    "unit": marked("no unit of this customer is called {name}"),
}
_WHICH = {
    "account": marked("which account?"),
    "record": marked("which record?"),
    "stakeholder": marked("which person at the customer?"),
    "person": marked("which of our people?"),
    "offering": marked("which offering?"),
    "unit": marked("which unit?"),
}


def find_account(handbook: "Handbook", given: str | None) -> "Plan":
    """The plan of the account that is meant, see :func:`find_account_id`; one whose records are none is refused."""
    from kamdocs.keeping.soundness import first_misshapen

    plan = handbook.plan(find_account_id(handbook, given))
    way = None if plan.document.readable else first_misshapen(plan.data)
    if way is not None:
        message = _("{path} breaks its schema at {way}").format(path=plan.shown, way="/".join(map(str, way)))
        raise SettingsError(message, _("mend the file first: kamdocs check {path} says how").format(path=plan.shown))
    return plan


def find_account_id(handbook: "Handbook", given: str | None) -> str:
    """The account that is meant, see :func:`account_named`; on a terminal it is asked for until it is one.

    Elsewhere raises :class:`SettingsError`.
    """
    from kamdocs.cli.asking import ask, at_terminal, tell_refused

    def named(text: str) -> str:
        return account_named(handbook, text)

    if not at_terminal():
        return named(given or "")
    try:
        if given is not None:
            return named(given)
    except SettingsError as error:
        tell_refused(error)
    return ask(_("which account?"), named) or ""


def account_named(handbook: "Handbook", given: str) -> str:
    """The account of that id, then no file is read, of that file, or of that name or its beginning.

    Of several the one that is chosen on a terminal. Raises :class:`SettingsError`.
    """
    from kamdocs.keeping.finding import find_among
    from kamdocs.keeping.names import account_names

    if not given.strip():
        raise _no_account()
    one = _of_file(handbook, Path(given)) if given.endswith((".yml", ".yaml")) else given
    if one in handbook.ids:
        return one
    return decided(find_among(given, account_names(handbook.folder)), given, "account").id


def parted(handbook: "Handbook", account: str | None, record: str | None) -> tuple[str | None, str | None]:
    """An account and a record of it that are named as two words, or as one: ``zeleznik/c2``.

    The path of a file is no two, nor is a name that has a slash of its own: ``Hansen A/S``.
    """
    name, slash, within = (account or "").partition("/")
    if record is not None or not (slash and name and within) or within.endswith((".yml", ".yaml")):
        return account, record
    is_name = name not in handbook.ids and _is_called(account or "", handbook)
    return (account, None) if is_name else (name, within)


def _is_called(given: str, handbook: "Handbook") -> bool:
    """Whether an account is called so, its slash and all: ``Hansen A/S``."""
    from kamdocs.keeping.finding import find_among
    from kamdocs.keeping.names import account_names

    return find_among(given, account_names(handbook.folder)).one is not None


def place_named(given: str) -> Path:
    """The file or folder of that path; where there is none, the plan of the account that is called so.

    Raises :class:`SettingsError` where it is neither.
    """
    from kamdocs.keeping.handbook import open_handbook
    from kamdocs.settings.load import allowed_checks

    path = Path(given)
    if os.path.lexists(path):
        return path
    hint = _("name a folder, a file, or an account by its id or its name")
    missing = SettingsError(_("{path} does not exist").format(path=given), hint)
    if given.endswith((".yml", ".yaml")) or not given.strip():
        raise missing
    try:
        handbook = open_handbook(Path.cwd(), allowed=allowed_checks(os.environ))
    except SettingsError as error:
        raise (missing if os.sep in given else error) from None
    if os.sep in given and not _is_called(given, handbook):
        raise missing
    return handbook.paths[account_named(handbook, given)]


def _of_file(handbook: "Handbook", path: Path) -> str:
    """The id of the account of a file: of its name alone, or of a path that leads to it and to no other handbook's."""
    file = handbook.paths.get(path.stem)
    here = file is not None and (path.name == str(path) or path.resolve() == file.resolve())
    return path.stem if here else str(path)


def _no_account() -> SettingsError:
    return SettingsError(_("no account is named"), _("give its id, its name or the beginning of its name"))


def find_record(plan: "Plan", given: str, lists: Iterable[str] | None = None) -> "Way":
    """The way to a record of a plan: by its id, by words of it, or as ``orders/4500031``; ``lists`` narrow it down."""
    from kamdocs.keeping.finding import find_way

    return decided(find_way(_data(plan), given, lists), given, "record").way


def find_stakeholder(plan: "Plan", given: str, *, may_be_new: bool = True) -> str:
    """The id of a person at the customer, who may have left; ``may_be_new`` where one who is not there can be added."""
    from kamdocs.keeping.finding import stakeholders

    people = stakeholders(_data(plan))
    return _of(given, people, "stakeholder", "" if may_be_new else _known(people))


def find_unit(plan: "Plan", given: str) -> str:
    """The id of a unit of the customer."""
    from kamdocs.keeping.finding import named

    return _of(given, named(_data(plan), "units"), "unit")


def find_person(handbook: "Handbook", given: str) -> str:
    """The id of one of our people; ``me`` is the one whose e-mail address git knows."""
    from kamdocs.keeping.finding import Candidate

    if given.casefold() in ME:
        if mine := me(handbook):
            return mine
        message = _("nobody knows who {name} is: git's user.email is nobody's in _team.yml").format(name=given)
        hint = _("give the id or the name; {how}").format(how=how_to_be_known(handbook))
        raise SettingsError(message, hint)
    team = [Candidate(one.id, one.name) for one in handbook.shared.team]
    return given if not team and _is_id(given) else _of(given, team, "person")


def find_offering(handbook: "Handbook", given: str) -> str:
    """The id of something that we sell."""
    from kamdocs.keeping.finding import Candidate

    offerings = [Candidate(one.id, one.name) for one in handbook.shared.offerings]
    return given if not offerings and _is_id(given) else _of(given, offerings, "offering", _known(offerings))


def me(handbook: "Handbook") -> str | None:
    """The one of our people whose e-mail address is git's ``user.email``; None where that is nobody or several."""
    from kamdocs.cli.committing import users_email

    mail = (users_email(handbook.root) or "").casefold()
    mine = [one.id for one in handbook.shared.team if mail in map(str.casefold, one.emails)]
    return mine[0] if mail and len(mine) == 1 else None


def how_to_be_known(handbook: "Handbook") -> str:
    """What makes git's address one of the team's, where it is nobody's."""
    from kamdocs.cli.committing import users_email

    mail = users_email(handbook.root)
    if not mail:
        return _(
            "git config user.email ADDRESS says who you are, and kamdocs colleague NAME --email ADDRESS whose it is"
        )
    told = _(
        "git's user.email, {mail}, is nobody's in _team.yml: kamdocs colleague NAME --email {mail} says whose it is"
    )
    return told.format(mail=mail)


def who_of_us(handbook: "Handbook", record: "Node", missing: Iterable[str]) -> str:
    """What to add to a hint where one of us is missing in a record, because nobody knows who is typing."""
    lacks = any(record.fields[name].value.keywords.get("x-refers-to") == "person" for name in missing)
    return f"; {how_to_be_known(handbook)}" if lacks and me(handbook) is None else ""


def spoken_day(text: str, today: date, *, ahead: bool = False) -> date:
    """The day that somebody means, see :func:`kamdocs.keeping.days.spoken_day`."""
    from kamdocs.keeping.days import spoken_day as understood

    return understood(text, today, ahead=ahead)


def last_day(text: str, today: date) -> date:
    """The last day of somebody, who may leave yet: a day without a year is the nearest on either side of today."""
    before = spoken_day(text, today)
    if not text[:1].isdecimal():
        return before
    return min(before, spoken_day(text, today, ahead=True), key=lambda day: abs(day - today))


def decided(found: "Found", given: str, what: str, known: str = "") -> "Candidate":
    """The one that was found, or that is chosen on a terminal of several; raises :class:`SettingsError`.

    ``what`` is what was looked for: account, record, stakeholder, person, offering or unit. ``known`` is the hint for
    what is like none of them.
    """
    from kamdocs.cli.asking import Choice, at_terminal, choose

    if found.one:
        return found.one
    if not found.several:
        near = ", ".join(one.told for one in found.near)
        hint = _("did you mean {name}?").format(name=near) if near else known or _how_to_look(what)
        raise SettingsError(_(_UNKNOWN[what]).format(name=given), hint)
    if at_terminal():
        by_place = {str(place): one for place, one in enumerate(found.several)}
        chosen = choose(_(_WHICH[what]), [Choice(place, one.told) for place, one in by_place.items()])
        return by_place[chosen or "0"]
    listed = ", ".join(one.told for one in found.several[:_LISTED]) + (" …" if len(found.several) > _LISTED else "")
    raise SettingsError(
        _("{name} may be several: {listed}").format(name=given, listed=listed),
        _("say more of the name, or give the id that stands in brackets"),
    )


def _of(given: str, candidates: "Iterable[Candidate]", what: str, known: str = "") -> str:
    from kamdocs.keeping.finding import find_among

    listed = tuple(candidates)
    return decided(find_among(given, listed), given, what, known).id


def _known(candidates: "Sequence[Candidate]") -> str:
    """A hint with what there is to choose from; empty where that is nothing."""
    listed = ", ".join(one.told for one in candidates[:_MOST]) + (" …" if len(candidates) > _MOST else "")
    return _("known here: {names}").format(names=listed) if candidates else ""


def _how_to_look(what: str) -> str:
    if what == "stakeholder":
        return _("kamdocs person adds somebody who is new")
    if what == "person":
        return _("our people stand in _team.yml; kamdocs colleague adds one")
    if what == "offering":
        return _("our offerings stand in _offerings.yml")
    if what == "account":
        return _("kamdocs new begins the plan of a customer; else give the id, or the beginning of the name")
    return _("give its id, or some words of its text")


def _is_id(given: str) -> bool:
    from kamdocs.schema.formats import is_id

    return is_id(given)


def _data(plan: "Plan") -> Any:
    """The data of a plan; raises :class:`SettingsError` where the file can't be read."""
    if not isinstance(plan.document.data, dict):
        hint = _("kamdocs check {path} says what is wrong with it").format(path=plan.shown)
        raise SettingsError(_("{path} can't be read").format(path=plan.shown), hint)
    return plan.data
