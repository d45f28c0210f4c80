"""The site's folder from one build of `serve` to the next: what is still right stays where it is.

The engine empties the folder before each build, and to write thousands of files anew takes seconds. It leaves names
with a leading dot alone; so folders of the handbook go there before it empties the rest, and come back after.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from mkdocs.structure.files import File

ASIDE = ".kamdocs-aside"


class InPlace(File):
    """A file that stands where it belongs, written by the build before."""

    def copy_file(self, dirty: bool = False) -> None:
        """Write nothing."""


def set_aside(site: Path, files: Iterable[str]) -> None:
    """Move the folders with these files (paths in the site) out of the way of the engine."""
    drop_aside(site)
    for name in {file.partition("/")[0] for file in files if "/" in file}:
        if (site / name).is_dir():
            (site / ASIDE).mkdir(exist_ok=True)
            (site / name).rename(site / ASIDE / name)


def put_back(site: Path) -> bool:
    """Move the folders back; whether there were any."""
    folders = list((site / ASIDE).iterdir()) if (site / ASIDE).is_dir() else []
    for folder in folders:
        folder.rename(site / folder.name)
    return bool(folders)


def drop_aside(site: Path) -> None:
    """Delete what was moved out of the way."""
    shutil.rmtree(site / ASIDE, ignore_errors=True)


def remove_files(site: Path, files: Iterable[str]) -> None:
    """Delete files that the build before had and this one has not, and the folders that become empty."""
    for file in files:
        path = site / file
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == site or any(folder.iterdir()):
                break
            folder.rmdir()
