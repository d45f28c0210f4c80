"""The river runs one way: each room imports only from rooms upstream."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kamdocs"
RIVER = (
    "language",
    "source",
    "schema",
    "model",
    "writing",
    "fixing",
    "rules",
    "settings",
    "testing",
    "lint",
    "report",
    "history",
    "keeping",
    "exchange",
    "handbook",
    "site",
    "cli",
    "__main__",
)
PLACE = {room: place for place, room in enumerate(RIVER)}
CLOCK = PACKAGE / "settings" / "clock.py"
OUTERMOST = ("site", "cli", "__main__")
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
MODULES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in FILES}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


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
            room = name.split(".")[1]
            assert room == here or PLACE[room] < PLACE[here], f"{here} imports {name}"


def test_every_room_has_its_place_in_the_river():
    assert {room_of(path) for path in FILES} == set(RIVER)


def test_no_file_leads_back_to_itself():
    """Imports within functions count too: a circle that is put off is still one. Faces of packages are left out."""
    arrows = {module: set(imports(path)) & MODULES.keys() - {module} for module, path in MODULES.items()}
    while leaves := {module for module, targets in arrows.items() if not targets & arrows.keys()}:
        arrows = {module: targets for module, targets in arrows.items() if module not in leaves}
    assert not arrows


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_outermost_rooms_print_read_the_clock_or_know_an_engine(path):
    text = path.read_text("utf-8")
    assert path == CLOCK or not re.search(r"\b(?:date|datetime)\.(?:today|now|utcnow)\b|\btime\.time", text)
    if room_of(path) not in OUTERMOST:
        assert "kamdocs.settings.clock" not in set(imports(path))
        assert not any(name.split(".")[0] in ("mkdocs", "material") for name in imports(path))
        for banned in ("sys.exit", "os.environ"):
            assert banned not in text
        assert not re.search(r"\bprint\(", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_are_short_enough_to_read_at_one_sitting(path):
    assert len(path.read_text("utf-8").splitlines()) < 450
