"""Write a synthetic handbook: ``python benchmarks/make_accounts.py FOLDER --accounts 1000``.

Every account has about 300 lines in block style, is valid, refers to nothing unknown, and is the same on every run.
Everybody in it is fictional.
"""

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

import yaml

AS_OF = date(2026, 11, 23)
FIRST = [
    "Ana",
    "Boris",
    "Čedomir",
    "Darja",
    "Eva",
    "Franc",
    "Goran",
    "Živa",
    "Igor",
    "Jože",
    "Katja",
    "Luka",
    "Maja",
    "Nada",
    "Oto",
    "Petra",
    "Rok",
    "Saša",
    "Tina",
    "Žan",
]
LAST = [
    "Novak",
    "Kovač",
    "Župan",
    "Železnik",
    "Čuk",
    "Hribar",
    "Zajc",
    "Vidmar",
    "Šubic",
    "Đurić",
    "Kos",
    "Golob",
    "Oblak",
    "Cerar",
    "Mlakar",
    "Božič",
]
WORDS = [
    "steel",
    "blanks",
    "deliveries",
    "price",
    "quality",
    "inserts",
    "tools",
    "offer",
    "samples",
    "contract",
    "plant",
    "certificates",
    "forecast",
]
OFFERINGS = ("hardened-steel", "inserts", "heat-treatment", "machining", "stock-keeping")
AREAS = ("purchasing", "production", "quality", "management")
HOURS = ("Mo-Fr 07:00-15:00", "Mo-Fr 08:00-16:00", "Mo-Fr 08:00-12:00,13:00-17:00", "Mo-Sa 06:00-18:00")
OWNERS = 25


