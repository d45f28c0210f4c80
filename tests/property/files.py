"""Any file that a schema allows, as a strategy of hypothesis: made from the schema itself, its conditions kept."""

import string
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from kamdocs.schema import follow, load_schema

AS_OF = date(2026, 11, 23)
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
TEAM = ("ana.novak", "luka.zupan", "igor.bevk", "A-1")
OFFERINGS = ("inserts", "heat-treatment")
RECORDS = tuple(f"{letter}{number}" for letter in "abcnopqrs" for number in range(1, 4))
RULES = ("satisfaction", "key-account", "expansion", "nonconformities")
NAMED = {
    "person": TEAM,
    "offering": OFFERINGS,
    "rule-or-record": (*RULES, *RECORDS),
    "account": ("account-0", "account-1", "account-2", "group"),
    "check": ("KAM301", "bow-tie", "KAM505"),
}
HOURS = (
    "Mo-Fr 07:00-17:00", "24/7", "Mo-Su,PH 22:00-06:00", "We 08:00-12:00", "Mo-Fr 08:00-12:00,13:00-17:00; Sa,PH off",
    "May-Sep: Sa 08:00-12:00", "PH 10:00-12:00", "SH 08:00-12:00", "Feb 29 10:00-11:00", "easter 10:00-12:00",
    "2027 Mo 09:00-10:00", "Mo[1] 08:00-09:00", "week 01-53/2 Fr 08:00-12:00", "Fr-Mo 23:00-26:00", "08:00+",
    "Dec 24-Jan 02 off",
)  # fmt: skip
NASTY = (
    "<script>alert(1)</script>", "a" * 300, "{{7*7}}{% x %}", "[x](javascript:alert(1))", "=1+1", "-", "~", "null", "NO",
    "12:30", "\u202egnirts", "e\u0301", "x | y", "`", "&amp;", "a\nb", "a\n\n- b", "🦫" * 20, "O'Brien", '"', "\\", "%s",
    "{name}", "::error::x", "# no", ": ", "\u00a0", "\u200b", "page:index", 'href="page:x"', "file:x", "]]>", "\ufeff",
)  # fmt: skip
ALPHABET = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufffe\uffff")


def any_file(kind):
    """A file of a kind, as plain data that the schema holds valid."""
    schema = load_schema(kind)
    return _value(schema, schema)


def _value(schema, raw):
    node = follow(schema, raw)
    kind = node.get("type")
    if isinstance(kind, list):
        return st.one_of([_value(schema, {**node, "type": one}) for one in kind])
    if "oneOf" in node or "anyOf" in node:
        return st.one_of([_value(schema, one) for one in node.get("oneOf") or node["anyOf"]])
    return {
        "object": _record,
        "array": _list,
        "string": _text,
        "integer": _whole,
        "number": _number,
        "boolean": lambda *_: st.booleans(),
        "null": lambda *_: st.none(),
    }[kind](schema, node)


def _record(schema, node):
    fields = {name: _value(schema, field) for name, field in node.get("properties", {}).items()}
    required = set(node.get("required", ()))
    more = node.get("additionalProperties")
    if not fields and isinstance(more, dict):
        return st.dictionaries(st.sampled_from(["crm", "erp", "x"]), _value(schema, more), max_size=3)

    @st.composite
    def record(draw):
        chosen = required | set(draw(st.lists(st.sampled_from(sorted(fields)), unique=True)) if fields else ())
        made = {name: draw(fields[name]) for name in fields if name in chosen}
        for _round in range(2):
            for demand in _demands(node, made):
                made.update({name: draw(fields[name]) for name in demand.get("required", ()) if name not in made})
                too_short = [name for name, field in demand.get("properties", {}).items() if "minItems" in field]
                made.update({name: draw(fields[name].filter(bool)) for name in too_short if not made.get(name)})
        return _within_bounds(node, made)

    return record()


