"""``kamdocs forget``: erase a person from a plan, and say where else the name still stands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
from kamdocs.cli.meant import parted
from kamdocs.cli.said import be_sure, chosen, in_commit
from kamdocs.cli.streams import show, tell
from kamdocs.language import _, ngettext

if TYPE_CHECKING:
    from kamdocs.keeping.forgetting import Mention, Person
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.writing import Edit


@click.command(name="forget")
@click.argument("account", required=False, metavar="[ACCOUNT[/PERSON]]", shell_complete=complete_place)
@click.argument("person", required=False, shell_complete=complete_stakeholder)
@click.option("--texts", is_flag=True, help="Erase the whole name, addresses and numbers from free texts as well.")
@click.option("--yes", is_flag=True, help="Don't ask whether that is meant.")
@writing_options
def command(account: str | None, person: str | None, *, texts: bool, yes: bool, options: WritingOptions) -> Exit:
    """Erase a PERSON of the customer from the plan: name, id, e-mail, phone, and what we thought of them.

    The place in the company stays: title, unit, area, level, roles and influence. Whatever named the person names the
    erased entry then. Where the name still stands, in texts, in comments, in other plans and in git, is told, with
    what to do about it.

    \b
    Examples:
      kamdocs forget zeleznik petra-cuk --dry-run
      kamdocs forget zeleznik "Petra Čuk" --texts
      kamdocs forget zeleznik čuk --yes --commit
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.keeping.forgetting import forgotten, person_to_forget

    handbook, _day = handbook_here(options)
    name, person = parted(handbook, account, person)
    plan = find_account(handbook, name)
    named = find_stakeholder(plan, person, may_be_new=False) if person else _asked_who(plan)
    who = person_to_forget(plan.data, plan.document.text, named)
    intent = forgotten(plan.data, who, texts=texts)
    if not options.dry_run:
        be_sure(_("erase {name} from {path}?").format(name=who.name, path=plan.shown), yes=yes)
    words = in_commit(plan, _("a person is forgotten"))  # the name must not stand in the commit's message
    ended = carry_out(handbook, [(plan, intent.edits)], options, words)
    if ended is Exit.OK:
        _tell_where_else(handbook, plan, who, intent.edits)
    return ended


def _asked_who(plan: "Plan") -> str:
    people = plan.data.get("stakeholders", ())
    return chosen(_("who is to be forgotten?"), [(one["id"], str(one.get("name"))) for one in people])


def _tell_where_else(handbook: "Handbook", plan: "Plan", person: "Person", edits: "Sequence[Edit]") -> None:
    from kamdocs.keeping.forgetting import mentions
    from kamdocs.writing import write

    left = list(mentions(write(plan.document, edits).document.lines(), person))
    _tell_mentions(plan, [one for one in left if not one.comment], _("texts that may still name the person:"))
    _tell_mentions(plan, [one for one in left if one.comment], _("comments that may still name the person:"))
    _tell_other_plans(handbook, plan, person)
    _tell_baseline(handbook, person)
    _tell_imports(handbook, plan, person)
    _tell_past(handbook, plan, person)


def _tell_mentions(plan: "Plan", found: "Sequence[Mention]", title: str) -> None:
    from kamdocs.report.printable import printable

    if found:
        show(title)
    for one in found:
        show(printable(f"  {plan.shown}:{one.line}: {one.text}"))


def _tell_other_plans(handbook: "Handbook", plan: "Plan", person: "Person") -> None:
    from kamdocs.keeping.forgetting import mentions, names_person
    from kamdocs.keeping.naming import plans_with

    for other in plans_with(handbook, person.name, *person.contacts, besides=plan.id):
        if names_person(other.document.text, person):
            lines = [one for one in mentions(other.document.lines(), person) if names_person(one.text, person)]
            _tell_mentions(other, lines, _("{path} names the person too:").format(path=other.shown))


def _tell_baseline(handbook: "Handbook", person: "Person") -> None:
    """A baseline knows gaps by the records that they are about, and so by who it is."""
    from kamdocs.report.printable import printable

    baseline = handbook.settings.baseline
    if baseline and baseline.is_file() and f'"{person.id}"' in baseline.read_text("utf-8", "replace"):
        line = "kamdocs check --prune-baseline"
        show(printable(_("{path} names the person too; {line} takes that out").format(path=baseline.name, line=line)))


def _tell_imports(handbook: "Handbook", plan: "Plan", person: "Person") -> None:
    """What imports keep of the person, and what rows of theirs still name."""
    from kamdocs.cli.past_of_imports import told_of_imports
    from kamdocs.report.printable import printable

    for line in told_of_imports(handbook.root, plan, person):
        show(printable(line))


def _tell_past(handbook: "Handbook", plan: "Plan", person: "Person") -> None:
    """What git holds of the file, and how to take the person out of it."""
    from kamdocs.cli.past_of_file import how_to_erase, past_of
    from kamdocs.report.printable import printable

    past = past_of(handbook.folder.root, plan.path)
    if past is None or not past.commits:
        return
    told = ngettext(
        "git still holds the person in what it has of {path}: {number} commit, in every clone",
        "git still holds the person in what it has of {path}: {number} commits, in every clone",
        past.commits,
    )
    tell(printable(told.format(path=plan.shown, number=past.commits)))
    for line in how_to_erase(past, person):
        tell(printable(line))
