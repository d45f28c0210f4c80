"""``kamdocs version``."""

import click

from kamdocs import __version__
from kamdocs.cli.streams import show


@click.command("version")
def command() -> None:
    """Show the version."""
    show(f"kamdocs {__version__}")
