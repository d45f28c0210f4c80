"""Plans with much in them: as full as the schema lets one be, for what has to have an end, and one of a busy customer."""

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


NAMES = (
    "Maximiliana-Wilhelmina Mommsen-Wagner", "Bartholomäus Schreckenbichler-Oberhauser", "Aleksandra Kovačević-Hadžiahmetović",
    "Giovanni Battista Montanari della Rovere", "Žiga-Štefan Črnomelj-Šuštaršičevski",
)  # fmt: skip
WORDS = (
    "The pallets with hardened steel arrive after six in the morning although the early tour had been agreed",
    "Replacement of the wrongly labelled lot 4711 and a credit note for the standstill of their third press",
)


def busy_plan(people, things):
    """A customer with all that a brief tells of, so many people with long names, and about four times so many things."""
    some, ids = range(things), [f"p{one}" for one in range(people)]
    kinds = ("owned", "owned", "competitor", "competitor", "in-pipeline", "open")
    offerings = ("hardened-steel", "inserts", "heat-treatment") * 2
    return {
        "name": "Maschinenfabrik und Werkzeugbau Oberhauser & Söhne Gesellschaft mbH",
        "tier": "strategic", "status": "at-risk", "status_since": ago(100),
        "owner": "ana.novak", "deputy": "luka.zupan", "executive_sponsor": "maja.kranjc",
        "address": {"street": "Straße der Werkzeugmacher 114 b", "postcode": "4220", "city": "Wöhrlsbach am Wilden Wasser"},
        "revenue": [{"year": year, "amount": 1_385_000, "currency": "EUR"} for year in (2024, 2025, 2026)],
        "share_of_wallet": {"percent": 45, "as_of": ago(250), "source": "customer"},
        "contract": {"start": ago(700), "renewal_on": ago(-130), "notice_days": 90, "auto_renew": True},
        "units": [{"id": f"u{one}", "name": "Plant in Wöhrlsbach"} for one in range(6)],
        "whitespace": [
            {"offering": what, "unit": f"u{one}", "status": kind, "as_of": ago(9)} | ({"competitor": "Kalilnica Severovzhod d.o.o."} if kind == "competitor" else {})
            for one, (kind, what) in enumerate(zip(kinds, offerings, strict=True))
        ],
        "stakeholders": [
            {"id": one, "name": NAMES[place % 5], "title": "Head of strategic purchasing and logistics", "area": "purchasing", "level": "senior",
             "influence": "high", "attitude": "opponent", "attitude_on": ago(9), "buying_roles": ["decider"] if place % 5 == 1 else ["user"],
             "relationship_owner": "maja.kranjc", "phone": f"+386 40 000 0{place:02}", "added_on": ago(900)}
            for place, one in enumerate(ids)
        ],
        "nonconformities": [{"id": f"n{one}", "kind": "complaint", "severity": "major", "status": "received", "text": WORDS[one % 2], "received_on": ago(9), "received_from": ids[one]} for one in some],
        "commitments": [{"id": f"c{one}", "text": WORDS[one % 2], "made_on": ago(60), "by": "luka.zupan", "to": ids[one], "due": ago(9 - one), "first_due": ago(30)} for one in some],
        "orders": [{"id": f"o{one}", "text": WORDS[one % 2], "status": "delayed", "ordered_on": ago(60), "promised_on": ago(-9), "delays": [{"known_on": ago(8), "to": ago(-20)}]} for one in some],
        "actions": [{"id": f"a{one}", "text": WORDS[one % 2], "owner": "ana.novak", "status": "open", "added_on": ago(70), "due": ago(9 - one)} for one in range(things - 2)],
        "help": [{"id": "h", "asked_on": ago(20), "from": ids[1], "topic": "A notary who speaks German"}],
        "interactions": [{"id": "i", "date": ago(5), "kind": "visit", "with": ids[:4], "by": ["ana.novak"], "initiated_by": "us", "purpose": "order", "outcome": WORDS[0]}],
    }  # fmt: skip
