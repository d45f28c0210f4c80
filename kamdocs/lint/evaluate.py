"""Read and check what a scope looks at: everything but the day it is asked for."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.language import say
from kamdocs.lint.evaluation import AccountFile, Evaluation
from kamdocs.lint.scope import Scope, account_id, find_scope
from kamdocs.lint.shared_files import SharedFiles, read_shared_files
from kamdocs.lint.waivers import waiver_gaps
from kamdocs.model import Account, Portfolio, build_account
from kamdocs.rules.custom import told
from kamdocs.rules.engine import Terms, fault_gaps, find_file_gaps, find_gaps, find_portfolio_gaps
from kamdocs.rules.gap import Gap
from kamdocs.rules.guard import Mishap
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.spans import DAWN
from kamdocs.schema.audience import readable_part
from kamdocs.schema.formats import is_id
from kamdocs.schema.read import read_document
from kamdocs.settings.values import Settings
from kamdocs.source import Document, Fault
from kamdocs.source.names import shown_path

RESERVED = frozenset({"index", "readme"})
"""Names of files that the pages need for themselves."""

Progress = Callable[[Iterable[Path]], Iterable[Path]]


def evaluate(settings: Settings, as_of: date, scope: Scope | None = None, progress: Progress = iter) -> Evaluation:
    """Evaluate what a scope looks at; without one, all of the settings' accounts.

    Portfolio checks run only where all accounts of the folder are looked at. Gaps that closed by ``as_of`` are dropped.
    An audience that may not read everything gets the part of the plans that it may read, and no gap: a gap tells of
    what is hidden, too. Raises :class:`~kamdocs.lint.scope.NothingToCheck` where the settings' folder holds no account.
    """
    scope = scope or find_scope(settings.accounts)
    with collector_at_rest():
        return _Evaluator(settings, as_of, scope).run(progress)


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


class _Evaluator:
    """Evaluates one scope; the shared files are read once."""

    def __init__(self, settings: Settings, as_of: date, scope: Scope) -> None:
        self.settings, self.as_of, self.scope = settings, as_of, scope
        self.policies = settings.policies
        self.shared_files: SharedFiles = read_shared_files(
            scope.folder, settings.root, settings.policies, scope.audience
        )
        self.shared = self.shared_files.shared

    def run(self, progress: Progress) -> Evaluation:
        read = tuple(self._file(path) for path in progress(self.scope.read))
        if not self.scope.audience.everything:
            return Evaluation(read, self.shared, (), {}, self.scope.unseen)
        files = (*read, *self.scope.reused.values())
        mishaps: list[Mishap] = []
        gaps = [*self.shared_files.gaps, *self._portfolio_gaps(files, mishaps)]
        kept = self._still_to_tell(gaps)
        return Evaluation(files, self.shared, kept, self.shared_files.texts, self.scope.unseen, tuple(mishaps))

    def _file(self, path: Path) -> AccountFile:
        document = read_document(self.scope.folder, path, shown_path(path, self.settings.root), "account")
        name = account_id(path)
        if fault := self._fault_of_name(name, path):
            document = msgspec.structs.replace(document, faults=(*document.faults, fault))
        if not self.scope.audience.everything:
            return self._shown(name, document)
        mishaps: list[Mishap] = []
        account, gaps = self._assess(name, document, mishaps)
        lasting_id = self._lasting_id(name, account)
        kept = self._still_to_tell(gaps)
        if lasting_id != name:
            kept = tuple(msgspec.structs.replace(gap, lasting_account=lasting_id) for gap in kept)
        text = document.text if kept else ""
        return AccountFile(name, document.path, account, kept, text, account is not None, tuple(mishaps), lasting_id)

    def _lasting_id(self, name: str, account: Account | None) -> str:
        former = account.former_ids if account else ()
        return next((one for one in former if one not in self.scope.first_files), name)

    def _fault_of_name(self, name: str, path: Path) -> Fault | None:
        if (first := self.scope.first_files[name]) != path:
            return _second(name, shown_path(first, self.settings.root))
        return None if is_id(name) and name.lower() not in RESERVED else _odd_name(name)

    def _assess(self, name: str, document: Document, mishaps: list[Mishap]) -> tuple[Account | None, Iterable[Gap]]:
        """The plan and its gaps; a fault of the program's own on this file is told, and takes no other file along."""
        faults = fault_gaps(document.faults, name, document.path, self.policies)
        if not document.readable:
            return None, faults
        try:
            account = build_account(name, document.path, document.data)
            return account, [*faults, *self._gaps(account, document, mishaps)]
        except Exception as error:
            mishaps.append(Mishap(None, name, told(error)))
            return None, faults

    def _gaps(self, account: Account, document: Document, mishaps: list[Mishap]) -> Iterator[Gap]:
        terms = Terms(self.policies, self.shared, self.as_of, mishaps.append)
        file = PlanFile(document, "account", self.shared, self.policies.names, self.policies.zone)
        yield from find_file_gaps(file, account.id, terms)
        if account.waivers:  # whether a waiver is still needed hangs on closed gaps, too
            terms = msgspec.structs.replace(terms, closed_by=DAWN)
        found = list(find_gaps(account, document, terms))
        yield from found
        yield from waiver_gaps(account, found, self.policies, document)

    def _shown(self, name: str, document: Document) -> AccountFile:
        """The part of a plan that an audience may read; what is wrong with the file may hold more than that."""
        account = None
        if document.readable:
            data = readable_part(document.data, "account", self.scope.audience)
            account = build_account(name, document.path, data)
        return AccountFile(name, document.path, account, (), "", account is not None, lasting_id=name)

    def _portfolio_gaps(self, files: tuple[AccountFile, ...], mishaps: list[Mishap]) -> Iterable[Gap]:
        if not self.scope.whole:
            return ()
        accounts = tuple(file.account for file in files if file.account and file.assessed)
        portfolio = Portfolio(accounts, self.shared, frozenset(self.scope.first_files))
        terms = Terms(self.policies, self.shared, tell=mishaps.append)
        return find_portfolio_gaps(portfolio, self.shared_files.locate, terms)

    def _still_to_tell(self, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
        """The gaps of checks that are switched on, without those that closed by the day."""
        return tuple(
            gap
            for gap in gaps
            if self.policies.by_code[gap.check].enabled and (gap.closes_on is None or gap.closes_on > self.as_of)
        )


def _second(account_id: str, first: str) -> Fault:
    """A second file of the same account: of two, the first stands."""
    message = say("the account {id} has a file already: {first}", id=account_id, first=first)
    return Fault("duplicate-id", message, say("rename one of the two files, or delete it"))


def _odd_name(stem: str) -> Fault:
    """A file's name becomes an id and an address, so it may hold only what both can."""
    message = say("the file's name can't be an account's id: {stem}", stem=stem)
    return Fault("schema-error", message, say("rename it with letters from a to z, digits and dashes"))
