"""Edits as text, for a person who puts them in by hand where the writer may not."""

from collections.abc import Iterable

from kamdocs.schema.files import Kind
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.writing.edit import Add, Edit, Remove, Way
from kamdocs.writing.habits import Habits
from kamdocs.writing.rendering import Pen


def paste(edits: Iterable[Edit], kind: Kind) -> str:
    """Edits as YAML for a person to put in by hand: each way as a comment, and what belongs there."""
    lines = []
    for one in edits:
        way = "/".join(map(str, one.way))
        if isinstance(one, Remove):
            lines.append(f"# {way}: -")
            continue
        to = one.way if isinstance(one, Add) else one.way[:-1]
        pen = Pen(Habits(), _node(kind, to))
        is_item = isinstance(one, Add) or (pen.node is not None and pen.node.items is not None)
        lines += [f"# {way}", *(pen.item(one.value, 0) if is_item else pen.field(str(one.way[-1]), one.value, 0))]
    return "\n".join(lines) + "\n" if lines else ""


def _node(kind: Kind, way: Way) -> Node | None:
    """What the schema says of the value at a way, which may step into lists by ids."""
    node: Node | None = schema_tree(kind)
    for step in way:
        node = node and (node.items or node.child(step))
    return node
