"""``kamdocs check --base`` with three changed plans beside a plain ``kamdocs check``, by turns in one run.

``python benchmarks/base.py [--accounts 1000]``; needs git.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from make_accounts import write_handbook
from measure import run, tool

ROUNDS = 5
WHO = {f"GIT_{role}_{field}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for field in ("NAME", "EMAIL")}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_handbook(folder, given.accounts)
        for command in (
            ["init", "-q", "-b", "main"],
            ["add", "-A"],
            ["commit", "-q", "-m", "Before"],
            ["switch", "-qc", "change"],
        ):
            subprocess.run(["git", *command], cwd=folder, check=True, env={**os.environ, **WHO})
        for path in sorted((folder / "accounts").glob("account-*.yml"))[:3]:
            path.write_text(
                path.read_text(encoding="utf-8").replace("status: open", "status: dropped"), encoding="utf-8"
            )
        check = [tool("kamdocs"), "check", "--fail-on", "never"]
        times = [(run(check, folder)[0], run([*check, "--base", "main"], folder)[0]) for _ in range(ROUNDS)]
    plain, base = (min(column) for column in zip(*times, strict=True))
    ratio = statistics.median(changed / whole for whole, changed in times)
    print(
        f"{given.accounts} accounts, 3 changed: plain {plain:.2f} s, --base {base:.2f} s, {ratio:.2f} times (wanted: 1.3 or less)"
    )


if __name__ == "__main__":
    main()
