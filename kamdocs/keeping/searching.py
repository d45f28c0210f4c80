"""Which files of an accounts folder name something: found in their bytes, without reading any as YAML."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kamdocs.source import AccountsFolder


def files_naming(folder: AccountsFolder, words: Iterable[str]) -> Iterator[Path]:
    """The plans in whose text one of the words stands; one that can't be read is among them, and reading tells why."""
    searched = [word.encode() for word in words if word]
    for path in folder.accounts:
        try:
            text = folder.read(path)
        except OSError:
            text = b""
        if not text or any(word in text for word in searched):
            yield path
