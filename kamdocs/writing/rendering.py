"""Values as text, in the form that a file's habits ask for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.schema.walk import Node
from kamdocs.writing.habits import FieldHabit, Habits
from kamdocs.writing.placing import in_schema_order
from kamdocs.writing.scalars import block_of, is_plain, single


class Pen(msgspec.Struct, frozen=True):
    """What writes values: with the habits of a place, for what the schema says of the value."""

    habits: Habits
    node: Node | None = None

    def at(self, name: str) -> "Pen":
        """The pen for a field of the record."""
        node = self.node.value.child(name) if self.node else None
        return Pen(msgspec.structs.replace(self.habits, fields={}, order=(), colon=0, column=0, alone=0), node)

    def fields(self, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The fields of a record in the order in which to write them."""
        inner = self.node.value if self.node else None
        return ((name, record[name]) for name in in_schema_order(record, inner, self.habits.order))

    def name(self, name: str) -> str:
        """A field's name."""
        mark = self.habits.name_quote
        return f"{mark}{name}{mark}" if mark else name if is_plain(name, flow=True) else f'"{name}"'

    # In brackets.

    def in_brackets(self, value: Any, quote: str = "") -> str:
        """A value on one line, within brackets."""
        comma = "," if self.habits.tight else ", "
        if isinstance(value, Mapping):
            inner = comma.join(self.field_in_brackets(name, one) for name, one in self.fields(value))
            return f"{{{self.habits.pad}{inner}{self.habits.pad}}}" if inner else "{}"
        if isinstance(value, list | tuple):
            inner = comma.join(self.in_brackets(one, quote) for one in value)
            return f"[{self.habits.list_pad}{inner}{self.habits.list_pad}]" if inner else "[]"
        return single(value, flow=True, quote=self._json_quote or quote)

    def field_in_brackets(self, name: str, value: Any) -> str:
        """A field with its value, as it stands in braces."""
        gap = "" if self.habits.tight and self.habits.name_quote else " "
        return f"{self.name(name)}:{gap}{self.at(name).in_brackets(value, self.habits.of(name).quote)}"

    def spread_in_braces(self, record: Mapping[str, Any], margin: str, step: str) -> Iterator[str]:
        """The lines of a record in braces, each field on one of its own; ``margin`` stands before the closing brace."""
        *others, last = (self.field_in_brackets(name, one) for name, one in self.fields(record))
        yield "{"
        yield from (f"{margin}{step}{one}," for one in others)
        yield f"{margin}{step}{last}"
        yield margin + "}"

    @property
    def _json_quote(self) -> str:
        """What JSON asks for: a file that has its names in double quotes within braces has its texts so too."""
        return '"' if self.habits.name_quote == '"' and self.habits.quote == '"' else ""

    # On lines of their own. All of these give lines without the blanks of the margin before the first.

    def item(self, value: Any, margin: int) -> list[str]:
        """An item of a list with its dash, which stands ``margin`` columns from the left."""
        dash = "-" + " " * self.habits.dash
        deeper = margin + (self.habits.alone or len(dash))
        if isinstance(value, Mapping) and value and not self._fits(value, deeper):
            first, *others = self.record(value, deeper)
            return ["-", " " * deeper + first, *others] if self.habits.alone else [dash + first, *others]
        if isinstance(value, Mapping | list):
            return [dash + self.in_brackets(value)]
        return self._text(dash, value, margin, FieldHabit(self.habits.quote))

    def _fits(self, value: Mapping[str, Any], margin: int) -> bool:
        """Whether a record is to stand in braces, on one line."""
        several = any(isinstance(one, str) and "\n" in one for one in value.values())
        return self.habits.flow and not several and margin + len(self.in_brackets(value)) <= self.habits.braces

    def record(self, value: Mapping[str, Any], margin: int) -> list[str]:
        """The fields of a record, each on lines of its own; those after the first line with their margin."""
        lines: list[str] = []
        for name, one in self.fields(value):
            written = self.field(name, one, margin)
            lines += [written[0] if not lines else " " * margin + written[0], *written[1:]]
        return lines

    def field(self, name: str, value: Any, margin: int) -> list[str]:
        """A field with its value; lines after the first with their margin."""
        head = f"{self.name(name).ljust(self.habits.colon)}:"
        habit = self.habits.of(name)
        if isinstance(value, Mapping | list):
            pen = self.at(name)
            if pen.in_lines(value, margin, habit):
                return [head, *pen.several(value, margin)]
            return [f"{head.ljust(self.habits.column - 1)} {pen.in_brackets(value, habit.quote)}"]
        return self._text(f"{head.ljust(self.habits.column - 1)} ", value, margin, habit)

    def _text(self, head: str, value: Any, margin: int, habit: FieldHabit) -> list[str]:
        line = head + single(value, flow=False, quote=habit.quote)
        short = not isinstance(value, str) or ("\n" not in value and margin + len(line) <= self.habits.width)
        block = None if short else block_of(value, self.habits.width - margin - 2)
        return [head + block[0], *(" " * (margin + 2) + one if one else "" for one in block[1])] if block else [line]

    def in_lines(self, value: Mapping[str, Any] | Sequence[Any], margin: int, habit: FieldHabit) -> bool:
        """Whether a list or record that is a field's value stands on lines of its own, and not in brackets."""
        flow = habit.flow
        if flow is None and isinstance(value, Mapping):
            flow = self.habits.records_flow
        elif flow is None:
            flow = False if any(isinstance(one, Mapping) for one in value) else self.habits.lists_flow
        if flow is None:
            flow = margin + len(self.in_brackets(value)) + 20 <= self.habits.width
        return bool(value) and not flow

    def several(self, value: Mapping[str, Any] | Sequence[Any], margin: int) -> list[str]:
        """What stands below a field: the items of a list, or the fields of a record, each with its margin."""
        if isinstance(value, Mapping):
            first, *others = self.record(value, margin + 2)
            return [" " * (margin + 2) + first, *others]
        deeper = margin + self.habits.step
        lines: list[str] = []
        for one in value:
            first, *others = self.item(one, deeper)
            lines += [" " * deeper + first, *others]
        return lines
