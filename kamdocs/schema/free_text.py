"""Which fields hold a text in people's own words, and whether YAML has cut one off at a ``#``."""

from collections.abc import Iterator

from kamdocs.language import say
from kamdocs.schema.files import Kind
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document, Fault, Pointer


def is_free_text(node: Node | None) -> bool:
    """Whether a field holds a text in people's own words: neither an id, a day, a word of a list nor a reference."""
    if node is None or node.types != ("string",):
        return False
    return not any(keyword in node.keywords for keyword in ("enum", "const", "format", "pattern", "x-refers-to"))


def cut_texts(document: Document, kind: Kind) -> Iterator[tuple[Pointer, Fault]]:
    """The free texts behind which a comment begins after one blank: it was meant to belong to them."""
    for cut in document.cuts:
        if document.has(cut.pointer) and is_free_text(schema_tree(kind).at(cut.pointer)):
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
