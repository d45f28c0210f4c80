"""``kamdocs build``."""

import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.exits import Exit
from kamdocs.cli.options import as_of_option
from kamdocs.cli.site import audience_option, config_option, engine_log, site_errors
from kamdocs.cli.streams import tell
from kamdocs.language import _, ngettext, plain_day
from kamdocs.report.printable import printable

if TYPE_CHECKING:
    from kamdocs.site.plugin import KamdocsPlugin


@click.command("build")
@as_of_option
@audience_option
@config_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the pages go. [default: site/]")
@click.option("--strict", is_flag=True, help="Fail where a file has a fault, and on every warning of MkDocs.")
def command(**options: Any) -> Exit:
    """Build the handbook into a folder of pages that any web server can serve."""
    from kamdocs.site.asked import Asked, asking

    tell(_("Building the handbook …"))
    given = Asked(options["as_of"], options["audience"], options["strict"])
    with asking(given), site_errors(), engine_log(logging.WARNING):
        plugin, site = _built(options["config_file"], options["site_dir"], strict=options["strict"])
    if click.get_current_context().find_root().obj:
        for failure in plugin.failures:
            traceback.print_exception(failure.error)
    return _tell(plugin, site)


def _built(config_file: Path | None, site_dir: Path | None, *, strict: bool) -> tuple["KamdocsPlugin", Path]:
    """Build, and let the new site take its place when the engine has said its last word."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from kamdocs.site.plugin import KamdocsPlugin

    options = {"site_dir": str(site_dir.absolute())} if site_dir else {}
    config = load_config(str(config_file) if config_file else None, strict=strict, **options)
    plugin = config.plugins.get("kamdocs")
    if not isinstance(plugin, KamdocsPlugin):
        raise click.UsageError(_("{path} does not list the plugin kamdocs.").format(path=config.config_file_path))
    config.plugins.on_startup(command="build", dirty=False)
    plugin.works.held = True
    try:
        build(config)
        plugin.works.finish()
    finally:
        config.plugins.on_shutdown()
    return plugin, Path(config.site_dir)


def _tell(plugin: "KamdocsPlugin", site: Path) -> Exit:
    """Say what is built, and what of it is not as it should be."""
    from kamdocs.handbook.words import edition
    from kamdocs.site.contents import notes

    for note in notes(plugin.settings, plugin.report):
        tell(printable(note))
    for failure in plugin.own_failures:
        tell(_("Error: {message}").format(message=printable(str(failure))))
    everything = plugin.settings.audience.everything
    number = sum(everything or standing.account is not None for standing in plugin.report.standings)
    built = ngettext(
        "The handbook of {number} account as of {day}, {edition}, is built.",
        "The handbook of {number} accounts as of {day}, {edition}, is built.",
        number,
    )
    audience = plugin.settings.audience.name
    tell(built.format(number=number, day=plain_day(plugin.report.as_of), edition=edition(audience)))
    where = _("Open {page}.")
    if not plugin.settings.offline:
        where = _("Open {page} (links need a web server: kamdocs serve; or set offline = true).")
    tell(printable(where.format(page=site / "index.html")))
    return Exit.INTERNAL if plugin.own_failures else Exit.OK
