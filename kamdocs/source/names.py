"""What messages call a file."""

from pathlib import Path


def shown_path(path: Path, root: Path) -> str:
    """What messages call a file: its path from the settings' folder, with slashes, wherever one stands."""
    path = path.absolute()
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return encodable(shown.as_posix())


def encodable(name: str) -> str:
    """A file's name as text that can be written out; what is not UTF-8 in it is shown as unknown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
