"""Asking on a terminal: one question at a time, with the choices, and never where nobody can answer.

In a pipe, in a script and in CI nothing is asked: what is missing is an error that says what to give.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from kamdocs.cli.streams import show
from kamdocs.language import _, marked
from kamdocs.report.printable import printable, printable_lines
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.schema.walk import Node

T = TypeVar("T")
_HELP = "?"
_MOST = 30
"""How many choices are listed; of more, some words of the name narrow them down."""
_FOR_FILES = marked("May not lie after the as-of date.")
"""What the schema says of days to whoever writes a file; whoever is asked is told when such a day is given."""


class Choice(NamedTuple):
    """An answer: what it stands for, and how it is told."""

    value: str
    told: str


def at_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return not os.environ.get("CI") and _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):  # there is none, or it is closed
        return False


def ask(
    question: str,
    read: Callable[[str], T],
    *,
    default: str | None = None,
    required: bool = True,
    told: str = "",
) -> T | None:
    """Ask for a text until ``read`` takes it; None for an empty answer to what may be left out.

    ``read`` makes a value of what was typed and raises :class:`SettingsError` for what it doesn't take, which is told.
    ``told`` is what ``?`` shows. An empty answer to what is needed is said to be none. Raises click's ``Abort`` at the
    end of the input.
    """
    suffix = " " if question.endswith("?") and not default else ": "
    shown = printable(f"{question} [{default}]" if default else question)
    while True:
        given = click.prompt(shown, default=default or "", show_default=False, prompt_suffix=suffix)
        text = str(given).strip()
        if text == _HELP:
            show(printable_lines(told) if told else _("there is no more to say of it"))
        elif not text and not required:
            return None
        elif text:
            try:
                return read(text)
            except SettingsError as error:
                tell_refused(error)
        else:
            show("  " + _("an answer is needed here; Ctrl-C stops, and nothing is written"))


def tell_refused(error: SettingsError) -> None:
    """Say why an answer is not taken, before it is asked for again."""
    show(f"  {printable(str(error))}" + (f" ({printable(error.hint)})" if error.hint else ""))


def choose(
    question: str,
    choices: Sequence[Choice],
    *,
    default: str | None = None,
    required: bool = True,
    typed: Callable[[str], str] = str,
) -> str | None:
    """Ask which of some choices it is, by their numbers or words; None where it may be left out and is.

    The only one is taken by an empty answer. ``typed`` is given what was typed before it is looked for.
    """
    from kamdocs.keeping.finding import Candidate, find_among

    known = [Candidate(one.value, one.told) for one in choices]

    def read(text: str) -> str:
        found = find_among(text, known)
        if found.one:
            return found.one.id
        several = [one.name for one in found.several or found.near]
        hint = ", ".join(several[:_MOST]) if several else _("answer with a number or a word of the list")
        raise SettingsError(_("which one is {value}?").format(value=text), hint)

    listed = list_choices(choices)
    if required and len(listed) == 1:
        default = default or "1"
    told = _("answer with a number or a word of the list")
    return ask(question, lambda text: read(chosen(typed(text), listed)), default=default, required=required, told=told)


def ask_field(field: "Node", read: Callable[[list[str]], Any], choices: Sequence[Choice] = (), *,
              default: str | None = None, required: bool = True) -> Any:  # fmt: skip
    """Ask for the value of a field of the schema; None where it may be left out and is.

    ``read`` makes a value of what was typed, item by item of a list; ``choices`` are what it may be, by number.
    """
    listed = list_choices(choices)

    def understood(text: str) -> Any:
        parts = text.split(",") if "array" in field.types else [text]
        return read([chosen(part.strip(), listed) for part in parts if part.strip()] or [text])

    from kamdocs.keeping.labels import called

    title = called(field)
    question = title if required or default else _("{question} (may be left out)").format(question=title)
    return ask(question, understood, default=default, required=required, told=_more_on(field, choices))


def _more_on(field: "Node", choices: Sequence[Choice]) -> str:
    """What ``?`` tells of a field: what it is, what it may be, and how that is said."""
    from kamdocs.keeping.days import how_days_are_said

    description = str(field.keywords.get("description", ""))
    lines = [_(description).removesuffix(_(_FOR_FILES)).rstrip()] if description else []
    if choices:
        lines.append(_("answer with a number or a word of the list"))
        if len(choices) <= _MOST:
            lines.append(_("known here: {names}").format(names=", ".join(one.told for one in choices)))
    if "array" in field.types:
        lines.append(_("of several, write them all, parted by commas"))
    if field.keywords.get("format") == "date":
        lines.append(how_days_are_said())
    if field.keywords.get("format") == "date-time":
        lines.append(_("write 9:10, yesterday 9:10 or 25.11. 9:10"))
    return "\n".join(one for one in lines if one)


def list_choices(choices: Sequence[Choice]) -> Sequence[Choice]:
    """Show choices with their numbers; none of more than can be looked through, where words have to do."""
    listed = choices if len(choices) <= _MOST else ()
    width = len(str(len(listed)))
    for number, one in enumerate(listed, 1):
        show(f"  {number:>{width}}  {printable(one.told)}")
    return listed


def chosen(text: str, listed: Sequence[Choice]) -> str:
    """What was typed, or the choice whose number it is."""
    return listed[int(text) - 1].value if text.isdecimal() and 1 <= int(text) <= len(listed) else text


def confirm(question: str, *, default: bool = False) -> bool:
    """Ask a question that is answered with yes or no."""
    return bool(click.confirm(printable(question), default=default))
