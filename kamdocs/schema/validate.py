"""Is a document what the schema asks for? Schema findings, each on its line, in our own words.

``jsonschema`` is the authority and explains; ``jsonschema-rs`` says yes within a tenth of a millisecond and lets
valid documents pass, so that the slow one is imported only for a file that has a fault. Both are given the same few
format functions; a test holds that they agree.
"""

import functools
from collections.abc import Callable
from typing import Any

from kamdocs.schema.files import Kind, load_schema
from kamdocs.schema.formats import FORMATS
from kamdocs.source import Document, Fault


def validate(document: Document, kind: Kind) -> tuple[Fault, ...]:
    """The schema faults of a document that could be read; none for a valid one."""
    if _is_valid(kind)(document.data):
        return ()
    from kamdocs.schema.faults import explain  # imports jsonschema

    return tuple(explain(document, load_schema(kind)))


@functools.cache
def _is_valid(kind: Kind) -> Callable[[Any], bool]:
    import jsonschema_rs

    def refuse(uri: str) -> Any:
        raise LookupError(f"schemas are never fetched: {uri}")

    validator = jsonschema_rs.Draft202012Validator(
        dict(load_schema(kind)), formats=dict(FORMATS), validate_formats=True, retriever=refuse
    )
    return validator.is_valid
