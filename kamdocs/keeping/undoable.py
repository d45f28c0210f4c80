"""Records that have no end: what to say of them instead of "done"."""

from collections.abc import Mapping

from kamdocs.language import Sentence, _, say
from kamdocs.schema.walk import Path
from kamdocs.settings.error import SettingsError

_ANSWERED = say("say what answers it: kamdocs set ACCOUNT/RECORD action=… or decision=…")
_INSTEAD: Mapping[Path, Sentence] = {
    ("risks",): say("say what is done about it: kamdocs set ACCOUNT/RECORD mitigation=… or decision=…"),
    ("satisfaction", "bothers"): _ANSWERED,
    ("satisfaction", "misses"): _ANSWERED,
    ("orders", "additional_needs"): say(
        "say what came of it: kamdocs set ACCOUNT/RECORD opportunity=…, need=… or decision=…"
    ),
    ("stakeholders",): say("somebody who has left: kamdocs left ACCOUNT PERSON"),
    ("objectives",): say("what is reached stands in its text or target; what is to be done is an action"),
    ("whitespace",): say("say how it stands: kamdocs set ACCOUNT/RECORD status=…"),
    ("waivers",): say("a waiver ends on its last day: kamdocs set ACCOUNT/RECORD until=…"),
}


def instead_of_done(path: Path, name: str) -> SettingsError:
    """The error for a record that can't be done, with what to use for it."""
    message = _("nothing is done about {kind}: {record} has no end").format(kind="/".join(path) or "…", record=name)
    hint = _INSTEAD.get(path, say("set its fields: kamdocs set ACCOUNT/RECORD field=value"))
    return SettingsError(message, str(hint))
