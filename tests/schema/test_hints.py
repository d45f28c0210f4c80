"""What people write who don't know the schema by heart, and the hint that leads them to it."""

import pytest

from kamdocs.schema import validate
from kamdocs.schema.likeness import likeness
from kamdocs.source import load_document

MINIMAL = "name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\n"
NAMES = {
    "person": {"ana.novak": "Ana Novak", "luka.zupan": "Luka Župan", "ana.kos": "Ana Kos"},
    "account": {"jug": "Skupina Jug", "sever": "Skupina Sever"},
    "offering": {"inserts": "Inserts", "heat-treatment": "Toplotna obdelava"},
}


def told(text, kind="account"):
    """The messages and hints of a file; of a plan, what it has to hold is filled in."""
    if kind == "account":
        given = {line.partition(":")[0] for line in text.splitlines()}
        text = "".join(f"{line}\n" for line in MINIMAL.splitlines() if line.partition(":")[0] not in given) + text
    document = load_document("x.yml", text.encode())
    assert document.faults == ()
    return [(str(fault.message), str(fault.hint)) for fault in validate(document, kind, NAMES)]


def hints(text, kind="account"):
    return [hint for _, hint in told(text, kind)]


WORDS = {
    "complaints": "nonconformities", "claims": "nonconformities", "reklamacije": "nonconformities",
    "pritožbe": "nonconformities", "Pritozbe": "nonconformities", "contacts": "stakeholders", "contact person": "stakeholders",
    "contact_person": "stakeholders", "kontakti": "stakeholders", "kontaktne osebe": "stakeholders", "promises": "commitments",
    "obljube": "commitments", "notes": "summary", "zapiski": "summary", "visits": "interactions", "meetings": "interactions",
    "obiski": "interactions", "sestanki": "interactions", "tasks": "actions", "to-do": "actions", "naloge": "actions",
    "deals": "opportunities", "posli": "opportunities", "skrbnik": "owner", "account manager": "owner", "namestnik": "deputy",
    "orderz": "orders", "promisses": "commitments", "Owner": "owner", "key since": "key_since",
}  # fmt: skip


@pytest.mark.parametrize(("word", "field"), WORDS.items())
def test_words_that_people_use_lead_to_the_field(word, field):
    expected = f"here it is called {field}, which stands here already: keep the one that is right"
    assert hints(f"{word}: []\n") == [expected if field in MINIMAL else f"did you mean {field}?"]


