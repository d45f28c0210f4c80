"""Read and check a whole accounts folder, or some files of it: everything but the day it is asked for."""

import functools
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.language import _, say
from kamdocs.lint.shared_files import SharedFiles, read_shared_files
from kamdocs.lint.waivers import waiver_gaps
from kamdocs.model import Account, Portfolio, Shared, build_account
from kamdocs.rules.engine import fault_gaps, find_file_gaps, find_gaps, find_portfolio_gaps
from kamdocs.rules.gap import Gap
from kamdocs.rules.guard import Mishap, Tell
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.policies import Policies
from kamdocs.rules.spans import DAWN
from kamdocs.schema.audience import INTERNAL, Audience, readable_part
from kamdocs.schema.formats import is_id
from kamdocs.schema.read import read_document
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder, Document, Fault, find_files
from kamdocs.source.folder import SUFFIXES
from kamdocs.source.names import encodable, shown_path

RESERVED = frozenset({"index", "readme"})
"""Names of files that the pages need for themselves."""

Progress = Callable[[Iterable[Path]], Iterable[Path]]
Assess = Callable[[str, Document], tuple[Account | None, Iterable[Gap]]]


class NothingToCheck(Exception):  # noqa: N818 (it says what happened)
    """No file matched: silence must never mean success."""


class AccountFile(msgspec.Struct, frozen=True):
    """One account's file: its plan (None where it can't be assessed) and all its gaps, faults of the file included.

    ``text`` is kept only where there is a gap to show.
    """

    id: str
    path: str
    account: Account | None
    gaps: tuple[Gap, ...]
    text: str


class Evaluation(msgspec.Struct, frozen=True):
    """All account files with their gaps, and the gaps of the shared files and of the portfolio.

    Gaps that closed before the day it was made for are left out; otherwise nothing in it hangs on a day. ``mishaps``
    tell of custom checks that failed.
    """

    files: tuple[AccountFile, ...]
    shared: Shared
    gaps: tuple[Gap, ...]
    shared_texts: Mapping[str, str]
    mishaps: tuple[Mishap, ...] = ()


def evaluate(
    settings: Settings,
    as_of: date,
    *,
    accounts: Path | None = None,
    folder: AccountsFolder | None = None,
    only: Iterable[Path] | None = None,
    unchanged: Iterable[AccountFile] = (),
    progress: Progress = iter,
    audience: Audience = INTERNAL,
) -> Evaluation:
    """Evaluate an accounts root (``folder``, or the one at ``accounts``, else the settings').

    With ``only``, some files with the root's shared ones; portfolio checks run over a whole root alone. With
    ``unchanged``, files evaluated before stand for themselves, and ``only`` holds the others of the root. Gaps that
    closed by ``as_of`` are dropped. An ``audience`` that may not read everything gets the part of the plans that it may
    read, and no gap: a gap tells of what is hidden, too. Raises :class:`NothingToCheck` where there is no account file.
    """
    root = folder.root if folder else accounts or settings.accounts
    if folder is None:
        try:
            folder = find_files(root) if root.is_dir() else AccountsFolder(root)
        except OSError as error:
            raise NothingToCheck(
                _("{path} can't be read: {reason}").format(path=error.filename, reason=error.strerror)
            ) from error
    with collector_at_rest():
        return _evaluate(settings, as_of, folder, only, tuple(unchanged), progress, audience)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest: plans and gaps hold no cycles, and looking for some costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _evaluate(
    settings: Settings,
    as_of: date,
    folder: AccountsFolder,
    only: Iterable[Path] | None,
    unchanged: tuple[AccountFile, ...],
    progress: Progress,
    audience: Audience,
) -> Evaluation:
    asked = folder.accounts if only is None else tuple(only)
    paths = tuple(path for path in asked if path.suffix.lower() in SUFFIXES and not path.name.startswith("_"))
    if not paths and not unchanged and not any(path.name.startswith("_") for path in asked):
        where = shown_path(folder.root, settings.root)
        raise NothingToCheck(_("no account file (*.yml) in {folder}").format(folder=where))
    shared_files = read_shared_files(folder, settings.root, settings.policies, audience)
    read = functools.partial(read_document, folder, kind="account", names=shared_files.shared.names)
    mishaps: list[Mishap] = []
    if not audience.everything:
        show = functools.partial(_show, audience=audience)
        files = tuple(_evaluate_files(progress(paths), read, settings, as_of, show))
        return Evaluation(files, shared_files.shared, (), {})
    assess = functools.partial(_assess, shared=shared_files.shared, settings=settings, as_of=as_of, tell=mishaps.append)
    files = tuple(_evaluate_files(progress(paths), read, settings, as_of, assess)) + unchanged
    gaps = list(shared_files.gaps)
    if only is None or unchanged:
        gaps += _portfolio_gaps(files, shared_files, settings, mishaps.append)
    kept = _still_to_tell(gaps, as_of, settings.policies)
    return Evaluation(files, shared_files.shared, kept, shared_files.texts, tuple(mishaps))


