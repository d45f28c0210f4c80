"""``kamdocs build``."""

import logging
from datetime import date
from pathlib import Path

import click

from kamdocs.cli.options import as_of_option
from kamdocs.cli.site import audience_option, config_option, engine_log, site_errors
from kamdocs.language import _, ngettext


@click.command("build")
@as_of_option
@audience_option
@config_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the pages go. [default: site/]")
@click.option("--strict", is_flag=True, help="Fail where a file can't be assessed, and on every warning of MkDocs.")
def command(
    as_of: date | None, audience: str | None, config_file: Path | None, site_dir: Path | None, strict: bool
) -> None:
    """Build the handbook into a folder of pages that any web server can serve."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from kamdocs.site.plugin import KamdocsPlugin, asked_audience, asked_day

    asked_day.set(as_of)
    asked_audience.set(audience)
    click.echo(_("Building the handbook …"), err=True)
    with site_errors(), engine_log(logging.WARNING):
        options = {"site_dir": str(site_dir.absolute())} if site_dir else {}
        config = load_config(str(config_file) if config_file else None, strict=strict, **options)
        plugin = config.plugins.get("kamdocs")
        if not isinstance(plugin, KamdocsPlugin):
            raise click.UsageError(_("{path} does not list the plugin kamdocs.").format(path=config.config_file_path))
        plugin.config.strict = plugin.config.strict or strict
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    everything = plugin.settings.audience.everything
    note = _("note: {path} can't be assessed; its page says why")
    if not everything:
        note = _("note: {path} can't be read: it is left out of this site; kamdocs check says why")
    unread = [one for one in plugin.report.standings if one.account is None or (everything and one.faulty)]
    for standing in unread:
        click.echo(note.format(path=standing.path), err=True)
    number = len(plugin.report.standings) - (0 if everything else len(unread))
    built = ngettext(
        "The handbook of {number} account as of {day} for {audience} is built.",
        "The handbook of {number} accounts as of {day} for {audience} is built.",
        number,
    )
    audience_name = plugin.settings.audience.name
    click.echo(built.format(number=number, day=plugin.report.as_of, audience=audience_name), err=True)
    where = _("Open {page}.")
    if not plugin.settings.offline:
        where = _("Open {page} (links need a web server: kamdocs serve; or set offline = true).")
    click.echo(where.format(page=Path(config.site_dir) / "index.html"), err=True)
