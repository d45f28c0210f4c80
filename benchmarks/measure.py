"""What the benchmarks share: finding a tool, running commands in turns, and telling what ran where."""

import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent
UNIT = 1024**2 if sys.platform == "darwin" else 1024
"""What ``ru_maxrss`` has to be divided by to become MB."""


class Measured(NamedTuple):
    """The best wall time in seconds, and the highest peak memory in MB."""

    seconds: float
    memory: float


def tool(name: str) -> str:
    """The path of a command, beside this Python or on the PATH; stops with what to install where it is missing."""
    found = shutil.which(name, path=str(BIN)) or shutil.which(name)
    if found is None:
        where = "." if name in ("kamdocs", "mkdocs") else name
        sys.exit(f"{name} is neither beside {sys.executable} nor on the PATH: {sys.executable} -m pip install {where}")
    return found


def measure(commands: Mapping[str, Sequence[str]], folder: Path, rounds: int) -> dict[str, Measured]:
    """Run each command as a new process, all of them in each round, and keep the best of each.

    Taking turns lets a busy minute of the machine fall on all of them. A command that fails stops the benchmark.
    """
    best: dict[str, Measured] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            now = once(command, folder)
            known = best.get(name, now)
            best[name] = Measured(min(known.seconds, now.seconds), max(known.memory, now.memory))
    return best


def once(command: Sequence[str], folder: Path) -> Measured:
    """Run a command to its end, its output thrown away."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"ended with {process.returncode}: {' '.join(command)[:300]}")
    return Measured(seconds, usage.ru_maxrss / UNIT)


def verdict(value: float, met: bool, target: str) -> str:
    """A figure with its target, and whether that is met."""
    return f"{value:.2f} (wanted: {target}: {'met' if met else 'NOT MET'})"


def print_surroundings(*packages: str) -> None:
    """Print what the figures hang on: the machine's load, the Python, and the versions of packages."""
    versions = []
    for name in packages:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            versions.append(f"{name} not in this environment")
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores{load}, Python {platform.python_version()}, {', '.join(versions)}")
