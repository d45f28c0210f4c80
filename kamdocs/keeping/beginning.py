"""The plan of a new customer: its id, its place, and its text where the team has no template."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.keeping.finding import Candidate
from kamdocs.keeping.nearly import nearly_named
from kamdocs.schema.formats import is_file_id
from kamdocs.schema.ids import id_of
from kamdocs.writing.edit import Edit, Put
from kamdocs.writing.scalars import single

_LEGAL_FORM = re.compile(
    r"(?<![\s,])[\s,]+(?:(?:sp\.?\s*)?z\.?\s*o\.\s*o\.?"  # of a word such as zoo nothing is taken
    r"|d\.?\s*o\.?\s*o\.?|d\.?\s*d\.?|d\.?\s*n\.?\s*o\.?|s\.?\s*p\.?|k\.?\s*d\.?|j\.?\s*d\.?\s*o\.?\s*o\.?|gmbh|ag|kg"
    r"|ltd\.?|limited|llc|inc\.?|corp\.?|plc|s\.?\s*r\.?\s*l\.?|s\.?\s*p\.?\s*a\.?|sas|sa|b\.?v\.?|n\.?v\.?|oy|ab|a\.?s\.?)"
    r"(?:\s*&\s*co\.?(?:\s*kg)?)?$",
    re.IGNORECASE,
)
"""What a company is by law stands behind most names, and in no id that people type."""
_SURE_FORM = re.compile(
    r"(?<![\s,])[\s,]+(?:(?:sp\.\s?)?z\.?\s?o\.\s?o\.?|(?:j\.\s?)?d\.\s?o\.\s?o\.?|d\.\s?n\.\s?o\.?|d\.\s?d\.?|s\.\s?p\.?|k\.\s?d\.?"
    r"|s\.\s?r\.\s?l\.?|s\.\s?p\.\s?a\.?|b\.\s?v\.?|n\.\s?v\.?|a\.\s?s\.?|gmbh|ltd\.?|limited|llc|inc\.?|(?-i:AG|PLC))"
    r"(?:\s*&\s*co\.?(?:\s*kg)?)?$",
    re.IGNORECASE,
)
"""The forms that are no word of a name: ``Hotel Spa`` and ``Radio KD`` are called so."""
_LONGEST = 40
_NO_FILE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""What no file can be called on Windows."""
SCHEMA = Path("schema") / "account.schema.json"
"""Where a handbook has the schema that its editors read, from its root."""
TEMPLATES = Path("templates")
"""Where a team has the plans that new ones begin as."""


def without_legal_form(name: str) -> str:
    """The name of a company without what it is by law: ``Livarna Kranj`` of ``Livarna Kranj d.o.o.``."""
    return _LEGAL_FORM.sub("", name.strip())


def short_name(name: str) -> str:
    """What people call a company: its name without a legal form, where that is certain to be one."""
    return _SURE_FORM.sub("", name.strip()) or name


def new_id(name: str, ids: Collection[str], taken: Collection[str]) -> str | None:
    """A free id for a customer, made of its name as the other ``ids`` are, and not ``taken``; None without any."""
    made = id_of(without_legal_form(name), ids) or id_of(name, ids)
    made = made[:_LONGEST].rstrip("-._")
    if not made:
        return None
    used = {one.casefold() for one in taken}
    free = next(
        one for one in (made, *(f"{made}-{number}" for number in range(2, len(used) + 3))) if _is_free(one, used)
    )
    return free if is_file_id(free) else None


def _is_free(one: str, used: Collection[str]) -> bool:
    return one.casefold() not in used and is_file_id(one) and not _NO_FILE.fullmatch(one)


def template_files(root: Path) -> list[Path]:
    """The plans that new ones may begin as, by name."""
    folder = root / TEMPLATES
    return sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yml", ".yaml")) if folder.is_dir() else []


def new_text(folder: Path, root: Path, values: Mapping[str, Any]) -> str:
    """The text of a new plan in a folder; with the line by which editors find the schema, where there is one."""
    lines = []
    if (root / SCHEMA).is_file():
        address = Path(os.path.relpath(root / SCHEMA, folder)).as_posix()
        lines.append(f"# yaml-language-server: $schema={address}")
    for name, value in values.items():
        if isinstance(value, Mapping):
            inner = ", ".join(f"{key}: {single(one, flow=True)}" for key, one in value.items())
            lines.append(f"{name}: {{{inner}}}")
        else:
            lines.append(f"{name}: {single(value, flow=False)}")
    return "\n".join((*lines, ""))


def into_template(values: Mapping[str, Any], way: tuple[str, ...] = ()) -> Iterator[Edit]:
    """The edits that put the values of a new plan into the text of a template."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from into_template(value, (*way, name))
        else:
            yield Put((*way, name), value)


def plan_values(name: str, given: Mapping[str, Any], started_on: str) -> dict[str, Any]:
    """The fields of a new plan, in the schema's order; what is None is left out."""
    values = {
        "name": name,
        "status": "active",
        **{field: given.get(field) for field in ("tier", "key_since", "key_reason", "owner")},
        "plan": {"started_on": started_on},
    }
    return {field: value for field, value in values.items() if value is not None}


def called_alike(name: str, known: Iterable[Any]) -> Any:
    """The account that has that name already, or had it; None where none does."""
    from kamdocs.schema.suggest import folded

    word = folded(name)
    bare = folded(without_legal_form(name))
    for one in known:
        names = [one.name, *one.others]
        if any(folded(known_name) == word or folded(without_legal_form(known_name)) == bare for known_name in names):
            return one
    return None


def nearly_called(name: str, known: Collection[Candidate]) -> Candidate | None:
    """The account whose name, but for the legal form, is spelt nearly so; None where there is none."""
    bare = (msgspec.structs.replace(one, name=without_legal_form(one.name)) for one in known)
    near = nearly_named(without_legal_form(name), bare)
    return near and next((one for one in known if one.id == near.id), near)
