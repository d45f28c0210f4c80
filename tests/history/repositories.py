"""Throwaway repositories of git whose commits have fixed days."""

import copy
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from kamdocs.history import Question, Sources, read_past, tell_history
from kamdocs.keeping.handbook import open_handbook
from tests.plans import BASE, write_handbook

PROMISE = {"id": "c1", "text": "Samples", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}


class Repository:
    """A handbook in a repository; ``put`` and ``take_out`` change files, ``commit`` commits them at a moment."""

    def __init__(self, folder, plans=None, settings='timezone = "Europe/Ljubljana"\n'):
        self.folder = write_handbook(folder, plans or {}, settings=settings)
        self.git("init", "-q", "-b", "main")

    def copy(self, folder):
        """The same in another folder: much faster than commits made anew."""
        other = copy.copy(self)
        other.folder = Path(shutil.copytree(self.folder, folder))
        return other

    def git(self, *arguments, at="2026-01-01T12:00:00Z", stdin=None):
        environment = {
            **os.environ, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.example", "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@x.example", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_COMMITTER_DATE": at,
            "GIT_AUTHOR_DATE": at,
        }  # fmt: skip
        ran = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True, input=stdin
        )
        return ran.stdout.decode("utf-8", "replace").strip()

    def put(self, account, plan=None, **fields):
        text = plan if isinstance(plan, str) else yaml.safe_dump({**BASE, **(plan or {}), **fields}, sort_keys=False)
        path = self.folder / "accounts" / f"{account}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self

    def take_out(self, account):
        (self.folder / "accounts" / f"{account}.yml").unlink()
        return self

    def commit(self, at, *options):
        self.git("add", "-A")
        moment = at if "T" in at else f"{at}T12:00:00Z"
        self.git("commit", "-q", "--allow-empty", "-m", "Change", *options, at=moment)
        return self

    def sources(self, folder=None):
        handbook = open_handbook(folder or self.folder)
        past = read_past(handbook.folder.root, ZoneInfo("Europe/Ljubljana"))
        return Sources(handbook.settings, handbook.folder, handbook.shared_files, past)

    def stories(self):
        return self.sources().stories()

    def history(self, as_of, since="2026-01-01", **asked):
        question = Question(date.fromisoformat(since), date.fromisoformat(as_of), **asked)
        return tell_history(self.sources(), question)


def days_of(story):
    return [(str(one.day), one.id, one.there) for one in story.versions]


def no_git(folder, plans):
    return write_handbook(Path(folder), plans)
