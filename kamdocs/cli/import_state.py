"""The file of what imports brought in, ``import/state.json``: read whole, and written over what was read only."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from kamdocs.exchange.mapping import FOLDER
from kamdocs.exchange.state import State, read_state, state_text
from kamdocs.language import _
from kamdocs.settings.error import SettingsError
from kamdocs.writing import WriteError, replace_file

NAME = "state.json"
_TRIES = 5
_MOST = 64 * 1024 * 1024


class StateFile(msgspec.Struct, frozen=True):
    """The file in a handbook, by that one's root."""

    root: Path

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.root / FOLDER / NAME

    @property
    def shown(self) -> str:
        """What messages call it."""
        return f"{FOLDER}/{NAME}"

    def read(self) -> State:
        """What it holds; nothing where it is not there yet. Raises :class:`SettingsError`."""
        return self._state_in(self._bytes())

    def change(self, changed: Callable[[State], State]) -> list[Path]:
        """Write what becomes of the state; the file, if anything in it changed. Raises :class:`SettingsError`.

        Another command may have written it since somebody read it: ``changed`` gets what is there now.
        """
        for tries in range(_TRIES):
            there = self._bytes()
            state = self._state_in(there)
            after = changed(state)
            if after.records == state.records:
                return []
            try:
                replace_file(self.path, there, state_text(after).encode("utf-8"), self.root)
            except WriteError as error:
                if tries + 1 == _TRIES:
                    raise SettingsError(str(error), error.hint) from error
            else:
                break
        return [self.path]

    def _bytes(self) -> bytes | None:
        path = self.path
        if not path.exists():
            return None
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST:
            raise SettingsError(_("{path} is not an ordinary file").format(path=path), _("move it away"))
        return path.read_bytes()

    def _state_in(self, data: bytes | None) -> State:
        return read_state((data or b"").decode("utf-8", "replace"), self.shown)
