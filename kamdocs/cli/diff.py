"""``kamdocs diff``."""

import os
from datetime import date
from pathlib import Path

import click
import msgspec

from kamdocs.cli.change_links import links_of
from kamdocs.cli.options import as_of_day, as_of_option, settings_here
from kamdocs.cli.output import parse_outputs
from kamdocs.cli.streams import show
from kamdocs.cli.summary import tell_failures
from kamdocs.cli.targets import guard_outputs, write_report
from kamdocs.language import _
from kamdocs.lint import (
    After,
    Evaluation,
    NothingToCheck,
    Side,
    at_commit,
    evaluate,
    evaluate_before,
    judge,
    tell_story,
)
from kamdocs.report import STORY_FORMATS
from kamdocs.settings.error import SettingsError
from kamdocs.settings.values import Settings

HORIZON_DAYS = 3660
"""How far ahead both sides look, so that a gap that moved into the future is seen to have moved."""


@click.command("diff")
@click.argument("base", default="HEAD")
@click.argument("head", required=False)
@as_of_option
@click.option("--format", "format_", type=click.Choice(list(STORY_FORMATS)), default="text", show_default=True,
              help="What goes to standard output.")  # fmt: skip
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE",
              help="Write a format to a file as well; may be repeated.")  # fmt: skip
def command(base: str, head: str | None, as_of: date | None, format_: str, outputs: tuple[str, ...]) -> int:
    """Tell what a change does: what gets better and worse, who looks after what, and what is asked otherwise.

    BASE is a branch, tag or commit; the change begins where it and HEAD (or the second name) parted. Without a second
    name the working tree is the new side; without any, what is not committed yet is told.
    """
    files = parse_outputs(outputs, STORY_FORMATS)
    settings = settings_here()
    guard_outputs(files, settings)
    day, _note = as_of_day(as_of, settings)
    here = Path.cwd()
    try:
        after = (
            After(settings, evaluate(settings, day), day)
            if head is None
            else at_commit(head, here, day, allowed=settings.allowed)
        )
    except NothingToCheck as error:
        raise SettingsError(str(error), _("there is nothing to compare")) from error
    before = evaluate_before(base, here, after)
    old, new = (_side(one.settings, one.evaluation, day) for one in (before, after))
    story = tell_story(old, new, before.renamed)
    links = links_of(before.commit, after.settings.root, os.environ)
    for name, path in files:
        write_report(path, STORY_FORMATS[name](story, links))
    show(STORY_FORMATS[format_](story, links), nl=False)
    return tell_failures(msgspec.structs.replace(new.report, failures=after.settings.failures))


def _side(settings: Settings, evaluation: Evaluation, day: date) -> Side:
    report = judge(evaluation, settings.policies, day, upcoming_days=HORIZON_DAYS)
    return Side(settings, evaluation.shared, report)
