"""``kamdocs left``: say that a person of the customer has left, and who follows."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.completion import complete_place, complete_stakeholder
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import (
    WritingOptions,
    carry_out,
    find_account,
    find_stakeholder,
    handbook_here,
    writing_options,
)
from kamdocs.cli.meant import last_day, parted
from kamdocs.cli.said import chosen, in_commit, tell_all
from kamdocs.language import _
from kamdocs.schema.suggest import folded
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Plan
    from kamdocs.keeping.leaving import Leaving


_LIKE = 0.85
"""So alike two names are no two people, until somebody says so."""


@click.command(name="left")
@click.argument("account", required=False, metavar="[ACCOUNT[/PERSON]]", shell_complete=complete_place)
@click.argument("person", required=False, shell_complete=complete_stakeholder)
@click.option("--on", help="The last day, which may lie ahead: 2026-11-30, 30.11., yesterday. [default: today]")
@click.option(
    "--successor",
    shell_complete=complete_stakeholder,
    help="Who follows: somebody of the plan, none, or the name of somebody new, who is added.",
)
@click.option("--correct", is_flag=True, help="What was written before was a slip of the pen: write it anew.")
@writing_options
def command(account: str | None, person: str | None, options: WritingOptions, **given: Any) -> Exit:
    """Say that a PERSON of the customer has left, and tell what hangs on them.

    Somebody new gets the title, the unit, the area and the level of who left. Run it again with --successor when the
    successor is known.

    \b
    Examples:
      kamdocs left zeleznik petra-cuk
      kamdocs left zeleznik "Petra Čuk" --on 30.11. --successor "Rok Zajc"
      kamdocs left zeleznik čuk --successor "Mojca Hribar"
      kamdocs left zeleznik čuk --successor none
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.keeping.leaving import left

    handbook, today = handbook_here(options)
    on, successor, correct = given["on"], given["successor"], given["correct"]
    name, person = parted(handbook, account, person)
    plan = find_account(handbook, name)
    who = find_stakeholder(plan, person, may_be_new=False) if person else _asked_who(plan)
    gone = next(one for one in plan.data["stakeholders"] if one["id"] == who)
    if person is None:
        on, successor = _asked(plan, gone, on, successor, today)
        if not options.dry_run:
            _hold_meant(gone, on)
    day = last_day(on, today) if on else _today_unless_known(gone, successor, today, correct=correct)
    intent = left(plan.data, who, _leaving(plan, day, successor, correct=correct), today)
    words = in_commit(plan, _("somebody has left"))  # no name: what stands in a commit is there for good
    ended = carry_out(handbook, [(plan, intent.edits)], options, words)
    if ended is Exit.OK:
        tell_all(intent.told)
    return ended


def _asked_who(plan: "Plan") -> str:
    """Somebody who is there, chosen on a terminal."""
    there = [one for one in plan.data.get("stakeholders", ()) if not one.get("left_on")]
    return chosen(_("who has left?"), [(one["id"], str(one.get("name"))) for one in there])


def _asked(
    plan: "Plan", gone: "Mapping[str, Any]", on: str | None, successor: str | None, today: date
) -> tuple[str, str | None]:
    """The last day and who follows, asked for where the command doesn't say them."""
    from kamdocs.cli.asking import ask

    def follows(text: str) -> str:
        found = _leaving(plan, None, text, correct=False)
        return found.newcomer or found.successor or text

    usual = str(gone.get("left_on") or today)
    day = on or ask(_("the last day"), lambda text: last_day(text, today).isoformat(), default=usual)
    told = _("somebody of the plan, none, or the name of somebody new, who is added")
    return day or usual, successor or ask(_("who follows? (may be left out)"), follows, required=False, told=told)


def _hold_meant(gone: "Mapping[str, Any]", on: str) -> None:
    from kamdocs.cli.asking import confirm

    question = _("write that the last day of {name} is {day}?").format(name=gone.get("name"), day=on)
    if not confirm(question, default=True):
        raise click.exceptions.Abort


def _today_unless_known(gone: dict[str, str], successor: str | None, today: date, *, correct: bool) -> date | None:
    """Today, unless the plan has the day and only the successor is new."""
    return None if gone.get("left_on") and (successor or correct) else today


def _leaving(plan: "Plan", day: date | None, successor: str | None, *, correct: bool) -> "Leaving":
    from kamdocs.cli.meant import decided
    from kamdocs.keeping.finding import find_among, stakeholders
    from kamdocs.keeping.leaving import NOBODY, Leaving
    from kamdocs.writing import free_id_for

    if successor is None or successor == NOBODY:
        return Leaving(day, successor, None, correct)
    found = find_among(successor, stakeholders(plan.data))
    if found.one or found.several:
        return Leaving(day, decided(found, successor, "stakeholder").id, None, correct)
    _hold_no_slip(successor, plan)
    new = free_id_for(plan.data, plan.document.text, "stakeholders", {"name": successor})
    return Leaving(day, new, successor, correct)


def _hold_no_slip(name: str, plan: "Plan") -> None:
    """Raise where a name is nearly that of somebody of the plan: then it is rather a slip than somebody new."""
    import difflib

    known = {folded(str(one.get("name"))): one["id"] for one in plan.data["stakeholders"]}
    near = difflib.get_close_matches(folded(name), known, n=1, cutoff=_LIKE)
    if near:
        message = _("nobody at this customer is called {name}").format(name=name)
        hint = _("did you mean {name}? somebody new of a name so like it is added first: kamdocs person")
        raise SettingsError(message, hint.format(name=known[near[0]]))
