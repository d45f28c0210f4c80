"""The river runs one way: each room imports only from rooms upstream."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kamdocs"
RIVER = (
    ("language",),
    ("sentence", "settings_table"),
    ("source", "formats"),
    ("schema",),
    ("annotations", "audience"),
    ("model",),
    ("rules",),
    ("config", "testing"),
    ("lint",),
    ("report",),
    ("handbook",),
    ("site_addresses", "site_folder", "site_memory"),
    ("mkdocs_plugin",),
    ("cli",),
    ("__main__",),
)
PLACE = {room: place for place, rooms in enumerate(RIVER) for room in rooms}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(path):
    first = path.relative_to(PACKAGE).parts[0]
    return "schema" if first == "schema_faults.py" else first.removesuffix(".py")  # one room, two files


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name where they come from"
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_know_only_what_lies_upstream(path):
    here = room_of(path)
    for name in imports(path):
        if name.startswith("kamdocs."):
            room = room_of(PACKAGE / f"{name.split('.')[1]}.py")
            assert room == here or PLACE[room] < PLACE[here], f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_outermost_rooms_print_read_the_clock_or_know_an_engine(path):
    text = path.read_text("utf-8")
    outermost = room_of(path) in ("cli", "mkdocs_plugin", "site_folder", "site_memory", "site_addresses", "__main__")
    if not outermost:
        assert not any(name.split(".")[0] in ("mkdocs", "material") for name in imports(path))
        for banned in ("date.today()", "datetime.now(", "sys.exit", "os.environ"):
            assert banned not in text
        assert not re.search(r"\bprint\(", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_are_short_enough_to_read_at_one_sitting(path):
    assert len(path.read_text("utf-8").splitlines()) < 450
