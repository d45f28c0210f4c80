"""``kamdocs serve``."""

import logging
from datetime import date
from pathlib import Path
from typing import Any

import click

from kamdocs.cli.options import as_of_option
from kamdocs.cli.site import audience_option, config_option, engine_log, site_errors


@click.command("serve")
@as_of_option
@audience_option
@config_option
@click.option("--address", metavar="HOST:PORT", help="Where to listen. [default: 127.0.0.1:8000]")
@click.option("--open", "open_", is_flag=True, help="Open the browser.")
def command(
    as_of: date | None, audience: str | None, config_file: Path | None, address: str | None, open_: bool
) -> None:
    """Serve the handbook on this machine, and rebuild it when a plan is saved."""
    from mkdocs.commands.serve import serve

    from kamdocs.site.asked import Asked, asking

    options: Any = {"dev_addr": address} if address else {}
    with asking(Asked(as_of, audience)), site_errors(), engine_log(logging.INFO):
        serve(str(config_file) if config_file else None, open_in_browser=open_, **options)
