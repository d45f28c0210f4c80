"""Every field of a plan stands where a reader looks for it."""

from datetime import date

import pytest

from kamdocs.handbook import make_pages, make_sheets
from kamdocs.schema.audience import make_audience
from tests.handbook.feeds.views import view_of
from tests.handbook.pictures.views import text_of
from tests.plans import TEAM, write_handbook


def on(month, day, year=2026):
    return date(year, month, day)


PLAN = {
    "name": "Acme d.d.", "status": "at-risk", "status_since": on(11, 3), "owner": "ana.novak", "deputy": "luka.zupan",
    "former_names": ["Acme Tools s.p."], "former_ids": ["acme-tools"], "plan": {"started_on": on(2, 2, 2025)},
    "contract": {"start": on(1, 1, 2025), "renewal_on": on(1, 1, 2027), "notice_days": 90, "action": "a2"},
    "risks": [
        {"id": "r1", "text": "A second supplier", "noted_on": on(3, 4), "impact": "high", "decision": "Not before May"},
        {"id": "r2", "text": "Their hall is full", "noted_on": on(4, 5), "impact": "high", "mitigation": "a3"},
    ],
    "stakeholders": [
        {"id": "petra", "name": "Petra Čuk", "phone": ["+386 40 000 001", "+386 4 000 001"], "email": ["p@a.example", "q@a.example"],
         "external_ref": {"crm": "PERS-1"}},
    ],
    "commitments": [{"id": "c1", "text": "New prices", "made_on": on(10, 1), "by": "ana.novak", "due": on(12, 9), "first_due": on(11, 9)}],
    "needs": [{"id": "n1", "text": "Less noise", "status": "addressed", "added_on": on(5, 6), "addressed_on": on(7, 8)}],
    "orders": [
        {"id": "o1", "number": "PO-2026/0045", "text": "Inserts for the mould", "status": "delayed", "ordered_on": on(8, 1), "promised_on": on(12, 5),
         "external_ref": {"erp": "ORD-1"},
         "delays": [{"known_on": on(9, 11), "to": on(12, 8), "told_on": on(9, 12), "reason": "Steel came late"}, {"known_on": on(10, 13), "to": on(12, 10)}]},
        {"id": "o2", "status": "on-hold", "ordered_on": on(1, 5), "promised_on": on(2, 6)},
    ],
    "opportunities": [{"id": "op", "title": "Nitriding", "stage": "idea", "added_on": on(6, 1), "external_ref": {"crm": "OPP-1"}}],
    "nonconformities": [
        {"id": "q1", "kind": "claim", "status": "rejected", "text": "Rust", "received_on": on(10, 2), "resolved_on": on(10, 5), "rejected_because": "Stored outdoors", "told_on": on(10, 6),
         "external_ref": {"qms": "QMS-1"}},
        {"id": "q2", "kind": "remark", "status": "resolved", "text": "Labels", "received_on": on(9, 2), "resolved_on": on(9, 5), "severity": "critical", "dissatisfied_on": on(9, 7)},
        {"id": "q3", "kind": "complaint", "status": "rejected", "text": "Noise", "received_on": on(10, 20), "resolved_on": on(10, 21)},
    ],
    "interactions": [{"id": "i1", "date": on(11, 2), "kind": "call", "by": ["ana.novak"], "external_ref": {"crm": "CALL-1"}}],
    "actions": [
        {"id": "a2", "text": "Prepare the offer", "status": "open", "owner": "ana.novak", "added_on": on(6, 1), "due": on(12, 11), "first_due": on(8, 12)},
        {"id": "a3", "text": "Look for a hall", "status": "dropped", "added_on": on(6, 1)},
    ],
}  # fmt: skip
ANA, *REST = TEAM
PHONES = [{**ANA, "phone": ["+386 1 000 77 01", "+386 1 000 77 02"]}, *REST]


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    return view_of(write_handbook(tmp_path_factory.mktemp("h"), {"acme": PLAN}, team=PHONES))


def parts_of(view, account="acme"):
    page = next(page for page in make_pages(view) if page.path == f"accounts/{account}")
    return {"lead": text_of(str(page.lead)), **{part.heading.title: text_of(str(part.html)) for part in page.sections}}


