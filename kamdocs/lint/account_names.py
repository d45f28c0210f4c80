"""What the accounts of a folder are called, for the hint that offers the id for a name: read only when it is needed."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from kamdocs.lint.scope import account_id
from kamdocs.source import AccountsFolder

_NAME = re.compile(rb"^name:[ \t]*(?P<quote>[\"']?)(?P<name>[^\r\n]*?)(?P=quote)[ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)


class AccountNames(Mapping[str, str]):
    """The names of all accounts of a folder by id; of a file without one, the id."""

    def __init__(self, folder: AccountsFolder) -> None:
        self._folder = folder

    def __getitem__(self, account: str) -> str:
        return self._names[account]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return dict(self._read())

    def _read(self) -> Iterator[tuple[str, str]]:
        for path in self._folder.accounts:
            try:
                found = _NAME.search(self._folder.read(path))
            except OSError:
                found = None
            account = account_id(path)
            yield account, found["name"].decode("utf-8", "replace") if found else account
