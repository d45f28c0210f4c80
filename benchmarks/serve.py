"""From saving a plan to the rebuilt site, as ``mkdocs serve`` does it: the settings anew, a build into an empty folder.

``python benchmarks/serve.py [--accounts 1000]``
"""

import argparse
import logging
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from make_accounts import write_handbook
from mkdocs.commands.build import build
from mkdocs.config import load_config

SAVES = 5


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
        plan = sorted((folder / "accounts").glob("account-*.yml"))[
            len(list((folder / "accounts").glob("account-*.yml"))) // 2
        ]
        text = plan.read_text(encoding="utf-8")
        times = []
        for number in range(SAVES):
            plan.write_text(
                f"{text}summary: Saved {number} times.\n"
                if "summary:" not in text
                else text + "# saved\n" * (number + 1),
                encoding="utf-8",
            )
            times.append(once())
        config.plugins.on_shutdown()
    print(
        f"{given.accounts} accounts: first build {first:.2f} s, after saving a plan {statistics.median(times):.2f} s (wanted: 2.5 or less)"
    )


if __name__ == "__main__":
    main()
