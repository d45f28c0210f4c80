"""Rows of contacts, opportunities, cases and activities as records of a plan."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec

from kamdocs.exchange.ground import Ground
from kamdocs.exchange.matching import Likeness, first_of, same_ref
from kamdocs.exchange.rows import LeftOut, Row
from kamdocs.exchange.settling import Told, settle
from kamdocs.exchange.values import Misread, emails_of, phones_of, plain_number, shortened, truth_of
from kamdocs.language import say

_TITLE, _TEXT, _NAME = 200, 500, 200

Teller: TypeAlias = Callable[[Row, str, Ground], Told | None]
"""What a row of an account tells; None of one that tells nothing, which is counted."""


def bring_in(row: Row, ground: Ground) -> None:
    """Bring a row of one of these tables into the draft of its plan; raises ``Misread``, ``LeftOut``, ``Ambiguous``."""
    account = _account(row, ground)
    if account is None:
        return
    draft = ground.draft(account)
    told = TELLERS[row.of.table](row, account, ground)
    one = settle(draft, msgspec.structs.replace(told, of=row.of), ground.findings) if told else None
    if one and row.of.table == "contacts" and (ref := row.text("id")):
        ground.persons[account, ref] = one


def _account(row: Row, ground: Ground) -> str | None:
    """The account of a row; of an activity also that of the person, or the record, it is about."""
    if row.of.table != "activities" or any(row.text(one) for one in ("account", "account_id", "account_erp")):
        account = ground.account_of(row)
    else:
        refs = (first_of(row.text("what_id")), first_of(row.text("contact_id")))
        found = [_about(same_ref(ref), ground) for ref in refs if ref]
        account = next(filter(None, found), None)
        if account is None:
            ground.left[str(say("activities that are about no account with a plan"))] += 1
    if account and (ref := row.text("id")):
        ground.record_accounts[same_ref(ref)] = account
    return account


def _about(ref: str, ground: Ground) -> str | None:
    return ground.record_accounts.get(ref) or ground.accounts.by_ref(ground.asked.system, ref)


def _contact(row: Row, _account: str, ground: Ground) -> Told:
    name = row.text("name") or " ".join(filter(None, (row.text("first_name"), row.text("last_name"))))
    if not name:
        raise Misread(say("the row names nobody"))
    emails = emails_of(row.text("email"))
    if row.text("email") and not emails:
        ground.notes[str(say("an e-mail address that is none, left out"))] += 1
    phones = phones_of(row.cell("phone"), row.cell("mobile"))
    if any(row.text(one) and not phones_of(row.cell(one)) for one in ("phone", "mobile")):
        ground.notes[str(say("a telephone number that is none, left out"))] += 1
    fields: dict[str, Any] = {
        "name": _fits(name, _NAME),
        "title": _fits(row.text("title"), _NAME),
        "area": ground.optional(row, "area", "department"),
        "email": _one_or_all(emails),
        "phone": _one_or_all(phones),
        "added_on": row.day("created"),
    }
    if above := ground.persons.get((_account, row.text("reports_to_id"))):
        fields["reports_to"] = above
    likes = ((Likeness("email", emails[0]), Likeness("name", name)),) if emails else ()
    return Told("stakeholders", ground.asked.system, row.text("id") or None, fields, (row.ref,),
                (*likes, (Likeness("name", name),)))  # fmt: skip


def _opportunity(row: Row, _account: str, ground: Ground) -> Told | None:
    closed = row.listed("opportunity_status", "status") if "status" in row.of.columns else None
    stage = closed if closed in ("won", "lost") else row.listed("stage", "stage")
    expected = row.day("expected_close")
    if stage in ("won", "lost") and ground.is_over(expected or row.day("created")):
        ground.left[str(say("opportunities that were won or lost before that day"))] += 1
        return None
    amount = row.amount("value")
    fields: dict[str, Any] = {
        "title": shortened(row.text("title"), _TITLE),
        "stage": stage,
        "value": plain_number(amount[0]) if amount else None,
        "currency": amount[1] if amount else None,
        "added_on": row.day("created"),
        "next_step": shortened(row.text("next_step"), _TEXT),
        "next_step_on": row.day("next_step_on"),
        "expected_close": expected,
    }
    return Told("opportunities", ground.asked.system, row.text("id") or None, fields, (row.ref,),
                ((Likeness("title", row.text("title")),),), _today(fields, "added_on", ground))  # fmt: skip


def _today(fields: Mapping[str, Any], field: str, ground: Ground) -> dict[str, Any]:
    """The day of the import for when a record was added to the plan, where the export doesn't tell: it is true."""
    return {} if fields.get(field) else {field: ground.asked.day.isoformat()}


