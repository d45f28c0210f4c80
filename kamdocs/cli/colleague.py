"""``kamdocs colleague``: one of our people is added, or something else is said of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.completion import complete_person
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import WritingOptions, carry_out, find_person, handbook_here, writing_options
from kamdocs.cli.meant import ME, last_day
from kamdocs.cli.streams import tell
from kamdocs.language import _, ngettext
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Handbook

_FIELDS = ("title", "email", "phone", "reports_to")


@click.command(name="colleague")
@click.argument("name", required=False, shell_complete=complete_person)
@click.option("--title", metavar="TEXT", help="What the person does.")
@click.option(
    "--email",
    multiple=True,
    metavar="ADDRESS",
    help="An address; may be repeated. By the one that git has as user.email kamdocs knows who is typing.",
)
@click.option("--phone", multiple=True, metavar="NUMBER", help="A number; may be repeated.")
@click.option("--reports-to", metavar="PERSON", shell_complete=complete_person, help="The superior, by id or name.")
@click.option("--left", metavar="DAY", help="The last day with us, which may lie ahead: 30.11., yesterday.")
@click.option("--anyway", is_flag=True, help="Add the person though one of nearly that name is there.")
@writing_options
def command(name: str | None, *, anyway: bool, options: WritingOptions, **given: Any) -> Exit:
    """Add one of our people to _team.yml, or set what it says of somebody who is there.

    NAME is the first and last name of somebody new, or the id, the name or the beginning of the name of somebody who is
    there. Who leaves stays in the file, because old plans name them; kamdocs handover hands their open work over.

    \b
    Examples:
      kamdocs colleague "Eva Brod" --title "Key account manager" --email eva@supplier.example
      kamdocs colleague ana --email ana@supplier.example --reports-to maja
      kamdocs colleague luka.zupan --left 30.11. --commit
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.keeping.colleagues import colleague_added, colleague_changed, colleague_meant

    handbook, today = handbook_here(options)
    team = handbook.team_file()
    said = name or _asked_name()
    who = find_person(handbook, said) if said.casefold() in ME else said
    meant = colleague_meant(team.data, who, new=anyway)
    fields = _fields(handbook, given, today)
    if meant:
        intent = colleague_changed(team.data, meant.id, fields)
        words = _("our team: {name}: {fields}").format(name=meant.name, fields=", ".join(fields))
    else:
        intent = colleague_added(team.data, " ".join(said.split()), fields)
        words = _("our team: {name} is added").format(name=said)
    ended = carry_out(handbook, [(team, intent.edits)], options, words)
    if ended is Exit.OK and meant and "left_on" in fields:
        _tell_of_work(handbook, meant.id)
    return ended


def _asked_name() -> str:
    from kamdocs.cli.asking import ask, at_terminal

    if not at_terminal():
        raise SettingsError(_("no colleague is named"), _("give the first and the last name"))
    return ask(_("which of our people?"), str) or ""


def _fields(handbook: "Handbook", given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The fields that were given, as the file has them."""
    from kamdocs.keeping.reading import Reading, read_value
    from kamdocs.schema.walk import schema_tree

    def refer(_target: str, text: str) -> str:
        return find_person(handbook, text)

    member = schema_tree("team").fields["team"].value
    reading = Reading(today, handbook.settings.timezone, refer)
    fields = {}
    for name in _FIELDS:
        value = given[name]
        texts: Sequence[str] = value if isinstance(value, tuple) else (value,) if value else ()
        if texts:
            fields[name] = read_value(member.fields[name], texts, reading)
    if given["left"]:
        fields["left_on"] = last_day(given["left"], today).isoformat()
    return fields


def _tell_of_work(handbook: "Handbook", person: str) -> None:
    """How the work of somebody who leaves goes over to another, where plans name them."""
    from kamdocs.keeping.naming import plans_with
    from kamdocs.report.printable import printable

    number = sum(1 for _plan in plans_with(handbook, person))
    if number:
        note = ngettext(
            "note: {number} plan names {person}: kamdocs handover {person} TO hands over what is open",
            "note: {number} plans name {person}: kamdocs handover {person} TO hands over what is open",
            number,
        )
        tell(printable(note.format(number=number, person=person)))
