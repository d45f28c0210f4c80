"""``kamdocs handover``: hand accounts, and the open work in them, over to a colleague."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.completion import complete_account, complete_person
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import (
    Task,
    WritingOptions,
    carry_out,
    find_account,
    find_person,
    handbook_here,
    writing_options,
)
from kamdocs.cli.said import be_sure, chosen, tell_all
from kamdocs.cli.streams import show, tell
from kamdocs.language import _, ngettext

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.keeping.intent import Intent


@click.command(name="handover")
@click.argument("giver", required=False, metavar="FROM", shell_complete=complete_person)
@click.argument("taker", required=False, metavar="TO", shell_complete=complete_person)
@click.argument("accounts", metavar="[ACCOUNT]...", nargs=-1, shell_complete=complete_account)
@click.option("--yes", is_flag=True, help="Don't ask whether that is meant.")
@writing_options
def command(
    giver: str | None, taker: str | None, accounts: Sequence[str], *, yes: bool, options: WritingOptions
) -> Exit:
    """Hand all that FROM looks after over TO a colleague; with ACCOUNTs, only what is in their plans.

    That is: the accounts themselves, open actions, promises and complaints, the people to look after, and the place
    in the line of escalation. What is over stays as it was, and is told, as is what is for others to decide. All plans
    are proven before the first is written; one that breaks its schema is left, named, and ends the command with 1.

    \b
    Examples:
      kamdocs handover ana.novak luka.zupan --dry-run
      kamdocs handover ana luka zeleznik "Dozdevna papirnica"
      kamdocs handover ana luka --yes --commit
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.keeping.handing import can_take_over

    handbook, day = handbook_here(options)
    gives = find_person(handbook, giver or _asked_who(handbook, _("who hands over?")))
    takes = find_person(handbook, taker or _asked_who(handbook, _("who takes over?"), but=gives))
    notes = can_take_over(handbook.shared, gives, takes, day)
    plans = _named(handbook, accounts) if accounts else _all_naming(handbook, gives)
    moved, whole = _intents(plans, gives, takes, day)
    tasks = [Task(plan, intent.edits) for plan, intent in moved if intent.edits]
    for plan, intent in moved:
        _show_intent(plan, intent, takes)
    tell_all(notes)
    if not tasks and whole:
        tell(_("nothing is handed over: no open work names {person}").format(person=gives))
    if not tasks:
        return Exit.OK if whole else Exit.FINDINGS
    if not options.dry_run:
        number = len(tasks)
        question = ngettext("hand over in {number} plan?", "hand over in {number} plans?", number)
        be_sure(question.format(number=number), yes=yes)
    words = _("{giver} hands over to {taker}").format(giver=gives, taker=takes)
    ended = carry_out(handbook, tasks, options, words)
    if ended is Exit.OK and not options.dry_run:
        _tell_of_leaving(handbook, gives)
    return ended if whole else Exit.FINDINGS


def _asked_who(handbook: "Handbook", question: str, but: str | None = None) -> str:
    return chosen(question, [(one.id, one.name) for one in handbook.shared.team if one.id != but])


def _tell_of_leaving(handbook: "Handbook", giver: str) -> None:
    """Who hands everything over may be leaving, and nothing but the team says so."""
    from kamdocs.report.printable import printable

    member = handbook.shared.members.get(giver)
    if member is None or member.left_on is None:
        note = _("note: if {person} leaves, write that down too: kamdocs colleague {person} --left DAY")
        tell(printable(note.format(person=giver)))


def _named(handbook: "Handbook", accounts: Sequence[str]) -> "Iterator[Plan]":
    seen = set()
    for one in accounts:
        plan = find_account(handbook, one)
        if plan.id not in seen:
            seen.add(plan.id)
            yield plan


def _all_naming(handbook: "Handbook", person: str) -> "Iterator[Plan]":
    """The plans in whose text the id stands; of the others none is read as YAML."""
    from kamdocs.keeping.naming import plans_with

    return plans_with(handbook, person)


def _intents(plans: "Iterator[Plan]", gives: str, takes: str, day: Any) -> "tuple[list[tuple[Plan, Intent]], bool]":
    """What happens to each plan, and whether these are all: one that breaks its schema is left, and named."""
    from kamdocs.keeping.handing import handed_over
    from kamdocs.keeping.naming import is_valid
    from kamdocs.report.printable import printable

    found, whole = [], True
    for plan in plans:
        if is_valid(plan):
            found.append((plan, handed_over(plan.data, gives, takes, day)))
        else:
            whole = False
            note = _("{path} breaks its schema and is left as it is: kamdocs check says why").format(path=plan.shown)
            tell(printable(note))
    return found, whole


def _show_intent(plan: "Plan", intent: "Intent", takes: str) -> None:
    from kamdocs.report.printable import printable

    if not intent.edits and not intent.told:
        return
    show(printable(f"{plan.id}: {plan.data['name']}"))
    for edit in intent.edits:
        way = plan.document.names_to(edit.way)
        record = _record(plan.data, edit.way)
        about = record.get("text") or (record.get("name") if edit.way[0] == "stakeholders" else "")
        show(printable(f"  {'/'.join(way)}: {takes}" + (f"  ({about})" if about else "")))
    for told in intent.told:
        show(printable(f"  {told}"))


def _record(data: Any, way: Sequence[str | int]) -> Mapping[str, Any]:
    for step in way[:-1]:
        data = data[step]
    return data if isinstance(data, dict) else {}
