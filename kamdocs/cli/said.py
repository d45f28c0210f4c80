"""What the commands that change plans say and ask besides: what they leave, which one is meant, whether one is sure."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from kamdocs.cli.streams import tell
from kamdocs.language import Sentence, _
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Plan


def sentence(text: str) -> str:
    """The text as a sentence by itself begins: with a capital letter."""
    return text[:1].upper() + text[1:]


def tell_all(sentences: Iterable[Sentence]) -> None:
    """Say sentences on standard error, each on a line of its own."""
    from kamdocs.report.printable import printable

    for one in sentences:
        tell(printable(_("note: {message}").format(message=one)))


def in_commit(plan: "Plan", what: str) -> str:
    """The message of a commit that changes a plan: ``Orodjarna Železnik d.o.o.: promise c2 is done``."""
    return _("{account}: {what}").format(account=str(plan.data.get("name") or plan.id), what=what)


def be_sure(question: str, *, yes: bool) -> None:
    """Ask whether to go on where somebody can answer; raises click's ``Abort`` for a no.

    Where nobody can, ``yes`` has to say it: what is far-reaching is not done by the way.
    """
    from kamdocs.cli.asking import at_terminal, confirm

    if yes:
        return
    if not at_terminal():
        raise SettingsError(
            _("nobody can be asked whether that is meant"), _("say it with --yes, or look first with --dry-run")
        )
    if not confirm(question):
        raise click.exceptions.Abort


def chosen(question: str, choices: Sequence[tuple[str, str]]) -> str:
    """The one of some choices (what each stands for, and how it is told) that is chosen on a terminal.

    Raises :class:`SettingsError` where nobody can be asked, and where there is nothing to choose.
    """
    from kamdocs.cli.asking import Choice, at_terminal, choose

    if not choices:
        raise SettingsError(_("there is nothing to choose from: {question}").format(question=question), _("name it"))
    if not at_terminal():
        raise SettingsError(
            _("it is not said: {question}").format(question=question), _("name it by its id or its words")
        )
    return choose(question, [Choice(one, told) for one, told in choices]) or ""
