"""Whose a remark is in a talk about satisfaction."""

import pytest

from kamdocs.keeping.finding import Candidate
from kamdocs.keeping.remarks import remark_of
from kamdocs.settings.error import SettingsError

PETRA, KOS = Candidate("petra-cuk", "Petra Čuk"), Candidate("joze-kos", "Jože Kos")


@pytest.mark.parametrize(
    ("said", "people", "remark"),
    [
        ("kos: Blanks arrive late", (PETRA, KOS), {"text": "Blanks arrive late", "from": "joze-kos"}),
        ("Blanks arrive late", (PETRA,), {"text": "Blanks arrive late", "from": "petra-cuk"}),
        ("Blanks arrive late", (PETRA, KOS), {"text": "Blanks arrive late"}),
        ("Two late deliveries: 4 and 9 May", (PETRA, KOS), {"text": "Two late deliveries: 4 and 9 May"}),
        ("Ends at 12:30", (PETRA, KOS), {"text": "Ends at 12:30"}),
    ],
)
def test_a_remark_is_the_ones_whose_name_stands_before_a_colon(said, people, remark):
    assert remark_of(said, people) == remark


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("janez: Late", "asked were: Petra Čuk"),
        ("Petra Cik: Late", "did you mean Petra Čuk"),
        ("petra čik: Late", "did you mean Petra Čuk"),
        ("Marko Železnik: Late", "asked were: Petra Čuk"),
    ],
)
def test_the_name_of_nobody_who_was_asked_is_no_text(said, hint):
    with pytest.raises(SettingsError, match="nobody who was asked") as raised:
        remark_of(said, (PETRA, KOS))
    assert hint in raised.value.hint
