"""What it costs to keep a plan: ``python benchmarks/keep.py [--accounts 1000]``.

The CPU time of ``kamdocs log`` that really writes, the account named by its id and by its name, beside that of ``python -c
pass``; of the writer alone; and of bringing in the CRM export of the tests, twice.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from make_accounts import AS_OF, write_handbook
from measure import tool

import kamdocs

ROUNDS = 7
CRM = Path(__file__).parent.parent / "tests" / "data" / "crm" / "salesforce"


def cpu(command: list[str], folder: Path, ends: Iterable[int] = (0,)) -> float:
    """The CPU time of one run of a command, in seconds; its bytecode is compiled before."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in ends:
        sys.exit(f"{' '.join(command)[:200]} ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime


def least(command: list[str], folder: Path) -> float:
    """The least CPU time of several runs: what the others add is other work of the machine."""
    return min(cpu(command, folder) for _ in range(ROUNDS))


def log(account: str) -> list[str]:
    """A visit with an outcome and a next step."""
    told = ["--outcome", "They want samples: by Monday", "--next", "Send samples", "--due", "friday"]
    return [tool("kamdocs"), "log", account, "visit", *told, "--by", "owner-0", "--as-of", AS_OF.isoformat()]


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
        print(f"{'python -c pass':45} {least([sys.executable, '-c', 'pass'], folder):6.3f} s")
        for title, account in (("by its id", "account-00000"), ("by its name", str(plan.data["name"]))):
            print(f"{f'kamdocs log, the account {title}':45} {least(log(account), folder):6.3f} s")
        writer(folder)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([tool("kamdocs"), "init", "--forge", "none", "."], cwd=folder, check=True, capture_output=True)
        shutil.copytree(CRM, folder / "export")
        command = [tool("kamdocs"), "import", "export", "--from", "salesforce", "--as-of", AS_OF.isoformat()]
        for title in ("the first time", "again"):
            print(
                f"{f'kamdocs import, 60 customers, {title}':45} {cpu(command, folder, (0, 1)):6.3f} s"
            )  # 1: it has two rows that can't be taken


if __name__ == "__main__":
    main()
