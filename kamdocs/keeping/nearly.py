"""Names so alike that one of them is likely to be a slip: whoever means another person or customer says so."""

import difflib
from collections.abc import Iterable

from kamdocs.keeping.finding import Candidate
from kamdocs.language import _
from kamdocs.schema.suggest import folded
from kamdocs.settings.error import SettingsError

_LIKE = 0.85
"""So alike two names are one, until somebody says that they are two."""
_SHORT = 2
"""Words no longer than that, and numbers, tell names apart by themselves: Hotel A and Hotel B are no slip."""


def nearly_named(name: str, known: Iterable[Candidate]) -> Candidate | None:
    """The one whose name is spelt nearly as ``name`` is, and not the same; None where there is none."""
    word = folded(name)
    by_name = {other: one for one in known if (other := folded(one.name)) != word and _marks(other) == _marks(word)}
    near = difflib.get_close_matches(word, by_name, n=1, cutoff=_LIKE)
    return by_name[near[0]] if near else None


def hold_new_person(account: str, name: str, known: Iterable[Candidate]) -> None:
    """Raise :class:`SettingsError` where somebody of that name, or nearly, is at the customer already."""
    people = tuple(known)
    same = next((one for one in people if folded(one.name) == folded(name)), None)
    if same:
        raise SettingsError(
            _("{name} is in the plan already").format(name=same.told),
            _("kamdocs set {account}/{id} changes that; --anyway adds another person of that name").format(
                account=account, id=same.id
            ),
        )
    near = nearly_named(name, people)
    if near:
        raise SettingsError(
            _("{name} is nearly the name of {other}").format(name=name, other=near.told),
            _("did you mean {name}? somebody new of a name so like it is added with --anyway").format(name=near.told),
        )


def _marks(name: str) -> frozenset[str]:
    return frozenset(part for part in name.split() if len(part) <= _SHORT or any(map(str.isdigit, part)))
