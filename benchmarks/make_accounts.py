"""Write a synthetic handbook: ``python benchmarks/make_accounts.py FOLDER --accounts 1000 --lines 250``.

Everybody and everything in it is made up. Each account is drawn from its number alone, so it is the same on every run
and in handbooks of any size. The files are valid and name nothing unknown; they do have gaps, as real plans have.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import yaml

AS_OF = date(2026, 11, 23)
LINES = 250
OWNED = 12
"""How many accounts one of our people owns."""

FIRST = ["Ana", "Boris", "Čedomir", "Darja", "Eva", "Franc", "Goran", "Živa", "Igor", "Jože", "Katja", "Luka", "Maja", "Nada", "Oto", "Petra", "Rok", "Saša", "Tina", "Urška", "Žan", "Žiga"]
LAST = ["Novak", "Kovač", "Župan", "Železnik", "Čuk", "Hribar", "Zajc", "Vidmar", "Šubic", "Đurić", "Kos", "Golob", "Oblak", "Cerar", "Mlakar", "Božič", "Košir", "Žagar"]
STEMS = ["Zgledna", "Izmišljena", "Namišljena", "Dozdevna", "Vzorčna", "Navidezna", "Domnevna", "Šolska"]
TRADES = ["livarna", "žaga", "orodjarna", "tiskarna", "opekarna", "papirnica", "mlekarna", "steklarna", "pekarna", "čistilnica"]
INDUSTRIES = ("casting", "timber", "tooling", "printing", "bricks", "paper", "dairy", "glass", "baking", "cleaning")
CITIES = (
    ("1000", "Ljubljana"),
    ("2000", "Maribor"),
    ("3000", "Celje"),
    ("4220", "Škofja Loka"),
    ("5270", "Ajdovščina"),
)
TITLES = ("Head of purchasing", "Plant manager", "Quality engineer", "Vodja vzdrževanja", "Director", "Shift leader")
AREAS = ("purchasing", "technical", "production", "quality", "logistics", "finance", "management", "end-users")
LEVELS = ("executive", "senior", "middle", "operational")
ROLES = ("initiator", "user", "influencer", "buyer", "decider", "approver", "gatekeeper")
RULES = ("satisfaction", "relationship", "education", "orders", "expansion", "connectedness", "activity")
CAUSES = ("packing", "heat-treatment", "wrong-drawing", "carrier", "measuring")
OFFERINGS = {
    "hardened-steel": "Hardened steel",
    "inserts": "Inserts",
    "heat-treatment": "Heat treatment",
    "machining": "Machining",
    "stock-keeping": "Stock keeping",
    "measuring": "Measuring",
}
WHO = ("The toolroom", "Their purchasing", "The night shift", "Vodstvo", "The warehouse", "Their laboratory")
DOES = ("asks for", "waits for", "complains about", "wants to compare", "has no use for", "praises", "pričakuje")
WHAT = (
    "shorter delivery times",
    "certificates with every batch",
    'the "blue" packing',
    "prices that hold for a year",
    "a forecast: volumes by month",
    "spare inserts on the spot",
    "natančnejše meritve",
    "one invoice a month, not eleven",
)
TAIL = ("since spring", "before the audit", "at the second plant", "za vse naročene dele", "as agreed", "in writing")

Plain = dict[str, Any]


class Plan:
    """One account, drawn from its number."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.chance = random.Random(number)
        self.owner, self.deputy = _pair(number)
        self.stakeholders: list[str] = []
        self.actions: list[str] = []
        self.ids = {kind: count(1) for kind in "aceghiknoqrstx"}

    def make(self, lines: int) -> Plain:
        """The plan as plain data that takes about so many lines in block style."""
        plan = self.core()
        growing: dict[str, tuple[int, Callable[[], Plain]]] = {
            "stakeholders": (3, self.stakeholder),
            "expectations": (2, self.expectation),
            "requests": (2, self.request),
            "commitments": (2, self.commitment),
            "orders": (4, self.order),
            "help": (1, self.help),
            "nonconformities": (1, self.nonconformity),
            "interactions": (5, self.interaction),
            "actions": (2, self.action),
        }
        kinds, weights = list(growing), [weight for weight, _ in growing.values()]
        length = count_lines(plan)
        while length < lines - 4:
            kind = self.chance.choices(kinds, weights)[0]
            record = growing[kind][1]()
            length += count_lines(record) + (kind not in plan)
            plan.setdefault(kind, []).append(record)
        return plan

    def core(self) -> Plain:
        """What every plan holds."""
        chance = self.chance
        trade = chance.randrange(len(TRADES))
        postcode, city = chance.choice(CITIES)
        plan: Plain = {
            "name": f"{chance.choice(STEMS)} {TRADES[trade]} {self.number} {chance.choice(('d.o.o.', 'd.d.'))}",
            "status": chance.choices(("active", "at-risk", "winding-down", "former"), (90, 6, 2, 2))[0],
            "tier": chance.choices(("strategic", "key", "developing"), (1, 4, 5))[0],
            "tier_reviewed_on": self.past(0, 500),
            "key_since": self.past(400, 3000),
            "key_reason": chance.choice(("revenue", "growth-potential", "reference", "strategic-fit")),
            "stage": chance.choice(("exploratory", "basic", "cooperative", "interdependent", "integrated")),
            "industry": INDUSTRIES[trade],
            "website": f"https://customer-{self.number}.example/o-nas",
            "address": {
                "street": f"Dolžanova ulica {chance.randint(1, 99)}",
                "postcode": postcode,
                "city": city,
                "country": "Slovenia",
            },
            "tags": chance.sample(INDUSTRIES, 2),
            "external_ref": {"erp": f"K-{10000 + self.number}"},
            "summary": " ".join(f"{self.sentence()}." for _ in range(3)) + f" Buys **{self.offering()}**.",
            "owner": self.owner,
            "deputy": self.deputy,
            "executive_sponsor": "director",
            "plan": {"reviewed_on": self.past(0, 200)},
            "revenue": [{"year": year, "amount": self.amount(), "currency": "EUR"} for year in (2024, 2025)],
        }
        if chance.random() < 0.5:
            plan["share_of_wallet"] = {
                "percent": chance.randint(5, 95),
                "as_of": self.past(0, 500),
                "source": "estimate",
            }
        if chance.random() < 0.7:
            plan["contract"] = {"start": self.past(300, 900), "renewal_on": self.future(20, 500), "notice_days": 60}
        plan["units"] = [{"id": "plant", "name": f"Plant {city}"}, {"id": "office", "name": "Head office"}]
        plan["decision_areas"] = list(AREAS[: chance.randint(3, 6)])
        plan["stakeholders"] = [self.stakeholder() for _ in range(chance.randint(2, 4))]
        plan["actions"] = [self.action()]
        plan["risks"] = [self.risk()]
        plan["expectations"] = [self.expectation()]
        plan["satisfaction"] = [self.review()]
        plan["reachability"] = {"first_response_hours": chance.choice((4, 8, 24)), "channels": ["phone", "e-mail"]}
        plan["commitments"] = [self.commitment()]
        plan["needs"] = [self.need("n1"), self.need("n2")]
        plan["briefings"] = [self.briefing()]
        plan["orders"] = [self.order()]
        plan["whitespace"] = [self.cell(offering) for offering in chance.sample(list(OFFERINGS), 4)]
        plan["opportunities"] = [self.opportunity()]
        plan["interactions"] = [self.interaction()]
        plan["objectives"] = [self.objective()]
        return plan

    def past(self, least: int, most: int) -> date:
        """A day so many days before the as-of date."""
        return AS_OF - timedelta(days=self.chance.randint(least, most))

    def future(self, least: int, most: int) -> date:
        """A day so many days after the as-of date."""
        return AS_OF + timedelta(days=self.chance.randint(least, most))

    def after(self, day: date, most: int) -> date:
        """A day that is up to so many days later, and not after the as-of date."""
        return min(AS_OF, day + timedelta(days=self.chance.randint(0, most)))

    def id(self, kind: str) -> str:
        """The next id of a kind."""
        return f"{kind}{next(self.ids[kind])}"

    def sentence(self) -> str:
        """Somebody does something."""
        return " ".join(self.chance.choice(part) for part in (WHO, DOES, WHAT, TAIL))

    def person(self) -> str:
        """One of the customer's people."""
        return self.chance.choice(self.stakeholders)

    def us(self) -> str:
        """One of our people."""
        return self.chance.choice((self.owner, self.owner, self.deputy, "director"))

    def offering(self) -> str:
        """One of the things that we sell."""
        return self.chance.choice(list(OFFERINGS))

    def amount(self) -> int:
        """A sum of money."""
        return self.chance.randint(10, 900) * 1000

    def stakeholder(self) -> Plain:
        """Somebody at the customer."""
        chance = self.chance
        number = next(self.ids["s"])
        first, last = chance.choice(FIRST), chance.choice(LAST)
        record = {
            "id": f"person-{number}",
            "name": f"{first} {last}",
            "title": chance.choice(TITLES),
            "unit": chance.choice(("plant", "office")),
            "area": chance.choice(AREAS),
            "level": chance.choice(LEVELS),
            "buying_roles": chance.sample(ROLES, chance.randint(1, 2)),
            "influence": chance.choice(("high", "medium", "low", "unknown")),
            "attitude": chance.choice(("champion", "supporter", "neutral", "sceptic")),
            "attitude_on": self.past(0, 500),
        }
        if self.stakeholders and chance.random() < 0.4:
            record["reports_to"] = self.stakeholders[0]
        if chance.random() < 0.5:
            record |= {"email": f"person-{number}@customer-{self.number}.example", "phone": f"+386 1 555 {number:04d}"}
        record["added_on"] = self.past(50, 1500)
        self.stakeholders.append(f"person-{number}")
        return record

    def action(self) -> Plain:
        """A step of the plan."""
        record = {
            "id": self.id("a"),
            "text": self.sentence(),
            "owner": self.us(),
            "added_on": self.past(30, 300),
            "due": self.future(-20, 90),
            "status": self.chance.choice(("open", "in-progress", "done")),
            "serves": self.chance.choice(RULES),
        }
        if record["status"] == "done":
            record["done_on"] = self.past(0, 30)
        self.actions.append(record["id"])
        return record

    def risk(self) -> Plain:
        """What could cost us the customer."""
        record = {"id": self.id("k"), "text": self.sentence(), "likelihood": "medium", "impact": "high"}
        return record | {"mitigation": self.chance.choice(self.actions)}

    def expectation(self) -> Plain:
        """What the customer expects."""
        record = {
            "id": self.id("e"),
            "stakeholder": self.person(),
            "text": self.sentence(),
            "importance": self.chance.choice(("high", "medium", "low")),
            "fulfilment": self.chance.choice(("exceeded", "met", "partly", "not-met")),
            "as_of": self.past(0, 400),
        }
        return record | ({"action": self.chance.choice(self.actions)} if self.chance.random() < 0.5 else {})

    def review(self) -> Plain:
        """A satisfaction review."""
        day = self.past(10, 500)
        record: Plain = {
            "id": self.id("r"),
            "date": day,
            "method": self.chance.choice(("interview-in-person", "interview-remote", "survey")),
            "by": self.owner,
            "respondents": self.stakeholders[:2],
            "scores": [{"stakeholder": self.stakeholders[0], "scale": "nps", "value": self.chance.randint(3, 10)}],
            "bothers": [{"id": "b1", "text": self.sentence(), "from": self.stakeholders[1], "action": self.actions[0]}],
        }
        return record | ({"reported_back_on": self.after(day, 40)} if self.chance.random() < 0.6 else {})

    def request(self) -> Plain:
        """A question and its answer."""
        day = self.past(2, 90)
        record = {
            "id": self.id("q"),
            "received_at": f"{day}T09:{self.chance.randint(10, 59)}:00+01:00",
            "channel": self.chance.choice(("phone", "e-mail")),
            "from": self.person(),
            "subject": self.chance.choice(WHAT),
        }
        if self.chance.random() < 0.9:
            record["responded_at"] = f"{day + timedelta(days=self.chance.randint(0, 1))}T15:05:00+01:00"
        return record

    def commitment(self) -> Plain:
        """A promise."""
        day = self.past(30, 300)
        record = {
            "id": self.id("c"),
            "made_on": day,
            "by": self.us(),
            "to": self.person(),
            "text": self.sentence(),
            "due": day + timedelta(days=self.chance.randint(10, 330)),
        }
        return record | ({"kept_on": self.after(day, 60)} if self.chance.random() < 0.6 else {})

    def need(self, name: str) -> Plain:
        """What the customer needs."""
        status = self.chance.choice(("open", "addressed"))
        known = {"source": self.person(), "confirmed_on": self.past(0, 300), "status": status}
        return {"id": name, "text": self.sentence(), **known}

    def briefing(self) -> Plain:
        """What was shown."""
        return {
            "id": self.id("t"),
            "date": self.past(0, 300),
            "topic": self.chance.choice(WHAT),
            "kind": self.chance.choice(("roadmap", "training", "site-visit", "demo")),
            "need": self.chance.choice(("n1", "n2")),
            "offering": self.offering(),
            "audience": self.stakeholders[:2],
            "by": [self.owner],
        }

    def order(self) -> Plain:
        """An order, delivered or open."""
        ordered = self.past(20, 300)
        promised = ordered + timedelta(days=self.chance.randint(20, 150))
        record: Plain = {"id": f"45{self.number:05d}{next(self.ids['o']):02d}", "status": "in-execution"}
        record |= {"ordered_on": ordered, "promised_on": promised}
        if promised < AS_OF and self.chance.random() < 0.9:
            delivered = self.after(promised, 5)
            record |= {"status": "delivered", "delivered_on": delivered}
            if self.chance.random() < 0.7:
                record["followed_up_on"] = self.after(delivered, 10)
        else:
            record["last_checked_on"] = self.after(ordered, 60)
        return record | {"amount": self.amount() / 8, "currency": "EUR"}

    def cell(self, offering: str) -> Plain:
        """Whether a unit uses an offering."""
        record = {"offering": offering, "unit": "plant"}
        record["status"] = self.chance.choice(("owned", "in-pipeline", "open", "competitor", "unknown"))
        if record["status"] == "competitor":
            record |= {"competitor": "Izmišljena konkurenca d.o.o.", "reason": "Cheaper: no stock of their own"}
        return record | {"as_of": self.past(0, 400)}

    def opportunity(self) -> Plain:
        """What we could sell."""
        return {
            "id": self.id("x"),
            "title": self.chance.choice(WHAT),
            "offering": self.offering(),
            "need": "n1",
            "stage": self.chance.choice(("idea", "qualified", "proposal", "negotiation")),
            "value": self.amount(),
            "currency": "EUR",
            "added_on": self.past(0, 200),
            "next_step": self.sentence(),
            "next_step_on": self.future(-10, 60),
        }

    def help(self) -> Plain:
        """A favour."""
        day = self.past(5, 300)
        record = {"id": self.id("h"), "asked_on": day, "from": self.person(), "topic": self.sentence()}
        return record | {"answered_on": self.after(day, 10), "outcome": self.chance.choice(("helped", "referred"))}

    def nonconformity(self) -> Plain:
        """A complaint."""
        day = self.past(5, 400)
        record: Plain = {
            "id": f"nc-{next(self.ids['k'])}",
            "kind": self.chance.choice(("remark", "complaint", "claim")),
            "severity": self.chance.choice(("minor", "minor", "major", "critical")),
            "status": "in-progress",
            "text": self.sentence(),
            "received_on": day,
            "received_from": self.person(),
            "owner": self.us(),
            "acknowledged_on": self.after(day, 1),
            "contained_on": self.after(day, 3),
            "updates": [{"date": self.after(day, 7), "text": self.sentence()}],
        }
        if self.chance.random() < 0.8:
            resolved = self.after(day, 40)
            record |= {"status": "resolved", "cause": self.chance.choice(CAUSES), "prevention": self.sentence()}
            record |= {"resolved_on": resolved, "confirmed_by_customer_on": self.after(resolved, 10)}
        return record

    def interaction(self) -> Plain:
        """A contact."""
        return {
            "id": self.id("i"),
            "date": self.past(0, 400),
            "kind": self.chance.choice(("visit", "meeting", "call", "video", "email", "business-review")),
            "with": self.chance.sample(self.stakeholders, self.chance.randint(1, 2)),
            "by": [self.us()],
            "initiated_by": self.chance.choice(("us", "us", "customer")),
            "purpose": self.chance.choice(("relationship", "order", "education", "expansion", "review")),
            "outcome": f"{self.sentence()}; *{self.sentence()}*.",
        }

    def objective(self) -> Plain:
        """What we want to reach."""
        known = {"measure": "deliveries on time", "target": f"{self.chance.randint(90, 99)} %"}
        return {"id": self.id("g"), "text": self.sentence(), **known, "due": self.future(-30, 400)}


