"""Building a handbook with two states of the program by turns: ``python benchmarks/turns.py BEFORE [NOW] [--accounts 1000]``.

BEFORE and NOW are checkouts, or ``git archive REF | tar -x`` of them; NOW is this one where it isn't named. Both build the
same synthetic handbook into a new folder each time, with this Python and its packages; the first turn, in which Python
compiles what it has not met, doesn't count. CPU time hangs less on other work than the time in all does, and yet: run it
on a machine that rests.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from make_accounts import write_handbook
from measure import cpu

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("now", type=Path, nargs="?", default=ROOT)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--turns", type=int, default=5)
    given = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "book"
        write_handbook(book, given.accounts)
        shutil.copy(given.before / "mkdocs.yml", book)
        shutil.copytree(given.before / "docs", book / "docs", dirs_exist_ok=True)
        for turn in range(given.turns + 1):
            before, now = (built(checkout.resolve(), book) for checkout in (given.before, given.now))
            if turn:
                ratios.append(now / before)
                print(f"before {before:.2f} s, now {now:.2f} s of CPU: {now / before:.2f} times that")
    print(f"{given.accounts} accounts: {statistics.median(ratios):.2f} times that, the median of {len(ratios)} turns")


def built(checkout: Path, book: Path) -> float:
    """The CPU time of a build by the program of a checkout."""
    os.environ["PYTHONPATH"] = str(checkout)
    with tempfile.TemporaryDirectory() as site:
        return cpu([sys.executable, "-m", "mkdocs", "build", "-q", "-d", f"{site}/site"], book)


if __name__ == "__main__":
    main()
