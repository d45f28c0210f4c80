"""What a walk asks for when somebody gives an answer: fields of a record, or which record of a list it is."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kamdocs.cli.asking import Choice, ask, ask_field, choose
from kamdocs.cli.fields import Fields
from kamdocs.cli.meant import find_person, me, spoken_day
from kamdocs.cli.streams import show
from kamdocs.keeping.asked import Asked, asked
from kamdocs.keeping.mending import Newcomer, edits_of
from kamdocs.keeping.showing import shown_at
from kamdocs.language import _, label, plain_day
from kamdocs.rules.mend import Way
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.keeping.spot import Spot
    from kamdocs.writing import Edit

_BACK = "<"
_LEAVING = frozenset({_BACK, "s", "q"})
"""The same letters as in the menu above; no field has so short an answer."""
_NEW = "+"
_WIDTH = 90
_OURS = frozenset({"by", "owner"})
"""Fields that are mostly whoever answers."""
_LETTERS = 3
"""What has fewer is no reason that anybody will understand later."""


class Leaving(Exception):  # noqa: N818 (it says where somebody goes)
    """Somebody leaves a question without an answer: ``<`` goes back to it, ``s`` skips it, ``q`` quits the walk."""

    def __init__(self, letter: str) -> None:
        super().__init__(letter)
        self.letter = letter


class Questions:
    """Asks for what the answers of one plan's gap need."""

    def __init__(self, handbook: "Handbook", plan: "Plan", day: date) -> None:
        self.handbook, self.plan, self.day = handbook, plan, day
        self.fields = Fields(handbook, plan, day)
        self._answers: dict[str, Any] = {}

    def edits(self, way: Way, spot: "Spot", again: Collection[str] = ()) -> "list[Edit]":
        """Ask for all that an answer needs, or only ``again`` for those fields; the edits that write it.

        Raises :class:`Leaving`.
        """
        questions = asked(way, spot)
        if questions and not again:
            show(
                _("  {back} goes back to the question, s skips it, q quits, ? tells more of a field").format(back=_BACK)
            )
        for one in questions:
            if not again or one.field in again:
                self._answers[one.key] = self._value(one)
        return edits_of(way, spot, {key: value for key, value in self._answers.items() if value is not None})

    def waiver(self) -> tuple[date, str, str]:
        """Ask until when a gap is accepted, why, and who says so."""
        until = ask(_("accepted until"), self._until, told=_("the last day on which the gap is accepted"))
        reason = ask(_("for what reason"), lambda text: _in_words(_typed(text)))
        by = me(self.handbook) or ask(_("who of us says so"), lambda text: find_person(self.handbook, _typed(text)))
        return until or self.day, reason or "", by or ""

    def _until(self, text: str) -> date:
        day = spoken_day(_typed(text), self.day, ahead=True)
        if day < self.day:
            raise SettingsError(_("{day} is over").format(day=plain_day(day)), _("give a day to come"))
        return day

    def _value(self, one: Asked) -> Any:
        if one.node is None:
            return int(choose(_("which one?"), self._records(one), typed=_typed) or 0)
        choices = [choice for choice in self.fields.choices(one.node) if not one.among or choice.value in one.among]
        if one.refers_to == "stakeholder":
            show(_("  {new}Name adds somebody of the customer who is not in the plan yet").format(new=_NEW))

        def read(texts: list[str]) -> Any:
            return self._read(one, texts)

        return ask_field(one.node, read, choices, default=self._default(one), required=one.needed)

    def _read(self, one: Asked, texts: Sequence[str]) -> Any:
        """The value that was typed; of people of the customer also who is new."""
        if len(texts) == 1:
            _typed(texts[0])
        for text in texts:
            if one.field == "reason":
                _in_words(text)
            if _is_new(text) and one.refers_to != "stakeholder" and text[1].isalpha():
                message = _("{new}Name adds somebody new, and that is not asked here").format(new=_NEW)
                raise SettingsError(message, _("answer what is asked, without the {new}").format(new=_NEW))
        node = one.node
        new = [Newcomer(text[1:].strip()) for text in texts if one.refers_to == "stakeholder" and _is_new(text)]
        known = [text for text in texts if not (new and _is_new(text))]
        if node is None or (new and not one.several):
            return new[0] if new else None
        value = self.fields.read(node, known) if known else []
        listed = value if isinstance(value, list) else [value]
        wrong = [str(word) for word in listed if one.among and word not in one.among]
        if wrong:
            among = ", ".join(label(word) for word in one.among)
            raise SettingsError(_("with {value} the gap stays").format(value=", ".join(wrong)), among)
        return [*new, *listed] if one.several else value

    def _default(self, one: Asked) -> str | None:
        """What an empty answer means: what stands there, for a day behind us today, for one of ours whoever asks."""
        if one.now is not None and not isinstance(one.now, list | dict):
            return str(one.now)
        keywords = one.node.keywords if one.node else {}
        if one.needed and keywords.get("format") == "date" and keywords.get("x-past"):
            return self.day.isoformat()
        return me(self.handbook) if one.needed and one.refers_to == "person" and one.field in _OURS else None

    def _records(self, one: Asked) -> list[Choice]:
        """The records of a list as they stand in the file, in a line each."""
        document = self.plan.document
        lines = {place: shown_at(document, (*one.of, place)).lines for place in one.places}
        told = {place: " ".join(line.strip().removeprefix("- ") for line in its) for place, its in lines.items()}
        return [Choice(str(place), text[:_WIDTH]) for place, text in told.items()]


def _is_new(text: str) -> bool:
    return text.startswith(_NEW) and len(text.strip()) > 1


def _in_words(text: str) -> str:
    if sum(map(str.isalpha, text)) < _LETTERS:
        raise SettingsError(_("{value} says nothing").format(value=text), _("write it in a word or a sentence"))
    return text


def _typed(text: str) -> str:
    letter = text.strip().casefold()
    if letter in _LEAVING:
        raise Leaving(letter)
    return text