def _demands(node, made):
    """What the conditions demand of a record that it fits."""
    for condition in (node, *node.get("allOf", ())):
        asked = condition.get("if", {})
        fits = (
            asked
            and all(name in made for name in asked.get("required", ()))
            and all(
                made[name] in field.get("enum", [field.get("const")])
                for name, field in asked.get("properties", {}).items()
                if name in made
            )
        )
        if fits:
            yield condition.get("then", {})


def _within_bounds(node, made):
    """The record with its numbers within the bounds that its conditions set."""
    for demand in _demands(node, made):
        for name, field in demand.get("properties", {}).items():
            if name in made and not isinstance(made[name], list):
                low, high = field.get("minimum", made[name]), field.get("maximum", made[name])
                made[name] = min(max(made[name], low), high)
    return made


def _list(schema, node):
    item = _value(schema, node["items"])
    few = st.lists(item, min_size=node.get("minItems", 0), max_size=min(4, node.get("maxItems", 4)))
    if not node.get("uniqueItems"):
        return few
    return few.map(lambda found: [one for place, one in enumerate(found) if one not in found[:place]])


def _text(schema, node):
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if target := node.get("x-refers-to"):
        return st.sampled_from(NAMED.get(target, RECORDS))
    if node.get("format") in _FORMATS:
        return _FORMATS[node["format"]]
    if "pattern" in node:
        return (
            _PATTERNS[node["pattern"]]
            if node["pattern"] in _PATTERNS
            else st.from_regex(node["pattern"], fullmatch=True)
        )
    longest, shortest = node.get("maxLength", 4000), node.get("minLength", 0)
    words = st.text(ALPHABET, min_size=shortest, max_size=min(longest, 60))
    long = st.integers(0, longest).map(lambda size: ("word " * 2000)[:size] or "w")
    return (
        st.one_of(words, st.sampled_from(NASTY), long)
        .map(lambda text: text[:longest])
        .filter(lambda text: len(text) >= shortest and (not shortest or text.strip()))
    )


def _days():
    near = st.integers(-800, 400).map(lambda days: AS_OF + timedelta(days))
    return st.one_of(near, near, near, st.dates(FIRST, LAST), st.sampled_from([FIRST, LAST]))


def _moment(day, seconds, hours):
    zone = UTC if hours is None else timezone(timedelta(hours=hours))
    moment = datetime.combine(day, datetime.min.time(), zone) + timedelta(seconds=seconds)
    return moment.isoformat().replace("+00:00", "Z" if hours is None else "+00:00")


_FORMATS = {
    "date": _days().map(str),
    "date-time": st.builds(
        _moment, _days(), st.integers(0, 86_399), st.sampled_from([None, -12, -5, 0, 1, 5.5, 13, 14])
    ),
    "phone": st.sampled_from(["+386 1 000 00 00 (office)", "041 123 456", "(01) 234-56-78 ext. 9", "112"]),
    "email": st.sampled_from(["ana@x.example", "ana.o'primer@big.example", "a+b@sub.x.example", "x_1@y.example"]),
    "uri": st.sampled_from(["https://x.example", "http://x.example/a?b=1&c=%22#d", "https://x.example/" + "a" * 200]),
    "opening-hours": st.sampled_from(HOURS),
    "id": st.one_of(st.sampled_from(RECORDS), st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)),
}
_PATTERNS = {"^[A-Z]{3}$": st.sampled_from(["EUR", "USD", "HUF", "XXX"])}


def _whole(_schema, node):
    low, high = node.get("minimum", -(10**9)), node.get("maximum", 10**9)
    return st.one_of(st.integers(low, high), st.sampled_from([low, high]))


def _number(_schema, node):
    low, high = node.get("minimum", node.get("exclusiveMinimum", -1e12)), node.get("maximum", 1e12)
    plain = st.floats(low, high, allow_nan=False, allow_infinity=False, exclude_min="exclusiveMinimum" in node)
    return st.one_of(
        plain, plain.map(lambda value: round(value, 2)).filter(lambda value: low < value <= high), st.just(high)
    )
