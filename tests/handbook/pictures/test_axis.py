"""Days along a line."""

import random
from datetime import date

import pytest

from kamdocs.handbook.pictures.axis import TimeAxis, axis_over, place


def test_days_lie_in_proportion():
    axis = TimeAxis(date(2026, 1, 1), date(2026, 1, 11))
    assert [axis.at(date(2026, 1, day)) for day in (1, 6, 11)] == [0, 50, 100]
    assert axis.at(date(2020, 1, 1)) == 0
    assert axis.at(date(2030, 1, 1)) == 100


@pytest.mark.parametrize(("percent", "shown"), [(-1, 0), (100.001, 100), (33.33333, 33.33)])
def test_places_stay_within_the_line(percent, shown):
    assert place(percent) == shown


@pytest.mark.parametrize("seed", range(200))
def test_every_axis_holds_its_days_in_order(seed):
    chance = random.Random(seed)
    ends = date.min.toordinal(), date.max.toordinal()
    middle, reach = chance.randint(*ends), 10 ** chance.randint(0, 7)
    days = [
        date.fromordinal(min(max(middle + chance.randint(-reach, reach), ends[0]), ends[1]))
        for _ in range(chance.randint(1, 4))
    ]
    axis = axis_over(days)
    places = [axis.at(day) for day in sorted(days)]
    assert places == sorted(places)
    assert len(set(places)) == 1 or places[-1] - places[0] >= 20
