"""What a word of ``--select`` and ``--ignore`` means: a code, a name, a rule, or the beginning of codes."""

from datetime import date

import pytest

from kamdocs.lint import Report, Selection, select
from kamdocs.lint.selection import _codes
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.golden import RULES
from kamdocs.settings.error import SettingsError

REPORT = Report(date(2026, 3, 20), (), (), {})


def of_rule(number):
    return {check.code for check in CHECKS if check.rule.number == number}


def meant(word):
    return _codes([word], CHECKS)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.number >= 0], ids=lambda rule: rule.slug)
def test_a_number_means_that_rule_alone(rule):
    assert meant(f"KAM{rule.number}") == meant(f"kam{rule.number}") == meant(rule.slug) == of_rule(rule.number)


def test_one_and_ten_have_nothing_in_common():
    assert not meant("KAM1") & meant("KAM10")
    assert meant("KAM00") == meant("KAM0") == of_rule(0)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_codes_and_names_mean_their_check(check):
    assert meant(check.code) == meant(check.name) == meant(check.name.upper()) == {check.code}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_beginning_means_one_rule_or_all_or_is_told(check):
    for length in range(1, len(check.code)):
        word = check.code[:length]
        try:
            found = meant(word)
        except SettingsError as error:
            assert word[3] == "0", word
            assert f"write KAM{int(word[3:])} for the rule" in error.hint
            continue
        rules = {one.rule.number for one in CHECKS if one.code in found}
        assert found
        assert len(rules) == 1 or not any(letter.isdigit() for letter in word), word


def test_letters_mean_all_that_begins_so():
    ours = {check.code for check in CHECKS}
    assert meant("KAM") == {code for code in ours if code.startswith("KAM")}
    assert meant("DOC") == meant("DOC0") == meant("file") == {code for code in ours if code.startswith("DOC")}
    assert meant("KAM91") == {code for code in ours if code.startswith("KAM91")}
    assert meant("KAM100") == {code for code in ours if code.startswith("KAM100")}


@pytest.mark.parametrize("word", ["KAM12", "KAM99", "KAM000", "KAM1O", "KAM²", "KAM-1", "ACME", "x"])
def test_what_means_nothing_is_told(word):
    with pytest.raises(SettingsError, match="no check is called"):
        select(REPORT, Selection(select=(word,)))
    with pytest.raises(SettingsError, match="no check is called"):
        select(REPORT, Selection(ignore=(word,)))