COMPLAINT = "nonconformities: [{id: n, text: T, kind: claim, status: received, received_on: 2026-01-01, %s}]\n"
ORDER = "orders: [{id: o, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01, %s}]\n"
PROMISE = "commitments: [{id: c, text: T, made_on: 2026-01-01, due: 2026-02-01, %s}]\n"
ACTION = "actions: [{id: a, text: T, status: open, due: 2026-02-01, %s}]\n"
PERSON = "stakeholders: [{id: p, name: P, added_on: 2026-01-01, %s}]\n"
CONTRACT = "contract: {%s}\n"
REACH = "reachability: {%s}\n"
TOP = "%s\n"
SATISFIED = (
    "write the day on which the customer said so: as dissatisfied_on where it is not satisfied, as "
    "confirmed_by_customer_on where it is"
)
REASON = "did you mean rejected_because, why we rejected it, or cause, what it came from?"
ON_HOLD = "write status: on-hold; since when, until when and why have no fields of their own"
OPEN = "leave it out: a promise is open until kept_on or released_on tells the day that closed it"
DECIDES = "it is a part in a purchase: of somebody who decides, write buying_roles: [decider]"
KEY_SINCE = (
    "write key_since: the day since when it is a key account; of an old customer whose plan is new, the day on which "
    "the plan was begun is started_on in the record plan"
)
RENEWED = (
    "leave it out: renewal_on is the next day on which it ends or renews itself, and of those that have passed none is "
    "written down"
)
PROMISED, SET = (
    f"write the new day under due, and the day first {done} under first_due" for done in ("promised", "set")
)
STANDS = "here it is called {}, which stands here already: keep the one that is right"
TOGETHER = "here it is called {}, which stands here already: put the two together"
MEANT = [
    *((COMPLAINT, one, "did you mean dissatisfied_on?") for one in
      ("unsatisfied_on: 2026-01-02", "not_satisfied_on: 2026-01-02", "unsatisfied: true", "ni_zadovoljna: true", "disatisfied_on: x")),
    *((COMPLAINT, one, SATISFIED) for one in ("satisfied: false", "customer_satisfied: false", "satisfied: true", "zadovoljen: x")),
    (COMPLAINT, "rejected_on: 2026-01-02", "did you mean resolved_on?"),
    (COMPLAINT, "recieved_on: 2026-01-02", STANDS.format("received_on")),
    *((COMPLAINT, one, REASON) for one in ("reason: x", "why: x", "razlog: x")),
    *((ORDER, f"{one}: 2026-11-01", ON_HOLD) for one in
      ("ustavljeno", "paused_on", "on_hold_since", "hold_until", "hold_reason", "zadržano")),
    (ORDER, "cancelled_on: 2026-11-01", "write status: cancelled; the day of it has no field of its own"),
    (ORDER, "status_: x", STANDS.format("status")),
    (PERSON, "retired_on: 2026-02-01", "did you mean left_on?"),
    *((PERSON, f"{one}: true", DECIDES) for one in ("decision_maker", "decider", "odločevalec")),
    (CONTRACT, "signed_on: 2026-01-01", "did you mean start?"),
    (CONTRACT, "start: 2026-01-01, signed_on: 2026-01-01", STANDS.format("start")),
    *((CONTRACT, one, RENEWED) for one in
      ("renewed_on: 2026-01-01", "renewal_on: 2027-01-01, renewed_on: 2026-01-01", "renewed: true")),
    *((TOP, f"{one}: x", "did you mean parent?") for one in
      ("skupina", "mother", "subsidiary_of", "group", "holding", "krovno_podjetje", "mati")),
    *((TOP, f"{one}: 2020-01-01", KEY_SINCE) for one in ("customer_since", "stranka od")),
    (TOP, "at_risk_reason: x", "did you mean risks: [{id: …, text: …, impact: …}]?"),
    (TOP, "risks: []\nat_risk_reason: x", TOGETHER.format("risks")),
    *((TOP, f"{one}: 2026-01-01", "did you mean plan: {started_on: year-month-day}?") for one in ("started_on", "plan_started_on")),
    (TOP, "plan: {reviewed_on: 2026-01-02}\nplan_started_on: 2026-01-01", "it belongs into another record: plan › started_on"),
    *((PROMISE, one, OPEN) for one in ("status: open", "status: kept", "stanje: odprto")),
    *((ACTION if one == SET else PROMISE, f"{word}: 2026-01-15", one) for one in (SET, PROMISED) for word in
      ("moved_to", "postponed_to", "prestavljeno_na", "delayed_to", "nov_rok")),
    *((record, f"{word}: 2026-01-15", "did you mean first_due?") for record in (PROMISE, ACTION) for word in
      ("moved_from", "postponed_from", "previous_due", "original_due", "prvotni_rok", "prejšnji_rok")),
    *((REACH, f"{one}: Mo-Fr 08:00-16:00", "did you mean hours?") for one in ("days", "opening_hours", "working_hours")),
    (REACH, "hours: Mo-Fr 08:00-16:00, days: Mo-Fr", TOGETHER.format("hours")),
    ("needs: [{id: n, text: T, status: open, %s}]\n", "stanje: x", STANDS.format("status")),
    ("stakeholders: [{id: p, name: P, %s}]\n", "status: x",
     "it belongs at the top of the file or into another record: status, needs › status, orders › status"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "written", "hint"), MEANT)
