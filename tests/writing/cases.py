"""Cases of edits as files: the plan's text, the edits, and the text that is to come of it.

A file has three parts, each below a line of its own::

    === plan                     (or: === plan team, === plan offerings)
    === edits                    one a line: add WAY VALUE, put WAY VALUE, remove WAY
    === expected                 (or: === refused, and words of the reason)

A way is written with slashes, a place in a list as ``#2``; a value as the strict loader reads it, or as JSON.
"""

import json
from pathlib import Path

from kamdocs.schema.read import held_against_schema
from kamdocs.source import load_document
from kamdocs.writing import Add, Put, Remove

FOLDER = Path(__file__).parent / "layouts"


def read_case(path):
    """The kind of file, the plan's text, the edits, and what is expected: a text, or None and the refusal's words."""
    text = path.read_bytes().decode()
    head, _, rest = text.partition("\n")
    plan, edits, end = split(rest)
    kind = head.removeprefix("=== plan").strip() or "account"
    return kind, plan, [edit_of(line) for line in edits.splitlines()], *end


def split(rest):
    plan, _, rest = rest.partition("=== edits\n")
    if "=== refused\n" in rest:
        edits, _, words = rest.partition("=== refused\n")
        return plan, edits, (None, words.strip())
    edits, _, expected = rest.partition("=== expected\n")
    return plan, edits, (expected, "")


def edit_of(line):
    verb, way, *value = line.split(" ", 2)
    steps = tuple(int(step[1:]) if step.startswith("#") else step for step in way.split("/"))
    if verb == "remove":
        return Remove(steps)
    return {"add": Add, "put": Put}[verb](steps, value_of(value[0]))


def value_of(text):
    try:
        return json.loads(text)
    except ValueError:
        document = load_document("value", f"value: {text}".encode())
        assert not document.faults, [str(fault) for fault in document.faults]
        return document.data["value"]


def document_of(data, kind="account"):
    return held_against_schema(load_document("plan.yml", data), kind)
