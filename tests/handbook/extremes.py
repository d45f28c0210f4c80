"""Plans made of the schema, full of the most extreme values that it lets through."""

import json
import random
import re
from datetime import date

from kamdocs.schema import follow, load_schema, validate
from kamdocs.source import load_document

DATES = [
    date.min, date(1, 12, 31), date(1000, 1, 1), date(1900, 2, 28), date(2026, 11, 22), date(2026, 11, 23),
    date(2027, 1, 31), date(2028, 2, 29), date(9998, 12, 31), date(9999, 1, 1), date(9999, 12, 30), date.max,
]  # fmt: skip
TIMES = [
    "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00-14:00", "0001-01-01T00:00:00Z", "2026-11-02T09:10:00+01:00",
    "2026-11-02T09:10:00+23:59", "9999-12-28T09:00:00Z", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59.999999+14:00",
]  # fmt: skip
NUMBERS = [
    0, -0.0, 1, -1, 0.1, 0.005, 999.995, 999_999_999_999_999, 1e15, 1e16 + 0.5, 10**16, 1e30, 1e300, 1.7e308, -1e308,
    1e-300, 5e-324,
]  # fmt: skip
TEXTS = [
    "x", "-", "=1+1", "'", '"', "]]>", "# x", "<b>&amp;", "{{7*7}}{% x %}", "%s %(x)s %", "{0} {name}", "$&\\1", " ",
    "page:index", "\u202e\u0645", "a\u0301" * 10, "👩‍👩‍👧‍👧", "\x85", "\u2028", "\ufffe", "Ω" * 3, "Sentence. " * 9,
]  # fmt: skip
IDS = ["a", "0", "A", "a-b", "a_b", "a..b", "index", "readme", "none", "con", "x.ics", "1.5", "True", "null", "9" * 80]
_UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff]")


class Maker:
    """Makes plans, the same from the same seed."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def plan(self):
        """The text of a plan that is valid by the schema."""
        schema = load_schema("account")
        while True:
            text = json.dumps(self.value(schema, schema), ensure_ascii=False, default=lambda day: f"@{day}@")
            text = re.sub('"@(.*?)@"', r"\1", text)
            text = _UNWRITTEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
            document = load_document("x.yml", text.encode())
            if not document.faults and not validate(document, "account"):
                return text

    def value(self, schema, node):
        node = follow(schema, node)
        if "enum" in node:
            return self.chance.choice(node["enum"])
        return getattr(self, node["type"])(schema, node)

    def object(self, schema, node):
        if "properties" not in node:
            return {self.string(schema, {"maxLength": 20}): self.string(schema, {"maxLength": 200}) for _ in range(2)}
        wanted = [name for name in node["properties"] if name in node.get("required", ()) or self.chance.random() < 0.6]
        return {name: self.value(schema, node["properties"][name]) for name in wanted}

    def array(self, schema, node):
        made = [self.value(schema, node["items"]) for _ in range(self.chance.randint(node.get("minItems", 0), 3))]
        return [one for place, one in enumerate(made) if one not in made[:place]]

    def boolean(self, schema, node):
        return self.chance.random() < 0.5

    def number(self, schema, node):
        least, most = node.get("minimum", -1e309), node.get("maximum", 1e309)
        allowed = [one for one in NUMBERS if least <= one <= most and one > node.get("exclusiveMinimum", -1e309)]
        return self.chance.choice([*allowed, *(node[name] for name in ("minimum", "maximum") if name in node)])

    def integer(self, schema, node):
        if node.get("maximum") == 2200:
            return self.chance.choice([1900, 2024, 2025, 2026, 2200])
        found = self.number(schema, node)
        return int(found) if found == int(found) and abs(found) <= 10**16 else 1

    def string(self, schema, node):
        kinds = {
            "date": DATES, "date-time": TIMES, "id": IDS, "email": ["a@b.example", "a" * 180 + "@b.example"],
            "uri": ["http://x", "https://x.example/%00?q=1#f", "HTTP://X:99999/"],
        }  # fmt: skip
        if node.get("format") in kinds:
            return self.chance.choice(kinds[node["format"]])
        if "pattern" in node:
            return "EUR"
        text, most = self.chance.choice(TEXTS), node.get("maxLength", 4000)
        return (text * most)[:most] if self.chance.random() < 0.2 else text[:most]
