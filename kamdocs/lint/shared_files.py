"""The files that all accounts share: the team, the offerings, the revenue of all customers."""

import difflib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from kamdocs.fixing.fix import Fix
from kamdocs.language import Sentence, say
from kamdocs.lint.fixes import fixes_for
from kamdocs.model import CustomerRevenue, Id, Record, Shared, TeamMember, build_offerings, build_team
from kamdocs.rules.engine import Terms, fault_gaps, find_file_gaps
from kamdocs.rules.gap import Gap
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.policies import Policies
from kamdocs.schema import Kind
from kamdocs.schema.annotations import LISTS, records_named
from kamdocs.schema.audience import INTERNAL, Audience, readable_part
from kamdocs.schema.formats import is_id
from kamdocs.schema.read import read_document, unreadable
from kamdocs.schema.salvage import salvage
from kamdocs.source import AccountsFolder, Document, Fault, Place
from kamdocs.source.folder import ROLES, SHARED_NAMES, UNREAD_ENDS
from kamdocs.source.names import shown_path
from kamdocs.source.revenue import RevenueTable, load_revenue

SharedFile = Literal["team", "offerings", "revenue"]


class SharedFiles(msgspec.Struct, frozen=True):
    """What the shared files hold, what is wrong with them and how that could be mended, and their texts by path."""

    shared: Shared
    gaps: tuple[Gap, ...]
    texts: dict[str, str]
    team: Document | None = None
    revenue: RevenueTable | None = None
    fixes: Mapping[str, tuple[Fix, ...]] = {}

    def locate(self, record: Record) -> tuple[str | None, Place]:
        """Where a member of the team or a row of the revenue stands; nowhere for anything else."""
        if isinstance(record, TeamMember) and self.team:
            return self.team.path, self.team.place_of(("team", self.shared.team.index(record)))
        if isinstance(record, CustomerRevenue) and self.revenue:
            return self.revenue.path, Place(record.line)
        return None, Place()


def read_shared_files(
    folder: AccountsFolder, root: Path, policies: Policies, audience: Audience = INTERNAL
) -> SharedFiles:
    """Read what is there of the shared files, and an audience may read; ``root`` is the settings' folder."""
    team = _document(folder.team, folder, root, "team")
    offerings = _document(folder.offerings, folder, root, "offerings")
    revenue = _revenue(folder.revenue, folder, root)
    shared = Shared(
        team=build_team(_readable(team, "team", audience)),
        offerings=build_offerings(_readable(offerings, "offerings", audience)),
        revenue=_rows(revenue) if audience.everything else (),
        has_team=team is not None,
        has_offerings=offerings is not None,
        broken_people=_ids(team, "person"),
        broken_offerings=_ids(offerings, "offering"),
    )
    gaps = [gap for path in folder.strangers for gap in _stranger(path, folder.root, root, policies)]
    fixes: dict[str, tuple[Fix, ...]] = {}
    known: tuple[tuple[Document | None, Kind], ...] = ((team, "team"), (offerings, "offerings"))
    for document, kind in known:
        if document is not None:
            found = list(_document_gaps(document, kind, shared, policies))
            gaps += found
            fixes[document.path] = fixes_for(document, kind, {}, found)
    if revenue is not None:
        gaps += fault_gaps(revenue.faults, None, revenue.path, policies)
    texts = {document.path: document.text for document in (team, offerings, revenue) if document is not None}
    return SharedFiles(shared, tuple(gaps), texts, team, revenue, fixes)


def lost_files(before: Shared, after: Shared) -> tuple[SharedFile, ...]:
    """The shared files that are gone, can't be read any more, or hold entries of which less is known than before."""
    team = _lost(before.broken_people, after.broken_people, (before.members, after.members))
    offerings = _lost(before.broken_offerings, after.broken_offerings, (before.offering_names, after.offering_names))
    lost: Mapping[SharedFile, bool] = {
        "team": team or (before.has_team and not after.has_team),
        "offerings": offerings or (before.has_offerings and not after.has_offerings),
        "revenue": bool(before.revenue) and not after.revenue,
    }
    return tuple(name for name, is_lost in lost.items() if is_lost)


