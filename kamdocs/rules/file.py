"""The file itself: readable, valid, pointing at things that exist, with ids and dates that can be true.

What can't be read or is not valid is found upstream (``source``, ``schema``), and what is wrong with a waiver
downstream (``lint``), where the gaps are known; their checks stand here all the same, for their pages and settings.
"""

import difflib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo

from kamdocs.language import Sentence, say
from kamdocs.model import Id, Shared
from kamdocs.rules.check import check, described
from kamdocs.rules.gap import FileLapse
from kamdocs.rules.golden import GOLDEN_RULES
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.spans import DAWN, FOREVER, Span
from kamdocs.schema.annotations import Annotated

ALWAYS = Span(DAWN, FOREVER)


@described("DOC001", "yaml-error", "error", hint="correct the file at that place", starter=True, always=True)
def yaml_error() -> None:
    """The file is strict YAML in UTF-8: what one tool reads, every tool reads the same.

    Why: a plan lives for years and is read by people, by this tool and by others. Duplicate fields, anchors, tags
    and words such as NO or 0123 without quotes are read differently by each, and 812.000 is 812 to some, 812 thousand
    to others. A value of which nobody can tell what it means counts as missing.

    How to close: go to the line and column, and do what the hint says. Quotes solve most of it.

    Bad:

        tier: key
        key_reason: reference
        tier: strategic

    Good:

        tier: strategic
        key_reason: reference
    """


@described("DOC002", "schema-error", "error", hint="look at the field reference", starter=True, always=True)
def schema_error() -> None:
    """The file holds known fields with values of the right kind, and all that are required.

    Why: a misspelt field is a fact that nobody will ever find again. While a file is not valid, its gaps can't be
    told, so it is listed but not assessed.

    How to close: follow the hint; the field reference lists every field with its values.

    Bad:

        tier: gold
        ownr: ana.novak

    Good:

        tier: key
        owner: ana.novak
    """


@check(
    "DOC003",
    "unknown-reference",
    "error",
    scope="file",
    hint="correct the id, or add what it should name",
    starter=True,
)
def unknown_reference(file: PlanFile) -> Iterator[FileLapse]:
    """Every id names something: a person of the team, a stakeholder, a unit, an offering, a need, an action.

    Why: a promise to nobody and an action that does not exist look fine on the page and are worth nothing.

    How to close: correct the id, or add the record that it should name.

    Bad:

        owner: ana.nowak

    Good:

        owner: ana.novak
    """
    known = _known_ids(file)
    for value in file.annotated:
        target = value.refers_to
        if target is None or value.value in known[target]:
            continue
        if target == "check" and file.checks is None:
            continue  # it may be one of the team's own, which are not known here
        message = say(
            "{field} names {id}, which is no {target}",
            field=" › ".join(step for step in value.pointer if isinstance(step, str)),
            id=value.value,
            target=_TARGETS[target],
        )
        yield FileLapse(
            ALWAYS, value.pointer, message, _reference_hint(file.shared, target, value.value, known[target])
        )


_TARGETS = {
    "person": say("person of the team roster"),
    "stakeholder": say("stakeholder of this plan"),
    "stakeholder-or-none": say("stakeholder of this plan"),
    "unit": say("unit of this plan"),
    "offering": say("offering of ours"),
    "need": say("need of this plan"),
    "opportunity": say("opportunity of this plan"),
    "action": say("action of this plan"),
    "check": say("check"),
    "rule-or-record": say("golden rule and no record of this plan"),
}


def _known_ids(file: PlanFile) -> Mapping[str, frozenset[Id]]:
    data = file.document.data

    def ids(field: str) -> frozenset[Id]:
        # A record that was left out for a fault of its own is there all the same: told once, not at each reference.
        return file.document.left_out.union(record["id"] for record in data.get(field, ()))

    people = ids("stakeholders")
    return {
        "person": frozenset(file.shared.members) if file.kind == "account" else ids("team"),
        "stakeholder": people,
        "stakeholder-or-none": people | {"none"},
        "unit": ids("units"),
        "offering": frozenset(file.shared.offering_names),
        "need": ids("needs"),
        "opportunity": ids("opportunities"),
        "action": ids("actions"),
        "check": file.checks or frozenset(),
        "rule-or-record": frozenset({rule.slug for rule in GOLDEN_RULES} | {one for _, one in file.ids}),
    }


def _reference_hint(shared: Shared, target: str, value: str, known: frozenset[Id]) -> Sentence | None:
    if target == "person" and not shared.has_team:
        return say("there is no _team.yml in the accounts folder: create it and list the people of the team there")
    if target == "offering" and not shared.has_offerings:
        return say("there is no _offerings.yml in the accounts folder: create it and list there what you sell")
    close = difflib.get_close_matches(value, sorted(known), n=1, cutoff=0.6)
    return say("did you mean {id}?", id=close[0]) if close else None