@pytest.fixture(scope="module")
def parts(view):
    return parts_of(view)


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("lead", "at risk since 3 Nov 2026"),
        ("lead", "Ana Novak, owner Luka Zupan, deputy"),
        ("lead", "Contract renewal on 1 Jan 2027"),
        ("All facts", "Status at risk since 3 Nov 2026"),
        ("All facts", "Former names Acme Tools s.p. Former ids acme-tools"),
        ("All facts", "Plan begun 2 Feb 2025"),
        ("All facts", "from 1 Jan 2025, renewal 1 Jan 2027, notice 90 days, the last day of notice was 3 Oct 2026 its renewal is prepared by: Prepare the offer (open)"),
        ("Aims and risks", "A second supplier noted 4 Mar high impact decided: Not before May"),
        ("Aims and risks", "Their hall is full noted 5 Apr high impact Look for a hall (dropped) nothing answers it"),
        ("To do", "11 Dec Prepare the offer open, first due 12 Aug 2026"),
        ("To do", "9 Dec Promise: New prices given 1 Oct, first promised for 9 Nov 2026"),
        ("To do", "8 Dec Deliver order PO-2026/0045: Inserts for the mould"),
        ("To do", "Look for a hall dropped"),
        ("People", "Petra Čuk vCard Petra Čuk crm PERS-1 +386 40 000 001 +386 4 000 001 p@ a.example q@ a.example"),
        ("Orders", "Inserts for the mould PO-2026/0045 · o1 erp ORD-1 delayed"),
        ("Orders", "8 Dec first 5 Dec"),
        ("Orders", "to 8 Dec, known 11 Sep, told 12 Sep (Steel came late)"),
        ("Orders", "to 10 Dec, known 13 Oct, customer not told"),
        ("Orders", "o2 on hold 5 Jan 6 Feb"),
        ("What they buy", "Nitriding: no next step idea since 1 Jun crm OPP-1"),
        ("What they say", "Less noise 6 May addressed 8 Jul"),
        ("What they say", "Rust claim · rejected · rejected because: Stored outdoors qms QMS-1 2 Oct error: nobody 6 Oct 5 Oct"),
        ("What they say", "Labels critical remark · resolved · not satisfied since 7 Sep 2026"),
        ("What they say", "Noise complaint · rejected · no reason is given 20 Oct error: nobody error: not told 21 Oct"),
        ("History", "call crm CALL-1"),
    ],
)  # fmt: skip
def test_it_is_on_the_account_s_page(parts, section, told):
    assert told in parts[section]


def test_what_waits_by_the_customer_s_own_wish_is_not_late(parts):
    assert "6 Feb ask whether it still has to wait" in parts["Orders"]
    assert "late" not in parts["Orders"].partition("o2 on hold")[2].partition("Inserts")[0]
    assert "order o2" not in parts["To do"]


def test_our_phones_are_on_the_person_s_page_and_the_brief(view):
    lead = next(page.lead for page in make_pages(view) if page.path == "people/ana.novak")
    assert 'href="tel:+38610007701"' in lead
    assert 'href="tel:+38610007702"' in lead
    brief = next(iter(make_sheets(view)))
    assert 'owner Ana Novak <a class="kd-reach" href="tel:+38610007701">' in str(brief.document)


def test_hours_are_words(view, tmp_path):
    plan = {"reachability": {"hours": "Mo-Fr 07:00-17:00; PH off"}}
    facts = parts_of(view_of(write_handbook(tmp_path / "h", {"acme": plan})))["All facts"]
    assert "Hours Mon–Fri 07:00–17:00; public holidays closed" in facts


def test_an_ended_contract_and_one_whose_renewal_is_past_say_so(tmp_path):
    plans = {
        "ended": {"contract": {"start": on(1, 1, 2024), "renewal_on": on(1, 1), "ended_on": on(2, 3)}},
        "past": {"contract": {"renewal_on": on(1, 1), "open_ended": False}},
        "endless": {"contract": {"open_ended": True}},
    }
    folder = write_handbook(tmp_path / "h", plans)
    view = view_of(folder)
    told = {one: parts_of(view, one)["All facts"] for one in plans}
    assert "Contract from 1 Jan 2024, renewal 1 Jan 2026, ended 3 Feb 2026" in told["ended"]
    assert "Contract renewal 1 Jan 2026 (no newer day is recorded)" in told["past"]
    assert "Contract open-ended" in told["endless"]
    partly = view_of(folder, audience=make_audience("some", ["contract"]))
    assert "no newer day" not in parts_of(partly, "past")["All facts"]


def test_an_audience_is_not_told_what_is_missing(tmp_path):
    view = view_of(write_handbook(tmp_path / "h", {"acme": PLAN}), audience=make_audience("shareable"))
    text = " ".join(parts_of(view).values())
    for told in ("not told", "no reason is given", "counts as", "nothing answers"):
        assert told not in text
    assert "Stored outdoors" in text


def test_what_is_no_longer_sold_stands_apart(tmp_path):
    plan = {
        "whitespace": [{"offering": "inserts", "status": "owned"}, {"offering": "hardened-steel", "status": "open"}]
    }
    folder = write_handbook(tmp_path / "h", {"acme": plan})
    (folder / "accounts" / "_offerings.yml").write_text(
        "offerings:\n- {id: inserts, name: Inserts, retired_on: 2026-05-01}\n- {id: hardened-steel, name: Steel, retired_on: 2027-05-01}\n"
        "- {id: old, name: Old, retired_on: 2020-05-01}\n- {id: new, name: New}\n",
        "utf-8",
    )
    view = view_of(folder)
    grid = parts_of(view)["What they buy"]
    rows = grid[grid.index("Whole customer") :]
    assert rows.index("Steel") < rows.index("New") < rows.index("Inserts no longer sold")
    assert "Old" not in rows  # nobody bought it, and nobody can
    page = next(page for page in make_pages(view) if page.path == "offerings/index")
    text = text_of("".join(str(part.html) for part in page.sections))
    assert "Inserts no longer sold, since 1 May 2026" in text
    assert "Steel sold until 1 May 2027" in text
    assert text.index("New") < text.index("Inserts no longer sold")
