"""Which fields hold a text in people's own words, and whether YAML has cut one off at a ``#``."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.language import say
from kamdocs.schema.files import Kind, load_schema
from kamdocs.schema.walk import follow
from kamdocs.source import Document, Fault, Pointer


def field_schema(kind: Kind, pointer: Pointer) -> Mapping[str, Any] | None:
    """What the schema says of the value that a pointer leads to; None where it knows no such field."""
    schema = load_schema(kind)
    node: Mapping[str, Any] | None = follow(schema, schema)
    for step in pointer:
        node = child_schema(schema, node, step)
    return node


def child_schema(
    schema: Mapping[str, Any], node: Mapping[str, Any] | None, step: str | int
) -> Mapping[str, Any] | None:
    """What the schema says of a field or an item of a value of which it says ``node``; None for an unknown one."""
    known = node or {}
    found = (
        known.get("items")
        if isinstance(step, int)
        else known.get("properties", {}).get(step) or known.get("additionalProperties")
    )
    return follow(schema, found) if found else None


def is_free_text(node: Mapping[str, Any] | None) -> bool:
    """Whether a field holds a text in people's own words: neither an id, a day, a word of a list nor a reference."""
    if node is None or node.get("type") != "string":
        return False
    return not any(keyword in node for keyword in ("enum", "const", "format", "pattern", "x-refers-to"))


def cut_texts(document: Document, kind: Kind) -> Iterator[tuple[Pointer, Fault]]:
    """The free texts behind which a comment begins after one blank: it was meant to belong to them."""
    for cut in document.cuts:
        if document.has(cut.pointer) and is_free_text(field_schema(kind, cut.pointer)):
            names = document.names_to(cut.pointer)
            message = say(
                "{where} ends before the #, because YAML takes the rest of the line as a comment: {rest}",
                where=" › ".join(names),
                rest=cut.rest if len(cut.rest) <= _LONGEST else cut.rest[:_LONGEST] + "…",
            )
            hint = say("put the whole text in quotes; if it is a comment, leave two spaces before the #")
            yield cut.pointer, Fault("text-cut", message, hint, cut.place, fatal=False, record="/".join(names))


_LONGEST = 60
"""How much of the lost text a message repeats."""