@check("DOC004", "duplicate-id", "error", scope="file", hint="give one of the two another id", starter=True)
def duplicate_id(file: PlanFile) -> Iterator[FileLapse]:
    """An id stands only once in a file, and an account's id only once in the handbook.

    Why: whatever points at the id can't tell which of the two is meant.

    How to close: give one of the two another id, and correct what pointed at it.

    Bad:

        needs:
          - {id: n1, text: Shorter changeovers, status: open}
          - {id: n1, text: Longer tool life, status: open}

    Good:

        needs:
          - {id: n1, text: Shorter changeovers, status: open}
          - {id: n2, text: Longer tool life, status: open}
    """
    first: dict[Id, int] = {}
    for pointer, record_id in file.ids:
        if record_id in first:
            message = say("the id {id} stands twice, first on line {line}", id=record_id, line=first[record_id])
            yield FileLapse(ALWAYS, pointer, message)
        else:
            first[record_id] = file.document.place_of(pointer).line


@check("DOC005", "impossible-date", "error", scope="file", hint="correct the date", starter=True)
def impossible_date(file: PlanFile) -> Iterator[FileLapse]:
    """What tells of the past does not lie in the future, and what comes later is not dated earlier.

    Why: a date that can't be true is a slip of the pen, and every gap reckoned from it is wrong.

    How to close: correct the date. One that lies in the future closes by itself when the day has come.

    Bad:

        orders:
          - {id: "4500012", status: accepted, ordered_on: 2026-08-20, promised_on: 2026-09-30, delivered_on: 2026-08-02}

    Good:

        orders:
          - {id: "4500012", status: accepted, ordered_on: 2026-08-20, promised_on: 2026-09-30, delivered_on: 2026-09-29}
    """
    for value in file.annotated:
        if not (value.past or value.not_before):
            continue
        field, day = value.pointer[-1], _day(value.value, file.zone)
        if value.past:
            message = say("{field} tells of the past but is {day}, a day to come", field=field, day=day)
            yield FileLapse(Span(DAWN, day), value.pointer, message)
        if value.not_before and value.not_before in value.record and _earlier(value):
            message = say(
                "{field} is {day}, before {other} ({first})",
                field=field,
                day=value.value,
                other=value.not_before,
                first=value.record[value.not_before],
            )
            yield FileLapse(ALWAYS, value.pointer, message)


_DAY = "2026-03-04"


def _day(value: str, zone: tzinfo | None) -> date:
    """The handbook's day of a date, or of a moment: that of its instant in the zone, else on the machine's calendar."""
    if len(value) == len(_DAY):
        return date.fromisoformat(value)
    try:
        return datetime.fromisoformat(value).astimezone(zone).date()
    except OverflowError:  # at the ends of the calendar
        return date.fromisoformat(value[: len(_DAY)])


def _earlier(value: Annotated) -> bool:
    first = value.record[str(value.not_before)]
    if len(first) == len(_DAY):
        return bool(value.value[:10] < first)
    return datetime.fromisoformat(value.value) < datetime.fromisoformat(first)


@described(
    "DOC006",
    "waiver-lapsed",
    "error",
    hint="close the gap, or renew the waiver with a new date and reason",
    starter=True,
)
def waiver_lapsed() -> None:
    """A waiver that has run out does not stand where its gap is still open.

    Why: a gap is accepted for a while. When the while is over, somebody has to decide anew.

    How to close: close the gap and delete the waiver, or give it a new date, with a reason that is true today.

    Bad:

        waivers:
          - {check: owner-missing, reason: The new manager starts in October, until: 2026-10-01, by: maja.kranjc}

    Good:

        waivers:
          - {check: owner-missing, reason: The new manager starts in January, until: 2027-01-04, by: maja.kranjc}
    """


@described("DOC007", "waiver-unused", "warning", hint="delete the waiver, or correct its check and record")
def waiver_unused() -> None:
    """A waiver names a gap that is open, or will open before the waiver ends.

    Why: a waiver for nothing hides the next gap of that kind, and tells the reader of a trouble that isn't there.

    How to close: delete it. If it was meant for another check or record, correct that. Faults of the file and gaps of
    the portfolio can't be waived.

    Bad:

        owner: ana.novak
        waivers:
          - {check: owner-missing, reason: The new manager starts in January, until: 2027-01-04, by: maja.kranjc}

    Good:

        waivers:
          - {check: owner-missing, reason: The new manager starts in January, until: 2027-01-04, by: maja.kranjc}
    """


@described("DOC009", "text-cut", "error", hint="put the whole text in quotes", starter=True)
def text_cut() -> None:
    """Nothing of a text is lost behind a #.

    Why: to YAML a blank and a # begin a comment. Of an unquoted text such as SAP #4711 only SAP is left, in the
    handbook and everywhere, and nobody is told.

    How to close: put the whole text in quotes. If it is meant as a comment, leave two spaces before the #, or give it
    a line of its own.

    Bad:

        orders_tracked_in: SAP #4711 sales view

    Good:

        orders_tracked_in: "SAP #4711 sales view"  # the view that sales uses
    """
