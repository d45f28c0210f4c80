"""``kamdocs build``."""

import logging
from datetime import date
from pathlib import Path

import click

from kamdocs.cli.options import as_of_option
from kamdocs.cli.site import config_option, engine_log, site_errors


@click.command("build")
@as_of_option
@config_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the pages go. [default: site/]")
@click.option("--strict", is_flag=True, help="Fail where a file can't be assessed, and on every warning of MkDocs.")
def command(as_of: date | None, config_file: Path | None, site_dir: Path | None, strict: bool) -> None:
    """Build the handbook into a folder of pages that any web server can serve."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from kamdocs.cli.summary import count
    from kamdocs.mkdocs_plugin import KamdocsPlugin, asked_day

    asked_day.set(as_of)
    click.echo("Building the handbook …", err=True)
    with site_errors(), engine_log(logging.WARNING):
        options = {"site_dir": str(site_dir.absolute())} if site_dir else {}
        config = load_config(str(config_file) if config_file else None, strict=strict, **options)
        plugin = config.plugins.get("kamdocs")
        if not isinstance(plugin, KamdocsPlugin):
            raise click.UsageError(f"{config.config_file_path} does not list the plugin kamdocs.")
        plugin.config.strict = plugin.config.strict or strict
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    for standing in plugin.report.standings:
        if standing.account is None:
            click.echo(f"note: {standing.path} can't be assessed; its page says why", err=True)
    number = len(plugin.report.standings)
    click.echo(f"The handbook of {count(number, 'account')} as of {plugin.report.as_of} is built.", err=True)
    served = "" if plugin.settings.offline else " (links need a web server: kamdocs serve; or set offline = true)"
    click.echo(f"Open {Path(config.site_dir) / 'index.html'}{served}.", err=True)
