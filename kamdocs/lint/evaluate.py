"""Read and check what a scope looks at: everything but the day it is asked for."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.language import Sentence, _, say
from kamdocs.lint.account_names import AccountNames
from kamdocs.lint.evaluation import AccountFile, Evaluation
from kamdocs.lint.fixes import fixes_for
from kamdocs.lint.kin import Kin, with_parents_told
from kamdocs.lint.scope import NothingToCheck, Scope, account_id, find_scope
from kamdocs.lint.shared_files import SharedFiles, read_shared_files
from kamdocs.lint.showing import Showing
from kamdocs.lint.waivers import waiver_gaps
from kamdocs.model import Account, Portfolio, build_account, lasting_ids
from kamdocs.rules.case import Case
from kamdocs.rules.custom import told
from kamdocs.rules.engine import (
    Terms,
    case_of,
    fault_gaps,
    find_evidence,
    find_file_gaps,
    find_gaps,
    find_portfolio_gaps,
)
from kamdocs.rules.gap import Gap
from kamdocs.rules.guard import Mishap
from kamdocs.rules.namesakes import nearly_accounts
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.spans import DAWN, Span
from kamdocs.schema.formats import LONGEST_NAME, is_file_id
from kamdocs.schema.read import held_against_schema, read_document, unreadable
from kamdocs.schema.salvage import valid_part
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder, Document, Fault
from kamdocs.source.names import shown_path
from kamdocs.source.successive import VersionReader

Progress = Callable[[Iterable[Path]], Iterable[Path]]


class Text(msgspec.Struct, frozen=True):
    """What a file held: its path, and its bytes; None for one that can't be read."""

    path: Path
    data: bytes | None


def evaluate(
    settings: Settings,
    as_of: date,
    scope: Scope | None = None,
    progress: Progress = iter,
    shared_files: SharedFiles | None = None,
) -> Evaluation:
    """Evaluate what a scope looks at; without one, all of the settings' accounts.

    Portfolio checks run only where all accounts of the folder are looked at. Gaps that closed by ``as_of`` are dropped.
    An audience that may not read everything gets the part of the plans that it may read, and no gap: a gap tells of
    what is hidden, too. ``shared_files`` are those of the scope's folder where they were read before.
    Raises :class:`~kamdocs.lint.scope.NothingToCheck` where the settings' folder holds no account.
    """
    scope = scope or find_scope(settings.accounts)
    with collector_at_rest():
        return _Evaluator(settings, as_of, scope, shared_files).run(progress)


