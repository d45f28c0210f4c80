"""What building and serving share: where mkdocs.yml is, and MkDocs' errors in our way of telling them."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kamdocs.config import SettingsError

config_option = click.option(
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The mkdocs.yml to use. [default: the nearest one, upward from here]",
    callback=lambda _ctx, _param, given: given or _nearest(),
)


def _nearest() -> Path | None:
    here = Path.cwd()
    return next((path for folder in (here, *here.parents) if (path := folder / "mkdocs.yml").is_file()), None)


@contextmanager
def site_errors() -> Iterator[None]:
    """Turn what MkDocs says is wrong into a :class:`SettingsError`."""
    from mkdocs.exceptions import Abort, MkDocsException

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's advertisement, which says nothing to our users

    try:
        yield
    except Abort as error:
        raise SettingsError("the handbook was not built", "the lines above say why") from error
    except MkDocsException as error:
        raise SettingsError(str(error).strip(), "mkdocs.yml is the place of the site's settings") from error


@contextmanager
def quiet_engine() -> Iterator[None]:
    """Let MkDocs tell of warnings only."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)
