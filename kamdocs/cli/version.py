"""``kamdocs version``."""

import click

from kamdocs import __version__


@click.command("version")
def command() -> None:
    """Show the version."""
    click.echo(f"kamdocs {__version__}")
