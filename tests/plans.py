"""Small plans for tests: what a test doesn't care about is filled in."""

from datetime import date

import yaml

from kamdocs.model import Shared, build_account, build_offerings, build_team
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.engine import default_policy, find_gaps
from kamdocs.schema import validate
from kamdocs.source import load_document

TEAM = [
    {"id": "ana.novak", "name": "Ana Novak"},
    {"id": "luka.zupan", "name": "Luka Zupan"},
    {"id": "maja.kranjc", "name": "Maja Kranjc"},
    {"id": "igor.bevk", "name": "Igor Bevk", "left_on": "2024-06-30"},
]
OFFERINGS = [{"id": name, "name": name} for name in ("hardened-steel", "inserts", "heat-treatment")]
BASE = {"name": "Example d.o.o.", "status": "active", "tier": "key", "key_since": date(2024, 1, 8)}
POLICIES = {check.name: default_policy(check) for check in CHECKS}


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


def find_gaps_in(plan, team=None, revenue=None, check=None):
    """All gaps of a plan, or those of one check."""
    document = plan_document(plan)
    account = build_account("example", document.path, document.data)
    found = find_gaps(account, shared_files(team), POLICIES, document)
    return [gap for gap in found if check in (None, gap.check)]
