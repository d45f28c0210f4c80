"""What an export wrote into its folder, by digests: so that the next one knows a table that people changed since.

A CSV file says of itself only which table it is; what somebody wrote into it would be gone without a word.
"""

import hashlib
import json
from collections.abc import Collection, Mapping

import msgspec

FILE = "kamdocs-export.json"
"""The file beside the tables."""
_FORMAT = 1

Digests = Mapping[str, Collection[str]]
"""By the name of a file: what it may be without having been changed, as digests."""


def digest(data: bytes) -> str:
    """What tells two files apart."""
    return hashlib.sha256(data).hexdigest()


def own_files(data: bytes) -> Digests:
    """What stands in the file; nothing, where it is none that an export wrote."""
    try:
        told = json.loads(data)
        if told["kamdocs_export"] != _FORMAT:
            return {}
        return msgspec.convert(told["files"], dict[str, list[str]])
    except (ValueError, KeyError, TypeError, RecursionError, msgspec.ValidationError):
        return {}


def own_files_text(digests: Digests) -> str:
    """The file: JSON with a line for each table."""
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(sorted(one))}" for name, one in sorted(digests.items()))
    return f'{{"kamdocs_export": {_FORMAT}, "files": {{\n{lines}\n}}}}\n'


def is_own_files(data: bytes) -> bool:
    """Whether a file is empty, or one that an export wrote."""
    return not data.strip() or data.startswith(b'{"kamdocs_export": ')
