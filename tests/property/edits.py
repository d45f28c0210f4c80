"""Any edit of a plan that the schema allows: a way that leads somewhere, and a value that may stand there."""

import functools

from hypothesis import strategies as st

from kamdocs.schema import follow, load_schema
from kamdocs.writing import Add, Put, Remove
from tests.property.files import _value


@functools.cache
def value_at(kind, path):
    """The values that may stand at a path of names; ``None`` in it is an item of a list."""
    schema = load_schema(kind)
    node = follow(schema, schema)
    for step in path:
        node = follow(
            schema,
            node["items"] if step is None else node.get("properties", {}).get(step) or node["additionalProperties"],
        )
    return _value(schema, node)


@functools.cache
def fields_at(kind, path):
    schema = load_schema(kind)
    node = follow(schema, schema)
    for step in path:
        node = follow(
            schema,
            node["items"] if step is None else node.get("properties", {}).get(step) or node["additionalProperties"],
        )
    return tuple(node.get("properties", {})), frozenset(node.get("required", ()))


def records(data, way=(), path=()):
    """The ways to all records, each with its path of names."""
    if isinstance(data, dict):
        yield way, path
        for name, value in data.items():
            yield from records(value, (*way, name), (*path, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from records(value, (*way, index), (*path, None))


def lists(data):
    """The ways to all lists and to those that could be, each with its path."""
    for way, path in records(data):
        for name, value in at(data, way).items():
            if isinstance(value, list):
                yield (*way, name), (*path, name)


def at(data, way):
    for step in way:
        data = data[step]
    return data


@st.composite
def any_edit(draw, data, kind):
    """An edit of data, valid in itself as far as its field goes."""
    ways = list(records(data))
    way, path = draw(st.sampled_from([*ways, *ways[:1] * max(1, len(ways) // 4)]))
    names, required = fields_at(kind, path)
    record = at(data, way)
    sort = draw(st.sampled_from(["add", "add", "put", "put", "remove", "item"]))
    known = list(lists(data))
    if sort in ("add", "item") and known:
        to, its_path = draw(st.sampled_from(known))
        if sort == "item" and at(data, to):
            return Remove((*to, draw(st.integers(0, len(at(data, to)) - 1))))
        return Add(to, draw(value_at(kind, (*its_path, None))))
    there = [name for name in record if name not in required]
    if sort == "remove" and there:
        return Remove((*way, draw(st.sampled_from(there))))
    name = draw(st.sampled_from(names)) if names else draw(st.sampled_from(["crm", "erp", "ž x"]))
    value = draw(value_at(kind, (*path, name)))
    if (
        isinstance(value, list)
        and value
        and isinstance(value[0], dict)
        and draw(st.booleans())
        and not record.get(name)
    ):
        return Add((*way, name), value[0])
    return Put((*way, name), value)
