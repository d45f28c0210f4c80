"""What is wrong with a text, for comparing it before and after."""

from kamdocs.fixing.state import state_of
from kamdocs.schema.read import held_against_schema
from kamdocs.source import load_document

NAMES = {
    "person": {"ana.novak": "Ana Novak", "luka.zupan": "Luka Župan", "ana.kos": "Ana Kos"},
    "offering": {"inserts": "Inserts", "heat-treatment": "Toplotna obdelava"},
    "account": {},
}


def faults_of(text, kind="account"):
    """The faults of a file with what its references and ids lack."""
    document = held_against_schema(load_document("x.yml", text.encode()), kind, NAMES)
    state = state_of(text.removeprefix("\ufeff"), kind, NAMES)
    more = [one for one in state.troubles if one.what in ("reference", "id")] if state.was_read else []
    return [*(str(fault.message) for fault in document.faults), *more]


def fatal_forms(text):
    """Whether the form of a text is wrong, so that nobody held it against its schema."""
    return not load_document("x.yml", text.encode()).readable


def wrong_in(text, kind="account"):
    """How much is wrong with a text, what other faults keep from being told among it."""
    state = state_of(text.removeprefix("\ufeff"), kind, NAMES)
    return len(state.troubles) + len(state.form_faults)