class Writer:
    """Makes the accounts, each from a chance of its own."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.number = number

    def day(self, least: int, most: int) -> date:
        """A day so many days before the as-of date."""
        return AS_OF - timedelta(days=self.chance.randint(least, most))

    def text(self, words: int) -> str:
        """A few words."""
        return " ".join(self.chance.choice(WORDS) for _ in range(words)).capitalize()

    def owner(self) -> str:
        """One of our people."""
        return f"owner-{self.chance.randrange(OWNERS)}"

    def account(self) -> dict[str, object]:
        """A plan as plain data."""
        chance = self.chance
        people = [self.person(index) for index in range(5)]
        names = [person["id"] for person in people]
        orders = [self.order(index) for index in range(4)]
        key_since = self.day(400, 2000)
        return {
            "name": f"{chance.choice(LAST)} {self.text(1)} {self.number} d.o.o.",
            "status": chance.choices(["active", "at-risk", "winding-down", "former"], [90, 6, 2, 2])[0],
            "status_since": self.day(5, 300),
            "tier": chance.choices(["strategic", "key", "developing"], [1, 4, 5])[0],
            "tier_reviewed_on": self.day(10, 500),
            "key_since": key_since,
            "key_reason": "revenue",
            "industry": self.text(2),
            "address": {"street": f"{self.text(1)} {chance.randint(1, 99)}", "postcode": "1000", "city": "Škofja Loka", "country": "Slovenia"},
            "tags": chance.sample(WORDS, 2),
            **({"parent": f"account-{self.number - self.number % 10:05d}"} if self.number % 10 in (1, 2) else {}),
            "external_ref": {"erp": f"K-{10000 + self.number}"},
            "summary": f"Buys **{self.text(3)}** from us; {self.text(10)}.",
            "owner": f"owner-{self.number % OWNERS}",
            "deputy": f"owner-{(self.number + 1) % OWNERS}",
            "plan": {"started_on": max(key_since, self.day(200, 900)), "reviewed_on": self.day(0, 200)},
            "revenue": [{"year": year, "amount": chance.randint(10, 900) * 1000, "currency": "EUR"} for year in (2023, 2024, 2025)],
            "contract": {"start": date(2025, 1, 1), "renewal_on": AS_OF + timedelta(days=chance.randint(20, 500)), "notice_days": 60, "action": "a1"},
            "risks": [{"id": "r1", "text": self.text(6), "noted_on": self.day(20, 300), "likelihood": chance.choice(["high", "medium", "low"]), "impact": "high", "mitigation": "a0"}],
            "units": [{"id": "plant", "name": "Plant"}, {"id": "office", "name": "Office"}],
            "decision_areas": list(AREAS),
            "stakeholders": people,
            "expectations": [{"id": "e1", "stakeholder": names[0], "text": self.text(6), "importance": "high", "fulfilment": "partly", "as_of": self.day(0, 300), "action": "a0"}],
            "satisfaction": [self.review(names)],
            "reachability": {"first_response_hours": 8, "channels": ["phone", "e-mail"], "hours": chance.choice(HOURS)},
            "requests": [self.request(index, names) for index in range(3)],
            "commitments": [{"id": f"c{index}", "made_on": self.day(30, 200), "by": self.owner(), "to": names[index], "text": self.text(4), **self.due(90)} for index in range(2)],
            "needs": [{"id": "n1", "text": self.text(4), "source": names[2], "confirmed_on": self.day(0, 300), "status": "open"}],
            "briefings": [{"id": "t1", "date": self.day(0, 300), "topic": self.text(3), "kind": "demo", "need": "n1", "offering": "inserts", "audience": names[:2], "by": [self.owner()]}],
            "orders": orders,
            "whitespace": [{"offering": offering, "unit": "plant", "status": chance.choice(["owned", "open", "in-pipeline"]), "as_of": self.day(0, 300)} for offering in OFFERINGS],
            "opportunities": [{"id": "o1", "title": self.text(3), "offering": "inserts", "need": "n1", "stage": "proposal", "added_on": self.day(0, 200), "next_step": self.text(2), "next_step_on": AS_OF + timedelta(days=chance.randint(-20, 60))}],
            "interactions": [self.interaction(index, names) for index in range(4)],
            "objectives": [{"id": "g1", "text": self.text(5), "due": date(2027, 6, 30)}],
            "actions": [{"id": f"a{index}", "text": self.text(5), "owner": self.owner(), "added_on": self.day(60, 200), **self.due(60), "status": "in-progress", "serves": "satisfaction"} for index in range(2)],
        }  # fmt: skip

    def due(self, most: int) -> dict[str, date]:
        """The day on which something is due, of which each fourth was moved."""
        due = AS_OF + timedelta(days=self.chance.randint(-20, most))
        moved = {"first_due": due - timedelta(days=self.chance.randint(7, 40))} if self.chance.random() < 0.25 else {}
        return {**moved, "due": due}

    def request(self, index: int, names: list[object]) -> dict[str, object]:
        """A request, answered on the same day, on the next one or not yet."""
        day = self.day(3, 80)
        answered = day + timedelta(days=self.chance.choice([0, 0, 0, 1]))
        told = {"responded_at": f"{answered}T13:40:00+01:00"} if self.chance.random() < 0.95 else {}
        return {
            "id": f"q{index}",
            "received_at": f"{day}T09:10:00+01:00",
            **told,
            "from": names[1],
            "subject": self.text(3),
        }

    def person(self, index: int) -> dict[str, object]:
        """A stakeholder."""
        chance = self.chance
        return {
            "id": f"person-{index}",
            "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
            "title": self.text(2),
            "area": AREAS[index % len(AREAS)],
            "level": "executive" if index == 3 else "middle",
            "buying_roles": ["decider"] if index == 3 else ["user"],
            "influence": chance.choice(["high", "medium", "low"]),
            "added_on": self.day(50, 1500),
        }

    def order(self, index: int) -> dict[str, object]:
        """An order, delivered or open; the promise of each fifth was moved, and not every customer was told."""
        ordered = self.day(60, 200)
        promised = ordered + timedelta(days=self.chance.randint(20, 230))
        order: dict[str, object] = {
            "id": f"45{self.number:05d}{index}",
            "number": f"PO-2026/{self.number:04d}-{index}",
            "text": self.text(3),
            "status": "in-execution",
            "ordered_on": ordered,
            "promised_on": promised,
        }
        known = promised - timedelta(days=10)
        if self.chance.random() < 0.2 and known <= AS_OF:
            told = {"told_on": known} if self.chance.random() < 0.8 else {}
            promised += timedelta(days=self.chance.randint(5, 30))
            order["delays"] = [{"known_on": known, "to": promised, **told, "reason": self.text(2)}]
        if promised < AS_OF:
            order |= {"status": "delivered", "delivered_on": promised}
        else:
            order["last_checked_on"] = max(ordered, self.day(0, 60))
        return {**order, "amount": self.chance.randint(1, 90) * 1000, "currency": "EUR"}

    def review(self, names: list[object]) -> dict[str, object]:
        """A satisfaction review."""
        return {
            "id": "s1",
            "date": self.day(10, 500),
            "method": "interview-in-person",
            "respondents": names[:2],
            "bothers": [{"id": "b1", "text": self.text(5), "from": names[0], "action": "a0"}],
        }

    def interaction(self, index: int, names: list[object]) -> dict[str, object]:
        """A contact."""
        return {
            "id": f"i{index}",
            "date": self.day(0, 300),
            "kind": self.chance.choice(["visit", "call", "email", "meeting"]),
            "with": sorted(set(self.chance.sample(names, 2))),
            "by": [self.owner()],
            "initiated_by": "us",
            "outcome": self.text(6),
        }


def write_handbook(folder: Path, accounts: int) -> None:
    """Write the shared files and so many accounts into ``folder``/accounts, with settings that pin the day."""
    target = folder / "accounts"
    target.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(
        f'[tool.kamdocs]\nas_of = {AS_OF}\ncountry = "SI"\ntimezone = "Europe/Ljubljana"\n', encoding="utf-8"
    )
    team = [
        {"id": f"owner-{one}", "name": f"{FIRST[one % len(FIRST)]} {LAST[one % len(LAST)]}"} for one in range(OWNERS)
    ]
    write(target / "_team.yml", {"team": team})
    write(target / "_offerings.yml", {"offerings": [{"id": one, "name": one.capitalize()} for one in OFFERINGS]})
    rows = ["customer,name,year,revenue,currency"]
    for number in range(accounts):
        plan = Writer(number).account()
        write(target / f"account-{number:05d}.yml", plan)
        rows.append(f"account-{number:05d},Customer {number},2025,{plan['revenue'][-1]['amount']},EUR")  # type: ignore[index]
    (target / "_revenue.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


class _Plain(yaml.SafeDumper):
    """Writes a value out each time, never as an alias."""

    def ignore_aliases(self, data: object) -> bool:
        """Say yes to all."""
        return True


def write(path: Path, data: object) -> None:
    """Write plain data as block-style YAML."""
    text = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--accounts", type=int, default=1000)
    given = parser.parse_args()
    write_handbook(given.folder, given.accounts)


if __name__ == "__main__":
    main()
