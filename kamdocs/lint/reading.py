"""Read one file of the accounts folder, and turn what is wrong with it into gaps."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.rules.gap import Gap
from kamdocs.rules.policies import Policies
from kamdocs.schema import Kind, validate
from kamdocs.sentence import say
from kamdocs.source import AccountsFolder, Document, Fault, load_document


def shown_path(path: Path, root: Path) -> str:
    """What messages call a file: its path from the settings' folder, with slashes, wherever one stands."""
    path = path.absolute()
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return encodable(shown.as_posix())


def encodable(name: str) -> str:
    """A file's name as text that can be written out; what is not UTF-8 in it is shown as unknown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_document(folder: AccountsFolder, path: Path, shown: str, kind: Kind) -> Document:
    """A file of the accounts folder, its schema faults among its faults; one that can't be read is empty."""
    try:
        data = folder.read(path)
    except OSError as error:
        return Document(shown, "", None, {}, (unreadable(error),))
    document = load_document(shown, data)
    if not document.readable:
        return document
    return msgspec.structs.replace(document, faults=(*document.faults, *validate(document, kind)))


def unreadable(error: OSError) -> Fault:
    """The fault for a file whose bytes are not to be had."""
    message = say("the file can't be read: {reason}", reason=error.strerror or say("unknown reason"))
    return Fault("yaml-error", message, say("check that it is an ordinary file that you may read"))


def fault_gaps(faults: Iterable[Fault], account_id: str | None, path: str, policies: Policies) -> list[Gap]:
    """Faults as gaps that are open from ever; ``account_id`` is None for a shared file."""
    return [
        Gap(
            check=policies[fault.check].check.code,
            severity=policies[fault.check].severity["key"],
            account=account_id,
            record=fault.record,
            opens_on=None,
            closes_on=None,
            message=fault.message,
            hint=fault.hint,
            path=path,
            place=fault.place,
        )
        for fault in faults
    ]


def still_to_tell(gaps: Iterable[Gap], as_of: date, policies: Policies) -> tuple[Gap, ...]:
    """The gaps of checks that are switched on, without those that closed by ``as_of``."""
    return tuple(
        gap for gap in gaps if policies.by_code[gap.check].enabled and (gap.closes_on is None or gap.closes_on > as_of)
    )
