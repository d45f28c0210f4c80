"""The reckoning with spans of days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from kamdocs.rules.spans import DAWN, FOREVER, Span, after, divide, last_before, later, uncovered, until, within

DAY = date(2026, 1, 1)


def day(number):
    return DAY + timedelta(days=number)


def test_days_stay_within_the_calendar():
    assert later(FOREVER, 5) == FOREVER
    assert later(DAWN, -5) == DAWN
    assert after(day(0)) == day(1)
    assert until(FOREVER).end == FOREVER
    assert [Span(DAY).over_by(FOREVER), Span(DAY, day(1)).over_by(DAY), Span(DAY, day(1)).over_by(day(1))] == [
        False,
        False,
        True,
    ]


def test_spans_in_which_too_few_covers_hold_are_found_and_joined():
    covers = [[Span(day(0), day(10)), Span(day(8), day(15))], [Span(day(5), day(20))]]
    assert list(uncovered(day(2), covers)) == [Span(day(20), FOREVER)]
    assert list(uncovered(day(2), covers, 2)) == [Span(day(2), day(5)), Span(day(15), FOREVER)]
    assert list(uncovered(day(2), [])) == [Span(day(2), FOREVER)]


@pytest.mark.parametrize("seed", range(20))
def test_uncovered_says_the_same_as_counting_day_by_day(seed):
    import random

    chance = random.Random(seed)
    covers = [
        [
            Span(day(start := chance.randrange(60)), day(start + chance.randrange(20)))
            for _ in range(chance.randrange(4))
        ]
        for _ in range(chance.randrange(5))
    ]
    at_least = chance.randrange(1, 4)
    gaps = list(uncovered(day(5), covers, at_least))
    for number in range(90):
        held = sum(any(span.start <= day(number) < span.end for span in spans) for spans in covers)
        short = number >= 5 and held < at_least
        assert any(gap.start <= day(number) < gap.end for gap in gaps) == short
    assert all(one.end < other.start for one, other in pairwise(gaps))


def test_parts_and_limits():
    assert within([Span(day(0), day(5)), Span(day(7), day(9))], Span(day(3), day(7))) == [Span(day(3), day(5))]
    parts = list(divide(Span(day(0), day(9)), [Span(day(3), day(5))]))
    assert parts == [(Span(day(0), day(3)), False), (Span(day(3), day(5)), True), (Span(day(5), day(9)), False)]
    assert last_before([day(1), day(4), day(8)], day(4), day(0)) == day(4)
    assert last_before([day(8)], day(4), day(0)) == day(0)
