"""A plan that is as full as the schema lets it be, for what has to have an end."""

from datetime import date, timedelta

DAY = date(2026, 11, 23)
LONG = "Wide-gauge MAXIMUM quenching WITHOUT interruption, which MUST arrive every morning at six in whole pallets " * 2


def ago(days):
    """A day; a new object each, so that YAML writes it out."""
    return DAY - timedelta(days)


def full_plan(number=30):
    """So many of everything, each with the longest of texts."""
    people = [f"person-with-a-very-long-id-{index}" for index in range(number)]
    some = range(number)
    return {
        "name": "Wide and Mighty Manufacturing Works of the Whole Country, Limited, in Liquidation " * 2,
        "tier": "strategic",
        "owner": "ana.novak",
        "address": {"city": "Wöhrlsbach am Wilden Wasser " * 4},
        "stakeholders": [
            {"id": one, "name": f"Maximiliana-Wilhelmina Mommsen-Wagner von Mansfeld {one}", "title": LONG[:190], "area": "management",
             "level": "executive", "influence": "high", "attitude": "champion", "attitude_on": ago(0), "buying_roles": ["decider", "buyer"],
             "phone": ["+386 40 000 000 ext. 000 000", "+386 1 000 00 00 (head office, ask for Maximiliana)"], "added_on": ago(900)}
            for one in people
        ],
        "expectations": [{"id": f"e{one}", "stakeholder": people[one], "text": LONG, "importance": "high", "fulfilment": "not-met", "as_of": ago(0)} for one in some],
        "satisfaction": [{"id": "s1", "date": ago(40), "method": "workshop", "respondents": list(people),
                          "bothers": [{"id": f"b{one}", "text": f"{one} {LONG}", "from": people[one]} for one in some]}],
        "commitments": [{"id": f"c{one}", "text": LONG, "made_on": ago(90), "by": "maja.kranjc", "to": people[one], "due": ago(one)} for one in some],
        "needs": [{"id": f"n{one}", "text": f"{one} {LONG}", "status": "open"} for one in some],
        "orders": [{"id": f"ORDER-{one}-{'W' * 60}", "status": "delivered", "ordered_on": ago(90), "promised_on": ago(30), "delivered_on": ago(30)} for one in some],
        "nonconformities": [{"id": f"q{one}", "kind": "complaint", "status": "received", "severity": "critical", "text": LONG, "received_on": ago(9), "received_from": people[one]} for one in some],
        "interactions": [{"id": f"i{one}", "date": ago(one), "kind": "business-review", "by": ["ana.novak", "luka.zupan", "maja.kranjc"], "with": list(people), "purpose": "relationship", "outcome": LONG} for one in some],
        "actions": [{"id": f"a{one}", "text": LONG, "status": "open", "owner": "luka.zupan", "added_on": ago(90), "due": ago(one)} for one in some],
    }  # fmt: skip
