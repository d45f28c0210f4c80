from datetime import date

from our_checks import visit_overdue

from kamdocs.testing import gaps_in, open_on

PLAN = """
stakeholders:
  - {id: petra-cuk, name: Petra Čuk}
interactions:
  - {id: i1, date: 2026-03-02, kind: visit, with: [petra-cuk], by: [ana.novak]}
"""


def test_a_key_account_is_visited_every_half_year():
    gaps = gaps_in(PLAN, visit_overdue)
    assert open_on(gaps, "2026-08-28") == []
    assert [gap.opens_on for gap in open_on(gaps, "2026-08-29")] == [date(2026, 8, 29)]


def test_what_lies_ahead_is_said_without_blame():
    (gap,) = open_on(gaps_in(PLAN, visit_overdue), "2026-08-29")
    assert str(gap.message) == "no visit is recorded since 2026-03-02; one was due by 2026-08-28"
    assert str(gap.ahead) == "the next visit is due by 2026-08-28"


def test_a_strategic_one_every_quarter():
    gaps = gaps_in("tier: strategic\n" + PLAN, visit_overdue)
    assert [gap.opens_on for gap in open_on(gaps, "2026-11-23")] == [date(2026, 5, 31)]
