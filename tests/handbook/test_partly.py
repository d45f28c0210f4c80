"""The pages of a plan with a fault in its file say nothing that the file doesn't, and not the opposite of it."""

import json

import pytest

from kamdocs.handbook import make_files, make_pages, make_sheets
from kamdocs.schema.audience import INTERNAL, make_audience
from tests.handbook.feeds.views import view_of
from tests.handbook.pictures.views import text_of
from tests.plans import write_handbook

PLAN = """\
name: Acme
status: active
tier: key
key_since: 2024-01-08
stakeholders:
  - {id: gone, name: Gone Person, left_on: 31.10.2026}
  - {id: there, name: There Person}
commitments:
  - {id: c1, text: Send drawings, made_on: 2026-10-20, due: 2026-10-25, by: ana, kept_on: 24.10.2026}
  - {id: c2, text: Call them, made_on: 2026-10-20, due: 30.11.2026}
  - {id: c3, text: Write to them, made_on: 2026-10-20, due: 2026-10-30}
units: [{id: u1, name: Plant One}]
whitespace: [{offering: inserts, unit: [u1], status: blocked, as_of: 2026-01-01, reason: only plant one}]
orders:
  - {id: "1", status: delayed, ordered_on: 2026-01-02, promised_on: 2026-05-01,
     delays: [{known_on: 2026-04-20, to: 2026-12-20, told_on: 20.4.2026}]}
  - {id: "2", status: delayed, ordered_on: 2026-01-02, promised_on: 2026-11-01, delays: [{known_on: 2026-10-20}]}
nonconformities:
  - {id: n1, kind: complaint, status: received, text: Broke, received_on: 2026-11-01, owner: [ana]}
requests:
  - {id: q1, received_at: "2026-11-02T09:10:00+01:00", responded_at: 2.11.2026}
  - {id: q2, received_at: "2026-11-03T09:10:00+01:00", subject: PRICES}
help:
  - {id: h1, asked_on: 2026-10-01, topic: HELPX, answered_on: 5.10.2026}
"""
FAULTLESS = {
    "commitments": [{"id": "c3", "text": "Write to them", "made_on": "2026-10-20", "due": "2026-10-30"}],
    "requests": [{"id": "q2", "received_at": "2026-11-03T09:10:00+01:00", "subject": "PRICES"}],
}
CLAIMS = (
    "overdue", "late", "not told", "obody", "not answered", "no day", "owner –", "never", "not written", "nothing yet",
)  # fmt: skip
DROPPED = ("Gone Person", "Send drawings", "only plant one", "HELPX")


@pytest.fixture(scope="module", params=["internal", "shareable"])
def view(request, tmp_path_factory):
    audience = INTERNAL if request.param == "internal" else make_audience("shareable")
    plans = {"acme": PLAN, "good": FAULTLESS, "odd": {"status": "aktivno", "owner": "ana.novak"}}
    return view_of(write_handbook(tmp_path_factory.mktemp("h"), plans), audience=audience)


def pages_of(view, account):
    pages = {page.path: page for page in make_pages(view)}
    sheets = {sheet.path: sheet for sheet in make_sheets(view)}
    page = pages[f"accounts/{account}"]
    found = " ".join(line for passage in page.search for line in passage.lines)
    return {
        "page": text_of(str(page.lead))
        + "".join(text_of(part.html) for part in page.sections if part.heading.title != "Gaps"),
        "brief": text_of(sheets[f"briefs/{account}"].html(lambda path: path)).split("Open gaps")[0],
        "search": found,
    }


def test_nothing_is_said_that_follows_from_what_is_missing(view):
    pages = pages_of(view, "acme")
    assert "Write to them" in pages["page"]
    for name, text in pages.items():
        assert [claim for claim in CLAIMS if claim in text] == [], name


def test_of_a_plan_without_a_fault_it_is_said_to_who_may_know(view):
    pages = pages_of(view, "good")
    told = [claim for claim in ("days late", "not answered", "nobody yet, owner") if claim in pages["page"]]
    assert told == (["days late", "not answered", "nobody yet, owner"] if view.assessed else [])


def test_a_record_whose_end_can_not_be_read_is_nowhere(view):
    files = {one.path: one.data.decode() for one in make_files(view) if one.path.endswith((".ics", "acme.json"))}
    assert {"calendar/all.ics", "data/accounts/acme.json"} <= set(files)
    plan = json.loads(files["data/accounts/acme.json"])["plan"]
    assert [one["id"] for one in plan["stakeholders"]] == ["there"]
    for name, text in [*pages_of(view, "acme").items(), *files.items()]:
        if not name.endswith(".json"):  # the faults of the file are told there, with their places
            assert [one for one in (*DROPPED, "order 1") if one in text] == [], name


def test_who_is_not_told_of_gaps_is_not_told_of_a_fault(view):
    listed = text_of(str(next(page for page in make_pages(view) if page.path == "accounts/index").sections[0].html))
    assert ("can't be read" in listed) == view.assessed


def test_plans_that_can_not_be_assessed_are_counted_for_themselves(view):
    pages = {page.path: text_of(str(page.lead)) for page in make_pages(view)}
    for path, number in (
        ("index", "2 plans"),
        ("calendar/index", "2 plans"),
        ("people/index", "2 plans"),
        ("people/ana.novak", "2 plans"),  # what she owes may stand in any
        ("contacts/index", "2 plans"),
        ("lists/promises", "2 plans"),
        ("leaving/ana.novak", "2 plans"),
    ):
        if view.assessed or path in pages:
            assert (f"{number} can't be assessed" in pages[path]) == view.assessed, path
    assert ("of 3 accounts" in pages["index"]) == view.assessed


def test_where_all_can_be_assessed_nothing_is_said_of_it(tmp_path):
    pages = {page.path: page.lead for page in make_pages(view_of(write_handbook(tmp_path / "h", {"good": FAULTLESS})))}
    for path in ("index", "calendar/index", "people/index"):
        assert "assessed" not in pages[path]


def test_that_no_plan_has_a_grid_is_said_where_that_is_known(view, tmp_path):
    told = "No plan has a grid yet"
    known = view_of(write_handbook(tmp_path / "h", {"good": FAULTLESS}))
    for shown, said in ((known, True), (view, False)):
        page = next(page for page in make_pages(shown) if page.path == "offerings/index")
        assert (told in "".join(str(part.html) for part in page.sections)) == said
