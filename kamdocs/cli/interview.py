"""``kamdocs interview``: a talk about satisfaction, with what bothers them, what they miss and what they praise."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.adding import Finished, adding, talk_of
from kamdocs.cli.meant import find_stakeholder
from kamdocs.keeping.finding import stakeholders
from kamdocs.keeping.remarks import remark_of
from kamdocs.keeping.words import INTERVIEW
from kamdocs.language import _, marked
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields
    from kamdocs.keeping.finding import Candidate

_QUESTIONS = {
    "bothers": marked("what bothers them? (may be left out)"),
    "misses": marked("what do they miss? (may be left out)"),
    "praises": marked("what do they praise? (may be left out)"),
}
_SCALES = ("nps", "csat", "ces")


def _finish(fields: "Fields", record: dict[str, Any], own: Mapping[str, Any]) -> Finished:
    """Put in what they said; of whom, where it is said or one person was asked."""
    scores = [_score(fields, text) for text in own["score"]]
    asked = list(dict.fromkeys((*record.get("respondents", ()), *(one["stakeholder"] for one in scores))))
    if record.get("none_stated") and (own["bothers"] or own["misses"]):
        raise SettingsError(
            _("--nothing says that nothing bothers them or is missing"), _("leave it out, or leave out what they said")
        )
    record["respondents"] = asked
    if scores:
        record["scores"] = scores
    people = tuple(one for one in stakeholders(fields.plan.data) if one.id in asked)
    remarks = {name: [remark_of(one, people) for one in own[name]] for name in _QUESTIONS}
    if not (any(remarks.values()) or scores or record.get("none_stated")):
        remarks = _asked_what_they_said(record, people)
    text = fields.plan.document.text
    for name, said in remarks.items():
        if name != "praises":
            said, text = _with_ids(fields, name, said, text)
        if said:
            record[name] = said
    return Finished(record, talk_of(record, "method", "date"))


def _asked_what_they_said(record: dict[str, Any], people: "Sequence[Candidate]") -> dict[str, list[dict[str, Any]]]:
    """What they said, asked for on a terminal; where it is nothing, that is what the record says.

    Where nobody can be asked, raises :class:`SettingsError`: a talk of which nothing is known tells of no satisfaction.
    """
    from kamdocs.cli.asking import at_terminal, confirm

    if not at_terminal():
        hint = _("say it with --bother, --miss, --praise or --score; or that nothing bothers them, with --nothing")
        raise SettingsError(_("it is not said what they answered"), hint)
    while True:
        remarks = {name: _answers(_(question), people) for name, question in _QUESTIONS.items()}
        if not (remarks["bothers"] or remarks["misses"]):
            if confirm(_("did they say that nothing bothers them, and that nothing is missing?")):
                record["none_stated"] = True
            elif not remarks["praises"]:
                continue
        return remarks


def _answers(question: str, people: "Sequence[Candidate]") -> list[dict[str, Any]]:
    """What was answered, one thing after the other, until nothing more is."""
    from kamdocs.cli.asking import ask

    answers = []
    told = _("one thing at a time; what only one of them said begins with the name and a colon")
    while answer := ask(question, lambda text: remark_of(text, people), required=False, told=told):
        answers.append(answer)
    return answers


def _with_ids(
    fields: "Fields", name: str, said: Iterable[dict[str, Any]], text: str
) -> tuple[list[dict[str, Any]], str]:
    """Remarks with free ids, and the text in which these are taken."""
    from kamdocs.writing import free_id_for

    whole = []
    for one in said:
        free = free_id_for(fields.plan.data, text, name, one)
        whole.append({"id": free, **one})
        text += f"\n{free}"
    return whole, text


def _score(fields: "Fields", said: str) -> dict[str, Any]:
    """``marko=nps:8`` as a record."""
    person, equals, rest = said.rpartition("=")
    scale, colon, value = rest.strip().partition(":")
    if not (equals and colon and scale.casefold() in _SCALES and value.strip().isdecimal()):
        message = _("{value} is no score").format(value=said)
        raise SettingsError(message, _("write the person, the scale and the number: marko=nps:8, marko=csat:4"))
    found = find_stakeholder(fields.plan, person.strip())
    return {"stakeholder": found, "scale": scale.casefold(), "value": int(value)}


command = adding(
    INTERVIEW,
    """Write down a talk about satisfaction: what bothers them, what they miss, what they praise.

    ACCOUNT is the customer's id or the beginning of its name, PERSON who was asked. What somebody said may begin with
    their name and a colon. Something was said, or --nothing says that nothing was.

    \b
    Examples:
      kamdocs interview zeleznik marko --bother "Two late deliveries in January" --praise "The metallurgist"
      kamdocs interview zeleznik marko kos --bother "kos: Blanks arrive late" --miss "marko: A stock nearby"
      kamdocs interview zeleznik petra --nothing --score petra=nps:9 --on friday
    """,
    click.option("--bother", "bothers", multiple=True, metavar="TEXT", help="What bothers them; may be repeated."),
    click.option("--miss", "misses", multiple=True, metavar="TEXT", help="What they miss; may be repeated."),
    click.option("--praise", "praises", multiple=True, metavar="TEXT", help="What they praise; may be repeated."),
    click.option("--score", multiple=True, metavar="PERSON=SCALE:N",
                 help="A score: nps 0 to 10, csat 1 to 5, ces 1 to 7; may be repeated."),
    finish=_finish,
)  # fmt: skip
