"""One record as an export tells it against the plan: what is added, what is changed, and what stays as people wrote it.

A value of the plan is taken over by a new one only where it is the very value that the last import wrote. Where people
wrote another since, that stands; where nobody can tell, both are told as a conflict, once, and the plan's stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from kamdocs.exchange.drafts import TOP, Draft, Group, added, put
from kamdocs.exchange.facts import Fact, is_without_status, last_of, not_written, taken_back, verdict_on
from kamdocs.exchange.headers import Recognised
from kamdocs.exchange.matching import Ambiguous, Likeness, find_record, same_ref
from kamdocs.exchange.missing import not_told
from kamdocs.exchange.rejected import Rejection, RowRef
from kamdocs.exchange.state import OWN, State, digest, noted, said
from kamdocs.exchange.values import cleaned
from kamdocs.keeping.composing import lacking
from kamdocs.language import Sentence, say
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.writing import Edit, Put, Refused, Remove


class Told(msgspec.Struct, frozen=True):
    """A record as the export tells it.

    ``fields`` are told by the export (a dot leads into a record: ``address.city``), ``defaults`` stand in a new
    record only. ``ref`` is its id in the other ``system``; ``likes`` say how else it is found, ``like_id`` what its id
    may be here; ``of`` is the sheet that it stands in.
    """

    list_name: str
    system: str
    ref: str | None
    fields: Mapping[str, Any]
    rows: tuple[RowRef, ...]
    likes: tuple[tuple[Likeness, ...], ...] = ()
    defaults: Mapping[str, Any] = {}
    like_id: str = ""
    of: Recognised | None = None


class Conflict(msgspec.Struct, frozen=True):
    """A value of a plan that differs from the export's, and stays."""

    account: str
    record: str
    field: str
    ours: Any
    theirs: Any
    row: RowRef


class Findings:
    """What an import tells besides its edits; ``kept`` and ``gone`` are values and records that people changed."""

    def __init__(self, day: date, state: State, *, take: bool = False) -> None:
        self.day, self.state, self.take = day, state, take
        self.conflicts: list[Conflict] = []
        self.rejections: list[Rejection] = []
        self.kept: list[tuple[str, str, str]] = []
        self.gone: list[tuple[str, str]] = []
        self.moved: list[tuple[str, str, str]] = []
        self.seen: set[str] = set()
        self.where: dict[tuple[str, str, str], str] = {}

    def reject(self, rows: Sequence[RowRef], reason: Sentence) -> None:
        """Leave rows out, for a reason."""
        self.rejections += [Rejection(row, reason) for row in rows]


def key_of(account: str, told: Told) -> str:
    """What the state calls a record: by its foreign id, else by its plan and a digest of what it is like."""
    if told.ref:
        return f"{told.list_name}/{told.system}:{same_ref(told.ref)}"
    like = [[part.field, cleaned(part.value).casefold()] for part in (told.likes[0] if told.likes else ())]
    return f"{told.list_name}/{account}:{digest(like)}"


def settle(draft: Draft, told: Told, findings: Findings) -> str | None:
    """Bring a record into a draft; its id there, None where there is none."""
    key = key_of(draft.id, told)
    if key in findings.seen:
        findings.reject(told.rows, say("another row tells of the same record"))
        return None
    findings.seen.add(key)
    try:
        found = find_record(draft.records(told.list_name), told.system, told.ref, told.likes)
    except Ambiguous as error:
        findings.reject(told.rows, error.reason)
        return None
    if found is not None:
        return _update(draft, told, found, findings)
    if _is_elsewhere(draft, told, key, findings):
        return None
    return _add(draft, told, key, findings)


def _is_elsewhere(draft: Draft, told: Told, key: str, findings: Findings) -> bool:
    """Whether a record is not to be brought in, because it is in another plan, or was taken out by hand."""
    other = findings.where.get((told.list_name, told.system, same_ref(told.ref or "")))
    if other and other != draft.id:
        findings.moved.append((key, other, draft.id))
        return True
    if findings.state.knows(key):
        findings.gone.append((draft.id, key))
        return True
    return False


def _add(draft: Draft, told: Told, key: str, findings: Findings) -> str | None:
    told_fields = {name: value for name, value in told.fields.items() if value not in (None, "", [])}
    record = {**told.defaults, **told_fields}
    node = record_node(told.list_name)
    if reason := unfit(node, record, findings.day, told.of):
        findings.reject(told.rows, reason)
        return None
    one = draft.free_id(told.list_name, record, told.like_id)
    refs = {told.system: told.ref} if told.ref and told.ref != one else {}
    whole = {"id": one, **record, "external_ref": refs}
    group = Group(told.rows, told.list_name, "added", (added(told.list_name, whole),), {key: noted(draft.id, record)})
    return one if _do(draft, group, findings) else None


def _update(draft: Draft, told: Told, found: Mapping[str, Any], findings: Findings) -> str | None:
    one = str(found["id"])
    way = (told.list_name, one)
    merged = changes(key_of(draft.id, told), told, draft, found, findings)
    edits = list(merged.edits)
    if told.ref and told.ref != one and told.system not in _refs(found):
        edits.append(put((*way, "external_ref", told.system), told.ref))
    own = [edit for edit in edits if len(edit.way) == 3]
    after = {**found, **{str(edit.way[-1]): edit.value for edit in own if isinstance(edit, Put)}}
    for edit in own:
        if isinstance(edit, Remove):
            del after[str(edit.way[-1])]
    if edits and (reason := unfit(record_node(told.list_name), after, findings.day, told.of)):
        findings.reject(told.rows, reason)
        return one
    group = Group(told.rows, told.list_name, "changed" if edits else None, tuple(edits), merged.noted)
    _do(draft, group, findings)
    return one


