"""An account gets another id: its file another name, and all that names it the new one.

The old id stays among ``former_ids``, so that links, baselines and files elsewhere that name it still lead here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kamdocs.keeping.finding import Candidate
from kamdocs.keeping.intent import Intent
from kamdocs.language import _
from kamdocs.schema.annotations import values_of
from kamdocs.schema.formats import is_file_id
from kamdocs.settings.error import SettingsError
from kamdocs.writing.edit import Add, Edit, Put, Remove

_LONGEST = 80
"""The length of an id in the schema."""


def can_be_called(old: str, new: str, accounts: Iterable[Candidate]) -> None:
    """Raise :class:`SettingsError` where an account can't get an id: no id, or one that another has or had.

    ``accounts`` are all of the handbook with their former ids among their other words. Capitals don't count, because
    some file systems don't tell them apart.
    """
    if old == new:
        raise SettingsError(_("{account} is called so already").format(account=old), _("give another id"))
    if old.casefold() == new.casefold():
        message = _("{id} differs from {account} by its capitals alone").format(id=new, account=old)
        raise SettingsError(message, _("give another id: some file systems don't tell capitals apart"))
    hold_free(new, (one for one in accounts if one.id != old))


def hold_free(new: str, accounts: Iterable[Candidate]) -> None:
    """Raise :class:`SettingsError` for what can be no id, and for one that an account has or had, capitals aside."""
    if not is_file_id(new) or len(new) > _LONGEST:
        message = _("{id} can't be an id").format(id=new)
        raise SettingsError(message, _("write plain letters, digits and dashes, as in zeleznik-orodja"))
    for one in accounts:
        if one.id.casefold() == new.casefold():
            message = _("there is an account {account} already").format(account=one.id)
            hint = _("give another id: some file systems don't tell capitals apart")
            raise SettingsError(message, _("give another id") if one.id == new else hint)
        if new.casefold() in {other.casefold() for other in one.others}:
            message = _("{account} was called {id} before, and old links lead there").format(account=one.id, id=new)
            raise SettingsError(message, _("give another id"))


def remembers(data: Mapping[str, Any], old: str, new: str) -> Intent:
    """What the plan of a renamed account gets: its old id among the former ones; the new one is none any more."""
    former = data.get("former_ids") or []
    edits: list[Edit] = [] if old in former else [Add(("former_ids",), old)]
    if new in former:  # taken out last, so that the list is never empty and keeps its comment
        edits.append(Remove(("former_ids", former.index(new))))
    return Intent(tuple(edits))


def named_anew(data: Mapping[str, Any], old: str, new: str) -> Intent:
    """What another plan gets that names the account: as its group's, for one."""
    named = (one for one in values_of(data, "account") if one.refers_to == "account" and one.value == old)
    return Intent(tuple(Put(one.pointer, new) for one in named))
