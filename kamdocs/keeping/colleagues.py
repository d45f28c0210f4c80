"""Our own people in ``_team.yml``: one more of them, or what the team says of one who is there."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kamdocs.keeping.finding import Candidate, find_among, named
from kamdocs.keeping.intent import Intent
from kamdocs.keeping.nearly import nearly_named
from kamdocs.language import _
from kamdocs.schema.ids import id_of
from kamdocs.schema.suggest import folded
from kamdocs.settings.error import SettingsError
from kamdocs.writing.edit import Add, Put

SCHEMA = Path("schema") / "team.schema.json"
"""Where a handbook has the schema that its editors read, from its root."""
_USUAL = "ana.novak"
"""How ids of our people are made where there are none yet."""


def empty_team(folder: Path, root: Path) -> str:
    """The text of a team's file without anybody, with the line by which editors find the schema, if it is there."""
    address = Path(os.path.relpath(root / SCHEMA, folder)).as_posix()
    line = f"# yaml-language-server: $schema={address}\n" if (root / SCHEMA).is_file() else ""
    return f"{line}team: []\n"


def colleague_meant(data: Mapping[str, Any], given: str, *, new: bool = False) -> Candidate | None:
    """The one of our people who is meant; None for somebody who is to be added.

    A whole name that is nobody's is somebody new; one word is an id, or the beginning of a name that is there. Raises
    :class:`SettingsError` where it may be several, or is nearly somebody's name and not said to be ``new``.
    """
    team = tuple(named(data, "team"))
    word = folded(given)
    if same := next((one for one in team if given == one.id or word == folded(one.name)), None):
        return same
    if len(word.split()) > 1:
        if not new:
            _hold_no_slip(given, team)
        return None
    found = find_among(given, team)
    if found.one:
        return found.one
    message = _("nobody of our team is called {name}").format(name=given)
    hint = _("to add somebody, give the first and the last name")
    if found.several:
        listed = ", ".join(one.told for one in found.several)
        message = _("{name} may be several: {listed}").format(name=given, listed=listed)
        hint = _("say more of the name, or give the id that stands in brackets")
    raise SettingsError(message, hint)


def _hold_no_slip(name: str, team: tuple[Candidate, ...]) -> None:
    near = nearly_named(name, team)
    if near:
        raise SettingsError(
            _("nobody of our team is called {name}").format(name=name),
            _("did you mean {name}? somebody new of a name so like it is added with --anyway").format(name=near.told),
        )


def colleague_added(data: Mapping[str, Any], name: str, fields: Mapping[str, Any]) -> Intent:
    """What adds somebody to the team, with an id made of the name in the file's way."""
    _hold_addresses(data, None, fields)
    ids = [one.id for one in named(data, "team")]
    made = id_of(name, ids or [_USUAL])
    if not made:
        message = _("of {name} no id can be made").format(name=name)
        raise SettingsError(message, _("write the name in plain letters"))
    free = next(one for one in (made, *(f"{made}-{number}" for number in range(2, len(ids) + 3))) if one not in ids)
    return Intent((Add(("team",), {"id": free, "name": name, **fields}),))


def colleague_changed(data: Mapping[str, Any], person: str, fields: Mapping[str, Any]) -> Intent:
    """What sets fields of somebody of the team; raises :class:`SettingsError` where nothing changes."""
    _hold_addresses(data, person, fields)
    there = next(one for one in data["team"] if one.get("id") == person)
    edits = tuple(Put(("team", person, name), value) for name, value in fields.items() if there.get(name) != value)
    if not edits:
        message = _("{name} stands in the team already, and nothing changes").format(name=there.get("name", person))
        raise SettingsError(message, _("say what is new: --title, --email, --phone, --reports-to or --left"))
    return Intent(edits)


def _hold_addresses(data: Mapping[str, Any], person: str | None, fields: Mapping[str, Any]) -> None:
    """Raise where an address is another's: by it kamdocs knows who is typing."""
    mine = {one.casefold() for one in _listed(fields.get("email"))}
    for other in data.get("team") or ():
        taken = mine & {one.casefold() for one in _listed(other.get("email"))}
        if other.get("id") != person and taken:
            message = _("{mail} is the address of {name}").format(mail=min(taken), name=other.get("name"))
            raise SettingsError(message, _("everybody has their own: by it kamdocs knows who is typing"))


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def who_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """The ids of those of whom a team says something else than before, or of whom it said nothing."""
    known = {one.get("id"): one for one in before.get("team") or () if isinstance(one, dict)}
    for one in after.get("team") or ():
        if isinstance(one, dict) and isinstance(one.get("id"), str) and known.get(one["id"]) != one:
            yield one["id"]
