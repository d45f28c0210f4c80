"""The facts of a plan, as people read them."""

from kamdocs.language import spoken
from kamdocs.lint.facts import facts_of
from kamdocs.model import Shared, build_account

PLAN = {
    "name": "X",
    "status": "at-risk",
    "tier": "key",
    "key_since": "2024-01-01",
    "contract": {"renewal_on": "2027-04-01"},
    "revenue": [{"year": 2025, "amount": 1240000, "currency": "EUR"}],
    "stakeholders": [{"id": "p", "name": "P", "added_on": "2024-01-01", "influence": "high", "attitude": "opponent"}],
}


def told():
    return dict(facts_of(build_account("x", "accounts/x.yml", PLAN), Shared()).values())


def test_facts_speak_as_the_pages_do():
    assert told()["the status"] == "at risk"
    with spoken("sl"):
        facts = told()
    assert facts["status"] == "ogrožen"
    assert facts["podaljšanje pogodbe"] == "1. 4. 2027"
    assert facts["promet v letu 2025"] == "1.240.000 EUR"
    assert (facts["vpliv: P"], facts["odnos do nas: P"]) == ("velik", "nasprotuje")
