"""Git run for a command, whatever a repository's settings say of paths; it asks nobody."""

import subprocess
from pathlib import Path
from typing import TypeAlias

Ran: TypeAlias = subprocess.CompletedProcess[str]


def run_git(folder: Path, *arguments: str) -> Ran | None:
    """How git ended in a folder, and what it said; None where there is no git."""
    settings = ("-c", "core.quotePath=off", "-c", "core.fsmonitor=false")
    command = ["git", "-C", str(folder), "--literal-pathspecs", *settings, *arguments]
    try:
        return subprocess.run(  # noqa: S603 (a fixed program)
            command, capture_output=True, check=False, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL
        )
    except OSError:
        return None


def git_says(folder: Path, *arguments: str) -> str | None:
    """What git says; None where it fails, or there is none."""
    ran = run_git(folder, *arguments)
    return ran.stdout if ran is not None and ran.returncode == 0 else None
