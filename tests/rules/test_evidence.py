"""Evidence of the golden rules: what shows that one was followed, and what doesn't."""

from datetime import date

import pytest

from kamdocs.rules.engine import Terms, case_of, find_evidence
from kamdocs.rules.evidence import EVIDENCE
from kamdocs.rules.golden import GOLDEN_RULES
from kamdocs.rules.spans import FOREVER
from tests.plans import POLICIES, account_of, shared_files

PEOPLE = [{"id": one, "name": one.upper(), "added_on": "2024-01-08"} for one in ("p", "q", "r")]
REVIEW = {"id": "s", "date": "2026-03-04", "method": "interview-in-person", "respondents": ["p"]}
REQUEST = {"id": "q1", "received_at": "2026-03-04T09:00:00+01:00"}
PROMISE = {"id": "c", "text": "T", "made_on": "2026-03-01", "by": "ana.novak", "due": "2026-03-10"}
VISIT = {"id": "v", "date": "2026-03-04", "kind": "visit", "by": ["ana.novak"]}
BRIEFING = {"id": "b", "date": "2026-03-04", "topic": "T", "kind": "demo", "audience": ["p"]}
ORDER = {"id": "o", "status": "in-execution", "ordered_on": "2026-01-05", "promised_on": "2026-03-04"}
DELIVERED = {**ORDER, "status": "delivered"}
HELP = {"id": "h", "asked_on": "2026-03-01", "topic": "T"}
CELL = {"offering": "inserts", "status": "open"}
CHANCE = {"id": "n", "title": "T", "stage": "idea", "added_on": "2026-03-04"}
COMPLAINT = {"id": "k", "kind": "complaint", "status": "resolved", "text": "T", "received_on": "2026-02-02"}
RESOLVED = {**COMPLAINT, "resolved_on": "2026-03-03"}

SHOWN = [
    ("satisfaction", {"satisfaction": [REVIEW]}, True),
    ("satisfaction", {"satisfaction": [{**REVIEW, "method": "workshop"}]}, True),
    ("satisfaction", {"satisfaction": [{**REVIEW, "method": "survey"}]}, False),
    ("satisfaction", {"satisfaction": [{**REVIEW, "respondents": []}]}, False),
    ("responsiveness", {"requests": [{**REQUEST, "responded_at": "2026-03-04T15:00:00+01:00"}]}, True),
    ("responsiveness", {"requests": [{**REQUEST, "responded_at": "2026-03-09T15:00:00+01:00"}]}, False),
    ("responsiveness", {"requests": [REQUEST]}, False),
    ("relationship", {"commitments": [{**PROMISE, "kept_on": "2026-03-04"}]}, True),
    ("relationship", {"commitments": [{**PROMISE, "kept_on": "2026-03-11"}]}, False),
    ("relationship", {"commitments": [{**PROMISE, "released_on": "2026-03-04"}]}, False),
    ("relationship", {"interactions": [{**VISIT, "outcome": "O"}]}, True),
    ("relationship", {"interactions": [VISIT]}, False),
    ("relationship", {"interactions": [{**VISIT, "kind": "email", "outcome": "O"}]}, False),
    ("education", {"briefings": [BRIEFING]}, True),
    ("education", {"briefings": [{**BRIEFING, "kind": "newsletter"}]}, False),
    ("education", {"briefings": [{**BRIEFING, "audience": []}]}, False),
    ("orders", {"orders": [{**DELIVERED, "delivered_on": "2026-03-04"}]}, True),
    ("orders", {"orders": [{**DELIVERED, "delivered_on": "2026-03-05"}]}, False),
    ("orders", {"orders": [{**ORDER, "last_checked_on": "2026-03-04"}]}, True),
    ("orders", {"orders": [{**DELIVERED, "delivered_on": "2026-03-05", "followed_up_on": "2026-03-04"}]}, True),
    ("orders", {"orders_tracked_in": "the ERP"}, False),
    ("expansion", {"whitespace": [{**CELL, "as_of": "2026-03-04"}]}, True),
    ("expansion", {"whitespace": [CELL]}, False),
    ("expansion", {"opportunities": [CHANCE]}, True),
    ("goodwill", {"help": [{**HELP, "answered_on": "2026-03-04"}]}, True),
    ("goodwill", {"help": [HELP]}, False),
    ("nonconformities", {"nonconformities": [{**RESOLVED, "confirmed_by_customer_on": "2026-03-04"}]}, True),
    ("nonconformities", {"nonconformities": [RESOLVED]}, False),
    (
        "nonconformities",
        {"nonconformities": [{**RESOLVED, "confirmed_by_customer_on": "2026-03-04", "dissatisfied_on": "2026-03-05"}]},
        False,
    ),
    (
        "nonconformities",
        {"nonconformities": [{**RESOLVED, "confirmed_by_customer_on": "2026-03-04", "status": "in-progress"}]},
        False,
    ),
    ("connectedness", {"interactions": [{**VISIT, "with": ["p", "q"]}]}, True),
    ("connectedness", {"interactions": [{**VISIT, "with": ["p"]}]}, False),
    ("connectedness", {"interactions": [{**VISIT, "with": ["p", "q"], "kind": "email"}]}, False),
    ("activity", {"interactions": [{**VISIT, "initiated_by": "us"}]}, True),
    ("activity", {"interactions": [{**VISIT, "initiated_by": "us", "purpose": "complaint"}]}, False),
    ("activity", {"interactions": [{**VISIT, "initiated_by": "customer"}]}, False),
    ("activity", {"interactions": [VISIT]}, False),
]