def evaluate_alone(
    settings: Settings, texts: Iterable[tuple[Text, date]], folder: AccountsFolder, shared_files: SharedFiles
) -> Iterator[AccountFile]:
    """Evaluate texts, each by itself as if it were the only plan, without the gaps that closed by the day beside it.

    For who asks how many versions of plans stood: evidence, fixes and what concerns several accounts are left out.
    """
    scope, reader = Scope(folder, ()), VersionReader()
    for text, closed_by in texts:
        yield _Evaluator(settings, closed_by, scope, shared_files).alone(text, reader)


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

    def __init__(self, settings: Settings, as_of: date, scope: Scope, shared_files: SharedFiles | None) -> None:
        self.settings, self.as_of, self.scope = settings, as_of, scope
        self.policies = settings.policies
        self.shared_files: SharedFiles = shared_files or read_shared_files(
            scope.folder, settings.root, settings.policies, scope.audience
        )
        self.shared = self.shared_files.shared
        self.names = {**self.shared.names, "account": AccountNames(scope.folder)}

    def run(self, progress: Progress) -> Evaluation:
        if not self.scope.audience.everything:
            return self._for_audience(progress)
        read = tuple(self._file(path) for path in progress(self.scope.read))
        files = tuple(self._related(tuple(self._lasting((*read, *self.scope.reused.values())))))
        gaps, mishaps, notes = self._portfolio(files) if self.scope.whole else ([], (), ())
        kept = self._still_to_tell([*self.shared_files.gaps, *gaps])
        texts, fixes = self.shared_files.texts, self.shared_files.fixes
        return Evaluation(files, self.shared, kept, texts, self.scope.unseen, mishaps, notes, fixes)

    def _for_audience(self, progress: Progress) -> Evaluation:
        """The plans that an audience may know of, each with the part that it may read, and no gap."""
        showing = Showing(self.scope.audience)
        found = tuple(self._shown(path, showing) for path in progress(self.scope.read))
        showing.hold_names()
        files = tuple(showing.without_strangers(file) for file in found if file.id in showing.admitted)
        if not any(file.account for file in files):
            message = _("there is no plan that can be read for {audience}")
            raise NothingToCheck(message.format(audience=self.scope.audience.name))
        return Evaluation(files, showing.shared(self.shared), (), {}, self.scope.unseen)

    def _file(self, path: Path) -> AccountFile:
        document, name = self._read(path)
        mishaps: list[Mishap] = []
        account, case, gaps = self._assess(name, document, mishaps)
        kept = self._still_to_tell(gaps)
        text = document.text if kept else ""
        assessed = account is not None and document.readable
        evidence = self._evidence(case, mishaps) if case and assessed else {}
        fixes = fixes_for(document, "account", self.names, kept) if text else ()
        return AccountFile(name, document.path, account, kept, text, assessed, tuple(mishaps), name, evidence, fixes)

    def alone(self, text: Text, reader: VersionReader) -> AccountFile:
        """What a text is as the only plan, whatever the folder holds."""
        name, shown = account_id(text.path), shown_path(text.path, self.settings.root)
        if text.data is None:
            document = Document(shown, "", None, {}, (unreadable(OSError(0, "")),))
        else:
            document = held_against_schema(reader.load(shown, text.data), "account", self.names)
        if not is_file_id(name):
            document = msgspec.structs.replace(document, data=None, faults=(*document.faults, _odd_name(name)))
        mishaps: list[Mishap] = []
        account, _case, gaps = self._assess(name, document, mishaps)
        kept = self._still_to_tell(gaps)
        assessed = account is not None and document.readable
        return AccountFile(name, shown, account, kept, document.text, assessed, tuple(mishaps), name)

    def _shown(self, path: Path, showing: Showing) -> AccountFile:
        """The part of a plan that an audience may read; what is wrong with the file may hold more than that."""
        document, name = self._read(path)
        account = showing.take(name, document)
        assessed = account is not None and document.readable
        return AccountFile(name, document.path, account, (), "", assessed, lasting_id=name)

    def _read(self, path: Path) -> tuple[Document, str]:
        shown = shown_path(path, self.settings.root)
        document = read_document(self.scope.folder, path, shown, "account", self.names)
        name = account_id(path)
        if fault := self._fault_of_name(name, path):  # nobody can tell whose page it would be
            document = msgspec.structs.replace(document, data=None, faults=(*document.faults, fault))
        elif self.scope.unseen and (twin := self.scope.unseen_twin(path)):
            fault = msgspec.structs.replace(_second(name, shown_path(twin, self.settings.root)), fatal=False)
            document = msgspec.structs.replace(document, faults=(*document.faults, fault))
        return document, name

    def _lasting(self, files: Iterable[AccountFile]) -> Iterator[AccountFile]:
        """The files, each with the oldest id of its account that no other account has or claims, and so its gaps."""
        known = tuple(files)
        ids = lasting_ids([file.account for file in known if file.account], self.scope.first_files)
        for file in known:
            lasting_id = ids.get(file.id, file.id)
            if lasting_id == file.lasting_id:
                yield file
            else:
                gaps = tuple(msgspec.structs.replace(gap, lasting_account=lasting_id) for gap in file.gaps)
                yield msgspec.structs.replace(file, gaps=gaps, lasting_id=lasting_id)

    def _related(self, files: tuple[AccountFile, ...]) -> Iterator[AccountFile]:
        """The files with what is wrong with the groups that their accounts belong to."""
        kin = Kin(files, self.scope.first_files, self._glance)
        return with_parents_told(files, kin, self.policies, lambda one: self._read(self.scope.first_files[one])[0])

    def _glance(self, path: Path) -> tuple[Account | None, bool]:
        """The plan of a file, and whether all of it could be read; nothing of it is checked."""
        document, name = self._read(path)
        try:
            valid = valid_part(document, "account")
            account = None if valid is None else build_account(name, document.path, valid)
            return account, document.readable
        except Exception:  # told where the file itself is looked at
            return None, False

    def _fault_of_name(self, name: str, path: Path) -> Fault | None:
        if (first := self.scope.first_files[name]) != path:
            return _second(name, shown_path(first, self.settings.root))
        return None if is_file_id(name) else _odd_name(name)

    def _assess(
        self, name: str, document: Document, mishaps: list[Mishap]
    ) -> tuple[Account | None, Case | None, Iterable[Gap]]:
        """The plan, or what is valid of it, as its checks see it, and its gaps.

        A fault of the program's own on this file is told, and takes no other file along.
        """
        faults = fault_gaps(document.faults, name, document.path, self.policies)
        try:
            valid = valid_part(document, "account")
            account = None if valid is None else build_account(name, document.path, valid)
            case = case_of(account, Terms(self.policies, self.shared)) if account and document.readable else None
            found = self._gaps(account, case, document, mishaps) if account and case else ()
            return account, case, [*faults, *found]
        except Exception as error:
            mishaps.append(Mishap(None, name, told(error)))
            return None, None, faults

    def _evidence(self, case: Case, mishaps: list[Mishap]) -> Mapping[str, tuple[Span, ...]]:
        """What shows that the golden rules were followed; none where telling fails, which is told."""
        failed = {mishap.check.rule.slug for mishap in mishaps if mishap.check}
        try:
            return find_evidence(case, failed)
        except Exception as error:
            mishaps.append(Mishap(None, case.account.id, told(error)))
            return {}

    def _gaps(self, account: Account, case: Case, document: Document, mishaps: list[Mishap]) -> Iterator[Gap]:
        terms = Terms(self.policies, self.shared, self.as_of, mishaps.append)
        yield from find_file_gaps(
            PlanFile(document, "account", self.shared, self.policies.names, self.policies.calendar.zone),
            account.id,
            terms,
        )
        if account.waivers:  # whether a waiver is still needed depends on closed gaps, too
            terms = msgspec.structs.replace(terms, closed_by=DAWN)
        found = list(find_gaps(account, document, terms, case))
        yield from found
        yield from waiver_gaps(account, found, self.policies, document)

    def _portfolio(self, files: tuple[AccountFile, ...]) -> tuple[list[Gap], tuple[Mishap, ...], tuple[Sentence, ...]]:
        """What is to be said of all accounts together: gaps, what failed, and what is no gap and worth a look."""
        mishaps: list[Mishap] = []
        accounts = tuple(file.account for file in files if file.account and file.assessed)
        portfolio = Portfolio(accounts, self.shared, frozenset(self.scope.first_files))
        terms = Terms(self.policies, self.shared, tell=mishaps.append)
        gaps = list(find_portfolio_gaps(portfolio, self.shared_files.locate, terms))
        return gaps, tuple(mishaps), tuple(nearly_accounts(portfolio))

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
    if len(stem) > LONGEST_NAME:
        message = say("the file's name has more than {number} letters", number=LONGEST_NAME)
        return Fault("schema-error", message, say("give it a shorter one"))
    message = say("the file's name can't be an account's id: {stem}", stem=stem)
    return Fault("schema-error", message, say("rename it with letters from a to z, digits and dashes"))
