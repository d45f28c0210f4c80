"""The strict YAML loader: plain data and the place of every value, in one pass over the parser's events.

Building from events costs about as much as composing nodes, and sees what nodes hide: anchors, tags and the
depth, which is counted before libyaml could recurse.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import msgspec
import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kamdocs.language import Sentence, say
from kamdocs.source import scalars
from kamdocs.source.comments import close_comments
from kamdocs.source.complaint import indent, instead
from kamdocs.source.depth import MAX_DEPTH, find_too_deep, too_deep
from kamdocs.source.document import MAX_FAULTS, Cut, Document, Fault, Place, Pointer
from kamdocs.source.enclosed import SINGLE_QUOTES, open_quote_fault
from kamdocs.source.merging import unfinished_merges
from kamdocs.source.numbers import readings
from kamdocs.source.offsets import offset_of, place_at
from kamdocs.source.stretches import in_quotes, is_number_sign
from kamdocs.source.syntax import syntax_fault
from kamdocs.source.text import decode, hidden_character

_CUT_NUMBER = re.compile(r"[-+]?[0-9][0-9.']*(?:,[0-9][0-9.']*)+")
_NO_REMARK = re.compile(r"#[^\s#]")
_NUMBERED_LINE = re.compile(r"\n[ ]+#[0-9]")
_NUMBERED_ITEM = re.compile(r"[ ]+#[0-9][^#]*,\s*")
_DRIVE = re.compile(r"[A-Za-z]:[\x00-\x1f\x85\xa0]")
"""The beginning of a path of Windows, its backslash taken for the beginning of a special character."""


def load_document(path: str, data: bytes) -> Document:
    """Read one YAML file strictly.

    ``path`` is what messages call the file. Never raises for what the bytes hold: faults say what is wrong, and
    ``data`` is None where nothing could be read.
    """
    text, fault = decode(data)
    faults = (fault,) if fault else unfinished_merges(data, text)
    if faults:
        return Document(path, text, None, {}, faults)
    builder = _Builder(text, close_comments(text))
    builder.run()
    return Document(
        path, text, builder.top, builder.marks, tuple(builder.faults), tuple(builder.unclear), tuple(builder.cuts)
    )


BEGIN = say("begin with a field, such as name: …")
"""What to do about a file without fields, whatever kind of file it is."""
TWICE = say("keep one of the two; where a new record of a list begins, write a dash before its first field")
"""What to do about a field that stands twice, whatever it may hold."""


class _Stop(Exception):  # noqa: N818 (it ends the reading; the fault says why)
    """Nothing below can be read sensibly."""


class _Frame:
    """A record or list that is being filled; ``key`` waits for its value."""

    __slots__ = ("container", "key", "key_mark", "marks")

    def __init__(self, container: Any, marks: dict[Any, Any]) -> None:
        self.container, self.marks = container, marks
        self.key: str | None = None
        self.key_mark = (0, 0)


class _Builder:
    def __init__(self, text: str, comments: Mapping[tuple[int, int], str]) -> None:
        self.text, self.comments = text, comments
        self.top: Any = None
        self.marks: dict[int, Any] = {}
        self.faults: list[Fault] = []
        self.frames: list[_Frame] = []
        self.documents = 0
        self.unclear: list[Pointer] = []
        self.cuts: list[Cut] = []

    def run(self) -> None:
        try:
            self._read_events(CParser(self.text))
        except yaml.reader.ReaderError:
            self._discard(self._fault(say("a character here is not allowed in YAML"), _DELETE, Place()))
        except _Stop:
            self.top = None
        else:
            self._check_top()

    def _read_events(self, parser: Any) -> None:
        looks = self.comments or _NUMBERED_LINE.search(self.text)
        handlers = {**_HANDLERS, ScalarEvent: _Builder.scalar_with_comment} if looks else _HANDLERS
        event = None
        try:
            while (event := parser.get_event()) is not None:
                handler = handlers.get(event.__class__)
                if handler is not None:
                    handler(self, event)
        except yaml.MarkedYAMLError as error:
            fault = self._explain(error, event)
            self.faults = [*(one for one in self.faults if one.place != fault.place), fault]
            raise _Stop from error

    def _explain(self, error: Any, last: Any) -> Fault:
        """The fault for an error of the parser, which looks some way ahead of the last event that it gave."""
        start, end = (offset_of(self.text, mark) for mark in (last and last.end_mark, error.problem_mark))
        deep = find_too_deep(self.text, start, end, len(self.frames))
        return too_deep(place_at(self.text, deep)) if deep is not None else syntax_fault(error, self.text)

    def _discard(self, fault: Fault) -> None:
        self.top = None
        self.faults.append(fault)

    def _check_top(self) -> None:
        if self.top is None:
            self._discard(self._fault(say("the file is empty"), BEGIN, Place()))
        elif not isinstance(self.top, dict):
            found = say("a list") if isinstance(self.top, list) else say("a single value")
            message = say("the file holds {found}, not fields with values", found=found)
            self._discard(self._fault(message, BEGIN, Place()))

    def _fault(self, message: Sentence, hint: Sentence, place: Place, *, fatal: bool = True) -> Fault:
        return Fault("yaml-error", message, hint, place, fatal)

    def _complain(self, event: Any, message: Sentence, hint: Sentence, *, fatal: bool = True) -> None:
        self._tell(self._fault(message, hint, _place(event), fatal=fatal))

    def _complain_of_sign(self, event: Any, message: Sentence, hint: Sentence) -> None:
        """A fault of what begins with a sign of YAML, and may be meant as a text."""
        self._tell(self._or_in_quotes(self._fault(message, hint, _place(event))))

    def _or_in_quotes(self, fault: Fault) -> Fault:
        """The fault with the reading in which what begins there is a text."""
        reading = in_quotes(self.lines[fault.place.line - 1], fault.place.line, fault.place.column - 1)
        return msgspec.structs.replace(fault, readings=(reading,)) if reading else fault

    def _tell(self, fault: Fault) -> None:
        if len(self.faults) >= MAX_FAULTS:
            raise _Stop
        self.faults.append(fault)

    # One method an event of the parser.

    def start_document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._complain(
                event, say("a second document begins here"), say("keep one document in one file: delete the ---")
            )
            raise _Stop

    def start_mapping(self, event: MappingStartEvent) -> None:
        self._open(event, {})

    def start_sequence(self, event: SequenceStartEvent) -> None:
        self._open(event, [])

    def end(self, _: Event) -> None:
        self.frames.pop()

    def alias(self, event: AliasEvent) -> None:
        message = say("*{name} is an alias, which is not allowed", name=event.anchor)
        self._complain_of_sign(event, message, _QUOTE_OR_REPEAT)
        self._put(f"*{event.anchor}" if self._expects_key() else None, event)

    def scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        value: Any = event.value
        if event.implicit[0]:
            value, trouble = scalars.resolve(value)
            if trouble is not None:
                self._tell_trouble(event, trouble)
        else:
            self._check_quotes(event)
            if event.style == '"' and (name := hidden_character(value)) is not None:
                self._complain(event, say("the text holds {name}", name=name), _WITHOUT_ESCAPE)
        self._put(value, event)

    def _tell_trouble(self, event: Any, trouble: scalars.Trouble) -> None:
        is_key = self._expects_key()
        if is_key and self._is_cut_number(event):
            return
        self._complain(event, trouble.message(event.value), trouble.hint(event.value), fatal=trouble.fatal)
        if not is_key:
            self.unclear.append(self._pointer())

    def _is_cut_number(self, key: Any) -> bool:
        """``{amount: 1.240,50}``: in brackets a comma ends the value, and the rest is a field. It is told once."""
        line, column = key.start_mark.line, key.start_mark.column
        around = _CUT_NUMBER.finditer(self.lines[line], max(0, column - 40), column + 40)
        number = next((one for one in around if one.start() < column < one.end()), None)
        meant = readings(number.group()) if number else ()
        if number is None or not meant:
            return False
        place = Place(line + 1, number.start() + 1)
        if self.faults and self.faults[-1].place == place:
            self.faults.pop()
        hint = say("write a decimal point, and nothing between the other digits: {numbers}", numbers=" / ".join(meant))
        found = self._fault(say("within brackets a comma ends the number here"), hint, place)
        length = len(number.group())
        self._tell(msgspec.structs.replace(found, readings=tuple(instead(place, length, one) for one in meant)))
        return True

    def scalar_with_comment(self, event: Any) -> None:
        """A scalar in a text that has comments close behind values."""
        end = event.end_mark
        rest = self.comments.get((end.line, end.column))
        if rest is not None and event.implicit[0] and not self._expects_key() and len(self.cuts) < MAX_FAULTS:
            self.cuts.append(Cut(self._pointer(), Place(end.line + 1, end.column + 2), rest, not event.value))
        if (place := self._hidden_item(end)) is not None:
            found = self._fault(say("the # begins a comment here"), _QUOTE_HASH, place, fatal=False)
            number = is_number_sign(self.lines[place.line - 1][place.column - 1 :])
            self._tell(self._or_in_quotes(found) if number else found)
        self.scalar(event)

    def _hidden_item(self, end: Any) -> Place | None:
        """``[steel, #1 customer,``: in brackets, what looks like the next item is a comment; a place behind a comma."""
        line, below = ["".join(self.lines[at : at + 1]) for at in (end.line, end.line + 1)]  # one may be beyond the end
        if not line.startswith(",", end.column):
            return None
        if _NO_REMARK.match(self.comments.get((end.line, end.column + 1), "")):
            return Place(end.line + 1, end.column + 3)
        alone = not line[end.column + 1 :].strip()
        return Place(end.line + 2, indent(below) + 1) if alone and _NUMBERED_ITEM.fullmatch(below) else None

    def _check_quotes(self, event: Any) -> None:
        r"""Look for what libyaml takes as fine in a text in quotes, and is not meant.

        Until the next quotation mark comes, the fields below are a part of the text to it: so lines after the first
        have to be indented deeper than the field. And ``C:\\new`` has a line feed in double quotes.
        """
        if event.style == '"' and _DRIVE.match(event.value):
            self._complain(event, say("a backslash in double quotes begins a special character"), SINGLE_QUOTES)
        if event.start_mark.line == event.end_mark.line or event.style not in ("'", '"') or not self.frames:
            return
        first, *others = self.lines[event.start_mark.line : event.end_mark.line + 1]
        frame = self.frames[-1]
        field = frame.key_mark[1]  # in brackets, and in a list, it is the line that counts
        least = indent(first) if isinstance(frame.container, list) or first[:field].strip(" -") else field
        if any(line.strip() and indent(line) <= least for line in others):
            self.faults.append(open_quote_fault(_place(event)))
            raise _Stop

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, for those few faults that look at them."""
        return self.text.split("\n")

    def _expects_key(self) -> bool:
        frame = self.frames[-1] if self.frames else None
        return frame is not None and frame.key is None and isinstance(frame.container, dict)

    def _pointer(self) -> Pointer:
        """The way to the value that comes next."""
        if not self.frames:
            return ()
        above = [
            len(frame.container) - 1 if isinstance(frame.container, list) else next(reversed(frame.container))
            for frame in self.frames[:-1]
        ]
        last = self.frames[-1]
        return (*above, len(last.container) if isinstance(last.container, list) else str(last.key))

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            message = say("&{name} is an anchor, which is not allowed", name=event.anchor)
            self._complain_of_sign(event, message, _QUOTE_OR_REPEAT)
        if event.tag is not None:
            message = say("the tag {tag} is not allowed", tag=event.tag)
            self._complain_of_sign(event, message, _DELETE_TAG)

    def _open(self, event: Any, container: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self.frames) >= MAX_DEPTH:
            self.faults.append(too_deep(_place(event)))
            raise _Stop
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.key is None and isinstance(frame.container, dict):
            self._complain(event, say("a field's name can't be a record or a list"), _BRACKET_HINT)
            raise _Stop
        self._put(container, event)
        marks: dict[Any, Any] = {}
        self.marks[id(container)] = marks
        self.frames.append(_Frame(container, marks))

    def _put(self, value: Any, event: Any) -> None:
        mark = event.start_mark
        if not self.frames:
            self.top = value
            return
        frame = self.frames[-1]
        here = (mark.line, mark.column)
        if isinstance(frame.container, list):
            frame.marks[len(frame.container)] = here + here
            frame.container.append(value)
        elif frame.key is None:
            self._take_key(frame, value, event, here)
        else:
            if frame.key not in frame.container:  # of two, the first stands and the second is a fault
                frame.container[frame.key] = value
                frame.marks[frame.key] = frame.key_mark + here
            frame.key = None

    def _take_key(self, frame: _Frame, key: Any, event: Any, here: tuple[int, int]) -> None:
        if not isinstance(key, str):
            if not self._is_cut_number(event):
                message = say("a field's name is not text: {name}", name=event.value or "(empty)")
                self._complain(event, message, NAME_IS_NO_TEXT)
            key = event.value
        elif key == "<<" and event.implicit[0]:
            self._complain(event, say("the merge key << is not allowed"), _QUOTE_OR_REPEAT)
        if key in frame.container:
            first = frame.marks[key][0] + 1
            message = say("the field {name} stands here twice, first on line {line}", name=key, line=first)
            self._complain(event, message, TWICE)
        frame.key, frame.key_mark = key, here


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


_DELETE = say("delete that character")
_DELETE_TAG = say("delete the tag, or put quotes around a text that begins with !")
_WITHOUT_ESCAPE = say("take out the backslash that makes it, and what follows the backslash")
NAME_IS_NO_TEXT = say("write the field's name as plain text, in quotes if it looks like a number")
_BRACKET_HINT = say("write the field's name as plain text; put quotes around a text that begins with { or [")
_QUOTE_OR_REPEAT = say("write the value out where it is needed, or put quotes around a text that begins with & or *")
_QUOTE_HASH = say(
    "put quotes around the text that begins with the #; if it is a comment, leave two spaces before the #"
)
_HANDLERS: dict[type[Event], Any] = {
    DocumentStartEvent: _Builder.start_document,
    MappingStartEvent: _Builder.start_mapping,
    SequenceStartEvent: _Builder.start_sequence,
    MappingEndEvent: _Builder.end,
    SequenceEndEvent: _Builder.end,
    ScalarEvent: _Builder.scalar,
    AliasEvent: _Builder.alias,
}