def evidence_of(rule, plan):
    account = account_of({"stakeholders": PEOPLE, **plan})
    return find_evidence(case_of(account, Terms(POLICIES, shared_files())))[rule]


def test_each_of_the_ten_rules_has_its_evidence():
    assert list(EVIDENCE) == [rule.slug for rule in GOLDEN_RULES if rule.number > 0]


@pytest.mark.parametrize(("rule", "plan", "shown"), SHOWN)
def test_what_shows_that_a_rule_was_followed(rule, plan, shown):
    assert {span.start for span in evidence_of(rule, plan)} == ({date(2026, 3, 4)} if shown else set())


def test_the_promise_of_an_order_is_the_last_that_the_customer_was_told():
    late = {**DELIVERED, "delivered_on": "2026-03-20"}
    told = {"known_on": "2026-02-20", "to": "2026-03-20", "told_on": "2026-02-21"}
    assert [span.start for span in evidence_of("orders", {"orders": [{**late, "delays": [told]}]})] == [
        date(2026, 3, 20)
    ]
    untold = {"known_on": "2026-02-20", "to": "2026-03-20"}
    assert evidence_of("orders", {"orders": [{**late, "delays": [untold]}]}) == ()


def met(person, day):
    return {**VISIT, "id": f"{person}-{day}", "date": day, "by": ["ana.novak"], "with": [person]}


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([met("p", "2025-06-01"), met("q", "2026-03-04")], [(date(2026, 3, 4), date(2026, 6, 1))]),
        ([met("p", "2025-03-04"), met("q", "2026-03-04")], []),
        ([met("p", "2025-06-01"), met("p", "2026-03-04")], []),
    ],
)
def test_two_people_are_met_within_a_year(visits, expected):
    assert [tuple(span) for span in evidence_of("connectedness", {"interactions": visits})] == expected


def test_somebody_who_left_is_no_evidence_any_more():
    left = [{**PEOPLE[0], "left_on": "2026-04-30"}, PEOPLE[1]]
    account = account_of({"stakeholders": left, "interactions": [{**VISIT, "with": ["p", "q"]}]})
    (span,) = find_evidence(case_of(account, Terms(POLICIES, shared_files())))["connectedness"]
    assert span == (date(2026, 3, 4), date(2026, 5, 1))


def test_the_same_person_twice_is_one():
    double = [PEOPLE[0], {**PEOPLE[1], "name": "P"}]
    account = account_of({"stakeholders": double, "interactions": [{**VISIT, "with": ["p", "q"]}]})
    assert find_evidence(case_of(account, Terms(POLICIES, shared_files())))["connectedness"] == ()


def test_evidence_of_one_day_holds_until_it_is_too_old():
    (span,) = evidence_of("goodwill", {"help": [{**HELP, "answered_on": "2026-03-04"}]})
    assert span == (date(2026, 3, 4), FOREVER)
