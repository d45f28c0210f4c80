"""Where the schemas lie, and their texts as plain data."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

Kind = Literal["account", "team", "offerings", "report", "portfolio", "account-data", "gaps"]


@functools.cache
def schema_folder() -> Path:
    """Where the schemas lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "schemas"
    return packaged if packaged.is_dir() else package.parent / "schema"


@functools.cache
def load_schema(kind: Kind) -> Mapping[str, Any]:
    """The JSON Schema of a kind of file, as plain data."""
    text = (schema_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema
