"""The way through a schema: its references followed."""

from collections.abc import Mapping
from typing import Any


def follow(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema node with its local ``$ref`` followed; what stands beside the reference wins."""
    if "$ref" not in node:
        return node
    target: Any = schema
    for step in node["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return {**follow(schema, target), **{key: value for key, value in node.items() if key != "$ref"}}
