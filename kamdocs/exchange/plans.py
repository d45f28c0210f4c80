"""The plans as plain data, as an export takes them: of each the valid part, and of that what an audience may read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.lint import AccountFile, Scope
from kamdocs.lint.scope import account_id
from kamdocs.lint.showing import Showing
from kamdocs.schema.audience import readable_part
from kamdocs.schema.formats import is_file_id
from kamdocs.schema.read import read_document
from kamdocs.schema.salvage import valid_part
from kamdocs.source import Document
from kamdocs.source.names import shown_path

Progress = Callable[[Iterable[Path]], Iterable[Path]]


class PlanData(msgspec.Struct, frozen=True):
    """A plan by its account's id: the data of its file, or what is valid of it."""

    account: str
    data: Mapping[str, Any]


class Unread(msgspec.Struct, frozen=True):
    """A file that doesn't say all that it was meant to say; ``in_part``: what is valid of it stands among the plans."""

    account: str
    path: str
    in_part: bool


class Plans(msgspec.Struct, frozen=True):
    """Plans in the order of their ids, and the files that could not be read wholly."""

    plans: tuple[PlanData, ...]
    unread: tuple[Unread, ...] = ()


class _File(msgspec.Struct, frozen=True):
    """A plan's file: its account, its document, and what is valid of it."""

    account: str
    document: Document
    data: Mapping[str, Any] | None


def read_plans(scope: Scope, root: Path, progress: Progress = iter) -> Plans:
    """The plans of a scope, of each the part that its audience may read; paths are told as seen from ``root``.

    Raises :class:`~kamdocs.settings.error.SettingsError` where the audience is for an account or a tag that is not
    there.
    """
    files = _files(scope, root, progress)
    found = _all_of(files) if scope.audience.everything else _shown_of(files, Showing(scope.audience))
    return Plans(tuple(sorted(found.plans, key=lambda plan: plan.account)), found.unread)


def _files(scope: Scope, root: Path, progress: Progress) -> Iterator[_File]:
    for path in progress(scope.read):
        document = read_document(scope.folder, path, shown_path(path, root), "account")
        account = account_id(path)
        if not is_file_id(account) or scope.first_files[account] != path:  # nobody can tell whose it is
            document = msgspec.structs.replace(document, data=None)
        yield _File(account, document, valid_part(document, "account"))


def _all_of(files: Iterable[_File]) -> Plans:
    plans, unread = [], []
    for file in files:
        if file.data is not None:
            plans.append(PlanData(file.account, file.data))
        if file.data is None or _has_faults(file):
            unread.append(Unread(file.account, file.document.path, file.data is not None))
    return Plans(tuple(plans), tuple(unread))


def _shown_of(files: Iterable[_File], showing: Showing) -> Plans:
    """The plans that an audience may know of, and of the others nothing, not even that a file has faults."""
    found: list[tuple[AccountFile, _File]] = []
    unread: list[Unread] = []
    for file in files:
        account = showing.take(file.account, file.document)
        if account is not None:
            found.append((AccountFile(file.account, file.document.path, account, (), ""), file))
        if account is None or _has_faults(file):
            unread.append(Unread(file.account, file.document.path, account is not None))
    showing.hold_names()
    plans = tuple(PlanData(file.account, _readable(shown, file.data, showing)) for shown, file in found)
    return Plans(plans, tuple(one for one in unread if one.account in showing.admitted))


def _readable(file: AccountFile, data: Mapping[str, Any] | None, showing: Showing) -> Mapping[str, Any]:
    part: Mapping[str, Any] = readable_part(data, "account", showing.audience)
    parent = showing.without_strangers(file).account
    if "parent" in part and (parent is None or parent.parent is None):
        return {name: value for name, value in part.items() if name != "parent"}
    return part


def _has_faults(file: _File) -> bool:
    """Whether the file may say more than what was read of it."""
    return bool(file.document.faults or file.document.left_out or not file.document.readable)
