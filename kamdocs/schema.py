"""Is a document what the schema asks for? Schema findings, each on its line, in our own words.

``jsonschema`` is the authority and explains; ``jsonschema-rs`` says yes within a tenth of a millisecond and lets
valid documents pass, so that the slow one is imported only for a file that has a fault. Both are given the same few
format functions; a test holds that they agree.
"""

import functools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from kamdocs import formats
from kamdocs.source import Document, Fault

Kind = Literal["account", "team", "offerings", "report", "portfolio", "account-data", "gaps"]


@functools.cache
def schema_folder() -> Path:
    """Where the schemas lie: inside the installed package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "schemas"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "schema"


@functools.cache
def load_schema(kind: Kind) -> Mapping[str, Any]:
    """The JSON Schema of a kind of file, as plain data."""
    text = (schema_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def validate(document: Document, kind: Kind) -> tuple[Fault, ...]:
    """The schema faults of a document that could be read; none for a valid one."""
    if _is_valid(kind)(document.data):
        return ()
    from kamdocs.schema_faults import explain  # imports jsonschema

    return tuple(explain(document, load_schema(kind)))


@functools.cache
def _is_valid(kind: Kind) -> Callable[[Any], bool]:
    import jsonschema_rs

    def refuse(uri: str) -> Any:
        raise LookupError(f"schemas are never fetched: {uri}")

    validator = jsonschema_rs.Draft202012Validator(
        dict(load_schema(kind)), formats=dict(formats.FORMATS), validate_formats=True, retriever=refuse
    )
    return validator.is_valid


def properties_at(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """The properties of an object schema, references followed."""
    found: Mapping[str, Mapping[str, Any]] = follow(schema, node).get("properties", {})
    return found


def follow(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema node with its local ``$ref`` followed; what stands beside the reference wins."""
    if "$ref" not in node:
        return node
    target: Any = schema
    for step in node["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return {**follow(schema, target), **{key: value for key, value in node.items() if key != "$ref"}}
