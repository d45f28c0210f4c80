"""What people call what an id stands for: accounts, our people, and the records that waivers name."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kamdocs.lint.report import Standing
from kamdocs.model import Account, Id, Record, Shared, WhitespaceCell

_CALLED = ("name", "title", "text", "topic", "subject")
"""The fields that say what a record is called, the first that it has."""


class Names(msgspec.Struct, frozen=True):
    """Names by id; records by account and by what names them in a waiver; the files of accounts by their ids."""

    accounts: Mapping[Id, str] = {}
    people: Mapping[Id, str] = {}
    records: Mapping[tuple[Id, str], str] = {}
    paths: Mapping[Id, str] = {}


def names_of(standings: Iterable[Standing], shared: Iterable[Shared]) -> Names:
    """The names that the two sides of a change know; where they differ, the one that comes last.

    A side on which a file can't be read knows no name.
    """
    listed = tuple(standings)
    known = tuple(shared)
    offerings = {one: name for side in known for one, name in side.offering_names.items()}
    return Names(
        {one.id: one.name for one in sorted(listed, key=lambda one: one.account is not None)},
        {one: member.name for side in known for one, member in side.members.items()},
        {
            (one.id, key): name
            for one in listed
            if one.account and one.account.waivers
            for key, name in _records(one.account, offerings)
        },
        {one.id: one.path for one in listed},
    )


def _records(account: Account, offerings: Mapping[Id, str]) -> Iterator[tuple[str, str]]:
    """The records that the account's waivers name, with what they are called."""
    asked = {waiver.record for waiver in account.waivers}
    units = {unit.id: unit.name for unit in account.units}
    lists = (value for field in account.__struct_fields__ if isinstance(value := getattr(account, field), tuple))
    for record in (one for rows in lists for one in rows if isinstance(one, Record)):
        if record.key is None or record.key not in asked:
            continue
        if isinstance(record, WhitespaceCell):
            parts = (offerings.get(record.offering, record.offering), units.get(record.unit or "", record.unit))
            yield record.key, ", ".join(filter(None, parts))
        elif name := next((text for one in _CALLED if (text := getattr(record, one, None))), None):
            yield record.key, name
