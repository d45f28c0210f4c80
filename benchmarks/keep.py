"""What it costs to keep a plan: ``python benchmarks/keep.py [--accounts 1000]``.

The CPU time of ``kamdocs log`` that really writes, the account named by its id and by its name, beside that of ``python -c
pass``; of the writer alone; and of bringing in the CRM export of the tests, twice.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from make_accounts import AS_OF, write_handbook
from measure import cpu, tool

import kamdocs

ROUNDS = 7
CRM = Path(__file__).parent.parent / "tests" / "data" / "crm" / "salesforce"


def log(account: str) -> list[str]:
    """A visit with an outcome and a next step."""
    told = ["--outcome", "They want samples: by Monday", "--next", "Send samples", "--due", "friday"]
    return [
        tool("kamdocs"),
        "log",
        account,
        "visit",
        *told,
        "--by",
        "owner-0",
        "--anyway",
        "--as-of",
        AS_OF.isoformat(),
    ]


def edits(number: int) -> Iterable[kamdocs.Add]:
    """Orders to add."""
    for one in range(number):
        order = {"id": f"new-{one}", "status": "confirmed", "ordered_on": "2026-11-20", "promised_on": "2026-12-20"}
        yield kamdocs.Add(("orders",), order)


def writer(folder: Path) -> None:
    """The writer alone, within one process."""
    handbook = kamdocs.open_handbook(folder)
    plan = handbook.plan(handbook.ids[0])
    for number in (1, 700):
        start = time.process_time()
        handbook.change(plan, edits(number), date(2026, 11, 23))
        print(f"{f'{number} orders added, proven and judged':45} {time.process_time() - start:6.3f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_handbook(folder, given.accounts)
        plan = kamdocs.open_handbook(folder).plan("account-00000")
        print(f"{'python -c pass':45} {cpu([sys.executable, '-c', 'pass'], folder, ROUNDS):6.3f} s")
        for title, account in (("by its id", "account-00000"), ("by its name", str(plan.data["name"]))):
            print(f"{f'kamdocs log, the account {title}':45} {cpu(log(account), folder, ROUNDS):6.3f} s")
        writer(folder)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([tool("kamdocs"), "init", "--forge", "none", "."], cwd=folder, check=True, capture_output=True)
        shutil.copytree(CRM, folder / "export")
        command = [tool("kamdocs"), "import", "export", "--from", "salesforce", "--as-of", AS_OF.isoformat()]
        for title in ("the first time", "again"):
            print(f"{f'kamdocs import, 60 customers, {title}':45} {cpu(command, folder):6.3f} s")


if __name__ == "__main__":
    main()