def test_a_word_leads_to_what_means_the_same_and_never_to_its_opposite(record, written, hint):
    assert hints(record % written) == [hint]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unsatisfied on", "satisfied on"), ("not confirmed on", "confirmed on"), ("nezadovoljen", "zadovoljen"),
        ("ni potrjeno", "potrjeno"), ("inactive", "active"), ("unconfirmed", "confirmed"),
        ("rejected on", "received on"), ("retired on", "added on"), ("signed on", "ended on"), ("at risk reason", "key reason"),
    ],
)  # fmt: skip
def test_an_opposite_is_no_slip_of_the_pen(one, other):
    assert likeness(one, other) == likeness(other, one) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unsatisfied on", "dissatisfied on"), ("recieved on", "received on"), ("interactons", "interactions"),
        ("unit", "units"), ("resolvd on", "resolved on"), ("key rason", "key reason"),
    ],
)  # fmt: skip
def test_slips_of_the_pen_are_near(one, other):
    assert likeness(one, other) == likeness(other, one) > 0.75


@pytest.mark.parametrize(
    ("hours", "hint"),
    [
        *((hours, "on which days? From Monday to Friday it is Mo-Fr 08:00-16:00")
          for hours in ("8-16", "8.00-16.00", "8h - 16h", "od 8 do 16", "8am-4pm")),
        *((hours, "did you mean Mo-Fr 08:00-16:00?")
          for hours in ("Monday to Friday 8:00 - 16:00", "Mon - Fri, 8 - 16", "Mo-Fr 8am-4pm", "Mo-Fr from 8 to 16",
                        "8-16 on weekdays", "pon-pet od 8 do 16", "ob delavnikih 8-16", "8:00–16:00, pon–pet")),
        *((hours, "did you mean Mo-Su 08:00-16:00?") for hours in ("every day 8-16", "vsak dan 8-16")),
        *((hours, "did you mean Mo-Fr 00:00-24:00?") for hours in ("Mo-Fr 24 h", "pon-pet 24 ur")),
        *((hours, "did you mean Mo-Fr 08:00-16:00; PH off?")
          for hours in ("Mo-Fr 08:00-16:00 PH off", "Mo-Fr 8-16 except holidays", "pon-pet 8-16 razen praznikov")),
        ("Mon - Thu 8-16, Fri 8-14", "did you mean Mo-Th 08:00-16:00; Fr 08:00-14:00?"),
        ("Mo-Fr 8:30 a.m. - 5:30 p.m.", "did you mean Mo-Fr 08:30-17:30?"),
        ("12 pm to 3 pm on Sundays", "did you mean Su 12:00-15:00?"),
        *((hours, "write days and times as in Mo-Fr 07:00-17:00; Sa 08:00-12:00")
          for hours in ("9 to 5", "Mo-Fr 9-5", "always", "open", "sunrise-sunset")),
    ],
)  # fmt: skip
def test_hours_as_people_write_them(hours, hint):
    assert hints(f"reachability: {{hours: '{hours}'}}\n") == [hint]


@pytest.mark.parametrize(
    "hours", ["Mo-Fr 08:00-16:00", "24/7", "Mo-Fr 08:00-16:00; PH off", "Sa 09:00-12:00", "mo-fr 08:00-12:00"]
)
def test_hours_that_name_their_days_are_right(hours):
    assert hints(f"reachability: {{hours: '{hours}'}}\n") == []


