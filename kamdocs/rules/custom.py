"""Checks of a team's own: from a Python module that the settings name, or from an installed package.

They have the shape of ours and run beside them. What is wrong with one is told by its name, and the others still run.
"""

import functools
import importlib
import importlib.util
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Literal, get_args

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.check import Check
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.golden import BY_SLUG

GROUP = "kamdocs.checks"
"""The entry point group by which an installed package names a module with checks."""

Allowed = Literal["all", "installed", "off"]
ALLOWED: tuple[Allowed, ...] = get_args(Allowed)
"""Whose checks may run: also those of modules in the settings, those of installed packages alone, nobody's but ours."""

_MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
_CODE = re.compile(r"(?!KAM|DOC)[A-Z]{2,10}[0-9]{1,4}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CustomChecks(msgspec.Struct, frozen=True):
    """The checks that could be loaded, and a sentence for each that could not."""

    checks: tuple[Check, ...] = ()
    failures: tuple[Sentence, ...] = ()


def load_custom_checks(modules: Iterable[str], root: Path, allowed: Allowed = "all") -> CustomChecks:
    """The checks of the named modules, looked for in ``root`` first, and of the installed packages.

    This runs the modules' code.
    """
    checks: list[Check] = []
    failures: list[Sentence] = []
    for origin, load in _sources(tuple(modules), root, allowed):
        try:
            module = load()
        except (Exception, SystemExit) as error:
            failures.append(say("the checks of {origin} can't be loaded: {error}", origin=origin, error=told(error)))
            continue
        for check in _checks_of(module, origin):
            if fault := _fault(check, checks):
                failures.append(
                    say("the check {name} of {origin} {fault}", name=check.name, origin=origin, fault=fault)
                )
            else:
                checks.append(check)
    return CustomChecks(tuple(checks), tuple(failures))


def told(error: BaseException) -> str:
    """An error as one line: its kind, what it says, and the place in the file where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return " ".join(f"{type(error).__name__}: {error}".split()) + where


def _sources(
    modules: tuple[str, ...], root: Path, allowed: Allowed
) -> "Iterator[tuple[str, functools.partial[ModuleType]]]":
    for name in modules if allowed == "all" else ():
        yield name, functools.partial(_load_named, name, root)
    for point in _installed() if allowed != "off" else ():
        yield point.value, functools.partial(_load_installed, point)


def _installed() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))


def _load_installed(point: EntryPoint) -> ModuleType:
    return importlib.import_module(point.module)


def _load_named(name: str, root: Path) -> ModuleType:
    if not _MODULE.fullmatch(name):
        raise ValueError(f"{name} is not the name of a module; write it as my_checks")
    if path := module_path(name, root):
        return _load_file(name, path, path.stat().st_mtime_ns)
    return importlib.import_module(name)


def module_path(name: str, root: Path) -> Path | None:
    """The file of a module that lies in the folder of the settings; None for one that doesn't."""
    place = root.joinpath(*name.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


@functools.lru_cache(maxsize=64)
def _load_file(name: str, path: Path, saved: int) -> ModuleType:  # noqa: ARG001 (``saved`` is what tells versions apart)
    """A module of a file, under a name of its own, so that it can't stand in for another one."""
    folder = [str(path.parent)] if path.name == "__init__.py" else None
    full_name = f"kamdocs_custom.{name}"
    spec = importlib.util.spec_from_file_location(full_name, path, submodule_search_locations=folder)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path.name} is no Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[full_name] = module
    spec.loader.exec_module(module)
    return module


def _checks_of(module: ModuleType, origin: str) -> Iterator[Check]:
    for value in vars(module).values():
        if isinstance(value, Check) and not any(value is ours for ours in CHECKS):
            yield msgspec.structs.replace(value, origin=origin)


def _fault(check: Check, others: Iterable[Check]) -> str | None:
    """What is wrong with a check; None where nothing is."""
    try:
        check.explanation  # noqa: B018 (reading it is the test)
    except ValueError as error:
        return f"has a page that lacks something: {error}"
    taken = [*CHECKS, *others]
    faults = (
        (
            not _CODE.fullmatch(check.code),
            f"has the code {check.code}; letters and digits as in ACME001, not KAM or DOC",
        ),
        (not _NAME.fullmatch(check.name), "needs a name of lower-case words and dashes"),
        (check.rule_slug not in BY_SLUG, f"names no golden rule; write rule= as one of {', '.join(BY_SLUG)}"),
        (any(severity not in SEVERITIES for severity in check.severity), f"needs a severity: {', '.join(SEVERITIES)}"),
        (check.scope not in ("account", "portfolio"), "looks at neither an account nor the portfolio"),
        (any(check.code == one.code for one in taken), f"has the code {check.code}, which is taken"),
        (any(check.name == one.name for one in taken), "has a name that is taken"),
    )
    return next((text for wrong, text in faults if wrong), None)
