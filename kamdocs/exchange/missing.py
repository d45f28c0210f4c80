"""Why a record lacks what the schema asks for: which column of the export is empty, or which could be the one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kamdocs.exchange.headers import Recognised, fold
from kamdocs.language import Sentence, say
from kamdocs.schema.spelling import days_meant
from kamdocs.schema.walk import Node

_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "stakeholders": {"name": "name"},
    "opportunities": {"title": "title", "stage": "stage", "added_on": "created"},
    "orders": {"status": "status", "ordered_on": "ordered", "promised_on": "promised", "delivered_on": "delivered"},
    "nonconformities": {"status": "status", "text": "subject", "received_on": "received", "resolved_on": "closed"},
    "interactions": {"date": "date", "kind": "kind", "by": "owner"},
}
"""By list and field of a plan: the field of the table that it is made of."""
_SAYS: Mapping[str, tuple[str, ...]] = {
    "promised": ("promis", "requir", "request", "need", "want", "due", "expect", "confirm", "target", "termin", "rok",
                 "obljub", "predvid", "zugesagt"),
    "delivered": ("deliver", "ship", "dispatch", "sent", "arriv", "receiv", "liefer", "versand", "dobav", "odprem"),
    "ordered": ("order", "placed", "entered", "bestell", "auftrag", "naroc"),
}  # fmt: skip
"""Of a day of an order: what the name of its column is likely to hold."""
_MOST = 6
"""So many columns are named that could be the one."""


def not_told(list_name: str, record: Node, missing: Sequence[str], of: Recognised | None) -> Sentence:
    """Why a record can't be had: what it lacks, and what the file has in its place; ``of`` is the sheet of its rows."""
    if of is None:
        return say("{fields} is not told", fields=tuple(missing))
    columns = {field: _COLUMNS.get(list_name, {}).get(field, field) for field in missing}
    strange = next((field for field in missing if columns[field] not in of.columns), None)
    if strange is None:
        headers = tuple(of.header(columns[field]) for field in missing)
        return say("{fields} is not told: {headers} is empty", fields=tuple(missing), headers=headers)
    is_day = record.fields[strange].keywords.get("format") == "date"
    could_be = tuple(_likely(columns[strange], _could_be(of, is_day=is_day)))
    if not could_be:
        return say("{field} is not told: no column of the file is known for it", field=strange)
    return say('{field} is not told: if it stands in {columns}, write the name of the column = "{meant}" under '
               "[files.columns] of the mapping",
               field=strange, columns=could_be[:_MOST], meant=columns[strange])  # fmt: skip


def _likely(meant: str, headers: Iterable[str]) -> list[str]:
    """The columns whose names speak for what is meant first; those that speak for another day are none."""
    found = [(header, [day for day, words in _SAYS.items() if _has_one(header, words)]) for header in headers]
    if meant not in _SAYS:
        return [header for header, _days in found]
    fitting = [(header, days) for header, days in found if meant in days or not days]
    return [header for header, days in sorted(fitting, key=lambda one: not one[1])]


def _has_one(header: str, words: Iterable[str]) -> bool:
    return any(word in fold(header) for word in words)


def _could_be(of: Recognised, *, is_day: bool) -> Iterator[str]:
    """The columns of which nothing is made and that hold something; for a day those that hold days."""
    for header in (*of.unknown, *of.left):
        place = of.sheet.headers.index(header)
        cell = next((row.cells[place] for row in of.sheet.rows if not row.fault and row.cells[place].strip()), "")
        if cell and (not is_day or days_meant(cell[:10]) or days_meant(cell)):
            yield header
