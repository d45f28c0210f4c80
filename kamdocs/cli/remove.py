"""``kamdocs remove``: take out a record that was written by mistake."""

from typing import TYPE_CHECKING

import click

from kamdocs.cli.completion import complete_place, complete_record
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import WritingOptions, carry_out, find_account, find_record, handbook_here, writing_options
from kamdocs.cli.meant import parted
from kamdocs.cli.said import be_sure, chosen, in_commit
from kamdocs.cli.streams import show
from kamdocs.language import _

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Plan
    from kamdocs.writing import Way


@click.command(name="remove")
@click.argument("account", required=False, metavar="[ACCOUNT[/RECORD]]", shell_complete=complete_place)
@click.argument("record", required=False, shell_complete=complete_record)
@click.option("--yes", is_flag=True, help="Don't ask whether that is meant.")
@writing_options
def command(account: str | None, record: str | None, *, yes: bool, options: WritingOptions) -> Exit:
    """Take a RECORD out of the plan of an ACCOUNT that was written by mistake.

    What is over is not taken out, but done: a plan is the memory of what was. A record that others name stays, and it
    is told which. A person who is to be forgotten is erased by kamdocs forget, and one who is gone has left.

    \b
    Examples:
      kamdocs remove zeleznik nc2 --dry-run
      kamdocs remove zeleznik "price list" --yes
      kamdocs remove zeleznik orders/4500031/delays/2026-11-18 --yes --commit
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.keeping.intent import record_at
    from kamdocs.keeping.kinds import record_in_words
    from kamdocs.keeping.removing import removed

    handbook, _day = handbook_here(options)
    name, record = parted(handbook, account, record)
    plan = find_account(handbook, name)
    way = find_record(plan, record) if record else _asked_for_record(plan)
    intent = removed(plan.data, way)
    if not options.dry_run:
        _show_record(plan, way)
        be_sure(_("take this out of {path}?").format(path=plan.shown), yes=yes)
    words = in_commit(plan, _("{record} is taken out").format(record=record_in_words(way, record_at(plan.data, way))))
    return carry_out(handbook, [(plan, intent.edits)], options, words)


def _asked_for_record(plan: "Plan") -> "Way":
    """Some record of the plan, chosen on a terminal."""
    from kamdocs.keeping.finding import records
    from kamdocs.keeping.kinds import kind_in_words

    listed = {str(place): one for place, one in enumerate(records(plan.data), 1)}
    told = [(place, f"{kind_in_words(one.way)}: {one.told}") for place, one in listed.items()]
    return listed[chosen(_("what is to be taken out?"), told)].way


def _show_record(plan: "Plan", way: "Way") -> None:
    from kamdocs.keeping.intent import pointer_to
    from kamdocs.keeping.showing import shown_at
    from kamdocs.report.printable import printable, printable_lines

    shown = shown_at(plan.document, pointer_to(plan.data, way))
    show(printable(f"{plan.shown}:{shown.line}"))
    show(printable_lines("\n".join(shown.lines)))
