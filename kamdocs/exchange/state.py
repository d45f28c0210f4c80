"""What the last import wrote: so the next can tell what the other system changed from what people did.

The file keeps no values, only short digests of them, one record a line, sorted: where a record changes, a line does.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from kamdocs.language import _
from kamdocs.settings.error import SettingsError

FORMAT = 1
_AT = "at"
"""The field of a record that names the plan it went into."""
OWN = "="
"""Behind the digest of a value that the export told, and that no import wrote: it was in the plan before."""
_DIGEST = re.compile(rf"[0-9a-f]{{8}}{OWN}?")

Records = Mapping[str, Mapping[str, str]]
"""By the key of a record (``orders/erp:4500031``): the plan that it is in, and a digest for each field."""


class State(msgspec.Struct, frozen=True):
    """What was brought in so far."""

    records: Records = {}

    def knows(self, key: str) -> bool:
        """Whether a record was brought in once."""
        return key in self.records

    def account(self, key: str) -> str | None:
        """The plan into which a record was brought."""
        return self.records.get(key, {}).get(_AT)

    def last(self, key: str, field: str) -> str | None:
        """The digest of what was last brought in for a field."""
        return self.records.get(key, {}).get(field)

    def with_(self, changes: Records) -> "State":
        """The state after some records were brought in."""
        merged = dict(self.records)
        for key, fields in changes.items():
            merged[key] = {**merged.get(key, {}), **fields}
        return State(merged)


def renamed(state: State, old: str, new: str) -> State:
    """The state after an account got another id: its records, and what they are called after it."""
    begun = re.compile(rf"(revenue/){re.escape(old)}(/[0-9]+)|([a-z_]+/){re.escape(old)}(:[0-9a-f]{{8}})")
    records = {}
    for key, fields in state.records.items():
        ours = fields.get(_AT) == old
        found = begun.fullmatch(key) if ours else None
        name = f"{found[1] or found[3]}{new}{found[2] or found[4]}" if found else key
        records[name] = {**fields, _AT: new} if ours else fields
    return State(records)


def noted(account: str, fields: Mapping[str, Any]) -> dict[str, str]:
    """What the state keeps of a record."""
    return {_AT: account, **{name: digest(value) for name, value in fields.items()}}


def said(last: str | None) -> str | None:
    """The digest of what the export told last, whoever wrote what the plan says."""
    return last.removesuffix(OWN) if last else None


def digest(value: Any) -> str:
    """A short name for a value; the same for 5 and 5.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def state_text(state: State) -> str:
    """The file: JSON with a line for each record."""
    lines = [
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(dict(sorted(fields.items())), ensure_ascii=False)}"
        for key, fields in sorted(state.records.items())
    ]
    body = ",\n".join(lines)
    return f'{{"kamdocs_import": {FORMAT}, "records": {{\n{body}\n}}}}\n'


def read_state(text: str, shown: str) -> State:
    """The state out of its file; an empty text is none yet. Raises :class:`SettingsError`."""
    if not text.strip():
        return State()
    try:
        data = json.loads(text)
        if data["kamdocs_import"] != FORMAT:
            raise ValueError("another format")
        records = msgspec.convert(data["records"], dict[str, dict[str, str]])
        if not all(
            name == _AT or _DIGEST.fullmatch(one) for record in records.values() for name, one in record.items()
        ):
            raise ValueError("no digest")
    except (ValueError, KeyError, TypeError, RecursionError, msgspec.ValidationError) as error:
        hint = _("restore it from git; or delete it: then each value that differs is told as a conflict, and kept")
        raise SettingsError(_("{path} can't be read as what imports wrote").format(path=shown), hint) from error
    return State(records)
