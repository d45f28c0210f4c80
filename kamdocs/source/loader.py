"""The strict YAML loader: plain data and the place of every value, in one pass over the parser's events.

Building from events costs about as much as composing nodes, and sees what nodes hide: anchors, tags and the
depth, which is counted before libyaml could recurse.
"""

from typing import Any

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
from kamdocs.source.document import Document, Fault, Place
from kamdocs.source.syntax import syntax_fault
from kamdocs.source.text import decode, hidden_character

MAX_DEPTH = 100
"""How deep records and lists may nest; an account plan needs five."""


def load_document(path: str, data: bytes) -> Document:
    """Read one YAML file strictly.

    ``path`` is what messages call the file. Never raises for what the bytes hold: faults say what is wrong, and
    ``data`` is None where nothing could be read.
    """
    text, fault = decode(data)
    if fault:
        return Document(path, text, None, {}, (fault,))
    builder = _Builder(text)
    builder.run()
    return Document(path, text, builder.top, builder.marks, tuple(builder.faults))


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
    def __init__(self, text: str) -> None:
        self.text = text
        self.top: Any = None
        self.marks: dict[int, Any] = {}
        self.faults: list[Fault] = []
        self.frames: list[_Frame] = []
        self.documents = 0

    def run(self) -> None:
        try:
            self._read_events(CParser(self.text))
        except yaml.MarkedYAMLError as error:
            self._discard(syntax_fault(error, self.text))
        except yaml.reader.ReaderError:
            self._discard(self._fault(say("a character here is not allowed in YAML"), _DELETE, Place()))
        except _Stop:
            self.top = None
        else:
            self._check_top()

    def _read_events(self, parser: Any) -> None:
        handlers = _HANDLERS
        while (event := parser.get_event()) is not None:
            handler = handlers.get(event.__class__)
            if handler is not None:
                handler(self, event)

    def _discard(self, fault: Fault) -> None:
        self.top = None
        self.faults.append(fault)

    def _check_top(self) -> None:
        if self.top is None:
            self._discard(self._fault(say("the file is empty"), say("begin with a field, such as name: …"), Place()))
        elif not isinstance(self.top, dict):
            found = "a list" if isinstance(self.top, list) else "a single value"
            message = say("the file holds {found}, not fields with values", found=found)
            self._discard(self._fault(message, say("begin with a field, such as name: …"), Place()))

    def _fault(self, message: Sentence, hint: Sentence, place: Place, *, fatal: bool = True) -> Fault:
        return Fault("yaml-error", message, hint, place, fatal)

    def _complain(self, event: Any, message: Sentence, hint: Sentence, *, fatal: bool = True) -> None:
        mark = event.start_mark
        self.faults.append(self._fault(message, hint, Place(mark.line + 1, mark.column + 1), fatal=fatal))

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
        self._complain(event, say("*{name} is an alias, which is not allowed", name=event.anchor), _QUOTE_OR_REPEAT)
        self._put(None, event)

    def scalar(self, event: ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        value: Any = event.value
        if event.implicit[0]:
            value, trouble = scalars.resolve(value)
            if trouble is not None:
                self._complain(event, trouble.message(event.value), scalars.QUOTE_IT, fatal=trouble.fatal)
        elif event.style == '"' and (name := hidden_character(value)) is not None:
            self._complain(event, say("the text holds {name}", name=name), _WITHOUT_ESCAPE)
        self._put(value, event)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            message = say("&{name} is an anchor, which is not allowed", name=event.anchor)
            self._complain(event, message, _QUOTE_OR_REPEAT)
        if event.tag is not None:
            message = say("the tag {tag} is not allowed", tag=event.tag)
            self._complain(event, message, say("delete the tag, or put quotes around a text that begins with !"))

    def _open(self, event: Any, container: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self.frames) >= MAX_DEPTH:
            message = say("records and lists nest deeper than {limit} levels", limit=MAX_DEPTH)
            self._complain(event, message, say("look for brackets or dashes that are not meant as a list"))
            raise _Stop
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.key is None and isinstance(frame.container, dict):
            self._complain(event, say("a field's name can't be a record or a list"), _NAME_HINT)
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
            self._complain(event, say("a field's name is not text: {name}", name=event.value or "(empty)"), _NAME_HINT)
            key = event.value
        elif key == "<<" and event.implicit[0]:
            self._complain(event, say("the merge key << is not allowed"), _QUOTE_OR_REPEAT)
        if key in frame.container:
            first = frame.marks[key][0] + 1
            message = say("the field {name} stands here twice, first on line {line}", name=key, line=first)
            self._complain(event, message, say("keep one of the two"))
        frame.key, frame.key_mark = key, here


_DELETE = say("delete that character")
_WITHOUT_ESCAPE = say("take out the backslash that makes it, and what follows the backslash")
_NAME_HINT = say("write the field's name as plain text, in quotes if it looks like a number")
_QUOTE_OR_REPEAT = say("write the value out where it is needed, or put quotes around a text that begins with & or *")
_HANDLERS: dict[type[Event], Any] = {
    DocumentStartEvent: _Builder.start_document,
    MappingStartEvent: _Builder.start_mapping,
    SequenceStartEvent: _Builder.start_sequence,
    MappingEndEvent: _Builder.end,
    SequenceEndEvent: _Builder.end,
    ScalarEvent: _Builder.scalar,
    AliasEvent: _Builder.alias,
}