def _do(draft: Draft, group: Group, findings: Findings) -> bool:
    try:
        draft.do(group)
    except Refused as error:
        findings.reject(group.rows, error.message)
        return False
    return True


class Merged(msgspec.Struct, frozen=True):
    """The edits that make a record what the export tells, and what the state keeps of it then."""

    edits: tuple[Edit, ...]
    noted: Mapping[str, Mapping[str, str]]


def changes(key: str, told: Told, draft: Draft, found: Mapping[str, Any], findings: Findings) -> Merged:
    """What an export changes in a record that is there, or in the plan; conflicts and what is kept are findings."""
    way = (told.list_name, str(found["id"])) if told.list_name else ()
    edits: list[Edit] = []
    settled: dict[str, Any] = {}
    name = str(found.get("id", "")) if told.list_name else ""
    back = taken_back(told.list_name, found, told.fields)
    last = findings.state.records.get(key, {})
    stays = not_written(told.list_name, found, told.fields, last)
    status = found.get("status")
    for field, value in _told_values(told, back):
        steps = field.split(".")
        ours = at(found, steps)
        verdict = _verdict(ours, value, last_of(told.list_name, found, field, last), take=findings.take)
        if back and field in ("status", back.day):
            verdict = verdict_on(back, found, told.fields["status"], last, take=findings.take)
        if field == "status" and verdict == "put":
            status = value
        if is_without_status(told.list_name, field, status) and ours is None:
            continue
        if verdict == "put":
            edits.append(put((*way, *steps), value) if value is not None else Remove((*way, *steps)))
            stays.discard(field)
        elif verdict == "conflict":
            findings.conflicts.append(Conflict(draft.id, name, field, ours, value, told.rows[0]))
        elif verdict == "kept":
            findings.kept.append((draft.id, told.list_name, field))
        settled[field] = value
    marks = noted(draft.id, settled)
    return Merged(tuple(edits), {key: {field: one + OWN * (field in stays) for field, one in marks.items()}})


def _told_values(told: Told, back: Fact | None) -> Iterator[tuple[str, Any]]:
    """What the export tells of each field; of a day that it takes back, None."""
    for field, value in told.fields.items():
        if back and field == back.day:
            yield field, None
        elif value not in (None, "", []):
            yield field, value


def _verdict(ours: Any, theirs: Any, last: str | None, *, take: bool) -> str:
    """What becomes of a field: ``same``, ``put``, ``kept`` (as people wrote it) or ``conflict``."""
    if ours is None:
        return "put" if said(last) in (None, digest(None)) else "kept"
    if alike(ours, theirs):
        return "same"
    if take or last == digest(ours):
        return "put"
    return "kept" if said(last) == digest(theirs) else "conflict"


def at(data: Any, steps: Sequence[str]) -> Any:
    """The value that steps lead to in a record; None where there is none."""
    for step in steps:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def alike(ours: Any, theirs: Any) -> bool:
    """Whether a plan says what an export does: the same value, or a list that holds all of theirs."""
    if isinstance(ours, list) or isinstance(theirs, list):
        mine, others = (
            {_plain(one) for one in (side if isinstance(side, list) else [side])} for side in (ours, theirs)
        )
        return others <= mine
    return bool(_plain(ours) == _plain(theirs))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        text = cleaned(value)
        digits = re.sub(r"[\s()/.-]", "", text)
        return digits if re.fullmatch(r"\+?\d{6,}", digits) else text
    return value


def _refs(record: Mapping[str, Any]) -> Mapping[str, Any]:
    refs = record.get("external_ref")
    return refs if isinstance(refs, Mapping) else {}


def record_node(list_name: str) -> Node:
    """What the schema says of the records of a list, or of the plan itself."""
    top = schema_tree("account")
    node = top if list_name == TOP else top.fields[list_name].items
    if node is None:
        raise KeyError(list_name)
    return node


def unfit(node: Node, record: Mapping[str, Any], day: date, of: Recognised | None = None) -> Sentence | None:
    """Why a record can't be in a plan: it lacks something, or its days can't be; None where it can."""
    if missing := lacking(node, record):
        return not_told(str(node.path[0]) if node.path else TOP, node, missing, of)
    return next(_impossible(node, record, day), None)


def _impossible(node: Node, record: Mapping[str, Any], day: date) -> Iterator[Sentence]:
    for name, value in record.items():
        field = node.fields.get(name)
        if field is None or field.keywords.get("format") != "date" or not isinstance(value, str):
            continue
        if field.keywords.get("x-past") and value > day.isoformat():
            yield say("{field} is {day}, which is still to come", field=name, day=value)
        befores = field.keywords.get("x-not-before", ())
        for other in (befores,) if isinstance(befores, str) else befores:
            first = record.get(other)
            if isinstance(first, str) and value < first[:10]:
                yield say("{field} is {day}, before {other} ({first})", field=name, day=value, other=other, first=first)
