"""What the telling of a version depends on besides its bytes, as one short text: program, settings, shared files."""

import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import kamdocs
from kamdocs.lint.shared_files import SharedFiles
from kamdocs.rules.policies import Policies
from kamdocs.schema import schema_folder
from kamdocs.settings.values import Settings


def digest_of(settings: Settings, shared_files: SharedFiles) -> str:
    """64 digits that are others where a version could tell something else: another program, settings or shared file."""
    shared = shared_files.shared
    parts: list[object] = [
        kamdocs.__version__,
        sys.version_info[:2],
        *_program(),
        *_asked(settings.policies),
        *_calendar(settings),
        *_own_code(settings),
        *sorted(shared_files.texts.items()),
        shared.has_team,
        shared.has_offerings,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _program() -> Iterator[object]:
    """The files of the program, by size and time: between two versions of it somebody may work on it."""
    for top in (Path(kamdocs.__file__).parent, schema_folder()):
        for path in sorted([*top.rglob("*.py"), *top.glob("*.json")]):
            with suppress(OSError):
                there = path.stat()
                yield path.relative_to(top).as_posix(), there.st_size, there.st_mtime_ns


def _asked(policies: Policies) -> Iterator[object]:
    yield policies.complete, policies.evidence_days
    for policy in policies.values():
        yield policy.check.code, policy.enabled, dict(policy.severity), dict(policy.limits)


def _calendar(settings: Settings) -> Iterator[object]:
    yield str(settings.policies.calendar.zone), settings.policies.calendar.country
    if settings.policies.calendar.zone is None:
        yield [str(datetime(2026, month, 1).astimezone()) for month in (1, 7)]
    if settings.country is not None:
        yield importlib.metadata.version("holidays")


def _own_code(settings: Settings) -> Iterator[object]:
    """A team's own checks: the files that they stand in, and all of the handbook's modules, which they may use."""
    finds = [one.find for one in settings.policies.checks if one.origin is not None]
    files = {code.co_filename for one in finds if (code := getattr(one, "__code__", None))}
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if finds and file and Path(file).is_relative_to(settings.root):
            files.add(file)
    for file in sorted(files):
        with suppress(OSError):
            yield hashlib.sha256(Path(file).read_bytes()).hexdigest()