@pytest.mark.parametrize(
    ("record", "stranger", "field"),
    [
        ("actions: [{id: a1, text: T, status: open, %s: x}]", "deadline", "due"),
        ("actions: [{id: a1, text: T, status: open, %s: x}]", "rok", "due"),
        ("actions: [{id: a1, text: T, status: open, %s: x}]", "until", "due"),
        ("actions: [{id: a1, text: T, status: open, %s: x}]", "responsible", "owner"),
        ("actions: [{id: a1, text: T, status: open, %s: x}]", "odgovoren", "owner"),
        ("stakeholders: [{id: p, name: P, %s: x}]", "mail", "email"),
        ("stakeholders: [{id: p, name: P, %s: x}]", "e-mail", "email"),
        ("stakeholders: [{id: p, name: P, %s: x}]", "e-pošta", "email"),
        ("stakeholders: [{id: p, name: P, %s: x}]", "telefon", "phone"),
        ("stakeholders: [{id: p, name: P, %s: x}]", "mobile", "phone"),
        ("interactions: [{id: i, date: 2026-01-01, kind: call, by: [ana.novak], %s: x}]", "notes", "outcome"),
        ("contract: {%s: x}", "expires", "renewal_on"),
        ("address: {%s: x}", "zip", "postcode"),
    ],
)
def test_words_within_records_lead_to_the_field(record, stranger, field):
    assert hints(record % stranger + "\n") == [f"did you mean {field}?"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("due: 2026-01-01\n", "it belongs into another record: commitments › due, objectives › due, actions › due"),
        ("rok: 2026-01-01\n", "it belongs into another record: commitments › due, orders › promised_on, opportunities › next_step_on"),
        ("plan: {stakeholders: []}\n", "it belongs at the top of the file, at the beginning of a line: stakeholders"),
        ("plan: {kontakti: []}\n", "it belongs at the top of the file, at the beginning of a line: stakeholders"),
        ("scores: []\n", "it belongs into another record: satisfaction › scores"),
        ("summary: a\nnotes: b\n", "here it is called summary, which stands here already: put the two together"),
        ("address: {planet: Earth}\n", "known here: street, postcode, city, region, country"),
        ("needs: [{id: n, status: open, text: Fast, and cheap}]\n",
         "if it belongs to the text before it, put the whole text in quotes: within { } a comma ends it"),
        ("needs: [{id: n, status: open, text: Fast, cheap}]\n",
         "if it belongs to the text before it, put the whole text in quotes: within { } a comma ends it"),
    ],
)  # fmt: skip
def test_a_field_that_stands_elsewhere_says_where(text, hint):
    assert hints(text) == [hint]


