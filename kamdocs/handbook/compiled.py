"""Compiled templates, kept as Python keeps compiled modules: in ``__pycache__`` beside them, where it may write.

Compiling forty templates takes a second, longer than all pages of a small handbook. Who forbids Python to write its own
(``PYTHONDONTWRITEBYTECODE``), or has the package where nothing can be written, has them compiled each time.
"""

import hashlib
import importlib.util
import marshal
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from kamdocs.language import catalogue_bytes
from kamdocs.writing.files import put_in_place

_PACKAGE = Path(__file__).parent.parent
_MAKERS = ("handbook", "language")
"""The rooms whose code is at work when a template is compiled: Jinja works out at once what hangs on no value."""


class CompiledTemplates(BytecodeCache):
    """The templates of one language: their texts are translated when they are compiled.

    A file begins with the checksum of all that it was made of. What is not whole, or was made of something else, is
    compiled anew.
    """

    def __init__(self, spoken: str) -> None:
        self.spoken = spoken
        made_by = (
            importlib.util.MAGIC_NUMBER,
            version("jinja2").encode(),
            catalogue_bytes(spoken),
            *_code(),
        )
        self.made_by = b"".join(hashlib.sha256(one).digest() for one in made_by)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Where a template is kept."""
        source = filename or str(_PACKAGE / "handbook" / "templates" / name)
        kept = importlib.util.cache_from_source(source, optimization=self.spoken)
        return str(Path(kept).with_suffix(".template"))

    def get_source_checksum(self, source: str) -> str:
        """What a template is made of: its source, and all that makes Python of it."""
        return hashlib.sha256(self.made_by + source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept of a template, where it was made of the same."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            checksum, _, code = Path(bucket.key).read_bytes().partition(b"\n")
            if checksum == bucket.checksum.encode():
                bucket.code = marshal.loads(code)  # noqa: S302 (as safe as Python's own compiled modules, which lie there)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, at once or not at all."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            kept = Path(bucket.key)
            kept.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(kept, bucket.checksum.encode() + b"\n" + marshal.dumps(bucket.code))


def _code() -> Iterator[bytes]:
    """What tells one state of the code from another: of each module the time and the size, as Python itself asks."""
    for room in _MAKERS:
        for path in sorted((_PACKAGE / room).rglob("*.py")):
            status = path.stat()
            yield f"{path.relative_to(_PACKAGE)} {status.st_mtime_ns} {status.st_size}".encode()
