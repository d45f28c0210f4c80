"""Addresses that were lead on; none of them can take the place of a living account."""

from kamdocs.handbook.feeds.moved import former_ids
from tests.handbook.feeds.views import sheets_of, view_of
from tests.plans import write_handbook


def former(folder, plans):
    return dict(former_ids(view_of(write_handbook(folder, plans))))


def test_a_former_id_leads_to_the_account(tmp_path):
    sheets = sheets_of(write_handbook(tmp_path, {"now": {"name": "A & B <i>", "former_ids": ["then"]}}))
    page = sheets["accounts/then"]
    assert '<meta http-equiv="refresh" content="0; url=/accounts/now">' in page
    assert '<link rel="canonical" href="/accounts/now">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="/accounts/now">A &amp; B &lt;i&gt;</a>' in page
    assert "<script" not in page
    assert 'url=/briefs/now"' in sheets["briefs/then"]


def test_a_living_account_keeps_its_place(tmp_path):
    plans = {"a": {"former_ids": ["b", "B", "a", "index", "README", "c"]}, "b": {}}
    assert former(tmp_path, plans) == {"c": "a"}


def test_of_two_that_claim_an_id_the_first_has_it(tmp_path):
    plans = {"z": {"former_ids": ["old"]}, "m": {"former_ids": ["Old", "older"]}}
    assert former(tmp_path, plans) == {"Old": "m", "older": "m"}


def test_a_file_that_can_not_be_read_keeps_its_place_too(tmp_path):
    assert former(tmp_path, {"a": {"former_ids": ["broken"]}, "broken": "name: [\n"}) == {}
