"""What accounts are called, out of many plans at once: only the few lines that say so are read, not the plans.

Of 1,000 plans nobody wants to wait for the YAML of all to be read before one is found by its name.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kamdocs.keeping.finding import Candidate
from kamdocs.source import AccountsFolder, load_document
from kamdocs.source.names import encodable
from kamdocs.source.scalars import resolve

_NAME = re.compile(rb"^(?:\xef\xbb\xbf)?name[ \t]*:(?:[ \t]+([^\r\n]*))?\r?$", re.MULTILINE)
_FORMER = re.compile(rb"^former_(?:names|ids)[ \t]*:[^\n]*\n?(?:(?:[ \t#-][^\n]*|\r?)(?:\n|\Z))*", re.MULTILINE)
_PLAIN = re.compile(r"[^\s\"'\[\]{}&*!|>%@`#,?:-][^#:]*")
_QUOTED = re.compile(r"""(?:"([^"\\]*)"|'([^']*)')[ \t]*(?:#.*)?""")


def account_names(folder: AccountsFolder) -> Iterator[Candidate]:
    """All accounts of a folder by id and name, with their former names and ids; one that can't be read by its id.

    Of two files of one id the first stands.
    """
    seen: set[str] = set()
    for path in folder.accounts:
        one = encodable(path.stem)
        if one not in seen:
            seen.add(one)
            yield _candidate(one, _bytes(folder, path))


def _bytes(folder: AccountsFolder, path: Path) -> bytes:
    try:
        return folder.read(path)
    except OSError:
        return b""


def _candidate(account: str, text: bytes) -> Candidate:
    name = _name_in(text)
    if name is None:  # a folded or an odd one: only reading tells
        data = _loaded(text)
        return Candidate(account, *_told(data, account))
    former = [found[0] for found in _FORMER.finditer(text)] if b"\nformer_" in text else ()
    return Candidate(account, name, tuple(one for part in former for one in _texts(_loaded(part))))


def _name_in(text: bytes) -> str | None:
    """The name on the line that tells it; None where that line alone doesn't."""
    found = _NAME.search(text)
    line = (found[1] or b"").decode("utf-8", "replace").strip() if found else ""
    if quoted := _QUOTED.fullmatch(line):
        return quoted[1] if quoted[1] is not None else quoted[2]
    end = text[found.end() : found.end() + 3].lstrip(b"\n") if found else b""
    if not _PLAIN.fullmatch(line) or end[:1] in (b" ", b"\t"):  # the next line may go on with it
        return None
    value, _kind = resolve(line)
    return value if isinstance(value, str) else None


def _loaded(text: bytes) -> Any:
    return load_document("", text).data


def _told(data: Any, account: str) -> tuple[str, tuple[str, ...]]:
    if not isinstance(data, dict):
        return account, ()
    name = data.get("name")
    former = {key: data.get(key) for key in ("former_names", "former_ids")}
    return (name if isinstance(name, str) else account), tuple(_texts(former))


def _texts(data: Any) -> Iterable[str]:
    """The texts of the lists of former names and ids."""
    listed = data.values() if isinstance(data, dict) else ()
    return [one for values in listed if isinstance(values, list) for one in values if isinstance(one, str)]
