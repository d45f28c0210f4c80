"""What building and serving share: where mkdocs.yml is, and MkDocs' errors in our way of telling them."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kamdocs.settings.error import SettingsError

config_option = click.option(
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The mkdocs.yml to use. [default: the nearest one, upward from here]",
    callback=lambda _ctx, _param, given: given or _nearest(),
)
audience_option = click.option(
    "--audience", metavar="NAME", help="Who the handbook is for. [default: the settings', else internal]"
)


def _nearest() -> Path | None:
    here = Path.cwd()
    return next((path for folder in (here, *here.parents) if (path := folder / "mkdocs.yml").is_file()), None)


@contextmanager
def site_errors() -> Iterator[None]:
    """Turn what MkDocs says is wrong, or breaks in others' plugins and templates, into a :class:`SettingsError`."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's advertisement, which says nothing to our users

    try:
        yield
    except (SettingsError, click.UsageError):
        raise
    except (Exception, SystemExit) as error:  # the engine's Abort is both
        from kamdocs.site.explained import explained

        if fault := explained(error):
            raise fault from error
        raise


@contextmanager
def engine_log(level: int) -> Iterator[None]:
    """Let MkDocs tell on standard error what is at least of this level."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s" if level < logging.WARNING else "%(levelname)s: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)