VALUES = [
    ("status: aktivno\n", "active"), ("status: Active\n", "active"), ("status: closed\n", "former"), ("tier: VIP\n", "strategic"),
    ("tier: A\n", "strategic"), ("tier: 1\n", "strategic"), ("tier: ključni\n", "key"), ("decision_areas: [nabava]\n", "purchasing"),
    ("actions: [{id: a, text: T, status: closed}]\n", "done"), ("actions: [{id: a, text: T, status: In progress}]\n", "in-progress"),
    ("opportunities: [{id: o, title: T, added_on: 2026-01-01, stage: closed-won}]\n", "won"),
    ("nonconformities: [{id: n, text: T, received_on: 2026-01-01, kind: reklamacija, status: received}]\n", "claim"),
    ("nonconformities: [{id: n, text: T, received_on: 2026-01-01, kind: claim, status: done}]\n", "closed"),
    ("interactions: [{id: i, date: 2026-01-01, by: [ana.novak], kind: sestanek}]\n", "meeting"),
    ("interactions: [{id: i, date: 2026-01-01, by: [ana.novak], kind: phone call}]\n", "call"),
    ("stakeholders: [{id: p, name: P, attitude: skeptical}]\n", "sceptic"),
    ("revenue: [{year: 2025, amount: 1, currency: €}]\n", "EUR"), ("revenue: [{year: 2025, amount: 1, currency: eur}]\n", "EUR"),
    ("revenue: [{year: 2025, amount: 1, currency: Euro}]\n", "EUR"), ("revenue: [{year: 2025, amount: 1, currency: EURO}]\n", "EUR"),
    ("revenue: [{year: 2025, amount: 1, currency: $}]\n", "USD"), ("revenue: [{year: 2025, amount: 1, currency: aud}]\n", "AUD"),
    ("revenue: [{year: 2025, amount: 1.240.000 EUR, currency: EUR}]\n", "1240000"),
    ("revenue: [{year: 2025, amount: 12 400, currency: EUR}]\n", "12400"),
    ("share_of_wallet: {percent: 45 %, as_of: 2026-01-01}\n", "45"), ("share_of_wallet: {percent: '12,5', as_of: 2026-01-01}\n", "12.5"),
    ("contract: {notice_days: 90 dni}\n", "90"), ("contract: {auto_renew: da}\n", "true"), ("expansion: {pursue: ne}\n", "false"),
    ("revenue: [{year: 2025, amount: 450k, currency: EUR}]\n", "450000"),
    ("revenue: [{year: 2025, amount: 450 K€, currency: EUR}]\n", "450000"),
    ("revenue: [{year: 2025, amount: 450 T€, currency: EUR}]\n", "450000"),
    ("revenue: [{year: 2025, amount: 1.2 mio, currency: EUR}]\n", "1200000"),
    ("revenue: [{year: 2025, amount: '1,2 mio. EUR', currency: EUR}]\n", "1200000"),
    ("revenue: [{year: 2025, amount: 1,2 mio, currency: EUR}]\n", "amount: 1200000"),
    ("revenue:\n  - year: 2025\n    amount: 1,2 milijona evrov\n    currency: EUR\n", "1200000"),
    ("revenue: [{year: 2025, amount: 3M, currency: EUR}]\n", "3000000"),
    ("revenue: [{year: 2025, amount: 12 tisoč, currency: EUR}]\n", "12000"),
    ("revenue: [{year: 2025, amount: 2 mrd, currency: EUR}]\n", "2000000000"),
    ("revenue: [{year: 2025, amount: '1.240.000,-', currency: EUR}]\n", "1240000"),
    ("reachability: {first_response_hours: 8 ur}\n", "8"),
    ("orders: [{id: o, status: zadržano, ordered_on: 2026-01-01, promised_on: 2026-02-01}]\n", "on-hold"),
    ("parent: Skupina Jug\n", "jug"), ("parent: skupina jug\n", "jug"), ("parent: Skupina Jugg\n", "jug"),
    ("contract: {start: 10.12.26}\n", "2026-12-10"), ("contract: {start: 2026-15-12}\n", "2026-12-15"),
    ("contract: {start: 4. 3. 2026}\n", "2026-03-04"), ("contract: {start: 4.3.2026}\n", "2026-03-04"),
    ("contract: {start: 2026-3-4}\n", "2026-03-04"), ("contract: {start: 2026/03/04}\n", "2026-03-04"),
    ("contract: {start: 20260304}\n", "2026-03-04"), ("contract: {start: 4 March 2026}\n", "2026-03-04"),
    ("contract: {start: 4. marca 2026}\n", "2026-03-04"), ("contract: {start: '2026-03-04T10:00:00Z'}\n", "2026-03-04"),
    ("contract: {start: 31/12/2026}\n", "2026-12-31"), ("contract: {start: 04/03/2026}\n", "2026-03-04 or 2026-04-03"),
    ("website: www.x.example\n", "https://www.x.example"),
    ("stakeholders: [{id: p, name: P, email: Ana <ana@x.example>}]\n", "ana@x.example"),
    ("stakeholders: [{id: Petra Čuk, name: P}]\n", "petra-cuk"),
    ("requests: [{id: q, received_at: 2026-11-02 9:10+01:00}]\n", "2026-11-02T09:10+01:00"),
    ("owner: Ana Novak\n", "ana.novak"), ("owner: novak ana\n", "ana.novak"), ("owner: Luka Zupan\n", "luka.zupan"),
    ("owner: LUKA ŽUPAN\n", "luka.zupan"), ("owner: Ana Nowak\n", "ana.novak"),
    ("whitespace: [{offering: Toplotna obdelava, status: open}]\n", "heat-treatment"),
    ("units: [{id: plant, name: Obrat Škofja Loka}]\nstakeholders: [{id: p, name: P, unit: obrat skofja loka}]\n", "plant"),
    ("stakeholders: [{id: p, name: Petra Čuk}]\nneeds: [{id: n, text: T, status: open, source: Petra Cuk}]\n", "p"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), VALUES)
