"""Rows of accounts: the plans that they mean, the new ones among them, and what they tell of both."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.exchange.drafts import TOP, Draft, Group, put
from kamdocs.exchange.ground import Ground
from kamdocs.exchange.matching import (
    Ambiguous,
    OurPeople,
    Person,
    first_of,
    one_named,
    refuse_anothers_name,
    refuse_anothers_ref,
    same_ref,
)
from kamdocs.exchange.rows import Row
from kamdocs.exchange.settling import Told, changes
from kamdocs.exchange.state import digest, noted
from kamdocs.exchange.values import Misread, website_of
from kamdocs.keeping.beginning import new_id
from kamdocs.language import say
from kamdocs.schema.suggest import folded
from kamdocs.writing import Add, Edit

_SHORT = {"industry": 200, "address.street": 200, "address.postcode": 20, "address.city": 200, "address.region": 200,
          "address.country": 100}  # fmt: skip


def know_user(row: Row, people: OurPeople) -> None:
    """Keep what a row of the list of users tells."""
    name = row.text("name") or " ".join(filter(None, (row.text("first_name"), row.text("last_name"))))
    if ref := row.text("id"):
        people.add_user(ref, Person(name, row.text("email")))


def bring_in_account(row: Row, ground: Ground, folder: Path) -> None:
    """Bring a row of an account into its plan, or into a new one in ``folder``; raises ``Misread``, ``Ambiguous``."""
    name = row.text("name")
    if not name or len(name) > 200:
        raise Misread(
            say("the row names no account") if not name else say("a name of more than {most} characters", most=200)
        )
    refs = {ground.asked.system: row.text("id"), "erp": row.text("erp_id")}
    refs = {system: ref for system, ref in refs.items() if ref}
    if ref := row.text("id"):
        ground.exported[ref] = name
    account = _meant(name, refs, ground)
    system, told_ref = next(iter(refs.items()), (ground.asked.system, None))
    told = Told(TOP, system, told_ref, _fields(row, ground), (row.ref,))
    if account is None:
        _begin(told, refs, ground, folder)
    else:
        _update(account, told, refs, ground)


def _meant(name: str, refs: Mapping[str, str], ground: Ground) -> str | None:
    """The plan that a row means; raises :class:`Ambiguous` where it may be another one's, or several are."""
    for system, ref in refs.items():
        if found := ground.accounts.by_ref(system, ref):
            refuse_anothers_name(ground.accounts, found, name, ref)
            return found
    named = one_named(ground.accounts, name)
    if named:
        refuse_anothers_ref(ground.accounts, named, refs)
    return named


def _fields(row: Row, ground: Ground) -> dict[str, Any]:
    website = website_of(row.text("website"))
    if row.text("website") and not website:
        ground.notes[str(say("a website that is no web address, left out"))] += 1
    fields: dict[str, Any] = {
        "name": row.text("name"),
        "status": ground.optional(row, "account_status", "status"),
        "tier": ground.optional(row, "tier", "tier"),
        "key_since": row.day("created"),
        "industry": row.text("industry"),
        "website": website,
        "address.street": row.text("street"),
        "address.postcode": row.text("postcode"),
        "address.city": row.text("city"),
        "address.region": row.text("region"),
        "address.country": row.text("country"),
        "owner": ground.owner(row),
    }
    return {name: value for name, value in fields.items() if value and len(str(value)) <= _SHORT.get(name, 500)}


