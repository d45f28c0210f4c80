"""What a check of the file itself may look at: the file, and what its references may name."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import cached_property

import msgspec

from kamdocs.model import Id, Shared, Stakeholder
from kamdocs.schema import Kind
from kamdocs.schema.annotations import Annotated, annotated_values, record_ids
from kamdocs.source import Document, Pointer


class PlanFile(msgspec.Struct, frozen=True, dict=True):
    """A valid file of the accounts folder, with what its references may name.

    ``checks`` are the codes and names of the checks; None where not all of them are known here. ``zone`` is where the
    handbook's days begin; None for the machine's calendar.
    """

    document: Document
    kind: Kind
    shared: Shared
    checks: frozenset[str] | None
    zone: tzinfo | None = None

    @cached_property
    def annotated(self) -> Sequence[Annotated]:
        """The values of which the schema says more than their form."""
        return tuple(annotated_values(self.document, self.kind))

    @cached_property
    def ids(self) -> Sequence[tuple[Pointer, Id]]:
        """The place and text of every record's id."""
        return tuple(record_ids(self.document))

    @cached_property
    def people(self) -> Sequence[Stakeholder]:
        """The people at the customer."""
        return msgspec.convert(self.document.data.get("stakeholders", ()), tuple[Stakeholder, ...])
