"""kamdocs: the key-account handbook as code.

Account plans in YAML are read strictly, checked against ten golden rules, and published as a handbook.
The river runs one way: source, schema, model, rules, lint, then report or handbook.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the names are loaded when they are asked for, so that the command line starts at once
    from kamdocs.keeping.handbook import Change as Change
    from kamdocs.keeping.handbook import Handbook as Handbook
    from kamdocs.keeping.handbook import Plan as Plan
    from kamdocs.keeping.handbook import open_handbook as open_handbook
    from kamdocs.writing import Add as Add
    from kamdocs.writing import Put as Put
    from kamdocs.writing import Refused as Refused
    from kamdocs.writing import Remove as Remove
    from kamdocs.writing import WriteError as WriteError

__version__ = "0.1.0"

_PUBLIC = {
    **dict.fromkeys(("Change", "Handbook", "Plan", "open_handbook"), "kamdocs.keeping.handbook"),
    **dict.fromkeys(("Add", "Put", "Remove", "Refused", "WriteError"), "kamdocs.writing"),
}


def __getattr__(name: str) -> Any:
    """The public names for scripts and notebooks: :func:`kamdocs.keeping.handbook.open_handbook` and what it needs."""
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_PUBLIC[name]), name)
