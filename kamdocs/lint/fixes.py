"""What of a file's faults has one right reading, so that ``kamdocs fix`` could mend it."""

from collections.abc import Iterable

from kamdocs.fixing.fix import Fix
from kamdocs.rules.gap import Gap
from kamdocs.schema import Kind
from kamdocs.schema.suggest import Names
from kamdocs.source import Document

MENDABLE = frozenset({"DOC001", "DOC002", "DOC003", "DOC004", "DOC009"})
"""The checks of whose findings some can be mended."""
_LONGEST = 500_000
_READ_AT_MOST = 1_000_000
"""A longer file is mended when somebody asks for it, and so is what takes longer to prove: a check is to be quick."""


def fixes_for(document: Document, kind: Kind, names: Names, gaps: Iterable[Gap]) -> tuple[Fix, ...]:
    """The fixes of a file; none is looked for where none of its gaps could have one."""
    if not 0 < len(document.text) <= _LONGEST or not any(gap.check in MENDABLE for gap in gaps):
        return ()
    from kamdocs.fixing.mend import mended

    return mended(document.text, kind, names, _READ_AT_MOST).fixes