def test_what_was_meant_is_offered(text, meant):
    assert hints(text) == [f"did you mean {meant}?"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("owner: [ana.novak, luka.zupan]\n",
         "one person is the owner: write owner: ana.novak; another can be the deputy (deputy: luka.zupan)"),
        ("deputy: [ana.novak, luka.zupan]\n", "name one person: deputy: ana.novak"),
        ("industry: [tools]\n", "write one value: industry: tools"),
        ("tier: [key, strategic]\n", "write one value: tier: key"),
        ("tags: export, tooling\n", "write a list: tags: [export, tooling]"),
        ("decision_areas: nabava\n", "write a list: decision_areas: [purchasing]"),
        ("interactions: [{id: i, date: 2026-01-01, kind: call, by: Ana Novak}]\n", "write a list: by: [ana.novak]"),
        ("orders: {id: a, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01}\n",
         "it is a list of records: write orders: [{id: a, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01}]"),
        ("orders:\n  id: a\n  status: confirmed\n", "it is a list of records: put a dash and a space before the first field of each"),
        ("units: none\n", "it is a list of records: write units: [{id: …, name: …}]"),
        ("plan:\n  - reviewed_on: 2026-01-01\n", "it is one record and no list: take the dashes or the square brackets away"),
        ("plan: true\n",
         "write it such as plan: {reviewed_on: 2026-09-15}; the page Field reference of the handbook, at "
         "fields/#field-account-plan, tells more"),
        ("external_ref: {crm: 12}\n", 'put it in quotes if it is meant as text: "12"'),
        ("stakeholders: [{id: p, name: P, phone: +38640000001}]\n", 'put it in quotes if it is meant as text: "+38640000001"'),
        ("agreed_cadence_days: 21.5\n", "write a whole number such as 21"),
        *((f"revenue: [{{year: 2025, amount: {amount}, currency: EUR}}]\n",
           "write a plain number such as 1240000.50, without spaces, units or a decimal comma")
          for amount in ("450 m", "450 pieces", "ca. 450", "2 or 3", "30-60", "1 mio 200 tsd", "9000000 mrd")),
        *((f"agreed_cadence_days: {often}\n", "write a whole number such as 21")
          for often in ("3 weeks", "1 m", "5k", "8 hours")),
        ("contract: {notice_days: 'a few'}\n", "write a whole number such as 90"),
        ("contract: {auto_renew: perhaps}\n", "write true or false"),
        ("contract: {start: }\n", "write a value, or take the field out"),
        ("contract:\n  start:\n", "write a value, or delete the line"),
        ("contract: {start: 2350-01-01}\n", "write year-month-day; the day has to be in the calendar, from 1900 to 2199"),
        ("revenue: [{year: 2025, amount: 12.400 EUR, currency: EUR}]\n", "did you mean 12.4 or 12400?"),
        ("revenue: [{year: 2025, amount: 1, currency: Kuna}]\n",
         "write it such as currency: EUR; the page Field reference of the handbook, at "
         "fields/#field-account-revenue-currency, tells more"),
        ("requests: [{id: q, received_at: 2026-11-02T09:10}]\n",
         "add the offset from UTC at its end, as in 2026-11-02T09:10+01:00 (Central Europe: +01:00, in summer +02:00)"),
        ("requests: [{id: q, received_at: 2. 11. 2026 ob 9.10}]\n",
         "add the offset from UTC at its end, as in 2026-11-02T09:10+01:00 (Central Europe: +01:00, in summer +02:00)"),
        ("requests: [{id: q, received_at: 2026-11-02}]\n",
         "write the time and its offset from UTC, too, as in 2026-11-02T09:10+01:00"),
        ("owner: Nobody At All\n", "known here: ana.novak, luka.zupan, ana.kos; who is not among them is added to _team.yml"),
        ("owner: Peter Zupan\n", "known here: ana.novak, luka.zupan, ana.kos; who is not among them is added to _team.yml"),
        ("interactions: [{id: i, date: 2026-01-01, kind: call, by: Peter Zupan}]\n",
         "write a list: by: […]; known here: ana.novak, luka.zupan, ana.kos; who is not among them is added to _team.yml"),
        ("commitments: [{id: c, made_on: 2026-01-01, text: T, by: Peter Zupan}]\n",
         "known here: ana.novak, luka.zupan, ana.kos; who is not among them is added to _team.yml"),
        ("stakeholders: [{id: p, name: P}]\nneeds: [{id: n, text: T, status: open, source: Jo Rak}]\n",
         "known here: p; who is not among them is added under stakeholders"),
        ("needs: [{id: n, text: T, status: open, source: Jo Rak}]\n",
         "nobody is known here yet: people are added under stakeholders, each with an id"),
        ("owner: ana novak, luka zupan\n",
         "one person is the owner: write owner: ana.novak; another can be the deputy (deputy: luka.zupan)"),
        ("deputy: ana.novak; luka.zupan\n", "name one person: deputy: ana.novak"),
        ("summary: [one, two]\n", "write it as one text: summary: | and, below that, its lines, indented"),
        ("industry: [tools, 'one, two']\n", 'write it as one text: industry: "tools, one, two"'),
        ("interactions: [{id: i, date: 2026-01-01, kind: call, by: [ana.novak], outcome: [one, two]}]\n",
         'write it as one text: outcome: "one, two"'),
        ("orders: [{id: PO-2026/0045, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01}]\n",
         'did you mean po-2026-0045? What the customer calls it stands in number: "PO-2026/0045"'),
        ("orders: [{id: PO 45, number: x, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01}]\n",
         "did you mean po-45?"),
        ("key_reason: they are our largest customer\n",
         "known here: revenue, growth-potential, reference, strategic-fit, other; what explains it belongs into summary"),
        ("key_reason: friends\n", "known here: revenue, growth-potential, reference, strategic-fit, other"),
        ("stakeholders:\n  - Ana Novak\n", "write it as a record: {id: ana-novak, name: Ana Novak}"),
        ("revenue: [2025]\n", "write it as a record: {year: …, amount: …, currency: …}"),
        ("actions: ['Call: now']\n", 'write it as a record: {id: …, text: "Call: now", status: …}'),
        ("address: {}\nunits: {}\n", "it is a list of records: write units: [{id: …, name: …}]"),

        ("stakeholders: [{id: p, name: P, phone: '01 234 56 78 / 041 123 456'}]\n",
         'write a list: phone: ["01 234 56 78", "041 123 456"]'),
        ("stakeholders: [{id: p, name: P, phone: ['01 234 56 78 / 041 123 456']}]\n",
         'make each number an item of the list: "01 234 56 78", "041 123 456"'),
        ("stakeholders: [{id: p, name: P, email: 'a@x.example; b@x.example'}]\n",
         "write a list: email: [a@x.example, b@x.example]"),
        ("external_ref:\n" + "".join(f"  s{number}: x\n" for number in range(51)),
         "keep what matters; the rest belongs into the system that it comes from"),
    ],
)  # fmt: skip
def test_hints_show_how_it_is_written(text, hint):
    assert hints(text) == [hint]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("actions:\n  - {id: a1, text: T}\n",
         "add within the braces, after a comma: status: … (open, in-progress, done or dropped)"),
        ("actions:\n  - id: a1\n    text: T\n", "add a line: status: … (open, in-progress, done or dropped)"),
        ("actions:\n  - id: a1\n    text: T\n    status: done\n", "add a line: done_on: year-month-day"),
        ("commitments:\n  - {id: c7, text: T, made_on: 2026-01-01}\n  - {text: T, made_on: 2026-01-01}\n",
         "add within the braces, after a comma: id: c8"),
        ("commitments:\n  - {text: T, made_on: 2026-01-01}\n", "add within the braces, after a comma: id: c1"),
        ("commitments:\n  - {text: T, made_on: 2026-01-01}\nneeds: [{id: c1, text: T, status: open}]\n",
         "add within the braces, after a comma: id: c2"),
        ("stakeholders:\n  - name: Petra Čuk\n", "add a line: id: petra-cuk"),
        ("expansion: {pursue: false}\n", "add within the braces, after a comma: reason: …"),
        ("expansion:\n  reason: R\n", "add a line: pursue: … (true or false)"),
        ("interactions: [{id: i, date: 2026-01-01, kind: call}]\n", "add within the braces, after a comma: by: […]"),
        ("requests:\n  - id: q\n", "add a line: received_at: year-month-dayThour:minute+offset"),
        ('orders:\n  - {status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01}\n',
         'add within the braces, after a comma: id: …'),
    ],
)  # fmt: skip
def test_a_missing_field_is_added_in_the_records_own_style(text, hint):
    assert hints(text) == [hint]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("nonconformities: [{id: n, kind: claim, status: received, description: T, reported_on: 2026-01-02}]\n",
         ["text", "received_on"]),
        ("actions: [{id: a, text: T, state: open}]\n", ["status"]),
        ("actions: [{id: a, text: T, status: done, done: 2026-01-02}]\n", ["done_on"]),
    ],
)  # fmt: skip
def test_a_field_under_another_name_is_not_missing_too(text, meant):
    assert hints(text) == [f"did you mean {name}?" for name in meant]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("plan:\nreviewed_on: 2026-01-01\n", "reviewed_on"),
        ("contract:\nstart: 2026-01-01\nuntil: 2026-02-01\nindustry: x\n", "start, until"),
    ],
)
def test_what_is_not_indented_is_one_fault(text, fields):
    name = text.partition(":")[0]
    assert told(text) == [
        (f"{name} is nothing, because what belongs into it begins at the margin",
         f"begin each of these lines with two spaces: {fields}"),
    ]  # fmt: skip


