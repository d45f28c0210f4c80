"""The file itself: readable, valid, pointing at things that exist, with ids and dates that can be true.

What can't be read or is not valid is found upstream (``source``, ``schema``), and what is wrong with a waiver
downstream (``lint``), where the gaps are known; their checks stand here all the same, for their pages and settings.
"""

from collections.abc import Iterator, Mapping, Sequence

from kamdocs.language import say
from kamdocs.model import Id
from kamdocs.model.doubles import persons, share_a_name
from kamdocs.rules.check import check, described
from kamdocs.rules.course import ALWAYS, circles, impossible_days
from kamdocs.rules.gap import FileLapse
from kamdocs.rules.mend import corrects, deletes, elsewhere, mend, sets, way
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.references import TARGETS, References
from kamdocs.rules.spans import until
from kamdocs.schema.ids import free_id
from kamdocs.source import Pointer


@described(
    "DOC001",
    "yaml-error",
    "error",
    hint="correct the file at that place",
    mend=mend(
        "What was meant?",
        elsewhere("kamdocs fix mends what has one right reading; for the rest open the file at that line"),
    ),
    starter=True,
    always=True,
)
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


@described(
    "DOC002",
    "schema-error",
    "error",
    hint="look at the field reference",
    mend=mend(
        "What was meant?",
        elsewhere("kamdocs fix mends what has one right reading; for the rest open the file at that line"),
    ),
    starter=True,
    always=True,
)
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
    mend=mend("Who or what was meant?", corrects()),
    starter=True,
)
def unknown_reference(file: PlanFile) -> Iterator[FileLapse]:
    """Every id names something: a colleague, a stakeholder, a unit, an offering, a need, an action, the group's plan.

    Why: a promise to nobody and an action that does not exist look fine on the page and are worth nothing.

    How to close: correct the id, or add the record that it should name.

    Bad:

        owner: ana.nowak

    Good:

        owner: ana.novak
    """
    for value, hint in References(file).unknown():
        message = say(
            "{field} names {id}, which is no {target}",
            field=" › ".join(step for step in value.pointer if isinstance(step, str)),
            id=value.value,
            target=TARGETS[value.refers_to or ""],
        )
        yield FileLapse(ALWAYS, value.pointer, message, hint)


_CALLED_BY = {"revenue": ("year", "currency"), "whitespace": ("offering", "unit"), "delays": ("known_on",)}
"""What records without an id are called by."""


