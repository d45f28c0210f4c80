"""What the customers are called in a list: without the legal form, which says nothing there and takes the room."""

import functools
from collections import Counter
from collections.abc import Mapping

from kamdocs.handbook.view import View
from kamdocs.keeping.beginning import without_legal_form
from kamdocs.model import Id


@functools.lru_cache(maxsize=1)
def short_names(view: View) -> Mapping[Id, str]:
    """The accounts' names without the legal form, by id; whole where it alone tells two customers apart."""
    short = {one.id: without_legal_form(one.name) or one.name for one in view.standings.values()}
    borne = Counter(name.casefold() for name in short.values())
    return {one: name if borne[name.casefold()] == 1 else view.standings[one].name for one, name in short.items()}