def _begin(told: Told, refs: Mapping[str, str], ground: Ground, folder: Path) -> None:
    """Begin a plan: what the schema asks for and the export doesn't tell has a default that claims nothing."""
    name = str(told.fields["name"])
    key = account_key(told)
    if ground.findings.state.knows(key):
        ground.findings.gone.append((ground.findings.state.account(key) or "", key))
        return
    if not ground.asked.new_plans:
        ground.unplanned[name] += 1
        return
    account = new_id(name, (), ground.taken)
    if account is None:
        raise Misread(say("no name of a file can be made of {name}: begin its plan by hand", name=name))
    since = told.fields.get("key_since")
    if since and since > ground.asked.day.isoformat():
        raise Misread(say("{field} is {day}, which is still to come", field="key_since", day=since))
    if not since:
        ground.notes[str(say("new plans begin on the day of the import, because the export has no day for them"))] += 1
    if "tier" not in told.fields:
        told_tier = say("new plans are of the tier {tier}: name another one with --tier", tier=ground.asked.tier)
        ground.notes[str(told_tier)] += 1
    started_on = (ground.asked.started_on or ground.asked.day).isoformat()
    told_start = say("new plans are kept since {day}, and no gap in them is older: name another day with --started-on",
                     day=started_on)  # fmt: skip
    ground.notes[str(told_start)] += 1
    defaults = {"status": "active", "tier": ground.asked.tier, "key_since": ground.asked.day.isoformat()}
    fields = {**defaults, **told.fields}
    data = _nested(fields) | ({"external_ref": dict(refs)} if refs else {}) | {"plan": {"started_on": started_on}}
    draft = Draft(account, folder / f"{account}.yml", data, "", new=True)
    draft.groups.append(Group(told.rows, TOP, "added", (), {key: noted(account, fields)}))
    ground.drafts[account] = draft
    ground.accounts.learn(account, data)


def account_key(told: Told) -> str:
    """What the state calls an account: by its foreign id, else by a digest of its name."""
    if told.ref:
        return f"accounts/{told.system}:{same_ref(told.ref)}"
    return f"accounts/{digest(folded(str(told.fields['name'])))}"


def _nested(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by their ways as the data of a plan."""
    data: dict[str, Any] = {}
    for field, value in fields.items():
        head, _, tail = field.partition(".")
        if tail:
            data.setdefault(head, {})[tail] = value
        else:
            data[field] = value
    return data


def _update(account: str, told: Told, refs: Mapping[str, str], ground: Ground) -> None:
    draft = ground.draft(account)
    key = account_key(told)
    if key in ground.findings.seen or any(
        group.rows and group.did == "added" and group.list_name == TOP for group in draft.groups
    ):
        ground.findings.reject(told.rows, say("another row tells of the same account"))
        return
    ground.findings.seen.add(key)
    fields = {name: value for name, value in told.fields.items() if name != "key_since"}
    merged = changes(key, Told(TOP, told.system, told.ref, fields, told.rows), draft, draft.data, ground.findings)
    edits: list[Edit] = list(merged.edits)
    old, former = draft.data.get("name"), draft.records("former_names")
    if any(edit.way == ("name",) for edit in edits) and old and old not in former:
        edits.append(Add(("former_names",), old))
    theirs = ground.accounts.of_account.get(account, {})
    edits += [put(("external_ref", system), ref) for system, ref in refs.items() if system not in theirs]
    for system, ref in refs.items():
        ground.accounts.refer(account, system, ref)
    draft.do(Group(told.rows, TOP, "changed" if edits else None, tuple(edits), merged.noted))


def bring_in_parent(row: Row, ground: Ground) -> None:
    """Name the group that an account belongs to, once all accounts are known; where there is a plan of it."""
    ref, name = first_of(row.text("parent_id")), row.text("parent")
    parent = ground.accounts.by_ref(ground.asked.system, ref) or _quietly(ground, name)
    account = ground.accounts.by_ref(ground.asked.system, row.text("id")) or _quietly(ground, row.text("name"))
    if not account or not parent or parent == account:
        return
    draft = ground.draft(account)
    told = Told(TOP, ground.asked.system, row.text("id") or None, {"parent": parent}, (row.ref,))
    key = account_key(msgspec.structs.replace(told, fields={"name": row.text("name")}))
    merged = changes(key, told, draft, draft.data, ground.findings)
    group = Group((row.ref,), TOP, "changed" if merged.edits else None, merged.edits, merged.noted)
    if merged.edits and parent not in ground.known:
        draft.later.append(group)
    else:
        draft.do(group)


def _quietly(ground: Ground, name: str) -> str | None:
    try:
        return one_named(ground.accounts, name)
    except Ambiguous:
        return None
