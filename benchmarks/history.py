"""``kamdocs history`` over a repository of many versions: reading git alone, and the whole command, cold and then warm.

``python benchmarks/history.py [--accounts 100] [--commits 4950] [--times 3] [--until 2027-11-20]``; needs git. Each commit
changes two plans, two records in each; the usual number makes 10,000 versions. They lie in the year up to a day: by
default after all that the plans tell of, so that none of them knows of a day still to come; 2026-11-20 is amid it. Cold
means that git holds all and nothing was told of it yet. Of several times the least counts.
"""

import argparse
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from make_accounts import write_handbook
from measure import run

from kamdocs.history import read_past
from kamdocs.source.text import MAX_BYTES

END = date(2027, 11, 20)
DAYS = 360
_TEXT = re.compile(rb"(?<=text: )([^\n]*?)(?: \(again [0-9]+\))?(?=\n)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100)
    parser.add_argument("--commits", type=int, default=4950)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--until", type=date.fromisoformat, default=END)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_handbook(folder, given.accounts)
        versions = write_history(folder, given.commits, given.until)
        start, before = _cpu(), time.perf_counter()
        past = read_past(folder / "accounts", None)
        blobs = [one.blob or "" for story in past.stories for one in story.versions]
        for _content in past.repository.streamed(blobs, MAX_BYTES):
            pass
        print(
            f"{given.commits + 1} commits, {versions} contents, {len(blobs)} of them the last of a day: "
            f"read in {_cpu() - start:.2f} s of CPU, {time.perf_counter() - before:.2f} s in all (wanted: under 2)"
        )
        command = [sys.executable, "-m", "kamdocs", "history", "--as-of", f"{given.until + timedelta(days=3)}"]
        for way, wanted in (("cold", 40), ("warm", 5)):
            told = [_measured(command, folder, cold=way == "cold") for _time in range(given.times)]
            spent, wall, memory = min(told)
            print(
                f"kamdocs history, {way}: {spent:.2f} s of CPU (wanted of 10,000 versions: {wanted}), {wall:.2f} s in "
                f"all, {spent / len(blobs) * 1000:.1f} ms a version, {memory:.0f} MB"
            )


def _measured(command: list[str], folder: Path, *, cold: bool) -> tuple[float, float, float]:
    """The CPU time, the time in all and the memory of a command; cold means without what was told before."""
    if cold:
        shutil.rmtree(folder / ".git" / "kamdocs", ignore_errors=True)
    start = _cpu()
    wall, memory = run(command, folder)
    return _cpu() - start, wall, memory


def write_history(folder: Path, commits: int, until: date = END) -> int:
    """A repository of a first commit with all and of many that change two plans each; how many contents it has."""
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if ".git" not in path.parts and path.is_file()
    }
    plans = sorted(name for name in files if name.endswith(".yml") and "/_" not in name)
    last = datetime(until.year, until.month, until.day, 12, tzinfo=UTC)
    parts = [_commit(last - timedelta(days=DAYS), files)]
    for number in range(1, commits + 1):
        chosen = {plans[(2 * number + one) % len(plans)] for one in range(2)}
        for name in sorted(chosen):
            files[name] = _changed(files[name], number)
        moment = last - timedelta(days=DAYS) * (1 - number / commits)
        parts.append(_commit(moment, {name: files[name] for name in sorted(chosen)}))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, check=True, input=b"".join(parts))
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)
    return len(plans) + 2 * commits


def _changed(plan: bytes, number: int) -> bytes:
    """The plan with the texts of two of its records told anew: others in each commit, and the plan does not grow."""
    chance = random.Random(number)
    for _record in range(2):
        found = chance.choice(list(_TEXT.finditer(plan)))
        plan = b"%b%b (again %d)%b" % (plan[: found.start()], found[1], number, plan[found.end() :])
    return plan


def _commit(at: datetime, files: dict[str, bytes]) -> bytes:
    head = f"commit refs/heads/main\ncommitter A <a@example.org> {int(at.timestamp())} +0000\ndata 1\nx\n"
    body = b"".join(
        f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n" for name, data in files.items()
    )
    return head.encode() + body + b"\n"


def _cpu() -> float:
    """The CPU time of this process and of those that it ran, in seconds."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


if __name__ == "__main__":
    main()
