"""Completion in the shell of accounts, people and records: from the file names and one file, and never an error.

Only what is needed is read: no settings of checks, no other plan.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from kamdocs.keeping.finding import Candidate
    from kamdocs.source import AccountsFolder

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
_ACCOUNTS = "accounts"
"""Where the plans lie if the settings don't say; the settings' own room takes long to load."""
_Known = Callable[[click.Context], "Iterable[Candidate]"]


def _completing(known: _Known) -> Complete:
    """A completion of what is known then; of a list by comma, its last item is completed."""

    @functools.wraps(known)
    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            before, comma, last = incomplete.rpartition(",")
            return [
                CompletionItem(f"{before}{comma}{one.id}", help=one.name if one.name != one.id else None)
                for one in known(ctx)
                if _fits(one, last)
            ]
        except Exception:  # whatever is wrong, whoever presses the tab key goes on typing
            return []

    return complete


def _fits(one: "Candidate", begun: str) -> bool:
    from kamdocs.keeping.finding import may_be

    return not begun or one.id.startswith(begun) or may_be(begun, one)


def _accounts(_ctx: click.Context) -> "Iterable[Candidate]":
    from kamdocs.keeping.names import account_names

    return account_names(_folder())


def _records(ctx: click.Context) -> "Iterable[Candidate]":
    from kamdocs.keeping.finding import records

    return records(_plan(ctx))


def _stakeholders(ctx: click.Context) -> "Iterable[Candidate]":
    from kamdocs.keeping.finding import stakeholders

    return stakeholders(_plan(ctx))


def _people(_ctx: click.Context) -> "Iterable[Candidate]":
    return _shared(_folder().team, "team")


def _offerings(_ctx: click.Context) -> "Iterable[Candidate]":
    return _shared(_folder().offerings, "offerings")


def _lists(_ctx: click.Context) -> "Iterator[Candidate]":
    from kamdocs.keeping.finding import Candidate
    from kamdocs.schema.walk import schema_tree

    for field in schema_tree("account").fields.values():
        if field.record or field.items:
            yield Candidate(field.name, str(field.keywords.get("title", "")))


complete_account = _completing(_accounts)
complete_record = _completing(_records)
complete_stakeholder = _completing(_stakeholders)
complete_person = _completing(_people)
complete_offering = _completing(_offerings)
complete_list = _completing(_lists)


def _folder() -> "AccountsFolder":
    from kamdocs.settings.table import nearest_table
    from kamdocs.source import find_files

    table, root = nearest_table(Path.cwd()) or ({}, Path.cwd())
    return find_files(root / str(table.get("accounts", _ACCOUNTS)))


def _plan(ctx: click.Context) -> Any:
    """The data of the plan that the command line names before."""
    from kamdocs.keeping.finding import find_among
    from kamdocs.keeping.names import account_names
    from kamdocs.source.names import encodable

    # Behind an option whose value is being typed, click leaves the arguments as they are.
    folder, given = _folder(), str(ctx.params.get("account") or (*ctx.args, "")[0])
    paths = {encodable(path.stem): path for path in reversed(folder.accounts)}
    if given not in paths:
        found = find_among(given, account_names(folder))
        given = found.one.id if found.one else ""
    return _read(folder, paths[given])


def _shared(path: Path | None, name: str) -> "Iterable[Candidate]":
    from kamdocs.keeping.finding import named

    return named(_read(_folder(), path), name) if path else ()


def _read(folder: "AccountsFolder", path: Path) -> Any:
    from kamdocs.source import load_document

    return load_document("", folder.read(path)).data
