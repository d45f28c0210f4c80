"""Revenue by year: values from the plan, every fact in words, nothing where there is nothing."""

from kamdocs.handbook.pictures.revenue import revenue_bars, revenue_picture
from tests.handbook.pictures.views import AS_OF, text_of
from tests.plans import account_of


def revenue(*years):
    return account_of(
        {"revenue": [{"year": year, "amount": amount, "currency": currency} for year, amount, currency in years]}
    ).revenue


def test_revenue_bars_share_a_line_and_tell_the_change():
    bars = revenue_bars(revenue((2025, 50, "EUR"), (2024, 200, "EUR")), AS_OF)
    assert [(bar.year, bar.start, bar.length, bar.change) for bar in bars] == [(2024, 0, 100, None), (2025, 0, 25, -75)]


def test_revenue_below_zero_lies_left_of_the_line():
    bars = revenue_bars(revenue((2024, 300, "EUR"), (2025, -100, "EUR")), AS_OF)
    assert [(bar.start, bar.length, bar.change) for bar in bars] == [(25, 75, None), (0, 25, None)]


def test_revenue_of_two_currencies_is_not_compared():
    bars = revenue_bars(revenue((2024, 10, "EUR"), (2025, 1000, "USD")), AS_OF)
    assert [(bar.length, bar.change) for bar in bars] == [(100, None), (100, None)]


def test_a_running_year_is_not_compared():
    text = text_of(revenue_picture(revenue((2025, 100, "EUR"), (2026, 40, "EUR")), AS_OF))
    assert "40 EUR so far" in text
    assert "60 %" not in text


def test_revenue_stands_in_words():
    text = text_of(revenue_picture(revenue((2024, 200000, "EUR"), (2025, 50000, "EUR")), AS_OF))
    assert "2025 50 000 EUR ▼ 75 %" in text
    assert revenue_picture((), AS_OF) == ""
