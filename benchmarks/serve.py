"""From saving a plan to the rebuilt site, as ``mkdocs serve`` does it: the settings anew, a build into an empty folder.

``python benchmarks/serve.py [--accounts 1000]``
"""

import argparse
import logging
import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from make_accounts import write_handbook
from mkdocs.commands.build import build
from mkdocs.config import load_config

SAVES = 5
_DUE = re.compile(r"^(commitments:\n(?:.*\n)*?  due: )\S+", re.MULTILINE)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    given = parser.parse_args()
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    root = Path(__file__).parent.parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_handbook(folder, given.accounts)
        shutil.copy(root / "mkdocs.yml", folder)
        shutil.copytree(root / "docs", folder / "docs", dirs_exist_ok=True)

        def once() -> float:
            start = time.perf_counter()
            build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
            return time.perf_counter() - start

        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
        config.plugins.on_startup(command="serve", dirty=False)
        first = once()
        plans = sorted((folder / "accounts").glob("account-*.yml"))
        plan = plans[len(plans) // 2]
        text = plan.read_text(encoding="utf-8")
        times = []
        for day in range(1, SAVES + 1):  # a promise that is late, by another number of days each time
            plan.write_text(_DUE.sub(rf"\g<1>2026-10-{day:02}", text, count=1), encoding="utf-8")
            times.append(once())
        config.plugins.on_shutdown()
    after = statistics.median(times)
    print(
        f"{given.accounts} accounts: first build {first:.2f} s, after saving a plan {after:.2f} s (wanted: 2.5 or less)"
    )


if __name__ == "__main__":
    main()
