"""How long it takes until something is seen: ``python benchmarks/startup.py``; needs yamllint and check-jsonschema."""

import sys
import tempfile
from pathlib import Path

from make_accounts import write_handbook
from measure import run, tool


def main() -> None:
    """Measure and print."""
    kamdocs = tool("kamdocs")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_handbook(folder, 1)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import click": [sys.executable, "-c", "import click"],
            "import click, yaml": [sys.executable, "-c", "import click, yaml"],
            "kamdocs --help": [kamdocs, "--help"],
            "kamdocs version": [kamdocs, "version"],
            "kamdocs check ONE FILE": [kamdocs, "check", "--fail-on", "never", "accounts/account-00000.yml"],
            "yamllint --version": [tool("yamllint"), "--version"],
            "check-jsonschema --version": [tool("check-jsonschema"), "--version"],
        }
        for name, command in commands.items():
            seconds, _ = run(command, folder, 7)
            print(f"{name:30} {seconds * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
