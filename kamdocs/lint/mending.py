"""The files of an accounts folder with all that has one right reading mended, and what is left to people then."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.fixing import Mended
from kamdocs.fixing.mend import mended
from kamdocs.lint.account_names import AccountNames
from kamdocs.lint.evaluate import evaluate
from kamdocs.lint.judge import judge
from kamdocs.lint.report import Finding
from kamdocs.lint.scope import part_of
from kamdocs.lint.shared_files import read_shared_files
from kamdocs.lint.stopping import STOPPING
from kamdocs.schema import Kind
from kamdocs.schema.suggest import Names
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder
from kamdocs.source.names import shown_path
from kamdocs.source.text import MAX_BYTES


class MendedFile(msgspec.Struct, frozen=True):
    """A file as it was read, and as it is when all that could be mended is; ``shown`` is what messages call it."""

    path: Path
    shown: str
    kind: Kind
    before: bytes
    mended: Mended

    @property
    def after(self) -> bytes:
        """The bytes of the mended file."""
        return self.mended.text.encode() if self.mended.fixes else self.before


class Mender:
    """Mends files of one folder. What the shared files say when they are mended holds for the plans."""

    def __init__(self, settings: Settings, folder: AccountsFolder) -> None:
        self.settings, self.folder = settings, folder
        self._asked: tuple[Path, ...] = ()
        self._after: dict[Path, bytes] = {}
        self._names: Names | None = None

    def mend(self, paths: Iterable[Path]) -> Iterator[MendedFile]:
        """The files, the shared ones first. Those that can't be read are passed over: :meth:`left` tells them."""
        self._asked = tuple(paths)
        for path in sorted(self._asked, key=lambda one: (one not in self._kinds, one)):
            try:
                before = self.folder.read(path)
            except OSError:
                continue
            yield self.mend_bytes(path, before, before)

    def mend_bytes(self, path: Path, before: bytes, now: bytes) -> MendedFile:
        """A file that holds ``before`` and of which ``now`` is to be mended; later files see what it is then."""
        kind = self._kinds.get(path, "account")
        names = self.names if kind == "account" else {}
        found = _mended(now, kind, names)
        file = MendedFile(path, shown_path(path, self.settings.root), kind, before, found)
        self._after[path] = found.text.encode() if found.text else now
        return file

    def left(self, day: date) -> tuple[Finding, ...]:
        """What is wrong with the files themselves once they are mended, in the order of the files."""
        asked = self._asked
        scope = part_of(self._mended_folder, asked)
        report = judge(evaluate(self.settings, day, scope), self.settings.policies, day)
        names = {shown_path(path, self.settings.root) for path in asked}
        found = [one for one in report.decisive() if one.gap.check in STOPPING and one.gap.path in names]
        return tuple(sorted(found, key=lambda one: (one.gap.path or "", one.gap.place)))

    @property
    def names(self) -> Names:
        """What references of plans may name, by what the shared files say when they are mended."""
        if self._names is None:
            folder = self._mended_folder
            shared = read_shared_files(folder, self.settings.root, self.settings.policies).shared
            self._names = {**shared.names, "account": AccountNames(folder)}
        return self._names

    @property
    def _kinds(self) -> Mapping[Path, Kind]:
        known: tuple[tuple[Path | None, Kind], ...] = ((self.folder.team, "team"), (self.folder.offerings, "offerings"))
        return {path: kind for path, kind in known if path is not None}

    @property
    def _mended_folder(self) -> AccountsFolder:
        return msgspec.structs.replace(self.folder, reader=self._read)

    def _read(self, path: Path) -> bytes:
        known = self._after.get(path)
        return self.folder.read(path) if known is None else known


def _mended(data: bytes, kind: Kind, names: Names) -> Mended:
    """The text of a file, mended; empty for one that is no text, or too long."""
    try:
        text = data.decode() if len(data) <= MAX_BYTES else ""
    except UnicodeDecodeError:
        text = ""
    return mended(text, kind, names) if text else Mended("")