def _case(row: Row, account: str, ground: Ground) -> Told | None:
    kind = row.listed("case_kind", "kind") if row.text("kind") else None
    status = row.listed("case_status", "status")
    closed = row.day("closed")
    if status in ("resolved", "closed", "rejected") and ground.is_over(closed):
        ground.left[str(say("cases that were closed before that day"))] += 1
        return None
    if status in ("resolved", "closed") and not closed:
        raise Misread(say("the case is {status} and has no day on which it was", status=row.text("status")))
    number = row.text("number")
    subject = row.text("subject") or (f"#{number}" if number else "")
    fields = {
        "kind": kind,
        "severity": ground.optional(row, "case_priority", "priority"),
        "status": status,
        "text": shortened(subject, _TEXT),
        "received_on": row.day("received"),
        "received_from": ground.stakeholder(account, row),
        "owner": ground.owner(row),
        "resolved_on": closed if status in ("resolved", "closed", "rejected") else None,
    }
    likes = ((Likeness("text", fields["text"] or ""), Likeness("received_on", fields["received_on"] or "")),)
    return Told("nonconformities", ground.asked.system, row.text("id") or number or None, fields, (row.ref,), likes,
                {"kind": "complaint"})  # fmt: skip


def _activity(row: Row, account: str, ground: Ground) -> Told | None:
    day = row.day("date")
    kind = row.of.kind if row.of.kind and not row.text("kind") else _kind(row)
    if not day or ground.is_over(day) or not _was_held(row, day, ground):
        ground.left[str(say("activities that were not held, are still to come, or lie before that day"))] += 1
        return None
    if kind == "email" and not ground.asked.all_activities:
        ground.left[str(say("e-mails; with --activities all they are brought in, too"))] += 1
        return None
    by = ground.owner(row)
    if by is None:
        said = [row.text(one) for one in ("owner_id", "owner_email", "owner")]
        if ground.people.is_nobody(*said):
            ground.left[str(say("activities of people who are none of ours"))] += 1
            return None
        who = ground.people.called(*said)
        raise Misread(say("nobody of ours is known as {who}: add \"{who}\" = \"…\" to [people]", who=who)
                      if who else say("the row does not tell who of ours it was"))  # fmt: skip
    whom = ground.stakeholder(account, row)
    fields = {
        "date": day,
        "kind": kind,
        "with": [whom] if whom else [],
        "by": [by],
        "initiated_by": ground.optional(row, "direction", "direction"),
    }
    likes = ((Likeness("date", day), Likeness("kind", kind or ""), Likeness("by", by)),)
    return Told("interactions", ground.asked.system, row.text("id") or None, fields, (row.ref,), likes)


def _kind(row: Row) -> str | None:
    try:
        return row.listed("activity_kind", "kind")
    except LeftOut:
        if row.of.kind:  # a file of meetings, whatever sort of task each is
            return row.of.kind
        raise


def _was_held(row: Row, day: str, ground: Ground) -> bool:
    done = truth_of(row.text("done")) if row.text("done") else None
    status = row.listed("activity_status", "status") if row.text("status") else None
    if done is False or status in ("planned", "not-held"):
        return False
    return day <= ground.asked.day.isoformat()


def _one_or_all(texts: list[str]) -> str | list[str]:
    return texts[0] if len(texts) == 1 else texts


def _fits(text: str, most: int) -> str:
    if len(text) > most:
        raise Misread(say("a name of more than {most} characters", most=most))
    return text


TELLERS: Mapping[str, Teller] = {
    "contacts": _contact,
    "opportunities": _opportunity,
    "cases": _case,
    "activities": _activity,
}
