"""The same number has the same meaning: who falls short of a rule is counted alike wherever it is counted."""

import json
import re

import msgspec
import pytest

from kamdocs.handbook import make_files, make_pages, make_sheets
from kamdocs.lint import Cell
from kamdocs.rules.golden import BY_SLUG, RULES
from tests.handbook.pictures.views import text_of, view_of
from tests.handbook.sites import ROOT
from tests.plans import write_handbook


@pytest.fixture(scope="module")
def view():
    return view_of(ROOT)


@pytest.fixture(scope="module")
def pages(view):
    return {page.path: page for page in make_pages(view)}


def section(page, heading):
    return next((str(part.html) for part in page.sections if part.heading.title == heading), "")


def accounts_in(html):
    return re.findall(r'<th scope="row"><a href="page:accounts/([\w.-]+)"', html)


def by_rule(pages):
    """Who the pages of the rules say falls short, by rule."""
    return {rule.slug: accounts_in(section(pages[f"rules/{rule.slug}"], "Who falls short now")) for rule in RULES}


def test_heat_map_rules_and_data_count_the_cells_that_are_a_gap(view, pages):
    short = by_rule(pages)
    ten = [rule for rule in RULES if rule.number > 0]
    for rule in ten:
        cells = {
            one.id
            for one in view.standings.values()
            for cell in one.cells
            if (cell.rule, cell.word) == (rule.slug, "gap")
        }
        assert set(short[rule.slug]) == cells
        assert len(short[rule.slug]) == len(cells)
    heat = re.search(r'<tr class="kd-heat-sum">(.*?)</tr>', section(pages["heatmap"], "Accounts and rules"))[1]
    assert [int(one) for one in re.findall(r"<td>(\d+)</td>", heat)] == [len(short[rule.slug]) for rule in ten]
    overview = section(pages["rules/index"], "Overview")
    told = dict(re.findall(r'href="page:rules/([\w-]+)".*?>(\d+)</td></tr>', overview))
    assert {slug: int(number) for slug, number in told.items()} == {slug: len(found) for slug, found in short.items()}
    portfolio = json.loads(next(one.data for one in make_files(view) if one.path == "data/portfolio.json"))
    assert [one["accounts_with_gap"] for one in portfolio["rules"]] == [len(short[rule.slug]) for rule in ten]


def test_home_counts_the_errors_that_the_list_of_accounts_counts(view, pages):
    errors = [one for one in view.report.decisive() if one.gap.severity == "error"]
    where = {one.gap.account for one in errors if one.gap.account}
    told = text_of(str(pages["index"].lead))
    assert f"Errors {len(errors)} in {len(where)} accounts" in told
    late = [one for one in view.todos if one.late(view.as_of)]
    assert f"To do, late {len(late)} of" in told


def test_a_reminder_alone_is_no_falling_short_and_is_not_lost(tmp_path):
    promise = {"id": "c", "text": "T", "made_on": "2026-01-01", "due": "2026-02-01", "by": "ana.novak"}
    plans = {"prompt": {"tier": "developing"}, "ending": {"status": "winding-down", "commitments": [promise]}}
    view = view_of(write_handbook(tmp_path / "h", plans))
    pages = {page.path: page for page in make_pages(view)}
    orders = pages["rules/orders"]
    assert accounts_in(section(orders, "Who falls short now")) == []
    assert "prompt" in accounts_in(section(orders, "Also open"))  # KAM501 is a prompt for its tier
    relationship = pages["rules/relationship"]
    assert accounts_in(section(relationship, "Who falls short now")) == []
    assert accounts_in(section(relationship, "Also open")) == ["ending"]  # it owes its promises still


def test_a_gap_that_follows_from_another_counts(tmp_path):
    view = view_of(write_handbook(tmp_path / "h", {"x": {"owner": "ana.novak"}}))
    pages = {page.path: page for page in make_pages(view)}
    covered = [
        one for one in view.report.findings if one.covered_by == "KAM1001" and one.check.rule.slug == "connectedness"
    ]
    assert covered
    assert accounts_in(section(pages["rules/connectedness"], "Who falls short now")) == ["x"]
    row = section(pages["rules/connectedness"], "Who falls short now").partition("<tbody>")[2]
    assert "KAM904" in row  # open for its own sake
    assert covered[0].check.code not in row  # told where its cause is, and counted there


def test_a_rule_says_what_is_wrong_in_words_worst_first_and_folds_its_checks(view, pages):
    page = pages["rules/relationship"]
    rows = section(page, "Who falls short now").partition("<tbody>")[2].split("<tr>")[1:]
    assert rows
    assert len(rows) == len(view.falling_short(BY_SLUG["relationship"]))
    text = text_of(rows[0])
    assert "error: Promised for 31 Oct 2026 and not kept: A plan against slow answers since 1 Nov 2026" in text
    assert "and 2 more" in text  # of five checks three are told, the rest on the account's page
    assert 'href="page:accounts/primerna-steklarna#rule-relationship"' in rows[0]
    satisfaction = section(pages["rules/satisfaction"], "Who falls short now")
    worst = re.findall(r"<tr>.*?kd-mark-(error|warning)", satisfaction, re.DOTALL)
    assert worst == sorted(worst)
    assert len(set(worst)) == 2
    checks = section(page, "Checks")
    assert checks.count("<details") == checks.count('<details class="kd-check"><summary>') > 4