def _pair(number: int) -> tuple[str, str]:
    """The owner and the deputy of an account: two people who stand in for each other."""
    owner = number // OWNED
    return f"manager-{owner:03d}", f"manager-{owner ^ 1:03d}"


def count_lines(value: object) -> int:
    """How many lines plain data takes in block style, without the folding of long texts."""
    if isinstance(value, dict):
        return sum(1 + count_lines(one) for one in value.values())
    if isinstance(value, list):
        return sum(max(1, count_lines(one)) for one in value)
    return 0


def write_handbook(folder: Path, accounts: int, lines: int = LINES) -> list[Path]:
    """Write the shared files and so many accounts to ``folder``/accounts, with settings that pin the day."""
    target = folder / "accounts"
    target.mkdir(parents=True, exist_ok=True)
    settings = f'[tool.kamdocs]\naccounts = "accounts"\nas_of = {AS_OF}\n'
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    write(target / "_team.yml", {"team": list(_team(accounts))})
    write(target / "_offerings.yml", {"offerings": [{"id": one, "name": name} for one, name in OFFERINGS.items()]})
    files, rows = [], ["customer,name,year,revenue,currency"]
    for number in range(accounts):
        plan = Plan(number).make(lines)
        files.append(target / f"customer-{number:05d}.yml")
        write(files[-1], plan)
        rows += [f"{files[-1].stem},{plan['name']},{one['year']},{one['amount']},EUR" for one in plan["revenue"]]
    rows += [f"small-{number},Mala stranka {number} s.p.,2025,{1000 + number}.50,EUR" for number in range(accounts)]
    (target / "_revenue.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return files


def _team(accounts: int) -> Iterator[Plain]:
    yield {"id": "director", "name": "Zvezdana Župančič", "title": "Sales director"}
    for number in range(((accounts - 1) // OWNED | 1) + 1):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
        yield {"id": f"manager-{number:03d}", "name": name, "title": "Key account manager", "reports_to": "director"}


class _Block(yaml.CSafeDumper):
    """Writes a value out each time, never as an alias."""

    def ignore_aliases(self, data: object) -> bool:
        """Say yes to all."""
        return True


def write(path: Path, data: object) -> None:
    """Write plain data as block-style YAML."""
    text = yaml.dump(data, Dumper=_Block, allow_unicode=True, sort_keys=False, default_flow_style=False)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the handbook goes; its accounts lie in FOLDER/accounts")
    parser.add_argument("--accounts", type=int, default=1000, help="how many accounts (1000)")
    parser.add_argument("--lines", type=int, default=LINES, help=f"about how many lines an account has ({LINES})")
    given = parser.parse_args()
    files = write_handbook(given.folder, given.accounts, given.lines)
    print(f"{len(files)} accounts in {given.folder / 'accounts'}")


if __name__ == "__main__":
    main()
