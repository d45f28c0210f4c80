"""Completion in the shell of accounts, people and records: from the file names and one file, and never an error.

Only what is needed is read: no settings of checks, no other plan.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from kamdocs.keeping.finding import Candidate
    from kamdocs.schema.walk import Node
    from kamdocs.source import AccountsFolder

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
_ACCOUNTS = "accounts"
"""Where the plans lie if the settings don't say; the settings' own room takes long to load."""
_IMPORTS = "import"
"""Where the mappings lie; for that of exchange holds the same."""
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


def _mappings(_ctx: click.Context) -> "Iterator[Candidate]":
    from kamdocs.keeping.finding import Candidate

    yield from (Candidate(path.stem, path.stem) for path in sorted((_root() / _IMPORTS).glob("*.toml")))


def _values(ctx: click.Context, field: "Node") -> "Iterable[Candidate]":
    """What a field may be, of a closed list, or by what it refers to; nothing where there is no telling."""
    from kamdocs.keeping.finding import Candidate, records, referred

    listed = field.value.keywords.get("enum", ())
    match str(field.value.keywords.get("x-refers-to", "")):
        case "":
            return (Candidate(str(one), str(one)) for one in listed)
        case "person":
            return _people(ctx)
        case "offering":
            return _offerings(ctx)
        case "account":
            return _accounts(ctx)
        case "stakeholder" | "stakeholder-or-none":
            return _stakeholders(ctx)
        case "rule-or-record":
            from kamdocs.rules.golden import GOLDEN_RULES

            return (*(Candidate(one.slug, one.name) for one in GOLDEN_RULES), *records(_plan(ctx)))
        case target:
            return referred(_plan(ctx), target)


def complete_value(field: str, of: str = "") -> Complete:
    """A completion of what a field may be: of the records of a list, or of the account."""

    def known(ctx: click.Context) -> "Iterable[Candidate]":
        from kamdocs.schema.walk import schema_tree

        top = schema_tree("account")
        return _values(ctx, (top.fields[of].value if of else top).fields[field])

    return _completing(known)


def complete_account_or_file(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Accounts; and files and folders, which the shell completes itself."""
    return [*complete_account(ctx, param, incomplete), CompletionItem(incomplete, type="file")]


def complete_place(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Accounts, and behind the slash the records of one: ``zeleznik/c2``, ``zeleznik/contract``."""
    account, slash, _begun = incomplete.partition("/")
    if not slash:
        return complete_account(ctx, param, incomplete)

    def known(_ctx: click.Context) -> "Iterator[Candidate]":
        from kamdocs.keeping.finding import Candidate, records
        from kamdocs.schema.walk import schema_tree

        single = (one.name for one in schema_tree("account").fields.values() if one.fields)
        found = (*records(_plan_of(account)), *(Candidate(name, name) for name in single))
        yield from (Candidate(f"{account}/{one.id}", one.name, (one.id, *one.others)) for one in found)

    return _completing(known)(ctx, param, incomplete)


def complete_assignment(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The fields of the record that the command line names before, and behind ``=`` what one may be."""
    parted = _field_before(ctx.params.get("fields") or (), incomplete)
    name, equals, begun = (parted, "=", incomplete) if parted else incomplete.partition("=")

    def known(ctx: click.Context) -> "Iterator[Candidate]":
        from kamdocs.keeping.finding import Candidate

        fields = _record_named(ctx).fields
        if equals:
            yield from _values(ctx, fields[name])
        else:
            plain = (one for one in fields.values() if one.record is None and one.name != "id")
            yield from (Candidate(f"{one.name}=", str(one.keywords.get("title", ""))) for one in plain)

    found = _completing(known)(ctx, param, begun if equals else name)
    head = f"{name}=" if equals and not parted else ""
    return [CompletionItem(f"{head}{one.value}", help=one.help) for one in found]


def _field_before(words: Sequence[str], incomplete: str) -> str:
    """The field whose value is being typed, where the shell parts words at ``=`` as Bash does; empty elsewhere."""
    match [*words]:
        case [*_, name, "="]:
            return name
        case [*_, "=", _value]:
            return ""
        case [*_, name] if not incomplete and "=" not in name:
            return name
    return ""


def _record_named(ctx: click.Context) -> "Node":
    """What the schema says of the record that is named with its account; of the account itself where none is."""
    from kamdocs.keeping.finding import find_way, list_called
    from kamdocs.schema.walk import schema_tree

    _account, _slash, record = _account_given(ctx).partition("/")
    node = schema_tree("account")
    if (single := list_called(record)) and node.fields[single].fields:
        return node.fields[single]
    found = find_way(_plan(ctx), record).one if record else None
    for step in found.way if found else ():
        node = node.fields[step].value if isinstance(step, str) and step in node.fields else node
    return node


complete_account = _completing(_accounts)
complete_record = _completing(_records)
complete_stakeholder = _completing(_stakeholders)
complete_person = _completing(_people)
complete_list = _completing(_lists)
complete_mapping = _completing(_mappings)


def _root() -> Path:
    from kamdocs.settings.table import nearest_table

    return (nearest_table(Path.cwd()) or ({}, Path.cwd()))[1]


def _folder() -> "AccountsFolder":
    from kamdocs.settings.table import nearest_table
    from kamdocs.source import find_files

    table, root = nearest_table(Path.cwd()) or ({}, Path.cwd())
    return find_files(root / str(table.get("accounts", _ACCOUNTS)))


def _account_given(ctx: click.Context) -> str:
    """What stands on the command line for the account, with its record where one is named."""
    # Behind an option whose value is being typed, click leaves the arguments as they are.
    return str(ctx.params.get("account") or (*ctx.args, "")[0])


def _plan(ctx: click.Context) -> Any:
    """The data of the plan that the command line names before."""
    return _plan_of(_account_given(ctx).partition("/")[0])


def _plan_of(given: str) -> Any:
    from kamdocs.keeping.finding import find_among
    from kamdocs.keeping.names import account_names
    from kamdocs.keeping.soundness import without_nothing
    from kamdocs.source.names import encodable

    folder = _folder()
    paths = {encodable(path.stem): path for path in reversed(folder.accounts)}
    if given not in paths:
        found = find_among(given, account_names(folder))
        given = found.one.id if found.one else ""
    return without_nothing(_read(folder, paths[given]), "account")


def _shared(path: Path | None, name: str) -> "Iterable[Candidate]":
    from kamdocs.keeping.finding import named

    return named(_read(_folder(), path), name) if path else ()


def _read(folder: "AccountsFolder", path: Path) -> Any:
    from kamdocs.source import load_document

    return load_document("", folder.read(path)).data