def test_where_all_follows_from_other_gaps_the_rule_names_their_checks(tmp_path):
    view = view_of(write_handbook(tmp_path / "h", {"x": {"owner": "ana.novak", "decision_areas": ["quality"]}}))
    standing = view.standings["x"]
    gaps = [one for one in view.findings["x"] if one.check.rule.slug == "connectedness" and one.state == "open"]
    kept = tuple(one for one in view.report.findings if one not in gaps or one.covered_by)
    view = msgspec.structs.replace(view, report=msgspec.structs.replace(view.report, findings=kept))
    assert view.falls_short(standing, gaps[0].check.rule)
    row = section({page.path: page for page in make_pages(view)}["rules/connectedness"], "Who falls short now")
    assert 'data-kd-value="KAM1001 "' in row
    assert 'follows from <a href="page:rules/activity#kam1001">KAM1001</a>' in row


def test_who_is_counted_with_a_gap_shows_one_on_the_home_page(pages):
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', section(pages["index"], "Accounts and rules"), re.DOTALL)
    telling = [row for row in rows if re.search(r"kd-cell-(error|warning)|kd-badge kd-(error|warning)", row)]
    short = {account for found in by_rule(pages).values() for account in found}
    assert len(telling) == len(short) > 5


@pytest.mark.parametrize("path", ["index", "accounts/index", "heatmap"])
def test_gaps_without_a_cell_and_a_risk_stand_at_the_name(tmp_path, path):
    plans = {
        "orphan": {"tier": "strategic"},
        "risky": {"owner": "ana.novak", "status": "at-risk"},
        "broken": "name: [\n",
    }
    view = view_of(write_handbook(tmp_path / "h", plans))
    assert {mark.rule.slug for mark in view.marks(view.standings["orphan"])} == {"key-account"}
    html = "".join(part.html for part in {page.path: page for page in make_pages(view)}[path].sections)
    names = {
        found[1]: found[0] for found in re.findall(r'(<th scope="row"><a href="page:accounts/(\w+)">.*?</th>)', html)
    }
    assert re.search(r"[■▲] Key account", names["orphan"])
    assert "at risk" in names["risky"]
    assert "■ File" in names["broken"]
    assert "at risk" not in names["orphan"]


def test_brief_and_account_page_count_the_same_gaps():
    view = view_of(ROOT)
    briefs = {sheet.path: str(sheet.document) for sheet in make_sheets(view)}
    told = 0
    for standing in view.standings.values():
        part = briefs[f"briefs/{standing.id}"].partition("<h2>Open gaps</h2>")[2].partition("</section>")[0]
        shown = part.count("<li>")
        rest = re.findall(r"and (\d+) (?:more|reminder)", part)
        assert shown + sum(map(int, rest)) == len(view.open_gaps(standing.id)), standing.id
        told += shown
    assert told


# A file with faults of which a part could be read.


@pytest.fixture(scope="module")
def partly():
    """The example handbook, where what is shown of one account is only what could be read of its file."""
    view = view_of(ROOT)
    report = view.report
    standings = tuple(
        msgspec.structs.replace(
            one, assessed=False, cells=tuple(Cell(cell.rule, "not assessed") for cell in one.cells)
        )
        if one.id == "zgledna-orodjarna" else one
        for one in report.standings
    )  # fmt: skip
    findings = tuple(one for one in report.findings if one.gap.account != "zgledna-orodjarna")
    return msgspec.structs.replace(view, report=msgspec.structs.replace(report, standings=standings, findings=findings))


def test_what_could_be_read_of_a_file_is_shown_below_a_banner(partly):
    pages = {page.path: page for page in make_pages(partly)}
    page = pages["accounts/zgledna-orodjarna"]
    text = text_of(page.html(lambda path: path))
    assert "This plan can't be assessed. Its file has faults, which are listed here." in text
    assert "Petra Čuk" in text
    assert text.count("not assessed") == 11  # ten cells and their sum
    for claim in ("No gap is open", "nobody known", "met by nobody", "never", "nothing yet", "nothing written down"):
        assert claim not in text
    assert any("4500031" in line for passage in page.search for line in passage.lines)


def test_the_brief_of_it_says_so_too_and_claims_nothing(partly):
    sheet = next(one for one in make_sheets(partly) if one.path == "briefs/zgledna-orodjarna")
    text = text_of(sheet.html(lambda path: path))
    assert "This plan can't be assessed. Its file has faults." in text
    assert "Petra Čuk" in text
    for claim in ("No gap is open", "Nothing that is open", "No promise is open", "No dated step", "never"):
        assert claim not in text


def test_the_bar_of_an_account_counts_the_complaints_that_are_open(view, pages):
    """Who taps it before a visit wants to know whether something is open; the settled ones are no answer."""
    told = 0
    for standing in view.standings.values():
        waiting = sum(one.open for one in standing.account.nonconformities)
        if waiting:
            told += 1
            bar = f'<a href="#complaints">Complaints <span>{waiting} open</span></a>'
            assert bar in str(pages[f"accounts/{standing.id}"].lead), standing.id
    assert told
