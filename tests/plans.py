"""Small plans for tests: what a test doesn't care about is filled in."""

import re
from datetime import date
from pathlib import Path

import msgspec
import yaml

from kamdocs.lint import evaluate, judge
from kamdocs.model import CustomerRevenue, Portfolio, Shared, build_account, build_offerings, build_team
from kamdocs.rules.calendar import PLAIN
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.engine import Terms, find_gaps, find_portfolio_gaps
from kamdocs.rules.policies import Policies, default_policy
from kamdocs.schema import validate
from kamdocs.settings.load import load_settings
from kamdocs.source import Place, load_document

ROOT = Path(__file__).parent.parent
TEAM = [
    {"id": "ana.novak", "name": "Ana Novak"},
    {"id": "luka.zupan", "name": "Luka Zupan"},
    {"id": "maja.kranjc", "name": "Maja Kranjc"},
    {"id": "igor.bevk", "name": "Igor Bevk", "left_on": "2024-06-30"},
]
OFFERINGS = [{"id": name, "name": name} for name in ("hardened-steel", "inserts", "heat-treatment")]
BASE = {"name": "Example d.o.o.", "status": "active", "tier": "key", "key_since": date(2024, 1, 8)}
PEOPLE = """
stakeholders:
  - {id: petra-cuk, name: Petra Čuk, area: purchasing, level: senior, buying_roles: [buyer, gatekeeper]}
  - {id: joze-kos, name: Jože Kos, area: production, level: operational, buying_roles: [user]}
"""
POLICIES = Policies(default_policy(check) for check in CHECKS)


def plan_document(plan, path="accounts/example.yml"):
    """A plan as a document, read back from YAML, valid by the schema."""
    text = yaml.safe_dump({**BASE, **plan}, allow_unicode=True, sort_keys=False)
    document = load_document(path, text.encode())
    assert [str(fault.message) for fault in (*document.faults, *validate(document, "account"))] == []
    return document


def shared_files(team=None):
    """The shared files of a handbook: the usual team, or another one as plain data."""
    text = yaml.safe_dump({"team": team or TEAM})
    document = load_document("accounts/_team.yml", text.encode())
    return Shared(build_team(document.data), build_offerings({"offerings": OFFERINGS}))


def find_gaps_in(plan, team=None, check=None, calendar=PLAIN):
    """All gaps of a plan, or those of one check."""
    document = plan_document(plan)
    account = build_account("example", document.path, document.data)
    found = find_gaps(account, document, Terms(POLICIES.on(calendar), shared_files(team)))
    return [gap for gap in found if check in (None, gap.check)]


def find_portfolio_gaps_in(plans, team=None, revenue=(), check=None):
    """The gaps of plans by account id taken together; ``revenue`` has rows of customer, year and amount in EUR."""
    documents = {account_id: plan_document(plan) for account_id, plan in plans.items()}
    accounts = tuple(build_account(one, document.path, document.data) for one, document in documents.items())
    rows = (CustomerRevenue(one, one, year, amount, "EUR", line) for line, (one, year, amount) in enumerate(revenue))
    shared = msgspec.structs.replace(shared_files(team), revenue=tuple(rows))
    portfolio = Portfolio(accounts, shared, frozenset(plans))
    found = find_portfolio_gaps(portfolio, lambda _record: (None, Place()), Terms(POLICIES, shared))
    return [gap for gap in found if check in (None, gap.check)]


def account_of(plan):
    """A plan as an account."""
    document = plan_document(plan)
    return build_account("example", document.path, document.data)


def write_handbook(folder, plans, *, team=None, settings="", **files):
    """A handbook on disk: ``plans`` by account id (plain data, or text as it is), shared files and settings."""
    accounts = folder / "accounts"
    accounts.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(f"[tool.kamdocs]\n{settings}", encoding="utf-8")
    (accounts / "_team.yml").write_text(yaml.safe_dump({"team": team or TEAM}), encoding="utf-8")
    (accounts / "_offerings.yml").write_text(yaml.safe_dump({"offerings": OFFERINGS}), encoding="utf-8")
    for name, text in files.items():
        (accounts / name.replace("__", ".")).write_text(text, encoding="utf-8")
    for place, (account_id, plan) in enumerate(plans.items()):
        usual = {**BASE, "name": f"Example {account_id} d.o.o."} if place else BASE  # no two of them are one customer
        text = plan if isinstance(plan, str) else yaml.safe_dump({**usual, **plan}, allow_unicode=True, sort_keys=False)
        (accounts / f"{account_id}.yml").write_text(text, encoding="utf-8")
    return folder


def report_on(folder, as_of, **asked):
    """The report on a handbook on disk as of an ISO day."""
    settings = load_settings(folder)
    day = date.fromisoformat(as_of)
    return judge(evaluate(settings, day), settings.policies, day, **asked)


def read_examples(folder, files, as_of):
    """The report on the files of an example, by name; what they leave out because it doesn't matter is filled in."""
    accounts = folder / "accounts"
    accounts.mkdir(parents=True)
    (accounts / "_team.yml").write_text(yaml.safe_dump({"team": TEAM}), encoding="utf-8")
    (accounts / "_offerings.yml").write_text(yaml.safe_dump({"offerings": OFFERINGS}), encoding="utf-8")
    for name, text in files.items():
        where = folder if name == "pyproject.toml" else accounts
        (where / name).write_text(_complete(text) if name.endswith(".yml") and name[0] != "_" else text, "utf-8")
    settings = load_settings(folder)
    return judge(evaluate(settings, as_of), settings.policies, as_of)


def _complete(text):
    lines = [f"{field}: {value}\n" for field, value in BASE.items() if not re.search(f"^{field}:", text, re.MULTILINE)]
    return "".join(lines) + text + (PEOPLE if "stakeholders:" not in text else "")


def told(report, *, check=None, state=None):
    """The findings of a report as tuples: account, code, record, state, opens_on."""
    return [
        (one.gap.account, one.gap.check, one.gap.record, one.state, str(one.gap.opens_on or ""))
        for one in report.findings
        if check in (None, one.gap.check) and state in (None, one.state)
    ]
