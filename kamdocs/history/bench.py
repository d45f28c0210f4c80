"""What versions of plans are held against: the team, the offerings and the settings of today; each content once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.history.store import Store, content_name
from kamdocs.history.stories import Version
from kamdocs.history.told import Ask, Count, Told, tell
from kamdocs.lint import AccountFile, collector_at_rest
from kamdocs.lint.evaluate import Text, evaluate_alone
from kamdocs.lint.shared_files import SharedFiles
from kamdocs.rules.spans import after
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder
from kamdocs.source.git import Repository
from kamdocs.source.text import MAX_BYTES


class _Content(msgspec.Struct, frozen=True):
    """A content of an account, what is asked of it, and the places of those who ask.

    ``name`` is what it is kept under, nothing for what is not kept. ``data`` are the bytes of a file as it is now,
    ``file`` what was made of it.
    """

    name: str
    ask: Ask
    places: tuple[int, ...]
    data: bytes | None = None
    file: AccountFile | None = None

    def with_(self, other: "_Content") -> "_Content":
        """The same content, asked by more; where it lies in git, too, it is taken from there."""
        first, second = (other, self) if self.ask.version.here else (self, other)
        return _Content(self.name, first.ask.with_(second.ask), (*self.places, *other.places), first.data)


class Bench(msgspec.Struct, frozen=True):
    """What versions are held against: today's settings and shared files; and where their bytes come from.

    ``here`` gives the files as they are now; ``today`` those that were evaluated as they are, by account.
    """

    settings: Settings
    shared_files: SharedFiles
    repository: Repository | None
    here: AccountsFolder
    today: Mapping[str, AccountFile] = {}

    def told(
        self, asks: Sequence[Ask], store: Store, counts: Mapping[str, Count] | None = None
    ) -> Iterator[tuple[int, Told]]:
        """What the version of each ask tells, by the ask's place; out of the store as far as it is known there.

        Raises :class:`~kamdocs.source.git.GitError`.
        """
        asked, missing = counts or {}, []
        with collector_at_rest():
            for content in self._contents(asks):
                ask, told = content.ask, store.get(content.name) if content.name else None
                if told is not None and told.answers(ask, asked):
                    yield from ((place, told) for place in content.places)
                else:
                    missing.append(msgspec.structs.replace(content, ask=_wider(ask, told)))
            for content, file in zip(missing, self._files(missing), strict=True):
                told = tell(file, content.ask, (self.settings.policies, self.shared_files.shared), asked)
                if content.name:
                    told = told.after_all(store.get(content.name))
                    store.put(content.name, told)
                yield from ((place, told) for place in content.places)

    def _contents(self, asks: Sequence[Ask]) -> Sequence[_Content]:
        """What is asked of each content, once, whether it lies in git, on the disk, or in both."""
        found: dict[str, _Content] = {}
        like = next((one.version.blob for one in asks if one.version.blob), None)
        for place, ask in enumerate(asks):
            version, data, name = ask.version, None, ""
            file = self.today.get(version.id) if version.here else None
            if version.here and file is None:
                data = self._bytes_here(version)
            if version.blob or data is not None:
                name = f"{version.blob or content_name(data or b'', like)} {version.id}"
            one = _Content(name, ask, (place,), data, file)
            key = name or f"{place}"
            found[key] = found[key].with_(one) if key in found else one
        return tuple(found.values())

    def _files(self, asked: Sequence[_Content]) -> Iterator[AccountFile]:
        """The files that contents are, in their order: evaluated, where nobody did."""
        anew = [one for one in asked if one.file is None]
        texts = ((text, one.ask.begin) for one, text in zip(anew, self._texts(anew), strict=True))
        files = evaluate_alone(self.settings, texts, self.here, self.shared_files)
        for one in asked:
            yield one.file or next(files)
        for _rest in files:  # lets the process of git end
            pass

    def evaluated(self, version: Version, closed_by: date) -> AccountFile:
        """A version, evaluated by itself; raises :class:`~kamdocs.source.git.GitError`."""
        data = self._bytes_here(version) if version.here else None
        return next(self._files([_Content("", Ask(version, closed_by, closed_by), (), data)]))

    def _texts(self, asked: Sequence[_Content]) -> Iterator[Text]:
        """The texts of versions, in their order; out of git with one process."""
        past = [one.ask.version.blob or "" for one in asked if not one.ask.version.here]
        streamed = self.repository.streamed(past, MAX_BYTES) if past and self.repository else iter(())
        for one in asked:
            version = one.ask.version
            yield Text(self._path(version), one.data if version.here else next(streamed, None))
        for _rest in streamed:  # lets the process end
            pass

    def _path(self, version: Version) -> Path:
        return self.here.root / version.path

    def _bytes_here(self, version: Version) -> bytes | None:
        try:
            return self.here.read(self._path(version))
        except OSError:
            return None


def _wider(ask: Ask, told: Told | None) -> Ask:
    """The ask, widened to the days that were told before: else two who ask in turn would never find an answer."""
    if told is None:
        return ask
    end = max(ask.end, after(told.states[-1].day))
    return msgspec.structs.replace(ask, begin=min(ask.begin, told.begin), end=end)
