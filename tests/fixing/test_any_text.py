"""Whatever a file holds, mending it ends well: no error, no new fault, nothing changed but what was mended."""

import os

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamdocs.fixing.mend import mended
from kamdocs.fixing.trouble import troubles_of
from kamdocs.source import load_document
from kamdocs.writing.splice import spliced
from tests.fixing.faults import NAMES, fatal_forms, wrong_in
from tests.fixing.test_cases import BEFORE, read
from tests.property.files import any_file
from tests.source.test_slips import HEAD, SLIPS

EXAMPLES = int(os.environ.get("KAMDOCS_EXAMPLES", "30"))
quick = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
TEXTS = [*map(read, BEFORE), *(HEAD + text for text, *_ in SLIPS.values())]
BITS = st.sampled_from(
    [":", ": ", " #", "#", "-", "- ", "\t", "\u00a0", "“", "”", "'", '"', ",", "{", "}", "[", "]", "&a", "*a", "!", "@", "\n",
     "  ", "\r\n", "1,5", "1.240", "no", "4. 3. 2026", "€", "=", "\ufeff", "\u200b", "%", "|", ">", "?", "<<", "\\", "…"]
)  # fmt: skip


@st.composite
def spoilt(draw):
    """A text of the cases with bits put in and taken out."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(BITS) + text[at + draw(st.integers(0, 3)) :]
    return text


def hold(text, kind="account"):
    """Hold what is true of any text."""
    found = mended(text, kind, NAMES)
    assert spliced(text, (splice for fix in found.fixes for splice in fix.splices)) == found.text
    assert bool(found.fixes) == (found.text != text)
    again = mended(found.text, kind, NAMES)
    assert (again.text, again.fixes) == (found.text, ())
    if not fatal_forms(text):
        assert not fatal_forms(found.text)
        assert wrong_in(found.text, kind) <= wrong_in(text, kind)
    for choice in found.choices:
        assert len(choice.fixes) > 1
        for fix in choice.fixes:
            spliced(found.text, fix.splices)


@quick
@given(spoilt())
def test_a_spoilt_file_is_never_worse_than_before(text):
    hold(text)


@quick
@given(st.text(max_size=300))
def test_any_text_at_all(text):
    hold(text)


@quick
@given(st.text(st.sampled_from("ab: -#{}[],'\"\n\t&*!|>%@\u00a0“”=0,.1"), max_size=120))
def test_any_text_of_signs(text):
    hold(text)


@pytest.mark.parametrize("kind", ["account", "team", "offerings"])
def test_a_valid_file_is_never_changed(kind):
    @quick
    @given(any_file(kind))
    def holds(data):
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        document = load_document("x.yml", text.encode())
        if document.faults or troubles_of(document, kind, {}):
            return  # what it names is not there, or yes and no stand without quotes
        assert mended(text, kind).text == text

    holds()


HOSTILE = {
    "colons": "a: b: c\n" * 15_000,
    "tabs": "\ta: b\n" * 15_000,
    "brackets": "tags: [" + "[" * 100_000,
    "braces": "tags: " + "{a: " * 90 + "\n",
    "one long line": "summary: " + "x: " * 200_000,
    "numbers": "revenue:\n" + "  - {year: 2025, amount: 1,5, currency: €}\n" * 1_500,
    "strangers": "".join(f"ownr{number}: Ana\n" for number in range(500)),
    "hashes": "tags:\n" + "  - a #4711\n" * 700,
    "days": "commitments:\n" + "".join(f"  - {{id: c{n}, text: x, made_on: 4. 3. 2026}}\n" for n in range(1_000)),
    "ids": "needs:\n" + "  - {id: n1, text: a, status: open}\n" * 1_000,
    "quotes": "tags: [" + "“a”, " * 1_500 + "]\n",
    "equals": "name = x\n" * 7_000,
    "ids of one kind": "needs:\n" + "".join(f"  - {{id: n1, text: a{n}, status: open}}\n" for n in range(2_500)),
    "days on one line": "commitments: [" + "{id: c, text: x, made_on: 4. 3. 2026}, " * 1_200 + "]\n",
    "numbers to dial": 'stakeholders:\n  - {id: a, phone: "' + "041 123 456, " * 15_000 + '"}\n',
    "what is never right": "commitments:\n" + "  - {id: c, text: x, made_on: 4. 3. 2026, status: kept}\n" * 1_200,
    "strangers with remarks": "".join(f"ownr{number}: Ana #4\n" for number in range(1_500)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_ends_whatever_the_file_holds(monkeypatch, text):
    """However much is wrong, no more is read for proofs than was allowed: reading is what takes the time."""
    read_for_proofs = []

    def counted(path, data):
        read_for_proofs.append(len(data))
        return load_document(path, data)

    monkeypatch.setattr("kamdocs.fixing.state.load_document", counted)
    allowed = 300_000
    mended(HEAD + text, "account", NAMES, read_at_most=allowed)
    longest = max(read_for_proofs)
    assert sum(read_for_proofs) <= 2 * allowed + 10 * longest, len(read_for_proofs)