def _lost(
    before: frozenset[Id] | None, after: frozenset[Id] | None, read: tuple[Collection[Id], Collection[Id]]
) -> bool:
    """Whether ids stand in a file after a change that could be ``read`` before it, and can't be now."""
    if before is None or after is None:
        return before is not None
    return not after.difference(read[1]) <= before.difference(read[0])


def _document(path: Path | None, folder: AccountsFolder, root: Path, kind: Kind) -> Document | None:
    return read_document(folder, path, shown_path(path, root), kind) if path else None


def _readable(document: Document | None, kind: Kind, audience: Audience) -> Any:
    """The valid part of a file that an audience may read: one broken entry takes no other along."""
    valid = salvage(document, kind) if document else None
    return readable_part(valid or {}, kind, audience)


def _ids(document: Document | None, target: str) -> frozenset[Id] | None:
    """The ids that a file holds, those of broken entries too; None where they can't all be read."""
    if document is None:
        return frozenset()
    listed = document.data.get(LISTS[target]) if isinstance(document.data, dict) else None
    if not isinstance(listed, list) or any(fault.fatal and fault.check == "yaml-error" for fault in document.faults):
        return None
    ids = frozenset(records_named(document.data, target))
    return ids if len(ids) == len(listed) and all(map(is_id, ids)) else None


def _revenue(path: Path | None, folder: AccountsFolder, root: Path) -> RevenueTable | None:
    if path is None:
        return None
    try:
        return load_revenue(shown_path(path, root), folder.read(path))
    except OSError as error:
        return RevenueTable(shown_path(path, root), "", (), (unreadable(error),))


def _rows(table: RevenueTable | None) -> tuple[CustomerRevenue, ...]:
    """The rows of a table without faults; half a table would give wrong shares."""
    if table is None or table.faults:
        return ()
    return msgspec.convert(table.rows, tuple[CustomerRevenue, ...], from_attributes=True)


def _stranger(path: Path, top: Path, root: Path, policies: Policies) -> list[Gap]:
    """A file that nobody reads, though it looks as if somebody did."""
    fault = Fault("schema-error", *_why_unread(path, top))
    return fault_gaps([fault], None, shown_path(path, root), policies)


def _why_unread(path: Path, top: Path) -> tuple[Sentence, Sentence]:
    if path.is_dir():
        return say("a link to a folder is not followed"), say("put the plans themselves into the accounts folder")
    if path.name.lower().endswith(UNREAD_ENDS):
        return say("a file with this ending is no plan to anybody"), say("rename it: {name}", name=path.stem)
    name = path.name.lower().removeprefix("_")
    stems = {shared.partition(".")[0]: shared for shared in SHARED_NAMES}
    close = difflib.get_close_matches("_" + name.partition(".")[0], stems, n=1, cutoff=0.75)
    if path.name in ROLES:
        if path.parent != top:
            return say("a shared file is read by nobody here"), say("move it to the top of the accounts folder")
        return say("there is another file for the same"), say("keep one of the two")
    message = say("a file whose name begins with _ is not known here")
    known = say("the shared files are _team.yml, _offerings.yml and _revenue.csv at the top of the accounts folder")
    if not close:
        return message, known
    if not path.name.startswith("_"):
        message = say("a shared file of this name is read by nobody")
    return message, say("did you mean {name}? {known}", name=stems[close[0]], known=known)


def _document_gaps(document: Document, kind: Kind, shared: Shared, policies: Policies) -> Iterator[Gap]:
    yield from fault_gaps(document.faults, None, document.path, policies)
    if document.readable:
        yield from find_file_gaps(
            PlanFile(document, kind, shared, policies.names, policies.calendar.zone), None, Terms(policies)
        )