def test_a_stranger_below_other_fields_is_not_moved():
    assert len(told("plan:\nindustry: x\nreviewed_on: 2026-01-01\n")) == 2


def test_the_first_fields_of_a_file_and_the_team():
    assert hints("people: []\n", "team") == ["did you mean team?"]
    assert hints("sales: []\n", "team") == ["known here: team", "add a line: team: [{id: …, name: …}]"]
    assert hints("team: {}\n", "team") == ["it is a list of records: write team: [{id: …, name: …}]"]
    team = "team:\n  - {id: ana.kos, name: Ana Kos}\n  - {id: jo.rak, name: Jo Rak, reports_to: Ana Kos}\n  - {name: Ota Lev}\n"
    assert hints(team, "team") == ["did you mean ana.kos?", "add within the braces, after a comma: id: ota.lev"]


def test_a_list_that_repeats_keeps_nobody_busy():
    mixed = ", ".join(f"t{number}" for number in range(20_000))
    assert told(f"tags: [7, {mixed}]\n")[0][0].startswith("tags")


def test_what_is_no_day_is_told_that_a_day_is_expected():
    text = COMPLAINT.replace("received,", "resolved, resolved_on: 2026-01-02,") % "confirmed_by_customer_on: false"
    ((message, _),) = told(text)
    assert message == "nonconformities › n › confirmed_by_customer_on is false; expected a day such as 2026-03-04"
