"""The order of attention: what the customer feels stands above our paperwork, everywhere the same."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

from kamdocs.language import say
from kamdocs.lint import Finding, Report, account_rank, by_account, gap_rank, in_order, merge, soonest
from kamdocs.report import FORMATS
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.gap import Gap
from kamdocs.source import Place
from tests.plans import report_on, write_handbook
from tests.portfolios import AS_OF, ids, portfolio

ROOT = Path(__file__).parent.parent.parent
NORTHWIND = ROOT / "tests" / "data" / "northwind"
SIZE = 122
FELT_RULES = {3, 5, 8}
FELT = {"KAM103", "KAM204", "KAM607", "KAM609"}


def finding(code="KAM001", severity="error", state="open", **given):
    """A finding of a check; what is not said is alike."""
    about = {name: given.pop(name) for name in ("tier", "status", "covered_by", "waiver") if name in given}
    gap = {
        "check": code, "severity": severity, "account": "x", "record": None, "opens_on": date(2026, 3, 4),
        "closes_on": None, "message": say("M"), "hint": say("H"), "path": "accounts/x.yml", "place": Place(),
    }  # fmt: skip
    return Finding(Gap(**{**gap, **given}), next(one for one in CHECKS if one.code == code), state, **about)


STEPS = [
    ("open before upcoming", finding(severity="info"), finding(state="upcoming")),
    ("errors before warnings", finding("KAM003", "error"), finding("KAM502", "warning")),
    ("warnings before reminders", finding("KAM003", "warning"), finding("KAM502", "info")),
    ("felt before paperwork", finding("KAM502"), finding("KAM001", status="at-risk", tier="strategic")),
    ("paperwork before the file", finding("KAM001"), finding("DOC002", status="at-risk", opens_on=None)),
    ("at risk before others", finding(status="at-risk", tier="developing"), finding(status="active", tier="strategic")),
    ("strategic before key", finding(tier="strategic", opens_on=date(2026, 9, 9)), finding(tier="key")),
    ("key before developing", finding(tier="key"), finding(tier="developing")),
    ("developing before none", finding(tier="developing"), finding()),
    ("the oldest first", finding("KAM002", opens_on=date(2026, 3, 3)), finding("KAM001")),
    ("open from ever last", finding("DOC002"), finding("DOC001", opens_on=None)),
    ("by code", finding("KAM001", account="z"), finding("KAM002", account="a")),
    ("by account", finding(account="a", record="z"), finding(account="b", record="a")),
    ("by record", finding(record="a", path="z"), finding(record="b", path="a")),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), [step[1:] for step in STEPS], ids=[step[0] for step in STEPS])
def test_gaps_are_ordered_step_by_step(first, second):
    assert in_order([second, first]) == (first, second)


def test_what_the_customer_feels_is_a_fact_of_the_check():
    felt = {check.code for check in CHECKS if check.felt_by_customer}
    assert felt == {check.code for check in CHECKS if check.rule.number in FELT_RULES or check.code in FELT}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = write_handbook(tmp_path_factory.mktemp("portfolio"), portfolio(SIZE))
    return report_on(folder, AS_OF.isoformat(), upcoming_days=30)


@pytest.fixture(scope="module")
def example_report():
    return report_on(ROOT, AS_OF.isoformat(), upcoming_days=30)


@pytest.fixture(scope="module")
def northwind():
    return report_on(NORTHWIND, "1998-06-30")


def places(listed, wanted):
    found = [place for place, one in enumerate(listed) if wanted(one)]
    assert found
    return found


def test_who_waits_for_us_stands_above_paperwork_and_file_faults(report):
    listed = report.decisive()
    late = places(listed, lambda one: one.gap.check == "KAM502")
    unanswered = places(listed, lambda one: one.gap.check == "KAM802")
    ownerless = places(listed, lambda one: one.gap.check == "KAM001")
    unreadable = places(listed, lambda one: one.gap.check == "DOC002")
    assert max(*late, *unanswered) < min(*ownerless, *unreadable)
    assert max(ownerless) < min(unreadable)


def test_their_accounts_stand_above_the_others(report):
    listed = [standing.id for standing, _found in by_account(report) if standing]
    waiting = places(listed, lambda one: one in ids(SIZE, "late order", "unanswered complaint"))
    rest = places(listed, lambda one: one in ids(SIZE, "ownerless", "unquoted postcode"))
    assert len(listed) == SIZE
    assert max(waiting) < min(rest)
    assert {place for place in rest if listed[place] in ids(SIZE, "unquoted postcode")} == set(rest[-(SIZE // 6) :])


def test_northwinds_late_orders_stand_above_customers_without_an_owner_that_never_ordered(northwind):
    listed = northwind.decisive()
    ordered = {standing.id for standing in northwind.standings if standing.account.orders}
    late = {one.gap.account for one in listed if one.gap.check == "KAM502"}
    accounts = [standing.id for standing, _found in by_account(northwind) if standing]
    silent = set(accounts) - ordered
    assert late and silent
    first_error_of_silent = places(listed, lambda one: one.gap.account in silent)[0]
    assert places(listed, lambda one: one.gap.check == "KAM502")[-1] < first_error_of_silent
    assert max(map(accounts.index, late)) < min(map(accounts.index, silent))


def test_the_dairy_at_risk_with_splinters_in_a_filling_head_stands_first(example_report):
    first = by_account(example_report)[0][0]
    assert (first.id, first.status) == ("zgled-mlekarna", "at-risk")
    gap = example_report.decisive()[0].gap
    assert (gap.account, gap.severity) == ("zgled-mlekarna", "error")


@pytest.mark.parametrize("name", ["report", "example_report", "northwind"])
def test_the_order_is_total(request, name):
    asked = request.getfixturevalue(name)
    ranks = [gap_rank(one) for one in asked.findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
    accounts = [
        account_rank(one, [gap for gap in asked.findings if gap.gap.account == one.id]) for one in asked.standings
    ]
    assert len(set(accounts)) == len(accounts)


@settings(max_examples=20, deadline=None)
@given(seed=strategies.integers(0, 2**32))
def test_the_order_hangs_on_no_other(report, seed):
    shuffled = list(report.findings)
    random.Random(seed).shuffle(shuffled)
    assert in_order(shuffled) == report.findings
    standings = list(report.standings)
    random.Random(seed).shuffle(standings)
    again = Report(report.as_of, tuple(standings), in_order(shuffled), {})
    assert [one and one.id for one, _ in by_account(again)] == [one and one.id for one, _ in by_account(report)]
    assert soonest(in_order(shuffled)) == soonest(report.findings)


def test_reports_that_are_merged_are_in_order(report, example_report):
    merged = merge([example_report, report])
    assert list(merged.findings) == sorted(merged.findings, key=gap_rank)


def test_an_account_at_risk_with_something_open_stands_before_any_other(tmp_path):
    late = {"id": "o", "status": "in-execution", "ordered_on": "2026-01-12", "promised_on": "2026-02-01"}
    plans = {
        "late": {"tier": "strategic", "owner": "ana.novak", "orders": [late]},
        "risky": {"status": "at-risk", "status_since": "2026-03-01", "tier": "developing", "owner": "ana.novak"},
        "over": {"status": "former"},
        "gone": {"status": "former", "tier": "strategic"},
    }
    found = report_on(write_handbook(tmp_path, plans), "2026-03-20")
    assert [one.id for one, _ in by_account(found)] == ["risky", "late", "gone", "over"]


def test_text_and_markdown_begin_with_the_same_account(report):
    first = by_account(report)[0][0]
    assert first.path in FORMATS["text"](report).split("\n", 1)[0]
    assert FORMATS["markdown"](report).index(f"<summary>{first.name}:") == FORMATS["markdown"](report).index(
        "<summary>"
    )
    assert FORMATS["junit"](report).index(f'<testsuite name="{first.id}"') == FORMATS["junit"](report).index(
        "<testsuite "
    )


def test_of_two_files_of_an_account_the_first_stands_for_both(tmp_path):
    folder = write_handbook(tmp_path, {"x": {}})
    (folder / "accounts" / "more").mkdir()
    (folder / "accounts" / "more" / "x.yml").write_text((folder / "accounts" / "x.yml").read_text("utf-8"), "utf-8")
    ((standing, found),) = by_account(report_on(folder, "2026-03-20"))
    assert standing.path == "accounts/more/x.yml"
    assert {one.gap.path for one in found} == {"accounts/more/x.yml", "accounts/x.yml"}
