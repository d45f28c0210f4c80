"""What imports keep of a person: a key in the state, and rows that were rejected."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamdocs.language import _

if TYPE_CHECKING:
    from kamdocs.keeping.forgetting import Person
    from kamdocs.keeping.handbook import Plan


def told_of_imports(root: Path, plan: "Plan", person: "Person") -> Iterator[str]:
    """What the folder of imports still holds of a person who is erased from a plan, each a line."""
    from kamdocs.cli.import_state import StateFile
    from kamdocs.exchange.mapping import FOLDER
    from kamdocs.keeping.forgetting import names_person

    state = StateFile(root)
    if state.path.is_file() and _knows(state.path.read_text("utf-8", "replace"), plan, person):
        told = _("{path} keeps a digest, and the id that the CRM has, so that no import brings the person back")
        yield told.format(path=state.shown)
    for path in sorted((root / FOLDER).glob("rejected*.csv")):
        if names_person(path.read_text("utf-8", "replace"), person):
            yield _("{path} names the person too: delete the file").format(path=f"{FOLDER}/{path.name}")


def _knows(state: str, plan: "Plan", person: "Person") -> bool:
    """Whether a key of the state is, or may be, that of the person."""
    people: list[dict[str, Any]] = plan.data.get("stakeholders") or []
    record = next((one for one in people if one.get("id") == person.id), {})
    refs = record.get("external_ref") or {}
    keys = [f'"stakeholders/{system}:{ref}"' for system, ref in refs.items()]
    return any(key in state for key in (*keys, f'"stakeholders/{plan.id}:'))
