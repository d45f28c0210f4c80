"""Which plans name something: found in their bytes, so that of many only a few are read as YAML."""

from collections.abc import Iterator

from kamdocs.keeping.handbook import Handbook, Plan
from kamdocs.keeping.searching import files_naming
from kamdocs.lint.scope import account_id


def plans_with(handbook: Handbook, *words: str, besides: str | None = None) -> Iterator[Plan]:
    """The plans in whose text one of the words stands; ``besides`` is the id of one that doesn't count."""
    for path in files_naming(handbook.folder, words):
        one = account_id(path)
        if one == besides or handbook.paths[one] != path:  # of two files of one id, the first stands
            continue
        yield handbook.plan(one)


def is_valid(plan: Plan) -> bool:
    """Whether a plan could be read and keeps to its schema, so that what it names can be told."""
    return plan.document.readable
