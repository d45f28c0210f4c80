"""What was found in the files, whatever the day that it is asked for."""

from collections.abc import Mapping

import msgspec

from kamdocs.fixing.fix import Fix
from kamdocs.language import Sentence
from kamdocs.model import Account, Shared
from kamdocs.rules.gap import Gap
from kamdocs.rules.guard import Mishap
from kamdocs.rules.spans import Span


class AccountFile(msgspec.Struct, frozen=True):
    """One account's file with all its gaps, faults of the file included.

    ``account`` is what the file tells of the customer, None where nothing can be shown; unless it is ``assessed``, its
    gaps are those of the file alone, and whatever else is missing is not known. ``text`` is kept only where there is a
    gap to show; ``mishaps`` tell of checks that failed on it. ``lasting_id`` is the oldest id that the account had and
    no other has now. ``evidence`` is what shows that golden rules (by slug) were followed; ``fixes`` are how faults of
    the file could be mended.
    """

    id: str
    path: str
    account: Account | None
    gaps: tuple[Gap, ...]
    text: str
    assessed: bool = True
    mishaps: tuple[Mishap, ...] = ()
    lasting_id: str = ""
    evidence: Mapping[str, tuple[Span, ...]] = {}
    fixes: tuple[Fix, ...] = ()


class Evaluation(msgspec.Struct, frozen=True):
    """All account files with their gaps, and the gaps of the shared files and of the portfolio.

    Gaps that closed before the day it was made for are left out; otherwise nothing in it depends on a day. ``unseen``
    counts the account files of the folder that were not looked at; only where there is none the portfolio was.
    ``notes`` tell of what is no gap and worth a look. ``shared_fixes`` mend faults of shared files, by path.
    """

    files: tuple[AccountFile, ...]
    shared: Shared
    gaps: tuple[Gap, ...]
    shared_texts: Mapping[str, str]
    unseen: int = 0
    portfolio_mishaps: tuple[Mishap, ...] = ()
    notes: tuple[Sentence, ...] = ()
    shared_fixes: Mapping[str, tuple[Fix, ...]] = {}

    @property
    def mishaps(self) -> tuple[Mishap, ...]:
        """What failed where it must not, account by account, then on the portfolio."""
        return (*(mishap for file in self.files for mishap in file.mishaps), *self.portfolio_mishaps)
