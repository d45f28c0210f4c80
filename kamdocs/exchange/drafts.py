"""What an import makes of one plan: edits in groups, one for each record, so that one that fails costs no other."""

import copy
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from kamdocs.exchange.rejected import RowRef
from kamdocs.schema.ids import ids_in
from kamdocs.writing import Add, Edit, Put, free_id_for
from kamdocs.writing.data import edit

Did = Literal["added", "changed"]
"""What became of a record."""

TOP = ""
"""The list of the plan's own fields, which is none."""


class Group(msgspec.Struct, frozen=True):
    """The edits that some rows make of one record; ``noted`` is for the state once they are written."""

    rows: tuple[RowRef, ...]
    list_name: str
    did: Did | None
    edits: tuple[Edit, ...]
    noted: Mapping[str, Mapping[str, str]] = {}


class Draft:
    """A plan as it becomes: its data with all edits so far, and the groups that these come in.

    ``later`` holds what can only be written once all other plans are: it names one that is new.
    """

    def __init__(self, account: str, path: Path, data: Mapping[str, Any], text: str, *, new: bool = False) -> None:
        self.id, self.path, self.new = account, path, new
        self.data: dict[str, Any] = copy.deepcopy(dict(data))
        self.base: Mapping[str, Any] = copy.deepcopy(dict(data))
        self.text = text
        self.groups: list[Group] = []
        self.later: list[Group] = []

    def records(self, list_name: str) -> list[Any]:
        """The records of a list, those among them that were added in this run."""
        found = self.data.get(list_name)
        return found if isinstance(found, list) else []

    def free_id(self, list_name: str, record: Mapping[str, Any], like: str = "") -> str:
        """An id that nothing in the plan has; ``like`` itself where that is free."""
        if like and like not in set(ids_in(self.data)):
            return like
        return free_id_for(self.data, self.text, list_name, record)

    def put_off(self, names: Collection[str]) -> None:
        """Put off naming the group that a new plan belongs to, where that is among ``names``, which are new as well."""
        parent = self.base.get("parent")
        if self.new and parent in names:
            self.base = {name: value for name, value in self.base.items() if name != "parent"}
            rows = self.groups[0].rows if self.groups else ()
            self.later.append(Group(rows, TOP, "changed", (Put(("parent",), parent),)))

    def do(self, group: Group) -> None:
        """Take a group in, and do its edits on the data; raises :class:`kamdocs.writing.Refused`."""
        data = copy.deepcopy(self.data) if len(group.edits) > 1 else self.data
        for one in group.edits:
            edit(data, one, "account")
        self.data = data
        self.groups.append(group)


def added(list_name: str, record: Mapping[str, Any]) -> Add:
    """The edit for a new record, empty values left out."""
    return Add((list_name,), {name: value for name, value in record.items() if value not in (None, "", [], {})})


def put(way: Sequence[str | int], value: Any) -> Put:
    """The edit for a field."""
    return Put(tuple(way), value)
