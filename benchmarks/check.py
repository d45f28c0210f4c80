"""``kamdocs check`` beside check-jsonschema with yamllint, and beside libyaml alone, over the same files in one run.

``python benchmarks/check.py [--accounts 1000]``; needs yamllint and check-jsonschema.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from make_accounts import write_handbook
from measure import run, tool

SCHEMA = Path(__file__).parent.parent / "schema" / "account.schema.json"
COMPOSE = "import glob, yaml\nfor f in glob.glob('accounts/account-*'): yaml.compose(open(f, encoding='utf-8').read(), yaml.CLoader)"
EVENTS = COMPOSE.replace("yaml.compose(", "list(yaml.parse(").replace("yaml.CLoader)", "yaml.CLoader))")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_handbook(folder, given.accounts)
        files = sorted(str(path) for path in (folder / "accounts").glob("account-*.yml"))
        lines = sum(Path(path).read_text(encoding="utf-8").count("\n") for path in files) // len(files)
        print(f"{len(files)} accounts of {lines} lines")
        ours, memory = run([tool("kamdocs"), "check", "--fail-on", "never"], folder, 3)
        events, _ = run([sys.executable, "-c", EVENTS], folder, 3)
        nodes, _ = run([sys.executable, "-c", COMPOSE], folder, 3)
        lint, _ = run([tool("yamllint"), "-d", "relaxed", *files], folder)
        schema, _ = run([tool("check-jsonschema"), "--schemafile", str(SCHEMA), *files], folder)
    print(f"kamdocs check                    {ours:8.2f} s, {memory:.0f} MB")
    print(
        f"check-jsonschema + yamllint      {schema + lint:8.2f} s ({schema:.1f} + {lint:.1f}): {(schema + lint) / ours:.1f} times ours (wanted: 25 or more)"
    )
    print(
        f"libyaml alone, nodes             {nodes:8.2f} s: ours is {ours / nodes:.1f} times that (wanted: 12 or less)"
    )
    print(f"libyaml alone, events            {events:8.2f} s: ours is {ours / events:.1f} times that")


if __name__ == "__main__":
    main()
