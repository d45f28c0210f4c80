"""What an import tells: of the files, of each plan, and of what it left out; in sentences."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kamdocs.cli.import_files import Files, Known
from kamdocs.cli.streams import show, tell
from kamdocs.exchange.columns import plain_text
from kamdocs.exchange.drafts import TOP, Group
from kamdocs.exchange.headers import table_word
from kamdocs.exchange.importing import Outcome
from kamdocs.exchange.own_tables import unknown_columns
from kamdocs.exchange.rejected import Rejection
from kamdocs.exchange.settling import Conflict
from kamdocs.exchange.sheets import Sheet
from kamdocs.language import _, label, ngettext
from kamdocs.report.printable import printable

_COLUMNS = 5
"""So many columns tell which table is meant."""
_LISTED = 20
"""How many of a kind are told one by one; the others are counted."""


def tell_files(files: Files, known: Known) -> None:
    """Say what each file is, and which of its columns nothing is made of."""
    for one in known.tables:
        tell(printable(f"{one.sheet.shown}: {table_word(one.table)}, {_rows(one.sheet)}"))
        if one.left:
            tell(printable("  " + _("not taken: {columns}").format(columns=", ".join(one.left))))
        if one.unknown:
            tell(printable("  " + _("columns that are not known: {columns}").format(columns=", ".join(one.unknown))))
    for sheet in known.own:
        tell(printable(f"{sheet.shown}: {_rows(sheet)}"))
        if unknown := unknown_columns(sheet):
            tell(printable("  " + _("columns that are not known: {columns}").format(columns=", ".join(unknown))))
    for sheet in known.unknown:
        columns = ", ".join(header for header in sheet.headers if header)
        told = _("{path}: no table that is known, left out; its columns: {columns}")
        tell(printable(told.format(path=sheet.shown, columns=columns)))
    for file in known.unused:
        columns = ", ".join(list(file.columns)[:_COLUMNS]) + (" …" if len(file.columns) > _COLUMNS else "")
        told = _("note: no file is the mapping's table of {table} with the columns {columns}")
        tell(printable(told.format(table=table_word(file.table), columns=columns)))
    for name, reason in files.faults:
        tell(printable(_("{path} is left out: {reason}").format(path=name, reason=reason)))
    if files.unread:
        tell(printable(_("files of other kinds, left out: {names}").format(names=", ".join(files.unread))))


def _rows(sheet: Sheet) -> str:
    return ngettext("{number} row", "{number} rows", len(sheet.rows)).format(number=len(sheet.rows))


def account_line(account: str, groups: Sequence[Group], *, new: bool) -> str:
    """What happens to a plan, in a line: ``zeleznik: added: 3 people, 2 orders; changed: 1 order``."""
    parts = [_("a new plan")] if new else []
    for did, words in (("added", _("added: {what}")), ("changed", _("changed: {what}"))):
        named = [group.list_name for group in groups if group.did == did]
        counts = Counter(name for name in named if not (new and name == TOP))
        if counts:
            parts.append(words.format(what=", ".join(_counted(name, number) for name, number in counts.items())))
    return f"{account}: {'; '.join(parts)}"


def _counted(list_name: str, number: int) -> str:
    nouns = {
        TOP: lambda: _("what is told of the account itself"),
        "stakeholders": lambda: ngettext("{number} person", "{number} people", number),
        "opportunities": lambda: ngettext("{number} opportunity", "{number} opportunities", number),
        "orders": lambda: ngettext("{number} order", "{number} orders", number),
        "nonconformities": lambda: ngettext("{number} complaint", "{number} complaints", number),
        "interactions": lambda: ngettext("{number} talk", "{number} talks", number),
    }
    told = nouns[list_name]() if list_name in nouns else "{number} × " + label(list_name)
    return told.format(number=number)


def tell_outcome(outcome: Outcome, rejections: Sequence[Rejection]) -> None:
    """Say what was left out and why, what was kept as people wrote it, and what is to be done."""
    for line in _notes(outcome):
        tell(printable(line))
    _listed(_conflict(one) for one in outcome.conflicts)
    _listed(
        _("{path}, line {line}: rejected: {reason}").format(path=one.row.shown, line=one.row.line, reason=one.reason)
        for one in rejections
    )


def _notes(outcome: Outcome) -> Iterator[str]:
    yield from (f"{number} × {what}" for what, number in outcome.notes.items())
    for what, number in outcome.left.items():
        yield _("left out: {number} × {what}").format(number=number, what=what)
    if outcome.people:
        yield _("nobody of ours is known for {people}: name them under [people] in the mapping").format(
            people=_named(outcome.people)
        )
    if outcome.unplanned:
        number = sum(outcome.unplanned.values())
        told = ngettext("{number} row of customers without a plan: {names}",
                        "{number} rows of customers without a plan: {names}", number)  # fmt: skip
        yield told.format(number=number, names=_named(outcome.unplanned))
    for record, here, there in outcome.moved[:_LISTED]:
        told = _("{record} stands in the plan {account}, and in the export it belongs to {other}: left as it is")
        yield told.format(record=record, account=here, other=there)
    stays: tuple[tuple[int, Callable[[int], str]], ...] = (
        (outcome.kept, lambda number: ngettext(
            "{number} value differs from the export and stays as people wrote it",
            "{number} values differ from the export and stay as people wrote them", number)),
        (outcome.taken_out, lambda number: ngettext(
            "{number} record was taken out of a plan by hand, and is not brought back",
            "{number} records were taken out of plans by hand, and are not brought back", number)),
        (outcome.gone, lambda number: ngettext(
            "{number} record that was brought in before is not in the export any more; it stays",
            "{number} records that were brought in before are not in the export any more; they stay", number)),
    )  # fmt: skip
    yield from (words(number).format(number=number) for number, words in stays if number)


def _named(counts: Mapping[str, int]) -> str:
    names = [f"{name} ({number})" for name, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    return ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")


def _conflict(one: Conflict) -> str:
    where = ", ".join(filter(None, (one.account, one.record, one.field)))
    return _("{where}: the plan has {ours}, the export {theirs} (line {line} of {path}); the plan's stays").format(
        where=where, ours=_plain(one.ours), theirs=_plain(one.theirs), line=one.row.line, path=one.row.shown
    )


def _plain(value: Any) -> str:
    """A value of a plan, as people write it."""
    if value is None:
        return _("nothing")
    return ", ".join(map(_plain, value)) if isinstance(value, list) else plain_text(value)


def _listed(lines: Iterable[str]) -> None:
    told = list(lines)
    for line in told[:_LISTED]:
        tell(printable(line))
    if len(told) > _LISTED:
        more = len(told) - _LISTED
        tell(ngettext("… and {number} more", "… and {number} more", more).format(number=more))


def show_line(line: str) -> None:
    """Print a line of what happens."""
    show(printable(line))
