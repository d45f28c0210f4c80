"""``kamdocs serve``."""

import errno
import logging
import re
import socket
from datetime import date
from pathlib import Path
from typing import Any

import click

from kamdocs.cli.options import as_of_option
from kamdocs.cli.site import audience_option, config_option, engine_log, site_errors
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

_DEFAULT = "127.0.0.1:8000"
"""Where the engine listens where nothing else is said."""
_PORTS = 65536
_ADDRESS = re.compile(r"^dev_addr[ \t]*:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


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
    _hold_free(address or _address_in(config_file))
    with asking(Asked(as_of, audience)), site_errors(), engine_log(logging.INFO):
        serve(str(config_file) if config_file else None, open_in_browser=open_, **options)


def _address_in(config_file: Path | None) -> str:
    """Where mkdocs.yml says that the engine listens."""
    try:
        found = _ADDRESS.search(config_file.read_text("utf-8-sig")) if config_file else None
    except (OSError, UnicodeDecodeError):  # the engine says what is wrong with it
        found = None
    return found[1] if found else _DEFAULT


def _hold_free(address: str) -> None:
    """Raise :class:`SettingsError` where another program listens there: before a build, which may take a while."""
    host, _colon, port = address.rpartition(":")
    if not (host and port.isdecimal() and int(port) < _PORTS):  # the engine says what is wrong with it
        return
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, int(port)), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = f"{address.rpartition(':')[0]}:{(int(port) + 1) % _PORTS}"
            message = _("{address} is in use: another program listens there, perhaps another kamdocs serve")
            hint = _("end that one, or serve elsewhere: kamdocs serve --address {address}").format(address=other)
            raise SettingsError(message.format(address=address), hint) from error
        message = _("{address} is no place to listen: {reason}").format(address=address, reason=error.strerror or error)
        raise SettingsError(message, _("try another --address, such as {address}").format(address=_DEFAULT)) from error
