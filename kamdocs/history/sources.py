"""Where the history of a handbook comes from: what git holds of the plans, and what is on the disk now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from kamdocs.history.bench import Bench
from kamdocs.history.digest import digest_of
from kamdocs.history.store import Store, store_path
from kamdocs.history.stories import Past, Story, Version, joined
from kamdocs.language import _, plain_day
from kamdocs.lint import AccountFile
from kamdocs.lint.scope import account_id
from kamdocs.lint.shared_files import SharedFiles
from kamdocs.model import Id, build_account, former_owners
from kamdocs.schema.read import held_against_schema
from kamdocs.schema.salvage import valid_part
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder, load_document

_FORMER = b"former_ids"


class Sources(msgspec.Struct, frozen=True):
    """Where the answer comes from: the files now, and what git holds of them; None where there is no git.

    ``today`` are the files as they were evaluated now, by account, where somebody did.
    """

    settings: Settings
    folder: AccountsFolder
    shared_files: SharedFiles
    past: Past | None
    today: Mapping[Id, AccountFile] = {}

    @property
    def bench(self) -> Bench:
        """What versions are held against."""
        repository = self.past.repository if self.past else None
        return Bench(self.settings, self.shared_files, repository, self.folder, self.today)

    def store(self) -> Store:
        """What versions told before; forgotten at the end where there is no git."""
        if self.past is None:
            return Store()
        path = store_path(self.past.repository, self.settings.root)
        return Store(path, digest_of(self.settings, self.shared_files))

    def stories(self) -> tuple[Story, ...]:
        """The stories that git holds, with those joined that plans say are one."""
        if self.past is None:
            return ()
        return _joined(self.past.stories, self.folder)

    def now_counts(self, as_of: date) -> bool:
        """Whether the files as they are now are what is known on a day: not where git knows of later days only."""
        past = self.past
        if past is None or past.begins_on is None or past.ends_on is None:
            return True
        return as_of >= past.ends_on or as_of < past.begins_on


def known_stories(sources: Sources, as_of: date) -> tuple[Story, ...]:
    """The stories that begin by a day, up to the files as they are where that is what is known on it."""
    stories = stories_with_now(sources, as_of) if sources.now_counts(as_of) else sources.stories()
    return tuple(one for one in stories if one.versions[0].day <= as_of)


def stories_with_now(sources: Sources, as_of: date) -> tuple[Story, ...]:
    """The stories up to the files as they are now, which are what is known on a day."""
    return _joined(tuple(_until_now(sources.stories(), sources.folder, as_of)), sources.folder)


def find_story(stories: Sequence[Story], one: Id) -> Story | None:
    """The story of the account that is called so now, else of the last one that was."""
    current = [story for story in stories if story.id == one]
    living = [story for story in current if story.living]
    former = [story for story in stories if one in story.ids]
    return next(iter((*living, *reversed(current), *reversed(former))), None)


def former_ids(folder: AccountsFolder) -> Mapping[Id, Id]:
    """From ids that plans say they had to those that they have now; only plans that say so are read as such."""
    accounts = []
    for path in folder.accounts:
        try:
            data = folder.read(path)
        except OSError:
            continue
        if _FORMER in data:
            document = held_against_schema(load_document(str(path), data), "account")
            valid = valid_part(document, "account")
            accounts += [] if valid is None else [build_account(account_id(path), document.path, valid)]
    return former_owners(accounts, map(account_id, folder.accounts))


def _joined(stories: tuple[Story, ...], folder: AccountsFolder) -> tuple[Story, ...]:
    """The stories, joined where one ended and another says that it goes on with it."""
    ended = any(not story.living for story in stories)
    return joined(stories, former_ids(folder)) if ended else stories


def _until_now(stories: Sequence[Story], folder: AccountsFolder, as_of: date) -> Iterator[Story]:
    """The stories up to the files as they are now; those that are in no commit yet begin now."""
    files = {account_id(path): path.relative_to(folder.root) for path in reversed(folder.accounts)}
    for story in stories:
        path = files.pop(story.id, None) if story.living or find_story(stories, story.id) is story else None
        before = tuple(one for one in story.versions if one.day < as_of)
        if path is not None:
            yield Story(story.ids, (*before, Version(as_of, story.id, path, None, "", here=True)))
        elif before:
            yield Story(story.ids, (*before, Version(as_of, story.id, before[-1].path, None, "")))
    for one, path in files.items():
        yield Story((one,), (Version(as_of, one, path, None, "", here=True),))


def how_it_is_judged() -> str:
    """What the past is held against, and what is not told of it."""
    return _(
        "judged with the team, the offerings and the settings of today; what concerns several accounts is left out"
    )


def notes_of(past: Past | None, since: date, begins_on: date | None) -> Iterator[str]:
    """How the past was found, and what is not known of it; ``begins_on`` is None where git knows nothing of it."""
    yield how_it_is_judged()
    if past is None:
        yield _("the folder is in no git repository: only what the files say now is known")
    elif begins_on is None:
        yield _("git knows nothing of that day: only what the files say now is known")
    elif past.shallow:
        words = _("history begins on {day}: this clone is shallow, and git fetch --unshallow brings the rest")
        yield words.format(day=plain_day(begins_on))
    elif begins_on > since:
        yield _("history begins on {day}").format(day=plain_day(begins_on))
