"""What the benchmarks share: running a command and telling its time and memory."""

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent


def tool(name: str, package: str | None = None) -> str:
    """The path of a command, beside this Python or on the PATH; stops with what to install where it is missing."""
    beside = BIN / name
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        sys.exit(f"{name} is missing: {sys.executable} -m pip install {package or name}")
    return found


def run(command: list[str], folder: Path, repeat: int = 1) -> tuple[float, float]:
    """The best wall time in seconds and the peak memory in MB of a command, which has to end with 0 or 1."""
    best, memory = float("inf"), 0.0
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for _ in range(repeat):
        start = time.perf_counter()
        usage = _ran(command, folder, environment)
        best = min(best, time.perf_counter() - start)
        memory = max(memory, usage.ru_maxrss / 1024)
    return best, memory


def cpu(command: list[str], folder: Path, repeat: int = 1) -> float:
    """The least CPU time of a command in seconds, its bytecode compiled before: what more it takes is other work."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = (_ran(command, folder, environment) for _ in range(repeat))
    return min(usage.ru_utime + usage.ru_stime for usage in ran)


def _ran(command: list[str], folder: Path, environment: dict[str, str]) -> resource.struct_rusage:
    """What a command used, which has to end with 0 or 1."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)[:200]} ended with {os.waitstatus_to_exitcode(status)}")
    return usage
