"""A plan's data as people write them: in brackets or not, with their quotes, columns, blank lines and comments."""

import json
from itertools import count

from kamdocs.writing.scalars import is_plain

DASHES = ((2, 1), (2, 1), (0, 1), (0, 1), (4, 1), (2, 3), (1, 2))
"""How much deeper than its field a dash stands, and the blanks behind it."""


class Hand:
    """Somebody's hand: what it does, it does by a generator of random numbers."""

    def __init__(self, random):
        self.random = random
        self.marks = count()
        self.dash, self.gap = random.choice(DASHES)
        self.flow = random.choice([0, 0.2, 0.8, 1])
        self.quote = random.choice(["", "", '"', "'"])
        self.quoted_names = random.random() < 0.1
        self.remarks = random.choice([0, 0.03, 0.15])
        self.blanks = random.choice([0, 0.1, 0.5])
        self.alone = random.random() < 0.08
        self.aligned = random.random() < 0.15
        self.pad = random.choice(["", "", " "])
        self.trailing = random.choice(["", ","])
        self.shuffles = random.random() < 0.3

    def text(self, data):
        lines = ["# yaml-language-server: $schema=x.json"] * self.chance(0.3) + ["---"] * self.chance(0.1)
        lines += self.record(data, 0)
        lines += ["", self.remark()] * self.chance(0.1) + ["..."] * self.chance(0.05)
        text = "\n".join(lines) + "\n" * self.random.choice([0, 1, 1, 1, 1, 2])
        text = text.replace("\n", "\r\n") if self.chance(0.15) else text
        return "\ufeff" + text if self.chance(0.1) else text

    def json(self, data):
        indent = self.random.choice([None, 2, 4, "\t"])
        tight = (",", ":") if indent is None and self.chance(0.5) else None
        return json.dumps(data, ensure_ascii=False, indent=indent, separators=tight).replace("\ufeff", "\\ufeff") + "\n"

    def chance(self, odds):
        return self.random.random() < odds

    def remark(self):
        return f"# k{next(self.marks)}k {self.random.choice(['note', 'a: b', '- {id: x1}', 'ŽŠČ 🦫'])}"

    def eol(self):
        return "   " + self.remark() if self.chance(self.remarks) else " " * 2 * self.chance(0.02)

    # On lines of their own; each gives lines, the first of a record without its margin where it follows a dash.

    def record(self, data, margin):
        fields = list(data.items())
        if self.shuffles:
            self.random.shuffle(fields)
        wide = max((len(self.name(name)) for name in data), default=0) + 2 if self.aligned else 0
        lines = []
        for name, value in fields:
            if lines:
                lines += [""] * self.chance(self.blanks / 4 if margin else self.blanks)
                lines += [" " * self.random.choice([margin, margin, margin + 2]) + self.remark()] * self.chance(
                    self.remarks
                )
            lines += self.field(name, value, margin, wide)
        return lines

    def name(self, name):
        return json.dumps(name) if self.quoted_names or not is_plain(name, flow=True) else name

    def field(self, name, value, margin, wide):
        head = " " * margin + self.name(name) + ":"
        gap = " " * max(1, wide + margin - len(head)) if wide else self.random.choice([" "] * 30 + ["\t", "  "])
        if isinstance(value, dict) and value and not self.chance(self.flow):
            deeper = margin + self.random.choice([2, 2, 4])
            return [head + self.eol(), *self.record(value, deeper)]
        if (
            isinstance(value, list)
            and value
            and not self.chance(self.flow if not isinstance(value[0], dict) else self.flow**3)
        ):
            return [head + self.eol(), *self.items(value, margin + self.dash)]
        if isinstance(value, dict | list):
            return (head + gap + self.brackets(value, margin + 2) + self.eol()).split("\n")
        return self.single(head, gap, value, margin)

    def items(self, values, margin):
        lines, blank = [], [""] * self.chance(self.blanks)
        for value in values:
            lines += blank if lines else []
            lines += [" " * margin + self.remark()] * self.chance(self.remarks)
            if isinstance(value, dict) and value and not self.chance(self.flow):
                lines += self.dashed(value, margin)
            else:
                written = (
                    self.brackets(value, margin + 4)
                    if isinstance(value, dict | list)
                    else self.short(value, flow=False)
                )
                lines += f"{' ' * margin}-{' ' * self.gap}{written}{self.eol()}".split("\n")
        lines += [" " * (margin + 2 * self.chance(0.3)) + self.remark()] * self.chance(self.remarks)
        return lines

    def dashed(self, value, margin):
        if self.alone:
            return [" " * margin + "-" + self.eol(), *self.record(value, margin + 2)]
        first, *others = self.record(value, margin + 1 + self.gap)
        return [" " * margin + "-" + " " * self.gap + first.lstrip(" "), *others]

    def single(self, head, gap, value, margin):
        deeper = " " * (margin + self.random.choice([2, 2, 2, 3]))
        if isinstance(value, str) and (lines := self.block(value)):
            return [head + gap + lines[0] + self.eol(), *(deeper + line if line else "" for line in lines[1:])]
        if isinstance(value, str) and value.count(" ") > 5 and value.replace(" ", "").isalpha() and self.chance(0.3):
            *lines, last = self.wrapped(head + gap, value, deeper)
            return [*lines, last + self.eol()]
        if value is None and self.chance(0.5):
            return [head + self.eol()]
        if self.chance(0.03):
            return [head, deeper + self.short(value, flow=False)]
        return [head + gap + self.short(value, flow=False) + self.eol()]

    def wrapped(self, head, value, deeper):
        """A text over several lines, in quotes or without; its last blanks stay on one line."""
        words, mark = value.split(" "), self.quote or ("" if value.strip() == value else '"')
        at = len(words) // 3 or 1
        lines = [" ".join(words[:at]), " ".join(words[at : 2 * at]), " ".join(words[2 * at :])]
        if "" in words:
            lines = [value]
        lines = [head + mark + lines[0], *(deeper + line for line in lines[1:])]
        return [*lines[:-1], lines[-1] + mark]

    def block(self, value):
        """A text as a block, where it can be one and the hand likes it: its head and its lines."""
        body = value.removesuffix("\n")
        lines = body.split("\n")
        plain = (
            all(line == line.strip() and (not line or line.isprintable()) for line in lines) and lines[0] and lines[-1]
        )
        if not plain or not self.chance(0.9 if len(lines) > 1 else 0.1):
            return None
        end = "" if value.endswith("\n") else "-"
        if len(lines) > 1 or self.chance(0.3) or "  " in body:
            return ["|" + end, *lines]
        words, folded = body.split(" "), [""]
        for word in words:
            folded[-1:] = [folded[-1], word] if len(folded[-1]) > 40 else [f"{folded[-1]} {word}".strip()]
        return [">" + end, *folded]

    # On one line, or in brackets.

    def brackets(self, value, margin):
        entries = (
            [f"{self.name(name)}: {self.inner(one, margin + 2)}" for name, one in value.items()]
            if isinstance(value, dict)
            else [self.inner(one, margin + 2) for one in value]
        )
        begin, end = "{}" if isinstance(value, dict) else "[]"
        if not entries:
            return begin + self.pad + end
        if self.chance(0.1):
            lines = [
                f"{' ' * margin}{one}{',' if at + 1 < len(entries) else self.trailing}"
                for at, one in enumerate(entries)
            ]
            lines = [line + (f"   {self.remark()}" if self.chance(self.remarks) else "") for line in lines]
            return "\n".join([begin, *lines, " " * (margin - 1) + end])
        return f"{begin}{self.pad}{', '.join(entries)}{self.pad}{end}"

    def inner(self, value, margin):
        return self.brackets(value, margin) if isinstance(value, dict | list) else self.short(value, flow=True)

    def short(self, value, *, flow):
        if not isinstance(value, str):
            return json.dumps(value)
        quote = self.quote if self.chance(0.9) else ""
        if not quote and is_plain(value, flow=flow):
            return value
        if quote != '"' and "\n" not in value and "\ufeff" not in value and value.strip() == value:
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=False).replace("\ufeff", "\\ufeff")