def _evaluate_files(
    paths: Iterable[Path], read: Callable[[Path, str], Document], settings: Settings, as_of: date, assess: Assess
) -> Iterable[AccountFile]:
    first_paths: dict[str, str] = {}
    for path in paths:
        document = read(path, shown_path(path, settings.root))
        name = encodable(path.stem)
        first = first_paths.setdefault(name, document.path)
        if first != document.path:
            document = _with_fault(document, _second(name, first))
        if not is_id(name) or name.lower() in RESERVED:
            document = _with_fault(document, _odd_name(name))
        account, gaps = assess(name, document)
        kept = _still_to_tell(gaps, as_of, settings.policies)
        yield AccountFile(name, document.path, account, kept, document.text if kept else "")


def _with_fault(document: Document, fault: Fault) -> Document:
    return msgspec.structs.replace(document, faults=(*document.faults, fault))


def _second(account_id: str, first: str) -> Fault:
    """A second file of the same account: of two, the first stands."""
    message = say("the account {id} has a file already: {first}", id=account_id, first=first)
    return Fault("duplicate-id", message, say("rename one of the two files, or delete it"))


def _odd_name(stem: str) -> Fault:
    """A file's name becomes an id and an address, so it may hold only what both can."""
    message = say("the file's name can't be an account's id: {stem}", stem=stem)
    return Fault("schema-error", message, say("rename it with letters from a to z, digits and dashes"))


def _assess(
    account_id: str, document: Document, shared: Shared, settings: Settings, as_of: date, tell: Tell
) -> tuple[Account | None, Iterable[Gap]]:
    policies = settings.policies
    gaps = fault_gaps(document.faults, account_id, document.path, policies)
    if not document.readable:
        return None, gaps
    account = build_account(account_id, document.path, document.data)
    gaps += find_file_gaps(PlanFile(document, "account", shared, policies.names), account_id, policies, as_of)
    # Whether a waiver is still needed hangs on closed gaps, too.
    found = list(find_gaps(account, shared, policies, document, DAWN if account.waivers else as_of, tell))
    return account, [*gaps, *found, *waiver_gaps(account, found, policies, document)]


def _show(account_id: str, document: Document, audience: Audience) -> tuple[Account | None, Iterable[Gap]]:
    """The part of a plan that an audience may read; what is wrong with the file may hold more than that."""
    if not document.readable:
        return None, ()
    return build_account(account_id, document.path, readable_part(document.data, "account", audience)), ()


def _portfolio_gaps(
    files: tuple[AccountFile, ...], shared_files: SharedFiles, settings: Settings, tell: Tell
) -> Iterable[Gap]:
    accounts = tuple(file.account for file in files if file.account)
    portfolio = Portfolio(accounts, shared_files.shared, frozenset(file.id for file in files))
    return find_portfolio_gaps(portfolio, settings.policies, shared_files.locate, tell)


def _still_to_tell(gaps: Iterable[Gap], as_of: date, policies: Policies) -> tuple[Gap, ...]:
    """The gaps of checks that are switched on, without those that closed by ``as_of``."""
    return tuple(
        gap for gap in gaps if policies.by_code[gap.check].enabled and (gap.closes_on is None or gap.closes_on > as_of)
    )
