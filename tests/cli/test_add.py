"""``kamdocs add``: any record that a plan may hold."""

import pytest
import yaml

from tests.cli.changing import committed, git, handbook, plan  # noqa: F401 (a fixture)
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_keeping import told  # noqa: F401 (a fixture)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (("risk", "A rival", "likelihood=srednja", "impact=high"), "{id: r2, text: A rival, likelihood: medium, impact: high}"),
        (("unit", "Plant Jesenice"), "{id: plant-jesenice, name: Plant Jesenice}"),
        (("orders/4500031/delay", "known_on=today", "to=12.12.", "reason=Steel"),
         "      - {known_on: 2026-11-23, to: 2026-12-12, reason: Steel}"),
        (("briefing", "Inserts", "kind=demo", "date=friday", "audience=kos,petra", "by=ana", "by=luka", "need=changeovers"),
         "kind: demo, need: n1, audience: [joze-kos, petra-cuk], by: [ana.novak, luka.zupan]}"),
        (("revenue", "year=2023", "amount=1,2 mio €"), "{year: 2023, amount: 1200000, currency: EUR}"),
        (("whitespace", "offering=hardened", "unit=design", "status=open", "as_of=today"),
         "{offering: hardened-steel, unit: design, status: open, as_of: 2026-11-23}"),
        (("s2026/bothers", "Noise", "from=kos"), "{id: b2, text: Noise, from: joze-kos}"),
        (("person", "Eva Kos", "external_ref.crm=003x"), "external_ref: {crm: 003x}}"),
        (("tags", "steel", "export"), "tags: [tooling, export, steel]"),
        (("decision_areas", "finance,it"), "decision_areas: [purchasing, production, quality, management, finance, it]"),
        (("waiver", "check=bow-tie", "reason=x", "until=+1m", "by=ana", "record=plant"), "until: 2026-12-23"),
        (("obljuba", "Steel", "made_on=včeraj", "za=petra"), "made_on: 2026-11-22"),
    ],
)  # fmt: skip
def test_any_record_is_added(kamdocs, handbook, said, line):  # noqa: F811
    if "za=petra" in said:
        said = (*said[:-1], "to=petra")
    ran = kamdocs("add", "zeleznik", *said, cwd=handbook)
    assert ran.code == 0, ran.err
    assert line in ran.out


def test_what_it_is_may_stand_behind_the_account(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("add", "zeleznik/orders/4500031/delay", "known_on=today", "to=12.12.", "reason=Steel", cwd=handbook)
    assert "{known_on: 2026-11-23, to: 2026-12-12, reason: Steel}" in ran.out
    ran = kamdocs("add", "zeleznik/unit", "Plant Jesenice", cwd=handbook)
    assert "{id: plant-jesenice, name: Plant Jesenice}" in ran.out


def test_nearly_the_name_of_somebody_who_is_there_is_asked_about(kamdocs, handbook):  # noqa: F811
    for command in (("person", "zeleznik"), ("add", "zeleznik", "person")):
        ran = kamdocs(*command, "Marko Zeleznikk", cwd=handbook)
        assert ran.code == 2
        assert "did you mean Marko Železnik (marko-zeleznik)?" in ran.err
        ran = kamdocs(*command, "Marko Zeleznikk", "--anyway", "--dry-run", cwd=handbook)
        assert ran.code == 0


def test_a_record_that_is_no_list_is_added_once(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("add", "zeleznik", "contract", "start=2027-01-01", cwd=handbook)
    assert (ran.code, "kamdocs set zeleznik/contract field=value" in ran.err) == (2, True)
    text = "".join(line for line in plan(handbook).splitlines(keepends=True) if not line.startswith("contract:"))
    (handbook / "accounts" / "zeleznik.yml").write_text(text, "utf-8")
    ran = kamdocs("add", "zeleznik", "contract", "start=2027-01-01", "auto_renew=da", cwd=handbook)
    assert ran.code == 0, ran.err
    assert yaml.safe_load(plan(handbook))["contract"]["auto_renew"] is True


@pytest.mark.parametrize(
    ("said", "why", "hint"),
    [
        (("risk",), "this is missing: what it is, in words", "kamdocs add zeleznik risks text=…"),
        (
            ("order", "text=A mould"),
            "the day of the order (such as 25.11. or friday)",
            "kamdocs order zeleznik … --text 'A mould' --promised …",
        ),
        (("promise", "abc"), "this is missing", "kamdocs promise zeleznik abc"),
        (
            ("interaction", "kind=visit", "date=today"),
            "this is missing",
            "kamdocs log zeleznik visit --on today --by …",
        ),
        (("waiver", "check=bow-tie", "reason=x", "until=+1m"), "this is missing", "kamdocs colleague NAME --email"),
        (
            ("obljuba", "text=New price list", "made_on=2026-10-20", "by=ana"),
            "a record that says the same is there already: commitments/c2",
            "--anyway",
        ),
        (("risk", "x", "y"), "y belongs to no field", "in quotes"),
        (("risk", "x", "colour=red"), "colour is no field here", "known here"),
        (("risk", "x", "likelihood=often"), "likelihood can't be often", "high, medium, low"),
        (("nothing", "x"), "nothing is nothing that can be added", "stakeholders"),
        (("tags",), "what is to be added is not said", "kamdocs add zeleznik tags …"),
        (("tags", "export"), "export stands there already", "nothing"),
        ((), "what is to be added is not said", "risk"),
        (("contract",), "this is missing", "kamdocs add zeleznik contract start=…"),
    ],
)
def test_what_is_missing_or_wrong_is_told_with_the_command(kamdocs, handbook, said, why, hint):  # noqa: F811
    if said == ("contract",):
        text = "".join(line for line in plan(handbook).splitlines(keepends=True) if not line.startswith("contract:"))
        (handbook / "accounts" / "zeleznik.yml").write_text(text, "utf-8")
    before = plan(handbook)
    ran = kamdocs("add", "zeleznik", *said, cwd=handbook)
    assert ran.code == 2
    assert why in ran.err
    assert hint in ran.err
    assert plan(handbook) == before


def test_on_a_terminal_what_is_missing_is_asked_for(kamdocs, handbook, told):  # noqa: F811
    told("units", "Plant Jesenice")
    ran = kamdocs("add", "zeleznik", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "name: Plant Jesenice" in plan(handbook)
    told("A rival")
    ran = kamdocs("add", "zeleznik", "risk", cwd=handbook)
    assert ran.code == 0, ran.err
    told("", "5.12.")
    ran = kamdocs("add", "zeleznik", "order", "id=78", "status=confirmed", cwd=handbook)
    assert ran.code == 0, ran.err
    assert '{id: "78", status: confirmed, ordered_on: 2026-11-23, promised_on: 2026-12-05}' in ran.out


def test_the_message_of_a_commit_names_nobody_of_the_customer(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    assert kamdocs("add", "zeleznik", "stakeholder", "Eva Brod", "--commit", cwd=handbook).code == 0
    assert kamdocs("add", "zeleznik", "risk", "A second toolmaker", "--commit", cwd=handbook).code == 0
    name = "Orodjarna Železnik d.o.o."
    said = [f"{name}: risk: A second toolmaker", f"{name}: a person is added"]
    assert git(handbook, "log", "-2", "--format=%s").splitlines() == said