@check(
    "DOC004",
    "duplicate-id",
    "error",
    scope="file",
    hint="give one of the two another id",
    mend=mend(
        "Which of the two is to be called otherwise?",
        way("the second, and so", corrects()),
        way("the second stands twice and is taken out", deletes()),
    ),
    starter=True,
)
def duplicate_id(file: PlanFile) -> Iterator[FileLapse]:
    """An id stands only once in a file, as do a day of delay, a cell, a year; an account's id once in the handbook.

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
    first: dict[Id, Pointer] = {}
    for pointer, record_id in file.ids:
        if record_id in first:
            line = file.document.place_of(first[record_id]).line
            message = say("the id {id} stands twice, first on line {line}", id=record_id, line=line)
            free = free_id(record_id, file.document.text)
            yield FileLapse(ALWAYS, pointer, message, say("give one of the two another id, such as {id}", id=free))
        else:
            first[record_id] = pointer
    yield from _doubles(file)


def _doubles(file: PlanFile) -> Iterator[FileLapse]:
    """Records without an id that stand twice: they are called by what is the same in both."""
    data = file.document.data
    lists: list[tuple[Pointer, Sequence[Mapping[str, object]]]] = [
        ((name,), data.get(name) or ()) for name in ("revenue", "whitespace")
    ]
    for place, order in enumerate(data.get("orders") or ()):
        lists.append((("orders", place, "delays"), order.get("delays") or ()))
    for pointer, records in lists:
        fields = _CALLED_BY[str(pointer[-1])]
        first: dict[tuple[object, ...], Pointer] = {}
        for place, record in enumerate(records):
            called = tuple(record.get(field) for field in fields)
            here = (*pointer, place, fields[0])
            if called not in first:
                first[called] = here
                continue
            name = "@".join(str(one) for one in called if one is not None)
            line = file.document.place_of(first[called]).line
            message = say("{name} stands twice, first on line {line}", name=name, line=line)
            yield FileLapse(ALWAYS, here, message, say("put the two together, or correct one of them"))


@check(
    "DOC005",
    "impossible-date",
    "error",
    scope="file",
    hint="correct the date",
    mend=mend("Which day is right?", corrects()),
    starter=True,
)
def impossible_date(file: PlanFile) -> Iterator[FileLapse]:
    """What tells of the past is past, what comes later is not dated earlier, no superiors or parents form a circle.

    Why: a date that can't be true is a slip of the pen, and every gap reckoned from it is wrong.

    How to close: correct the date. One that lies in the future closes by itself when the day has come; what is only
    planned stands under actions until then.

    Bad:

        orders:
          - {id: "4500012", status: accepted, ordered_on: 2026-08-20, promised_on: 2026-09-30, delivered_on: 2026-08-02}

    Good:

        orders:
          - {id: "4500012", status: accepted, ordered_on: 2026-08-20, promised_on: 2026-09-30, delivered_on: 2026-09-29}
    """
    yield from impossible_days(file)
    yield from circles(file)


@described(
    "DOC006",
    "waiver-lapsed",
    "error",
    hint="close the gap, or renew the waiver with a new date and reason",
    mend=mend(
        "Is the gap accepted for longer?",
        way("it is, until another day", sets("until", "reason")),
        way("it is not: the waiver goes", deletes()),
    ),
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


@described(
    "DOC007",
    "waiver-unused",
    "warning",
    hint="delete the waiver, or correct its check and record",
    mend=mend("Is the waiver still needed?", way("it is not: the waiver goes", deletes())),
)
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


@check(
    "DOC008",
    "person-twice",
    "warning",
    scope="file",
    hint="keep one of the two entries; where they are two people, give each an e-mail of its own",
    mend=mend(
        "Are they one person?",
        elsewhere(
            "keep one of the two entries in an editor; give two people of one name an e-mail each, with kamdocs set"
        ),
    ),
)
def person_twice(file: PlanFile) -> Iterator[FileLapse]:
    """Nobody who is there stands in the plan twice.

    Why: two entries of one person look like two people whom we know. They count as one, wherever people are counted.

    How to close: keep one of the two entries, and correct what pointed at the other one. Where they are two people of
    the same name, give each an e-mail of its own.

    Bad:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, area: purchasing}
          - {id: eva-zec-2, name: Eva Zec, email: eva@customer.example}

    Good:

        stakeholders:
          - {id: eva-zec, name: Eva Zec, area: purchasing, email: eva@customer.example}
    """
    if not share_a_name([record["name"] for record in file.document.data.get("stakeholders", ())]):
        return
    places = {id(person): index for index, person in enumerate(file.people)}
    for first, *others in persons(file.people):
        for other in others:
            if other.id != first.id:  # else it is the id that stands twice
                message = say(
                    "{name} stands in the plan twice: {first} and {second}",
                    name=other.name,
                    first=first.id,
                    second=other.id,
                )
                together = min((until(one.left_on) for one in (first, other)), key=lambda span: span.end)
                yield FileLapse(together, ("stakeholders", places[id(other)], "name"), message)


@described(
    "DOC009",
    "text-cut",
    "error",
    hint="put the whole text in quotes",
    mend=mend("What was meant?", elsewhere("kamdocs fix puts the whole text in quotes")),
    starter=True,
)
def text_cut() -> None:
    """Nothing of a text is lost behind a #.

    Why: to YAML a space and a # begin a comment. Of an unquoted text such as SAP #4711 only SAP is left, in the
    handbook and everywhere, and nobody is told.

    How to close: put the whole text in quotes. If it is meant as a comment, leave two spaces before the #, or give it
    a line of its own.

    Bad:

        orders_tracked_in: SAP #4711 sales view

    Good:

        orders_tracked_in: "SAP #4711 sales view"  # the view that sales uses
    """


@described(
    "DOC010",
    "waiver-endless",
    "warning",
    hint="give the waiver an end that somebody will live to see, and decide anew then",
    mend=mend("When is it to be decided anew?", sets("until")),
    days=400,
)
def waiver_endless() -> None:
    """A waiver ends within about a year.

    Why: a gap is accepted for a while. An end that nobody here will see is no end, and hides the gap for good.

    How to close: write a day on which somebody will decide anew. What never concerns your customers is switched off for
    all of them in the settings.

    Bad:

        owner: ana.novak
        waivers:
          - {check: deputy-missing, reason: Nobody is free, until: 2199-12-31, by: maja.kranjc}

    Good:

        owner: ana.novak
        waivers:
          - {check: deputy-missing, reason: Nobody is free before spring, until: 2027-03-31, by: maja.kranjc}
    """
