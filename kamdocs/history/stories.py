"""One story an account: its versions by the day on which they became known, under whatever id it had then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path

import msgspec

from kamdocs.history.periods import running_days
from kamdocs.language import _
from kamdocs.lint.scope import account_id
from kamdocs.rules.spans import local
from kamdocs.source.folder import SUFFIXES
from kamdocs.source.git import GitError, Repository, open_repository
from kamdocs.source.versions import Commit, Touched, read_commits


class Version(msgspec.Struct, frozen=True):
    """A plan as it was known from the end of a day on: its id and path then, and the name of its content.

    Without a ``blob`` there was no plan any more. ``path`` is that from the accounts folder. ``here`` is the file as it
    is now, which may be in no commit yet.
    """

    day: date
    id: str
    path: Path
    blob: str | None
    commit: str
    here: bool = False

    @property
    def there(self) -> bool:
        """Whether there was a plan."""
        return self.here or self.blob is not None


class Story(msgspec.Struct, frozen=True):
    """The versions of an account, oldest first and at most one a day, and all ids that it had, the newest last."""

    ids: tuple[str, ...]
    versions: tuple[Version, ...]

    @property
    def id(self) -> str:
        """The newest id."""
        return self.ids[-1]

    @property
    def living(self) -> bool:
        """Whether the newest commit has it."""
        return self.versions[-1].there

    def on(self, day: date) -> Version | None:
        """The version that was the newest at the end of a day; None before the first."""
        return next((one for one in reversed(self.versions) if one.day <= day), None)


class Past(msgspec.Struct, frozen=True):
    """What git holds of an accounts folder: the stories, and the day of the first and of the last commit.

    ``shallow`` says that git holds more than this clone does.
    """

    repository: Repository
    stories: tuple[Story, ...]
    begins_on: date | None
    ends_on: date | None
    shallow: bool = False


def read_past(folder: Path, zone: tzinfo | None) -> Past:
    """The stories of all accounts of a folder, by the committer's day in a time zone, without one the machine's.

    Raises :class:`~kamdocs.source.git.GitError` where the folder is in no repository.
    """
    home = folder.resolve()
    if not home.is_dir():
        message = _("there is no accounts folder {path}").format(path=folder)
        raise GitError(message, _("name it in pyproject.toml under [tool.kamdocs] as accounts"))
    repository = open_repository(home)
    commits = read_commits(repository, home)
    days = running_days([local_day(one.at, zone) for one in commits])
    begins_on, ends_on = (days[0], days[-1]) if days else (None, None)
    return Past(repository, stories_of(commits, days), begins_on, ends_on, repository.is_shallow())


def find_past(folder: Path, zone: tzinfo | None) -> Past | None:
    """The same; None where there is no git, or the folder is in no repository. Other failures are raised."""
    try:
        open_repository(folder.resolve())
    except GitError:
        return None
    return read_past(folder, zone)


def stories_of(commits: Iterable[Commit], days: Iterable[date]) -> tuple[Story, ...]:
    """The stories that commits tell, oldest first, each known from its day on."""
    told = _Telling()
    for commit, day in zip(commits, days, strict=True):
        told.hear(commit, day)
    return tuple(told.stories())


def local_day(moment: datetime, zone: tzinfo | None) -> date:
    """The day of a moment in a time zone; without one in the machine's."""
    if zone is not None:
        return local(moment, zone).date()
    try:
        return moment.astimezone().date()
    except OverflowError:  # at the ends of the calendar
        return moment.date()


def joined(stories: Iterable[Story], former: Mapping[str, str]) -> tuple[Story, ...]:
    """The stories, with one that ended put before the one that goes on with it, by the ids that plans say they had.

    ``former`` leads from a former id to the account's id now.
    """
    known = list(stories)
    living = {one.id: one for one in known if one.living}
    for ended in [one for one in known if not one.living]:
        heir = living.get(former.get(ended.id, ""))
        if heir is None or heir.id == ended.id:
            continue
        first = heir.versions[0].day
        before = tuple(one for one in ended.versions if one.day < first and one.there)
        whole = Story((*ended.ids, *heir.ids), (*before, *heir.versions))
        known = [whole if one is heir else one for one in known if one is not ended]
        living[heir.id] = whole
    return tuple(known)


class _Draft:
    """A story that is still told."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.versions: list[Version] = []

    def add(self, version: Version) -> None:
        if not self.ids or self.ids[-1] != version.id:
            self.ids.append(version.id)
        if self.versions and self.versions[-1].day == version.day:
            self.versions.pop()
        self.versions.append(version)


class _Telling:
    """Hears commits, oldest first, and tells them as stories."""

    def __init__(self) -> None:
        self.files: dict[str, dict[Path, str]] = {}
        self.by_id: dict[str, _Draft] = {}
        self.all: list[_Draft] = []

    def hear(self, commit: Commit, day: date) -> None:
        plans = [one for one in commit.touched if _is_plan(one.path) or (one.was and _is_plan(one.was))]
        living = {one for plan in plans for one in _ids(plan) if self.files.get(one)}
        for plan in plans:
            self._move(plan)
        self._rename(plans, living)
        for one in dict.fromkeys(name for plan in plans for name in _ids(plan)):
            self._tell(one, commit, day)

    def _move(self, plan: Touched) -> None:
        if plan.was is not None:
            self.files.get(account_id(plan.was), {}).pop(plan.was, None)
        if not _is_plan(plan.path):
            return
        files = self.files.setdefault(account_id(plan.path), {})
        if plan.blob is None:
            files.pop(plan.path, None)
        else:
            files[plan.path] = plan.blob

    def _rename(self, plans: Sequence[Touched], living: set[str]) -> None:
        """Let stories go on under new ids, where the old one is nobody's any more and the new one was nobody's."""
        pairs = [(account_id(one.was), account_id(one.path)) for one in plans if one.was and _is_plan(one.path)]
        old, new = {was for was, _now in pairs}, {now for _was, now in pairs}
        moved = {
            now: self.by_id[was]
            for was, now in pairs
            if was != now
            and was in self.by_id
            and (not self.files.get(was) or was in new)
            and (now not in living or now in old)
        }
        for was, now in pairs:
            if now in moved and self.by_id.get(was) is moved[now]:
                del self.by_id[was]
        self.by_id.update(moved)

    def _tell(self, one: str, commit: Commit, day: date) -> None:
        files = self.files.get(one, {})
        draft = self.by_id.get(one)
        if draft is None:
            if not files:
                return  # it goes on under another id
            draft = self.by_id[one] = _Draft()
            self.all.append(draft)
        path = min(files) if files else (draft.versions[-1].path if draft.versions else Path())
        draft.add(Version(day, one, path, files.get(path), commit.name))

    def stories(self) -> Iterator[Story]:
        for draft in self.all:
            if any(one.there for one in draft.versions):
                newest_last = tuple(dict.fromkeys(reversed(draft.ids)))[::-1]
                yield Story(newest_last, tuple(draft.versions))


def _ids(plan: Touched) -> Iterator[str]:
    if plan.was is not None and _is_plan(plan.was):
        yield account_id(plan.was)
    if _is_plan(plan.path):
        yield account_id(plan.path)


def _is_plan(path: Path) -> bool:
    """Whether a path, from the accounts folder, is that of a plan: nothing hidden, and no shared file."""
    if path.suffix.lower() not in SUFFIXES or path.name.startswith("_"):
        return False
    return not any(part.startswith(".") for part in path.parts)
