"""Is a document what the schema asks for? Schema findings, each on its line, in our own words.

``jsonschema`` is the authority and explains; ``jsonschema-rs`` says yes within a tenth of a millisecond and lets
valid documents pass, so that the slow one is imported only for a file that has a fault. Both are given the same few
format functions; a test holds that they agree.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from kamdocs.schema.files import Kind, load_schema
from kamdocs.schema.formats import FORMATS
from kamdocs.schema.suggest import Names
from kamdocs.source import Document, Fault


def validate(document: Document, kind: Kind, names: Names | None = None) -> tuple[Fault, ...]:
    """The schema faults of a document that could be read; none for a valid one.

    ``names`` are those that references to the shared files may name; hints offer the id for a name.
    """
    if _is_valid(kind)(document.data):
        return ()
    from kamdocs.schema.faults import explain  # imports jsonschema

    return tuple(explain(document, kind, names))


@functools.cache
def _is_valid(kind: Kind) -> Callable[[Any], bool]:
    return compiled(load_schema(kind))


def compiled(schema: Mapping[str, Any]) -> Callable[[Any], bool]:
    """What says whether a value is valid by a schema, fast."""
    import jsonschema_rs

    def refuse(uri: str) -> Any:
        raise LookupError(f"schemas are never fetched: {uri}")

    validator = jsonschema_rs.Draft202012Validator(
        dict(schema), formats=dict(FORMATS), validate_formats=True, retriever=refuse
    )
    return validator.is_valid
