"""What an import writes besides the plans: the revenue, the state, rejected rows and the mapping; each file at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from kamdocs.cli.import_state import NAME, StateFile
from kamdocs.cli.streams import show, tell, unwritable
from kamdocs.cli.targets import guard_file, guard_new, write_atomically
from kamdocs.exchange.drafts import Draft, Group
from kamdocs.exchange.headers import Recognised
from kamdocs.exchange.importing import Outcome
from kamdocs.exchange.mapping import FOLDER, ExportMapping, is_name, mapping_of, mapping_text
from kamdocs.exchange.rejected import Rejection, is_ours, rejected_text
from kamdocs.exchange.revenue_told import RevenueChange
from kamdocs.keeping.handbook import Handbook
from kamdocs.language import _, ngettext, say
from kamdocs.report.difference import coloured
from kamdocs.report.printable import printable
from kamdocs.settings.error import SettingsError
from kamdocs.writing import Refused, WriteError, replace_file
from kamdocs.writing.difference import unified_diff
from kamdocs.writing.revenue_rows import RevenueRefused, changed_rows

REVENUE = "_revenue.csv"


class Places(msgspec.Struct, frozen=True):
    """Where an import writes: the handbook, its folder for imports, and the file for rejected rows.

    That is one for each mapping or system, so that no import takes the rows of another away; or the one that is
    ``named``. The rows are of customers: they are no part of a commit.
    """

    handbook: Handbook
    folder: Path
    source: str
    named: Path | None

    @property
    def rejected(self) -> Path:
        """The file for rejected rows."""
        return self.named or self.folder / f"rejected-{self.source}.csv"

    @property
    def state(self) -> StateFile:
        """The file of what imports brought in."""
        return StateFile(self.handbook.root)

    @property
    def revenue(self) -> Path:
        """The table of revenue, or where it is to be."""
        return self.handbook.folder.revenue or self.handbook.folder.root / REVENUE

    def of(self, outcome: Outcome) -> list[Path]:
        """The files that an import may write for good: plans, the revenue, the state; not the rows that it rejects."""
        plans = [draft.path for draft in outcome.drafts if draft.new or draft.later or any(map(_edits, draft.groups))]
        return [*plans, *([self.revenue] if outcome.revenue.figures else []), self.state.path]

    def guard(self, mapping: str | None) -> None:
        """Hold that all files may be written, before anything is; raises :class:`SettingsError`."""
        if mapping is not None and not is_name(mapping):
            message = _("{name} can't be the name of a mapping").format(name=mapping)
            raise SettingsError(message, _("use letters, digits, dots and dashes"))
        guard_new(self.handbook.root, [Path(FOLDER) / NAME])
        if self.rejected.suffix.lower() != ".csv" or self._is_among_plans(self.rejected):
            message = _("{path} can't hold rejected rows").format(path=self.rejected)
            raise SettingsError(message, _("name a .csv file outside of the accounts folder"))
        guard_file(self.rejected, self.handbook.settings, ours=is_ours)

    def _is_among_plans(self, path: Path) -> bool:
        return path.absolute().parent.resolve().is_relative_to(self.handbook.folder.root.resolve())


def _edits(group: Group) -> bool:
    return bool(group.edits)


class Written:
    """What was written, counted, and the files."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.new = self.changed = self.figures = 0
        self.records: Counter[str] = Counter()

    def add(self, draft: Draft, groups: Iterable[Group]) -> None:
        """Count a plan that was written."""
        self.paths.append(draft.path)
        self.new += draft.new
        self.changed += not draft.new
        self.records.update(str(group.did) for group in groups if group.did and group.list_name)

    def told(self, *, dry_run: bool) -> str:
        """The counts in words."""
        parts = [
            ngettext("{number} new plan", "{number} new plans", self.new).format(number=self.new),
            ngettext("{number} plan changed", "{number} plans changed", self.changed).format(number=self.changed),
            ngettext("{number} record added", "{number} records added", self.records["added"]).format(
                number=self.records["added"]
            ),
            ngettext("{number} record changed", "{number} records changed", self.records["changed"]).format(
                number=self.records["changed"]
            ),
            ngettext("{number} figure of revenue", "{number} figures of revenue", self.figures).format(
                number=self.figures
            ),
        ]
        told = ", ".join(parts)
        return _("would be: {what}").format(what=told) if dry_run else told


def save_revenue(places: Places, change: RevenueChange, *, dry_run: bool, diff: bool) -> Refused | None:
    """Write the figures that change into ``_revenue.csv``; the refusal, where the table can't take them."""
    if not change.figures:
        return None
    folder = places.handbook.folder
    path = places.revenue
    before = folder.read(path) if folder.revenue else None
    try:
        text = (before or b"").decode("utf-8")
        after = changed_rows(text, change.figures)
        if not dry_run:
            replace_file(path, before, after.encode("utf-8"), folder.root)
    except RevenueRefused as error:
        return Refused(error.message, error.hint)
    except UnicodeDecodeError:
        return Refused(say("{path} is not written in UTF-8", path=path.name), say("save it again in UTF-8"))
    except WriteError as error:
        return Refused(say("{reason}", reason=str(error)), say("{hint}", hint=error.hint))
    new, changed = change.new, len(change.figures) - change.new
    told = _("{path}: {new} new rows, {changed} changed").format(path=path.name, new=new, changed=changed)
    show(printable(told))
    if diff:
        show(coloured(unified_diff(text, after, path.name, new=before is None)), nl=False)
    return None


def report_rejected(places: Places, rejections: Sequence[Rejection], *, dry_run: bool) -> str:
    """Write the rows that were not brought in, over an earlier table of such rows; what to say of it."""
    path = places.rejected
    if not dry_run and (rejections or path.exists()):
        text = rejected_text(rejections)
        if not path.exists() or path.read_bytes() != text.encode():
            write_atomically(path, text)
    if not rejections:
        return ""
    rows = len({one.row for one in rejections})
    if dry_run:
        told = ngettext("{number} row would be rejected", "{number} rows would be rejected", rows)
        return told.format(number=rows)
    told = ngettext("{number} row was rejected: {path} has it with the reason",
                    "{number} rows were rejected: {path} has them with the reasons", rows)  # fmt: skip
    return printable(told.format(number=rows, path=_shown(path, places)))


def _shown(path: Path, places: Places) -> str:
    return path.relative_to(places.handbook.root).as_posix() if path.is_relative_to(places.handbook.root) else str(path)


def save_mapping(places: Places, name: str, tables: Iterable[Recognised], given: ExportMapping,
                 people: Mapping[str, int]) -> list[Path]:  # fmt: skip
    """Write ``import/NAME.toml``, where there is none yet, and not over people's own; the file, if it was written."""
    path = places.folder / f"{name}.toml"
    shown = f"{FOLDER}/{path.name}"
    if path.exists() or path.is_symlink():
        tell(printable(_("{path} is there already, and stays as it is").format(path=shown)))
        return []
    text = mapping_text(mapping_of(tables, given), name, people)
    try:
        write_atomically(path, text)
    except OSError as error:
        raise unwritable(str(path), error) from error
    tell(printable(_("wrote {path}; next time: kamdocs import FOLDER --mapping {name}").format(path=shown, name=name)))
    return [path]
