"""What is wrong with the settings, or with how the program was called."""

import difflib
from collections.abc import Iterable

from kamdocs.language import _


class SettingsError(Exception):
    """The settings, or how the program was called, are wrong; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint: the known name that is closest, or all of them where none is close."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return _("did you mean {name}?").format(name=close[0])
    listed = ", ".join(names[:12])
    return _("known here: {names}").format(names=listed + (" …" if len(names) > 12 else ""))
